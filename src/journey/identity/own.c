/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own identity, judged with what was brought for this one time. */
#include "journey/identity/own.h"

#include "journey/identity/workspace.h"
#include "journey/page/verdicts.h"

static void build(const struct diagnose_ask *ask, struct facts *f,
		  struct subject *s)
{
	struct pool *pool = ask->pool ? ask->pool : pool_new();

	if (!ask->pool) {
		pool_add(pool, s->roots);
		pool_add(pool, s->public_roots);
	}
	subject_build(s, pool, &f->pool, &f->paths);
	f->chain = f->paths.items[0];
	if (!ask->pool)
		pool_free(pool);
}

void own_judge(const struct diagnose_ask *ask, const char *address,
	       struct facts *facts, struct subject *subject)
{
	ws_scan(ask->env, address, facts);
	*subject = facts_subject(facts);
	if (ask->address)
		subject->address = ask->address;
	if (ask->roots)
		subject->roots = ask->roots;
	subject->public_roots = ask->public_roots;
	subject->crls = ask->crls;
	if (facts->leaf)
		build(ask, facts, subject);
	report_clear(&facts->check);
	strlist_clear(&facts->passed);
	check_all(subject, &facts->check, &facts->passed);
	report_append(&facts->check, &facts->trouble);
	check_sort(&facts->check);
	verdicts_weigh(ask->clients, ~0u, subject, &facts->check);
}
