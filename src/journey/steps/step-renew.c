/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "renew": a new request before the certificate runs out; the old key is
 * kept for old mail. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/renewal.h"
#include "journey/page/show.h"
#include "journey/steps/step-impl.h"

/* Offered as the next step from here on (catalogue, cert-expires-soon). */
enum { RENEW_DAYS = 30 };

static bool is_fresh(const struct facts *f, const struct answers *a)
{
	(void)a;
	return !f->renewing;
}

static bool with_new_key(const struct facts *f, const struct answers *a)
{
	return is_fresh(f, a) && !answers_is(a, "renew-key", "same");
}

static bool with_same_key(const struct facts *f, const struct answers *a)
{
	return is_fresh(f, a) && answers_is(a, "renew-key", "same");
}

static const struct choice keys[] = {
	{"new", N_("A new key"), N_("safest; the old one is kept for old mail")},
	{"same", N_("The same key"), N_("if your issuer or card wants it so")},
	{0},
};

static const struct ask asks[] = {
	{.name = "renew-key",
	 .kind = ASK_CHOICE,
	 .label = N_("Key"),
	 .help = N_("Either way the old key stays here: without it mail that "
		    "was encrypted to you until now could not be read."),
	 .choices = keys,
	 .arises = is_fresh},
	{.name = "type",
	 .kind = ASK_CHOICE,
	 .label = N_("Kind of key"),
	 .help = N_("Keep RSA 3072 unless somebody told you otherwise."),
	 .settled = true,
	 .choices = key_choices,
	 .arises = with_new_key},
	{.name = "passphrase",
	 .kind = ASK_NEW_PASSPHRASE,
	 .label = N_("New passphrase"),
	 .help = N_("Of the new key. It may be the one you have."),
	 .arises = with_new_key},
	{.name = "passphrase",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Passphrase"),
	 .help = N_("Of your key: the request is signed with it."),
	 .arises = with_same_key},
	{.name = "out",
	 .kind = ASK_TEXT,
	 .is_file = true,
	 .label = N_("Save a copy as"),
	 .help = N_("A file to upload, for example ~/request.csr. It may stay "
		    "empty: the request is kept in your data folder anyway."),
	 .optional = true},
};

static enum step_state state(const struct facts *f)
{
	if (f->renewing)
		return STATE_WAITING;
	if (f->leaf &&
	    text_days_until(f->leaf->not_after, f->now) <= RENEW_DAYS)
		return STATE_READY;
	return STATE_LATER;
}

static char *line(const struct facts *f)
{
	char *date, *text;

	if (!f->leaf || state(f) != STATE_LATER)
		return NULL;
	date = text_date(f->leaf->not_after - RENEW_DAYS * 86400);
	text = xasprintf(_("not due before %s"), date);
	free(date);
	return text;
}

static bool is_ended(const struct facts *f)
{
	return report_has(&f->check, FINDING_CERT_EXPIRED);
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	char *date;

	(void)a;
	if (!f->leaf)
		return;
	date = text_date(f->leaf->not_after);
	page_field(out, is_ended(f) ? _("Valid until") : _("Runs out"), "%s",
		   date);
	free(date);
	if (f->old.n)
		page_field(out, _("Kept"),
			   trn("%zu older key, for old mail",
			       "%zu older keys, for old mail", f->old.n),
			   f->old.n);
	if (f->renewing) {
		page_add(out, ROLE_TITLE, "%s", _("The request that is out"));
		show_request(f->renew_request, out);
		page_field(out, _("File"), "%s/%s/%s", f->path, WS_RENEW,
			   WS_REQUEST);
	}
	if (is_ended(f))
		page_add(out, ROLE_WARN, "%s",
			 _("It has ended: until the new one is here, mail can "
			   "neither be signed nor encrypted to you. Bring the "
			   "answer to the step \"Certificate\"."));
	else
		page_add(out, ROLE_HINT, "%s",
			 _("Until the new certificate is here, the old one "
			   "goes on. Bring the answer to the step "
			   "\"Certificate\"; the change is then made by "
			   "itself."));
}

static char *renew_file(const struct desk *desk, const char *name)
{
	char *dir = path_join(desk->ws.path, WS_RENEW);
	char *path = path_join(dir, name);

	free(dir);
	return path;
}

