/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of places a bundle can go. */
#include "rules/place.h"

#include <string.h>

#include "base/text.h"

static const struct place_row places[] = {
#define PLACE(name, title, word, readers, form, rounds, clients) \
	{name, title, word, readers, form, rounds, clients},
#include "rules/place-list.h"
#undef PLACE
};

size_t place_count(void)
{
	return ARRAY_LEN(places);
}

const struct place_row *place_at(size_t i)
{
	return &places[i];
}

const struct place_row *place_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		if (strcmp(places[i].name, name) == 0)
			return &places[i];
	return NULL;
}
