# Completion for fish. Each line of the answer is a kind, a text and an explanation.

function _microtui_completion
    set -l begun (commandline -ct)
    set -l line (commandline -cp | string collect)
    set -l option (string match --regex -- '^--[^=]*=' "$begun")
    for answer in (env COMP_LINE="$line" _MICROTUI_COMPLETE=fish_complete microtui 2>/dev/null)
        set -l parts (string split \t -- $answer)
        if test "$parts[1]" = file
            set -l path (string replace -- "$option" '' "$begun")
            set -l files (complete -C "__fish_command_without_completions $path")
            # Those that end so come first.
            for file in (string match -- "*$parts[2]" $files; string match --invert -- "*$parts[2]" $files)
                echo "$option$file"
            end
        else
            echo $parts[2]\t$parts[3]
        end
    end
end

complete --command microtui --no-files --keep-order --arguments '(_microtui_completion)'
