/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a task works on: the open directory, the key, copies. */
#include "journey/desk/desk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/conf.h"
#include "journey/identity/renewal.h"

enum { KEY_FILE_MAX = 4 * 1024 * 1024 };

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
	/* A run that was killed may have left a renewal half in place. */
	if (r == 0)
		r = renewal_finish(&desk->ws, &task->report);
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
	if (fsio_read(ws_place(&desk->ws, WS_KEY), KEY_FILE_MAX, &file,
		      &task->report) == 0)
		r = key_open(&file,
			     answers_secret(&task->answers, "passphrase"),
			     task->address, out, &task->report);
	buf_clear(&file);
	return r;
}

/* What was written opens with the passphrase and is the same key. */
struct proof {
	const struct key *key;
	const struct secret *phrase;
};

static int proves(const struct buf *back, void *arg, struct report *report)
{
	const struct proof *proof = arg;
	struct key *again = NULL;
	int r = key_open(back, proof->phrase, WS_KEY, &again, report);

	if (r == 0 && !spki_equal(key_spki(again), key_spki(proof->key)))
		r = report_fail(report, FINDING_FILE_NOT_VERIFIED, WS_KEY, "");
	key_free(again);
	return r;
}

int desk_write_key(struct task *task, struct place at, unsigned flags,
		   const struct key *key)
{
	struct proof proof = {key, answers_secret(&task->answers,
						  "passphrase")};
	struct write_job job = {.at = at,
				.flags = flags,
				.verify = proves,
				.arg = &proof};
	struct buf pem = {0};
	int r = key_write(key, proof.phrase, &pem, &task->report);

	if (r == 0 && task_is_over(task))
		r = -1;
	if (r == 0)
		r = fsio_write(&job, &pem, &task->report);
	buf_clear(&pem);
	return r;
}

void wanted_addresses(const struct facts *f, struct strlist *out)
{
	strlist_add(out, f->address);
	for (size_t i = 0; i < f->aliases.n; i++)
		strlist_add(out, f->aliases.items[i]);
}

int desk_build_request(struct task *task, const struct facts *f,
		       const struct key *key, struct csr **out)
{
	struct strlist wanted = {0};
	struct csr_wish wish = {f->name, &wanted};
	int r;

	wanted_addresses(f, &wanted);
	r = csr_build(key, &wish, out, &task->report);
	strlist_clear(&wanted);
	return r;
}

int desk_write_details(struct task *task, const struct workspace *ws,
		       const struct details *d)
{
	struct buf conf = {0};
	int r;

	buf_adds(&conf, "# smime-setup: one identity; see smime-setup(1)\n");
	conf_put(&conf, "address", d->address);
	if (d->name && *d->name)
		conf_put(&conf, "name", d->name);
	for (size_t i = 0; d->aliases && i < d->aliases->n; i++)
		if (strcmp(d->aliases->items[i], d->address) != 0)
			conf_put(&conf, "alias", d->aliases->items[i]);
	r = ws_write(ws, WS_CONF, 0, &conf, &task->report);
	buf_clear(&conf);
	return r;
}

int step_lacks(struct task *task, enum step_id id)
{
	return report_fail(&task->report, FINDING_STEP_NEEDS, task->address,
			   _("Missing: %s."), step_title(id));
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

int desk_with_bundle(struct task *task,
		     int (*act)(struct task *task, struct desk *desk))
{
	struct desk desk;
	int r = -1;

	if (desk_open(task, &desk) < 0)
		goto out;
	if (!desk.facts.bundles.n)
		step_lacks(task, STEP_BUNDLE);
	else
		r = act(task, &desk);
out:
	if (r < 0)
		outcome_clear(&task->outcome);
	desk_close(&desk);
	return r;
}
