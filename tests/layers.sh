#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the sources against the layers, the limits of size and the lists of
# files: base <- x509 <- mail <- rules <- journey <- ui, and the rooms inside
# them (HACKING.md).
# shellcheck disable=SC2046 # no name in the tree holds a blank
set -u
cd "${srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL
tab=$(printf '\t')

# Each line of standard input breaks the rule named. What the rules print is
# the result: nothing at all means that they are kept.
none() {
    found=$(cat)
    [ -z "$found" ] || printf '%s:\n%s\n' "$1" "$found"
}

sources() { find src ui -name '*.[ch]' | sort; }
code() { find "$@" -name '*.c' | sort; }

# Lines as FILE:LINE: CODE, without comments and what stands in quotes.
stripped() {
    awk 'FNR == 1 { block = 0 }
    {
        out = ""; quote = ""
        for (i = 1; i <= length($0); i++) {
            c = substr($0, i, 1); two = substr($0, i, 2)
            if (block) { if (two == "*/") { block = 0; i++ } }
            else if (quote != "") {
                if (c == "\\") i++
                else if (c == quote) quote = ""
            }
            else if (two == "/*") { block = 1; i++ }
            else if (two == "//") break
            else if (c == "\"" || c == "\047") quote = c
            else out = out c
        }
        print FILENAME ":" FNR ": " out
    }' "$@"
}

# --- arrows: a file includes only its own folder and those below ---

# From the bottom up.
folders='base x509 x509/cms x509/bundle mail rules journey/page journey/identity
    journey/desk journey/intake journey/guide journey/profile journey/book
    journey/harvest journey/recipients journey/letter journey/diagnose
    journey/steps ui/term ui/both ui/line ui/view ui/wizard ui/plain ui/cmd ui'

arrows() {
    awk -v folders="$folders" 'BEGIN {
        n = split(folders, folder)
        for (i = 1; i <= n; i++) rank[folder[i]] = i
    }
    function rank_of(path) {
        sub(/^src\//, "", path); sub(/\/[^\/]*$/, "", path)
        return path in rank ? rank[path] : 0
    }
    FNR == 1 && !rank_of(FILENAME) { print FILENAME " is in none of them" }
    /^#[ ]*include[ ]*"/ {
        split($0, quoted, "\""); to = rank_of(quoted[2])
        if (!to || to > rank_of(FILENAME))
            print FILENAME " includes " quoted[2]
    }' $(sources) | none 'against the arrows of the layers'
}

# --- foreign headers: each in its own files, and in no header of ours ---

# foreign HEADERS FILES: who may include it, as an expression of whole names.
foreign() {
    grep -lE "^#[ ]*include[ ]*<($1)" $(sources) | grep -vxE "$2" |
        none "may not include <$1>"
}

foreign_headers() {
    foreign 'gnutls/' 'src/x509/(cms/|bundle/)?[a-z0-9-]*\.c'
    foreign 'libtasn1' 'src/x509/der\.c'
    foreign 'nettle/' 'src/x509/(cms/|bundle/)?[a-z0-9-]*\.c'
    foreign 'n?curses|panel|term\.h' 'ui/(term/term|view/draw|view/entry)\.c'
    foreign 'p11-kit/' 'src/rules/nssckbi\.c'
    foreign 'plist/' 'src/mail/plist\.c'
    foreign 'json' 'ui/line/json-value\.c'
    foreign 'uni(case|ctype|gbrk|norm|str|width|conv|lbrk|types)' \
        'src/base/text(-alike)?\.c'
    foreign 'sqlite3' 'src/journey/book/book-db\.c'
    foreign 'libintl' 'src/base/text\.c|ui/main\.c'
    grep -lE '^#[ ]*include[ ]*<(gnutls|libtasn1|n?curses|json|plist/|uni)' \
        $(find src ui -name '*.h') | none 'a header that includes a foreign one'
}

# --- src/ never prints, exits, reads clock, environment or locale ---

calls() {
    barred='\<(v?f?printf|puts|fputs|putchar|fputc|perror|exit|_exit|_Exit'
    barred="$barred|abort|getenv|secure_getenv|time|gettimeofday|setlocale"
    barred="$barred|clock_gettime|localtime|localtime_r)[ ]*\\("
    # die() is the one way out.
    stripped $(code src) | grep -E "$barred" |
        grep -vE '^src/base/util\.c:[0-9]+: .*\<(fputs|vfprintf|fputc|_Exit)' |
        none 'src/ prints, exits, or reads clock, environment or locale'
    stripped $(code src ui) | grep -E \
        '\<(strcpy|strcat|v?sprintf|gets|strtok|atoi|system|popen)[ ]*\(' |
        none 'a call that has no bound or runs a shell'
    # CVE-2025-13151; security.md 39.
    stripped $(code src) | grep asn1_expand_octet_string |
        none 'a call of libtasn1 that writes past its end'
}

