/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's own files, names and fingerprints for a hand-over sheet. */
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/guide/guide-impl.h"
#include "journey/identity/workspace.h"
#include "rules/store.h"

/* Bundles are called FINGERPRINT-PLACE.p12. */
static bool is_for(const char *bundle, const char *place, size_t n)
{
	const char *dash = strchr(bundle, '-');

	return dash && strncmp(dash + 1, place, n) == 0 &&
	       strcmp(dash + 1 + n, ".p12") == 0;
}

/* The best bundle for the program; NULL where there is none. */
static const char *find_bundle(const struct strlist *bundles, const char *fits)
{
	while (*fits) {
		size_t n = strcspn(fits, " ");

		for (size_t i = 0; i < bundles->n; i++)
			if (is_for(bundles->items[i], fits, n))
				return bundles->items[i];
		fits += n + strspn(fits + n, " ");
	}
	return NULL;
}

static void fill_bundle(const char *fits, const struct facts *f,
			struct guide_own *own)
{
	const char *name = f ? find_bundle(&f->bundles, fits) : NULL;

	if (!name) {
		own->file = xstrdup(f && f->address ? "mail.p12"
						    : _("<your file>.p12"));
		return;
	}
	own->file = text_safe_str(name);
	own->has_bundle = true;
}

static bool is_known(enum guide_list list, const struct cert *root)
{
	switch (list) {
	case LIST_APPLE:
		return store_find(store_apple(), root) == STORE_EMAIL;
	case LIST_MOZILLA:
		return store_find(store_mozilla(), root) == STORE_EMAIL;
	case LIST_PUBLIC:
		return store_is_public(root);
	default:
		return false;
	}
}

static void fill_root(enum guide_list list, const struct facts *f,
		      struct guide_own *own)
{
	if (f && f->leaf && f->chain.n && f->chain.end == CHAIN_ROOT)
		own->root_cert = f->chain.links[f->chain.n - 1];
	own->root = xstrdup(own->root_cert ? WS_ROOT : _("<root>.crt"));
	if (!own->root_cert) {
		own->rootname = xstrdup(_("<name of the root>"));
		own->root_is = ROOT_ABSENT;
		return;
	}
	own->rootname = cert_title(own->root_cert);
	own->root_is =
		is_known(list, own->root_cert) ? ROOT_KNOWN : ROOT_BROUGHT;
}

void guide_own_fill(const char *fits, enum guide_list list,
		    const struct facts *f, struct guide_own *own)
{
	*own = (struct guide_own){0};
	own->address = f && f->address ? text_safe_str(f->address)
				       : xstrdup(_("<your address>"));
	own->dir = f && f->path ? text_safe_full(f->path, strlen(f->path))
				: xstrdup(_("<folder of your identity>"));
	fill_bundle(fits, f, own);
	fill_root(list, f, own);
	own->is = own->root_is == ROOT_KNOWN ? WHEN_KNOWN : WHEN_BROUGHT;
	own->is |= f && f->leaf && !f->pool.n ? WHEN_ALONE : WHEN_CHAIN;
	if (f && f->leaf && f->leaf->spki.algo != ALGO_RSA)
		own->is |= WHEN_EC;
}

void guide_own_clear(struct guide_own *own)
{
	free(own->address);
	free(own->file);
	free(own->root);
	free(own->rootname);
	free(own->dir);
	*own = (struct guide_own){0};
}

/* For a POSIX shell: in single quotes where anything could be acted upon. */
static void add_quoted(struct buf *b, const char *word)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789@%+=:,./_-";

	if (*word != '-' && word[strspn(word, plain)] == '\0') {
		buf_adds(b, word);
		return;
	}
	buf_addc(b, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			buf_adds(b, "'\\''");
		else
			buf_addc(b, *word);
	}
	buf_addc(b, '\'');
}

char *guide_own_text(const struct guide_own *own, const char *text, bool code)
{
	const struct {
		const char *name, *value;
	} words[] = {
		{"{address}", own->address}, {"{file}", own->file},
		{"{root}", own->root},       {"{rootname}", own->rootname},
		{"{dir}", own->dir},
	};
	struct buf b = {0};

	while (*text) {
		size_t n = 0;

		for (size_t i = 0; i < ARRAY_LEN(words) && !n; i++) {
			if (strncmp(text, words[i].name,
				    strlen(words[i].name)) != 0)
				continue;
			n = strlen(words[i].name);
			if (code)
				add_quoted(&b, words[i].value);
			else
				buf_adds(&b, words[i].value);
		}
		if (!n)
			buf_addc(&b, *text);
		text += n ? n : 1;
	}
	return buf_take(&b);
}
