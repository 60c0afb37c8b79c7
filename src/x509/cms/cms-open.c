/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encrypted content opened as it comes (RFC 5652 section 6.1, RFC 5083). */
#include "x509/cms/cms-open.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/gtls.h"

struct cms_open {
	struct sink *out;
	struct report *report;
	const struct cms_look *before;
	struct cms_crypt *crypt;
	bool is_gcm;
	size_t tag_len;
	size_t fill;
	unsigned char room[SINK_BLOCK];
};

/*
 * The one answer to whatever went wrong inside, so that nobody who can watch
 * somebody open mail learns from it (RFC 3218, security of CBC padding).
 */
static int unopenable(struct cms_open *o)
{
	return report_fail(o->report, FINDING_MSG_UNOPENABLE, NULL, "%s", "");
}

static int unknown(struct report *report, const char *why)
{
	return report_fail(report, FINDING_MSG_UNKNOWN_METHOD, NULL, "%s", why);
}

/* The cipher's parameters: an IV, or GCMParameters (RFC 5084 section 3.2). */
static bool read_params(struct slice algorithm, struct cms_open *o,
			size_t block, struct slice *iv)
{
	struct slice oid, params, number;
	unsigned long tag_len = CMS_TAG_MIN;

	if (der_enter(&algorithm, DER_OID, &oid) < 0)
		return false;
	if (!o->is_gcm)
		return der_enter(&algorithm, DER_OCTETS, iv) == 0 &&
		       iv->n == block;
	if (der_enter(&algorithm, DER_SEQUENCE, &params) < 0 ||
	    der_enter(&params, DER_OCTETS, iv) < 0)
		return false;
	if (der_enter(&params, DER_INTEGER, &number) == 0 &&
	    der_number(number, &tag_len) < 0)
		return false;
	o->tag_len = tag_len;
	return iv->n == CMS_NONCE && tag_len >= CMS_TAG_MIN &&
	       tag_len <= CMS_TAG;
}

/* Random bytes that become the key where it can be found. */
static struct secret *find_key(const struct cms_match *match, size_t len)
{
	struct secret *cek = secret_new(CMS_KEY_MAX);

	gtls_random(secret_room(cek), len);
	secret_set_len(cek, len);
	if (!cms_unwrap(&match->wrapped, match->found->key, cek)) {
		secret_free(cek);
		return NULL;
	}
	return cek;
}

static int begin(struct cms_open *o, const struct cms_look *look,
		 struct slice algorithm, const struct cms_match *match)
{
	const struct cms_cipher_row *row = cms_cipher_row(look->cipher);
	struct secret *cek;
	struct slice iv;

	if (!row || !row->native)
		return unknown(o->report, _("Its cipher is not known here."));
	o->is_gcm = !row->block;
	if (o->is_gcm != (look->kind == CMS_AUTH_ENVELOPED) ||
	    !read_params(algorithm, o, row->block, &iv))
		return unknown(o->report,
			       _("Its cipher is used in a way that is not "
				 "known here."));
	cek = find_key(match, row->key_len);
	if (!cek)
		return unknown(o->report,
			       _("The way its key is encrypted is not known "
				 "here."));
	o->crypt = cms_crypt_new(look->cipher, cek, iv, false);
	secret_free(cek);
	if (!o->crypt)
		return unknown(o->report,
			       _("Its cipher is not allowed on this system."));
	if (o->before && o->before->auth_attributes.len)
		cms_crypt_auth(o->crypt, slice_of(&o->before->auth_attributes));
	return 0;
}

struct cms_open *cms_open_new(const struct cms_read *how,
			      const struct cms_look *look,
			      struct slice algorithm,
			      const struct cms_match *match,
			      struct report *report)
{
	struct cms_open *o;

	if (!match->found) {
		report_add(report, FINDING_MSG_NO_RECIPIENT_MATCH, NULL, "%s",
			   "");
		return NULL;
	}
	if (!match->found->key) {
		char *title = cert_title(match->found->cert);

		report_add(report, FINDING_MSG_NEEDS_OLD_KEY, title, "%s", "");
		free(title);
		return NULL;
	}
	o = xcalloc(1, sizeof(*o));
	o->out = how->out;
	o->report = report;
	o->before = how->before;
	if (begin(o, look, algorithm, match) < 0) {
		cms_open_free(o);
		return NULL;
	}
	return o;
}

void cms_open_free(struct cms_open *o)
{
	if (!o)
		return;
	cms_crypt_free(o->crypt);
	free(o);
}

int cms_open_put(struct cms_open *o, struct slice bytes)
{
	size_t room;

	while (bytes.n) {
		room = sizeof(o->room) - o->fill;
		if (room < 4 * CMS_BLOCK) {
			if (sink_put(o->out, o->room, o->fill) < 0)
				return -1;
			o->fill = 0;
			continue;
		}
		o->fill += cms_crypt_update(o->crypt, &bytes, o->room + o->fill,
					    room);
	}
	return 0;
}

int cms_open_last(struct cms_open *o)
{
	size_t n;

	if (sink_put(o->out, o->room, o->fill) < 0)
		return -1;
	o->fill = 0;
	if (cms_crypt_final(o->crypt, o->room, &n) < 0)
		return unopenable(o);
	return sink_put(o->out, o->room, n);
}

int cms_open_attributes(struct cms_open *o, const struct cms_look *look)
{
	if (!o->before)
		return unknown(o->report,
			       _("It has to be read twice, which can only be "
				 "done with a file."));
	return buf_equal(&o->before->auth_attributes, &look->auth_attributes)
		       ? 0
		       : unopenable(o);
}

int cms_open_mac(struct cms_open *o, struct slice mac)
{
	unsigned char tag[CMS_TAG];

	cms_crypt_tag(o->crypt, tag);
	if (mac.n != o->tag_len || gnutls_memcmp(tag, mac.p, mac.n) != 0)
		return unopenable(o);
	return 0;
}
