/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view laid out in a window of any size: lines of text with a look each. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/view/sheet.h"
#include "ui/view/view.h"

enum { LAYOUT_MIN_ROWS = 8, LAYOUT_MIN_COLS = 30 };

void layout(const struct view *v, size_t rows, size_t cols, struct sheet *out);

/* The body of a view as lines, without a window: layout-body.c. tight: without
 * the empty lines. */
void layout_rows(const struct view *v, size_t cols, bool tight,
		 struct sheet *out);
void layout_pane(const struct view *v, size_t cols, struct sheet *out);

/* The last lines of a window: layout-foot.c. */
struct foot {
	struct strlist status, keys;
};

void foot_lay(const struct view *v, size_t rows, size_t cols,
	      struct foot *out);
void foot_clear(struct foot *f);
/* Behind the body, whose place in sight is told. */
void foot_place(const struct view *v, const struct foot *f, size_t cols,
		struct sheet *out);

#endif
