#compdef sightglass
# Completion of `sightglass` for zsh. For this shell, or in ~/.zshrc behind compinit:
#   source <(sightglass completion zsh)
# or in a file _sightglass in a directory of $fpath. The program itself says what can follow.

_sightglass() {
    local program=${(Q)words[1]} line word
    local -a before found
    program=${program/#\~\//$HOME/}
    whence -p -- "$program" > /dev/null || program=sightglass # an alias is no program

    before=("${(@Q)words[2,CURRENT-1]}")
    if compset -P '--*='; then before+=("${IPREFIX%=}"); fi # --output=json
    word=${(Q)PREFIX}
    # The program's reader of lines knows double quotes only.
    before=("${(@)before//\"/}")
    before=("\"${(@)^before}\"")
    (( CURRENT > 2 || $#IPREFIX )) && line="${(j: :)before} "
    line+=$word

    found=("${(@f)$("$program" "[suggest:${#line}]" "$line" 2> /dev/null)}")
    found=("${(@M)found:#${(b)word}*}")
    # Options only to whoever began to write one.
    [[ -n $word ]] || found=("${(@)found:#[-/]*}")
    # Where the program knows nothing, a file may be meant.
    if (( $#found )) && [[ -n $found[1] ]]; then compadd -- "${found[@]}"; else _files; fi
}

# Read as a file of $fpath this is the function's body; read by `source` it is not.
if [[ $funcstack[1] == _sightglass ]]; then _sightglass "$@"; else compdef _sightglass sightglass; fi
