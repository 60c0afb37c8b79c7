/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints a sheet on the terminal. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "ui/view/layout.h"

/* After term_start(). */
void draw_start(bool colour);

/* Paints and shows; secrets in the sheet are shown, others taken away. */
void draw_sheet(const struct sheet *s);

#endif
