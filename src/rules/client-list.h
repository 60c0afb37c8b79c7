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

enum {
	RULES_IMPORT = 1 << ABILITY_IMPORT,
	RULES_ALL = (1 << ABILITY_COUNT) - 1
};

/* What one finding does to importing, whatever its severity is. */
struct import_rule {
	enum finding_id id;
	enum verdict verdict;
};

/* The catalogue's letters and severities as they are. */
enum verdict client_by_catalogue(const struct finding *f, enum ability a);

/* By a program's own rules for ABILITY_IMPORT, ended by one whose verdict is
 * VERDICT_YES; findings for all clients, and other abilities, by the
 * catalogue. */
enum verdict client_by_rules(const struct import_rule *rules,
			     const struct finding *f, enum ability a);
#define RULES_END                                                              \
	{                                                                      \
		FINDING_COUNT, VERDICT_YES                                     \
	}

#endif
