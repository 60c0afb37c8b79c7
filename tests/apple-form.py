#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a PKCS#12 file field by field, by another decoder and another key
derivation than ours, and compares it with the one form every Apple release
reads (Apple p12import.c). apple-form.py FILE PASSWORD NAME CERTIFICATES"""
import hashlib
import hmac
import sys

from asn1crypto import core, keys, pkcs12
from cryptography.hazmat.primitives.ciphers import Cipher, modes
try:
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
except ImportError:
    from cryptography.hazmat.primitives.ciphers.algorithms import TripleDES

ROUNDS = 100000


def fill(data, block=64):
    size = (len(data) + block - 1) // block * block
    return (data * (size // len(data) + 1))[:size]


def derive(password, salt, purpose, length):
    """RFC 7292 appendix B.2, written from its text."""
    wide = password.encode("utf-16-be") + b"\0\0"
    work = bytearray(fill(salt) + fill(wide))
    out = b""
    while len(out) < length:
        a = hashlib.sha1(bytes([purpose]) * 64 + bytes(work)).digest()
        for _ in range(ROUNDS - 1):
            a = hashlib.sha1(a).digest()
        out += a
        plus = int.from_bytes(fill(a)[:64], "big") + 1
        for at in range(0, len(work), 64):
            n = int.from_bytes(work[at:at + 64], "big") + plus
            work[at:at + 64] = (n % (1 << 512)).to_bytes(64, "big")
    return out[:length]


def decrypt(password, algorithm, data):
    assert algorithm["algorithm"].dotted == "1.2.840.113549.1.12.1.3"
    params = algorithm["parameters"]
    salt = params["salt"].native
    assert len(salt) == 8 and params["iterations"].native == ROUNDS
    key = derive(password, salt, 1, 24)
    iv = derive(password, salt, 2, 8)
    plain = Cipher(TripleDES(key), modes.CBC(iv)).decryptor().update(data)
    pad = plain[-1]
    assert 1 <= pad <= 8 and plain.endswith(bytes([pad]) * pad)
    return salt, plain[:-pad]


def attributes(bag):
    """Types to values; DER's order; one value each."""
    found = {}
    if bag["bag_attributes"].native is None:
        return found
    raw = [a.dump() for a in bag["bag_attributes"]]
    assert raw == sorted(raw)
    for a in bag["bag_attributes"]:
        assert len(a["values"]) == 1
        found[a["type"].native] = a["values"][0]
    return found


def check_tie(bag, leaf, name):
    a = attributes(bag)
    assert a["local_key_id"].native == hashlib.sha1(leaf).digest()
    if name:
        value = a["friendly_name"]
        assert isinstance(value, core.BMPString) and value.native == name
    assert len(a) == (2 if name else 1)


def check_key(der):
    outer = core.Sequence.load(der)
    if outer[1][0].dotted == "1.2.840.10045.2.1":
        inner = keys.ECPrivateKey.load(outer[2].native)
        assert inner["public_key"].native[:1] == b"\x04"


def main():
    path, password, name, count = sys.argv[1:]
    file = open(path, "rb").read()
    pfx = pkcs12.Pfx.load(file, strict=True)
    assert pfx["version"].native == "v3"
    assert pfx["auth_safe"]["content_type"].native == "data"
    mac = pfx["mac_data"]
    digest = mac["mac"]["digest_algorithm"]
    assert digest["algorithm"].native == "sha1"
    assert digest.dump().endswith(b"\x05\x00")
    assert len(mac["mac_salt"].native) == 8
    assert mac["iterations"].native == ROUNDS
    key = derive(password, mac["mac_salt"].native, 3, 20)
    safes = pfx["auth_safe"]["content"].native
    assert hmac.new(key, safes, "sha1").digest() == mac["mac"]["digest"].native
    salts = {mac["mac_salt"].native}
    certs, key_bags = [], []
    for info in pkcs12.AuthenticatedSafe.load(safes, strict=True):
        if info["content_type"].native == "encrypted_data":
            inner = info["content"]["encrypted_content_info"]
            assert inner["content_type"].native == "data"
            salt, plain = decrypt(password,
                                  inner["content_encryption_algorithm"],
                                  inner["encrypted_content"].native)
            salts.add(salt)
            bags = pkcs12.SafeContents.load(plain, strict=True)
            assert 1 <= len(bags) <= 30 and not key_bags
            certs += list(bags)
        else:
            assert info["content_type"].native == "data"
            bags = pkcs12.SafeContents.load(info["content"].native, strict=True)
            key_bags += list(bags)
    assert len(certs) == int(count) and len(key_bags) == 1
    assert {b["bag_id"].native for b in certs} == {"cert_bag"}
    leaf = certs[0]["bag_value"]["cert_value"].parsed.dump()
    check_tie(certs[0], leaf, name)
    for bag in certs[1:]:
        assert not attributes(bag)
    assert key_bags[0]["bag_id"].native == "pkcs8_shrouded_key_bag"
    check_tie(key_bags[0], leaf, name)
    shroud = key_bags[0]["bag_value"]
    salt, plain = decrypt(password, shroud["encryption_algorithm"],
                          shroud["encrypted_data"].native)
    salts.add(salt)
    check_key(plain)
    assert len(salts) == 2 + (int(count) + 29) // 30


main()
