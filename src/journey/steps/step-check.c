/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "check": sign, be encrypted to, decrypt - and why not. */
#include "base/text.h"
#include "journey/page/verdicts.h"
#include "journey/steps/step-impl.h"

static enum step_state state(const struct facts *f)
{
	if (!f->leaf)
		return STATE_READY;
	return report_count(&f->check, SEVERITY_BLOCKER) ? STATE_TROUBLE
							 : STATE_DONE;
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	struct subject s = facts_subject(f);

	(void)a;
	check_show(&s, &f->check, &f->passed, NULL, out);
}

/* Reads only; so no lock. */
static int run(struct task *task)
{
	struct facts f = {0};

	ws_scan(task->env, task->address, &f);
	show(&f, &task->answers, &task->outcome.page);
	report_append(&task->report, &f.check);
	facts_clear(&f);
	return 0;
}

const struct step step_check = {
	.why = N_("Three questions: can you sign, can others encrypt to you, "
		  "can you read what they send? Each answer comes with its "
		  "reason."),
	.secrecy = N_("Nothing is sent anywhere; only files are read."),
	.action = N_("Check everything again"),
	.needs = NEEDS(CERTIFICATE),
	.state = state,
	.show = show,
	.run = run,
};
