/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keys do where something is asked: by the kind of question. */
#include "base/text.h"
#include "ui/view/field-impl.h"

#define KEYS_FIRST                                                             \
	{N_("Enter"), N_("Next"),                                              \
	 N_("to the next line; on a line in [ ] it does what stands there")}
#define KEYS_MOVE                                                              \
	{N_("Up/Down"), N_("Move"), N_("between the lines; never blocked")}
#define KEYS_BACK                                                              \
	{N_("Esc"), N_("Back"),                                                \
	 N_("one screen back; passphrases are forgotten, all else is kept")},  \
	{                                                                      \
		N_("F2"), N_("Do it"), N_("do what this screen is for")        \
	}
#define KEYS_LAST                                                              \
	{N_("Ctrl-U, Ctrl-K"), "", N_("erase before, behind the cursor")},     \
		{N_("Ctrl-W"), "", N_("erase a word")},                        \
		{N_("Ctrl-A, Ctrl-E"), "",                                     \
		 N_("to the beginning, to the end of the line")},              \
		{N_("F1"), N_("Help"), N_("this page")},                       \
	{                                                                      \
		0                                                              \
	}

const struct key_word field_keys[] = {
	KEYS_FIRST,
	KEYS_MOVE,
	KEYS_BACK,
	{N_("Space"), N_("Select"), N_("choose one of several")},
	KEYS_LAST,
};

/* A blank is a letter there. */
static const struct key_word keys_text[] = {
	KEYS_FIRST,
	KEYS_MOVE,
	KEYS_BACK,
	{N_("Space"), "", N_("choose one of several")},
	KEYS_LAST,
};

static const struct key_word keys_secret[] = {
	KEYS_FIRST,
	KEYS_MOVE,
	KEYS_BACK,
	{N_("F4"), N_("Show"),
	 N_("show what was typed, or hide it; it is hidden again when you "
	    "leave the line")},
	{N_("Ctrl-R"), "", N_("the same as F4")},
	KEYS_LAST,
};

static const struct key_word keys_file[] = {
	KEYS_FIRST,
	{N_("Tab"), N_("Complete"), N_("complete the name of a file")},
	{N_("F4"), N_("Files"), N_("choose a file from a list; Ctrl-R too")},
	KEYS_BACK,
	KEYS_LAST,
};

static const struct key_word keys_list[] = {
	KEYS_FIRST,
	KEYS_MOVE,
	KEYS_BACK,
	{N_("Ctrl-T"), N_("Line up"),
	 N_("put this line before the one above it; Alt-Up too")},
	{N_("Del"), "", N_("on an empty line: take it away")},
	KEYS_LAST,
};

const struct key_word *field_keys_for(const struct field *f)
{
	if (!f || f->ask->kind == ASK_CHOICE)
		return field_keys;
	if (field_is_list(f))
		return keys_list;
	if (field_is_secret(f))
		return keys_secret;
	return field_takes_files(f) ? keys_file : keys_text;
}
