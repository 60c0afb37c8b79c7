/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CMS SignedData holds besides certificates (RFC 5652 section 5.1). */
#include "mail/signed.h"

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"

enum { OCTETS_CONS = DER_OCTETS | 0x20, NESTED_MAX = 8 };

static bool is_oid(struct slice oid, const char *wanted)
{
	char *text = der_oid_text(oid);
	bool same = text && strcmp(text, wanted) == 0;

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
static struct slice signers_of(struct slice rest)
{
	struct slice content = {0};
	unsigned tag = 0;

	while (rest.n && der_next(&rest, &tag, &content) == 0)
		;
	return tag == DER_SET ? content : (struct slice){0};
}

static int read_body(struct slice der, struct slice *encap,
		     struct slice *signers)
{
	struct slice info, oid, tagged, body, skipped;

	if (der_enter(&der, DER_SEQUENCE, &info) < 0 ||
	    der_enter(&info, DER_OID, &oid) < 0 ||
	    !is_oid(oid, "1.2.840.113549.1.7.2") ||
	    der_enter(&info, DER_CONTEXT_CONS, &tagged) < 0 ||
	    der_enter(&tagged, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    der_enter(&body, DER_SET, &skipped) < 0 ||
	    der_enter(&body, DER_SEQUENCE, encap) < 0)
		return -1;
	*signers = signers_of(body);
	return 0;
}

int signed_data_read(struct slice der, struct signed_data *out)
{
	struct slice encap, signers;
	struct signed_data s = {0};

	if (read_body(der, &encap, &signers) < 0)
		return -1;
	/* PKCS#7 of old may have something else there: then it is no mail. */
	if (read_content(encap, &s.content) < 0)
		buf_wipe(&s.content);
	s.has_signer = signers.n > 0;
	*out = s;
	return 0;
}

/* The signed attributes are the only element of a SignerInfo tagged [0]. */
static bool signer_has(struct slice signer, const char *attribute)
{
	struct slice content, one, oid;
	unsigned tag;

	while (der_next(&signer, &tag, &content) == 0) {
		if (tag != DER_CONTEXT_CONS)
			continue;
		while (der_enter(&content, DER_SEQUENCE, &one) == 0)
			if (der_enter(&one, DER_OID, &oid) == 0 &&
			    is_oid(oid, attribute))
				return true;
	}
	return false;
}

bool signed_data_has_capabilities(struct slice der)
{
	struct slice encap, signers, signer;

	if (read_body(der, &encap, &signers) < 0)
		return false;
	while (der_enter(&signers, DER_SEQUENCE, &signer) == 0)
		if (signer_has(signer, "1.2.840.113549.1.9.15"))
			return true;
	return false;
}

void signed_data_clear(struct signed_data *s)
{
	buf_wipe(&s->content);
	*s = (struct signed_data){0};
}
