/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own mail searched for certificates, as questions and answers. */
#include "ui/plain/plain-mail.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/harvest/mail-places.h"
#include "journey/steps/job.h"
#include "ui/both/scan.h"
#include "ui/line/out.h"
#include "ui/line/prompt.h"
#include "ui/plain/plain-line.h"

enum { HEARTBEAT_MS = 10000 };

static void list(const struct env *env, const struct mail_places *places)
{
	struct page page = {0};

	page_add(&page, ROLE_TEXT, "%s",
		 _("Each signed mail brings its sender's certificate. Your mail "
		   "is read on this computer, and nothing in it is changed."));
	page_add(&page, ROLE_TITLE, "%s", _("Where is your mail kept?"));
	for (size_t i = 0; i < places->n; i++) {
		const struct mail_place *p = &places->items[i];
		char *path = path_short(env->user_home, p->path);
		char *safe = text_safe_full(path, strlen(path));
		char *date = text_date((time_t)p->time);
		char *where = xasprintf(_("%s, last changed on %s"), safe,
					date);

		page_add(&page, ROLE_CODE, "%zu %s: %s", i + 1,
			 p->program ? p->program : _("Mail folder"), where);
		free(where);
		free(date);
		free(safe);
		free(path);
	}
	out_page(stdout, &page);
	(void)fflush(stdout);
	page_clear(&page);
}

/* A heartbeat says that it lives, and how far it is. */
static int wait_for(struct job *job, struct task **task)
{
	struct pollfd fd = {.fd = job_fd(job), .events = POLLIN};

	out_text(stderr, _("Reading your mail ...\n"));
	while (!job_is_done(job)) {
		int r = poll(&fd, 1, HEARTBEAT_MS);

		if (prompt_was_interrupted())
			job_cancel(job);
		if (r == 0) {
			char *far = scan_task_text(job_task(job));
			char *line = xasprintf("%s\n", far);

			out_text(stderr, line);
			free(line);
			free(far);
		}
	}
	return job_finish(job, task);
}

static void read_mail(const struct env *env, const struct strlist *paths)
{
	struct task *task = scan_task_new(env, paths);
	struct job *job = job_start(STEP_COUNT, task);
	int r = job ? wait_for(job, &task) : task->work(task);

	if (r < 0) {
		out_failure(&task->report);
	} else {
		out_page(stdout, &task->outcome.page);
		out_remarks(&task->report);
	}
	(void)fflush(stdout);
	task_clear(task);
	free(task);
}

bool plain_mail(const struct env *env)
{
	struct mail_places places = {0};
	struct strlist paths = {0};
	char *line, *end;
	long n;

	mail_places_find(env, &places);
	list(env, &places);
	line = plain_line(places.n ? _("A number, * for all of these, the name "
				       "of a file or folder, or Enter to go "
				       "back: ")
				   : _("The name of a file or folder, or Enter "
				       "to go back: "));
	n = line ? strtol(line, &end, 10) : 0;
	for (size_t i = 0; line && i < places.n; i++)
		if (strcmp(line, "*") == 0 ||
		    (!*end && n > 0 && (size_t)n == i + 1))
			strlist_add(&paths, places.items[i].path);
	if (!paths.n && line && *line)
		strlist_add(&paths, line);
	if (paths.n)
		read_mail(env, &paths);
	mail_places_clear(&places);
	strlist_clear(&paths);
	if (!line || prompt_was_interrupted()) {
		free(line);
		return false;
	}
	free(line);
	return true;
}
