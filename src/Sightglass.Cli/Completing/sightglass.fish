# Completion of `sightglass` for fish. For this shell, or in ~/.config/fish/completions/sightglass.fish for all:
#   sightglass completion fish | source
# The program itself says what can follow.

function __sightglass_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct | string replace -r '^["\']' '')
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    type -q -f -- $program; or set program sightglass # an alias is no program
    set -l option (string match -r '^(--[^=]*=)' -- $word)[1] # --output=json
    set -l line
    # The program's reader of lines knows double quotes only.
    for before in $words[2..-1]
        set -a line '"'(string replace -a '"' '' -- $before)'"'
    end
    test -n "$option"; and set -a line (string trim -r -c = -- $option)
    set word (string sub -s (math (string length -- "$option") + 1) -- $word)
    set line (string join ' ' -- $line "$word")
    set -l found ($program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
    # Options only to whoever began to write one; where the program knows nothing, a file may be meant.
    test -n "$word"; or set found (string match -r '^[^-/].*' -- $found)
    set found (string match -r -- '^'(string escape --style=regex -- "$word")'.*' $found)
    if test (count $found) -gt 0
        for candidate in $found
            echo "$option$candidate" # quoted: with no option there would be nothing to join
        end
    else
        __fish_complete_path $word
    end
end

complete -c sightglass -f -a '(__sightglass_complete)'
