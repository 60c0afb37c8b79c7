/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "handover": the sheet for the device, and the root it has to trust. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/guide/guide.h"
#include "journey/steps/step-impl.h"

enum { SHEET_CELLS = 78 };

static const struct choice guides[] = {
#define GUIDE(name, title, place, fits, list, release, texts) {name, title, ""},
#include "journey/guide/guide-list.h"
#undef GUIDE
	{0},
};

/* The first device that takes a bundle which is there. */
static char *preset_guide(const struct facts *f)
{
	for (size_t i = 0; i < guide_count(); i++) {
		char *end = xasprintf("-%s.p12", guide_at(i)->place);
		bool fits = false;

		for (size_t j = 0; j < f->bundles.n; j++) {
			const char *name = f->bundles.items[j];
			size_t n = strlen(name);

			fits |= n > strlen(end) &&
				strcmp(name + n - strlen(end), end) == 0;
		}
		free(end);
		if (fits)
			return xstrdup(guide_at(i)->name);
	}
	return NULL;
}

static const struct ask asks[] = {
	{.name = "guide",
	 .kind = ASK_CHOICE,
	 .label = N_("For"),
	 .help = N_("The sheet says where in the menus of this device or "
		    "program each thing stands. You may come back for the "
		    "next device."),
	 .choices = guides,
	 .preset = preset_guide},
	{.name = "out",
	 .kind = ASK_TEXT,
	 .is_file = true,
	 .label = N_("Save a copy as"),
	 .help = N_("For example ~/sheet.txt, to print it. It may stay empty: "
		    "the sheet is kept in your data folder anyway."),
	 .optional = true},
};

/* Nobody but the person knows what the device has taken in; what can be seen
 * is whether the way there was shown since the bundle was written. */
static enum step_state state(const struct facts *f)
{
	return f->bundles.n && f->handed_time >= f->bundle_time ? STATE_DONE
								: STATE_READY;
}

static char *line(const struct facts *f)
{
	char *date, *text;

	if (!f->bundles.n || f->handed_time < f->bundle_time)
		return NULL;
	date = text_date(f->handed_time);
	text = xasprintf(_("sheet shown, %s"), date);
	free(date);
	return text;
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	(void)a;
	for (size_t i = 0; i < f->bundles.n; i++) {
		char *safe = text_safe_str(f->bundles.items[i]);

		page_field(out, i ? "" : _("Bundle"), "%s", safe);
		free(safe);
	}
	if (!f->handed_time)
		return;
	page_field(out, _("Sheet"), "%s/%s/%s", f->path, WS_HANDOVER, WS_GUIDE);
	if (f->bundles.n && f->handed_time < f->bundle_time)
		page_add(out, ROLE_WARN, "%s",
			 _("The sheet is older than the bundle. Show it "
			   "again."));
}

/* In the identity's handover/, open to read: none of it is secret. */
static int write_part(struct task *task, const struct desk *desk,
		      const char *name, const struct buf *data)
{
	char *dir = path_join(desk->ws.path, WS_HANDOVER);
	struct write_job job = {.flags = FSIO_PUBLIC};
	int fd = -1, r = -1;

	if (fsio_mkdir(dir, &task->report) == 0)
		fd = fsio_open_dir(dir, &task->report);
	if (fd >= 0) {
		fsio_sweep(fd);
		job.at = (struct place){fd, name, dir};
		r = fsio_write(&job, data, &task->report);
		close(fd);
	}
	free(dir);
	return r;
}

static int write_root(struct task *task, const struct desk *desk)
{
	const struct chain *chain = &desk->facts.chain;
	struct buf pem = {0};
	int r = 0;

	if (chain->n && chain->end == CHAIN_ROOT) {
		cert_pem(chain->links[chain->n - 1], &pem);
		r = write_part(task, desk, WS_ROOT, &pem);
	}
	buf_clear(&pem);
	return r;
}

/* The root first, as the sheet speaks of it; the copy before what counts as
 * done, as a name that is taken is to be seen. */
static int hand_over(struct task *task, struct desk *desk)
{
	const char *name = answers_get(&task->answers, "guide");
	struct page *page = &task->outcome.page;
	struct page sheet = {0};
	struct buf text = {0};
	int r = -1;

	if (write_root(task, desk) < 0)
		goto out;
	desk->facts.handed_time = task->env->now;
	guide_show(guide_by_name(name), &desk->facts, &sheet);
	page_text(&sheet, SHEET_CELLS, &text);
	if (write_copy(task, &text, FSIO_NEW | FSIO_PUBLIC) < 0 ||
	    write_part(task, desk, WS_GUIDE, &text) < 0)
		goto out;
	if (!task->outcome.saved)
		task->outcome.saved = xasprintf("%s/%s/%s", desk->ws.path,
						WS_HANDOVER, WS_GUIDE);
	page_add(page, ROLE_DONE, _("The sheet is saved: %s"),
		 task->outcome.saved);
	page_append(page, &sheet);
	r = 0;
out:
	page_clear(&sheet);
	buf_clear(&text);
	return r;
}

static int run(struct task *task)
{
	return desk_with_bundle(task, hand_over);
}

const struct step step_handover = {
	.why = N_("Having the file is not yet having it in the mail program. "
		  "The sheet leads through the menus of your device: import "
		  "the bundle, trust the root, select the certificate, and "
		  "see that it works."),
	.secrecy = N_("The sheet and the root hold no secret: you may print "
		      "them. The bundle's password stands on neither."),
	.action = N_("Show the sheet"),
	.needs = NEEDS(BUNDLE),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.line = line,
	.show = show,
	.run = run,
};
