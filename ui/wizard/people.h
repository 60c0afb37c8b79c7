/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book on the screen. */
#ifndef UI_PEOPLE_H
#define UI_PEOPLE_H

#include "journey/book/book-find.h"
#include "ui/wizard/screen.h"

extern const struct screen_ops screen_people;
extern const struct screen_ops screen_person;
extern const struct screen_ops screen_mail;

/* The list of all; says why not, where it cannot be read. */
void people_open(struct app *app);

/* The form that adds; brought: a path or a text that stands in it, or NULL. */
void people_add_open(struct app *app, const char *brought);

/* One's own mail read for the certificates of those who signed it. */
void mail_open(struct app *app);

/* All of one person; key is the address, or a fingerprint. */
void person_open(struct app *app, const char *key);
void person_trusted(void *data); /* the root of their issuer is trusted now */

/* The form for a note, which may be there already; else "". */
void person_note(struct app *app, const char *key, const char *now);

/* Asks for a file, and writes the certificate. */
void person_save(struct app *app, const char *key);

#endif
