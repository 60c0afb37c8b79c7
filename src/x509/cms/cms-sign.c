/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SignedData written as a stream (RFC 5652 section 5, RFC 8551). */
#include "x509/cms/cms-impl.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/gtls.h"

enum {
	DATA_LEVEL = 2, /* of cms_body: SignedData itself */
	UTC_TIME = 0x17,
	GENERALIZED_TIME = 0x18,
	ATTRIBUTES = 5,
};

struct signer {
	struct sink sink;
	struct cms_sign how;
	struct report *report;
	struct cms_body body;
	struct cms_hash *hash;
	long long size; /* that came */
};

/* --- signed attributes, RFC 5652 section 11, RFC 8551 section 2.5 --- */

/* Makes the value an attribute of this type. */
static void make_attribute(struct buf *value, const char *type)
{
	struct buf body = {0};

	der_put_oid(&body, type);
	der_put_buf(&body, DER_SET, value);
	buf_clear(value);
	der_put_buf(value, DER_SEQUENCE, &body);
	buf_clear(&body);
}

static void make_time(struct buf *to, time_t t)
{
	struct tm tm;
	char text[32];
	bool is_utc;

	gmtime_r(&t, &tm);
	is_utc = tm.tm_year >= 50 && tm.tm_year < 150;
	strftime(text, sizeof(text), "%Y%m%d%H%M%SZ", &tm);
	if (is_utc)
		der_put(to, UTC_TIME, text + 2, strlen(text + 2));
	else
		der_put(to, GENERALIZED_TIME, text, strlen(text));
}

/* What most programs read, the strongest first; GCM is not among that. */
static void make_capabilities(struct buf *to)
{
	static const enum cms_cipher wanted[] = {CMS_AES_256_CBC,
						 CMS_AES_192_CBC,
						 CMS_AES_128_CBC, CMS_3DES_CBC};
	struct buf one = {0};

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		buf_clear(&one);
		der_put_oid(&one, cms_cipher_row(wanted[i])->oid);
		der_put_buf(to, DER_SEQUENCE, &one);
	}
	der_wrap(to, DER_SEQUENCE);
	buf_clear(&one);
}

static void put_id(struct buf *to, unsigned tag, const struct cert *c)
{
	cms_id_put(to, tag, slice_of(&c->issuer_der), slice_of(&c->serial));
}

/* Order of a SET OF in DER, X.690 section 11.6. */
static int by_encoding(const void *a, const void *b)
{
	const struct buf *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->data, y->data, n);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* The content of the SET. */
static void make_attributes(const struct signer *s, struct slice digest,
			    struct buf *out)
{
	struct buf a[ATTRIBUTES] = {0};
	const struct cert *preferred =
		s->how.encrypt ? s->how.encrypt : s->how.cert;

	der_put_oid(&a[0], CMS_OID_DATA);
	make_attribute(&a[0], CMS_OID_CONTENT_TYPE);
	make_time(&a[1], s->how.now);
	make_attribute(&a[1], CMS_OID_SIGNING_TIME);
	der_put(&a[2], DER_OCTETS, digest.p, digest.n);
	make_attribute(&a[2], CMS_OID_MESSAGE_DIGEST);
	make_capabilities(&a[3]);
	make_attribute(&a[3], CMS_OID_CAPABILITIES);
	put_id(&a[4], DER_CONTEXT_CONS, preferred);
	make_attribute(&a[4], CMS_OID_PREFERENCE);
	qsort(a, ATTRIBUTES, sizeof(a[0]), by_encoding);
	for (size_t i = 0; i < ATTRIBUTES; i++) {
		buf_add(out, a[i].data, a[i].len);
		buf_clear(&a[i]);
	}
}

/* --- the signature --- */

static bool is_rsa(const struct signer *s)
{
	return key_spki(s->how.key)->algo == ALGO_RSA;
}

static int fail(struct signer *s, int code)
{
	return gtls_fail(code, _("The letter could not be signed"), s->report);
}

