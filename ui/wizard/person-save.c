/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's certificate saved as a file, for another program. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/book/book-export.h"
#include "journey/steps/step-impl.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"

static const struct choice forms[] = {
	{"cer", N_("One certificate"), N_("Outlook, macOS, Thunderbird")},
	{"p7c", N_("With its issuers"), N_("Windows, GnuPG, macOS")},
	{"vcard", N_("Contact card"), N_("address books")},
	{"pem", N_("Text"), N_("a terminal, a mail")},
	{0},
};

static const struct ask asks[] = {
	{.name = "form",
	 .kind = ASK_CHOICE,
	 .label = N_("Form"),
	 .help = N_("What the other program reads. A certificate is no "
		    "secret."),
	 .choices = forms},
	{.name = "file",
	 .kind = ASK_TEXT,
	 .label = N_("Save as"),
	 .help = N_("The name of a new file. One that is there is never "
		    "replaced."),
	 .is_file = true},
};

static int export(const struct env *env, const char *key,
		  const struct book_form *form, struct buf *out,
		  struct report *report)
{
	struct book *b = NULL;
	int r = book_open(env, BOOK_READ, &b, report);

	if (r == 0)
		r = book_export(b, key, form, env->now, out, report);
	book_close(b);
	return r;
}

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	const struct env *env = app->options.env;
	const struct book_form *form =
		book_form_by_name(answers_get(answers, "form"));
	char *path = expand_home(env, answers_get(answers, "file"));
	struct write_job job = {.at = place_of(path),
				.flags = FSIO_NEW | FSIO_PUBLIC};
	struct buf bytes = {0};
	char *safe = text_safe_str(path);
	int r = export(env, answers_get(answers, "key"), form, &bytes, report);

	if (r == 0)
		r = fsio_write(&job, &bytes, report);
	if (r == 0) {
		app_back(app);
		app_say(app, ROLE_DONE, _("Saved as %s."), safe);
	}
	buf_clear(&bytes);
	free(safe);
	free(path);
	return r;
}

static const struct form form = {
	.title = N_("Save a certificate as a file"),
	.intro = N_("For a mail program that takes it from a file."),
	.action = N_("Save it"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.about = "key",
	.take = take,
};

void person_save(struct app *app, const char *key)
{
	struct answers preset = {0};

	answers_set(&preset, "key", key);
	answers_set(&preset, "form", forms[0].value);
	form_open(app, &form, &preset);
}
