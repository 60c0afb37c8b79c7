/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RecipientInfos of CMS (RFC 5652 section 6.2, RFC 5753 section 3.1.1). */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

enum { SKI = 0x80 }; /* [0] IMPLICIT SubjectKeyIdentifier */

bool cms_id_means(const struct cms_id *id, const struct cert *c)
{
	if (id->serial.len)
		return buf_equal(&id->serial, &c->serial) &&
		       buf_equal(&id->issuer, &c->issuer_der);
	return id->key_id.len && buf_equal(&id->key_id, &c->subject_key_id);
}

int cms_id_read(struct slice issuer_and_serial, struct cms_id *out)
{
	struct slice *s = &issuer_and_serial;
	struct slice issuer = {s->p, der_size(*s)}, serial, skipped;

	if (der_enter(s, DER_SEQUENCE, &skipped) < 0 ||
	    der_enter(s, DER_INTEGER, &serial) < 0 || !serial.n)
		return -1;
	buf_add(&out->issuer, issuer.p, issuer.n);
	buf_add(&out->serial, serial.p, serial.n);
	return 0;
}

void cms_id_clear(struct cms_id *id)
{
	buf_clear(&id->issuer);
	buf_clear(&id->serial);
	buf_clear(&id->key_id);
}

void cms_id_put(struct buf *to, unsigned tag, struct slice issuer,
		struct slice serial)
{
	struct buf both = {0};

	buf_add(&both, issuer.p, issuer.n);
	der_put(&both, DER_INTEGER, serial.p, serial.n);
	der_put_buf(to, tag, &both);
	buf_clear(&both);
}

void cms_wrapped_clear(struct cms_wrapped *w)
{
	buf_clear(&w->algorithm);
	buf_clear(&w->originator);
	buf_clear(&w->curve);
	buf_clear(&w->ukm);
	buf_clear(&w->key);
	*w = (struct cms_wrapped){0};
}

/* The front element with its header, which has to have this tag. */
static int enter_whole(struct slice *from, unsigned tag, struct slice *whole,
		       struct slice *content)
{
	*whole = (struct slice){from->p, der_size(*from)};
	return der_enter(from, tag, content);
}

static struct cms_recipient *add(struct cms_look *look)
{
	size_t n = look->nrecipients;

	if (n >= CMS_RECIPIENTS_MAX)
		return NULL;
	if ((n & (n - 1)) == 0) /* doubled at each power of two */
		look->recipients =
			xrealloc(look->recipients,
				 (n ? 2 * n : 1) * sizeof(*look->recipients));
	look->nrecipients++;
	look->recipients[n] = (struct cms_recipient){
		.scheme = CMS_SCHEME_OTHER,
		.digest = CMS_DIGEST_OTHER,
		.wrap = CMS_WRAP_OTHER,
	};
	return &look->recipients[n];
}

/* Views into the RecipientInfo of what cms_wrapped keeps. */
struct parts {
	struct slice algorithm, originator, curve, ukm, key;
};

/* A scheme with a part that is not known here is another one. */
static enum cms_scheme usable(const struct cms_recipient *r)
{
	bool known = r->scheme == CMS_RSA || r->digest != CMS_DIGEST_OTHER;

	if (r->scheme == CMS_ECDH && r->wrap == CMS_WRAP_OTHER)
		known = false;
	return known ? r->scheme : CMS_SCHEME_OTHER;
}

static void keep(const struct parts *p, enum cms_scheme scheme,
		 struct cms_wrapped *w)
{
	cms_wrapped_clear(w);
	w->scheme = scheme;
	buf_add(&w->algorithm, p->algorithm.p, p->algorithm.n);
	buf_add(&w->originator, p->originator.p, p->originator.n);
	buf_add(&w->curve, p->curve.p, p->curve.n);
	buf_add(&w->ukm, p->ukm.p, p->ukm.n);
	buf_add(&w->key, p->key.p, p->key.n);
}

static void try_match(const struct cms_recipient *r, const struct parts *p,
		      struct cms_match *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct cms_identity *id = &m->identities[i];

		if ((m->found && (m->found->key || !id->key)) ||
		    !cms_id_means(&r->id, id->cert))
			continue;
		m->found = id;
		keep(p, usable(r), &m->wrapped);
	}
}

/* RSAES-OAEP-params, RFC 4055 section 4.1: the hash, SHA-1 by default. */
static enum cms_digest oaep_digest(struct slice algorithm)
{
	struct slice params, tagged, hash;

	if (der_enter(&algorithm, DER_SEQUENCE, &params) < 0)
		return CMS_SHA1;
	if (der_enter(&params, DER_CONTEXT_CONS, &tagged) < 0)
		return CMS_SHA1;
	if (der_enter(&tagged, DER_SEQUENCE, &hash) < 0)
		return CMS_DIGEST_OTHER;
	return cms_digest_by_algorithm(hash);
}

