/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of keys that are known to be breakable: built from their modulus.
 */
#ifndef TESTS_WEAK_KEYS_H
#define TESTS_WEAK_KEYS_H

#include <string.h>

#include "tests/test.h"
#include "x509/der.h"
#include "x509/key.h"

/* mod03.txt of the tests of github.com/crocs-muni/roca, by those who found the
 * flaw: a modulus of 2048 bits out of a faulty chip. */
static const char faulty[] =
	"9dcd7420e420c270a68060eb8b5aa7457a9f6648f86fafed2775cc1f79ae962f"
	"1e63f1b9e51c55f9ea6fdc7332e9b0058c9ff2eb1fc89855029cf6aafe21e689"
	"feb38ac9ffb12f1ce371bb5d0e9aae64161abce74b4244bf68f1edb4411f756a"
	"097c8929c14740245ea355f8332d1aa36bb50c7dcb4505da8de02e4e53d38f8d"
	"f06097da7524df0df93db48eac8cc4af2d3a16257eb2b2adca6ba464e5974fa9"
	"2550d31b1babf161e7692d00b86e3dd886ecab4abfbe1a8f8cc263ff4af55cdb"
	"45f4249a5193925f5e983d762f0b6800943eb0267b08f42ed311ce1f5c86eacb"
	"c8ce4d3cb7a2fee1ef5641423a1cf4114e5ecf50034a60a412523af9e6f4aa11";

static inline unsigned digit(char c)
{
	return (unsigned)(strchr("0123456789abcdef", c) - "0123456789abcdef");
}

/* A public key of this modulus, plus a number, and the exponent 65537. */
static inline void key_of(const char *hex, unsigned plus, struct spki *out)
{
	static const unsigned char head[] = {
		0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86,
		0xF7, 0x0D, 1, 1, 1, 5, 0};
	struct buf n = {0}, pair = {0}, all = {0};
	struct report report = {0};

	buf_addc(&n, 0);
	for (; *hex; hex += 2)
		buf_addc(&n, (char)(digit(hex[0]) << 4 | digit(hex[1])));
	n.data[n.len - 1] = (char)(n.data[n.len - 1] + (char)plus);
	der_put_buf(&pair, DER_INTEGER, &n);
	buf_add(&pair, "\x02\x03\x01\x00\x01", 5);
	der_wrap(&pair, DER_SEQUENCE);
	buf_addc(&all, 0);
	buf_add(&all, pair.data, pair.len);
	buf_clear(&pair);
	buf_add(&pair, head, sizeof(head));
	der_put_buf(&pair, DER_BITS, &all);
	der_wrap(&pair, DER_SEQUENCE);
	*out = (struct spki){0};
	CU_ASSERT_EQUAL_FATAL(spki_parse(pair.data, pair.len, out, &report), 0);
	buf_clear(&all);
	buf_clear(&pair);
	buf_clear(&n);
}

#endif
