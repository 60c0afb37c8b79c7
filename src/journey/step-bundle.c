/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "bundle": the .p12 a device reads; written, read back, proven. */
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/show.h"
#include "journey/step-impl.h"
#include "journey/verdicts.h"
#include "x509/bundle.h"

static const struct choice places[] = {
	{"apple", N_("iPhone, iPad or Mac"),
	 N_("every release reads it; Windows and Thunderbird too")},
	{0},
};

static bool password_is_own(const struct facts *f, const struct answers *a)
{
	(void)f;
	return answers_is(a, "password-from", "own");
}

static const struct choice password_sources[] = {
	{"made", N_("Make a safe one"), N_("shown once, easy to type")},
	{"own", N_("I have one"), N_("letters, digits and signs of ASCII")},
	{0},
};

static const struct ask asks[] = {
	{.name = "place",
	 .kind = ASK_CHOICE,
	 .label = N_("Where will it go"),
	 .help = N_("Devices read only some forms of this file and say "
		    "\"wrong password\" to the others."),
	 .choices = places},
	{.name = "passphrase",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Passphrase"),
	 .help = N_("Of your key on this computer.")},
	{.name = "password-from",
	 .kind = ASK_CHOICE,
	 .label = N_("Bundle's password"),
	 .help = N_("The device asks for it once, when you install the file."),
	 .choices = password_sources},
	{.name = "password",
	 .kind = ASK_NEW_PASSPHRASE,
	 .label = N_("New password"),
	 .help = N_("For the bundle. Plain letters, digits and signs only: "
		    "devices disagree on all others."),
	 .arises = password_is_own},
	{.name = "out",
	 .kind = ASK_TEXT,
	 .label = N_("Save a copy as"),
	 .help = N_("For example ~/mail.p12. It may stay empty: the bundle is "
		    "kept in your data folder anyway."),
	 .optional = true},
};

static enum step_state state(const struct facts *f)
{
	return f->bundles.n ? STATE_DONE : STATE_READY;
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	(void)a;
	if (!f->leaf)
		return;
	for (size_t i = 0; i < f->bundles.n; i++)
		page_field(out, _("There is"), "%s/%s/%s", f->path, WS_BUNDLES,
			   f->bundles.items[i]);
	page_add(out, ROLE_TEXT, "%s",
		 _("The bundle holds your private key, your certificate and "
		   "the certificates between it and the root."));
	if (f->chain.end != CHAIN_ROOT)
		page_add(out, ROLE_WARN, "%s",
			 _("The chain is not whole: others may see \"not "
			   "trusted\". You can add what is missing in the step "
			   "before."));
}

/* All that the writing and the proof need. */
struct parcel {
	struct bundle_wish wish;
	const struct cert *issuers[CHAIN_MAX];
	struct task *task;
};

static void fill_issuers(struct parcel *p, const struct chain *chain)
{
	for (size_t i = 1; i < chain->n; i++)
		if (!chain->links[i]->self_signed)
			p->issuers[p->wish.nissuers++] = chain->links[i];
	p->wish.issuers = p->issuers;
}

static bool has_pair(const struct bundle *b, const struct cert *leaf)
{
	bool key = false, cert = false;

	for (size_t i = 0; i < b->nkeys; i++)
		key |= spki_equal(key_spki(b->keys[i].key), &leaf->spki);
	for (size_t i = 0; i < b->ncerts; i++)
		cert |= cert_equal(b->certs[i].cert, leaf);
	return key && cert;
}

/* security.md 4: opened again with the password, the key matched. */
static int proves(const struct buf *back, void *arg, struct report *report)
{
	const struct parcel *p = arg;
	struct bundle *again = NULL;
	int r = bundle_open(back, p->wish.password, &again, report);

	if (r == 0 && !has_pair(again, p->wish.leaf))
		r = report_fail(report, FINDING_FILE_NOT_VERIFIED, NULL, "");
	if (r == 0 && task_is_over(p->task))
		r = -1;
	bundle_free(again);
	return r;
}

/* What the finished file is to each mail program. */
static int judge(const struct buf *file, struct parcel *p, time_t now)
{
	struct bundle_info info = {0};
	struct bundle *again = NULL;
	struct report report = {0};
	struct subject s = {.now = now, .bundle_new = true};
	int r = -1;

	if (bundle_peek(file, &info, &p->task->report) < 0 ||
	    bundle_open(file, p->wish.password, &again, &p->task->report) < 0)
		goto out;
	s.bundle_info = &info;
	s.bundle = again;
	s.bundle_password = p->wish.password;
	check_all(&s, &report, NULL);
	verdict_show(ABILITY_IMPORT, &s, &report, &p->task->outcome.page);
	report_append(&p->task->report, &report);
	r = report_count(&report, SEVERITY_BLOCKER) ? -1 : 0;
out:
	report_clear(&report);
	bundle_info_clear(&info);
	bundle_free(again);
	return r;
}

