/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet of a place: what is needed, then part by part. */
#include "journey/guide/guide.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/guide/guide-impl.h"
#include "journey/identity/workspace.h"
#include "journey/page/show.h"

struct guide {
	struct guide_row row;
	const char *fits;
	enum guide_list list;
	enum guide_when release;
	const struct guide_text *texts;
};

static const struct guide guides[] = {
#define GUIDE(name, title, place, fits, list, release, texts)                  \
	{{name, title, place},                                                 \
	 fits,                                                                 \
	 LIST_##list,                                                          \
	 WHEN_##release,                                                       \
	 guide_##texts},
#include "journey/guide/guide-list.h"
#undef GUIDE
};

static const char *const part_titles[PART_COUNT] = {
	[PART_IMPORT] = N_("Import the bundle"),
	[PART_TRUST] = N_("Trust the root"),
	[PART_SELECT] = N_("Select it in the account"),
	[PART_USE] = N_("Sign and encrypt"),
	[PART_SEEN] = N_("What you see when it works"),
	[PART_OTHERS] = N_("How others get your certificate"),
	[PART_TROUBLE] = N_("If it does not work, look here"),
	[PART_AFTER] = N_("Afterwards"),
	[PART_COMMANDS] = N_("The same by commands"),
};

size_t guide_count(void)
{
	return ARRAY_LEN(guides);
}

const struct guide_row *guide_at(size_t i)
{
	return &guides[i].row;
}

static const struct guide *find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(guides); i++)
		if (strcmp(guides[i].row.name, name) == 0)
			return &guides[i];
	return NULL;
}

const struct guide_row *guide_by_name(const char *name)
{
	const struct guide *g = find(name);

	return g ? &g->row : NULL;
}

/* One sheet being written. */
struct writing {
	const struct guide *guide;
	const struct facts *facts; /* or NULL */
	struct guide_own own;
	int step;
	struct page *out;
};

static void add(struct writing *w, enum role role, const char *text)
{
	char *own = guide_own_text(&w->own, tr(text), false);

	page_add(w->out, role, "%s", own);
	free(own);
}

static void add_code(struct writing *w, const char *text)
{
	char *own = guide_own_text(&w->own, text, true);

	page_add(w->out, ROLE_CODE, "  %s", own);
	free(own);
}

static void add_step(struct writing *w, const char *text)
{
	char *own = guide_own_text(&w->own, tr(text), false);
	char *label = xasprintf(_("Step %d"), ++w->step);

	page_field(w->out, label, "%s", own);
	free(label);
	free(own);
}

static void add_question(struct writing *w, const struct guide_text *t)
{
	char *question = guide_own_text(&w->own, tr(t->text), false);
	char *answer = guide_own_text(&w->own, tr(t->then), false);

	if (w->out->lines[w->out->n - 1].role != ROLE_TITLE)
		page_gap(w->out);
	page_field(w->out, _("Ask"), "%s", question);
	page_field(w->out, _("Then"), "%s", answer);
	free(question);
	free(answer);
}

static void add_text(struct writing *w, const struct guide_text *t)
{
	switch (t->kind) {
	case KIND_TEXT:
		add(w, ROLE_TEXT, t->text);
		break;
	case KIND_WARN:
		add(w, ROLE_WARN, t->text);
		break;
	case KIND_STEP:
		add_step(w, t->text);
		break;
	case KIND_SEEN:
		add(w, ROLE_DONE, t->text);
		break;
	case KIND_ASK:
		add_question(w, t);
		break;
	case KIND_CODE:
		add_code(w, t->text);
		break;
	}
}

static void add_texts(struct writing *w, enum guide_part part,
		      const struct guide_text *t)
{
	unsigned is = w->own.is | w->guide->release;

	for (; t->text; t++)
		if (t->part == part && (t->when & ~is) == 0)
			add_text(w, t);
}

/* Each of the three is a step of its own: having done one does not do the
 * next, and most of what goes wrong is one that was left out. */
static void show_head(struct writing *w)
{
	page_add(w->out, ROLE_TITLE, _("Hand-over sheet: %s"),
		 tr(w->guide->row.title));
	add(w, ROLE_TEXT,
	    N_("This sheet brings the certificate of {address} into the mail "
	       "program. Three things have to be done, each by itself: the "
	       "bundle is imported, the issuer's root is trusted, and the "
	       "certificate is selected in the account."));
	add(w, ROLE_HINT,
	    N_("Menus are named as in English; in your release a word may "
	       "differ."));
	add_texts(w, PART_HEAD, w->guide->texts);
}

