/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an identity ends soon, and the next act. */
#include "journey/identity/expiry.h"

#include <stdlib.h>

#include "base/text.h"

static enum ending_kind kind_of(const struct chain *chain, size_t i)
{
	if (i == 0)
		return ENDING_CERTIFICATE;
	return i + 1 == chain->n && chain->end == CHAIN_ROOT
		       ? ENDING_ROOT
		       : ENDING_INTERMEDIATE;
}

void expiry_find(const struct facts *f, long days, struct endings *out)
{
	const double seconds = (double)days * 24 * 60 * 60;

	*out = (struct endings){0};
	for (size_t i = 0; f->leaf && i < f->chain.n; i++) {
		const struct cert *c = f->chain.links[i];

		if (difftime(c->not_after, f->now) > seconds)
			continue;
		out->items[out->n++] = (struct ending){
			kind_of(&f->chain, i), c,
			text_days_until(c->not_after, f->now)};
	}
}

const char *ending_name(enum ending_kind kind)
{
	static const char *const names[] = {"certificate", "intermediate",
					    "root"};

	return names[kind];
}

/* Whose it is, as the subject of a sentence. */
static char *owner_of(const struct ending *e)
{
	char *title, *words;

	if (e->kind == ENDING_CERTIFICATE)
		return xstrdup(_("Your certificate"));
	title = cert_title(e->cert);
	words = xasprintf(e->kind == ENDING_ROOT
				  ? _("The root certificate of %s")
				  : _("The issuer's certificate of %s"),
			  title);
	free(title);
	return words;
}

char *ending_text(const struct ending *e)
{
	char *owner = owner_of(e), *last = text_date(e->cert->not_after);
	char *text;

	if (e->days < 0)
		text = xasprintf(_("%s: it ended on %s."), owner, last);
	else
		text = xasprintf(trn("%s: it ends on %s, in %ld day.",
				     "%s: it ends on %s, in %ld days.",
				     (unsigned long)e->days),
				 owner, last, e->days);
	free(last);
	free(owner);
	return text;
}

const char *ending_act(const struct ending *e, const struct facts *f)
{
	switch (e->kind) {
	case ENDING_INTERMEDIATE:
		return _("Get the issuer's newer certificate of this name, "
			 "and bring it: smime-setup import FILE");
	case ENDING_ROOT:
		return _("Ask the issuer for a certificate under its newer "
			 "root, and trust that root on each device.");
	default:
		return f->renewing
			       ? _("A new one was asked for. Bring the issuer's "
				   "answer: smime-setup import FILE")
			       : _("Ask for a new one: smime-setup renew");
	}
}
