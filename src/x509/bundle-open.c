/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a PKCS#12 file: every key, every certificate, and what ties them. */
#include "x509/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>
#include <gnutls/pkcs12.h>
#include <gnutls/x509.h>

#include "base/text.h"

enum {
	/* No key is derived by more rounds, nor by twice as many in all: a
	 * small file could keep a processor busy for hours (security.md 37). */
	ROUNDS_MAX = 10000000,
	ROUNDS_SUM_MAX = 2 * ROUNDS_MAX,
	READINGS_MAX = 2,
};

/* A bundle while it is being opened. */
struct opening {
	gnutls_pkcs12_t native;
	struct bundle_info info;
	unsigned long rounds;  /* all that were asked for */
	size_t safes;          /* encrypted ones met so far */
	const char *password;  /* the reading tried; NULL is one, too */
	struct bundle *bundle; /* what was read */
	struct report *report;
};

/* What the bytes of a password may mean to the program that wrote the file. */
struct readings {
	const char *items[READINGS_MAX];
	bool is_mac_wrong[READINGS_MAX];
	size_t n;
	gnutls_datum_t normal; /* owned */
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
	free(b->keys);
	free(b->certs);
	free(b);
}

static int count_rounds(struct opening *o, unsigned long n)
{
	if (n > ROUNDS_MAX || o->rounds + n > ROUNDS_SUM_MAX)
		return report_fail(o->report, FINDING_P12_ITERATIONS_HIGH, NULL,
				   _("It asks for more than %d rounds of key "
				     "derivation, which could take hours."),
				   ROUNDS_MAX);
	o->rounds += n;
	return 0;
}

static int count_visible_rounds(struct opening *o)
{
	if (count_rounds(o, o->info.mac_iterations) < 0)
		return -1;
	for (size_t i = 0; i < o->info.nciphers; i++)
		if (count_rounds(o, o->info.ciphers[i].iterations) < 0)
			return -1;
	return 0;
}

/* The cipher of the safe just met: the reader met them in the same order. */
static const char *safe_cipher(const struct opening *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->info.nciphers; i++)
		if (!o->info.ciphers[i].on_key && ++n == o->safes)
			return o->info.ciphers[i].name;
	return "?";
}

static int decrypt_failed(struct opening *o, int e, const char *cipher)
{
	if (e == GNUTLS_E_UNKNOWN_CIPHER_TYPE ||
	    e == GNUTLS_E_UNKNOWN_ALGORITHM)
		return report_fail(o->report, FINDING_LIB_FAILED, NULL,
				   _("The bundle is protected in a way that is "
				     "not known here (%s)."),
				   cipher);
	return report_fail(o->report, FINDING_LIB_FAILED, NULL,
			   _("What is in the bundle could not be decrypted "
			     "(%s): the password is wrong, or the file is "
			     "damaged (%s)."),
			   cipher, gnutls_strerror(e));
}

static char *name_at(gnutls_pkcs12_bag_t bag, unsigned i)
{
	char *name = NULL;

	if (gnutls_pkcs12_bag_get_friendly_name(bag, i, &name) < 0)
		return NULL;
	return xstrdup(name);
}

static void id_at(gnutls_pkcs12_bag_t bag, unsigned i, struct buf *out)
{
	gnutls_datum_t id = {0};

	if (gnutls_pkcs12_bag_get_key_id(bag, i, &id) == 0 && id.data)
		buf_add(out, id.data, id.size);
}

/* A key bag may lie in an encrypted safe, where bundle_peek() did not see it:
 * its rounds are counted here, all others there. */
static int read_shroud(struct opening *o, const gnutls_datum_t *der,
		       bool is_hidden, char **cipher)
{
	struct slice all = {der->data, der->size};
	struct slice key, algorithm;
	struct bundle_cipher c;
	int r;

	if (der_enter(&all, DER_SEQUENCE, &key) < 0 ||
	    der_enter(&key, DER_SEQUENCE, &algorithm) < 0 ||
	    bundle_cipher_read(algorithm, &c) < 0)
		return report_fail(o->report, FINDING_P12_NOT_A_BUNDLE, NULL,
				   "%s", _("A key in it is damaged."));
	*cipher = xstrdup(c.name);
	r = is_hidden ? count_rounds(o, c.iterations) : 0;
	bundle_cipher_clear(&c);
	return r;
}

static int import_key(gnutls_x509_privkey_t key, const gnutls_datum_t *der,
		      const char *password, bool is_shrouded)
{
	unsigned flags = !is_shrouded ? GNUTLS_PKCS_PLAIN
			 : !password  ? GNUTLS_PKCS_NULL_PASSWORD
				      : 0;

	return gnutls_x509_privkey_import_pkcs8(key, der, GNUTLS_X509_FMT_DER,
						is_shrouded ? password : NULL,
						flags);
}

