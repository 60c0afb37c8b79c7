/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note on a person of the address book: the question, and its doing. */
#include "ui/both/note.h"

#include "base/text.h"
#include "journey/book/book.h"

const struct ask note_ask = {
	.name = "note",
	.kind = ASK_TEXT,
	.label = N_("Note"),
	.help = N_("What you want to remember, for example that you compared "
		   "the fingerprint by telephone. It stays on this computer."),
	.optional = true,
};

int note_write(const struct env *env, const char *key, const char *text,
	       struct report *report)
{
	struct book *b = NULL;
	bool found;
	int r = book_open(env, BOOK_WRITE, &b, report);

	if (r == 0)
		r = book_note(b, key, text ? text : "", &found, report);
	book_close(b);
	return r;
}
