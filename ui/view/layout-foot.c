/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last lines of a window: what happened, and what the keys do here. */
#include "ui/view/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	FULL_COLS = 80,	/* from here on there is room for whole words */
	KEY_GAP = 3,	/* blanks between two keys; one less where that
			 * saves a line */
	LINES_MAX = 3,	/* of keys, and of a message */
	LINES_SMALL = 2, /* the same below ROWS_SMALL */
	ROWS_SMALL = 12,
};

static size_t most_lines(size_t rows)
{
	return rows < ROWS_SMALL ? LINES_SMALL : LINES_MAX;
}

static char *key_text(const struct key_word *k)
{
	return xasprintf("%s %s", _(k->key), _(k->word));
}

/* The last key, help, must not fall off the end. */
static size_t last_key_width(const struct key_word *keys, size_t gap)
{
	size_t width = 0;

	for (; keys->key; keys++) {
		char *text = key_text(keys);

		if (*keys->word)
			width = text_width(text) + gap;
		free(text);
	}
	return width;
}

static bool is_last_key(const struct key_word *keys)
{
	for (keys++; keys->key; keys++)
		if (*keys->word)
			return false;
	return true;
}

/* "Enter Open   ? Help", in as many lines as it takes and there may be; the
 * words before the last give way: false. */
static bool lay_keys(const struct key_word *keys, size_t most, size_t cols,
		     size_t gap, struct strlist *out)
{
	size_t last = last_key_width(keys, gap), used = 0;
	size_t room = cols - 1 + gap;
	struct buf line = {0};
	bool all = true;

	for (; keys->key; keys++) {
		char *text = key_text(keys);
		size_t width = text_width(text) + gap;
		size_t kept = is_last_key(keys) || out->n + 1 < most ? 0 : last;

		if (*keys->word && used && used + width + kept > room &&
		    out->n + 1 < most) {
			strlist_take(out, buf_take(&line));
			used = 0;
			kept = is_last_key(keys) ? 0 : last;
		}
		if (*keys->word && used + width + kept <= room) {
			buf_addf(&line, "%*s%s", used ? (int)gap : 0, "", text);
			used += width;
		} else if (*keys->word) {
			all = false;
		}
		free(text);
	}
	strlist_take(out, buf_take(&line));
	return all;
}

/* What stands there all the time has one line; a message, which is gone with
 * the next key, as many as it takes, so that nothing of it is lost. */
static void lay_status(const struct view *v, size_t most, size_t cols,
		       struct strlist *out)
{
	const char *text = v->status ? v->status : "";

	if (v->status_role == ROLE_GAP) {
		strlist_add(out, text);
		return;
	}
	text_wrap(text, cols - 2, out);
	while (out->n > most)
		free(out->items[--out->n]);
}

void foot_lay(const struct view *v, size_t rows, size_t cols, struct foot *out)
{
	size_t most = most_lines(rows);
	struct strlist close = {0};
	bool all = true;

	if (v->keys) {
		all = lay_keys(v->keys, most, cols, KEY_GAP, &out->keys);
		lay_keys(v->keys, most, cols, KEY_GAP - 1, &close);
	}
	if (close.n < out->keys.n || !all)
		strlist_copy(&out->keys, &close);
	strlist_clear(&close);
	lay_status(v, most, cols, &out->status);
}

void foot_clear(struct foot *f)
{
	strlist_clear(&f->status);
	strlist_clear(&f->keys);
}

/* left: what stands on the same line; the long form must not cut it, and a
 * message is worth more than either. */
static const char *more_text(const struct view *v, const struct sheet *s,
			     const char *left, size_t cols)
{
	bool above = s->top > 0;
	bool below = s->top + s->height < s->total;
	size_t room = cols - 3 - (text_width(left) < cols - 3
					  ? text_width(left)
					  : cols - 3);
	const char *full = above && below ? _("[more above and below]")
			   : above        ? _("[more above]")
			   : below        ? _("[more below]")
					  : "";
	const char *brief = above && below ? _("[more ^v]")
			    : above	   ? _("[more ^]")
			    : below	   ? _("[more v]")
					   : "";

	if (cols >= FULL_COLS && text_width(full) <= room)
		return full;
	return v->status_role == ROLE_GAP || text_width(brief) <= room ? brief
								       : "";
}

/* What stands there all the time, where it does not fit: its first clauses,
 * rather than half a word. */
static char *shorten(const char *text, size_t cells, const char *mark)
{
	static const char *const ends[] = {"; ", ". ", " ("};
	size_t fits = text_fit(text, cells), best = 0;

	if (!text[fits])
		return xstrdup(text);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		for (const char *at = text; (at = strstr(at, ends[i])); at++)
			if ((size_t)(at - text) <= fits &&
			    (size_t)(at - text) > best)
				best = (size_t)(at - text);
	return best ? xstrndup(text, best) : text_cut(text, cells, mark);
}

void foot_place(const struct view *v, const struct foot *f, size_t cols,
		struct sheet *out)
{
	static const enum look looks[] = {
		[ROLE_DONE] = LOOK_GOOD, [ROLE_TODO] = LOOK_TODO,
		[ROLE_WARN] = LOOK_WARN, [ROLE_BAD] = LOOK_BAD,
		[ROLE_GAP] = LOOK_PLAIN,
	};
	const char *mark = view_mark(v);

	for (size_t i = 0; i < f->status.n; i++) {
		const char *left = f->status.items[i];
		bool is_last = i + 1 == f->status.n;
		const char *right = is_last ? more_text(v, out, left, cols)
					    : "";
		size_t used = *right ? text_width(right) + 3 : 2;
		char *fits = shorten(left, cols > used ? cols - used : 0, mark);

		sheet_add(out, looks[v->status_role], NO_ROW,
			  sheet_ends(fits, right, cols, mark));
		free(fits);
	}
	for (size_t i = 0; i < f->keys.n; i++)
		sheet_add(out, LOOK_HEAD, NO_ROW,
			  sheet_ends(f->keys.items[i], NULL, cols, mark));
}