/* An algorithm GnuTLS has no name for shows only after it was decrypted. */
static void key_failed(struct opening *o, int e, const char *cipher)
{
	if (cipher && e != GNUTLS_E_UNKNOWN_PK_ALGORITHM &&
	    e != GNUTLS_E_ECC_UNSUPPORTED_CURVE)
		decrypt_failed(o, e, cipher);
	else
		report_add(o->report, FINDING_LIB_FAILED, NULL,
			   _("A key in the bundle is of a kind that is not "
			     "known here, or damaged (%s)."),
			   gnutls_strerror(e));
}

/* A bag as GnuTLS hands it out. */
struct bag {
	gnutls_pkcs12_bag_t native;
	unsigned i;
	bool is_hidden; /* was inside an encrypted safe */
	bool is_shrouded;
};

static int read_key(struct opening *o, const struct bag *bag,
		    gnutls_datum_t *der)
{
	gnutls_x509_privkey_t native = NULL;
	char *cipher = NULL;
	struct bundle_key *k;
	struct key *key;
	int r = -1;
	int e;

	if (bag->is_shrouded &&
	    read_shroud(o, der, bag->is_hidden, &cipher) < 0)
		goto out;
	if (gnutls_x509_privkey_init(&native) < 0)
		die("out of memory");
	e = import_key(native, der, o->password, bag->is_shrouded);
	secret_scrub_stack();
	if (e < 0) {
		gnutls_x509_privkey_deinit(native);
		key_failed(o, e, cipher);
		goto out;
	}
	if (key_take_native(native, &key, o->report) < 0)
		goto out;
	k = add_key(o->bundle);
	k->key = key;
	k->shrouded = bag->is_shrouded;
	k->friendly_name = name_at(bag->native, bag->i);
	id_at(bag->native, bag->i, &k->local_key_id);
	r = 0;
out:
	gnutls_memset(der->data, 0, der->size);
	free(cipher);
	return r;
}

static int read_cert(struct opening *o, const struct bag *bag,
		     const gnutls_datum_t *der)
{
	struct bundle_cert *c;
	struct cert *cert;

	if (cert_parse(der->data, der->size, &cert, o->report) < 0)
		return -1;
	c = add_cert(o->bundle);
	c->cert = cert;
	c->friendly_name = name_at(bag->native, bag->i);
	id_at(bag->native, bag->i, &c->local_key_id);
	return 0;
}

/* Revocation lists and secrets are of no use here. */
static int read_element(struct opening *o, struct bag *bag)
{
	int type = gnutls_pkcs12_bag_get_type(bag->native, bag->i);
	gnutls_datum_t der = {0};

	if (gnutls_pkcs12_bag_get_data(bag->native, bag->i, &der) < 0)
		return 0;
	bag->is_shrouded = type == GNUTLS_BAG_PKCS8_ENCRYPTED_KEY;
	if (bag->is_shrouded || type == GNUTLS_BAG_PKCS8_KEY)
		return read_key(o, bag, &der);
	return type == GNUTLS_BAG_CERTIFICATE ? read_cert(o, bag, &der) : 0;
}

static int read_safe(struct opening *o, gnutls_pkcs12_bag_t native)
{
	struct bag bag = {.native = native};
	int n;

	if (gnutls_pkcs12_bag_get_type(native, 0) == GNUTLS_BAG_ENCRYPTED) {
		int e = gnutls_pkcs12_bag_decrypt(native, o->password);

		secret_scrub_stack();
		o->safes++;
		bag.is_hidden = true;
		if (e < 0)
			return decrypt_failed(o, e, safe_cipher(o));
	}
	n = gnutls_pkcs12_bag_get_count(native);
	for (; n > 0 && bag.i < (unsigned)n; bag.i++)
		if (read_element(o, &bag) < 0)
			return -1;
	return 0;
}

static int read_next_safe(struct opening *o, int i, bool *at_end)
{
	gnutls_pkcs12_bag_t bag;
	int r = -1;
	int e;

	if (gnutls_pkcs12_bag_init(&bag) < 0)
		die("out of memory");
	e = gnutls_pkcs12_get_bag(o->native, i, bag);
	*at_end = e == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE;
	if (e == GNUTLS_E_UNKNOWN_PKCS_CONTENT_TYPE)
		report_add(o->report, FINDING_LIB_FAILED, NULL, "%s",
			   _("A part of the bundle is protected by a public "
			     "key instead of a password."));
	else if (e < 0 && !*at_end)
		report_add(o->report, FINDING_P12_NOT_A_BUNDLE, NULL,
			   _("A part of it is damaged (%s)."),
			   gnutls_strerror(e));
	else
		r = *at_end ? 0 : read_safe(o, bag);
	gnutls_pkcs12_bag_deinit(bag);
	return r;
}

