#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether gpgsm 2.2 trips over a bundle through no fault of the bundle.

gpgsm-trips.py FILE PASSWORD-FILE: status 0 where it does, 1 where not.

The key derivation of RFC 7292 appendix B.2 adds a hash to each 64-byte block
of salt and password. gpgsm (sm/minip12.c string_to_key) writes the sum back
without its leading zero bytes, and so derives another key whenever a sum
begins with one: for about one bundle in sixty, whoever wrote it.
"""
import hashlib
import sys

from asn1crypto import pkcs12

BLOCK = 64


def filled(data):
    return (data * BLOCK)[:BLOCK] if len(data) < BLOCK else data


def trips(salt, rounds, password):
    """One 24-byte key: SHA-1 gives 20 bytes, so the blocks change once."""
    word = password.encode("utf-16-be") + b"\0\0"
    blocks = [filled(salt), filled(word)]
    digest = hashlib.sha1(b"\x01" * BLOCK + b"".join(blocks)).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha1(digest).digest()
    add = int.from_bytes((digest * 4)[:BLOCK], "big") + 1
    for block in blocks:
        total = (int.from_bytes(block, "big") + add) % 2 ** (8 * BLOCK)
        if total >> (8 * (BLOCK - 1)) == 0:
            return True
    return False


def main():
    with open(sys.argv[1], "rb") as file:
        pfx = pkcs12.Pfx.load(file.read())
    with open(sys.argv[2], encoding="ascii") as file:
        password = file.readline().rstrip("\n")
    algorithms = []
    for safe in pfx.authenticated_safe:
        if safe["content_type"].native == "encrypted_data":
            info = safe["content"]["encrypted_content_info"]
            algorithms.append(info["content_encryption_algorithm"])
            continue
        bags = pkcs12.SafeContents.load(safe["content"].native)
        for bag in bags:
            algorithms.append(bag["bag_value"]["encryption_algorithm"])
    found = any(
        trips(a["parameters"]["salt"].native,
              a["parameters"]["iterations"].native, password)
        for a in algorithms)
    return 0 if found else 1


sys.exit(main())