static void show_certificate_needed(struct writing *w)
{
	const struct facts *f = w->facts;
	char *until;

	page_field(w->out, _("Address"), "%s", w->own.address);
	if (!f || !f->leaf) {
		add(w, ROLE_TODO,
		    N_("The certificate is not here yet. smime-setup leads to "
		       "it; what stands in <> is filled in then."));
		return;
	}
	until = text_date(f->leaf->not_after);
	page_field(w->out, _("Certificate"), _("valid until %s"), until);
	show_fingerprint(f->leaf, w->out);
	free(until);
}

static void show_export(struct writing *w, const char *more)
{
	char *code = xasprintf("smime-setup export --for %s%s -o mail.p12 \\",
			       w->guide->row.place, more);

	add_code(w, code);
	add_code(w, "    --identity {address}");
	free(code);
}

static void show_bundle_needed(struct writing *w)
{
	page_gap(w->out);
	add(w, ROLE_TEXT,
	    N_("The bundle holds your key and your certificate:"));
	if (w->own.has_bundle) {
		page_field(w->out, _("File"), "%s", w->own.file);
		page_field(w->out, _("Folder"), "%s/%s", w->own.dir,
			   WS_BUNDLES);
	} else {
		add(w, ROLE_TODO,
		    N_("It is not written yet in a form for this device. This "
		       "command writes it as mail.p12 and shows its password "
		       "once:"));
		show_export(w, "");
	}
	add(w, ROLE_TEXT,
	    N_("Its password was shown once, when the bundle was written, and "
	       "does not stand on this sheet. If it is lost, write the bundle "
	       "again. Never send the file and its password by the same "
	       "way."));
	if (!w->facts || !w->facts->old.n)
		return;
	add(w, ROLE_HINT,
	    N_("You have renewed: mail from before was encrypted to an older "
	       "key. For a device that does not have it yet, this bundle holds "
	       "all of them:"));
	show_export(w, " --with-old");
}

static void show_root_file(struct writing *w)
{
	page_field(w->out, _("Root"), "%s", w->own.rootname);
	page_field(w->out, _("File"), "%s", w->own.root);
	page_field(w->out, _("Folder"), "%s/%s", w->own.dir, WS_HANDOVER);
	show_fingerprint(w->own.root_cert, w->out);
	if (!w->facts->handed_time)
		add(w, ROLE_TODO,
		    N_("The file is not written yet: the step Hand over of "
		       "smime-setup does it."));
}

static void show_root_needed(struct writing *w)
{
	page_gap(w->out);
	if (w->own.root_is == ROOT_KNOWN) {
		add(w, ROLE_TEXT,
		    N_("The root, the certificate at the top of your issuer's "
		       "chain, is \"{rootname}\". It is public."));
		return;
	}
	if (w->own.root_is == ROOT_ABSENT) {
		add(w, ROLE_WARN,
		    N_("The root, the certificate at the top of your issuer's "
		       "chain, is not here, so it is open whether it has to be "
		       "installed. With a public issuer you may pass over the "
		       "part on trust."));
		return;
	}
	add(w, ROLE_TEXT,
	    N_("The root is the certificate of your issuer. It is no secret, "
	       "but "
	       "it has to be the right one: compare its fingerprint (SHA-256) "
	       "where this sheet says so."));
	show_root_file(w);
}

/* Apple's devices take all of it in one file, too. */
static void show_profile(struct writing *w)
{
	if (w->guide->list != LIST_APPLE)
		return;
	page_gap(w->out);
	add(w, ROLE_TEXT,
	    N_("Or all in one file: a profile brings root, issuers' "
	       "certificates "
	       "and, by --with-identity, the bundle; its password is asked for "
	       "on the device. It takes the place of the files in the "
	       "parts on import and on trust; a root still has to be switched "
	       "on."));
	add_code(w,
		 "smime-setup profile -o mail.mobileconfig --with-identity \\");
	add_code(w, "    --identity {address}");
}

static void show_part(struct writing *w, enum guide_part part)
{
	page_gap(w->out);
	page_add(w->out, ROLE_TITLE, "%s", tr(part_titles[part]));
	add_texts(w, part, guide_before);
	add_texts(w, part, w->guide->texts);
	add_texts(w, part, guide_behind);
}

void guide_show(const struct guide_row *guide, const struct facts *f,
		struct page *out)
{
	struct writing w = {.guide = find(guide->name), .out = out};

	w.facts = f && f->address ? f : NULL;
	guide_own_fill(w.guide->fits, w.guide->list, w.facts, &w.own);
	show_head(&w);
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("What you need"));
	show_certificate_needed(&w);
	show_bundle_needed(&w);
	show_root_needed(&w);
	show_profile(&w);
	for (int part = PART_IMPORT; part < PART_COUNT; part++)
		show_part(&w, (enum guide_part)part);
	guide_own_clear(&w.own);
}