/* gnutls_pkcs12_simple_parse() would give one key and drop the others. */
static int read_safes(struct opening *o, const char *password)
{
	bool at_end = false;
	int r = 0;

	o->password = password;
	o->safes = 0;
	o->bundle = xcalloc(1, sizeof(*o->bundle));
	for (int i = 0; r == 0 && !at_end; i++)
		r = read_next_safe(o, i, &at_end);
	if (r < 0) {
		bundle_free(o->bundle);
		o->bundle = NULL;
	}
	return r;
}

/*
 * None is read as an empty string and as no string at all (RFC 7292 appendix
 * B.1: zero bytes, or the two of the terminator). Another password is taken as
 * typed, then normalised (RFC 8265), since GnuTLS's MAC takes it raw.
 */
static void list_readings(const struct secret *password, struct readings *r)
{
	const char *text = secret_len(password) ? secret_data(password) : "";

	*r = (struct readings){.items = {text, NULL}, .n = 1};
	if (!text[0])
		r->n = 2;
	else if (!text_is_ascii(text) &&
		 gnutls_utf8_password_normalize((const unsigned char *)text,
						(unsigned)secret_len(password),
						&r->normal,
						GNUTLS_UTF8_IGNORE_ERRS) == 0 &&
		 strcmp((const char *)r->normal.data, text) != 0)
		r->items[r->n++] = (const char *)r->normal.data;
	secret_scrub_stack();
}

static void drop_readings(struct readings *r)
{
	if (r->normal.data)
		gnutls_memset(r->normal.data, 0, r->normal.size);
	gnutls_free(r->normal.data);
}

/* False only where each reading was checked against the MAC and failed: one
 * that GnuTLS cannot check, or none, says nothing about the password. */
static bool check_mac(struct opening *o, struct readings *r)
{
	bool is_any = false;

	for (size_t i = 0; i < r->n; i++) {
		int e = gnutls_pkcs12_verify_mac(o->native, r->items[i]);

		r->is_mac_wrong[i] = e == GNUTLS_E_MAC_VERIFY_FAILED;
		is_any = is_any || !r->is_mac_wrong[i];
	}
	secret_scrub_stack();
	return is_any;
}

/* Readings the MAC speaks for, then the others: some programs write the MAC
 * for one reading of an empty password and the keys for the other. The first
 * failure is the one that is told. */
static int try_readings(struct opening *o, const struct readings *r)
{
	struct report *report = o->report;
	struct report first = {0};

	for (int wrong = 0; wrong < 2; wrong++) {
		for (size_t i = 0; i < r->n; i++) {
			struct report failure = {0};

			if (r->is_mac_wrong[i] != (wrong == 1))
				continue;
			o->report = &failure;
			if (read_safes(o, r->items[i]) == 0) {
				report_clear(&first);
				return 0;
			}
			if (first.n == 0)
				report_append(&first, &failure);
			report_clear(&failure);
		}
	}
	report_append(report, &first);
	report_clear(&first);
	return -1;
}

static int open_native(struct opening *o, const struct buf *file)
{
	gnutls_datum_t der = {(unsigned char *)file->data,
			      (unsigned)der_size(slice_of(file))};
	int e;

	if (gnutls_pkcs12_init(&o->native) < 0)
		die("out of memory");
	e = gnutls_pkcs12_import(o->native, &der, GNUTLS_X509_FMT_DER, 0);
	if (e < 0)
		return report_fail(o->report, FINDING_P12_NOT_A_BUNDLE, NULL,
				   _("It is damaged inside (%s)."),
				   gnutls_strerror(e));
	return 0;
}

static int check_password(const struct secret *password, struct report *report)
{
	if (secret_len(password) == 0 ||
	    !memchr(secret_data(password), '\0', secret_len(password)))
		return 0;
	return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
			   _("There is a NUL byte in it."));
}

int bundle_open(const struct buf *file, const struct secret *password,
		struct bundle **out, struct report *report)
{
	struct opening o = {.report = report};
	struct readings readings = {0};
	int r = -1;

	if (check_password(password, report) < 0 ||
	    bundle_peek(file, &o.info, report) < 0)
		return -1;
	if (count_visible_rounds(&o) < 0 || open_native(&o, file) < 0)
		goto out;
	list_readings(password, &readings);
	if (!check_mac(&o, &readings)) {
		report_fail(report, FINDING_P12_WRONG_PASSWORD, NULL, "%s", "");
		goto out;
	}
	if (try_readings(&o, &readings) < 0)
		goto out;
	*out = o.bundle;
	r = 0;
out:
	drop_readings(&readings);
	gnutls_pkcs12_deinit(o.native);
	bundle_info_clear(&o.info);
	return r;
}
