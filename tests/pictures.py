#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the pictures of screens in the documents against tests/screens.

A picture is what stands between two fences (``` or .nf and .fi) behind a line
that names its file: "screen: 80x24-UTF-8/home-waiting". With --write they are
written anew; without, a picture that differs ends with 1.
"""
import pathlib
import re
import sys

PLACE = re.compile(r"screen: (\d+x\d+-[\w/-]+)")
FENCES = {"```": "```", ".nf": ".fi"}


def screen(root, name):
    """The lines of a screen, without the marks in front of them."""
    lines = (root / "tests/screens" / (name + ".txt")).read_text("utf-8").split("\n")
    return [line[1:].rstrip() for line in lines[1:] if line]


def roff(line):
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + line if line[:1] in (".", "'") else line


def renewed(root, text):
    out, name, end = [], None, None
    for line in text.split("\n"):
        if end:
            if line != end:
                continue
            end = None
        out.append(line)
        if name and line in FENCES:
            picture = screen(root, name)
            if line == ".nf":
                picture = [roff(x) for x in picture]
            out += picture
            end, name = FENCES[line], None
        elif PLACE.search(line):
            name = PLACE.search(line)[1]
    return "\n".join(out)


def main():
    write, root = "--write" in sys.argv, pathlib.Path(sys.argv[-1])
    found = wrong = 0
    for path in [*root.glob("*.md"), *root.glob("man/**/*.[1-9]")]:
        text = path.read_text("utf-8")
        found += len(PLACE.findall(text))
        new = renewed(root, text)
        if new == text:
            continue
        if write:
            path.write_text(new, "utf-8")
        else:
            wrong += 1
            print(f"{path.name}: a picture is not as the screen is; see make pictures")
    print(f"{found} pictures")
    return 1 if wrong or not found else 0


sys.exit(main())