static int write_kept(struct task *task, const struct desk *desk,
		      struct parcel *p, const struct buf *file)
{
	char *mark = hex_text(p->wish.leaf->fingerprint, BUNDLE_MARK_LEN, 0);
	char *name = xasprintf("%s-%s.p12", mark,
			       answers_get(&task->answers, "place"));
	char *dir = path_join(desk->ws.path, WS_BUNDLES);
	char *path = path_join(dir, name);
	struct write_job job = {.flags = FSIO_KEEP,
				.verify = proves,
				.arg = p};
	int fd = -1, r = -1;

	if (fsio_mkdir(dir, &task->report) == 0)
		fd = fsio_open_dir(dir, &task->report);
	if (fd >= 0) {
		/* The identity's lock is ours: what is left over is dead. */
		fsio_sweep(fd);
		job.at = (struct place){fd, name};
		r = fsio_write(&job, file, &task->report);
		close(fd);
	}
	if (r == 0 && !task->outcome.saved) {
		task->outcome.saved = path;
		path = NULL;
	}
	free(path);
	free(dir);
	free(name);
	free(mark);
	return r;
}

static void tell(struct task *task, const struct desk *desk)
{
	struct page *page = &task->outcome.page;
	struct page first = {0};

	page_add(&first, ROLE_DONE, "%s",
		 _("The bundle is written, read back and opened: key and "
		   "certificate fit."));
	page_field(&first, _("File"), "%s", task->outcome.saved);
	page_append(&first, page);
	page_clear(page);
	*page = first;
	page_add(page, ROLE_TITLE, "%s", _("The chain"));
	show_chain(&desk->facts.chain, desk->facts.now, page);
	page_add(page, ROLE_TODO, "%s",
		 _("Bring the file to the device, open it there and type the "
		   "password. Then delete the copy you moved."));
	if (desk->facts.chain.end == CHAIN_ROOT && desk->facts.has_authority)
		page_add(page, ROLE_HINT, "%s",
			 _("A certificate of your own authority is trusted on a "
			   "device only after its root was installed there: "
			   "smime-setup authority show prints it."));
}

static int password_ready(struct task *task, const struct secret **out)
{
	struct secret *made = NULL;

	if (!answers_is(&task->answers, "password-from", "made")) {
		*out = answers_secret(&task->answers, "password");
		return 0;
	}
	if (bundle_password(&made, &task->report) < 0)
		return -1;
	task->outcome.reveal = made;
	task->outcome.reveal_label = xstrdup(_("Password of the bundle"));
	*out = made;
	return 0;
}

/* The copy the person asked for comes last: what it needs is on disk by then,
 * and a name that is taken does not cost the work. */
static int make(struct task *task, struct desk *desk, struct parcel *p)
{
	struct buf file = {0};
	int r = -1;

	if (bundle_write(&p->wish, &file, &task->report) < 0 ||
	    task_is_over(task) || judge(&file, p, task->env->now) < 0 ||
	    write_copy(task, &file, FSIO_NEW) < 0 ||
	    write_kept(task, desk, p, &file) < 0)
		goto out;
	tell(task, desk);
	r = 0;
out:
	buf_clear(&file);
	return r;
}

static int run(struct task *task)
{
	struct parcel p = {.task = task, .wish = {.form = BUNDLE_APPLE}};
	struct key *key = NULL;
	struct desk desk;
	int r = -1;

	if (desk_open(task, &desk) < 0)
		goto out;
	if (!desk.facts.leaf) {
		step_lacks(task, STEP_CERTIFICATE);
		goto out;
	}
	if (desk_key(task, &desk, &key) < 0 ||
	    password_ready(task, &p.wish.password) < 0)
		goto out;
	if (!spki_equal(key_spki(key), &desk.facts.leaf->spki)) {
		report_add(&task->report, FINDING_P12_KEY_MISMATCH,
			   task->address, "");
		goto out;
	}
	p.wish.key = key;
	p.wish.leaf = desk.facts.leaf;
	p.wish.friendly_name = desk.facts.address;
	fill_issuers(&p, &desk.facts.chain);
	r = make(task, &desk, &p);
out:
	if (r < 0)
		outcome_clear(&task->outcome);
	key_free(key);
	desk_close(&desk);
	return r;
}

const struct step step_bundle = {
	.name = "bundle",
	.title = N_("Bundle for a device"),
	.why = N_("One file (.p12) carries key and certificate to the phone or "
		  "mail program. It is written in the form that device "
		  "reads."),
	.secrecy = N_("The bundle and its password are secret. Send them by "
		      "different ways, and delete the copy after use."),
	.action = N_("Write the bundle"),
	.busy = N_("Writing the bundle and reading it back"),
	.usual = N_("usually under two seconds"),
	.needs = NEEDS(KEY) | NEEDS(CERTIFICATE),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
