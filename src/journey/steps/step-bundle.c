/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "bundle": the .p12 a device reads; written, read back, proven. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/old.h"
#include "journey/page/show.h"
#include "journey/page/verdicts.h"
#include "journey/steps/step-impl.h"
#include "rules/place.h"

static const struct choice places[] = {
#define PLACE(name, title, word, readers, form, rounds, clients)               \
	{name, title, word},
#include "rules/place-list.h"
#undef PLACE
	{0},
};

static bool password_is_own(const struct facts *f, const struct answers *a)
{
	(void)f;
	return answers_is(a, "password-from", "own");
}

static bool has_old(const struct facts *f, const struct answers *a)
{
	(void)a;
	return f->old.n > 0;
}

static const struct choice old_keys[] = {
	{"no", N_("Only the key of today"),
	 N_("older ones are on the device already")},
	{"yes", N_("Older keys, too"),
	 N_("for a new device: old mail becomes readable there")},
	{0},
};

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
	{.name = "with-old",
	 .kind = ASK_CHOICE,
	 .label = N_("Keys"),
	 .help = N_("Mail that was encrypted to a key of before can be read "
		    "only where that key is."),
	 .choices = old_keys,
	 .arises = has_old},
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
	 .is_file = true,
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
	const struct place_row *place;
	struct bundle_wish wish;
	const struct cert *issuers[CHAIN_MAX];
	struct cert_list root; /* it stays outside, and is not missing there */
	struct task *task;
	struct old_list old; /* and what is made of it */
	struct bundle_pair *pairs;
	struct key **keys;
	char **names;
};

static void parcel_clear(struct parcel *p)
{
	for (size_t i = 0; i < p->wish.nmore; i++) {
		key_free(p->keys[i]);
		free(p->names[i]);
	}
	free(p->keys);
	free(p->names);
	free(p->pairs);
	old_clear(&p->old);
	cert_list_clear(&p->root);
}

/* One that the passphrase opens; its name tells it from the others. */
static void add_old(struct parcel *p, const struct old *old)
{
	struct task *task = p->task;
	struct report ignored = {0};
	char *until = text_date(old->leaf->not_after);
	size_t n = p->wish.nmore;

	if (key_open(&old->key, answers_secret(&task->answers, "passphrase"),
		     task->address, &p->keys[n], &ignored) < 0) {
		report_add(&task->report, FINDING_P12_OLD_KEY_LEFT_OUT,
			   task->address, _("It was valid until %s."), until);
	} else {
		p->names[n] = xasprintf("%s (%s)", task->address, until);
		p->pairs[n] = (struct bundle_pair){p->keys[n], old->leaf,
						   p->names[n]};
		p->wish.nmore++;
	}
	report_clear(&ignored);
	free(until);
}

static void load_old(struct parcel *p, const struct desk *desk)
{
	if (!answers_is(&p->task->answers, "with-old", "yes"))
		return;
	old_scan(desk->ws.path, &p->old);
	p->keys = xcalloc(p->old.n, sizeof(struct key *));
	p->names = xcalloc(p->old.n, sizeof(char *));
	p->pairs = xcalloc(p->old.n, sizeof(struct bundle_pair));
	for (size_t i = 0; i < p->old.n; i++)
		add_old(p, &p->old.items[i]);
	p->wish.more = p->pairs;
}

static void fill_issuers(struct parcel *p, const struct chain *chain)
{
	for (size_t i = 1; i < chain->n; i++)
		if (!chain->links[i]->self_signed)
			p->issuers[p->wish.nissuers++] = chain->links[i];
		else
			cert_list_take(&p->root, cert_dup(chain->links[i]));
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

/* What is said of the bundle that the programs at its place mind; the line
 * of readers speaks for all others. */
static void keep_remarks(const struct parcel *p, const struct subject *s,
			 const struct report *from, struct report *to)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct finding *f = &from->items[i];
		struct report one = {(struct finding *)f, 1};

		if (strchr(finding_info(f->id)->affects, 'M') ||
		    strcmp(finding_info(f->id)->step, "bundle") == 0)
			if (clients_mind(p->place->clients, f, s))
				report_append(to, &one);
	}
}

