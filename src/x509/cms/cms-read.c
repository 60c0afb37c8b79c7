/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS read as a stream: what is expected where, and what becomes of it. */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/ber.h"
#include "x509/cms/cms-open.h"

enum { OID_MAX = 64, ALGORITHM_MAX = 4096 };

struct reader {
	struct sink sink;
	struct cms_read how;
	struct cms_look *look;
	struct report *report;
	struct ber *ber;
	struct cms_match match;
	struct cms_open
		*open; /* once the cipher is known, if it is to be opened */
	size_t recipient_bytes, signer_bytes, cert_bytes, ncerts;
	bool has_failed;
};

static int damaged(struct reader *r, const char *why)
{
	return report_fail(r->report, FINDING_MSG_DAMAGED, NULL, "%s", why);
}

static char *oid_of(struct slice whole)
{
	struct slice oid;

	return der_enter(&whole, DER_OID, &oid) < 0 ? NULL : der_oid_text(oid);
}

static int take_content_type(void *arg, struct slice bytes)
{
	struct reader *r = arg;

	free(r->look->content_type);
	r->look->content_type = oid_of(bytes);
	return 0;
}

/* --- SignedData, RFC 5652 section 5.1 --- */

static int take_digest(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	struct slice algorithm;
	enum cms_digest d;

	if (der_enter(&bytes, DER_SEQUENCE, &algorithm) < 0)
		return damaged(r, _("What it says of its methods is damaged."));
	d = cms_digest_by_algorithm(algorithm);
	if (d != CMS_DIGEST_OTHER)
		r->look->digests |= 1u << d;
	return 0;
}

static void begin_hash(struct reader *r)
{
	r->look->has_content = true;
	if (r->how.out && !r->look->hash)
		r->look->hash = cms_hash_new(r->look->digests, NULL);
}

static int take_content(void *arg, struct slice bytes)
{
	struct reader *r = arg;

	begin_hash(r);
	r->look->size += bytes.n;
	if (!r->how.out)
		return 0;
	cms_hash_update(r->look->hash, bytes);
	return sink_put(r->how.out, bytes.p, bytes.n);
}

static int end_content(void *arg)
{
	struct reader *r = arg;

	begin_hash(r);
	return r->look->hash ? sink_end(cms_hash_in(r->look->hash)) : 0;
}

/* One that does not parse is left out: the signer may be another. */
static int take_cert(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	struct report ignored = {0};
	struct cert *c;

	r->cert_bytes += bytes.n;
	if (++r->ncerts > CMS_CERTS_MAX || r->cert_bytes > CMS_RECIPIENTS_BYTES)
		return damaged(r, _("It carries more than 1000 certificates, "
				    "or very long ones."));
	/* Other tags are attribute certificates and the like. */
	c = shelf_take(r->how.shelf, bytes);
	if (c || (bytes.p[0] == DER_SEQUENCE &&
		  cert_parse(bytes.p, bytes.n, &c, &ignored) == 0)) {
		if (cert_list_has(&r->look->certs, c))
			cert_free(c);
		else
			cert_list_take(&r->look->certs, c);
	}
	report_clear(&ignored);
	return 0;
}

static int take_signer(void *arg, struct slice bytes)
{
	struct reader *r = arg;

	r->signer_bytes += bytes.n;
	if (r->signer_bytes > CMS_SIGNERS_BYTES ||
	    cms_signer_read(bytes, r->look) < 0)
		return damaged(r, _("What it says of a signer is damaged, "
				    "or there are more than 100."));
	return 0;
}

static const struct ber_field signed_content[] = {{.tag = DER_OCTETS,
						   .how = BER_STREAM,
						   .take = take_content,
						   .done = end_content},
						  {0}};

static const struct ber_field encapsulated[] = {{.tag = DER_OID,
						 .how = BER_WHOLE,
						 .max = OID_MAX,
						 .take = take_content_type},
						{.tag = DER_CONTEXT_CONS,
						 .how = BER_INTO,
						 .optional = true,
						 .inside = signed_content},
						{0}};

static const struct ber_field signed_body[] = {
	{.tag = DER_INTEGER, .how = BER_SKIP},
	{.tag = DER_SET,
	 .how = BER_EACH,
	 .max = ALGORITHM_MAX,
	 .take = take_digest},
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = encapsulated},
	{.tag = DER_CONTEXT_CONS,
	 .how = BER_EACH,
	 .optional = true,
	 .max = CERT_SIZE_MAX,
	 .take = take_cert},
	{.tag = DER_CONTEXT_CONS + 1, .how = BER_SKIP, .optional = true},
	{.tag = DER_SET,
	 .how = BER_EACH,
	 .max = CMS_PART_MAX,
	 .take = take_signer},
	{0}};

