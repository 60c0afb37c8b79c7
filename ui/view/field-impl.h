/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a question share; not for screens. */
#ifndef UI_FIELD_IMPL_H
#define UI_FIELD_IMPL_H

#include "ui/view/field.h"

enum { FIELD_LIST_MAX = 30 };

/* One of several addresses. The list has room for all from the start, so that
 * rows may point into it; its last line is empty. */
struct field_line {
	struct entry entry;
	bool is_touched;
};

bool field_is_list(const struct field *f);
void list_init(struct field *f, const char *value);
void list_clear(struct field *f);
void list_build(const struct field *f, size_t at, bool tried, struct view *v);
bool list_act(struct field *f, size_t part, const struct event *e);
char *list_text(const struct field *f);	/* the answer; the caller frees */
int list_check(const struct field *f, const struct answers *a,
	       struct report *report, int *part) MUST_CHECK;

/* A line below the field; text is taken over, NULL: none. */
void field_hint(struct field *f, enum role role, char *text);

/* What is wrong and what to type instead; the caller frees. */
char *field_what_to_type(const struct finding *found);

#endif
