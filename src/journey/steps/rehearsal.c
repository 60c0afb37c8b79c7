/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter to oneself, there and back, with nothing but a bundle's file. */
#include "journey/steps/rehearsal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/steps/step-impl.h"
#include "mail/message.h"
#include "rules/check.h"
#include "x509/bundle/bundle.h"

/* What the bundle gave; it belongs to the bundle. */
struct props {
	const struct rehearsal *ask;
	struct report *report;
	struct page *out;
	struct bundle *bundle;
	const struct key *key;
	const struct cert *leaf;
	struct cert_list chain;	/* borrowed */
};

/* The advice for a bundle that somebody else wrote would lead nowhere. */
static int open_own(struct props *p, const struct buf *file)
{
	struct report why = {0};
	int r = bundle_open(file, p->ask->password, &p->bundle, &why);

	if (report_has(&why, FINDING_P12_WRONG_PASSWORD))
		(void)report_fail(p->report, FINDING_P12_OWN_PASSWORD, NULL,
				  "%s", "");
	else
		report_append(p->report, &why);
	report_clear(&why);
	return r;
}

static int open_bundle(struct props *p)
{
	const struct cert *wanted = p->ask->facts->leaf;
	struct buf file = {0};
	int r = -1;

	if (fsio_read(place_of(p->ask->bundle), BUNDLE_SIZE_MAX, &file,
		      p->report) < 0 ||
	    open_own(p, &file) < 0)
		goto out;
	for (size_t i = 0; i < p->bundle->ncerts; i++)
		if (cert_equal(p->bundle->certs[i].cert, wanted))
			p->leaf = p->bundle->certs[i].cert;
	for (size_t i = 0; i < p->bundle->nkeys; i++)
		if (spki_equal(key_spki(p->bundle->keys[i].key), &wanted->spki))
			p->key = p->bundle->keys[i].key;
	if (!p->leaf || !p->key) {
		r = report_fail(p->report, FINDING_P12_KEY_MISMATCH,
				p->ask->facts->address, "%s", "");
		goto out;
	}
	page_add(p->out, ROLE_DONE, "%s",
		 _("The bundle opens with its password, and its key and "
		   "certificate fit."));
	r = 0;
out:
	buf_clear(&file);
	return r;
}

/* The way from the leaf up, as far as the bundle has it; without the root. */
static void find_chain(struct props *p)
{
	struct cert_list all = {0};
	struct chain chain;

	all.items = xcalloc(p->bundle->ncerts, sizeof(*all.items));
	for (size_t i = 0; i < p->bundle->ncerts; i++)
		all.items[all.n++] = p->bundle->certs[i].cert;
	chain_build(p->leaf, &all, &chain);
	p->chain.items = xcalloc(chain.n, sizeof(*p->chain.items));
	for (size_t i = 1; i < chain.n; i++)
		if (!chain.links[i]->self_signed)
			p->chain.items[p->chain.n++] =
				(struct cert *)chain.links[i];
	free(all.items);
}

static void write_letter(const struct props *p, struct buf *out)
{
	const char *address = p->ask->facts->address;
	const char *domain = strrchr(address, '@');
	unsigned char mark[16];
	char *hex;

	if (getentropy(mark, sizeof(mark)) < 0)
		die("no random bytes");
	hex = hex_text(mark, sizeof(mark), 0);
	buf_addf(out,
		 "From: %s\r\nTo: %s\r\nSubject: S/MIME rehearsal\r\n"
		 "Message-ID: <%s%s>\r\n"
		 "Content-Type: text/plain; charset=utf-8\r\n\r\n",
		 address, address, hex, domain ? domain : "@localhost");
	buf_adds(out, _("This letter was signed by your own key, and encrypted "
			"to your own certificate.\nIf you can read it, you can "
			"be written to.\n"));
	free(hex);
}

/* All of a letter through one stage. */
static int through(struct sink *stage, const struct buf *letter)
{
	int r = sink_put(stage, letter->data, letter->len);

	if (r == 0)
		r = sink_end(stage);
	sink_free(stage);
	return r;
}

static int sign(struct props *p, const struct buf *letter, struct buf *out)
{
	struct message_sign how = {.cms = {.key = p->key,
					   .cert = p->leaf,
					   .chain = &p->chain,
					   .now = p->ask->env->now}};
	struct sink *end = sink_to_buf(out);
	int r = through(message_sign_new(&how, NULL, end, p->report), letter);

	sink_free(end);
	if (r == 0)
		page_add(p->out, ROLE_DONE, "%s", _("A letter is signed."));
	return r;
}

/* Whether others would encrypt to this certificate. */
static bool can_be_sealed(struct props *p)
{
	struct subject s = {.now = p->ask->env->now,
			    .address = p->ask->facts->address,
			    .leaf = p->leaf};
	struct report found = {0};
	bool can = spki_can_encrypt(&p->leaf->spki);

	check_recipient(&s, &found, NULL);
	can &= !report_has(&found, FINDING_RCPT_SIGN_ONLY);
	if (!can)
		page_add(p->out, ROLE_WARN, "%s",
			 _("Nothing is encrypted: the certificate is for "
			   "signing only."));
	report_clear(&found);
	return can;
}

