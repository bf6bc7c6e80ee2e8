# Completion for bash 4.4 and newer. Each line of the answer is a kind, a text and an explanation.

_microtui_completion() {
    local kind text explanation
    COMPREPLY=()
    while IFS=$'\t' read -r kind text explanation; do
        case $kind in
            plain) COMPREPLY+=("$text") ;;
            open) COMPREPLY+=("$text"); compopt -o nospace ;;
            file) _microtui_files "$text" ;;
        esac
    done < <(
        COMP_LINE=${COMP_LINE:0:COMP_POINT} COMP_WORDBREAKS=$COMP_WORDBREAKS \
            _MICROTUI_COMPLETE=bash_complete "$1" 2>/dev/null
    )
}

# Files that end so, and directories; where there are none, whatever bash finds by itself.
_microtui_files() {
    local begun=${COMP_WORDS[COMP_CWORD]}
    [[ $begun == [=:] ]] && begun=
    if [[ $1 != any ]]; then
        mapfile -t COMPREPLY < <(compgen -f -X "!*$1" -- "$begun"; compgen -d -- "$begun")
        compopt -o filenames
    fi
    [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
}

complete -o nosort -F _microtui_completion microtui