/* The first program at the place that refuses it; its reason in the report. */
static int find_refusal(const struct parcel *p, const struct subject *s,
			const struct report *report)
{
	struct client_verdict v;

	for (size_t i = 0; i < client_count(); i++) {
		size_t at = 0;

		if (!client_is_among(client_at(i), p->place->clients) ||
		    !client_verdict(client_at(i), ABILITY_IMPORT, s, report,
				    &v) ||
		    v.verdict != VERDICT_NO)
			continue;
		while (report->items[at].id != v.because.ids[0])
			at++;
		return report_fail(&p->task->report, v.because.ids[0],
				   tr(v.client->title), "%s",
				   report->items[at].detail);
	}
	return 0;
}

/* What the finished file is to each mail program at its place. */
static int judge(const struct buf *file, struct parcel *p, time_t now)
{
	struct bundle_info info = {0};
	struct bundle *again = NULL;
	struct report report = {0};
	struct subject s = {.now = now,
			    .bundle_new = true,
			    .roots = &p->root};
	int r = -1;

	if (bundle_peek(file, &info, &p->task->report) < 0 ||
	    bundle_open(file, p->wish.password, &again, &p->task->report) < 0)
		goto out;
	s.bundle_info = &info;
	s.bundle = again;
	s.bundle_password = p->wish.password;
	s.key = key_spki(p->wish.key);
	check_all(&s, &report, NULL);
	r = find_refusal(p, &s, &report);
	if (r < 0)
		goto out;
	verdict_show(ABILITY_IMPORT, p->place->clients, &s, &report,
		     &p->task->outcome.page);
	keep_remarks(p, &s, &report, &p->task->report);
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
	char *name = xasprintf("%s-%s.p12", mark, p->place->name);
	char *dir = path_join(desk->ws.path, WS_BUNDLES);
	char *path = path_join(dir, name);
	struct write_job job = {.flags = FSIO_KEEP, .verify = proves, .arg = p};
	int fd = -1, r = -1;

	if (fsio_mkdir(dir, &task->report) == 0)
		fd = fsio_open_dir(dir, &task->report);
	if (fd >= 0) {
		/* The identity's lock is ours: what is left over is dead. */
		fsio_sweep(fd);
		job.at = (struct place){fd, name, dir};
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

static void tell(struct task *task, const struct desk *desk,
		 const struct place_row *place)
{
	struct page *page = &task->outcome.page;
	struct page first = {0};

	page_add(&first, ROLE_DONE, "%s",
		 _("The bundle is written, read back and opened: key and "
		   "certificate fit."));
	page_field(&first, _("File"), "%s", task->outcome.saved);
	page_field(&first, _("Read by"), "%s", tr(place->readers));
	page_append(&first, page);
	page_clear(page);
	*page = first;
	page_add(page, ROLE_TITLE, "%s", _("The chain"));
	show_chain(&desk->facts.chain, desk->facts.now, page);
	page_add(page, ROLE_TODO, "%s",
		 _("Bring the file to the device, open it there and type the "
		   "password. Then delete the copy you moved."));
	if (desk->facts.chain.end == CHAIN_ROOT && desk->facts.has_authority)
		page_add(
			page, ROLE_HINT, "%s",
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
	tell(task, desk, p->place);
	r = 0;
out:
	buf_clear(&file);
	return r;
}

static int run(struct task *task)
{
	struct parcel p = {.task = task};
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
	p.place = place_by_name(answers_get(&task->answers, "place"));
	p.wish.form = p.place->form;
	p.wish.iterations = p.place->iterations;
	p.wish.key = key;
	p.wish.leaf = desk.facts.leaf;
	p.wish.friendly_name = desk.facts.address;
	fill_issuers(&p, &desk.facts.chain);
	load_old(&p, &desk);
	r = make(task, &desk, &p);
out:
	if (r < 0)
		outcome_clear(&task->outcome);
	parcel_clear(&p);
	key_free(key);
	desk_close(&desk);
	return r;
}

const struct step step_bundle = {
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
