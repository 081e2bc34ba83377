# bash: source <(hirelog completions bash)
_hirelog() {
    local rest=${COMP_LINE:0:COMP_POINT} program=hirelog word line i
    local -a words=()
    # What bash broke at a colon, an equals sign or an at sign is one word again.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $i -eq 0 || $rest == [[:blank:]]* ]]; then
            rest=${rest#"${rest%%[![:blank:]]*}"}
            words+=("")
        fi
        if ((i == COMP_CWORD)); then word=$rest; fi
        words[${#words[@]} - 1]+=$word
        rest=${rest#"$word"}
    done
    if [[ ${words[0]} == */* && -x ${words[0]} ]]; then program=${words[0]}; fi
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line ]]; then COMPREPLY+=("$line"); fi
    done <<< "$("$program" completions bash --word-breaks "$COMP_WORDBREAKS" -- "${words[@]}" 2> /dev/null)"
    case ${COMPREPLY[0]-} in
        files) COMPREPLY=() && compopt -o default ;;
        folders) COMPREPLY=() && compopt -o dirnames ;;
        words)
            COMPREPLY=("${COMPREPLY[@]:1}")
            if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=,] ]]; then compopt -o nospace; fi
            ;;
    esac 2> /dev/null
    return 0
}
# Older ones, such as that of macOS, sort everything and lack some of the above.
complete -o nosort -F _hirelog hirelog 2> /dev/null || complete -F _hirelog hirelog
