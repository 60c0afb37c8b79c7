/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mail programs, one file each; a new one needs a line here and one in
 * client.c. */
#ifndef RULES_CLIENT_LIST_H
#define RULES_CLIENT_LIST_H

#include "rules/client.h"

extern const struct client_ops client_generic;
extern const struct client_ops client_ios_17, client_ios_18;
extern const struct client_ops client_macos_14, client_macos_15;
extern const struct client_ops client_thunderbird, client_evolution;
extern const struct client_ops client_outlook;
extern const struct client_ops client_gmail;
extern const struct client_ops client_gpgsm;
extern const struct client_ops client_openssl;
extern const struct client_ops client_android;
extern const struct client_ops client_java;

/* Bits of abilities, for the rows of rules. */
enum {
	CAN_SIGN = 1 << ABILITY_SIGN,
	CAN_ENCRYPT = 1 << ABILITY_ENCRYPT,
	CAN_DECRYPT = 1 << ABILITY_DECRYPT,
	CAN_IMPORT = 1 << ABILITY_IMPORT,
	CAN_TRUST = 1 << ABILITY_TRUST,
	CAN_USE = CAN_SIGN | CAN_ENCRYPT,
	CAN_CHAIN = CAN_USE | CAN_TRUST,
	CAN_ALL = (1 << ABILITY_COUNT) - 1
};

#define CLIENT_TABLE(rows)                                                     \
	{                                                                      \
		rows, ARRAY_LEN(rows)                                          \
	}

/* Rules of every client. */
extern const struct client_rule client_common[];
enum { CLIENT_COMMON_N = 3 };
#define CLIENT_TABLES_END {client_common, CLIENT_COMMON_N}, {NULL, 0}

#endif
