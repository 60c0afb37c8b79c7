/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signers of CMS judged (RFC 5652 section 5.6). */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/sigalg.h"

/* Signatures checked in one message: each can cost milliseconds, and how many
 * certificates claim the same name is the sender's choice. */
enum { TRIES_MAX = 128 };

/* The only value of an attribute: 1; 0 where it is absent; else -1, and none
 * of these may have several (RFC 5652 section 11). */
static int only_value(struct slice attributes, const char *oid,
		      struct slice *value)
{
	struct slice values;
	unsigned tag;
	int r = cms_attribute(attributes, oid, &values);

	if (r > 0 && (der_next(&values, &tag, value) < 0 || values.n))
		return -1;
	return r;
}

/* What the signed attributes say of the content. */
static enum cms_verdict check_attributes(const struct cms_signer *s,
					 const struct cms_look *look,
					 struct slice digest)
{
	struct slice attributes = slice_of(&s->attributes), type, value, time;

	if (only_value(attributes, CMS_OID_CONTENT_TYPE, &type) != 1 ||
	    only_value(attributes, CMS_OID_MESSAGE_DIGEST, &value) != 1 ||
	    only_value(attributes, CMS_OID_SIGNING_TIME, &time) < 0 ||
	    !look->content_type || !der_oid_is(type, look->content_type))
		return CMS_FORGED;
	if (value.n != digest.n || memcmp(value.p, digest.p, digest.n) != 0)
		return CMS_CHANGED;
	return CMS_GOOD;
}

/* The signature is over the attributes as a SET, where there are any. */
static bool fits(const struct cms_signer *s, struct slice digest,
		 const struct cert *c)
{
	struct verifier *own = c->verifier ? NULL : verifier_new(&c->spki);
	struct buf set = {0};
	struct signed_data data = {.body = digest,
				   .algorithm = slice_of(&s->algorithm),
				   .signature = slice_of(&s->value)};
	bool good;

	if (s->attributes.len) {
		der_put_buf(&set, DER_SET, &s->attributes);
		data.body = slice_of(&set);
	}
	good = verifier_check_as(own ? own : c->verifier, &data,
				 cms_digest_row(s->digest)->oid, !set.len);
	verifier_free(own);
	buf_clear(&set);
	return good;
}

/* Tries those that are meant; the first that fits, else the first. */
static bool try_certs(struct cms_signer *s, struct slice digest,
		      const struct cert_list *certs, size_t *tries)
{
	for (size_t i = 0; certs && i < certs->n && *tries < TRIES_MAX; i++) {
		const struct cert *c = certs->items[i];

		if (!cms_id_means(&s->id, c))
			continue;
		++*tries;
		if (!s->cert)
			s->cert = c;
		if (!fits(s, digest, c))
			continue;
		s->cert = c;
		return true;
	}
	return false;
}

/* A certificate of the message itself keeps its key ready: where many letters
 * are read, it is the same one in many (shelf.h). */
static void make_ready(const struct cms_signer *s, const struct cms_look *look)
{
	for (size_t i = 0; i < look->certs.n; i++) {
		struct cert *c = look->certs.items[i];

		if (!c->verifier && cms_id_means(&s->id, c)) {
			c->verifier = verifier_new(&c->spki);
			break;
		}
	}
}

static enum cms_verdict judge(struct cms_signer *s, const struct cms_look *look,
			      const struct cms_hash *content,
			      const struct cert_list *more, size_t *tries)
{
	const unsigned char *value;
	enum cms_verdict verdict = CMS_GOOD;
	struct slice digest;

	if (s->digest == CMS_DIGEST_OTHER)
		return CMS_UNKNOWN_METHOD;
	value = content ? cms_hash_value(content, s->digest) : NULL;
	if (!value)
		return CMS_NOT_CHECKED;
	digest = (struct slice){value, cms_digest_row(s->digest)->len};
	make_ready(s, look);
	if (!try_certs(s, digest, &look->certs, tries) &&
	    !try_certs(s, digest, more, tries))
		verdict = s->cert ? CMS_FORGED : CMS_NO_CERT;
	if (verdict == CMS_GOOD && s->attributes.len)
		verdict = check_attributes(s, look, digest);
	if (verdict == CMS_GOOD && s->is_misleading)
		verdict = CMS_FORGED;
	/* Without attributes the two cannot be told apart. */
	if (verdict == CMS_FORGED && !s->attributes.len)
		verdict = CMS_CHANGED;
	return verdict;
}

static void report_signer(const struct cms_signer *s, struct report *report)
{
	char *title = s->cert ? cert_title(s->cert) : NULL;

	switch (s->verdict) {
	case CMS_CHANGED:
		report_add(report, FINDING_MSG_SIGN_INVALID, title, "%s",
			   _("The text is not the one that was signed."));
		break;
	case CMS_FORGED:
		report_add(report, FINDING_MSG_SIGN_INVALID, title, "%s",
			   _("The signature was not made with the key of this "
			     "certificate, or was damaged itself."));
		break;
	case CMS_NO_CERT:
		report_add(report, FINDING_MSG_SIGN_NO_CHAIN, NULL, "%s",
			   _("The signer's own certificate is not included, so "
			     "that the signature cannot be checked."));
		break;
	case CMS_NOT_CHECKED:
	case CMS_UNKNOWN_METHOD:
		report_add(report, FINDING_MSG_UNKNOWN_METHOD, title, "%s",
			   _("The way it was signed is not known here."));
		break;
	case CMS_GOOD:
		break;
	}
	free(title);
}

void cms_verify(struct cms_look *look, const struct cms_hash *content,
		const struct cert_list *more, struct report *report)
{
	size_t tries = 0;

	for (size_t i = 0; i < look->nsigners; i++) {
		struct cms_signer *s = &look->signers[i];

		s->cert = NULL;
		s->verdict = judge(s, look, content ? content : look->hash,
				   more, &tries);
		report_signer(s, report);
	}
}
