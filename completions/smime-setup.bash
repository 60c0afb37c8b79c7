# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Completion of smime-setup for bash: commands, options and what follows them.

# The command on the line, if it has been typed.
_smime_setup_command() {
    local i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --home | --identity | --at | --color | --passphrase-file | \
            --passphrase-fd | --password-file | --password-fd) ((i++)) ;;
        -*) ;;
        *) echo "$word"; return ;;
        esac
    done
}

_smime_setup_options() {
    case $1 in
    status) echo '--within' ;;
    key) echo '--name --alias --type' ;;
    request) echo '--output --der' ;;
    authority) echo '--name --type --days --output' ;;
    check)
        echo '--to --client --address --chain --crl --roots --public-roots'
        echo '--verbose'
        ;;
    why) echo '--to --client' ;;
    renew) echo '--same-key --type --output' ;;
    profile)
        echo '--output --with-identity --mail-type --mail-in --mail-out'
        echo '--mail-user --mail-smime'
        ;;
    message) echo '--to --output --opaque' ;;
    export) echo '--for --output --with-old' ;;
    esac
    echo '--home --identity --plain --json --at --color --help --version'
    echo '--passphrase-file --passphrase-fd --password-file --password-fd'
}

_smime_setup() {
    local commands
    commands='status key request import authority check export guide profile rehearse renew why message explain demo'
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command words
    command=$(_smime_setup_command)
    case $before in
    --type) words='rsa-2048 rsa-3072 rsa-4096 p-256 p-384 p-521 ed25519' ;;
    --for) words='apple' ;;
    --mail-type) words='imap pop' ;;
    --mail-smime) words='sign encrypt both' ;;
    --color) words='auto always never' ;;
    --client)
        words='ios-17 ios-18 macos-14 macos-15 thunderbird outlook gmail'
        words="$words evolution gpgsm openssl android java generic"
        ;;
    authority) words='create issue show' ;;
    why) words='encrypt recipient sign password trust key' ;;
    message) words='sign encrypt decrypt verify inspect' ;;
    guide)
        words='iphone iphone-17 mac mac-14 thunderbird outlook gmail evolution'
        words="$words gnupg android"
        ;;
    --home | --identity | --name | --alias | --days | --at | --address | \
        --within | --passphrase-fd | --password-fd | --mail-in | --mail-out | \
        --mail-user) return ;;
    --chain | --crl | --roots | --public-roots | --to | --passphrase-file | \
        --password-file | --output | -o) ;;
    *)
        case $word in
        -*) words=$(_smime_setup_options "$command") ;;
        *) [ -n "$command" ] || words=$commands ;;
        esac
        ;;
    esac
    # Nothing of ours fits: bash offers files.
    # shellcheck disable=SC2207
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}

complete -o default -F _smime_setup smime-setup
