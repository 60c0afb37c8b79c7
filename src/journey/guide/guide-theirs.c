/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet for somebody else's certificate: where a mail program takes it from,
 * and what is seen when it is there. */
/*
 * support.apple.com/102245 and 102339; Thunderbird's certificate manager;
 * support.microsoft.com on certificates of contacts; support.google.com/a/
 * answer/6374496; gpgsm(1).
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/guide/guide-impl.h"

static const struct guide_text from_mail[] = {
	TEXT(HEAD, ALWAYS,
	     N_("No file helps here: the device takes it from a signed mail "
		"of theirs, or from the directory of a company.")),
	STEP(IMPORT, ALWAYS,
	     N_("Ask {address} for a signed mail to the account on this "
		"device, and open it in Mail.")),
	STEP(IMPORT, ALWAYS,
	     N_("Tap the sender's name at the top, and once more, until View "
		"Certificate stands there. Tap that, then Install.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when the lock beside {address} is blue in a new "
		"mail. Red means that it is not used.")),
	TEXTS_END,
};

static const struct guide_text keychain[] = {
	TEXT(HEAD, ALWAYS,
	     N_("Mail on the Mac keeps it by itself once you have opened a "
		"signed mail of theirs. The file is for where there is none.")),
	STEP(IMPORT, ALWAYS,
	     N_("Open {file} by a double click. Where Keychain Access asks for "
		"a keychain, choose login.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when Keychain Access, login, Certificates shows "
		"{address}.")),
	STEP(USE, ALWAYS,
	     N_("Quit Mail and open it again, then write to {address}, letter "
		"by letter as in the certificate.")),
	SEEN(USE, ALWAYS,
	     N_("It is used when the lock in the new mail can be closed.")),
	TEXTS_END,
};

static const struct guide_text thunderbird[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Open Settings > Privacy & Security, scroll to Certificates, "
		"and click Manage Certificates.")),
	STEP(IMPORT, ALWAYS,
	     N_("On the page People click Import and choose {file}.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when {address} stands on that page.")),
	STEP(USE, ALWAYS,
	     N_("Write to {address}, and choose Encrypt in the menu of "
		"S/MIME.")),
	SEEN(USE, ALWAYS,
	     N_("It is used when View Message Security says that the "
		"certificate of {address} is valid.")),
	TEXTS_END,
};

static const struct guide_text outlook[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Open the contact of {address}, or make one with exactly this "
		"address.")),
	STEP(IMPORT, ALWAYS,
	     N_("On the ribbon, in the group Show, click Certificates, then "
		"Import, and choose {file}. Save and close the contact.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when the contact lists it under Certificates, "
		"and one of them as the default.")),
	STEP(USE, ALWAYS,
	     N_("Write to the contact, not to an address that Outlook has "
		"remembered, and choose Encrypt with S/MIME under Options.")),
	TEXTS_END,
};

static const struct guide_text gmail[] = {
	TEXT(HEAD, ALWAYS,
	     N_("No file helps here: Gmail takes it from a signed mail of "
		"theirs.")),
	STEP(IMPORT, ALWAYS,
	     N_("Ask {address} for a signed mail, and open it in Gmail.")),
	SEEN(USE, ALWAYS,
	     N_("It is used when the lock beside the address is green in a "
		"new mail to {address}.")),
	TEXTS_END,
};

static const struct guide_text evolution[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Open Edit > Preferences > Certificates, and there the page "
		"Contact Certificates.")),
	STEP(IMPORT, ALWAYS, N_("Click Import and choose {file}.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when {address} stands on that page.")),
	STEP(USE, ALWAYS,
	     N_("Write to {address}, and choose Options > S/MIME Encrypt.")),
	TEXTS_END,
};

static const struct guide_text gnupg[] = {
	STEP(IMPORT, ALWAYS, N_("On a terminal, this takes it in:")),
	CODE(IMPORT, ALWAYS, "gpgsm --import {file}"),
	SEEN(IMPORT, ALWAYS,
	     N_("It is there when the next command shows it, and used when "
		"its chain is shown as good.")),
	CODE(IMPORT, ALWAYS, "gpgsm --list-chain --with-validation {address}"),
	TEXTS_END,
};

static const struct guide_text android[] = {
	TEXT(HEAD, ALWAYS,
	     N_("It depends on the mail program: most take it from a signed "
		"mail of theirs, as soon as that was opened. Those that take "
		"a file have an import in the settings of S/MIME.")),
	STEP(IMPORT, ALWAYS,
	     N_("Ask {address} for a signed mail, and open it.")),
	STEP(IMPORT, ALWAYS,
	     N_("Where that is not enough, copy {file} to the device and "
		"import it in the program.")),
	TEXTS_END,
};

/* form: of recipients export; NULL: a file is of no use. */
static const struct theirs {
	const char *guide, *form;
	const struct guide_text *texts;
} sheets[] = {
	{"iphone", NULL, from_mail},	 {"iphone-17", NULL, from_mail},
	{"mac", "cer", keychain},	 {"mac-14", "cer", keychain},
	{"thunderbird", "cer", thunderbird}, {"outlook", "cer", outlook},
	{"gmail", NULL, gmail},		 {"evolution", "cer", evolution},
	{"gnupg", "p7c", gnupg},	 {"android", "cer", android},
};

