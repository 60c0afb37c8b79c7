/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's certificate as the file that another program takes. */
#include "journey/book/book-export.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

enum { FOLD = 74 }; /* RFC 6350 section 3.2: 75 octets, a blank before each */

static void write_der(const struct book_person *who, const struct cert *c,
		      const struct cert_list *chain, struct buf *out)
{
	(void)who;
	(void)chain;
	buf_add(out, c->der.data, c->der.len);
}

static void write_pem(const struct book_person *who, const struct cert *c,
		      const struct cert_list *chain, struct buf *out)
{
	(void)who;
	(void)chain;
	cert_pem(c, out);
}

/* RFC 5652 section 5.1, without content or signers (RFC 8551 section 3.7). */
static void write_p7c(const struct book_person *who, const struct cert *c,
		      const struct cert_list *chain, struct buf *out)
{
	struct buf body = {0}, part = {0}, certs = {0};

	(void)who;
	der_put_number(&body, 1);
	der_put(&body, DER_SET, NULL, 0);
	der_put_oid(&part, "1.2.840.113549.1.7.1");
	der_put_buf(&body, DER_SEQUENCE, &part);
	buf_add(&certs, c->der.data, c->der.len);
	for (size_t i = 0; i < chain->n; i++)
		buf_add(&certs, chain->items[i]->der.data,
			chain->items[i]->der.len);
	der_put_buf(&body, DER_CONTEXT_CONS, &certs);
	der_put(&body, DER_SET, NULL, 0);
	buf_clear(&part);
	der_put_buf(&part, DER_SEQUENCE, &body);
	buf_clear(&body);
	der_put_buf(&body, DER_CONTEXT_CONS, &part);
	buf_clear(&part);
	der_put_oid(&part, "1.2.840.113549.1.7.2");
	buf_add(&part, body.data, body.len);
	der_put_buf(out, DER_SEQUENCE, &part);
	buf_clear(&body);
	buf_clear(&part);
	buf_clear(&certs);
}

/* --- contact card --- */

/* Never inside a character. */
static void put_folded(struct buf *out, const char *line)
{
	size_t left = strlen(line);

	while (left > FOLD) {
		size_t n = FOLD;

		while (n > 1 && ((unsigned char)line[n] & 0xC0) == 0x80)
			n--;
		buf_add(out, line, n);
		buf_adds(out, "\r\n ");
		line += n;
		left -= n;
	}
	buf_adds(out, line);
	buf_adds(out, "\r\n");
}

/* A foreign value; what would end the line or is not to be seen is left out. */
static char *value_of(const char *text)
{
	struct buf out = {0};

	if (!text_is_utf8(text, strlen(text)) || text_has_hidden(text))
		return xstrdup("");
	for (; *text; text++) {
		if (strchr("\\,;", *text))
			buf_addc(&out, '\\');
		buf_addc(&out, *text);
	}
	return buf_take(&out);
}

/* PEM without its first and last line. */
static void put_base64(const struct cert *c, struct buf *out)
{
	struct buf pem = {0};

	cert_pem(c, &pem);
	for (char *p = pem.data, *end; *p; p = end + (*end != 0)) {
		end = p + strcspn(p, "\n");
		if (*p != '-')
			buf_add(out, p, (size_t)(end - p));
	}
	buf_clear(&pem);
}

/* RFC 2426: contacts of Apple, Outlook and Evolution read 3.0, few read 4.0. */
static void write_vcard(const struct book_person *who, const struct cert *c,
			const struct cert_list *chain, struct buf *out)
{
	char *name = value_of(who->name);
	char *address = value_of(who->address);
	const char *shown = *name ? name : address;
	struct buf line = {0};

	(void)chain;
	buf_adds(out, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
	buf_addf(&line, "FN:%s", shown);
	put_folded(out, line.data);
	buf_clear(&line);
	buf_addf(&line, "N:%s;;;;", shown);
	put_folded(out, line.data);
	buf_clear(&line);
	if (*address) {
		buf_addf(&line, "EMAIL;TYPE=INTERNET:%s", address);
		put_folded(out, line.data);
		buf_clear(&line);
	}
	buf_adds(&line, "KEY;TYPE=X509;ENCODING=b:");
	put_base64(c, &line);
	put_folded(out, line.data);
	buf_adds(out, "END:VCARD\r\n");
	buf_clear(&line);
	free(name);
	free(address);
}

static const struct book_form forms[] = {
	{"pem", ".pem", N_("text, as in a terminal or a mail"), true, write_pem},
	{"cer", ".cer", N_("one certificate: Outlook, macOS, Thunderbird"), false,
	 write_der},
	{"p7c", ".p7c", N_("with its issuers: Outlook, Windows, macOS"), false,
	 write_p7c},
	{"vcard", ".vcf", N_("a contact card: address books"), true,
	 write_vcard},
};

const struct book_form *book_form_at(size_t i)
{
	return i < ARRAY_LEN(forms) ? &forms[i] : NULL;
}

const struct book_form *book_form_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

const struct book_form *book_form_for(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		size_t n = strlen(forms[i].ending);

		if (len > n && strcasecmp(path + len - n, forms[i].ending) == 0)
			return &forms[i];
	}
	return &forms[0];
}

/* The one to encrypt with; among these the newest. */
static const struct cert *best_of(const struct book_entries *e, time_t now)
{
	for (size_t i = 0; i < e->n; i++) {
		const struct cert *c = e->items[i].cert;

		if (book_can_encrypt(c) && c->not_before <= now &&
		    c->not_after >= now)
			return c;
	}
	return e->items[0].cert;
}

int book_export(struct book *b, const char *key, const struct book_form *form,
		time_t now, struct buf *out, struct report *report)
{
	struct book_entries e = {0};
	struct book_people who = {0};
	struct cert_list chain = {0};
	const struct cert *c = NULL;
	int r = book_find(b, key, &e, report);

	if (r == 0)
		r = book_person(b, key, now, &who, report);
	if (r == 0 && (!e.n || !who.n))
		r = book_nobody(b, key, now, report);
	if (r == 0) {
		c = best_of(&e, now);
		r = book_chain(b, c, &chain, report);
	}
	if (r == 0)
		form->write(&who.items[0], c, &chain, out);
	cert_list_clear(&chain);
	book_people_clear(&who);
	book_entries_clear(&e);
	return r;
}
