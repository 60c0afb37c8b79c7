/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that may be meant when another one was written. */
#include "x509/lookalike.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "base/text-alike.h"
#include "base/text.h"

static size_t local_len(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? (size_t)(at - address) : strlen(address);
}

char *address_in_letters(const char *address)
{
	size_t n = local_len(address);
	const char *domain = address[n] ? address + n + 1 : "";
	gnutls_datum_t letters = {0};
	char *out;

	if (!*domain ||
	    gnutls_idna_reverse_map(domain, (unsigned)strlen(domain), &letters,
				    0) < 0)
		return xstrdup(address);
	out = xasprintf("%.*s@%.*s", (int)n, address, (int)letters.size,
			(const char *)letters.data);
	gnutls_free(letters.data);
	return out;
}

/* Without a tag and dots before the @. */
static char *untagged(const char *address)
{
	size_t n = local_len(address);
	struct buf out = {0};

	for (size_t i = 0; i < n && (address[i] != '+' || i == 0); i++)
		if (address[i] != '.')
			buf_addc(&out, address[i]);
	buf_adds(&out, address + n);
	return buf_take(&out);
}

char *address_alike(const char *address)
{
	char *letters = address_in_letters(address);
	char *bare = untagged(letters);
	char *out = text_alike(bare);

	free(bare);
	free(letters);
	return out;
}

static bool same_after(char *(*change)(const char *), char **a, char **b)
{
	char *x = change(*a), *y = change(*b);

	free(*a);
	free(*b);
	*a = x;
	*b = y;
	return strcmp(x, y) == 0;
}

enum address_difference address_difference(const char *a, const char *b)
{
	static const struct {
		char *(*change)(const char *);
		enum address_difference is;
	} steps[] = {{xstrdup, DIFFERS_NOT},
		     {text_fold, DIFFERS_CASE},
		     {address_in_letters, DIFFERS_IDN},
		     {untagged, DIFFERS_TAG},
		     {text_alike, DIFFERS_LETTERS}};
	enum address_difference is = DIFFERS_OTHERWISE;
	char *x = xstrdup(a), *y = xstrdup(b);

	for (size_t i = 0;
	     i < ARRAY_LEN(steps) && is == DIFFERS_OTHERWISE; i++)
		if (same_after(steps[i].change, &x, &y))
			is = steps[i].is;
	free(x);
	free(y);
	return is;
}
