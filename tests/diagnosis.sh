#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# "Why can I not encrypt to bob@example.org?": each cause that the harness makes
# has to be named, and what is in order has to be accepted.
set -u
. "${srcdir:-.}/tests/lib.sh"
LC_ALL=C.UTF-8
export LC_ALL
cases=${SHARED:-$srcdir/../shared}/tools/diagnosis-cases
[ -f "$cases" ] || skip "no harness $cases"
for tool in openssl certtool python3; do
    have "$tool" || skip "$tool is not here"
done
mkdir "$work/home"
bash "$cases" "$work/cases" || skip 'the harness could not make its cases'
to=bob@example.org

check() {
    file=$1
    shift
    [ ! -e "$work/cases/$file" ] || set -- "$work/cases/$file" "$@"
    "$SMIME_SETUP" --home "$work/home" check --to "$to" "$@" \
        --roots "$work/cases/root.pem" --crl "$work/cases/root.crl"
}

# What is said in JSON: the wanted findings (any of them, as a blocker), or none
# in the way; and a verdict for each program that agrees with it.
says() {
    python3 - "$@" <<'EOF'
import json, sys
said, wanted, names = sys.argv[1], sys.argv[2], sys.argv[3:]
said = json.load(open(said))
blockers = {f["id"] for f in said["findings"] if f["severity"] == "blocker"}
verdicts = {v["client"]: v["verdict"] for v in said["verdicts"]}
assert {v["ability"] for v in said["verdicts"]} == {"encrypt"}, said["verdicts"]
assert said["subject"]["address"] == "bob@example.org", said["subject"]
if wanted == "yes":
    assert not blockers, blockers
    assert "no" not in verdicts.values(), verdicts
else:
    assert blockers & set(names), (blockers, names)
    assert verdicts["generic"] == "no", verdicts
    for f in said["findings"]:
        assert f["title"] and f["cause"] and f["fix"] and f["source"], f
EOF
}

while IFS='	' read -r file wanted names; do
    [ "$wanted" = yes ] && status=0 || status=1
    fails $status "$file: --json says $wanted" check "$file" --json
    cp "$work/out" "$work/said"
    # shellcheck disable=SC2086
    ok "$file: ${names:-nothing} stands in the way" \
        says "$work/said" "$wanted" $names
    fails $status "$file: so it is in words" check "$file"
    if [ "$wanted" = no ]; then
        pattern=$(echo "$names" | sed 's/ /\\|/g')
        ok "$file: the cause stands there" grep -q "($pattern)" "$work/out"
    fi
done <"$work/cases/expected.tsv"

# The same out of an address book with nothing else in it. What is no
# certificate does not get into it: then adding it says what it is instead.
book() {
    rm -rf "$work/book" "$work/added"
    echo '{"findings": []}' >"$work/added"
    [ ! -e "$work/cases/$1" ] || "$SMIME_SETUP" --home "$work/book" \
        recipients add --json "$work/cases/$1" >"$work/added" 2>/dev/null || :
    "$SMIME_SETUP" --home "$work/book" check --to "$to" --json \
        --roots "$work/cases/root.pem" --crl "$work/cases/root.crl"
}
joined() {
    python3 - "$work/out" "$work/added" <<'EOF'
import json, sys
said, added = (json.load(open(f)) for f in sys.argv[1:])
said["findings"] += added["findings"]
json.dump(said, open(sys.argv[1], "w"))
EOF
}
while IFS='	' read -r file wanted names; do
    [ "$wanted" = yes ] && status=0 || status=1
    fails $status "$file: the address book says $wanted" book "$file"
    joined
    cp "$work/out" "$work/said"
    # shellcheck disable=SC2086
    ok "$file: ${names:-nothing} stands in the way, too" \
        says "$work/said" "$wanted" $names
done <"$work/cases/expected.tsv"

run() { "$SMIME_SETUP" --home "$work/home" "$@"; }
whole() {
    python3 - "$work/out" <<'EOF'
import json, sys
said = json.load(open(sys.argv[1]))
assert {v["client"] for v in said["verdicts"]} == {"ios-18"}, said["verdicts"]
assert said["passed"] and said["own"] is None
assert [r["address"] for r in said["recipients"]] == ["bob@example.org"]
asked = {q["id"] for q in said["ask"]}
assert "cl-encrypt-off" in asked and "cl-tb-setting-cleared" not in asked, asked
assert all(q["question"] and q["look"] and q["source"] for q in said["ask"])
left = {u["id"] for u in said["unchecked"]}
assert "rcpt-revoked" in left and all(u["why"] for u in said["unchecked"]), left
EOF
}

ok 'one program, and a root that is built in' run check --to "$to" \
    "$work/cases/good" --client ios-18 --json \
    --public-roots "$work/cases/root.pem"
ok 'what is in order, not checked, or to be asked is there' whole
ok 'so it is in words' run check --to "$to" "$work/cases/good" \
    --client ios-18 --public-roots "$work/cases/root.pem"
ok 'with the place to look' grep -q 'Look at' "$work/out"
fails 3 'a revocation list that is none is told' run check --to "$to" \
    "$work/cases/good" --crl "$work/cases/good"
fails 2 'an unknown mail program is a wrong call' run check --client pine
ok 'which tells the ones there are' sh -c \
    'tr "\n" " " <"$1" | grep -q "ios-18.*thunderbird"' - "$work/out"
fails 2 'so is an address that is none' run check --to 'Bob <bob@example.org>'
fails 3 'a file that is not there is told' \
    run check --to "$to" "$work/cases/missing"
finish
