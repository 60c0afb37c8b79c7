/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A root before it is trusted: its digits compared, judged, picked. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/roots-impl.h"
#include "x509/chain.h"
#include "x509/gtls.h"
#include "x509/weak.h"

enum { SHA1_LEN = 20 };

/* --- digits ------------------------------------------------------------- */

/* What Windows puts before a thumbprint that is copied, and nobody sees. */
static const char left_to_right[] = "\xE2\x80\x8E";

/* Upper case and nothing else; NULL where something else is in it. "sha256
 * Fingerprint=" is how openssl begins. */
static char *digits_of(const char *typed)
{
	const char *equals = strrchr(typed, '=');
	struct buf out = {0};

	for (const char *p = equals ? equals + 1 : typed; *p; p++) {
		if (strncmp(p, left_to_right, 3) == 0)
			p += 2;
		else if (*p >= 'a' && *p <= 'f')
			buf_addc(&out, (char)(*p - 'a' + 'A'));
		else if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'F'))
			buf_addc(&out, *p);
		else if (!strchr(" \t:-", *p)) {
			buf_clear(&out);
			return NULL;
		}
	}
	return buf_take(&out);
}

static char *sha1_text(const struct cert *c, char sep)
{
	unsigned char print[SHA1_LEN];

	gtls_sha1(c->der.data, c->der.len, print);
	return hex_text(print, SHA1_LEN, sep);
}

char *root_sha1(const struct cert *c)
{
	return sha1_text(c, ':');
}

bool root_has_digits(const struct cert *c, const char *digits)
{
	char *print = hex_text(c->fingerprint, FINGERPRINT_LEN, 0);
	char *sha1 = sha1_text(c, 0);
	size_t n = strlen(digits);
	bool fits;

	fits = strncmp(print, digits, n) == 0 || strncmp(sha1, digits, n) == 0;
	free(sha1);
	free(print);
	return fits;
}

char *root_digits(const char *typed, size_t least, struct report *report)
{
	char *digits = digits_of(typed);

	if (digits && strlen(digits) >= least)
		return digits;
	report_add(report, FINDING_ROOT_DIGITS_FEW, typed,
		   trn("At least %zu digit of the fingerprint is needed: 0 to "
		       "9 and A to F.",
		       "At least %zu digits of the fingerprint are needed: 0 "
		       "to 9 and A to F.",
		       least),
		   least);
	free(digits);
	return NULL;
}

int root_compare(const struct cert *c, const char *digits, size_t least,
		 struct report *report)
{
	char *clean = root_digits(digits, least, report);
	char *title;
	int r = -1;

	if (!clean)
		return -1;
	title = cert_title(c);
	if (root_has_digits(c, clean))
		r = 0;
	else
		report_add(report, FINDING_ROOT_DIGITS_WRONG, title,
			   _("Typed: %s."), clean);
	free(title);
	free(clean);
	return r;
}

/* --- judging ------------------------------------------------------------ */

static int refuse(const struct cert *c, const char *label,
		  struct report *report)
{
	char *title = cert_title(c), *issuer = cert_issuer_title(c);

	if (c->self_signed)
		report_add(report, FINDING_ROOT_NOT_CA, label,
			   _("It holds the certificate of %s."), title);
	else
		report_add(report,
			   c->is_ca ? FINDING_ROOT_INTERMEDIATE
				    : FINDING_ROOT_PERSONAL,
			   label,
			   _("It holds the certificate of %s, issued by %s."),
			   title, issuer);
	free(issuer);
	free(title);
	return -1;
}

static int refuse_dates(const struct cert *c, const char *label,
			struct report *report)
{
	char *title = cert_title(c);
	char *first = text_date(c->not_before), *last = text_date(c->not_after);

	report_add(report, FINDING_ROOT_OUT_OF_DATE, label,
		   _("The certificate of %s is valid from %s to %s."), title,
		   first, last);
	free(last);
	free(first);
	free(title);
	return -1;
}

static int refuse_key(const struct cert *c, enum finding_id id,
		      const char *label, struct report *report)
{
	char *title = cert_title(c), *kind = spki_text(&c->spki);

	report_add(report, id, label,
		   _("The key of %s is of the kind %s."), title, kind);
	free(kind);
	free(title);
	return -1;
}

/* A hash it is signed with is of no concern: nobody goes by that signature,
 * the fingerprint is what is compared. */
int root_judge(const struct cert *c, time_t now, const char *label,
	       struct report *report)
{
	struct chain alone = {.links = {c, c}, .n = 2};
	unsigned marks;

	if (!c->is_ca || !c->self_signed)
		return refuse(c, label, report);
	/* Below itself, so that it is looked at as an issuer. */
	chain_mark(&alone, now);
	marks = alone.marks[1];
	if (marks & LINK_NO_CERT_SIGN)
		return refuse(c, label, report);
	if (marks & (LINK_EXPIRED | LINK_NOT_YET))
		return refuse_dates(c, label, report);
	if (marks & LINK_WEAK_KEY)
		return refuse_key(c, FINDING_TRUST_CA_WEAK_KEY, label, report);
	if (weak_is_roca(&c->spki) || weak_has_close_primes(&c->spki))
		return refuse_key(c, FINDING_KEY_WEAK_KNOWN, label, report);
	return 0;
}

/* --- picking ------------------------------------------------------------ */

static bool is_root(const struct cert *c)
{
	return c->is_ca && c->self_signed;
}

/* What speaks most of where the file comes from: an issuer before a person. */
static const struct cert *most_like(const struct cert_list *certs)
{
	for (size_t i = 0; i < certs->n; i++)
		if (certs->items[i]->is_ca)
			return certs->items[i];
	return certs->items[0];
}

static int refuse_several(const struct cert_list *certs, const char *label,
			  struct report *report)
{
	enum { NAMED_MAX = 5 };
	struct buf names = {0};
	size_t n = 0;

	for (size_t i = 0; i < certs->n; i++) {
		char *title;

		if (!is_root(certs->items[i]) || n++ >= NAMED_MAX)
			continue;
		title = cert_title(certs->items[i]);
		buf_addf(&names, "%s%s", n > 1 ? ", " : "", title);
		free(title);
	}
	report_add(report, FINDING_ROOT_SEVERAL, label,
		   n > NAMED_MAX ? _("They are %s and others.")
				 : _("They are %s."),
		   names.data);
	buf_clear(&names);
	return -1;
}

int roots_pick(const struct cert_list *certs, const char *digits,
	       const char *label, const struct cert **out,
	       struct report *report)
{
	char *clean = digits ? digits_of(digits) : NULL;
	const struct cert *first = NULL, *fits = NULL;
	size_t n = 0, fitting = 0;

	for (size_t i = 0; i < certs->n; i++) {
		const struct cert *c = certs->items[i];

		if (!is_root(c))
			continue;
		first = n++ ? first : c;
		if (clean && root_has_digits(c, clean))
			fits = fitting++ ? fits : c;
	}
	free(clean);
	if (n == 0)
		return refuse(most_like(certs), label, report);
	if (n > 1 && fitting != 1)
		return refuse_several(certs, label, report);
	*out = n > 1 ? fits : first;
	return 0;
}
