/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots in NSS's module of builtin objects, with their trust for mail. */
#ifndef RULES_NSSCKBI_H
#define RULES_NSSCKBI_H

#include "rules/store.h"

/*
 * The list of the first of these files (ended by NULL) that is there; it lives
 * until the end of the program. NULL where none is, where it is another kind
 * of library, or where it trusts no root for mail.
 */
const struct store_ops *nssckbi_load(const char *const *files);

#endif
