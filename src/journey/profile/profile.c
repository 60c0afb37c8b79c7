/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The .mobileconfig of an identity: root, intermediates and, if wanted, the
 * bundle (never its password). */
#include "journey/profile/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/desk.h"
#include "journey/desk/issuer.h"
#include "journey/page/show.h"
#include "journey/profile/profile-mail.h"
#include "rules/store.h"
#include "x509/bundle/bundle.h"

/* All that building, proving and telling need. */
struct parcel {
	struct task *task;
	struct desk desk;
	struct cert *root; /* of the own authority, where it is that alone */
	struct profile_mail mail;
	struct profile_wish wish;
	struct buf bundle;
	const struct secret *password;
	struct prop *intended;
};

static void parcel_clear(struct parcel *p)
{
	desk_close(&p->desk);
	cert_free(p->root);
	profile_mail_clear(&p->mail);
	buf_clear(&p->bundle);
	prop_free(p->intended);
}

static bool wants_identity(const struct task *task)
{
	return answers_is(&task->answers, "with-identity", "yes");
}

static int read_mail(struct parcel *p)
{
	struct task *task = p->task;
	bool any;

	if (profile_mail_read(&task->answers, &p->mail, &any, &task->report) <
	    0)
		return -1;
	if (any && !wants_identity(task))
		return report_fail(&task->report, FINDING_ANSWER_MISSING,
				   "with-identity", "%s",
				   _("A mail account in the profile needs your "
				     "key and certificate in it."));
	p->wish.mail = any ? &p->mail : NULL;
	return 0;
}

/* Root and intermediates as far as the chain goes. */
static int take_chain(struct parcel *p)
{
	const struct facts *f = &p->desk.facts;
	const struct chain *chain = &f->chain;

	for (size_t i = 1; i < chain->n; i++) {
		if (chain->links[i]->self_signed)
			p->wish.root = chain->links[i];
		else
			p->wish.issuers[p->wish.nissuers++] = chain->links[i];
	}
	p->wish.address = f->address;
	p->wish.name = f->name;
	if (wants_identity(p->task)) {
		p->wish.leaf = f->leaf;
		return 0;
	}
	if (!p->wish.root && !p->wish.nissuers)
		return step_lacks(p->task, STEP_CHAIN);
	return 0;
}

static int take_authority(struct parcel *p)
{
	struct task *task = p->task;

	if (task->address && !issuer_exists(task->env))
		return step_lacks(task, STEP_CERTIFICATE);
	if (issuer_root(task->env, &p->root, &task->report) < 0)
		return -1;
	p->wish.root = p->root;
	return 0;
}

/* Without a key nothing is opened for writing: looking is enough. */
static int collect(struct parcel *p)
{
	struct task *task = p->task;
	const char *out = answers_get(&task->answers, "out");

	if (!out || !*out)
		return report_fail(&task->report, FINDING_ANSWER_MISSING, "out",
				   "%s", _("The profile needs a file name."));
	if (read_mail(p) < 0)
		return -1;
	if (task->address && p->desk.ws.dirfd < 0)
		ws_scan(task->env, task->address, &p->desk.facts);
	if (p->desk.facts.leaf)
		return take_chain(p);
	if (wants_identity(task))
		return task->address
			       ? step_lacks(task, STEP_CERTIFICATE)
			       : report_fail(&task->report, FINDING_ID_NONE,
					     task->env->home, "");
	return take_authority(p);
}

int profile_check(struct task *task)
{
	struct parcel p = {.task = task,
			   .desk = {.ws = {.dirfd = -1, .lockfd = -1}}};
	int r = collect(&p);

	parcel_clear(&p);
	return r;
}

static int password_ready(struct parcel *p)
{
	struct outcome *o = &p->task->outcome;

	p->password = answers_secret(&p->task->answers, "password");
	if (p->password)
		return 0;
	if (bundle_password(&o->reveal, &p->task->report) < 0)
		return -1;
	o->reveal_label = xstrdup(_("Password of the bundle in the profile"));
	p->password = o->reveal;
	return 0;
}

/* The form every Apple release reads, without the root: that has a payload of
 * its own, and only there it becomes trusted. */
static int make_bundle(struct parcel *p)
{
	const struct facts *f = &p->desk.facts;
	struct bundle_wish wish = {
		.form = BUNDLE_APPLE,
		.leaf = f->leaf,
		.issuers = p->wish.issuers,
		.nissuers = p->wish.nissuers,
		.friendly_name = f->address,
	};
	struct key *key = NULL;
	int r = -1;

	if (desk_key(p->task, &p->desk, &key) < 0 || password_ready(p) < 0)
		goto out;
	wish.key = key;
	wish.password = p->password;
	if (bundle_write(&wish, &p->bundle, &p->task->report) < 0)
		goto out;
	p->wish.bundle = &p->bundle;
	r = 0;
out:
	key_free(key);
	return r;
}

static bool has_pair(const struct bundle *b, const struct cert *leaf)
{
	return b->nkeys == 1 && b->ncerts &&
	       spki_equal(key_spki(b->keys[0].key), &leaf->spki) &&
	       cert_equal(b->certs[0].cert, leaf);
}

/* security.md 4: opened again with the password, the key matched. */
static int proves_bundle(const struct prop *data, const struct parcel *p,
			 struct report *report)
{
	struct bundle *again = NULL;
	int r = bundle_open(&data->bytes, p->password, &again, report);

