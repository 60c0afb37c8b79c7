/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail addresses: taken apart, checked, compared by level. */
#include "x509/address.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "base/text.h"

/* RFC 5321 section 4.5.3.1, and its erratum 1690 for the whole. */
enum { ADDRESS_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63 };

static const char blanks[] = " \t\r\n";
static const char alnum[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* tolower() asks the locale, and in Turkish I has no lower i. */
static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ascii_same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
		if (!a[i])
			break;
	}
	return true;
}

/* Characters that tell what was copied along; in order of how much they say. */
static const struct {
	const char *characters, *why;
} strangers[] = {
    {"<>", N_("Enter the address alone, without a name before it and without "
	      "angle brackets.")},
    {",;", N_("Enter one address at a time.")},
    {"\"", N_("Addresses with quotation marks cannot be used for S/MIME.")},
    {"()", N_("Addresses with brackets cannot be used for S/MIME.")},
    {" \t\r\n", N_("There is a blank in it.")},
    {"\\", N_("There is a backslash in it.")},
};

/* Why the whole cannot be an address, whatever stands on which side. */
static const char *whole_fault(const char *s)
{
	const char *at = strchr(s, '@');

	if (!*s)
		return N_("There is nothing in it.");
	if (!text_is_utf8(s, strlen(s)))
		return N_("It is not valid UTF-8 text.");
	if (ascii_same(s, "mailto:", strlen("mailto:")))
		return N_("Leave out \"mailto:\" and enter just the address.");
	for (size_t i = 0; i < ARRAY_LEN(strangers); i++)
		if (strpbrk(s, strangers[i].characters))
			return strangers[i].why;
	if (text_has_hidden(s))
		return N_("There is a character in it that cannot be seen.");
	if (!at)
		return N_("There is no @ in it.");
	if (strchr(at + 1, '@'))
		return N_("There is more than one @ in it.");
	return NULL;
}

/* Dot-string, RFC 5321 section 4.1.2. */
static const char *local_fault(const char *s, size_t n)
{
	static const char others[] = "!#$%&'*+-/=?^_`{|}~.";

	if (n == 0)
		return N_("There is nothing before the @.");
	if (n > LOCAL_MAX)
		return N_(
		    "What stands before the @ is longer than 64 characters.");
	if (s[0] == '.' || s[n - 1] == '.')
		return N_(
		    "What stands before the @ begins or ends with a dot.");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return N_("There are two dots in a row.");
		if (!strchr(alnum, s[i]) && !strchr(others, s[i]))
			return N_("There is a character before the @ that mail "
				  "addresses cannot have.");
	}
	return NULL;
}

static const char *label_fault(const char *s, size_t n)
{
	if (n == 0)
		return N_("There are two dots in a row behind the @, or a dot "
			  "at its beginning or end.");
	if (n > LABEL_MAX)
		return N_("A part of the domain is longer than 63 characters.");
	if (s[0] == '-' || s[n - 1] == '-')
		return N_("A part of the domain begins or ends with a hyphen.");
	for (size_t i = 0; i < n; i++)
		if (!strchr(alnum, s[i]) && s[i] != '-')
			return N_("There is a character behind the @ that "
				  "domains cannot have.");
	return NULL;
}

/* A domain that is ASCII already; RFC 1123 section 2.1. */
static const char *domain_fault(const char *s)
{
	const char *fault = NULL;
	bool dotted = strchr(s, '.') != NULL;
	size_t n = 0;

	if (!*s)
		return N_("There is nothing behind the @.");
	if (*s == '[')
		return N_("A number cannot stand for the domain; enter its "
			  "name.");
	if (!dotted)
		return N_("The domain behind the @ has no dot: a part like "
			  ".org is missing.");
	do {
		n = strcspn(s, ".");
		fault = label_fault(s, n);
		if (!s[n])
			break;
		s += n + 1;
	} while (!fault);
	if (!fault && strspn(s, "0123456789") == n)
		return N_("A number cannot stand for the domain; enter its "
			  "name.");
	return fault;
}

static bool has_punycode(const char *domain)
{
	for (; *domain; domain++)
		if (ascii_same(domain, "xn--", strlen("xn--")))
			return true;
	return false;
}

typedef int idna_fn(const char *in, unsigned n, gnutls_datum_t *out,
		    unsigned flags);

/* The caller frees; NULL where it cannot be converted. */
static char *idna(idna_fn *convert, const char *domain)
{
	gnutls_datum_t mapped = {0};
	char *out;

	if (convert(domain, (unsigned)strlen(domain), &mapped, 0) < 0)
		return NULL;
	out = xstrndup((const char *)mapped.data, mapped.size);
	gnutls_free(mapped.data);
	return out;
}