static const struct ber_field signed_data[] = {
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = signed_body}, {0}};

/* --- EnvelopedData, RFC 5652 section 6.1; AuthEnvelopedData, RFC 5083 --- */

static int take_recipient(void *arg, struct slice bytes)
{
	struct reader *r = arg;

	r->recipient_bytes += bytes.n;
	if (r->recipient_bytes > CMS_RECIPIENTS_BYTES ||
	    cms_recipient_read(bytes, r->look, &r->match) < 0)
		return damaged(r, _("The list of those it is for is "
				    "damaged, or is longer than any."));
	return 0;
}

static int take_cipher(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	struct cms_look *look = r->look;
	struct slice algorithm;

	if (der_enter(&bytes, DER_SEQUENCE, &algorithm) < 0)
		return damaged(r, _("What it says of its methods is damaged."));
	look->cipher_oid = oid_of(algorithm);
	look->cipher = look->cipher_oid ? cms_cipher_by_oid(look->cipher_oid)
					: CMS_CIPHER_OTHER;
	if (!r->how.out)
		return 0;
	r->open = cms_open_new(&r->how, look, algorithm, &r->match, r->report);
	return r->open ? 0 : -1;
}

static int take_ciphertext(void *arg, struct slice bytes)
{
	struct reader *r = arg;

	r->look->size += bytes.n;
	return r->open ? cms_open_put(r->open, bytes) : 0;
}

static int end_ciphertext(void *arg)
{
	struct reader *r = arg;

	r->look->has_content = true;
	return r->open ? cms_open_last(r->open) : 0;
}

/* [1] IMPLICIT; authenticated as the SET it stands for. */
static int take_auth_attributes(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	struct slice content;

	if (der_enter(&bytes, DER_CONTEXT_CONS + 1, &content) < 0)
		return damaged(r, _("What it says of itself is damaged."));
	der_put(&r->look->auth_attributes, DER_SET, content.p, content.n);
	return r->open ? cms_open_attributes(r->open, r->look) : 0;
}

static int take_mac(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	struct slice mac;

	if (der_enter(&bytes, DER_OCTETS, &mac) < 0)
		return damaged(r, _("Its seal is damaged."));
	return r->open ? cms_open_mac(r->open, mac) : 0;
}

static const struct ber_field encrypted_content[] = {
	{.tag = DER_OID,
	 .how = BER_WHOLE,
	 .max = OID_MAX,
	 .take = take_content_type},
	{.tag = DER_SEQUENCE,
	 .how = BER_WHOLE,
	 .max = ALGORITHM_MAX,
	 .take = take_cipher},
	{.tag = DER_CONTEXT,
	 .how = BER_STREAM,
	 .optional = true,
	 .take = take_ciphertext,
	 .done = end_ciphertext},
	{0}};

static const struct ber_field enveloped_body[] = {
	{.tag = DER_INTEGER, .how = BER_SKIP},
	{.tag = DER_CONTEXT_CONS, .how = BER_SKIP, .optional = true},
	{.tag = DER_SET,
	 .how = BER_EACH,
	 .max = CMS_PART_MAX,
	 .take = take_recipient},
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = encrypted_content},
	{.tag = DER_CONTEXT_CONS + 1, .how = BER_SKIP, .optional = true},
	{0}};

static const struct ber_field auth_body[] = {
	{.tag = DER_INTEGER, .how = BER_SKIP},
	{.tag = DER_CONTEXT_CONS, .how = BER_SKIP, .optional = true},
	{.tag = DER_SET,
	 .how = BER_EACH,
	 .max = CMS_PART_MAX,
	 .take = take_recipient},
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = encrypted_content},
	{.tag = DER_CONTEXT_CONS + 1,
	 .how = BER_WHOLE,
	 .optional = true,
	 .max = CMS_PART_MAX,
	 .take = take_auth_attributes},
	{.tag = DER_OCTETS,
	 .how = BER_WHOLE,
	 .max = CMS_KEY_MAX,
	 .take = take_mac},
	{.tag = DER_CONTEXT_CONS + 2, .how = BER_SKIP, .optional = true},
	{0}};

static const struct ber_field enveloped_data[] = {
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = enveloped_body}, {0}};
static const struct ber_field auth_data[] = {
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = auth_body}, {0}};

/* --- ContentInfo, RFC 5652 section 3 --- */

/* Of the kinds that are only named. */
static const struct ber_field anything[] = {
	{.tag = DER_SEQUENCE, .how = BER_SKIP, .optional = true},
	{.tag = DER_OCTETS, .how = BER_SKIP, .optional = true},
	{.tag = 0x24, .how = BER_SKIP, .optional = true},
	{0}};

