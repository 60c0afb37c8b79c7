/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of what files hold: one certificate, in the forms it comes in. */
#ifndef TESTS_UNPACK_KIT_H
#define TESTS_UNPACK_KIT_H

#include <stdlib.h>
#include <string.h>

#include "mail/unpack.h"
#include "tests/test.h"
#include "x509/authority.h"
#include "x509/der.h"
#include "x509/gtls.h"
#include "x509/key.h"

#define MAYBE_UNUSED __attribute__((unused))

/* Made once; small. */
MAYBE_UNUSED static const struct buf *kit_der(void)
{
	static struct cert *made;
	struct report r = {0};
	struct key *k = NULL;

	if (!made && (key_generate(KEY_P256, &k, &r) < 0 ||
		      authority_make_root(k, "Root", TEST_NOW, &made, &r) < 0))
		CU_FAIL_FATAL("no certificate");
	key_free(k);
	return &made->der;
}

MAYBE_UNUSED static const char *kit_pem(void)
{
	static struct buf pem;

	if (!pem.len)
		gtls_pem("CERTIFICATE", kit_der(), &pem);
	return pem.data;
}

/* The lines between the armour, each ended by `end`; the caller frees. */
MAYBE_UNUSED static char *kit_base64(const char *end)
{
	struct buf out = {0};

	for (const char *p = strchr(kit_pem(), '\n') + 1; *p != '-';) {
		size_t n = strcspn(p, "\n");

		buf_add(&out, p, n);
		buf_adds(&out, end);
		p += n + 1;
	}
	return buf_take(&out);
}

/* The text with each `from` replaced by `to`; the caller frees. */
MAYBE_UNUSED static char *kit_replace(const char *text, const char *from,
				      const char *to)
{
	struct buf out = {0};
	const char *at;

	while ((at = strstr(text, from))) {
		buf_add(&out, text, (size_t)(at - text));
		buf_adds(&out, to);
		text = at + strlen(from);
	}
	buf_adds(&out, text);
	return buf_take(&out);
}

/* A SignedData around the certificate and, where there is one, the content. */
MAYBE_UNUSED static void kit_signed(const char *content, bool has_signer,
				    struct buf *out)
{
	struct buf body = {0}, encap = {0};

	der_put_number(&body, 1);
	der_put(&body, DER_SET, NULL, 0);
	der_put_oid(&encap, "1.2.840.113549.1.7.1");
	if (content) {
		struct buf octets = {0};

		der_put(&octets, DER_OCTETS, content, strlen(content));
		der_put_buf(&encap, DER_CONTEXT_CONS, &octets);
		buf_clear(&octets);
	}
	der_put_buf(&body, DER_SEQUENCE, &encap);
	der_put_buf(&body, DER_CONTEXT_CONS, kit_der());
	der_put(&body, DER_SET, "\x30", has_signer ? 2 : 0);
	der_wrap(&body, DER_SEQUENCE);
	der_wrap(&body, DER_CONTEXT_CONS);
	buf_clear(&encap);
	der_put_oid(&encap, "1.2.840.113549.1.7.2");
	buf_add(&encap, body.data, body.len);
	der_put_buf(out, DER_SEQUENCE, &encap);
	buf_clear(&encap);
	buf_clear(&body);
}

/* The bytes give exactly the certificate, found there. */
MAYBE_UNUSED static void kit_assert(const void *bytes, size_t n,
				    const char *where)
{
	struct parts p;

	unpack(bytes, n, &p);
	CU_ASSERT_EQUAL(p.n, 1);
	CU_ASSERT_EQUAL(p.items[0].item.kind, ITEM_CERT);
	CU_ASSERT(buf_equal(&p.items[0].item.der, kit_der()));
	CU_ASSERT_STRING_EQUAL(p.items[0].where, where);
	CU_ASSERT_FALSE(p.cut);
	parts_clear(&p);
}

MAYBE_UNUSED static void kit_assert_text(const char *text, const char *where)
{
	kit_assert(text, strlen(text), where);
}

MAYBE_UNUSED static enum item_kind kit_kind(const void *bytes, size_t n)
{
	struct parts p;
	enum item_kind kind;

	unpack(bytes, n, &p);
	CU_ASSERT_EQUAL(p.n, 1);
	kind = p.items[0].item.kind;
	parts_clear(&p);
	return kind;
}

#endif
