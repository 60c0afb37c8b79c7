#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a PKCS#12 file field by field, by another decoder and another key
derivation than ours, and compares it with what Apple's releases read (Apple
p12import.c, pkcs12Templates.c): the one form for all of them, or the newer one
of iOS 18 and macOS 15.
apple-form.py FORM FILE PASSWORD NAME CERTIFICATES, FORM apple or modern"""
import hashlib
import hmac
import sys

from asn1crypto import core, keys, pkcs12
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
try:
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
except ImportError:
    from cryptography.hazmat.primitives.ciphers.algorithms import TripleDES

# Salt, hash of the MAC, rounds where the file is not to say: 1 to 600 000,
# which is Windows' limit.
FORMS = {"apple": (8, "sha1"), "modern": (16, "sha256")}
ROUNDS_MAX = 600000


def fill(data, block=64):
    size = (len(data) + block - 1) // block * block
    return (data * (size // len(data) + 1))[:size]


def derive(secret, purpose, length, digest):
    """RFC 7292 appendix B.2, written from its text."""
    password, salt, rounds = secret
    wide = password.encode("utf-16-be") + b"\0\0"
    work = bytearray(fill(salt) + fill(wide))
    out = b""
    while len(out) < length:
        a = hashlib.new(digest, bytes([purpose]) * 64 + bytes(work)).digest()
        for _ in range(rounds - 1):
            a = hashlib.new(digest, a).digest()
        out += a
        plus = int.from_bytes(fill(a)[:64], "big") + 1
        for at in range(0, len(work), 64):
            n = int.from_bytes(work[at:at + 64], "big") + plus
            work[at:at + 64] = (n % (1 << 512)).to_bytes(64, "big")
    return out[:length]


def check_rounds(number):
    assert 1 <= number.native <= ROUNDS_MAX and len(number.contents) <= 4
    return number.native


def unpad(plain, block):
    pad = plain[-1]
    assert 1 <= pad <= block and plain.endswith(bytes([pad]) * pad)
    return plain[:-pad]


def decrypt_apple(password, algorithm, data):
    """pbeWithSHAAnd3-KeyTripleDES-CBC: each key bag, each safe."""
    assert algorithm["algorithm"].dotted == "1.2.840.113549.1.12.1.3"
    params = algorithm["parameters"]
    salt = params["salt"].native
    assert len(salt) == 8
    secret = (password, salt, check_rounds(params["iterations"]))
    key = derive(secret, 1, 24, "sha1")
    iv = derive(secret, 2, 8, "sha1")
    cipher = Cipher(TripleDES(key), modes.CBC(iv))
    return salt, unpad(cipher.decryptor().update(data), 8)


def decrypt_modern(password, algorithm, data):
    """PBES2 walked by bare tags, as no optional field may be hidden: PBKDF2
    with salt, count, no keyLength, and a prf whose NULL is there."""
    outer = core.Sequence.load(algorithm.dump(), strict=True)
    assert len(outer) == 2 and outer[0].dotted == "1.2.840.113549.1.5.13"
    assert len(outer[1]) == 2
    kdf, cipher = outer[1][0], outer[1][1]
    assert len(kdf) == 2 and kdf[0].dotted == "1.2.840.113549.1.5.12"
    assert len(kdf[1]) == 3
    salt, rounds, prf = kdf[1][0], kdf[1][1], kdf[1][2]
    assert isinstance(salt, core.OctetString) and len(salt.native) == 16
    assert prf.dump() == bytes.fromhex("300c06082a864886f70d02090500")
    assert len(cipher) == 2
    assert cipher[0].dotted == "2.16.840.1.101.3.4.1.42"
    assert isinstance(cipher[1], core.OctetString)
    iv = cipher[1].native
    assert len(iv) == 16
    key = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt.native,
                              check_rounds(rounds), 32)
    aes = Cipher(algorithms.AES(key), modes.CBC(iv))
    return salt.native, unpad(aes.decryptor().update(data), 16)


DECRYPT = {"apple": decrypt_apple, "modern": decrypt_modern}


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
    form, path, password, name, count = sys.argv[1:]
    salt_len, hash_name = FORMS[form]
    decrypt = DECRYPT[form]
    file = open(path, "rb").read()
    pfx = pkcs12.Pfx.load(file, strict=True)
    assert pfx["version"].native == "v3"
    assert pfx["auth_safe"]["content_type"].native == "data"
    mac = pfx["mac_data"]
    digest = mac["mac"]["digest_algorithm"]
    assert digest["algorithm"].native == hash_name
    assert digest.dump().endswith(b"\x05\x00")
    assert len(mac["mac_salt"].native) == salt_len
    secret = (password, mac["mac_salt"].native,
              check_rounds(mac["iterations"]))
    key = derive(secret, 3, hashlib.new(hash_name).digest_size, hash_name)
    safes = pfx["auth_safe"]["content"].native
    assert hmac.new(key, safes, hash_name).digest() == mac["mac"]["digest"].native
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
