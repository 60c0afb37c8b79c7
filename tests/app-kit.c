/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard without a terminal: events in, the screen as text out. */
#include "tests/app-kit.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/view/layout.h"

void app_kit_begin(struct app *app, struct env *env)
{
	app_begin(app, &(struct app_options){.env = env});
	app_load(app);
	app_build(app, &app->view);
}

static void send(struct app *app, const struct event *e)
{
	app_build(app, &app->view);
	app_handle(app, e);
	app_build(app, &app->view);
}

void app_kit_press(struct app *app, enum press press)
{
	send(app, &(struct event){.kind = EVENT_KEY, .press = press});
}

void app_kit_type(struct app *app, const char *text)
{
	for (; *text; text++) {
		struct event e = {.kind = EVENT_TEXT, .more = text[1]};

		e.text[0] = *text;
		if (*text == '\n')
			e = (struct event){.kind = EVENT_KEY,
					   .press = PRESS_ENTER,
					   .more = text[1]};
		send(app, &e);
	}
}

void app_kit_paste(struct app *app, const char *text)
{
	struct secret *s = secret_new(KEYS_PASTE_MAX);
	struct event e = {.kind = EVENT_PASTE, .paste = s};

	e.cut = secret_add(s, text, strlen(text)) < 0;
	send(app, &e);
	secret_free(s);
}

void app_kit_tick(struct app *app)
{
	send(app, &(struct event){.kind = EVENT_TICK});
}

void app_kit_interrupt(struct app *app)
{
	send(app, &(struct event){.kind = EVENT_INTERRUPT});
}

void app_kit_wait(struct app *app)
{
	struct pollfd fd = {.fd = job_fd(app->job), .events = POLLIN};

	while (poll(&fd, 1, -1) < 0)
		;
	send(app, &(struct event){.kind = EVENT_JOB});
}

static char *screen(struct app *app)
{
	struct sheet sheet = {0};
	struct buf b = {0};

	app_build(app, &app->view);
	layout(&app->view, 24, 80, &sheet);
	sheet_text(&sheet, &b);
	sheet_clear(&sheet);
	return buf_take(&b);
}

static bool shows(struct app *app, const char *text, bool wanted)
{
	char *all = screen(app);
	bool good = (strstr(all, text) != NULL) == wanted;

	if (!good)
		fprintf(stderr, "%s \"%s\" on\n%s\n",
			wanted ? "missing" : "unwanted", text, all);
	free(all);
	return good;
}

bool app_kit_sees(struct app *app, const char *text)
{
	return shows(app, text, true);
}

bool app_kit_lacks(struct app *app, const char *text)
{
	return shows(app, text, false);
}

const struct row *app_kit_row(struct app *app)
{
	int at = app->view.selected;

	return at == NO_ROW ? NULL : &app->view.rows[at];
}
