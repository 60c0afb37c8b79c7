/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates: copied, written, named, compared, their signatures checked. */
#include "x509/cert.h"

#include <stdlib.h>

#include "base/text.h"
#include "x509/gtls.h"
#include "x509/sigalg.h"

static void clear_fields(struct cert *c)
{
	struct strlist *lists[] = {&c->subject,  &c->issuer,   &c->emails,
				   &c->policies, &c->crl_urls, &c->issuer_urls,
				   &c->ocsp_urls};
	struct buf *bufs[] = {
	    &c->der,    &c->subject_der,    &c->issuer_der,
	    &c->serial, &c->subject_key_id, &c->authority_key_id,
	    &c->name_constraints};

	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		strlist_clear(lists[i]);
	for (size_t i = 0; i < ARRAY_LEN(bufs); i++)
		buf_clear(bufs[i]);
	spki_clear(&c->spki);
	free(c->common_name);
	free(c->subject_email);
	free(c->signature);
	verifier_free(c->verifier);
}

struct cert *cert_hold(struct cert *c)
{
	c->holders++;
	return c;
}

void cert_free(struct cert *c)
{
	if (c && c->holders) {
		c->holders--;
		return;
	}
	if (c)
		clear_fields(c);
	free(c);
}

/* Read again from its bytes: a copy cannot differ, nor be forgotten here when
 * a field is added. */
struct cert *cert_dup(const struct cert *c)
{
	struct report report = {0};
	struct cert *copy;

	if (cert_parse(c->der.data, c->der.len, &copy, &report) < 0)
		die("a certificate that was read cannot be read again");
	return copy;
}

void cert_pem(const struct cert *c, struct buf *out)
{
	gtls_pem("CERTIFICATE", &c->der, out);
}

bool cert_equal(const struct cert *a, const struct cert *b)
{
	return buf_equal(&a->der, &b->der);
}

bool cert_signed_by(const struct cert *c, const struct cert *issuer)
{
	struct signed_data s;

	if (signed_read(c->der.data, c->der.len, &s) < 0)
		return false;
	return issuer->verifier ? verifier_check(issuer->verifier, &s)
				: signed_verify(&s, &issuer->spki);
}

/* The first of them that says something, harmless; NULL where none does. */
static char *first_text(const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i] && *texts[i])
			return text_safe_str(texts[i]);
	return NULL;
}

char *cert_title(const struct cert *c)
{
	const char *texts[] = {
	    c->common_name,
	    c->emails.n ? c->emails.items[0] : NULL,
	    c->subject.n ? c->subject.items[0] : NULL,
	};
	char *title = first_text(texts, ARRAY_LEN(texts));

	return title ? title : cert_fingerprint(c);
}

char *cert_issuer_title(const struct cert *c)
{
	const struct buf *der = &c->issuer_der;
	char *name = gtls_name_value(der->data, der->len, "2.5.4.3");
	char *organization = gtls_name_value(der->data, der->len, "2.5.4.10");
	const char *texts[] = {
	    name,
	    organization,
	    c->issuer.n ? c->issuer.items[0] : NULL,
	    _("an issuer without a name"),
	};
	char *title = first_text(texts, ARRAY_LEN(texts));

	free(organization);
	free(name);
	return title;
}

char *cert_fingerprint(const struct cert *c)
{
	return hex_text(c->fingerprint, sizeof(c->fingerprint), ':');
}

/* Without the zero octet that only keeps the number positive. */
char *cert_serial(const struct cert *c)
{
	size_t skip = c->serial.len > 1 && c->serial.data[0] == '\0';

	return hex_text(c->serial.data + skip, c->serial.len - skip, '\0');
}

void cert_list_take(struct cert_list *l, struct cert *c)
{
	l->items = xrealloc(l->items, (l->n + 1) * sizeof(struct cert *));
	l->items[l->n++] = c;
}

bool cert_list_has(const struct cert_list *l, const struct cert *c)
{
	for (size_t i = 0; i < l->n; i++)
		if (cert_equal(l->items[i], c))
			return true;
	return false;
}

void cert_list_clear(struct cert_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		cert_free(l->items[i]);
	free(l->items);
	*l = (struct cert_list){0};
}
