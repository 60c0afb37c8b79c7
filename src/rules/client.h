/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail programs, and what each says to a report: verdicts per ability. */
#ifndef RULES_CLIENT_H
#define RULES_CLIENT_H

#include "rules/check.h"
#include "rules/store.h"

enum ability {
	ABILITY_SIGN,
	ABILITY_ENCRYPT,	/* others can encrypt to this certificate */
	ABILITY_DECRYPT,
	ABILITY_IMPORT,		/* of a bundle */
	ABILITY_TRUST,		/* the chain ends in a root this client has */
	ABILITY_COUNT
};

enum verdict { VERDICT_YES, VERDICT_NO, VERDICT_UNKNOWN };

/* What a finding does to some abilities with one client, whatever severity the
 * catalogue gives it. */
struct client_rule {
	enum finding_id id;
	unsigned abilities;	/* bits 1 << ABILITY_X */
	enum verdict verdict;
	bool (*when)(const struct subject *s);	/* NULL: always */
	const char *source;	/* who says so: a file of the vendor, an RFC */
};

struct client_table {
	const struct client_rule *rules;
	size_t n;
};

/* One mail program: a file and a row. */
struct client_ops {
	const char *name;	/* "ios-18" */
	const char *title;	/* untranslated */
	unsigned abilities;	/* bits 1 << ABILITY_X of which it is asked */
	/* Its tables, most special first, ended by one without rules: the
	 * first rule that fits counts. */
	const struct client_table *tables;
	const struct store_ops *(*store)(void);	/* its own roots; NULL where
						 * they are not known here */
	bool is_general;	/* stands for all: minds each finding */
};

/*
 * What one finding does to an ability: by the first of the client's rules that
 * fits; where there is none, by the letters and the severity of the catalogue,
 * if its column of clients names this one or all. Without a subject (NULL)
 * rules with a condition do not fit.
 */
enum verdict client_judge(const struct client_ops *client,
			  const struct finding *f, enum ability a,
			  const struct subject *s);

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
 * all: DECRYPT needs a key to be known, IMPORT a bundle; SIGN without a key is
 * what the certificate allows. False (out untouched) where it cannot be judged.
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
bool clients_mind(const char *names, const struct finding *f,
		  const struct subject *s);

/* The catalogue's column "clients" for people: "Thunderbird; Outlook on
 * Windows"; translated, the caller frees. */
char *clients_words(const char *column);

const char *ability_name(enum ability a);	/* "sign", for --json */
const char *ability_title(enum ability a);	/* translated, for people */
const char *verdict_name(enum verdict v);	/* "yes", "no", "unknown" */

#endif
