#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A translation in which each text is there with other letters: what a screen
shows unchanged under it cannot be translated. Reads a .pot, writes a .po."""
import re
import sys

LETTERS = str.maketrans("aeiouyncsAEIOUYNCS", "áéíóúýñçšÁÉÍÓÚÝÑÇŠ")
KEPT = re.compile(r"(%[-+ #0*]*\d*(?:\.\*?\d*)?(?:hh|h|ll|l|z)?[a-zA-Z%]|\\.)")


def changed(quoted):
    """The letters of a quoted string, but not those of its formats."""
    parts = KEPT.split(quoted)
    parts[::2] = [re.sub(r"[A-Za-z]+", word, p) for p in parts[::2]]
    return "".join(parts)


def word(match):
    """At least one letter of each word is another one."""
    text = match.group().translate(LETTERS)
    return text if text != match.group() or len(text) < 3 else text + "é"


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    head, *entries = text.split("\n\n")
    print('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n'
          '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')
    for entry in entries:
        lines = [l for l in entry.split("\n") if l and not l.startswith("#~")]
        parts, now = {}, None
        for line in lines:
            found = re.match(r"(msgid_plural|msgid|msgctxt) (.*)", line)
            if found:
                now = found.group(1)
                parts[now] = [found.group(2)]
            elif line.startswith("msgstr"):
                now = None
            elif line.startswith('"') and now:
                parts[now].append(line)
        if "msgid" not in parts:
            continue
        print("\n".join(l for l in lines if l.startswith("#,")))
        print("msgid", "\n".join(parts["msgid"]))
        one = "\n".join(changed(l) for l in parts["msgid"])
        if "msgid_plural" in parts:
            print("msgid_plural", "\n".join(parts["msgid_plural"]))
            print("msgstr[0]", one)
            print("msgstr[1]", "\n".join(map(changed, parts["msgid_plural"])))
        else:
            print("msgstr", one)
        print()


main()
