/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens may ask of the program around them: the stack, a line at the
 * bottom, the identity. */
#include "ui/wizard/screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "ui/wizard/app-impl.h"

struct screen *app_top(struct app *app)
{
	return &app->stack[app->depth - 1];
}

static void close_top(struct app *app)
{
	struct screen *s = app_top(app);

	if (s->ops->close)
		s->ops->close(s->data);
	app->depth--;
}

void app_open(struct app *app, const struct screen_ops *ops, void *data)
{
	if (app->depth == APP_DEPTH)
		close_top(app);
	app->stack[app->depth++] =
		(struct screen){.ops = ops, .data = data, .follow = true};
}

void app_replace(struct app *app, const struct screen_ops *ops, void *data)
{
	if (app->depth > 1)
		close_top(app);
	app_open(app, ops, data);
}

void app_back(struct app *app)
{
	if (app->depth > 1)
		close_top(app);
	if (app->depth > 1)
		return;
	app_forget(app);
	if (!app->address && app->previous)
		app_choose(app, app->previous);
}

void app_close(struct app *app, size_t depth)
{
	while (app->depth > depth)
		close_top(app);
}

void app_home(struct app *app)
{
	while (app->depth > 1)
		app_back(app);
}

void app_say(struct app *app, enum role role, const char *format, ...)
{
	va_list args;
	char text[1024];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	free(app->status);
	app->status = xstrdup(text);
	app->status_role = role;
}

void app_fail(struct app *app, struct report *report)
{
	const struct finding *f = report->n ? &report->items[0] : NULL;

	if (f)
		app_say(app, ROLE_BAD, "%s. %s", tr(finding_info(f->id)->title),
			f->detail);
	report_clear(report);
}

void app_unsay(struct app *app)
{
	free(app->status);
	app->status = NULL;
	app->status_role = ROLE_GAP;
}

void app_quit(struct app *app, int result)
{
	app->is_over = true;
	app->result = result;
}

void app_clock(struct app *app)
{
	if (app->options.now)
		app->options.env->now = app->options.now();
}

void app_scan(struct app *app)
{
	app_clock(app);
	strlist_clear(&app->identities);
	ws_identities(app->options.env, &app->identities);
	ws_scan(app->options.env, app->address, &app->facts);
}

void app_forget(struct app *app)
{
	answers_clear(&app->carried);
}

void app_choose(struct app *app, const char *address)
{
	char *copy = xstrdup(address);
	bool other = app->address && address
			     ? strcmp(app->address, address) != 0
			     : app->address != address;

	if (other)
		drafts_swap(&app->aside, app->answers, app->address, address);
	if (app->address) {
		free(app->previous);
		app->previous = app->address;
	}
	app->address = copy;
	if (other)
		app_forget(app);
	app_scan(app);
}

void app_book_changed(struct app *app)
{
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i].ops->book_changed)
			app->stack[i].ops->book_changed(app,
							app->stack[i].data);
}
