/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "request": the certificate signing request, shown before and after. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/page/show.h"
#include "journey/steps/step-impl.h"
#include "x509/csr.h"

static bool same_list(const struct strlist *a, const struct strlist *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

/* The request on disk is for this key and these details. */
static bool is_current(const struct facts *f)
{
	struct strlist wanted = {0};
	const char *name;
	bool same;

	if (!f->request || !f->request->signature_good || !f->key_known ||
	    !spki_equal(&f->request->spki, &f->key))
		return false;
	wanted_addresses(f, &wanted);
	name = f->request->common_name ? f->request->common_name : "";
	same = same_list(&wanted, &f->request->emails) &&
	       strcmp(name, f->name) == 0;
	strlist_clear(&wanted);
	return same;
}

static bool must_sign(const struct facts *f, const struct answers *a)
{
	(void)a;
	return f->has_key && !is_current(f);
}

static bool saves_copy(const struct facts *f, const struct answers *a)
{
	const char *out = answers_get(a, "out");

	(void)f;
	return out && *out;
}

static const struct choice forms[] = {
	{"pem", N_("Text (PEM)"), N_("what most issuers want pasted")},
	{"der", N_("Binary (DER)"), N_("only where the issuer asks for it")},
	{0},
};

static const struct ask asks[] = {
	{.name = "passphrase",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Passphrase"),
	 .help = N_("Of your key: the request is signed with it."),
	 .arises = must_sign},
	{.name = "out",
	 .kind = ASK_TEXT,
	 .is_file = true,
	 .label = N_("Save a copy as"),
	 .help = N_("A file to upload, for example ~/request.csr. It may stay "
		    "empty: the request is kept in your data folder anyway."),
	 .optional = true},
	{.name = "form",
	 .kind = ASK_CHOICE,
	 .label = N_("Form of the copy"),
	 .help = N_("Text unless the issuer asks for binary."),
	 .choices = forms,
	 .arises = saves_copy},
};

/* A request for a key that was replaced is no use: one has to be made anew. */
static enum step_state state(const struct facts *f)
{
	if (f->leaf)
		return STATE_DONE;
	if (!f->request)
		return STATE_READY;
	if (!f->has_key)
		return STATE_TROUBLE;
	if (f->key_known && !spki_equal(&f->request->spki, &f->key))
		return STATE_READY;
	return STATE_DONE;
}

static void show_wanted(const struct facts *f, struct page *out)
{
	struct strlist wanted = {0};
	struct csr_wish wish = {.name = f->name, .addresses = &wanted};

	wanted_addresses(f, &wanted);
	show_wish(&wish, &f->key, out);
	strlist_clear(&wanted);
}

static void show_next_act(struct page *out)
{
	page_add(out, ROLE_TODO, "%s",
		 _("Now give the request to an issuer: paste it into the "
		   "issuer's form or upload the file. Then wait for the "
		   "answer and bring it here."));
	page_add(out, ROLE_HINT, "%s",
		 _("No issuer yet? The next step can issue the certificate "
		   "from an authority of your own."));
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	(void)a;
	if (!f->has_key)
		return;
	if (is_current(f)) {
		page_add(out, ROLE_TITLE, "%s", _("The request, decoded"));
		show_request(f->request, out);
		page_field(out, _("File"), "%s/%s", f->path, WS_REQUEST);
	} else {
		show_wanted(f, out);
		if (f->request)
			page_add(out, ROLE_WARN, "%s",
				 _("The request on disk is for other details. "
				   "It will be kept beside the new one."));
	}
	page_add(out, ROLE_HINT, "%s",
		 _("It contains no secret: you may show it to anybody."));
}

static int make(struct task *task, struct desk *desk, struct csr **out)
{
	struct key *key = NULL;
	struct buf pem = {0};
	int r = -1;

	if (desk_key(task, desk, &key) < 0 ||
	    desk_build_request(task, &desk->facts, key, out) < 0)
		goto out;
	csr_pem(*out, &pem);
	if (task_is_over(task) ||
	    ws_write(&desk->ws, WS_REQUEST, FSIO_KEEP | FSIO_PUBLIC, &pem,
		     &task->report) < 0)
		goto out;
	r = 0;
out:
	key_free(key);
	buf_clear(&pem);
	return r;
}

static void tell(struct task *task, const struct csr *r, const char *dir)
{
	struct outcome *o = &task->outcome;
	struct buf pem = {0};

	csr_pem(r, &pem);
	page_add(&o->page, ROLE_DONE, "%s", _("The request is saved."));
	if (o->saved)
		page_field(&o->page, _("File"), "%s", o->saved);
	else
		page_field(&o->page, _("File"), "%s/%s", dir, WS_REQUEST);
	show_request(r, &o->page);
	show_next_act(&o->page);
	if (!o->saved)
		o->saved = path_join(dir, WS_REQUEST);
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
	if (!desk.facts.has_key) {
		step_lacks(task, STEP_KEY);
		goto out;
	}
	if (!is_current(&desk.facts) && make(task, &desk, &made) < 0)
		goto out;
	r = made ? made : desk.facts.request;
	if (answers_is(&task->answers, "form", "der"))
		buf_copy(&copy, &r->der);
	else
		csr_pem(r, &copy);
	if (write_copy(task, &copy, FSIO_NEW | FSIO_PUBLIC) < 0)
		goto out;
	tell(task, r, desk.ws.path);
	result = 0;
out:
	csr_free(made);
	buf_clear(&copy);
	desk_close(&desk);
	return result;
}

const struct step step_request = {
	.why = N_("The request asks an issuer for a certificate: it holds your "
		  "public key, name and address, signed with your key."),
	.secrecy = N_("The request contains no secret; it is made to be given "
		      "away."),
	.action = N_("Write the request"),
	.needs = NEEDS(WHO) | NEEDS(KEY),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
