#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the rows of a list of public roots.

make-store.py TSV > store-NAME-list.h

TSV has one root a line: SHA-256 in hexadecimal, "yes" where it may stand above
certificates for mail and "no" where not, last day, name. Lines with # are
comments. The rows come out sorted by fingerprint, as store_find() needs them.
"""
import csv
import sys


def read_roots(path):
    with open(path, encoding="utf-8") as tsv:
        lines = (line for line in tsv if line.strip() and line[0] != "#")
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield bytes.fromhex(row[0]), row[1] == "yes", row[3]


def c_string(text):
    """UTF-8 bytes as a literal; a hexadecimal escape ends its piece."""
    out = ""
    for byte in text.encode():
        if byte in b'"\\':
            out += "\\" + chr(byte)
        elif 0x20 <= byte < 0x7F:
            out += chr(byte)
        else:
            out += f"\\{byte:03o}"
    return f'"{out}"'


def half(fingerprint):
    return ", ".join(f"{byte:#04x}" for byte in fingerprint)


def main():
    print("/* SPDX-License-Identifier: GPL-3.0-or-later */")
    print("/* Rows of struct store_row; written by make-store.py. */")
    for fingerprint, email, name in sorted(read_roots(sys.argv[1])):
        print(f"{{{{{half(fingerprint[:16])},")
        print(f"  {half(fingerprint[16:])}}},")
        print(f" {'true' if email else 'false'}, {c_string(name)}}},")


if len(sys.argv) != 2:
    sys.exit(__doc__)
main()
