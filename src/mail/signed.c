/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CMS SignedData holds besides certificates (RFC 5652 section 5.1). */
#include "mail/signed.h"

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"

enum { OCTETS_CONS = DER_OCTETS | 0x20, NESTED_MAX = 8 };

static bool is_signed_data(struct slice oid)
{
	char *text = der_oid_text(oid);
	bool same = text && strcmp(text, "1.2.840.113549.1.7.2") == 0;

	free(text);
	return same;
}

/* An OCTET STRING, or one in pieces, as programs that stream write it (X.690
 * section 8.7.3.2). */
static int join(struct slice pieces, unsigned depth, struct buf *out)
{
	struct slice one;
	unsigned tag;

	while (pieces.n) {
		if (der_next(&pieces, &tag, &one) < 0)
			return -1;
		if (tag == DER_OCTETS)
			buf_add(out, one.p, one.n);
		else if (tag != OCTETS_CONS || depth == NESTED_MAX ||
			 join(one, depth + 1, out) < 0)
			return -1;
	}
	return 0;
}

static int read_content(struct slice encap, struct buf *out)
{
	struct slice oid, tagged;

	if (der_enter(&encap, DER_OID, &oid) < 0)
		return -1;
	if (!encap.n)
		return 0;
	if (der_enter(&encap, DER_CONTEXT_CONS, &tagged) < 0)
		return -1;
	return join(tagged, 0, out);
}

/* The signers are the last of the elements behind the content. */
static bool has_signer(struct slice rest)
{
	struct slice content = {0};
	unsigned tag = 0;

	while (rest.n && der_next(&rest, &tag, &content) == 0)
		;
	return tag == DER_SET && content.n > 0;
}

int signed_data_read(struct slice der, struct signed_data *out)
{
	struct slice info, oid, tagged, body, skipped, encap;
	struct signed_data s = {0};

	if (der_enter(&der, DER_SEQUENCE, &info) < 0 ||
	    der_enter(&info, DER_OID, &oid) < 0 || !is_signed_data(oid) ||
	    der_enter(&info, DER_CONTEXT_CONS, &tagged) < 0 ||
	    der_enter(&tagged, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    der_enter(&body, DER_SET, &skipped) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &encap) < 0)
		return -1;
	/* PKCS#7 of old may have something else there: then it is no mail. */
	if (read_content(encap, &s.content) < 0)
		buf_wipe(&s.content);
	s.has_signer = has_signer(body);
	*out = s;
	return 0;
}

void signed_data_clear(struct signed_data *s)
{
	buf_wipe(&s->content);
	*s = (struct signed_data){0};
}
