/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mail programs, one file each; a new one needs a line here and one in
 * client.c. */
#ifndef RULES_CLIENT_LIST_H
#define RULES_CLIENT_LIST_H

#include "rules/client.h"

extern const struct client_ops client_generic;

#endif
