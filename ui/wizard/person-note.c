/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note on a person of the address book, written or changed. */
#include "base/text.h"
#include "ui/both/note.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	int r = note_write(app->options.env, answers_get(answers, "key"),
				  answers_get(answers, "note"), report);

	if (r == 0) {
		app_back(app);
		app_book_changed(app);
		app_say(app, ROLE_DONE, "%s", _("The note is saved."));
	}
	return r;
}

static const struct form form = {
	.title = N_("Note"),
	.intro = N_("Only you see it: no mail and no export holds it. An empty "
		    "one is removed."),
	.action = N_("Save it"),
	.asks = &note_ask,
	.nasks = 1,
	.about = "key",
	.take = take,
};

void person_note(struct app *app, const char *key, const char *now)
{
	struct answers preset = {0};

	answers_set(&preset, "key", key);
	if (*now)
		answers_set(&preset, note_ask.name, now);
	form_open(app, &form, &preset);
}
