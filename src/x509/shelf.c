/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates put aside, so that the same one is not taken apart for each of
 * thousands of letters that carry it. */
#include "x509/shelf.h"

#include <stdlib.h>
#include <string.h>

struct shelf {
	struct cert *places[SHELF_PLACES];
};

struct shelf *shelf_new(void)
{
	return xcalloc(1, sizeof(struct shelf));
}

void shelf_free(struct shelf *s)
{
	for (size_t i = 0; s && i < SHELF_PLACES; i++)
		cert_free(s->places[i]);
	free(s);
}

/* The end of a certificate is its signature: as good as random. */
static struct cert **place_of_der(struct shelf *s, struct slice der)
{
	size_t n = 0;

	for (size_t i = 0; i < 4 && i < der.n; i++)
		n = n << 8 | der.p[der.n - 1 - i];
	return &s->places[n % SHELF_PLACES];
}

struct cert *shelf_take(struct shelf *s, struct slice der)
{
	struct cert **at = s ? place_of_der(s, der) : NULL, *c;

	if (!at || !*at || (*at)->der.len != der.n ||
	    memcmp((*at)->der.data, der.p, der.n) != 0)
		return NULL;
	c = *at;
	*at = NULL;
	return c;
}

void shelf_put(struct shelf *s, struct cert_list *l)
{
	for (size_t i = 0; s && i < l->n; i++) {
		struct cert **at = place_of_der(s, slice_of(&l->items[i]->der));

		cert_free(*at);
		*at = l->items[i];
		l->items[i] = NULL;
	}
	cert_list_clear(l);
}
