/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EnvelopedData and AuthEnvelopedData written as a stream (RFC 5652 section 6,
 * RFC 5083). */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/gtls.h"

enum { DATA_LEVEL = 2 }; /* of cms_body: EnvelopedData itself */

struct encrypter {
	struct sink sink;
	struct report *report;
	struct cms_body body;
	struct cms_crypt *crypt;
	bool is_gcm;
	long long length; /* that was promised; -1 */
	long long size;   /* that came */
};

int cms_to_read(struct slice cert, struct cms_to *out)
{
	struct slice body, tbs, skipped;
	struct cms_to to;

	if (der_enter(&cert, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &tbs) < 0)
		return -1;
	if (tbs.n && tbs.p[0] == DER_CONTEXT_CONS &&
	    der_enter(&tbs, DER_CONTEXT_CONS, &skipped) < 0)
		return -1;
	if (der_enter(&tbs, DER_INTEGER, &to.serial) < 0 ||
	    der_enter(&tbs, DER_SEQUENCE, &skipped) < 0)
		return -1;
	to.issuer = (struct slice){tbs.p, der_size(tbs)};
	if (der_enter(&tbs, DER_SEQUENCE, &skipped) < 0 || /* issuer */
	    der_enter(&tbs, DER_SEQUENCE, &skipped) < 0 || /* validity */
	    der_enter(&tbs, DER_SEQUENCE, &skipped) < 0)   /* subject */
		return -1;
	to.spki = (struct slice){tbs.p, der_size(tbs)};
	if (der_enter(&tbs, DER_SEQUENCE, &skipped) < 0)
		return -1;
	*out = to;
	return 0;
}

/* --- recipients --- */

static bool is_rsa(struct slice spki)
{
	struct slice body, algorithm, oid;

	return der_enter(&spki, DER_SEQUENCE, &body) == 0 &&
	       der_enter(&body, DER_SEQUENCE, &algorithm) == 0 &&
	       der_enter(&algorithm, DER_OID, &oid) == 0 &&
	       der_oid_is(oid, CMS_OID_RSA);
}

static int rsa_encrypt(struct slice spki, const struct secret *cek,
		       gnutls_datum_t *out)
{
	gnutls_datum_t der = {(unsigned char *)spki.p, (unsigned)spki.n};
	gnutls_datum_t key = {(unsigned char *)secret_data(cek),
			      (unsigned)secret_len(cek)};
	gnutls_pubkey_t public;
	int code;

	if (gnutls_pubkey_init(&public) < 0)
		die("out of memory");
	code = gnutls_pubkey_import(public, &der, GNUTLS_X509_FMT_DER);
	if (code >= 0)
		code = gnutls_pubkey_encrypt_data(public, 0, &key, out);
	gnutls_pubkey_deinit(public);
	return code;
}

/* KeyTransRecipientInfo, RFC 5652 section 6.2.1. */
static int put_transport(struct buf *to, const struct cms_to *recipient,
			 const struct secret *cek)
{
	struct buf body = {0}, algorithm = {0};
	gnutls_datum_t wrapped = {0};

	if (!is_rsa(recipient->spki) ||
	    rsa_encrypt(recipient->spki, cek, &wrapped) < 0)
		return -1;
	der_put_number(&body, 0);
	cms_id_put(&body, DER_SEQUENCE, recipient->issuer, recipient->serial);
	der_put_oid(&algorithm, CMS_OID_RSA);
	der_put_null(&algorithm);
	der_put_buf(&body, DER_SEQUENCE, &algorithm);
	der_put(&body, DER_OCTETS, wrapped.data, wrapped.size);
	der_put_buf(to, DER_SEQUENCE, &body);
	gnutls_free(wrapped.data);
	buf_clear(&algorithm);
	buf_clear(&body);
	return 0;
}

/* The SET of them; *all_rsa where each is a KeyTransRecipientInfo. */
static int put_recipients(struct buf *to, const struct cms_encrypt *how,
			  const struct secret *cek, bool *all_rsa,
			  struct report *report)
{
	struct buf set = {0};
	char *serial;
	int r = 0;

	*all_rsa = true;
	for (size_t i = 0; r == 0 && i < how->n; i++) {
		if (put_transport(&set, &how->to[i], cek) == 0)
			continue;
		*all_rsa = false;
		if (cms_agree_put(&set, &how->to[i], cek) == 0)
			continue;
		serial = hex_text(how->to[i].serial.p, how->to[i].serial.n, 0);
		r = report_fail(report, FINDING_MSG_CANNOT_ENCRYPT, serial,
				"%s", "");
		free(serial);
	}
	der_put_buf(to, DER_SET, &set);
	buf_clear(&set);
	return r;
}

/* --- the content's cipher --- */

/* With GCMParameters (RFC 5084 section 3.2), whose default tag is shorter than
 * the one everybody writes. */
static void put_cipher(struct buf *to, const struct cms_cipher_row *row,
		       struct slice iv)
{
	struct buf body = {0}, params = {0};

