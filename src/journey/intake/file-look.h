/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, for whoever chooses one. */
#ifndef JOURNEY_FILE_LOOK_H
#define JOURNEY_FILE_LOOK_H

#include "journey/page/page.h"

/*
 * In a few words, "a certificate" or why it cannot be read; the caller frees.
 * more gets whose certificates they are, as far as any are in it; or NULL.
 */
char *file_look(const char *path, struct page *more);

#endif
