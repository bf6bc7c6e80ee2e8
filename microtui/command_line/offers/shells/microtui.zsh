#compdef microtui
# Completion for zsh. Each line of the answer is a kind, a text and an explanation.

_microtui_completion() {
    local line kind text explanation
    local -a parts words_plain words_open explained
    local begun="${(j: :)words[1,CURRENT-1]} ${words[CURRENT]}"
    [[ ${words[CURRENT]} == --*=* ]] && compset -P 1 '*='
    for line in "${(@f)$(COMP_LINE=$begun _MICROTUI_COMPLETE=zsh_complete $words[1] 2>/dev/null)}"; do
        parts=("${(@ps:\t:)line}")
        kind=$parts[1] text=$parts[2] explanation=$parts[3]
        case $kind in
            plain)
                if [[ -n $explanation ]]; then
                    explained+=("${text//:/\\:}:$explanation")
                else
                    words_plain+=("$text")
                fi
                ;;
            open) words_open+=("$text") ;;
            file) [[ $text == any ]] && _files || _files -g "*$text" ;;
        esac
    done
    (( $#explained )) && _describe -V microtui explained
    (( $#words_plain )) && compadd -V microtui -a words_plain
    (( $#words_open )) && compadd -S '' -V microtui -a words_open
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _microtui_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _microtui_completion microtui
fi
