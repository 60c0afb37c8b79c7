/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bags of an opened PKCS#12 file: keys, certificates, and their tags. */
#include "x509/bundle/bundle-bag.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/gtls.h"

enum {
	BAGS_MAX = 1000, /* a chain has ten; each costs time */
	DEPTH_MAX = 4,   /* safes in bags of safes */
	NAME_BYTES_MAX = 4096,
	ID_BYTES_MAX = 1024,
};

/* One SafeBag, cut apart. */
struct bag {
	struct slice value;
	char *friendly_name;
	struct buf local_key_id;
	bool is_hidden;
	int depth;
};

static struct bundle_key *add_key(struct bundle *b)
{
	b->keys = xrealloc(b->keys, (b->nkeys + 1) * sizeof(*b->keys));
	b->keys[b->nkeys] = (struct bundle_key){0};
	return &b->keys[b->nkeys++];
}

static struct bundle_cert *add_cert(struct bundle *b)
{
	b->certs = xrealloc(b->certs, (b->ncerts + 1) * sizeof(*b->certs));
	b->certs[b->ncerts] = (struct bundle_cert){0};
	return &b->certs[b->ncerts++];
}

/* Takes the cipher. */
static void add_hidden(struct bundle *b, struct bundle_cipher *c)
{
	b->hidden = xrealloc(b->hidden, (b->nhidden + 1) * sizeof(*b->hidden));
	b->hidden[b->nhidden] = *c;
	b->hidden[b->nhidden++].on_key = true;
	*c = (struct bundle_cipher){0};
}

void bundle_free(struct bundle *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->nkeys; i++) {
		key_free(b->keys[i].key);
		free(b->keys[i].friendly_name);
		buf_clear(&b->keys[i].local_key_id);
	}
	for (size_t i = 0; i < b->ncerts; i++) {
		cert_free(b->certs[i].cert);
		free(b->certs[i].friendly_name);
		buf_clear(&b->certs[i].local_key_id);
	}
	for (size_t i = 0; i < b->nhidden; i++)
		bundle_cipher_clear(&b->hidden[i]);
	free(b->keys);
	free(b->certs);
	free(b->hidden);
	free(b);
}

static unsigned long unit_at(struct slice s, size_t at)
{
	return at + 2 <= s.n ? (unsigned long)s.p[at] << 8 | s.p[at + 1] : 0;
}

/* BMPString, with the surrogate pairs that some write all the same; a lone
 * half or a NUL becomes U+FFFD. */
static char *bmp_text(struct slice s)
{
	struct buf out = {0};

	for (size_t i = 0; i + 2 <= s.n; i += 2) {
		unsigned long c = unit_at(s, i), low = unit_at(s, i + 2);

		if (c >> 10 == 0x36 && low >> 10 == 0x37) {
			c = 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF);
			i += 2;
		} else if (c >> 11 == 0x1B || c == 0) {
			c = 0xFFFD;
		}
		gtls_put_utf8(&out, c);
	}
	return buf_take(&out);
}

/* RFC 2985 section 5.5.1; UTF-8 is what it ought not to be, but is. */
static char *friendly_name(struct slice values)
{
	struct slice text;
	unsigned tag;

	if (der_next(&values, &tag, &text) < 0 || text.n > NAME_BYTES_MAX)
		return NULL;
	if (tag == DER_BMP)
		return bmp_text(text);
	return tag == DER_UTF8 && text_is_utf8(text.p, text.n) &&
			       !memchr(text.p, 0, text.n)
		       ? xstrndup((const char *)text.p, text.n)
		       : NULL;
}

static void read_attribute(struct slice attribute, struct bag *bag)
{
	char *oid = bundle_oid_read(&attribute);
	struct slice values, id;

	if (oid && der_enter(&attribute, DER_SET, &values) == 0) {
		if (strcmp(oid, OID_FRIENDLY_NAME) == 0 && !bag->friendly_name)
			bag->friendly_name = friendly_name(values);
		else if (strcmp(oid, OID_LOCAL_KEY_ID) == 0 &&
			 bag->local_key_id.len == 0 &&
			 der_enter(&values, DER_OCTETS, &id) == 0 &&
			 id.n <= ID_BYTES_MAX)
			buf_add(&bag->local_key_id, id.p, id.n);
	}
	free(oid);
}

/* Attributes that cannot be read are none. */
static void read_attributes(struct slice rest, struct bag *bag)
{
	struct slice set, attribute;

	if (der_enter(&rest, DER_SET, &set) < 0)
		return;
	while (der_enter(&set, DER_SEQUENCE, &attribute) == 0)
		read_attribute(attribute, bag);
}

static int import_failed(struct opening *o, int e)
{
	return report_fail(o->report, FINDING_LIB_FAILED, NULL,
			   _("A key in the bundle is of a kind that is not "
			     "known here, or damaged (%s)."),
			   gnutls_strerror(e));
}

/* PrivateKeyInfo (RFC 5958); takes name and identifier out of the bag. */
static int keep_key(struct opening *o, struct bag *bag, struct slice info,
		    bool is_shrouded)
{
	gnutls_datum_t der = {(unsigned char *)info.p, (unsigned)info.n};
	gnutls_x509_privkey_t native;
	struct bundle_key *k;
	struct key *key;
	int e;

	if (gnutls_x509_privkey_init(&native) < 0)
		die("out of memory");
	e = gnutls_x509_privkey_import_pkcs8(native, &der, GNUTLS_X509_FMT_DER,
					     NULL, GNUTLS_PKCS_PLAIN);
	secret_scrub_stack();
	if (e < 0) {
		gnutls_x509_privkey_deinit(native);
		return import_failed(o, e);
	}
	if (key_take_native(native, &key, o->report) < 0)
		return -1;
	k = add_key(o->bundle);
	k->key = key;
	k->shrouded = is_shrouded;
	k->friendly_name = bag->friendly_name;
	bag->friendly_name = NULL;
	buf_move(&k->local_key_id, &bag->local_key_id);
	return 0;
}