# --- every finding of the catalogue is raised somewhere ---

catalogue() {
    ids=$(sed -n 's/^FINDING(\([A-Z0-9_]*\),.*/FINDING_\1/p' \
        src/base/finding-list.h | sort)
    printf '%s\n' "$ids" | uniq -d | none 'twice in the catalogue'
    {
        stripped $(code src ui) | grep -ohE '\<FINDING_[A-Z0-9_]+' | sort -u
        printf '%s\n' "$ids" "$ids"
    } | sort | uniq -c | awk '$1 == 2 { print $2 }' | none 'no code raises'
}

# --- sizes ---

sizes() {
    # Lists of data are as long as they are.
    wc -l $(code src ui tests) |
        awk '$2 != "total" && $1 > 500 && $2 !~ /store-[a-z-]*\.c$/' |
        none 'longer than 500 lines'
    wc -l $(find src ui -name '*.h' ! -name '*-list.h') |
        awk '$2 != "total" && $1 > 150' | none 'a header longer than 150 lines'
    for file in $(sources | grep -v -e '/store-' -e '-list\.h$'); do
        expand "$file" | awk -v file="$file" \
            'length($0) > 100 { print file ":" NR }'
    done | none 'wider than 100 columns'
    if ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
        ctags -x --c-kinds=f --_xformat='%n %e %N %F' $(code src ui) |
            awk '$2 - $1 + 1 > 60 { print $4 ": " $3 ", " $2 - $1 + 1 }' |
            none 'a function longer than 60 lines'
        # A name says one thing, whether a file keeps it to itself or not.
        ctags --c-kinds=f -f - $(code src ui) | awk -F"$tab" '
            /\tfile:/ { own[$1] = own[$1] " " $2; next }
            { shared[$1] = $2 }
            END {
                for (name in own)
                    if (name in shared)
                        print name ":" own[name] ", and " shared[name]
            }' | none 'a function of a file with the name of a shared one'
    else
        echo 'no Universal Ctags: lengths and names of functions not checked' >&2
    fi
    wc -l configure.ac | awk '$1 >= 80' | none 'configure.ac has 80 lines'
    wc -l Makefile.am | awk '$1 >= 150' | none 'Makefile.am has 150 lines'
}

# --- the lists that go with the files ---

# absent FILE RULE: names on standard input that are no word of FILE.
absent() {
    sort -u | while read -r name; do
        grep -qE "(^|[ $tab])$name([ $tab]|\$)" "$1" || echo "$name"
    done | none "$2"
}

lists() {
    code src | absent src/local.mk 'not in src/local.mk'
    find src -name '*.h' | absent src/local.mk 'not in src/local.mk'
    find ui -name '*.[ch]' | absent ui/local.mk 'not in ui/local.mk'
    find tests -name '*.[ch]' -o -name '*.sh' |
        absent tests/local.mk 'not in tests/local.mk'
    find fuzz -name '*.c' | sed 's/\.c$//' |
        absent fuzz/local.mk 'not in fuzz/local.mk'
    grep -lE '(^|[^A-Za-z_])(_|N_|trn?) ?\("' $(sources) |
        grep -v '^src/base/text\.h$' |
        absent po/POTFILES.in 'has texts, but is not in po/POTFILES.in'
    sed '/^#/d' po/POTFILES.in | while read -r file; do
        [ -f "$file" ] || echo "$file"
    done | none 'in po/POTFILES.in, but not there'
    sed -n 's,^.\(tests/[a-z-]*\.sh\)\( \\\)*$,\1,p' tests/local.mk |
        while read -r file; do [ -x "$file" ] || echo "$file"; done |
        none 'a test that cannot be run'
    find tests -name 't-*.c' | sed 's,.*/t-,,; s/\.c$//; y/-/_/' |
        sed 's/.*/SUITE\\(&\\)/' |
        absent tests/suites.h 'a suite that does not run'
}

# --- first lines, and what must not stay behind ---

leavings() {
    awk 'FNR == 1 && !/SPDX-License-Identifier: GPL-3.0-or-later/ ||
        FNR == 2 && !/^\/\*( [A-Z0-9]|$)/ { print FILENAME ": " $0 }' \
        $(sources) $(code tests fuzz bench) |
        none 'begins without the licence, or one sentence on its job'
    grep -nE "^ {8}|[ $tab]+\$" $(sources) |
        none 'blanks where a tab belongs, or at the end of a line'
    grep -nE '^#[ ]*if 0|\<(TODO|FIXME|XXX)\>' $(sources) | none 'left behind'
}

# A find that finds nothing would keep every rule.
[ "$(code src | wc -l)" -gt 10 ] || { echo 'no sources here'; exit 99; }
broken=$(arrows; foreign_headers; calls; catalogue; sizes; lists; leavings)
[ -z "$broken" ] || { printf '%s\n' "$broken"; exit 1; }
