/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys in contact cards (vCard) and in directory entries (LDIF). */
#include "mail/card.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/secret.h"
#include "x509/armour.h"

/* A line as it was before it was folded: NAME;OPTIONS:VALUE. */
struct field {
	struct slice name, options, value;
	bool is_coded; /* "::" of LDIF */
};

/* Attributes of RFC 4523 section 2 and RFC 2798 section 2, a certificate or
 * PKCS#7 each, and what people bring besides. */
static const char *const attributes[] = {
    "userCertificate",     "userSMIMECertificate",
    "cACertificate",       "crossCertificatePair",
    "userPKCS12",          "certificateRevocationList",
};

static bool same(struct slice s, const char *word)
{
	return s.n == strlen(word) &&
	       strncasecmp((const char *)s.p, word, s.n) == 0;
}

static bool is_attribute(struct slice name)
{
	for (size_t i = 0; i < ARRAY_LEN(attributes); i++)
		if (same(name, attributes[i]))
			return true;
	return false;
}

static const unsigned char *find_any(struct slice s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] && strchr(set, s.p[i]))
			return s.p + i;
	return NULL;
}

static struct slice between(const unsigned char *from, const unsigned char *to)
{
	return (struct slice){from, (size_t)(to - from)};
}

/* A blank at the beginning of a line carries the one before on (RFC 2849,
 * RFC 6350 section 3.2); in vCard 2.1 more than one may stand there. */
static bool unfold(struct slice *text, struct buf *line)
{
	buf_wipe(line);
	while (text->n) {
		const unsigned char *stop = memchr(text->p, '\n', text->n);
		size_t n = stop ? (size_t)(stop - text->p) : text->n;
		struct slice one = {text->p, n};

		text->p += n + (stop != NULL);
		text->n -= n + (stop != NULL);
		if (one.n && one.p[one.n - 1] == '\r')
			one.n--;
		if (line->len) {
			one.p++;
			one.n--;
		}
		buf_add(line, one.p, one.n);
		if (!text->n || (text->p[0] != ' ' && text->p[0] != '\t'))
			return true;
	}
	return line->len > 0;
}

static bool split(struct slice line, struct field *f)
{
	const unsigned char *end = line.p + line.n;
	const unsigned char *semi = find_any(line, ";:");
	const unsigned char *colon = find_any(line, ":");
	const unsigned char *dot;

	if (!semi || !colon)
		return false;
	f->name = between(line.p, semi);
	/* "item1.KEY": a group (RFC 6350 section 3.3). */
	dot = memchr(f->name.p, '.', f->name.n);
	if (dot)
		f->name = between(dot + 1, semi);
	f->options = semi < colon ? between(semi + 1, colon) : (struct slice){0};
	f->is_coded = colon + 1 < end && colon[1] == ':';
	f->value = between(colon + 1 + f->is_coded, end);
	while (f->value.n && f->value.p[0] == ' ') {
		f->value.p++;
		f->value.n--;
	}
	return true;
}

static bool has_option(struct slice options, const char *const *words)
{
	while (options.n) {
		const unsigned char *semi =
		    memchr(options.p, ';', options.n);
		struct slice one =
		    between(options.p, semi ? semi : options.p + options.n);

		for (const char *const *w = words; *w; w++)
			if (same(one, *w))
				return true;
		options.n -= one.n + (semi != NULL);
		options.p += one.n + (semi != NULL);
	}
	return false;
}

/* "data:application/pkix-cert;base64,MII…" (RFC 2397); what stands before the
 * comma is left away. */
static bool skip_data(struct slice *value)
{
	const unsigned char *comma;

	if (value->n < 5 || strncasecmp((const char *)value->p, "data:", 5))
		return false;
	comma = memchr(value->p, ',', value->n);
	if (!comma || !memmem(value->p, (size_t)(comma - value->p), ";base64",
			      7))
		return false;
	*value = between(comma + 1, value->p + value->n);
	return true;
}

/* Armour may stand in a card as text, its lines ended by "\n" in letters. */
static void add_text(struct slice value, struct buf *out)
{
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] != '\\' || i + 1 == value.n) {
			buf_addc(out, (char)value.p[i]);
			continue;
		}
		i++;
		buf_addc(out, value.p[i] == 'n' || value.p[i] == 'N'
				  ? '\n'
				  : (char)value.p[i]);
	}
}

static bool decode(const struct field *f, bool is_entry, struct buf *out)
{
	static const char *const coded[] = {"ENCODING=B", "ENCODING=BASE64",
					    "BASE64", NULL};
	struct slice value = f->value;

	if (is_entry ? f->is_coded
		     : skip_data(&value) || has_option(f->options, coded))
		return armour_decode(value, out) == 0;
	if (!memmem(value.p, value.n, "-----BEGIN ", 11))
		return false;
	add_text(value, out);
	return true;
}

static bool is_key(const struct field *f, bool is_entry)
{
	return is_entry ? is_attribute(f->name) : same(f->name, "KEY");
}

bool card_is(struct slice text)
{
	while (text.n) {
		const unsigned char *stop = memchr(text.p, '\n', text.n);
		size_t n = stop ? (size_t)(stop - text.p) : text.n;
		struct field f;

		if (n >= 11 &&
		    strncasecmp((const char *)text.p, "BEGIN:VCARD", 11) == 0)
			return true;
		/* Base64 of other things has no colon. */
		if (memchr(text.p, ':', n) &&
		    split((struct slice){text.p, n}, &f) && f.is_coded &&
		    is_attribute(f.name))
			return true;
		text.p += n + (stop != NULL);
		text.n -= n + (stop != NULL);
	}
	return false;
}

/* The name that is known by the time the key comes: cards have it first. */
static void note_owner(const struct field *f, char **owner)
{
	if (!same(f->name, "FN") && !same(f->name, "dn") &&
	    !(same(f->name, "BEGIN") && same(f->value, "VCARD")))
		return;
	free(*owner);
	*owner = same(f->name, "BEGIN") || f->is_coded
		     ? NULL
		     : xstrndup((const char *)f->value.p, f->value.n);
}

void card_each(struct slice text, card_key_fn *each, void *arg)
{
	struct buf line = {0};
	char *owner = NULL;

	while (unfold(&text, &line)) {
		struct buf bytes = {0};
		struct field f;
		bool is_entry;

		if (!split(slice_of(&line), &f))
			continue;
		note_owner(&f, &owner);
		is_entry = is_attribute(f.name);
		if (is_key(&f, is_entry) && decode(&f, is_entry, &bytes)) {
			struct card_key key = {owner ? owner : "", is_entry,
					       slice_of(&bytes)};

			each(&key, arg);
		}
		buf_wipe(&bytes);
	}
	buf_wipe(&line);
	free(owner);
}
