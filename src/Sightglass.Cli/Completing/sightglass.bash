# Completion of `sightglass` for bash 4 and later. For this shell, or in ~/.bashrc for all:
#   source <(sightglass completion bash)
# The program itself says what can follow: topics and fields are those that are there now.

_sightglass() {
    local program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT} word cut='' candidate
    # As typed, so perhaps quoted or from home; and an alias is no program.
    program=${program//[\\\"\']/}
    program=${program/#\~\//$HOME/}
    type -P "$program" > /dev/null || program=sightglass

    # Not COMP_WORDS: bash ends words at ':' and '=' too. The program's own reader of lines knows double quotes only.
    line=${line#"${COMP_WORDS[0]}"}
    line=${line#"${line%%[![:space:]]*}"}
    line=${line//\\ /_}
    line=${line//\'/\"}
    word=${line##*[[:space:]]}
    line=${line%"$word"}
    word=${word#\"}
    if [[ $word == --*=* ]]; then # --output=json
        [[ $COMP_WORDBREAKS == *=* ]] || cut=-${word%%=*}=
        line+="${word%%=*} "
        word=${word#*=}
    fi
    line+=$word

    while IFS= read -r candidate; do
        [[ $candidate == "$word"* ]] || continue
        # Options only to whoever began to write one.
        [[ -z $word && $candidate == [-/]* ]] && continue
        # What stands before the last ':' stays, where bash takes that for the end of a word.
        [[ $COMP_WORDBREAKS == *:* && $word == *:* ]] && candidate=${candidate#"${word%"${word##*:}"}"}
        COMPREPLY+=("${cut#-}$candidate")
    done < <("$program" "[suggest:${#line}]" "$line" 2> /dev/null)
}

# Where the program knows nothing, a file may be meant.
complete -o bashdefault -o default -F _sightglass sightglass
