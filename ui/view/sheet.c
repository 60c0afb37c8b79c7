/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window as lines of text with a look each. */
#include "ui/view/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void sheet_add(struct sheet *s, enum look look, int row, char *text)
{
	s->lines = xrealloc(s->lines, (s->n + 1) * sizeof(*s->lines));
	s->lines[s->n++] =
		(struct sheet_line){.text = text, .look = look, .row = row};
}

void sheet_clear(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->lines[i].text);
	free(s->lines);
	*s = (struct sheet){0};
}

void sheet_text(const struct sheet *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		const char *text = s->lines[i].text;
		size_t n = strlen(text);

		while (n > 0 && text[n - 1] == ' ')
			n--;
		buf_add(out, text, n);
		buf_addc(out, '\n');
	}
}

char *sheet_ends(const char *left, const char *right, size_t cols,
		 const char *mark)
{
	struct buf b = {0};
	char *fits;
	size_t used, need = right && *right ? text_width(right) + 2 : 0;

	if (need + 8 > cols)
		need = 0;
	buf_addc(&b, ' ');
	fits = text_cut(left, cols - 1 - need, mark);
	buf_adds(&b, fits);
	free(fits);
	used = text_width(b.data);
	for (; used < cols - (need ? need - 1 : 0); used++)
		buf_addc(&b, ' ');
	if (need)
		buf_adds(&b, right);
	for (used = text_width(b.data); used < cols; used++)
		buf_addc(&b, ' ');
	return buf_take(&b);
}