static const struct {
	const char *oid;
	enum cms_kind kind;
	const struct ber_field *inside;
} kinds[] = {
	{CMS_OID_SIGNED, CMS_SIGNED, signed_data},
	{CMS_OID_ENVELOPED, CMS_ENVELOPED, enveloped_data},
	{CMS_OID_AUTH_ENVELOPED, CMS_AUTH_ENVELOPED, auth_data},
	{"1.2.840.113549.1.9.16.1.9", CMS_COMPRESSED, anything},
	{CMS_OID_DATA, CMS_KIND_OTHER, anything},
	{"1.2.840.113549.1.7.5", CMS_KIND_OTHER, anything}, /* digested */
	{"1.2.840.113549.1.7.6", CMS_KIND_OTHER, anything}, /* encrypted */
	{"1.2.840.113549.1.9.16.1.2", CMS_KIND_OTHER,
	 anything}, /* authenticated */
};

static int take_type(void *arg, struct slice bytes)
{
	struct reader *r = arg;
	char *oid = oid_of(bytes);

	for (size_t i = 0; oid && i < ARRAY_LEN(kinds); i++) {
		if (strcmp(kinds[i].oid, oid) != 0)
			continue;
		r->look->kind = kinds[i].kind;
		r->look->type = oid;
		ber_choose(r->ber, kinds[i].inside);
		return 0;
	}
	free(oid);
	return report_fail(r->report, FINDING_MSG_NOT_SMIME, NULL, "%s", "");
}

static const struct ber_field info_body[] = {
	{.tag = DER_OID, .how = BER_WHOLE, .max = OID_MAX, .take = take_type},
	{.tag = DER_CONTEXT_CONS, .how = BER_INTO},
	{0}};

static const struct ber_field content_info[] = {
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = info_body}, {0}};

/* --- the stage --- */

static int refuse(struct reader *r)
{
	enum ber_state state = ber_state(r->ber);

	r->has_failed = true;
	if (state == BER_STOPPED)
		return -1;
	if (r->look->kind == CMS_NONE)
		return report_fail(r->report, FINDING_MSG_NOT_SMIME, NULL, "%s",
				   "");
	if (state == BER_TOO_BIG)
		return damaged(r, _("A part of it is longer than such a part "
				    "can be."));
	return damaged(r, state == BER_MORE
				  ? _("It ends too early.")
				  : _("Its parts do not fit together."));
}

static int reader_put(struct sink *s, const void *bytes, size_t n)
{
	struct reader *r = (struct reader *)s;

	if (r->has_failed)
		return -1;
	return ber_put(r->ber, bytes, n) < 0 ? refuse(r) : 0;
}

static int reader_end(struct sink *s)
{
	struct reader *r = (struct reader *)s;
	enum cms_kind kind = r->look->kind;

	if (r->has_failed)
		return -1;
	r->has_failed = true; /* there is no second end */
	if (ber_state(r->ber) != BER_DONE)
		return refuse(r);
	r->look->has_more = ber_has_more(r->ber);
	if (!r->how.out)
		return 0;
	if (kind == CMS_COMPRESSED || kind == CMS_KIND_OTHER)
		return report_fail(
			r->report, FINDING_MSG_UNKNOWN_METHOD, NULL, "%s",
			kind == CMS_COMPRESSED
				? _("It is compressed.")
				: _("It is neither signed nor encrypted "
				    "for anybody."));
	if (r->open && !r->look->has_content)
		return damaged(r, _("There is no content in it."));
	return sink_end(r->how.out);
}

static void reader_free(struct sink *s)
{
	struct reader *r = (struct reader *)s;

	ber_free(r->ber);
	cms_wrapped_clear(&r->match.wrapped);
	cms_open_free(r->open);
	free(r);
}

struct sink *cms_read_new(const struct cms_read *how, struct cms_look *look,
			  struct report *report)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->sink = (struct sink){reader_put, reader_end, reader_free};
	r->how = *how;
	r->look = look;
	r->report = report;
	r->match.identities = how->identities;
	r->match.n = how->n;
	r->ber = ber_new(content_info, r);
	look->cipher = CMS_CIPHER_OTHER;
	return &r->sink;
}

void cms_look_clear(struct cms_look *l)
{
	free(l->type);
	free(l->content_type);
	free(l->cipher_oid);
	for (size_t i = 0; i < l->nrecipients; i++)
		cms_id_clear(&l->recipients[i].id);
	free(l->recipients);
	for (size_t i = 0; i < l->nsigners; i++)
		cms_signer_clear(&l->signers[i]);
	free(l->signers);
	cert_list_clear(&l->certs);
	buf_clear(&l->auth_attributes);
	cms_hash_free(l->hash);
	*l = (struct cms_look){0};
}