static int read_key_bag(struct opening *o, struct bag *bag)
{
	size_t n = der_size(bag->value);
	struct slice info = {bag->value.p, n};

	return n == 0 ? opening_damaged(o) : keep_key(o, bag, info, false);
}

/* EncryptedPrivateKeyInfo (RFC 5958 section 3). */
static int read_shrouded_bag(struct opening *o, struct bag *bag)
{
	struct slice outer, algorithm, octets, info;
	struct secret *plain = NULL;
	struct buf joined = {0};
	struct scheme s = {0};
	int r = -1;

	if (der_enter(&bag->value, DER_SEQUENCE, &outer) < 0 ||
	    der_enter(&outer, DER_SEQUENCE, &algorithm) < 0 ||
	    octets_read(outer, &joined, &octets) < 0 ||
	    scheme_read(algorithm, &s) < 0) {
		opening_damaged(o);
		goto out;
	}
	if ((bag->is_hidden && opening_rounds(o, s.cipher.iterations) < 0) ||
	    opening_decrypt(o, &s, octets, &plain) < 0)
		goto out;
	info.p = (const unsigned char *)secret_data(plain);
	info.n = secret_len(plain);
	if (keep_key(o, bag, info, true) < 0)
		goto out;
	if (bag->is_hidden)
		add_hidden(o->bundle, &s.cipher);
	r = 0;
out:
	secret_free(plain);
	scheme_clear(&s);
	buf_clear(&joined);
	return r;
}

/* CertBag (RFC 7292 section 4.2.3); SDSI certificates are of no use here. */
static int read_cert_bag(struct opening *o, struct bag *bag)
{
	struct buf joined = {0};
	struct slice outer, value, der;
	struct cert *cert = NULL;
	struct bundle_cert *c;
	char *oid = NULL;
	int r = -1;

	if (der_enter(&bag->value, DER_SEQUENCE, &outer) < 0 ||
	    !(oid = bundle_oid_read(&outer)) ||
	    der_enter(&outer, DER_CONTEXT_CONS, &value) < 0) {
		opening_damaged(o);
		goto out;
	}
	if (strcmp(oid, OID_X509_CERT) == 0) {
		if (octets_read(value, &joined, &der) < 0) {
			opening_damaged(o);
			goto out;
		}
		if (cert_parse(der.p, der.n, &cert, o->report) < 0)
			goto out;
		c = add_cert(o->bundle);
		c->cert = cert;
		c->friendly_name = bag->friendly_name;
		bag->friendly_name = NULL;
		buf_move(&c->local_key_id, &bag->local_key_id);
	}
	r = 0;
out:
	free(oid);
	buf_clear(&joined);
	return r;
}

static int read_bags(struct opening *o, struct slice content, bool is_hidden,
		     int depth);

/* What is nested is not seen by bundle_peek() either. */
static int read_safe_bag(struct opening *o, struct bag *bag)
{
	if (bag->depth >= DEPTH_MAX)
		return opening_damaged(o);
	return read_bags(o, bag->value, true, bag->depth + 1);
}

/* Revocation lists and secrets are of no use here. */
static const struct {
	const char *oid;
	int (*read)(struct opening *o, struct bag *bag);
} kinds[] = {
	{OID_KEY_BAG, read_key_bag},
	{OID_SHROUDED_BAG, read_shrouded_bag},
	{OID_CERT_BAG, read_cert_bag},
	{OID_SAFE_BAG, read_safe_bag},
};

static int read_bag(struct opening *o, struct slice from, bool is_hidden,
		    int depth)
{
	struct bag bag = {.is_hidden = is_hidden, .depth = depth};
	char *oid = bundle_oid_read(&from);
	int r = 0;

	if (!oid || der_enter(&from, DER_CONTEXT_CONS, &bag.value) < 0) {
		free(oid);
		return opening_damaged(o);
	}
	read_attributes(from, &bag);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(oid, kinds[i].oid) == 0)
			r = kinds[i].read(o, &bag);
	free(bag.friendly_name);
	buf_clear(&bag.local_key_id);
	free(oid);
	return r;
}

static int read_bags(struct opening *o, struct slice content, bool is_hidden,
		     int depth)
{
	struct slice bags, bag;
	size_t n = 0;

	if (der_enter(&content, DER_SEQUENCE, &bags) < 0)
		return opening_damaged(o);
	while (bags.n > 0) {
		if (++n > o->bundle->largest)
			o->bundle->largest = n;
		if (++o->nbags > BAGS_MAX)
			return report_fail(
				o->report, FINDING_FILE_TOO_BIG, NULL,
				_("It has more than %d parts."), BAGS_MAX);
		if (der_enter(&bags, DER_SEQUENCE, &bag) < 0)
			return opening_damaged(o);
		if (read_bag(o, bag, is_hidden, depth) < 0)
			return -1;
	}
	return 0;
}

int bags_read(struct opening *o, struct slice content, bool is_hidden)
{
	return read_bags(o, content, is_hidden, 0);
}
