/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a PKCS#12 file without its password: what protects what. */
#include "x509/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	PFX_VERSION = 3,
	/* Far more than anything real; each is a key to be derived. */
	CIPHERS_MAX = 256,
	OCTETS_CONSTRUCTED = DER_OCTETS | 0x20,
	OCTETS_DEPTH_MAX = 8,
};

static int add_cipher(struct bundle_info *info, struct slice algorithm,
		      bool on_key)
{
	struct bundle_cipher c;

	if (info->nciphers == CIPHERS_MAX ||
	    bundle_cipher_read(algorithm, &c) < 0)
		return -1;
	c.on_key = on_key;
	info->ciphers =
		xrealloc(info->ciphers, (info->nciphers + 1) * sizeof(c));
	info->ciphers[info->nciphers++] = c;
	return 0;
}

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
		else if (tag == OCTETS_CONSTRUCTED && depth < OCTETS_DEPTH_MAX)
			stack[depth++] = piece;
		else
			return -1;
	}
	return 0;
}

/* The SEQUENCE inside an OCTET STRING; joined holds it where it came in
 * pieces. */
static int enter_octets(struct slice from, struct buf *joined,
			struct slice *sequence)
{
	struct slice octets;
	unsigned tag;

	if (der_next(&from, &tag, &octets) < 0)
		return -1;
	if (tag == OCTETS_CONSTRUCTED) {
		if (join_octets(octets, joined) < 0)
			return -1;
		octets = slice_of(joined);
	} else if (tag != DER_OCTETS) {
		return -1;
	}
	return der_enter(&octets, DER_SEQUENCE, sequence);
}

/* SafeBag: only a shrouded key shows what protects it. */
static int peek_bag(struct slice bag, struct bundle_info *info)
{
	struct slice value, key, algorithm;
	char *oid = bundle_oid_read(&bag);
	int r = -1;

	if (!oid || der_enter(&bag, DER_CONTEXT_CONS, &value) < 0)
		goto out;
	if (strcmp(oid, OID_SHROUDED_BAG) == 0 &&
	    (der_enter(&value, DER_SEQUENCE, &key) < 0 ||
	     der_enter(&key, DER_SEQUENCE, &algorithm) < 0 ||
	     add_cipher(info, algorithm, true) < 0))
		goto out;
	r = 0;
out:
	free(oid);
	return r;
}

static int peek_plain_safe(struct slice content, struct bundle_info *info)
{
	struct buf joined = {0};
	struct slice bags, bag;
	int r = -1;

	if (enter_octets(content, &joined, &bags) < 0)
		goto out;
	while (bags.n > 0)
		if (der_enter(&bags, DER_SEQUENCE, &bag) < 0 ||
		    peek_bag(bag, info) < 0)
			goto out;
	r = 0;
out:
	buf_clear(&joined);
	return r;
}

/* EncryptedData (RFC 5652 section 8). */
static int peek_encrypted_safe(struct slice content, struct bundle_info *info)
{
	struct slice data, version, inner, type, algorithm;

	if (der_enter(&content, DER_SEQUENCE, &data) < 0 ||
	    der_enter(&data, DER_INTEGER, &version) < 0 ||
	    der_enter(&data, DER_SEQUENCE, &inner) < 0 ||
	    der_enter(&inner, DER_OID, &type) < 0 ||
	    der_enter(&inner, DER_SEQUENCE, &algorithm) < 0)
		return -1;
	return add_cipher(info, algorithm, false);
}

static int peek_public_key_safe(struct slice content, struct bundle_info *info)
{
	(void)content;
	info->is_public_key_mode = true;
	return 0;
}

static const struct {
	const char *oid;
	int (*peek)(struct slice content, struct bundle_info *info);
} safe_kinds[] = {
	{OID_DATA, peek_plain_safe},
	{OID_ENCRYPTED_DATA, peek_encrypted_safe},
	{OID_ENVELOPED_DATA, peek_public_key_safe},
};

/* One ContentInfo; of an unknown kind nothing is said. */
static int peek_safe(struct slice safe, struct bundle_info *info)
{
	char *oid = bundle_oid_read(&safe);
	struct slice content;
	int r = -1;

	if (!oid || der_enter(&safe, DER_CONTEXT_CONS, &content) < 0)
		goto out;
	r = 0;
	for (size_t i = 0; i < ARRAY_LEN(safe_kinds) && r == 0; i++)
		if (strcmp(oid, safe_kinds[i].oid) == 0)
			r = safe_kinds[i].peek(content, info);
out:
	free(oid);
	return r;
}

static int peek_safes(struct slice content, struct bundle_info *info)
{
	struct buf joined = {0};
	struct slice safes, safe;
	int r = -1;

	if (enter_octets(content, &joined, &safes) < 0)
		goto out;
	while (safes.n > 0)
		if (der_enter(&safes, DER_SEQUENCE, &safe) < 0 ||
		    peek_safe(safe, info) < 0)
			goto out;
	r = 0;
out:
	buf_clear(&joined);
	return r;
}

static bool is_pfx_version(struct slice *pfx)
{
	struct slice version;
	unsigned long n;

	return der_enter(pfx, DER_INTEGER, &version) == 0 &&
	       der_number(version, &n) == 0 && n == PFX_VERSION;
}

/* Behind the version: the authenticated safe, and perhaps a MAC. */
static int peek_pfx(struct slice pfx, struct bundle_info *info)
{
	struct slice auth, content, mac;
	char *oid = NULL;
	int r = -1;

	if (der_enter(&pfx, DER_SEQUENCE, &auth) < 0 ||
	    !(oid = bundle_oid_read(&auth)) ||
	    der_enter(&auth, DER_CONTEXT_CONS, &content) < 0)
		goto out;
	if (strcmp(oid, OID_SIGNED_DATA) == 0)
		info->is_public_key_mode = true;
	else if (strcmp(oid, OID_DATA) != 0 || peek_safes(content, info) < 0)
		goto out;
	if (der_enter(&pfx, DER_SEQUENCE, &mac) == 0 &&
	    bundle_mac_read(mac, info) < 0)
		goto out;
	r = 0;
out:
	free(oid);
	return r;
}

int bundle_peek(const struct buf *file, struct bundle_info *out,
		struct report *report)
{
	struct bundle_info info = {0};
	struct slice bytes = slice_of(file);
	struct slice pfx;

	if (file->len > BUNDLE_SIZE_MAX)
		return report_fail(report, FINDING_P12_NOT_A_BUNDLE, NULL, "%s",
				   _("It has more than 16 MiB."));
	if (der_cut(bytes, &pfx) == 0 && is_pfx_version(&pfx))
		return report_fail(report, FINDING_P12_TRUNCATED, NULL,
				   _("Only %zu bytes of it are there."),
				   file->len);
	if (der_enter(&bytes, DER_SEQUENCE, &pfx) < 0 || !is_pfx_version(&pfx))
		return report_fail(report, FINDING_P12_NOT_A_BUNDLE, NULL, "%s",
				   _("It does not begin like one."));
	if (peek_pfx(pfx, &info) < 0) {
		bundle_info_clear(&info);
		return report_fail(report, FINDING_P12_NOT_A_BUNDLE, NULL, "%s",
				   _("It begins like one, but is damaged "
				     "inside."));
	}
	*out = info;
	return 0;
}

void bundle_info_clear(struct bundle_info *info)
{
	for (size_t i = 0; i < info->nciphers; i++)
		bundle_cipher_clear(&info->ciphers[i]);
	free(info->ciphers);
	free(info->mac);
	*info = (struct bundle_info){0};
}