static int seal(struct props *p, const struct buf *letter, struct buf *out)
{
	struct cms_to to;
	struct message_encrypt how = {.to = &to,
				      .n = 1,
				      .now = p->ask->env->now};
	struct sink *end;
	int r;

	if (cms_to_read(slice_of(&p->leaf->der), &to) < 0)
		return report_fail(p->report, FINDING_CERT_TEXT_DAMAGED,
				   p->ask->bundle, "%s", "");
	end = sink_to_buf(out);
	r = through(message_encrypt_new(&how, NULL, end, p->report), letter);
	sink_free(end);
	if (r == 0)
		page_add(p->out, ROLE_DONE, "%s",
			 _("It is encrypted to your certificate."));
	return r;
}

/* Behind the fields both have to be the same. */
static bool same_text(const struct buf *a, const struct buf *b)
{
	const char *x = a->len ? strstr(a->data, "\r\n\r\n") : NULL;
	const char *y = b->len ? strstr(b->data, "\r\n\r\n") : NULL;

	return x && y && strcmp(x, y) == 0;
}

/* Whose signature it is, and that the letter carries what others need. */
static int check_signer(struct props *p, const struct message *m)
{
	const struct message_layer *l = m->n ? m->layers[m->n - 1] : NULL;
	const struct cms_signer *s = NULL;

	if (l && l->look.nsigners == 1)
		s = &l->look.signers[0];
	if (!s || s->verdict != CMS_GOOD || !cert_equal(s->cert, p->leaf))
		return report_fail(p->report, FINDING_MSG_SIGN_INVALID,
				   p->ask->facts->address, "%s", "");
	page_add(p->out, ROLE_DONE,
		 _("The signature is good, and it is that of %s."),
		 p->ask->facts->address);
	page_add(p->out, p->ask->facts->chain.end == CHAIN_ROOT ? ROLE_DONE
								: ROLE_WARN,
		 trn("The letter brings %zu certificate, so that others can "
		     "check it and write to you.",
		     "The letter brings %zu certificates, so that others can "
		     "check it and write to you.",
		     l->look.certs.n),
		 l->look.certs.n);
	return 0;
}

/* What is intact is not trusted by that: who gets the letter goes by the root. */
static void show_trust(struct props *p)
{
	const struct facts *f = p->ask->facts;

	step_show_root(f, p->out);
	if (roots_are_missed(&f->check))
		roots_show_trouble(&f->trouble, p->out);
}

static int open_again(struct props *p, const struct buf *sealed,
		      const struct buf *letter)
{
	struct cms_identity me = {p->leaf, p->key};
	struct buf plain = {0}, canonical = {0};
	struct message m = {0};
	struct sink *end = sink_to_buf(&plain);
	struct message_read how = {.identities = &me,
				   .n = 1,
				   .want = MESSAGE_CONTENT,
				   .out = end,
				   .once = true};
	int r = through(message_read_new(&how, &m, p->report), sealed);

	sink_free(end);
	/* The text as it stands in the letter: ASCII, with CRLF. */
	for (size_t i = 0; i < letter->len; i++) {
		if (letter->data[i] == '\n' &&
		    (i == 0 || letter->data[i - 1] != '\r'))
			buf_addc(&canonical, '\r');
		buf_addc(&canonical, letter->data[i]);
	}
	if (r == 0)
		message_verify(&m, NULL, p->report);
	if (r == 0 && m.n > 1)
		page_add(p->out, ROLE_DONE, "%s",
			 _("The bundle's key opens it."));
	if (r == 0)
		r = check_signer(p, &m);
	if (r == 0 && text_is_ascii(canonical.data) &&
	    !same_text(&plain, &canonical))
		r = report_fail(p->report, FINDING_MSG_SIGN_INVALID,
				p->ask->facts->address, "%s", "");
	if (r == 0)
		page_add(p->out, ROLE_DONE, "%s",
			 _("The text is the one that was written."));
	if (r == 0)
		show_trust(p);
	message_clear(&m);
	buf_clear(&plain);
	buf_clear(&canonical);
	return r;
}

int rehearsal_hold(const struct rehearsal *ask, struct buf *clear,
		   struct buf *sealed, struct page *out, struct report *report)
{
	struct props p = {.ask = ask, .report = report, .out = out};
	struct buf letter = {0};
	int r = -1;

	if (open_bundle(&p) < 0)
		goto out;
	find_chain(&p);
	write_letter(&p, &letter);
	if (sign(&p, &letter, clear) < 0)
		goto out;
	if (can_be_sealed(&p) && seal(&p, clear, sealed) < 0)
		goto out;
	r = open_again(&p, sealed->len ? sealed : clear, &letter);
out:
	free(p.chain.items);
	bundle_free(p.bundle);
	buf_clear(&letter);
	return r;
}