static void lower(char *s)
{
	for (; *s; s++)
		*s = ascii_lower(*s);
}

/* What an xn-- label says has to come out the same when it is written again:
 * the way back alone lets characters through that no domain may have. */
static bool is_round(const char *ascii)
{
	char *shown = idna(gnutls_idna_reverse_map, ascii);
	char *again = shown ? idna(gnutls_idna_map, shown) : NULL;
	bool same = again && strcmp(again, ascii) == 0;

	free(again);
	free(shown);
	return same;
}

/* A-labels in lower case; the caller frees. NULL where the domain cannot be
 * one (IDNA 2008 forbids a character, or an xn-- label is no Punycode). */
static char *domain_ascii(const char *domain)
{
	char *out, *plain = xstrdup(domain);

	lower(plain);
	if (text_is_ascii(plain) && !has_punycode(plain))
		return plain;
	out = idna(gnutls_idna_map, plain);
	free(plain);
	if (out && !is_round(out)) {
		free(out);
		out = NULL;
	}
	return out;
}

static int malformed(const char *typed, const char *why, struct report *report)
{
	return report_fail(report, FINDING_REQ_ADDRESS_MALFORMED, typed, "%s",
			   tr(why));
}

/* A warning where such an address is met; here nothing can be made of it, so
 * it weighs as much as every other refusal. */
static int nonascii_local(const char *address, struct report *report)
{
	report_add(report, FINDING_REQ_ADDRESS_NONASCII_LOCAL, address, "%s",
		   "");
	report->items[report->n - 1].severity = SEVERITY_BLOCKER;
	return -1;
}

static int clean(const char *address, char **out, struct report *report)
{
	const char *fault = whole_fault(address);
	size_t local = strcspn(address, "@");
	char *domain, *joined;

	if (fault)
		return malformed(address, fault, report);
	for (size_t i = 0; i < local; i++)
		if ((unsigned char)address[i] >= 0x80)
			return nonascii_local(address, report);
	fault = local_fault(address, local);
	if (fault)
		return malformed(address, fault, report);
	domain = domain_ascii(address + local + 1);
	if (domain)
		fault = domain_fault(domain);
	else
		fault = N_("The domain behind the @ has a character that "
			   "domains cannot have.");
	joined =
	    xasprintf("%.*s@%s", (int)local, address, domain ? domain : "");
	free(domain);
	if (!fault && strlen(joined) > ADDRESS_MAX)
		fault = N_("It is longer than 254 characters.");
	if (fault) {
		free(joined);
		return malformed(address, fault, report);
	}
	*out = joined;
	return 0;
}

int address_clean(const char *typed, char **out, struct report *report)
{
	size_t n;
	char *address;
	int r;

	typed += strspn(typed, blanks);
	n = strlen(typed);
	while (n && strchr(blanks, typed[n - 1]))
		n--;
	address = xstrndup(typed, n);
	r = clean(address, out, report);
	free(address);
	return r;
}

static bool domains_equal(const char *a, const char *b)
{
	char *x = domain_ascii(a);
	char *y = domain_ascii(b);
	bool same = x && y && strcmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}

static bool folded_equal(const char *a, size_t na, const char *b, size_t nb)
{
	char *copy_a = xstrndup(a, na), *copy_b = xstrndup(b, nb);
	char *x = text_fold(copy_a), *y = text_fold(copy_b);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	free(copy_a);
	free(copy_b);
	return same;
}

enum address_match address_compare(const char *a, const char *b)
{
	const char *at_a = strrchr(a, '@');
	const char *at_b = strrchr(b, '@');
	size_t na, nb;

	if (!at_a || !at_b || text_has_hidden(a) || text_has_hidden(b))
		return ADDRESS_DIFFERS;
	if (strcmp(a, b) == 0)
		return ADDRESS_EXACT;
	if (!domains_equal(at_a + 1, at_b + 1))
		return ADDRESS_DIFFERS;
	na = (size_t)(at_a - a);
	nb = (size_t)(at_b - b);
	if (na == nb && memcmp(a, b, na) == 0)
		return ADDRESS_DOMAIN;
	return folded_equal(a, na, b, nb) ? ADDRESS_FOLDED : ADDRESS_DIFFERS;
}

enum address_match address_in_list(const char *a, const struct strlist *list)
{
	enum address_match best = ADDRESS_DIFFERS;

	for (size_t i = 0; i < list->n; i++) {
		enum address_match match = address_compare(a, list->items[i]);

		if (match < best)
			best = match;
	}
	return best;
}
