/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a property list: built, asked, compared. */
#include "mail/plist.h"

#include <stdlib.h>
#include <string.h>

#include "mail/plist-impl.h"

struct prop *prop_make(enum prop_kind kind, const char *key)
{
	struct prop *p = xcalloc(1, sizeof(*p));

	p->kind = kind;
	p->key = xstrdup(key);
	return p;
}

struct prop *prop_new(void)
{
	return prop_make(PROP_DICT, NULL);
}

void prop_free(struct prop *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->n; i++)
		prop_free(p->items[i]);
	free(p->items);
	free(p->key);
	buf_clear(&p->bytes);
	free(p);
}

struct prop *prop_take(struct prop *to, struct prop *p)
{
	/* Grown by doubling: a list may have tens of thousands. */
	if ((to->n & (to->n - 1)) == 0)
		to->items = xrealloc(to->items, (to->n ? to->n * 2 : 1) *
							sizeof(struct prop *));
	to->items[to->n++] = p;
	return p;
}

void prop_put_text(struct prop *dict, const char *key, const char *text)
{
	buf_adds(&prop_take(dict, prop_make(PROP_TEXT, key))->bytes, text);
}

void prop_put_data(struct prop *dict, const char *key, const struct buf *data)
{
	buf_add(&prop_take(dict, prop_make(PROP_DATA, key))->bytes, data->data,
		data->len);
}

void prop_put_flag(struct prop *dict, const char *key, bool flag)
{
	prop_take(dict, prop_make(PROP_FLAG, key))->number = flag;
}

void prop_put_number(struct prop *dict, const char *key, long long number)
{
	prop_take(dict, prop_make(PROP_NUMBER, key))->number = number;
}

struct prop *prop_put_array(struct prop *dict, const char *key)
{
	return prop_take(dict, prop_make(PROP_ARRAY, key));
}

struct prop *prop_add_dict(struct prop *array)
{
	return prop_take(array, prop_new());
}

const struct prop *prop_get(const struct prop *dict, const char *key,
			    enum prop_kind kind)
{
	if (dict->kind != PROP_DICT)
		return NULL;
	for (size_t i = 0; i < dict->n; i++)
		if (strcmp(dict->items[i]->key, key) == 0)
			return dict->items[i]->kind == kind ? dict->items[i]
							    : NULL;
	return NULL;
}

const char *prop_text(const struct prop *dict, const char *key)
{
	const struct prop *p = prop_get(dict, key, PROP_TEXT);

	if (!p)
		return NULL;
	return p->bytes.data ? p->bytes.data : "";
}

bool prop_flag(const struct prop *dict, const char *key)
{
	const struct prop *p = prop_get(dict, key, PROP_FLAG);

	return p && p->number;
}

static bool same_key(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool prop_equal(const struct prop *a, const struct prop *b)
{
	if (a->kind != b->kind || !same_key(a->key, b->key) ||
	    a->number != b->number || a->n != b->n ||
	    !buf_equal(&a->bytes, &b->bytes))
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!prop_equal(a->items[i], b->items[i]))
			return false;
	return true;
}
