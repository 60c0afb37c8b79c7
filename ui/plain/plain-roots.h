/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trusting a root, as a question of the plain journey. */
#ifndef UI_PLAIN_ROOTS_H
#define UI_PLAIN_ROOTS_H

#include "base/env.h"
#include "x509/cert.h"

/* Shows it and asks for the digits; Enter leaves it. False where the input
 * ended. */
bool plain_root(const struct env *env, const struct cert *root);

/* The same for the root of an identity's chain, where nobody trusts it yet. */
bool plain_root_of(const struct env *env, const char *identity);

#endif
