/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who signed a letter of an archive: each part whose signatures are all good. */
#include "mail/signers.h"

#include "base/report.h"

/* Parts of a letter that are read a second time where they are not good. */
enum { RETRIED_MAX = 1024, TOLD = 0x80 };

/* A letter, and one of the times it is read. */
struct pass {
	enum mbox_quoting quoting;
	bool once;		/* whatever hash is used, it is made */
	bool is_first;
	bool deep;		/* only what is inside of what is signed */
	bool inner;		/* there may be something there */
	const struct signers_ask *ask;
	const struct message *message;
	bool again;		/* another hash than was announced */
	bool changed;		/* by undoing the quoting */
	size_t n, bad;		/* parts */
	size_t most;		/* of fates, may be set to something bad */
	unsigned char fates[RETRIED_MAX];
};

static enum signers_fate fate_of(enum cms_verdict v)
{
	static const enum signers_fate fates[] = {
		[CMS_NOT_CHECKED] = SIGNERS_UNKNOWN,
		[CMS_GOOD] = SIGNERS_GOOD,
		[CMS_CHANGED] = SIGNERS_CHANGED,
		[CMS_FORGED] = SIGNERS_FORGED,
		[CMS_NO_CERT] = SIGNERS_NO_CERT,
		[CMS_UNKNOWN_METHOD] = SIGNERS_UNKNOWN,
	};

	return fates[v];
}

/* One signer that is not good is enough: so it is with other programs too. */
static enum signers_fate judge(struct message_layer *l)
{
	struct report ignored = {0};
	enum signers_fate fate = SIGNERS_NONE;

	cms_verify(&l->look, l->hash, NULL, &ignored);
	report_clear(&ignored);
	for (size_t i = 0; i < l->look.nsigners; i++) {
		enum signers_fate one = fate_of(l->look.signers[i].verdict);

		if (one != SIGNERS_GOOD)
			return one;
		fate = one;
	}
	return fate;
}

static enum signers_fate look_at(const struct pass *p, struct message_layer *l)
{
	if (l->is_forwarded && !p->ask->forwarded)
		return SIGNERS_FORWARDED;
	if (l->look.kind == CMS_ENVELOPED ||
	    l->look.kind == CMS_AUTH_ENVELOPED)
		return SIGNERS_ENCRYPTED;
	if (l->has_failed || l->look.kind == CMS_NONE)
		return SIGNERS_DAMAGED;
	if (l->look.kind != CMS_SIGNED)
		return SIGNERS_UNKNOWN;
	return judge(l);
}

static bool is_bad(unsigned fate)
{
	return fate > SIGNERS_NONE && fate < SIGNERS_FATES;
}

/* Those that are not good are told at the end, when nothing made them so. */
static void take_layer(struct message_layer *l, void *arg)
{
	struct pass *p = arg;
	struct signers_part part = {.is_forwarded = l->is_forwarded,
				    .look = &l->look,
				    .letter = &p->message->head};
	size_t i;

	if (l->is_inner != p->deep)
		return;
	i = p->n++;
	if (i < RETRIED_MAX && p->fates[i] & TOLD)
		return;
	part.fate = look_at(p, l);
	p->again |= l->form == MESSAGE_CLEAR &&
		    (l->look.digests & ~l->hashed) != 0;
	if (i >= RETRIED_MAX) {
		if (p->is_first)
			p->ask->each(&part, p->ask->arg);
		return;
	}
	if (!is_bad(part.fate)) {
		p->fates[i] = TOLD;
		p->ask->each(&part, p->ask->arg);
		return;
	}
	p->bad++;
	if (p->quoting != MBOX_PLAIN)
		return;
	p->fates[i] = (unsigned char)part.fate;
	if (p->most <= i)
		p->most = i + 1;
}

static void tell_rest(const struct pass *p)
{
	for (size_t i = 0; i < p->most; i++) {
		struct signers_part part = {
			.fate = (enum signers_fate)p->fates[i]};

		if (is_bad(p->fates[i]))
			p->ask->each(&part, p->ask->arg);
	}
}

static int read_once(struct mbox *m, const struct mbox_letter *l,
		     struct pass *p, bool *is_cut)
{
	struct report ignored = {0};
	struct message message = {0};
	struct message_read how = {
		.once = p->once,
		.shallow = !p->deep,
		.shelf = p->ask->shelf,
		.each = take_layer,
		.arg = p};
	struct sink *in = message_read_new(&how, &message, &ignored);
	int r;

	p->message = &message;
	p->n = p->bad = 0;
	p->again = false;
	r = mbox_pour(m, l, p->quoting, &p->changed, in);
	*is_cut |= message.is_cut;
	p->inner |= message.has_inner;
	sink_free(in);
	message_clear(&message);
	report_clear(&ignored);
	return r;
}

/* The ways a letter could be meant, the likely ones first. */
static int read_twice(struct mbox *m, const struct mbox_letter *l,
		      struct pass *p, bool *is_cut)
{
	p->is_first = true;
	if (read_once(m, l, p, is_cut) < 0)
		return -1;
	p->is_first = false;
	if (!p->bad)
		return 0;
	p->once = true;
	if (p->again && read_once(m, l, p, is_cut) < 0)
		return -1;
	for (int q = MBOX_RD; p->bad && q <= MBOX_O; q++) {
		p->quoting = (enum mbox_quoting)q;
		if (read_once(m, l, p, is_cut) < 0)
			return -1;
		if (!p->changed)
			break;
	}
	return 0;
}

/* What is signed inside of what is signed: the mark that made it worth a look is
 * rare. */
static int read_inner(struct mbox *m, const struct mbox_letter *l,
		      const struct pass *outer, bool *is_cut)
{
	struct pass p = {.quoting = outer->quoting,
			 .once = true,
			 .is_first = true,
			 .deep = true,
			 .ask = outer->ask};
	int r = read_once(m, l, &p, is_cut);

	tell_rest(&p);
	return r;
}

int signers_each(const struct signers_ask *ask, struct mbox *m,
		 const struct mbox_letter *l, bool *is_cut)
{
	struct pass p = {.ask = ask};
	int r;

	*is_cut = false;
	r = read_twice(m, l, &p, is_cut);
	tell_rest(&p);
	return r == 0 && p.inner ? read_inner(m, l, &p, is_cut) : r;
}
