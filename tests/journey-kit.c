/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the journey's steps in a scratch home, for several suites. */
#include "tests/journey-kit.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char kit_address[] = "alice@example.org";

static struct env env;
static char *home;

struct env *kit_begin(void)
{
	home = path_join(test_dir(), "home");
	env = (struct env){.now = TEST_NOW, .home = home};
	return &env;
}

void kit_end(void)
{
	free(home);
	home = NULL;
}

char *kit_file(const char *name)
{
	char *dir = ws_identity_path(&env, kit_address);
	char *path = path_join(dir, name);

	free(dir);
	return path;
}

static void answer(struct task *task, const char *pair)
{
	const char *eq = strchr(pair, '=');
	bool hush = *pair == '!';
	char *name = xstrndup(pair + hush, (size_t)(eq - pair) - hush);

	if (hush) {
		struct secret *s = secret_new(SECRET_PHRASE_MAX);

		CU_ASSERT_EQUAL(secret_add(s, eq + 1, strlen(eq + 1)), 0);
		answers_take_secret(&task->answers, name, s);
	} else {
		answers_set(&task->answers, name, eq + 1);
	}
	free(name);
}

int kit_run(enum step_id id, struct task *task, ...)
{
	const char *pair;
	va_list args;

	*task = (struct task){.env = &env};
	task->address = id == STEP_WHO ? NULL : kit_address;
	va_start(args, task);
	while ((pair = va_arg(args, const char *)) != NULL)
		answer(task, pair);
	va_end(args);
	return step_run(id, task);
}

static int walk_one(enum step_id id, struct task *t)
{
	switch (id) {
	case STEP_WHO:
		return kit_run(id, t, "address=alice@example.org",
			       "name=Alice Example", NULL);
	case STEP_KEY:
		return kit_run(id, t, "type=p-256", "!passphrase=open", NULL);
	case STEP_CERTIFICATE:
		return kit_run(id, t, "source=authority",
			       "!authority-passphrase=sesame", NULL);
	case STEP_BUNDLE:
		return kit_run(id, t, "!passphrase=open",
			       "password-from=own",
			       "!password=abcd-efgh-1234", NULL);
	case STEP_REHEARSE:
		return kit_run(id, t, "!password=abcd-efgh-1234", NULL);
	default:
		return kit_run(id, t, "!passphrase=open", NULL);
	}
}

void kit_walk(enum step_id last)
{
	for (int i = 0; i <= (int)last; i++) {
		struct facts f = {0};
		struct task t;
		enum step_state state;

		ws_scan(&env, i ? kit_address : NULL, &f);
		state = step_state((enum step_id)i, &f);
		facts_clear(&f);
		if (i && state == STATE_DONE)
			continue;
		CU_ASSERT_EQUAL_FATAL(walk_one((enum step_id)i, &t), 0);
		task_clear(&t);
	}
}
