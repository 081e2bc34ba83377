# fish: hirelog completions fish > ~/.config/fish/completions/hirelog.fish
function __hirelog_complete
    set -l typed (commandline -opc)
    set -l program hirelog
    if string match -q '*/*' -- $typed[1]; and test -x $typed[1]
        set program $typed[1]
    end
    set -l current (string unescape -- (commandline -ct); or commandline -ct)
    set -l lines ($program completions fish -- $typed (commandline -ct) 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path $current
        case folders
            __fish_complete_directories $current
        case words
            printf '%s\n' $lines[2..-1]
    end
end
complete -c hirelog -f -k -a '(__hirelog_complete)'