static const struct theirs *sheet_of(const struct guide_row *guide)
{
	for (size_t i = 0; i < ARRAY_LEN(sheets); i++)
		if (strcmp(sheets[i].guide, guide->name) == 0)
			return &sheets[i];
	return &sheets[0];
}

static void add_code(const struct guide_own *own, const char *text,
		     struct page *out)
{
	char *code = guide_own_text(own, text, true);

	page_add(out, ROLE_CODE, "  %s", code);
	free(code);
}

static void add_texts(const struct guide_own *own,
		      const struct guide_text *t, struct page *out)
{
	static const enum role roles[] = {[KIND_TEXT] = ROLE_TEXT,
					  [KIND_WARN] = ROLE_WARN,
					  [KIND_SEEN] = ROLE_DONE,
					  [KIND_ASK] = ROLE_TEXT};
	int step = 0;

	for (; t->text; t++) {
		char *text = guide_own_text(own, tr(t->text), false);
		char *label;

		if (t->kind == KIND_CODE) {
			add_code(own, t->text, out);
		} else if (t->kind == KIND_STEP) {
			label = xasprintf(_("Step %d"), ++step);
			page_field(out, label, "%s", text);
			free(label);
		} else {
			page_add(out, roles[t->kind], "%s", text);
		}
		free(text);
	}
}

static void add_export(const struct guide_own *own, const char *form,
		       struct page *out)
{
	char *rest = xasprintf("    --as %s -o {file}", form);

	page_add(out, ROLE_TODO, "%s",
		 _("This command writes it as a file, out of your address "
		   "book:"));
	add_code(own, "smime-setup recipients export {address} \\", out);
	add_code(own, rest, out);
	free(rest);
}

void guide_show_theirs(const struct guide_row *guide, const char *address,
		       struct page *out)
{
	const struct theirs *sheet = sheet_of(guide);
	struct guide_own own = {
		.address = text_safe_str(address),
		.file = xasprintf("theirs.%s",
				  sheet->form ? sheet->form : "cer"),
		.root = xstrdup(""),
		.rootname = xstrdup(""),
		.dir = xstrdup("")};

	page_add(out, ROLE_TITLE, _("The certificate of %s: %s"), own.address,
		 tr(guide->title));
	page_add(out, ROLE_TEXT, "%s",
		 _("This sheet brings somebody else's certificate into your "
		   "mail program, so that you can encrypt to them. It is no "
		   "secret."));
	page_add(out, ROLE_HINT, "%s",
		 _("Menus are named as in English; in your release a word may "
		   "differ."));
	if (sheet->form)
		add_export(&own, sheet->form, out);
	page_gap(out);
	add_texts(&own, sheet->texts, out);
	page_gap(out);
	page_add(out, ROLE_TEXT, "%s",
		 _("Where their issuer is not a public one, the program has to "
		   "trust its root as well. Compare its fingerprint with them "
		   "first, by telephone for example."));
	guide_own_clear(&own);
}