	if (r == 0 && !has_pair(again, p->wish.leaf))
		r = report_fail(report, FINDING_FILE_NOT_VERIFIED, NULL, "");
	bundle_free(again);
	return r;
}

/* security.md 43: parsed again and compared with what was meant. */
static int proves(const struct buf *back, void *arg, struct report *report)
{
	const struct parcel *p = arg;
	const struct prop *data;
	struct prop *tree = NULL;
	int r;

	if (prop_read(back->data, back->len, &tree, report) < 0)
		return -1;
	data = profile_bundle(tree);
	if (!prop_equal(tree, p->intended) || !data != !p->wish.bundle)
		r = report_fail(report, FINDING_FILE_NOT_VERIFIED, NULL, "");
	else
		r = data ? proves_bundle(data, p, report) : 0;
	if (r == 0 && task_is_over(p->task))
		r = -1;
	prop_free(tree);
	return r;
}

static int save(struct parcel *p)
{
	struct task *task = p->task;
	char *path = expand_home(task->env, answers_get(&task->answers, "out"));
	struct write_job job = {
		.at = place_of(path),
		.flags = FSIO_NEW | (p->wish.bundle ? 0 : FSIO_PUBLIC),
		.verify = proves,
		.arg = p,
	};
	struct buf xml = {0};
	int r = -1;

	p->intended = profile_build(&p->wish);
	if (prop_write(p->intended, &xml, &task->report) < 0 ||
	    fsio_write(&job, &xml, &task->report) < 0)
		goto out;
	task->outcome.saved = path;
	path = NULL;
	r = 0;
out:
	buf_clear(&xml);
	free(path);
	return r;
}

static void tell_root(const struct cert *root, struct page *page)
{
	char *title;

	if (!root) {
		page_add(page, ROLE_WARN, "%s",
			 _("The root is not here, so the profile cannot bring "
			   "it. It has to be on the device already."));
		return;
	}
	title = cert_title(root);
	page_field(page, _("Root"), "%s", title);
	free(title);
	show_fingerprint(root, page);
	if (store_find(store_apple(), root) == STORE_EMAIL)
		page_add(
			page, ROLE_HINT, "%s",
			_("Apple's devices know this root already; the profile "
			  "does no harm."));
}

static void tell_names(const char *label, const struct cert *const *certs,
		       size_t n, struct page *page)
{
	for (size_t i = 0; i < n; i++) {
		char *title = cert_title(certs[i]);

		page_field(page, label, "%s", title);
		free(title);
	}
}

static void tell_secrecy(const struct parcel *p, struct page *page)
{
	if (!p->wish.bundle) {
		page_add(page, ROLE_TEXT, "%s",
			 _("The profile holds no secret: you may mail it to "
			   "everybody who should trust this issuer."));
		return;
	}
	page_add(page, ROLE_WARN, "%s",
		 _("The profile holds your private key, protected by the "
		   "password. Bring it to your own devices only, and delete "
		   "the copy you moved."));
	if (p->wish.mail)
		page_add(
			page, ROLE_HINT, "%s",
			_("It makes a new mail account, and sets S/MIME for it "
			  "on the iPhone and iPad. On a Mac these settings do "
			  "nothing."));
}

static void tell(const struct parcel *p)
{
	struct page *page = &p->task->outcome.page;
	char *id = profile_identifier(&p->wish);

	page_add(page, ROLE_DONE, "%s",
		 _("The profile is written, read back and compared with what "
		   "was meant."));
	page_field(page, _("File"), "%s", p->task->outcome.saved);
	page_field(page, _("Identifier"), "%s", id);
	if (p->wish.leaf)
		tell_names(_("For"), &p->wish.leaf, 1, page);
	tell_names(_("Intermediate"), p->wish.issuers, p->wish.nissuers, page);
	tell_root(p->wish.root, page);
	page_gap(page);
	tell_secrecy(p, page);
	page_add(page, ROLE_TODO, "%s",
		 _("Open the file on the device, then install it there: on the "
		   "iPhone in Settings, General, VPN & Device Management; on "
		   "the Mac in System Settings, under Profiles or Device "
		   "Management. \"Not Signed\" or \"Unverified\" is normal."));
	page_add(page, ROLE_HINT, "%s",
		 p->wish.leaf
			 ? _("Installed once more, the same profile replaces "
			     "the first. One for a renewed certificate stands "
			     "beside it, so that old mail stays readable.")
			 : _("Installed once more, the same profile replaces "
			     "the first. On the iPhone the root may have to be "
			     "switched on too: Settings, General, About, "
			     "Certificate Trust Settings."));
	free(id);
}

int profile_save(struct task *task)
{
	struct parcel p = {.task = task,
			   .desk = {.ws = {.dirfd = -1, .lockfd = -1}}};
	int r = -1;

	/* What is wrong is said before anything is made or locked. */
	if (wants_identity(task) &&
	    (profile_check(task) < 0 || desk_open(task, &p.desk) < 0))
		goto out;
	if (collect(&p) < 0)
		goto out;
	if (p.wish.leaf && make_bundle(&p) < 0)
		goto out;
	if (task_is_over(task) || save(&p) < 0)
		goto out;
	tell(&p);
	r = 0;
out:
	if (r < 0)
		outcome_clear(&task->outcome);
	parcel_clear(&p);
	return r;
}
