/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "rehearse": a letter to oneself, signed, encrypted, opened and checked
 * with the bundle as it lies there, before a device has to. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/steps/rehearsal.h"
#include "journey/steps/step-impl.h"

static const struct ask asks[] = {
	{.name = "password",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Bundle's password"),
	 .help = N_("The one the device will ask for: the bundle is opened "
		    "with it, as a device would.")},
};

static enum step_state state(const struct facts *f)
{
	return f->bundles.n && f->rehearsed_time >= f->bundle_time
		       ? STATE_DONE
		       : STATE_READY;
}

static char *line(const struct facts *f)
{
	char *date, *text;

	if (state(f) != STATE_DONE)
		return NULL;
	date = text_date(f->rehearsed_time);
	text = xasprintf(_("went well, %s"), date);
	free(date);
	return text;
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	(void)a;
	page_add(out, ROLE_TEXT, "%s",
		 _("A letter to yourself is signed and encrypted with what is "
		   "in the bundle, opened with it, and checked. Nothing is "
		   "sent."));
	if (f->rehearsed_time && f->rehearsed_time < f->bundle_time)
		page_add(out, ROLE_WARN, "%s",
			 _("The bundle is newer than the last rehearsal."));
}

/* Beside the bundle, under the same mark. */
static int keep(struct task *task, const struct desk *desk, const char *end,
		const struct buf *letter)
{
	char *mark = hex_text(desk->facts.leaf->fingerprint, BUNDLE_MARK_LEN,
			      0);
	char *name = xasprintf("%s%s", mark, end);
	char *dir = path_join(desk->ws.path, WS_BUNDLES);
	char *path = path_join(dir, name);
	struct write_job job = {.at = place_of(path)};
	int r = fsio_write(&job, letter, &task->report);

	if (r == 0) {
		page_field(&task->outcome.page, _("Kept"), "%s", path);
		free(task->outcome.saved);
		task->outcome.saved = path;
		path = NULL;
	}
	free(path);
	free(dir);
	free(name);
	free(mark);
	return r;
}

/* The newest of this certificate; its place in the name says for what. */
static char *newest(const struct facts *f)
{
	long long best = -1;
	char *path = NULL;

	for (size_t i = 0; i < f->bundles.n; i++) {
		char *one = xasprintf("%s/%s/%s", f->path, WS_BUNDLES,
				      f->bundles.items[i]);
		long long t = fsio_mtime(place_of(one));

		if (t > best) {
			free(path);
			path = one;
			best = t;
		} else {
			free(one);
		}
	}
	return path;
}

static int rehearse(struct task *task, struct desk *desk)
{
	struct page *page = &task->outcome.page;
	char *path = newest(&desk->facts);
	struct rehearsal ask = {
		.env = task->env,
		.facts = &desk->facts,
		.bundle = path,
		.password = answers_secret(&task->answers, "password"),
	};
	struct buf sealed = {0}, clear = {0};
	int r = -1;

	page_field(page, _("Bundle"), "%s", path);
	if (rehearsal_hold(&ask, &clear, &sealed, page, &task->report) < 0 ||
	    task_is_over(task))
		goto out;
	/* The signed one comes last: by it the step is done. */
	if (sealed.len && keep(task, desk, WS_SEALED_LETTER, &sealed) < 0)
		goto out;
	if (keep(task, desk, WS_SIGNED_LETTER, &clear) < 0)
		goto out;
	page_add(page, ROLE_TODO, "%s",
		 _("Send these letters to yourself, or open them in a mail "
		   "program: it should show what is said here."));
	r = 0;
out:
	buf_clear(&sealed);
	buf_clear(&clear);
	free(path);
	return r;
}

static int run(struct task *task)
{
	return desk_with_bundle(task, rehearse);
}

const struct step step_rehearse = {
	.why = N_("Before a device or a friend is puzzled: what is in the "
		  "bundle signs, encrypts, opens and checks a letter here. If "
		  "that goes well, and the device still complains, it is the "
		  "device."),
	.secrecy = N_("Nothing is sent. The letters hold no secret."),
	.action = N_("Hold the rehearsal"),
	.busy = N_("Opening the bundle, signing, encrypting, opening"),
	.usual = N_("usually under two seconds"),
	.needs = NEEDS(BUNDLE),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.line = line,
	.show = show,
	.run = run,
};
