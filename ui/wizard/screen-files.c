/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder as a list, the newest first: letters filter, Enter chooses. */
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/fsio.h"
#include "base/text.h"
#include "journey/intake/file-look.h"
#include "ui/both/complete.h"
#include "ui/wizard/files.h"

enum {
	ID_UP = -1,
	ID_HERE = -2,
	FILES_SHOWN = 200, /* of a folder; the filter finds the others */
};

struct files_data {
	const char *user_home;
	char *path; /* of the folder, from the root on */
	struct folder folder;
	char *error; /* why it cannot be listed */
	struct entry filter;
	bool hidden;	/* names that begin with a dot are shown */
	enum files_for what;
	char *new_name; /* of a file to be written, "" of a folder's self;
			 * NULL: choose one */
	char *looked;	/* the file that the two below are about */
	char *word;
	struct page more;
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Choose"), N_("take this file, or open this folder")},
	{N_("Up/Down"), "", N_("select a file")},
	{N_("Left"), N_("Folder above"), N_("to the folder this one is in")},
	{N_("F4"), N_("Hidden files"),
	 N_("show or hide names that begin with a dot; Ctrl-R too")},
	{N_("Letters"), "",
	 N_("show only names that have them; Backspace erases one, Esc all; ~ "
	    "goes to your own folder and / to the first one")},
	{N_("Esc"), N_("Back"), N_("to where you were; what was typed is kept")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

/* --- folders ------------------------------------------------------------- */

/* With "~" for the person's own folder, where it is in it. */
static char *shorten(const struct files_data *d, const char *path)
{
	size_t n = d->user_home ? strlen(d->user_home) : 0;

	if (n > 1 && strncmp(path, d->user_home, n) == 0 &&
	    (path[n] == '/' || !path[n]))
		return xasprintf("~%s", path + n);
	return xstrdup(path);
}

static void forget_look(struct files_data *d)
{
	free(d->looked);
	free(d->word);
	d->looked = d->word = NULL;
	page_clear(&d->more);
}

/* Takes path over. */
static void enter(struct app *app, struct files_data *d, char *path)
{
	struct screen *s = app_top(app);
	struct report report = {0};

	if (!path)
		return;
	free(d->path);
	d->path = path;
	forget_look(d);
	folder_clear(&d->folder);
	entry_set(&d->filter, "");
	free(d->error);
	d->error = NULL;
	if (folder_read(path, &d->folder, &report) < 0)
		d->error = xstrdup(report.items[0].detail);
	report_clear(&report);
	free(app->folder);
	app->folder = xstrdup(path);
	/* Behind the folder above stands the newest file. */
	s->focus = d->new_name ? 0 : strcmp(path, "/") != 0;
	s->top = 0;
	s->follow = true;
}

static char *above(const char *path)
{
	size_t n = (size_t)(path_base(path) - path);

	return n > 1 ? xstrndup(path, n - 1) : xstrdup("/");
}

/* Of what was typed, else of the last time, else where downloads go. */
static char *begin_at(const struct app *app, const char *typed)
{
	static const char *const tries[] = {"~/Downloads", "~", "."};
	const char *home = app->options.env->user_home;
	size_t n = (size_t)(path_base(typed) - typed);
	char *given = n ? xstrndup(typed, n) : xstrdup(app->folder);
	char *path = given ? complete_real(home, given) : NULL;

	free(given);
	for (size_t i = 0; !path && i < ARRAY_LEN(tries); i++)
		path = complete_real(home, tries[i]);
	return path ? path : xstrdup("/");
}

void files_open(struct app *app, const char *typed, enum files_for what)
{
	struct files_data *d;

	if (app->depth == APP_DEPTH) /* it would take the place of who asks */
		return;
	d = xcalloc(1, sizeof(*d));
	d->user_home = app->options.env->user_home;
	d->what = what;
	if (what != FILES_READ)
		d->new_name = xstrdup(what == FILES_WRITE ? path_base(typed)
							  : "");
	app_open(app, &screen_files, d);
	enter(app, d, begin_at(app, typed));
}

/* --- building ------------------------------------------------------------ */

static bool is_shown(const struct files_data *d, const struct folder_item *item)
{
	const char *filter = entry_text(&d->filter);

	if (item->name[0] == '.' && !d->hidden && filter[0] != '.')
		return false;
	return strcasestr(item->name, filter) != NULL;
}

static char *size_text(long long bytes)
{
	static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
	size_t i = 0;

	while (bytes >= 10000 && i + 1 < ARRAY_LEN(units)) {
		bytes /= 1000;
		i++;
	}
	return xasprintf("%lld %s", bytes, units[i]);
}

static void build_file(const struct folder_item *item, int id, struct view *v)
{
	char *safe = text_safe_str(item->name);
	char *label = xasprintf(item->is_folder ? "%s/" : "%s", safe);
	char *date = text_date((time_t)item->time);
	char *size = item->is_folder ? xstrdup(_("folder"))
				     : size_text(item->size);
	char *text = xasprintf("%s  %s", date, size);

	view_item(v, id, NULL, label, text);
	free(safe);
	free(label);
	free(date);
	free(size);
	free(text);
}

static void build_head(const struct files_data *d, struct view *v)
{
	char *where = shorten(d, d->path);
	char *safe = text_safe_str(where);
	char *text = xasprintf(_("In %s, the newest first."), safe);

	view_line(v, ROLE_TEXT, text);
	free(safe);
	free(text);
	free(where);
	safe = text_safe_str(entry_text(&d->filter));
	text = *safe ? xasprintf(_("Names with: %s_"), safe)
		     : xstrdup(_("Type a part of a name to see only those."));
	view_line(v, *safe ? ROLE_TODO : ROLE_HINT, text);
	view_line(v, ROLE_GAP, "");
	free(safe);
	free(text);
}

static void build_files(const struct files_data *d, struct view *v)
{
	size_t n = 0;
	char *text;

	for (size_t i = 0; i < d->folder.n; i++)
		if (is_shown(d, &d->folder.items[i]) && n++ < FILES_SHOWN)
			build_file(&d->folder.items[i], (int)i, v);
	if (d->error)
		view_line(v, ROLE_BAD, d->error);
	else if (n == 0)
		view_line(v, ROLE_TEXT, _("There is nothing to choose here."));
	if (n <= FILES_SHOWN && !d->folder.cut)
		return;
	n = n > FILES_SHOWN ? n - FILES_SHOWN : 0;
	text = d->folder.cut
		       ? xstrdup(_("There are more files than can be listed."))
		       : xasprintf(trn("and %zu more: type a part of its name",
				       "and %zu more: type a part of the name",
				       n),
				   n);
	view_line(v, ROLE_HINT, text);
	free(text);
}

static const struct folder_item *item_of(const struct files_data *d, int id)
{
	return id >= 0 && (size_t)id < d->folder.n ? &d->folder.items[id]
						   : NULL;
}

/* What the selected file is: beside the cursor, and whose, below. */
static void build_look(struct files_data *d, struct row *row, struct page *pane)
{
	const struct folder_item *item = item_of(d, row->id);
	char *path, *text;

	if (!item || item->is_folder)
		return;
	path = path_join(d->path, item->name);
	if (!d->looked || strcmp(d->looked, path) != 0) {
		forget_look(d);
		d->looked = xstrdup(path);
		d->word = file_look(path, &d->more);
	}
	free(path);
	text = xasprintf("%s  %s", row->text, d->word);
	free(row->text);
	row->text = text;
	page_add(pane, ROLE_TITLE, "%s", row->label);
	page_field(pane, _("It is"), "%s", d->word);
	page_append(pane, &d->more);
	if (!folder_name_is_plain(item->name))
		page_add(pane, ROLE_WARN, "%s",
			 _("Its name holds what cannot be seen. Give it another "
			   "name before you use it."));
}

static const char *titles(enum files_for what)
{
	return what == FILES_WRITE  ? _("Choose a folder")
	       : what == FILES_READ ? _("Choose a file")
				    : _("Choose a file or folder");
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	struct files_data *d = s->data;
	int at;

	(void)app;
	v->title = xstrdup(titles(d->what));
	build_head(d, v);
	if (d->new_name)
		view_action(v, ID_HERE, d->what == FILES_WRITE
						? _("Into this folder")
						: _("All of this folder"));
	if (strcmp(d->path, "/") != 0)
		view_item(v, ID_UP, NULL, "..", _("the folder above"));
	build_files(d, v);
	at = view_nth(v, s->focus);
	if (at != NO_ROW)
		build_look(d, &v->rows[at], &v->pane);
	v->status = xstrdup(d->hidden ? _("Hidden files are shown.") : "");
}

/* --- acting -------------------------------------------------------------- */

static void give(struct app *app, struct files_data *d, const char *name)
{
	char *path = path_join(d->path, name);
	char *text = shorten(d, path);

	app_back(app); /* d is gone */
	if (app_top(app)->ops->pick)
		app_top(app)->ops->pick(app, app_top(app), text);
	free(path);
	free(text);
}

static void choose(struct app *app, struct files_data *d, int id)
{
	const struct folder_item *item = item_of(d, id);
	char *name;

	if (id == ID_UP) {
		enter(app, d, above(d->path));
	} else if (id == ID_HERE) {
		name = xstrdup(d->new_name);
		give(app, d, name);
		free(name);
	} else if (!item) {
		return;
	} else if (item->is_folder) {
		/* Links are followed at once: "above" is then no riddle. */
		char *path = path_join(d->path, item->name);

		enter(app, d, fsio_whole_path(path));
		free(path);
	} else if (!folder_name_is_plain(item->name)) {
		app_say(app, ROLE_WARN, "%s",
			_("Its name holds what cannot be seen. Give it another "
			  "name before you use it."));
	} else {
		name = xstrdup(item->name);
		give(app, d, name);
		free(name);
	}
}

static void filter_changed(const struct files_data *d, struct screen *s)
{
	bool any = entry_len(&d->filter) > 0;

	s->focus = (d->new_name != NULL) +
		   (size_t)(any && strcmp(d->path, "/") != 0);
	s->top = 0;
	s->follow = true;
}

static bool act_text(struct app *app, struct screen *s, struct files_data *d,
		     const struct event *e)
{
	bool empty = entry_len(&d->filter) == 0;

	if (empty && is_text(e, "/"))
		enter(app, d, xstrdup("/"));
	else if (empty && is_text(e, "~"))
		enter(app, d, complete_real(d->user_home, "~"));
	else if (entry_insert(&d->filter, e->text, strlen(e->text)))
		filter_changed(d, s);
	return true;
}

static bool act_key(struct app *app, struct screen *s, struct files_data *d,
		    enum press press)
{
	bool empty = entry_len(&d->filter) == 0;

	switch (press) {
	case PRESS_BACKSPACE:
	case PRESS_LEFT:
		if (empty || press == PRESS_LEFT)
			enter(app, d, above(d->path));
		else if (entry_press(&d->filter, press))
			filter_changed(d, s);
		return true;
	case PRESS_ESC:
	case PRESS_CUT_START:
		if (empty)
			return false;
		entry_set(&d->filter, "");
		filter_changed(d, s);
		return true;
	case PRESS_F4:
		d->hidden = !d->hidden;
		filter_changed(d, s);
		return true;
	default:
		return false;
	}
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct files_data *d = s->data;

	if (e->kind == EVENT_TEXT)
		return act_text(app, s, d, e);
	if (e->kind != EVENT_KEY)
		return false;
	if (row && (e->press == PRESS_ENTER || e->press == PRESS_F2)) {
		choose(app, d, row->id);
		return true;
	}
	return act_key(app, s, d, e->press);
}

static void close_data(void *data)
{
	struct files_data *d = data;

	folder_clear(&d->folder);
	forget_look(d);
	entry_clear(&d->filter);
	free(d->path);
	free(d->error);
	free(d->new_name);
	free(d);
}

const struct screen_ops screen_files = {
	.name = "files",
	.title = N_("Choose a file"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};

enum field_took files_field_act(struct app *app, struct field *f, int id,
				const struct event *e, struct answers *answers)
{
	if (is_press(e, PRESS_F4) && field_takes_files(f)) {
		files_open(app, entry_text(&f->entry),
			   f->ask->is_file ? FILES_WRITE : FILES_READ);
		return FIELD_PICKS;
	}
	if (!field_act(f, id, e, answers))
		return FIELD_LEFT;
	/* The line that was lifted stays the selected one. */
	if (is_press(e, PRESS_LIFT))
		app_top(app)->focus--;
	return FIELD_TOOK;
}
