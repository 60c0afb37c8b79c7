# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Completion of smime-setup for bash: what is done with the words that the
# build puts in front of this, from the program's own tables.

# The command on the line, if it has been typed.
_smime_setup_command() {
    local i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        -*) [ -z "$(_smime_setup_values "$word")" ] || ((i++)) ;;
        *) echo "$word"; return ;;
        esac
    done
}

_smime_setup() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command words
    command=$(_smime_setup_command)
    words=$(_smime_setup_values "$before")
    case $words in
    FILE) words= ;;
    NONE) return ;;
    '')
        case $word in
        -*) words=$(_smime_setup_options "$command") ;;
        *)
            words=$(_smime_setup_operands "$command")
            [ -n "$command" ] || words=$_smime_setup_commands
            ;;
        esac
        ;;
    esac
    # Nothing of ours fits: bash offers files.
    # shellcheck disable=SC2207
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}

complete -o default -F _smime_setup smime-setup
