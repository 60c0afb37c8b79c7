/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail programs, and what each says to a report: verdicts per ability. */
#ifndef RULES_CLIENT_H
#define RULES_CLIENT_H

#include "rules/check.h"

enum ability {
	ABILITY_SIGN,
	ABILITY_ENCRYPT,	/* others can encrypt to this certificate */
	ABILITY_DECRYPT,
	ABILITY_IMPORT,		/* of a bundle */
	ABILITY_TRUST,		/* the chain ends in a root this client has */
	ABILITY_COUNT
};

enum verdict { VERDICT_YES, VERDICT_NO, VERDICT_UNKNOWN };

/* One mail program: a file and a row. */
struct client_ops {
	const char *name;	/* "generic" */
	const char *title;	/* untranslated */
	unsigned abilities;	/* bits 1 << ABILITY_X that it has rules of its
				 * own for; of the others it says what the
				 * generic one says, and is not listed */
	/* What a finding does to an ability with this client. Rules that differ
	 * from the catalogue's letters are the client's own. */
	enum verdict (*judge)(const struct finding *f, enum ability a);
};

struct client_verdict {
	const struct client_ops *client;
	enum ability ability;
	enum verdict verdict;
	struct finding_list_ids {
		enum finding_id ids[32];
		size_t n;
	} because;
};

size_t client_count(void);
const struct client_ops *client_at(size_t i);
const struct client_ops *client_by_name(const char *name); /* NULL where unknown */

/*
 * The verdict on one ability: no where a finding forbids it, unknown where one
 * leaves it open, else yes. subject tells which abilities can be judged at
 * all: ABILITY_SIGN and DECRYPT need a key to be known, IMPORT a bundle. False
 * (out untouched) where it cannot be judged.
 */
bool client_verdict(const struct client_ops *client, enum ability ability,
		    const struct subject *subject, const struct report *report,
		    struct client_verdict *out);

/* True where it has rules of its own for the ability. */
bool client_has_rules(const struct client_ops *client, enum ability ability);

/* True where the client is among names separated by blanks. */
bool client_is_among(const struct client_ops *client, const char *names);

/*
 * Whether a finding is of interest to any of these clients (names separated by
 * blanks; "" is none): it stands in the way of something, or it is a warning
 * or note for all or for one of them.
 */
bool clients_mind(const char *names, const struct finding *f);

const char *ability_name(enum ability a);	/* "sign", for --json */
const char *ability_title(enum ability a);	/* translated, for people */
const char *verdict_name(enum verdict v);	/* "yes", "no", "unknown" */

#endif
