/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps' own files share: the open directory, the key, copies. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/step-impl.h"

int desk_open(struct task *task, struct desk *desk)
{
	char *path;
	int r;

	*desk = (struct desk){.ws = {.dirfd = -1, .lockfd = -1}};
	if (!task->address)
		return report_fail(&task->report, FINDING_ID_NONE,
				   task->env->home, "");
	path = ws_identity_path(task->env, task->address);
	r = ws_open(task->env, path, &desk->ws, &task->report);
	free(path);
	/* Scanned under the lock: nobody changes it from here on. */
	if (r == 0)
		ws_scan(task->env, task->address, &desk->facts);
	return r;
}

void desk_close(struct desk *desk)
{
	ws_close(&desk->ws);
	facts_clear(&desk->facts);
}

int desk_key(struct task *task, const struct desk *desk, struct key **out)
{
	struct buf file = {0};
	int r = -1;

	if (!desk->facts.has_key)
		return step_lacks(task, STEP_KEY);
	if (fsio_read((struct place){desk->ws.dirfd, WS_KEY}, STEP_FILE_MAX,
		      &file, &task->report) == 0)
		r = key_open(&file,
			     answers_secret(&task->answers, "passphrase"),
			     task->address, out, &task->report);
	buf_clear(&file);
	return r;
}

int step_lacks(struct task *task, enum step_id id)
{
	return report_fail(&task->report, FINDING_STEP_NEEDS, task->address,
			   _("Missing: %s."), tr(step_get(id)->title));
}

char *expand_home(const struct env *env, const char *path)
{
	if (strncmp(path, "~/", 2) == 0 && env->user_home)
		return path_join(env->user_home, path + 2);
	return xstrdup(path);
}

int write_copy(struct task *task, const struct buf *data, unsigned flags)
{
	const char *out = answers_get(&task->answers, "out");
	struct write_job job = {.flags = flags};
	char *path;
	int r;

	if (!out || !*out)
		return 0;
	path = expand_home(task->env, out);
	job.at = place_of(path);
	r = fsio_write(&job, data, &task->report);
	if (r == 0) {
		free(task->outcome.saved);
		task->outcome.saved = path;
		path = NULL;
	}
	free(path);
	return r;
}
