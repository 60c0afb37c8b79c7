/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "key": the key pair, protected by a passphrase. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/steps/step-impl.h"

static bool has_no_key(const struct facts *f, const struct answers *a)
{
	(void)a;
	return !f->has_key;
}

const struct choice key_choices[] = {
	{"rsa-3072", N_("RSA 3072"), N_("works in every mail program")},
	{"rsa-2048", N_("RSA 2048"), N_("the shortest that is accepted")},
	{"rsa-4096", N_("RSA 4096"), N_("slower, no gain in practice today")},
	{"p-256", N_("EC P-256"),
	 N_("fine to sign; no encrypted mail on Apple")},
	{"p-384", N_("EC P-384"),
	 N_("fine to sign; no encrypted mail on Apple")},
	{"p-521", N_("EC P-521"),
	 N_("as P-384; Gmail does not take it")},
	{"ed25519", N_("Ed25519"),
	 N_("signs only; Apple, Outlook and Gmail refuse it")},
	{0},
};

static const struct ask asks[] = {
	{.name = "type",
	 .kind = ASK_CHOICE,
	 .label = N_("Kind of key"),
	 .help = N_("Keep RSA 3072 unless somebody told you otherwise."),
	 .settled = true,
	 .choices = key_choices,
	 .arises = has_no_key},
	{.name = "passphrase",
	 .kind = ASK_NEW_PASSPHRASE,
	 .label = N_("New passphrase"),
	 .help = N_("It protects the key on this computer. Nobody can "
		    "recover it for you; a sentence is easy to keep in mind."),
	 .arises = has_no_key},
};

static enum step_state state(const struct facts *f)
{
	if (f->has_key)
		return STATE_DONE;
	/* A certificate or a request without its key is worth a word. */
	return f->leaf ? STATE_TROUBLE : STATE_READY;
}

static void warn_of_type(int type, struct page *out)
{
	if (type < 0 || type <= KEY_RSA_4096)
		return;
	page_add(out, ROLE_WARN, "%s",
		 tr(key_type_info((enum key_type)type)->word));
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	const char *type = answers_get(a, "type");
	char *text, *date;

	if (!f->has_key) {
		warn_of_type(type ? key_type_by_name(type) : -1, out);
		return;
	}
	text = f->key_known ? spki_text(&f->key) : xstrdup(_("kind unknown"));
	date = text_date(f->key_time);
	page_add(out, ROLE_DONE, _("The key is there: %s, of %s."), text, date);
	free(text);
	free(date);
	if (f->key_known) {
		text = hex_text(f->key.id, 8, ':');
		page_field(out, _("Key mark"), "%s", text);
		free(text);
	}
	page_field(out, _("File"), "%s/%s", f->path, WS_KEY);
	page_add(out, ROLE_HINT, "%s",
		 _("A key is never overwritten: mail that was encrypted to it "
		   "could not be read any more."));
}

static int run(struct task *task)
{
	int type = key_type_by_name(answers_get(&task->answers, "type"));
	struct key *key = NULL;
	struct desk desk;
	int r = -1;

	if (desk_open(task, &desk) < 0)
		goto out;
	if (desk.facts.has_key) {
		report_add(&task->report, FINDING_ID_HAS_KEY, task->address,
			   "");
		goto out;
	}
	if (key_generate((enum key_type)type, &key, &task->report) < 0 ||
	    desk_write_key(task, ws_place(&desk.ws, WS_KEY), FSIO_NEW, key) < 0)
		goto out;
	free(task->outcome.saved);
	task->outcome.saved = path_join(desk.ws.path, WS_KEY);
	r = 0;
out:
	key_free(key);
	desk_close(&desk);
	return r;
}

const struct step step_key = {
	.why = N_("Two halves made together: the private key signs and opens "
		  "mail, the public key goes into the certificate."),
	.secrecy = N_("The private key and its passphrase are secret and stay "
		      "on this computer."),
	.action = N_("Make the key"),
	.busy = N_("Making the key"),
	.usual = N_("usually under a second, sometimes five"),
	.needs = NEEDS(WHO),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