	der_put_oid(&body, row->oid);
	der_put(&params, DER_OCTETS, iv.p, iv.n);
	if (row->block) {
		buf_add(&body, params.data, params.len);
	} else {
		der_put_number(&params, CMS_TAG);
		der_put_buf(&body, DER_SEQUENCE, &params);
	}
	der_put_buf(to, DER_SEQUENCE, &body);
	buf_clear(&params);
	buf_clear(&body);
}

static void put_tag(struct encrypter *e)
{
	unsigned char tag[CMS_TAG] = {0};
	struct buf *behind = &e->body.levels[DATA_LEVEL].behind;

	if (!e->is_gcm)
		return;
	if (behind->len)
		cms_crypt_tag(e->crypt, tag);
	buf_clear(behind);
	der_put(behind, DER_OCTETS, tag, sizeof(tag));
}

/* All levels around the content. */
static int build(struct encrypter *e, const struct cms_encrypt *how,
		 const struct cms_cipher_row *row, const struct secret *cek)
{
	static const unsigned tags[] = {DER_SEQUENCE, DER_CONTEXT_CONS,
					DER_SEQUENCE, DER_SEQUENCE,
					DER_CONTEXT};
	struct cms_level *l = e->body.levels;
	unsigned char iv[CMS_BLOCK];
	size_t iv_len = row->block ? row->block : CMS_NONCE;
	struct buf recipients = {0};
	bool all_rsa;

	gtls_random(iv, iv_len);
	e->crypt = cms_crypt_new(how->cipher, cek, (struct slice){iv, iv_len},
				 true);
	if (!e->crypt)
		return report_fail(e->report, FINDING_MSG_UNKNOWN_METHOD, NULL,
				   "%s",
				   _("This cipher is not allowed on this "
				     "system."));
	if (put_recipients(&recipients, how, cek, &all_rsa, e->report) < 0) {
		buf_clear(&recipients);
		return -1;
	}
	for (size_t i = 0; i < ARRAY_LEN(tags); i++)
		l[i].tag = tags[i];
	e->body.n = ARRAY_LEN(tags);
	der_put_oid(&l[0].before,
		    e->is_gcm ? CMS_OID_AUTH_ENVELOPED : CMS_OID_ENVELOPED);
	der_put_number(&l[2].before, e->is_gcm || all_rsa ? 0 : 2);
	buf_add(&l[2].before, recipients.data, recipients.len);
	der_put_oid(&l[3].before, CMS_OID_DATA);
	put_cipher(&l[3].before, row, (struct slice){iv, iv_len});
	put_tag(e);
	buf_clear(&recipients);
	return 0;
}

/* --- the stage --- */

static int encrypter_put(struct sink *s, const void *bytes, size_t n)
{
	struct encrypter *e = (struct encrypter *)s;
	struct slice in = {bytes, n};
	unsigned char *to;
	size_t room;

	e->size += (long long)n;
	while (in.n) {
		to = cms_body_room(&e->body, &room);
		if (room < 4 * CMS_BLOCK) {
			if (cms_body_flush(&e->body) < 0)
				return -1;
			continue;
		}
		e->body.fill += cms_crypt_update(e->crypt, &in, to, room);
	}
	return 0;
}

static int encrypter_end(struct sink *s)
{
	struct encrypter *e = (struct encrypter *)s;
	unsigned char *to;
	size_t room, n;

	if (e->length >= 0 && e->size != e->length)
		return report_fail(e->report, FINDING_MSG_FILE_CHANGED, NULL,
				   "%s", "");
	to = cms_body_room(&e->body, &room);
	if (room < CMS_BLOCK) {
		if (cms_body_flush(&e->body) < 0)
			return -1;
		to = cms_body_room(&e->body, &room);
	}
	if (cms_crypt_final(e->crypt, to, &n) < 0)
		die("content could not be encrypted");
	e->body.fill += n;
	put_tag(e);
	return cms_body_end(&e->body);
}

static void encrypter_free(struct sink *s)
{
	struct encrypter *e = (struct encrypter *)s;

	cms_crypt_free(e->crypt);
	cms_body_clear(&e->body);
	free(e);
}

/* Padding fills the last block, or adds one (RFC 5652 section 6.3). */
static long long cipher_length(long long length, size_t block)
{
	long long b = (long long)block;

	return length < 0 || !b ? length : (length / b + 1) * b;
}

int cms_encrypt_new(const struct cms_encrypt *how, struct sink *out,
		    struct sink **in, struct report *report)
{
	const struct cms_cipher_row *row = cms_cipher_row(how->cipher);
	struct encrypter *e = xcalloc(1, sizeof(*e));
	struct secret *cek = secret_new(CMS_KEY_MAX);
	int r;

	e->sink = (struct sink){encrypter_put, encrypter_end, encrypter_free};
	e->report = report;
	e->is_gcm = !row->block;
	e->length = how->length;
	cms_body_init(&e->body, out, cipher_length(how->length, row->block));
	gtls_random(secret_room(cek), row->key_len);
	secret_set_len(cek, row->key_len);
	r = build(e, how, row, cek);
	if (r == 0)
		*in = &e->sink;
	else
		encrypter_free(&e->sink);
	secret_free(cek);
	return r;
}
