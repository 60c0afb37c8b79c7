/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outside of a PKCS#12 file: its safes, its MAC, what is encrypted. */
#include "x509/bundle/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

enum { OCTETS_DEPTH_MAX = 8 };

/* BER lets an OCTET STRING come in pieces of pieces; NSS writes such. */
static int join_octets(struct slice pieces, struct buf *out)
{
	struct slice stack[OCTETS_DEPTH_MAX] = {pieces};
	size_t depth = 1;

	while (depth > 0) {
		struct slice piece;
		unsigned tag;

		if (stack[depth - 1].n == 0) {
			depth--;
			continue;
		}
		if (der_next(&stack[depth - 1], &tag, &piece) < 0)
			return -1;
		if (tag == DER_OCTETS)
			buf_add(out, piece.p, piece.n);
		else if (tag == DER_OCTETS_CONS && depth < OCTETS_DEPTH_MAX)
			stack[depth++] = piece;
		else
			return -1;
	}
	return 0;
}

int octets_read(struct slice from, struct buf *joined, struct slice *content)
{
	struct slice octets;
	unsigned tag;

	if (der_next(&from, &tag, &octets) < 0)
		return -1;
	if (tag == DER_OCTETS_CONS || tag == DER_CONTEXT_CONS) {
		if (join_octets(octets, joined) < 0)
			return -1;
		octets = slice_of(joined);
	} else if (tag != DER_OCTETS && tag != DER_CONTEXT) {
		return -1;
	}
	*content = octets;
	return 0;
}

int encrypted_read(struct slice content, struct slice *algorithm,
		   struct slice *rest)
{
	struct slice data, version, inner, type;

	if (der_enter(&content, DER_SEQUENCE, &data) < 0 ||
	    der_enter(&data, DER_INTEGER, &version) < 0 ||
	    der_enter(&data, DER_SEQUENCE, &inner) < 0 ||
	    der_enter(&inner, DER_OID, &type) < 0 ||
	    der_enter(&inner, DER_SEQUENCE, algorithm) < 0)
		return -1;
	*rest = inner;
	return 0;
}

/* The authenticated safe: bytes the MAC is made of, or somebody's signature. */
static int read_auth(struct slice auth, struct pfx *p)
{
	struct slice content;
	char *oid = bundle_oid_read(&auth);
	int r = -1;

	if (!oid || der_enter(&auth, DER_CONTEXT_CONS, &content) < 0)
		goto out;
	p->is_public_key_mode = strcmp(oid, OID_SIGNED_DATA) == 0;
	if (!p->is_public_key_mode &&
	    (strcmp(oid, OID_DATA) != 0 ||
	     octets_read(content, &p->joined, &p->safes) < 0))
		goto out;
	r = 0;
out:
	free(oid);
	return r;
}

int pfx_read(struct slice content, struct pfx *out)
{
	struct pfx p = {0};
	struct slice version, auth;

	if (der_enter(&content, DER_INTEGER, &version) < 0 ||
	    der_enter(&content, DER_SEQUENCE, &auth) < 0 ||
	    read_auth(auth, &p) < 0) {
		pfx_clear(&p);
		return -1;
	}
	p.has_mac = der_enter(&content, DER_SEQUENCE, &p.mac) == 0;
	*out = p;
	return 0;
}

void pfx_clear(struct pfx *p)
{
	buf_clear(&p->joined);
	*p = (struct pfx){0};
}