/* The new key lies in renew/ until its certificate comes. One that a killed
 * run left there without a request was never used; it is kept all the same. */
static int new_key(struct task *task, const struct desk *desk, struct key **out)
{
	int type = key_type_by_name(answers_get(&task->answers, "type"));
	char *path = renew_file(desk, WS_KEY);
	struct key *key = NULL;
	int r = -1;

	if (key_generate((enum key_type)type, &key, &task->report) < 0 ||
	    desk_write_key(task, place_of(path), FSIO_KEEP, key) < 0)
		goto out;
	*out = key;
	key = NULL;
	r = 0;
out:
	key_free(key);
	free(path);
	return r;
}

/* A key of an earlier try must not be taken for this request's. */
static int same_key(struct task *task, const struct desk *desk,
		    struct key **out)
{
	char *left = renew_file(desk, WS_KEY);
	int r = fsio_remove(left, &task->report);

	free(left);
	return r < 0 ? -1 : desk_key(task, desk, out);
}

/* The request is written last: with it the renewal has begun. */
static int make(struct task *task, const struct desk *desk, struct csr **out)
{
	bool same = answers_is(&task->answers, "renew-key", "same");
	char *dir = path_join(desk->ws.path, WS_RENEW);
	char *path = path_join(dir, WS_REQUEST);
	struct write_job job = {.at = place_of(path), .flags = FSIO_PUBLIC};
	struct key *key = NULL;
	struct buf pem = {0};
	int r = -1;

	if (fsio_mkdir(dir, &task->report) < 0 ||
	    (same ? same_key(task, desk, &key)
		  : new_key(task, desk, &key)) < 0 ||
	    desk_build_request(task, &desk->facts, key, out) < 0)
		goto out;
	csr_pem(*out, &pem);
	if (task_is_over(task) || fsio_write(&job, &pem, &task->report) < 0)
		goto out;
	r = 0;
out:
	key_free(key);
	buf_clear(&pem);
	free(path);
	free(dir);
	return r;
}

static void tell(struct task *task, const struct csr *r, bool ended, char *path)
{
	struct outcome *o = &task->outcome;
	struct buf pem = {0};

	csr_pem(r, &pem);
	page_add(&o->page, ROLE_DONE, "%s",
		 _("The request for the renewal is saved."));
	page_field(&o->page, _("File"), "%s", o->saved ? o->saved : path);
	show_request(r, &o->page);
	page_add(&o->page, ROLE_TODO, "%s",
		 ended ? _("Give it to the issuer as you did with the first "
			   "one, and bring the answer here.")
		       : _("Give it to the issuer as you did with the first "
			   "one. Keep using what you have until the answer is "
			   "here."));
	if (o->saved)
		free(path);
	else
		o->saved = path;
	o->copy = buf_take(&pem);
}

static int run(struct task *task)
{
	struct csr *made = NULL;
	const struct csr *r = NULL;
	struct buf copy = {0};
	struct desk desk;
	int result = -1;

	if (desk_open(task, &desk) < 0)
		goto out;
	if (!desk.facts.leaf) {
		step_lacks(task, STEP_CERTIFICATE);
		goto out;
	}
	if (!desk.facts.renewing && make(task, &desk, &made) < 0)
		goto out;
	r = made ? made : desk.facts.renew_request;
	csr_pem(r, &copy);
	if (write_copy(task, &copy, FSIO_NEW | FSIO_PUBLIC) < 0)
		goto out;
	tell(task, r, is_ended(&desk.facts), renew_file(&desk, WS_REQUEST));
	result = 0;
out:
	csr_free(made);
	buf_clear(&copy);
	desk_close(&desk);
	return result;
}

const struct step step_renew = {
	.why = N_("Certificates run out. A new one is asked for in time, and "
		  "the old key is kept: mail that was encrypted to it stays "
		  "readable."),
	.secrecy = N_("The new key is as secret as the old one; the request "
		      "may be shown to anybody."),
	.action = N_("Write the request for renewal"),
	.busy = N_("Making the key"),
	.usual = N_("usually under a second, sometimes five"),
	.needs = NEEDS(KEY) | NEEDS(CERTIFICATE),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.line = line,
	.show = show,
	.run = run,
};