static int sign(struct signer *s, const struct buf *attributes,
		struct buf *value)
{
	gnutls_digest_algorithm_t digest =
		(gnutls_digest_algorithm_t)cms_digest_row(s->how.digest)
			->native;
	gnutls_sign_algorithm_t algorithm = gnutls_pk_to_sign(
		is_rsa(s) ? GNUTLS_PK_RSA : GNUTLS_PK_ECDSA, digest);
	gnutls_datum_t text = {(unsigned char *)attributes->data,
			       (unsigned)attributes->len};
	gnutls_datum_t signature = {0};
	gnutls_privkey_t key;
	int code;

	if (gnutls_privkey_init(&key) < 0)
		die("out of memory");
	code = gnutls_privkey_import_x509(key, key_native(s->how.key), 0);
	if (code >= 0)
		code = gnutls_privkey_sign_data2(key, algorithm, 0, &text,
						 &signature);
	gnutls_privkey_deinit(key);
	secret_scrub_stack();
	if (code < 0)
		return fail(s, code);
	buf_add(value, signature.data, signature.size);
	gnutls_free(signature.data);
	return 0;
}

/* RFC 3370 section 3.2, RFC 5753 section 2.1.1. The digest's own number goes
 * with RSA in the other field: that is what every program reads. */
static void put_signature_algorithm(const struct signer *s, struct buf *to)
{
	static const char *const ecdsa[] = {
		[CMS_SHA256] = "1.2.840.10045.4.3.2",
		[CMS_SHA384] = "1.2.840.10045.4.3.3",
		[CMS_SHA512] = "1.2.840.10045.4.3.4",
	};
	struct buf body = {0};

	der_put_oid(&body, is_rsa(s) ? CMS_OID_RSA : ecdsa[s->how.digest]);
	if (is_rsa(s))
		der_put_null(&body);
	der_put_buf(to, DER_SEQUENCE, &body);
	buf_clear(&body);
}

static void put_digest_algorithm(const struct signer *s, struct buf *to)
{
	struct buf body = {0};

	der_put_oid(&body, cms_digest_row(s->how.digest)->oid);
	der_put_buf(to, DER_SEQUENCE, &body);
	buf_clear(&body);
}

/* SignerInfo. Without a digest a dummy that is as long as an RSA key's. */
static int put_signer(struct signer *s, const unsigned char *digest,
		      struct buf *to)
{
	static const unsigned char zeros[CMS_HASH_MAX];
	struct buf attributes = {0}, set = {0}, value = {0}, body = {0};
	size_t len = cms_digest_row(s->how.digest)->len;
	int r = 0;

	make_attributes(s, (struct slice){digest ? digest : zeros, len},
			&attributes);
	der_put_buf(&set, DER_SET, &attributes);
	if (digest)
		r = sign(s, &set, &value);
	else
		for (unsigned i = 0; i < (key_spki(s->how.key)->bits + 7) / 8;
		     i++)
			buf_addc(&value, '\0');
	der_put_number(&body, 1);
	put_id(&body, DER_SEQUENCE, s->how.cert);
	put_digest_algorithm(s, &body);
	der_put_buf(&body, DER_CONTEXT_CONS, &attributes);
	put_signature_algorithm(s, &body);
	der_put_buf(&body, DER_OCTETS, &value);
	der_put_buf(to, DER_SEQUENCE, &body);
	buf_clear(&attributes);
	buf_clear(&set);
	buf_clear(&value);
	buf_clear(&body);
	return r;
}

/* --- the structure --- */

static void put_certs(const struct signer *s, struct buf *to)
{
	struct buf all = {0};
	const struct cert_list *chain = s->how.chain;

	buf_add(&all, s->how.cert->der.data, s->how.cert->der.len);
	if (s->how.encrypt && !cert_equal(s->how.encrypt, s->how.cert))
		buf_add(&all, s->how.encrypt->der.data,
			s->how.encrypt->der.len);
	for (size_t i = 0; chain && i < chain->n; i++)
		if (!cert_equal(chain->items[i], s->how.cert))
			buf_add(&all, chain->items[i]->der.data,
				chain->items[i]->der.len);
	der_put_buf(to, DER_CONTEXT_CONS, &all);
	buf_clear(&all);
}

