/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A root on a page: what to compare before it is trusted. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "x509/gtls.h"

enum { SHA1_LEN = 20, LINE_BYTES = 16, GROUP_BYTES = 2 };

/* "AB12 34CD ...", as it is read aloud; the caller frees. */
static char *groups(const unsigned char *bytes, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i += GROUP_BYTES) {
		char *group = hex_text(bytes + i, GROUP_BYTES, 0);

		buf_addf(&out, "%s%s", i ? " " : "", group);
		free(group);
	}
	return buf_take(&out);
}

static void show_print(const char *label, const unsigned char *bytes, size_t n,
		       struct page *out)
{
	for (size_t i = 0; i < n; i += LINE_BYTES) {
		size_t left = n - i;
		char *text = groups(bytes + i,
				    left < LINE_BYTES ? left : LINE_BYTES);

		page_field(out, i ? "" : label, "%s", text);
		free(text);
	}
}

static void show_prints(const struct cert *c, struct page *out)
{
	unsigned char old[SHA1_LEN];

	gtls_sha1(c->der.data, c->der.len, old);
	show_print("SHA-256", c->fingerprint, FINGERPRINT_LEN, out);
	show_print("SHA-1", old, SHA1_LEN, out);
}

static void show_first(const char *label, const unsigned char *bytes,
		       struct page *out)
{
	char *text = groups(bytes, ROOT_DIGITS_GIVEN / 2);

	page_field(out, label, "%s ...", text);
	free(text);
}

void root_digits_page(const struct cert *c, struct page *out)
{
	unsigned char old[SHA1_LEN];

	gtls_sha1(c->der.data, c->der.len, old);
	show_first("SHA-256", c->fingerprint, out);
	show_first("SHA-1", old, out);
}

static void show_names(const struct cert *c, struct page *out)
{
	struct buf names = {0};
	char *title = cert_title(c);

	page_field(out, c->is_ca && c->self_signed ? _("Root")
						   : _("Certificate"),
		   "%s", title);
	for (size_t i = 0; i < c->subject.n; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", c->subject.items[i]);
	if (c->subject.n > 1)
		page_field(out, _("Full name"), "%s", names.data);
	buf_clear(&names);
	free(title);
}

static void show_dates(const struct cert *c, time_t now, struct page *out)
{
	char *from = text_date(c->not_before), *to = text_date(c->not_after);

	page_field(out, _("Valid"), _("%s to %s"), from, to);
	if (c->not_before > now)
		page_add(out, ROLE_BAD, "%s", _("It is not valid yet."));
	else if (c->not_after < now)
		page_add(out, ROLE_BAD, _("It ran out on %s."), to);
	free(to);
	free(from);
}

void root_page(const struct cert *c, time_t now, struct page *out)
{
	show_names(c, out);
	show_dates(c, now, out);
	show_prints(c, out);
	page_add(out, ROLE_TODO, "%s",
		 _("Get the fingerprint from the issuer itself: from its web "
		   "page, by telephone, or from the colleague who runs it. "
		   "Not from the mail that this file came with."));
	page_add(out, ROLE_HINT, "%s",
		 _("Whoever holds this root can make certificates for any "
		   "address, and you would trust them. A forged one looks the "
		   "same but for these digits."));
}

bool root_is_missed(enum finding_id id)
{
	static const enum finding_id missed[] = {
		FINDING_TRUST_ROOT_UNKNOWN,	  FINDING_TRUST_CHAIN_INCOMPLETE,
		FINDING_RCPT_UNTRUSTED,		  FINDING_MSG_SIGN_UNTRUSTED,
		FINDING_RCPT_MISSING_INTERMEDIATE, FINDING_MSG_SIGN_NO_CHAIN,
	};

	for (size_t i = 0; i < ARRAY_LEN(missed); i++)
		if (missed[i] == id)
			return true;
	return false;
}

bool roots_are_missed(const struct report *found)
{
	for (size_t i = 0; i < found->n; i++)
		if (root_is_missed(found->items[i].id))
			return true;
	return false;
}

bool root_is_trouble(enum finding_id id)
{
	return id == FINDING_ROOT_FILE_IGNORED ||
	       id == FINDING_ROOT_FILE_PART || id == FINDING_ROOT_FILE_ODD;
}

void roots_show_trouble(const struct report *found, struct page *out)
{
	for (size_t i = 0; i < found->n; i++) {
		if (!root_is_trouble(found->items[i].id))
			continue;
		page_gap(out);
		page_finding(out, &found->items[i]);
	}
}

void roots_list_page(const struct root_list *l, time_t now, struct page *out)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct root *root = &l->items[i];
		char *path;

		if (i)
			page_gap(out);
		show_names(root->cert, out);
		show_dates(root->cert, now, out);
		show_prints(root->cert, out);
		path = text_safe_full(root->path, strlen(root->path));
		page_field(out, _("File"), "%s", path);
		free(path);
		if (root->is_own)
			page_add(out, ROLE_TEXT, "%s",
				 _("It is that of your own authority."));
	}
	if (l->n == 0)
		page_add(out, ROLE_TEXT, "%s",
			 _("There is no root here that you chose to trust."));
}
