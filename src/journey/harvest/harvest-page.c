/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of a scan, in sentences. */
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/harvest/harvest.h"

static const struct {
	const char *name, *words;
} reasons[] = {
	[HARVEST_UNREADABLE] = {"unreadable", N_("It cannot be read.")},
	[HARVEST_LINK] = {"link", N_("It is a link, which is not followed. If "
				     "you mean it, name what it leads to.")},
	[HARVEST_NOT_REGULAR] = {"not-a-file",
				 N_("It is a pipe, a device or a socket.")},
	[HARVEST_TOO_DEEP] = {"too-deep", N_("It is a folder inside of more "
					     "than 32 others.")},
	[HARVEST_NO_MAIL] = {"no-mail", N_("It is no mail.")},
	[HARVEST_PARTS] = {"too-many-parts",
			   N_("This letter has more parts than are looked "
			      "at.")},
};

static const struct {
	const char *name, *words;
} fates[] = {
	[SIGNERS_GOOD] = {"good", NULL},
	[SIGNERS_ENCRYPTED] = {"encrypted", NULL},
	[SIGNERS_FORWARDED] = {"forwarded", NULL},
	[SIGNERS_NONE] = {"not-signed", NULL},
	[SIGNERS_CHANGED] = {"changed",
			     N_("The text is not the one that was signed.")},
	[SIGNERS_FORGED] = {"forged",
			    N_("The signature was not made with the key of its "
			       "certificate, or was damaged itself.")},
	[SIGNERS_NO_CERT] = {"no-certificate",
			     N_("The signer's own certificate is not "
				"included.")},
	[SIGNERS_UNKNOWN] = {"unknown-method",
			     N_("The way it was signed is not known here, or "
				"what was signed is missing.")},
	[SIGNERS_DAMAGED] = {"damaged", N_("The signature is damaged or cut "
					   "off.")},
};

const char *harvest_reason_name(enum harvest_reason r)
{
	return reasons[r].name;
}

const char *harvest_fate_name(enum signers_fate f)
{
	return fates[f].name;
}

static size_t not_good(const struct harvest *h)
{
	size_t n = 0;

	for (size_t i = SIGNERS_CHANGED; i < SIGNERS_FATES; i++)
		n += h->fates[i];
	return n;
}

/* Folders of mail programs hold other files too: these are only counted. */
static size_t passed(const struct harvest *h)
{
	size_t n = 0;

	for (size_t i = 0; i < HARVEST_REASONS; i++)
		if (i != HARVEST_NO_MAIL)
			n += h->passed[i];
	return n;
}

static void add_found(const struct harvest *h, struct page *out)
{
	if (h->fresh)
		page_add(out, ROLE_DONE,
			 trn("%zu new certificate is in the address book.",
			     "%zu new certificates are in the address book.",
			     h->fresh),
			 h->fresh);
	else if (h->letters + h->known == 0 && !h->is_stopped)
		page_add(out, ROLE_WARN, "%s", _("No mail was found there."));
	else
		page_add(out, ROLE_DONE, "%s",
			 _("There is no certificate that was not in the "
			   "address book before."));
	if (h->is_stopped)
		page_add(out, ROLE_TODO, "%s",
			 _("It was stopped. What was found so far is kept, and "
			   "the next scan goes on from there."));
}

static void add_counts(const struct harvest *h, struct page *out)
{
	page_field(out, _("Files read"), "%zu", h->files);
	if (h->known)
		page_field(out, _("Read before, and unchanged"), "%zu",
			   h->known);
	page_field(out, _("Letters in them"), "%zu", h->letters);
	page_field(out, _("Good signatures"), "%zu", h->fates[SIGNERS_GOOD]);
}

static void add_forwarded(size_t n, bool is_screen, struct page *out)
{
	if (n && is_screen)
		page_add(out, ROLE_TEXT,
			 trn("%zu signed letter is inside of one that was "
			     "forwarded, and was not looked at.",
			     "%zu signed letters are inside of others that were "
			     "forwarded, and were not looked at.",
			     n),
			 n);
	else if (n)
		page_add(out, ROLE_TEXT,
			 trn("%zu signed letter is inside of one that was "
			     "forwarded. --forwarded reads such letters too.",
			     "%zu signed letters are inside of others that were "
			     "forwarded. --forwarded reads such letters too.",
			     n),
			 n);
}

static void add_left(const struct harvest *h, bool is_screen,
		     struct page *out)
{
	size_t n = not_good(h);

	if (n)
		page_add(out, ROLE_WARN,
			 trn("%zu signature is not good. Nothing was taken from "
			     "it.",
			     "%zu signatures are not good. Nothing was taken "
			     "from them.",
			     n),
			 n);
	n = h->fates[SIGNERS_ENCRYPTED];
	if (n)
		page_add(out, ROLE_TEXT,
			 trn("%zu letter is encrypted. Who signed it cannot be "
			     "seen from outside.",
			     "%zu letters are encrypted. Who signed them cannot "
			     "be seen from outside.",
			     n),
			 n);
	add_forwarded(h->fates[SIGNERS_FORWARDED], is_screen, out);
	n = h->passed[HARVEST_NO_MAIL];
	if (n)
		page_add(out, ROLE_TEXT,
			 trn("%zu file is no mail.", "%zu files are no mail.",
			     n),
			 n);
	n = passed(h);
	if (n)
		page_add(out, ROLE_WARN,
			 trn("%zu thing was passed over.",
			     "%zu things were passed over.", n),
			 n);
}

static void add_note(const struct harvest_note *n,
		     const struct harvest_style *style, struct page *out)
{
	char *brief = path_short(style->user_home, n->path);
	char *path = text_safe_full(brief, strlen(brief));
	const char *words = n->fate ? fates[n->fate].words
				    : reasons[n->reason].words;
	char *why = n->error && !n->fate && n->reason == HARVEST_UNREADABLE
			    ? text_safe_str(strerror(n->error))
			    : xstrdup(tr(words));

	char *place = n->at > 0 ? xasprintf(_("%s, from byte %lld"), path, n->at)
				: xstrdup(path);

	page_add(out, style->is_screen ? ROLE_TEXT : ROLE_CODE, _("%s: %s"),
		 place, why);
	free(place);
	free(why);
	free(path);
	free(brief);
}

void harvest_page(const struct harvest *h, const struct harvest_style *style,
		  struct page *out)
{
	bool fits = style->all || h->nnotes < HARVEST_FEW;
	size_t shown = fits ? h->nnotes : HARVEST_FEW;

	/* Where nothing could be read, there is nothing to be content with. */
	if (h->files + h->known > 0 || h->nnotes == 0)
		add_found(h, out);
	add_counts(h, out);
	add_left(h, style->is_screen, out);
	for (size_t i = 0; i < shown; i++)
		if (!h->notes[i].is_told)
			add_note(&h->notes[i], style, out);
	if (shown < h->nnotes)
		page_add(out, ROLE_HINT,
			 _("Only the first %zu are listed. -v lists more."),
			 shown);
	else if (not_good(h) + passed(h) > shown)
		page_add(out, ROLE_HINT, _("Only the first %zu are listed."),
			 shown);
}
