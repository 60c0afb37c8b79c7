/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person answered: text by name, and secrets by name. */
#include "journey/desk/answers.h"

#include <stdlib.h>
#include <string.h>

struct answer {
	char *name;
	char *value;		/* one of these two is NULL */
	struct secret *secret;
};

static struct answer *answer_find(const struct answers *a, const char *name)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->items[i].name, name) == 0)
			return &a->items[i];
	return NULL;
}

static struct answer *answer_slot(struct answers *a, const char *name)
{
	struct answer *slot = answer_find(a, name);

	if (slot)
		return slot;
	a->items = xrealloc(a->items, (a->n + 1) * sizeof(*a->items));
	slot = &a->items[a->n++];
	*slot = (struct answer){.name = xstrdup(name)};
	return slot;
}

void answers_clear(struct answers *a)
{
	for (size_t i = 0; i < a->n; i++) {
		free(a->items[i].name);
		free(a->items[i].value);
		secret_free(a->items[i].secret);
	}
	free(a->items);
	*a = (struct answers){0};
}

void answers_wipe(struct answers *a)
{
	for (size_t i = 0; i < a->n; i++) {
		secret_free(a->items[i].secret);
		a->items[i].secret = NULL;
	}
}

void answers_set(struct answers *a, const char *name, const char *value)
{
	struct answer *slot = answer_slot(a, name);
	char *copy = xstrdup(value);

	free(slot->value);
	slot->value = copy;
}

const char *answers_get(const struct answers *a, const char *name)
{
	const struct answer *slot = answer_find(a, name);

	return slot ? slot->value : NULL;
}

bool answers_is(const struct answers *a, const char *name, const char *value)
{
	const char *is = answers_get(a, name);

	return is && strcmp(is, value) == 0;
}

void answers_take_secret(struct answers *a, const char *name, struct secret *s)
{
	struct answer *slot = answer_slot(a, name);

	if (slot->secret != s)
		secret_free(slot->secret);
	slot->secret = s;
}

const struct secret *answers_secret(const struct answers *a, const char *name)
{
	const struct answer *slot = answer_find(a, name);

	return slot ? slot->secret : NULL;
}

void answers_copy(struct answers *to, const struct answers *from)
{
	struct answers copy = {0};

	for (size_t i = 0; i < from->n; i++) {
		const struct answer *old = &from->items[i];

		answers_set(&copy, old->name, old->value);
		if (old->secret)
			answers_take_secret(&copy, old->name,
					    secret_dup(old->secret));
	}
	answers_clear(to);
	*to = copy;
}
