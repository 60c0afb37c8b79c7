/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a PKCS#12 file without its password: what protects what. */
#include "x509/bundle/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	PFX_VERSION = 3,
	/* Far more than anything real; each is a key to be derived. */
	CIPHERS_MAX = 256,
};

static int add_cipher(struct bundle_info *info, struct slice algorithm,
		      bool on_key)
{
	struct scheme s;

	if (info->nciphers == CIPHERS_MAX || scheme_read(algorithm, &s) < 0)
		return -1;
	s.cipher.on_key = on_key;
	info->ciphers = xrealloc(info->ciphers,
				 (info->nciphers + 1) * sizeof(s.cipher));
	info->ciphers[info->nciphers++] = s.cipher;
	return 0;
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
	struct slice octets, bags, bag;
	int r = -1;

	if (octets_read(content, &joined, &octets) < 0 ||
	    der_enter(&octets, DER_SEQUENCE, &bags) < 0)
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

static int peek_encrypted_safe(struct slice content, struct bundle_info *info)
{
	struct slice algorithm, rest;

	return encrypted_read(content, &algorithm, &rest) < 0
		       ? -1
		       : add_cipher(info, algorithm, false);
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
	struct slice safes, safe;

	if (der_enter(&content, DER_SEQUENCE, &safes) < 0)
		return -1;
	while (safes.n > 0)
		if (der_enter(&safes, DER_SEQUENCE, &safe) < 0 ||
		    peek_safe(safe, info) < 0)
			return -1;
	return 0;
}

static int peek_mac(struct slice mac, struct bundle_info *info)
{
	struct mac_scheme m;

	if (mac_read(mac, &m) < 0)
		return -1;
	info->has_mac = true;
	info->mac_iterations = m.rounds;
	info->mac_salt_len = m.kdf.salt.p ? m.kdf.salt.n : m.salt.n;
	info->mac = m.name;
	info->mac_hmac = m.hmac;
	info->mac_prf = m.kdf.cipher.prf;
	m.name = m.hmac = m.kdf.cipher.prf = NULL;
	mac_scheme_clear(&m);
	return 0;
}

static bool is_pfx_version(struct slice pfx)
{
	struct slice version;
	unsigned long n;

	return der_enter(&pfx, DER_INTEGER, &version) == 0 &&
	       der_number(version, &n) == 0 && n == PFX_VERSION;
}

static int peek_pfx(struct slice content, struct bundle_info *info)
{
	struct pfx p;
	int r = -1;

	if (pfx_read(content, &p) < 0)
		return -1;
	info->is_public_key_mode |= p.is_public_key_mode;
	if (!p.is_public_key_mode && peek_safes(p.safes, info) < 0)
		goto out;
	if (p.has_mac && peek_mac(p.mac, info) < 0)
		goto out;
	r = 0;
out:
	pfx_clear(&p);
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
	if (der_cut(bytes, &pfx) == 0 && is_pfx_version(pfx))
		return report_fail(report, FINDING_P12_TRUNCATED, NULL,
				   _("Only %zu bytes of it are there."),
				   file->len);
	if (der_enter(&bytes, DER_SEQUENCE, &pfx) < 0 || !is_pfx_version(pfx))
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
	free(info->mac_prf);
	free(info->mac_hmac);
	*info = (struct bundle_info){0};
}
