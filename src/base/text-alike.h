/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that look the same to a person, made the same. */
#ifndef BASE_TEXT_ALIKE_H
#define BASE_TEXT_ALIKE_H

/*
 * What is left of a text when accents, the case, and the differences between
 * letters that look alike are gone: "Ваnk1ng" (with Cyrillic letters) and
 * "banklng" give the same. For finding what may be meant, never for deciding
 * that it is. The caller frees.
 */
char *text_alike(const char *utf8);

#endif
