/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: the only error type. The catalogue is finding-list.h. */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include "base/util.h"

enum severity { SEVERITY_BLOCKER, SEVERITY_WARNING, SEVERITY_NOTE };

enum finding_id {
#define FINDING(id, name, severity, step, affects, clients, source, title, \
		cause, fix)                                                \
	FINDING_##id,
#include "base/finding-list.h"
#undef FINDING
	FINDING_COUNT
};

/*
 * One row of the catalogue; texts are not yet translated: pass them to tr().
 * step:    name of the step that cures it ("key", "bundle", …) or "".
 * affects: letters S sign, E be encrypted to, D decrypt, M import, T trust,
 *          V how others see a signature; "" for none.
 * clients: "all", or names separated by blanks.
 */
struct finding_info {
	const char *name;
	enum severity severity;
	const char *step;
	const char *affects;
	const char *clients;
	const char *source;
	const char *title;
	const char *cause;
	const char *fix;
};

const struct finding_info *finding_info(enum finding_id id);
int finding_by_name(const char *name);	/* -1 where there is none */
const char *severity_name(enum severity s); /* "blocker", "warning", "note" */

struct finding {
	enum finding_id id;
	enum finding_id basis;	/* by which programs judge: the id, but where the
				 * finding stands for another one, that one's */
	enum severity severity;
	char *subject;	/* a file, an address, a name; harmless; may be "" */
	char *detail;	/* what was found, with the evidence; harmless, one line */
};

/* `struct report r = {0}` is empty. */
struct report {
	struct finding *items;
	size_t n;
};

void report_clear(struct report *r);

/*
 * Adds one finding. The subject and the formatted detail are made harmless
 * here (text.h), so foreign bytes may be passed as they are; NULL subject is
 * none; an empty format is no detail. The detail is a whole, translated
 * sentence.
 */
void report_add(struct report *r, enum finding_id id, const char *subject,
		const char *format, ...) PRINTF(4, 5);

/* The same, and -1: `return report_fail(report, FINDING_X, file, "");`.
 * FINDING_X must be a blocker. */
int report_fail(struct report *r, enum finding_id id, const char *subject,
		const char *format, ...) PRINTF(4, 5);

/* One severity less for the finding just added (never below note). */
void report_lower(struct report *r);

/* The finding just added stands for another one under a name of its own: takes
 * over subject, detail, severity, and that one's basis as its own. */
void report_stands_for(struct report *r, const struct finding *other);

/* Appends copies of all findings of `from`. */
void report_append(struct report *r, const struct report *from);

bool report_has(const struct report *r, enum finding_id id);
void report_remove(struct report *r, enum finding_id id);	/* each of them */

/* Removes what drops() says of the whole report, as it was before. */
void report_filter(struct report *r,
		   bool (*drops)(const struct report *r,
				 const struct finding *f));
size_t report_count(const struct report *r, enum severity s);

/* Blockers first, then warnings, then notes; inside, the catalogue's order,
 * which is the order of the steps. Stable. */
void report_sort(struct report *r);

#endif
