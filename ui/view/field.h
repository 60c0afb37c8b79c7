/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of a step on the screen: its rows, and the keys in them. */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include "journey/steps/step.h"
#include "ui/view/view.h"

struct field {
	const struct ask *ask;
	struct entry entry;	/* text, path or secret */
	struct entry again;	/* a new passphrase is typed twice */
	struct field_line *lines; /* ASK_ADDRESSES: one each */
	size_t nlines;
	struct buf pasted;	/* ASK_BRING: text of several lines */
	bool is_collecting;	/* a paste that arrives as keys: see field.c */
	bool is_carried;	/* the secret comes from the screen before */
	bool is_touched, again_touched;
	const struct entry *shown; /* in clear, until the line is left */
	const char *user_home;	/* what ~ stands for; NULL: not known */
	char *what;	/* the file that is named is; or NULL */
	char *hint;	/* names to choose from, why a paste was not taken */
	enum role hint_role;
};

void field_init(struct field *f, const struct ask *ask,
		const struct answers *answers, const struct answers *carried);
void field_clear(struct field *f);
bool field_forget(struct field *f);	/* secrets; true where any was there */
bool field_is_secret(const struct field *f);
bool field_takes_files(const struct field *f);
void field_conceal(struct field *f);

/* Rows with ids FIELD_ID(at, part). tried: say also what is merely missing. */
#define FIELD_ID(at, part) ((int)(at) * 64 + (part))
#define FIELD_OF(id) ((size_t)(id) / 64)
enum { PART_ENTRY, PART_AGAIN, PART_CHOICE };	/* and further choices; of a
						 * list: its lines */

void field_build(const struct field *f, size_t at, const struct answers *a,
		 bool tried, struct view *v);

/* False: not a key for it. */
bool field_act(struct field *f, int id, const struct event *e,
	       struct answers *a);

/* Which row that can be selected comes behind the one of that id; behind a
 * choice, past its other rows. */
size_t field_next_row(const struct view *v, int id);

/* Whether the event, not taken, leads to the next line. */
bool field_goes_on(const struct field *f, const struct event *e);

/* The file chosen in a list. */
void field_pick(struct field *f, const char *path, struct answers *a);

/* The secret goes into answers as a copy, for one run. */
void field_hand_over(const struct field *f, struct answers *a);

/* Whether it will do; -1 with one finding, *part where to type. */
int field_check(const struct field *f, const struct answers *a,
		struct report *report, int *part) MUST_CHECK;

/* What keys do in it, NULL: in none; screen-keys.c. */
extern const struct key_word field_keys[];
const struct key_word *field_keys_for(const struct field *f);

#endif