static int read_transport(struct slice body, struct cms_look *look,
			  struct cms_match *match)
{
	struct slice skipped, id, algorithm, oid;
	struct cms_recipient *r = add(look);
	struct parts p = {0};
	unsigned tag;

	if (!r || der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    der_next(&body, &tag, &id) < 0)
		return -1;
	if (tag == SKI)
		buf_add(&r->id.key_id, id.p, id.n);
	else if (tag != DER_SEQUENCE || cms_id_read(id, &r->id) < 0)
		return -1;
	if (enter_whole(&body, DER_SEQUENCE, &p.algorithm, &algorithm) < 0 ||
	    der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    der_enter(&body, DER_OCTETS, &p.key) < 0)
		return -1;
	if (der_oid_is(oid, CMS_OID_RSA))
		r->scheme = CMS_RSA;
	if (der_oid_is(oid, CMS_OID_OAEP)) {
		r->scheme = CMS_RSA_OAEP;
		r->digest = oaep_digest(algorithm);
	}
	try_match(r, &p, match);
	return 0;
}

/* Of OriginatorIdentifierOrKey only the key: [1] is what RFC 5753 has. */
static int read_originator(struct slice *body, struct parts *p)
{
	struct slice tagged, key, algorithm, oid, bits;

	if (der_enter(body, DER_CONTEXT_CONS, &tagged) < 0)
		return -1;
	if (der_enter(&tagged, DER_CONTEXT_CONS + 1, &key) < 0)
		return 0;
	if (der_enter(&key, DER_SEQUENCE, &algorithm) < 0 ||
	    der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    der_enter(&key, DER_BITS, &bits) < 0 || bits.n < 2)
		return -1;
	p->curve = algorithm;
	p->originator = (struct slice){bits.p + 1, bits.n - 1};
	return 0;
}

/* The scheme, and in its parameters the key wrap. */
static void name_agreement(struct slice algorithm, const struct parts *p,
			   struct cms_recipient *r)
{
	struct slice oid, wrap;
	char *text;

	if (der_enter(&algorithm, DER_OID, &oid) == 0 &&
	    (text = der_oid_text(oid))) {
		r->digest = cms_ecdh_digest(text);
		free(text);
	}
	if (der_enter(&algorithm, DER_SEQUENCE, &wrap) == 0 &&
	    der_enter(&wrap, DER_OID, &oid) == 0 &&
	    (text = der_oid_text(oid))) {
		r->wrap = cms_wrap_by_oid(text);
		free(text);
	}
	if (r->digest != CMS_DIGEST_OTHER && p->originator.n)
		r->scheme = CMS_ECDH;
}

/* One RecipientEncryptedKey. */
static int read_agreed(struct slice body, struct parts *p,
		       struct cms_recipient *r)
{
	struct slice id, key_id;
	unsigned tag;

	if (der_next(&body, &tag, &id) < 0 ||
	    der_enter(&body, DER_OCTETS, &p->key) < 0)
		return -1;
	if (tag == DER_SEQUENCE)
		return cms_id_read(id, &r->id);
	if (tag != DER_CONTEXT_CONS || der_enter(&id, DER_OCTETS, &key_id) < 0)
		return -1;
	buf_add(&r->id.key_id, key_id.p, key_id.n);
	return 0;
}

static int read_agreement(struct slice body, struct cms_look *look,
			  struct cms_match *match)
{
	struct slice skipped, ukm, algorithm, keys, one;
	struct cms_recipient *r;
	struct parts p = {0};

	if (der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    read_originator(&body, &p) < 0)
		return -1;
	if (der_enter(&body, DER_CONTEXT_CONS + 1, &ukm) == 0)
		p.ukm = (struct slice){ukm.p, der_size(ukm)};
	if (enter_whole(&body, DER_SEQUENCE, &p.algorithm, &algorithm) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &keys) < 0)
		return -1;
	while (keys.n) {
		r = add(look);
		if (!r || der_enter(&keys, DER_SEQUENCE, &one) < 0 ||
		    read_agreed(one, &p, r) < 0)
			return -1;
		name_agreement(algorithm, &p, r);
		try_match(r, &p, match);
	}
	return 0;
}

int cms_recipient_read(struct slice info, struct cms_look *look,
		       struct cms_match *match)
{
	struct cms_recipient *r;
	struct slice body;
	unsigned tag;

	if (der_next(&info, &tag, &body) < 0)
		return -1;
	if (tag == DER_SEQUENCE)
		return read_transport(body, look, match);
	if (tag == DER_CONTEXT_CONS + 1)
		return read_agreement(body, look, match);
	r = add(look);
	if (!r)
		return -1;
	if (tag == DER_CONTEXT_CONS + 2)
		r->scheme = CMS_SHARED_KEY;
	if (tag == DER_CONTEXT_CONS + 3)
		r->scheme = CMS_PASSWORD;
	return 0;
}
