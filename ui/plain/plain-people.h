/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book as questions and answers. */
#ifndef UI_PLAIN_PEOPLE_H
#define UI_PLAIN_PEOPLE_H

#include <stdbool.h>

#include "base/env.h"

/* own: the identity that writes; or NULL. False where the input ended. */
bool plain_people(struct env *env, const char *own);

#endif