/* certificates and signerInfos, which stand behind the content. */
static int build_behind(struct signer *s, const unsigned char *digest)
{
	struct buf *behind = &s->body.levels[DATA_LEVEL].behind;
	struct buf info = {0};
	int r;

	buf_clear(behind);
	put_certs(s, behind);
	r = put_signer(s, digest, &info);
	der_put_buf(behind, DER_SET, &info);
	buf_clear(&info);
	return r;
}

static void build(struct signer *s)
{
	static const unsigned tags[] = {DER_SEQUENCE,     DER_CONTEXT_CONS,
					DER_SEQUENCE,     DER_SEQUENCE,
					DER_CONTEXT_CONS, DER_OCTETS};
	struct cms_level *l = s->body.levels;
	struct buf digests = {0};

	for (size_t i = 0; i < ARRAY_LEN(tags); i++)
		l[i].tag = tags[i];
	s->body.n = ARRAY_LEN(tags);
	der_put_oid(&l[0].before, CMS_OID_SIGNED);
	der_put_number(&l[2].before, 1);
	put_digest_algorithm(s, &digests);
	der_put_buf(&l[2].before, DER_SET, &digests);
	der_put_oid(&l[3].before, CMS_OID_DATA);
	buf_clear(&digests);
}

/* Without content: the innermost level is that of its type, which then holds
 * nothing more. */
static void drop_content(struct signer *s)
{
	struct cms_level *l = s->body.levels;

	der_put_buf(&l[2].before, DER_SEQUENCE, &l[3].before);
	buf_add(&l[2].before, l[2].behind.data, l[2].behind.len);
	buf_clear(&l[3].before);
	buf_clear(&l[2].behind);
	l[1].before = l[2].before;
	l[2].before = (struct buf){0};
	der_wrap(&l[1].before, DER_SEQUENCE);
	s->body.n = 2;
}

/* --- the stage --- */

static int signer_put(struct sink *sink, const void *bytes, size_t n)
{
	struct signer *s = (struct signer *)sink;
	const unsigned char *p = bytes;
	unsigned char *to;
	size_t room;

	s->size += (long long)n;
	cms_hash_update(s->hash, (struct slice){bytes, n});
	while (!s->how.is_detached && n) {
		to = cms_body_room(&s->body, &room);
		if (!room) {
			if (cms_body_flush(&s->body) < 0)
				return -1;
			continue;
		}
		room = room < n ? room : n;
		memcpy(to, p, room);
		s->body.fill += room;
		p += room;
		n -= room;
	}
	return 0;
}

static int signer_end(struct sink *sink)
{
	struct signer *s = (struct signer *)sink;
	const unsigned char *digest;

	if (s->how.length >= 0 && s->size != s->how.length)
		return report_fail(s->report, FINDING_MSG_FILE_CHANGED, NULL,
				   "%s", "");
	if (sink_end(cms_hash_in(s->hash)) < 0)
		return -1;
	digest = cms_hash_value(s->hash, s->how.digest);
	if (!digest)
		return fail(s, GNUTLS_E_UNKNOWN_HASH_ALGORITHM);
	if (build_behind(s, digest) < 0)
		return -1;
	if (s->how.is_detached)
		drop_content(s);
	return cms_body_end(&s->body);
}

static void signer_free(struct sink *sink)
{
	struct signer *s = (struct signer *)sink;

	cms_hash_free(s->hash);
	cms_body_clear(&s->body);
	free(s);
}

int cms_sign_new(const struct cms_sign *how, struct sink *out, struct sink **in,
		 struct report *report)
{
	enum key_algo algo = key_spki(how->key)->algo;
	struct signer *s;

	assert(how->digest < CMS_SHA1);
	if (algo != ALGO_RSA && algo != ALGO_EC)
		return report_fail(report, FINDING_MSG_CANNOT_SIGN, NULL, "%s",
				   "");
	s = xcalloc(1, sizeof(*s));
	s->sink = (struct sink){signer_put, signer_end, signer_free};
	s->how = *how;
	s->report = report;
	s->hash = cms_hash_new(1u << how->digest, NULL);
	/* An EC signature's length is known once it is made. */
	cms_body_init(&s->body, out,
		      algo == ALGO_RSA && !how->is_detached ? how->length : -1);
	build(s);
	if (build_behind(s, NULL) < 0) {
		signer_free(&s->sink);
		return -1;
	}
	*in = &s->sink;
	return 0;
}
