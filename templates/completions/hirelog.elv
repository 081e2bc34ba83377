# elvish, in rc.elv: eval (hirelog completions elvish | slurp)
use str
set edit:completion:arg-completer[hirelog] = {|@words|
    var lines = [(try { hirelog completions elvish -- $@words 2>/dev/null | from-lines } catch { })]
    if (== 0 (count $lines)) {
        nop
    } elif (not-eq $lines[0] words) {
        edit:complete-filename $@words
    } else {
        for line $lines[1..] {
            var value about = (str:split &max=2 "\t" $line)
            var suffix = ' '
            if (or (str:has-suffix $value ':') (str:has-suffix $value '=')) {
                set suffix = ''
            }
            edit:complex-candidate $value &code-suffix=$suffix &display=(str:trim-space $value'  '$about)
        }
    }
}
