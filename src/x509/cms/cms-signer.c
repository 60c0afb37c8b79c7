/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SignerInfos of CMS (RFC 5652 section 5.3) and what their attributes say. */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "x509/sigalg.h"

enum {
	SKI = 0x80, /* [0] IMPLICIT SubjectKeyIdentifier */
	UTC_TIME = 0x17,
	GENERALIZED_TIME = 0x18,
	CAPABILITIES_MAX = 64,
};

void cms_signer_clear(struct cms_signer *s)
{
	cms_id_clear(&s->id);
	cms_id_clear(&s->preference);
	free(s->signature);
	buf_clear(&s->capabilities);
	buf_clear(&s->attributes);
	buf_clear(&s->algorithm);
	buf_clear(&s->value);
}

int cms_attribute(struct slice attributes, const char *oid,
		  struct slice *values)
{
	struct slice one, type, set;
	bool found = false;

	while (attributes.n) {
		if (der_enter(&attributes, DER_SEQUENCE, &one) < 0 ||
		    der_enter(&one, DER_OID, &type) < 0 ||
		    der_enter(&one, DER_SET, &set) < 0)
			return -1;
		if (!der_oid_is(type, oid))
			continue;
		if (found)
			return -1;
		found = true;
		*values = set;
	}
	return found;
}

/* --- signingTime, RFC 5652 section 11.3 --- */

/* Two digits at the front; -1 where they are none. */
static int two(struct slice *s)
{
	int n;

	if (s->n < 2 || s->p[0] < '0' || s->p[0] > '9' || s->p[1] < '0' ||
	    s->p[1] > '9')
		return -1;
	n = (s->p[0] - '0') * 10 + s->p[1] - '0';
	s->p += 2;
	s->n -= 2;
	return n;
}

/* Days since 1970 of a date in the calendar of today, by the usual count of
 * eras of 400 years that begin in March. */
static long long days(long long y, int m, int d)
{
	long long era, year_of_era;
	int day;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	year_of_era = y - era * 400;
	day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day - 719468;
}

/* "YYMMDDhhmm[ss]Z", or with four digits of a year; UTC only. */
static bool read_time(unsigned tag, struct slice s, time_t *out)
{
	int century = 0, f[6] = {0};
	size_t i;

	if (tag != UTC_TIME && tag != GENERALIZED_TIME)
		return false;
	if (tag == GENERALIZED_TIME && (century = two(&s)) < 0)
		return false;
	for (i = 0; i < 6 && (f[i] = two(&s)) >= 0; i++)
		;
	if (i < 5 || s.n != 1 || s.p[0] != 'Z')
		return false;
	if (i == 5)
		f[5] = 0;
	if (tag == UTC_TIME)
		century = f[0] < 50 ? 20 : 19;
	if (f[1] < 1 || f[1] > 12 || f[2] < 1 || f[2] > 31 || f[3] > 23 ||
	    f[4] > 59 || f[5] > 60)
		return false;
	*out = (time_t)(days(century * 100 + f[0], f[1], f[2]) * 86400 +
			f[3] * 3600 + f[4] * 60 + f[5]);
	return true;
}

static void read_signing_time(struct slice values, struct cms_signer *s)
{
	struct slice content;
	unsigned tag;

	if (der_next(&values, &tag, &content) == 0)
		s->has_time = read_time(tag, content, &s->time);
}

/* --- smimeCapabilities, RFC 8551 section 2.5.2 --- */

static void read_capabilities(struct slice values, struct cms_signer *s)
{
	struct slice whole = {values.p, der_size(values)}, list, one, oid;
	enum cms_cipher cipher;

	if (der_enter(&values, DER_SEQUENCE, &list) < 0)
		return;
	s->has_capabilities = true;
	buf_add(&s->capabilities, whole.p, whole.n);
	for (size_t i = 0; i < CAPABILITIES_MAX && list.n; i++) {
		if (der_enter(&list, DER_SEQUENCE, &one) < 0 ||
		    der_enter(&one, DER_OID, &oid) < 0)
			return;
		cipher = cms_cipher_by_id(oid);
		if (cipher != CMS_CIPHER_OTHER)
			s->ciphers |= 1u << cipher;
	}
}

/* --- encrypKeyPref, RFC 8551 section 2.5.3 --- */

static void read_preference(struct slice values, struct cms_signer *s)
{
	struct slice body, key_id;
	unsigned tag;

	if (der_next(&values, &tag, &body) < 0)
		return;
	if (tag == DER_CONTEXT_CONS)
		s->has_preference = cms_id_read(body, &s->preference) == 0;
	if (tag == DER_CONTEXT_CONS + 1 &&
	    der_enter(&body, DER_OCTETS, &key_id) < 0)
		return;
	if (tag == DER_CONTEXT + 2)
		key_id = body;
	if (tag == DER_CONTEXT_CONS + 1 || tag == DER_CONTEXT + 2) {
		buf_add(&s->preference.key_id, key_id.p, key_id.n);
		s->has_preference = true;
	}
}

static const struct {
	const char *oid;
	void (*read)(struct slice values, struct cms_signer *s);
} readers[] = {
	{CMS_OID_SIGNING_TIME, read_signing_time},
	{CMS_OID_CAPABILITIES, read_capabilities},
	{CMS_OID_PREFERENCE, read_preference},
};

static int read_attributes(struct slice attributes, struct cms_signer *s)
{
	struct slice values;

	buf_add(&s->attributes, attributes.p, attributes.n);
	for (size_t i = 0; i < ARRAY_LEN(readers); i++)
		if (cms_attribute(attributes, readers[i].oid, &values) > 0)
			readers[i].read(values, s);
	return 0;
}

/* RFC 5652 section 11: these are signed or nothing. */
static bool has_misplaced(struct slice unsigned_attributes)
{
	static const char *const oids[] = {CMS_OID_CONTENT_TYPE,
					   CMS_OID_MESSAGE_DIGEST,
					   CMS_OID_SIGNING_TIME};
	struct slice ignored;

	for (size_t i = 0; i < ARRAY_LEN(oids); i++)
		if (cms_attribute(unsigned_attributes, oids[i], &ignored) != 0)
			return true;
	return false;
}

/* rsaEncryption is how RSA signatures are named in messages: the digest is the
 * other field (RFC 3370 section 3.2). */
static void name_signature(struct slice algorithm, struct cms_signer *s)
{
	struct slice inside = algorithm, oid = {0};
	bool weak;

	if (der_enter(&inside, DER_OID, &oid) == 0 &&
	    der_oid_is(oid, CMS_OID_RSA) && s->digest != CMS_DIGEST_OTHER)
		s->signature = xasprintf(
			"RSA-%s",
			gnutls_digest_get_name((gnutls_digest_algorithm_t)
						       cms_digest_row(s->digest)
							       ->native));
	else
		s->signature = sigalg_name(algorithm, &weak);
	s->is_pss = der_oid_is(oid, CMS_OID_PSS);
}

static int read_signer(struct slice body, struct cms_signer *s)
{
	struct slice skipped, id, digest, attributes, algorithm, value;
	unsigned tag;

	if (der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    der_next(&body, &tag, &id) < 0)
		return -1;
	if (tag == SKI)
		buf_add(&s->id.key_id, id.p, id.n);
	else if (tag != DER_SEQUENCE || cms_id_read(id, &s->id) < 0)
		return -1;
	if (der_enter(&body, DER_SEQUENCE, &digest) < 0)
		return -1;
	s->digest = cms_digest_by_algorithm(digest);
	if (der_enter(&body, DER_CONTEXT_CONS, &attributes) == 0 &&
	    read_attributes(attributes, s) < 0)
		return -1;
	if (der_enter(&body, DER_SEQUENCE, &algorithm) < 0 ||
	    der_enter(&body, DER_OCTETS, &value) < 0)
		return -1;
	if (der_enter(&body, DER_CONTEXT_CONS + 1, &attributes) == 0)
		s->is_misleading = has_misplaced(attributes);
	buf_add(&s->algorithm, algorithm.p, algorithm.n);
	buf_add(&s->value, value.p, value.n);
	name_signature(algorithm, s);
	return 0;
}

int cms_signer_read(struct slice info, struct cms_look *look)
{
	struct slice body;
	struct cms_signer s = {0};

	if (look->nsigners >= CMS_SIGNERS_MAX ||
	    der_enter(&info, DER_SEQUENCE, &body) < 0)
		return -1;
	if (read_signer(body, &s) < 0) {
		cms_signer_clear(&s);
		return -1;
	}
	if (s.digest != CMS_DIGEST_OTHER)
		look->digests |= 1u << s.digest;
	look->signers = xrealloc(look->signers,
				 (look->nsigners + 1) * sizeof(*look->signers));
	look->signers[look->nsigners++] = s;
	return 0;
}
