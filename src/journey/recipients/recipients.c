/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Can mail be encrypted to these people: files taken in, the best certificate
 * for each address found and judged. */
#include "journey/recipients/recipients.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-take.h"
#include "journey/identity/own.h"
#include "journey/intake/intake.h"
#include "journey/page/verdicts.h"
#include "mail/signed.h"
#include "rules/phrase.h"
#include "x509/address.h"

enum { DAY = 24 * 60 * 60 };

static bool announces(const struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++)
		if (parts->items[i].is_signer &&
		    signed_data_has_capabilities(
			    slice_of(&parts->items[i].item.der)))
			return true;
	return false;
}

static void offered_clear(struct offered *o)
{
	cert_free(o->cert);
	free(o->file);
	free(o->seen);
	free(o->only);
}

/* One that was brought in a file is for anybody, also where the address book
 * would have it for one. */
void recipients_offer(struct recipients *r, struct offered *o)
{
	for (size_t i = 0; i < r->noffered; i++) {
		struct offered *had = &r->offered[i];

		if (!cert_equal(had->cert, o->cert) ||
		    (had->only && o->only && strcmp(had->only, o->only) != 0))
			continue;
		had->announced |= o->announced;
		had->preferred |= o->preferred;
		offered_clear(o);
		return;
	}
	r->offered = xrealloc(r->offered,
			      (r->noffered + 1) * sizeof(*r->offered));
	r->offered[r->noffered++] = *o;
}

/* Things that people send in place of a certificate, and what to say of them
 * instead of what it would be if they were one's own. */
static bool take_mixed_up(struct recipients *r, const struct env *env,
			  const struct buf *bytes, const struct parts *parts,
			  const char *file)
{
	bool bundle = parts_first(parts, ITEM_P12) != NULL;
	bool openpgp = parts_first(parts, ITEM_OPENPGP) != NULL;

	if (bundle && book_tell_own(env, bytes, parts, file, &r->files))
		r->files.items[r->files.n - 1].severity = SEVERITY_WARNING;
	else if (bundle)
		report_add(&r->files, FINDING_RCPT_FILE_IS_P12, file, "");
	if (openpgp)
		report_add(&r->files, FINDING_RCPT_OPENPGP_ONLY, file, "");
	return bundle || openpgp;
}

void recipients_take(struct recipients *r, const struct env *env,
		     const struct buf *bytes, const char *file)
{
	struct cert_list certs = {0};
	struct report said = {0};
	struct parts parts;
	bool mixed_up, announced;

	unpack(bytes->data, bytes->len, &parts);
	mixed_up = take_mixed_up(r, env, bytes, &parts, file);
	announced = announces(&parts);
	if (intake_parts(&parts, file, &certs, &said) == 0 || !mixed_up)
		report_append(&r->files, &said);
	/* It explains that one's own key is missing in such a file. */
	report_remove(&r->files, FINDING_CERT_IS_PKCS7);
	for (size_t i = 0; i < certs.n; i++) {
		struct offered o = {.cert = certs.items[i],
				    .file = text_safe_str(file),
				    .announced = announced};

		recipients_offer(r, &o);
	}
	free(certs.items);
	report_clear(&said);
	parts_clear(&parts);
}

static enum address_match match_of(const struct cert *c, const char *address)
{
	struct strlist all = {0};
	enum address_match match;

	strlist_copy(&all, &c->emails);
	if (c->subject_email)
		strlist_add(&all, c->subject_email);
	match = address_in_list(address, &all);
	strlist_clear(&all);
	return match;
}

static bool is_for_any(const struct cert *c, const struct strlist *to)
{
	for (size_t i = 0; i < to->n; i++)
		if (match_of(c, to->items[i]) != ADDRESS_DIFFERS)
			return true;
	return false;
}

/* Where nothing is for this address, one that is for nobody else is likely to
 * have been meant; an authority's only where there is nothing but such. */
enum meant { MEANT_ADDRESS, MEANT_NOBODY, MEANT_AUTHORITY, MEANT_COUNT };

static bool is_meant(const struct recipients *r, const struct offered *o,
		     const char *address, const struct strlist *to,
		     enum meant how)
{
	if (o->only && strcmp(o->only, address) != 0)
		return false;
	switch (how) {
	case MEANT_ADDRESS:
		return !o->cert->is_ca &&
		       match_of(o->cert, address) != ADDRESS_DIFFERS;
	case MEANT_NOBODY:
		return !o->cert->is_ca && !is_for_any(o->cert, to);
	default:
		for (size_t i = 0; i < r->noffered; i++)
			if (!r->offered[i].cert->is_ca)
				return false;
		return true;
	}
}

static void judge(const struct recipients *r, const struct recipients_ask *ask,
		  struct recipient *one)
{
	one->subject = (struct subject){
		.label = one->address,
		.now = ask->with->env->now,
		.address = one->address,
		.roots = ask->with->roots,
		.public_roots = ask->with->public_roots,
		.crls = ask->with->crls,
	};
	if (one->offered) {
		one->subject.leaf = one->offered->cert;
		subject_build(&one->subject,
			      r->pool ? r->pool : ask->with->pool, &r->came,
			      &one->paths);
	}
	check_recipient(&one->subject, &one->report, &one->passed);
	verdicts_weigh(ask->with->clients, 1u << ABILITY_ENCRYPT,
		       &one->subject, &one->report);
}

static void recipient_clear(struct recipient *one)
{
	for (size_t i = 0; i < one->nothers; i++)
		report_clear(&one->others[i].report);
	free(one->others);
	free(one->address);
	report_clear(&one->report);
	strlist_clear(&one->passed);
	*one = (struct recipient){0};
}

/* The certificate with the fewest blockers, of those the one whose address fits
 * best, then the one its owner wants, then the newest. */
static bool is_better(const struct recipient *a, const struct recipient *b)
{
	size_t bad_a = report_count(&a->report, SEVERITY_BLOCKER);
	size_t bad_b = report_count(&b->report, SEVERITY_BLOCKER);
	const struct cert *ca = a->offered->cert, *cb = b->offered->cert;
	enum address_match match_a = match_of(ca, a->address);
	enum address_match match_b = match_of(cb, b->address);

	if (bad_a != bad_b)
		return bad_a < bad_b;
	if (match_a != match_b)
		return match_a < match_b;
	if (a->offered->preferred != b->offered->preferred)
		return a->offered->preferred;
	return ca->not_before > cb->not_before;
}

/* All that were tried for one address. */
struct tries {
	struct recipient items[RECIPIENT_TRIES_MAX];
	size_t n, best;
};

static void try_one(const struct recipients *r,
		    const struct recipients_ask *ask, const char *address,
		    const struct offered *o, struct tries *t)
{
	struct recipient *one = &t->items[t->n];

	*one = (struct recipient){.address = xstrdup(address), .offered = o};
	judge(r, ask, one);
	if (t->n && is_better(one, &t->items[t->best]))
		t->best = t->n;
	t->n++;
}

static void add_several(const struct tries *t, struct recipient *best)
{
	struct strlist good = {0};
	char *list;

	for (size_t i = 0; i < t->n; i++) {
		const struct recipient *one = i == t->best ? best : &t->items[i];

		if (!report_count(&one->report, SEVERITY_BLOCKER))
			strlist_take(&good,
				     cert_fingerprint(one->offered->cert));
	}
	list = phrase_list(&good);
	if (good.n > 1 && !best->offered->preferred)
		report_add(&best->report, FINDING_RCPT_MULTIPLE, best->address,
			   _("Their fingerprints are: %s."), list);
	free(list);
	strlist_clear(&good);
}

static bool can_encrypt(const struct cert *c)
{
	return !c->has_usage || c->usage & KU_ENCRYPTS;
}

/* Programs that keep one which has ended pass it over. */
static bool is_past(const struct offered *o, const struct recipient *best)
{
	return o->seen && o->cert->not_after < best->subject.now;
}

/* A pair made on one day is no renewal. */
static void add_renewed(const struct tries *t, struct recipient *best)
{
	const struct cert *now = best->offered->cert;

	for (size_t i = 0; i < t->n; i++) {
		const struct cert *c = t->items[i].offered
					       ? t->items[i].offered->cert
					       : now;
		char *old, *new;

		if (!can_encrypt(c) || !can_encrypt(now) ||
		    (t->items[i].offered &&
		     is_past(t->items[i].offered, best)) ||
		    difftime(now->not_before, c->not_before) < DAY)
			continue;
		old = text_date(c->not_before);
		new = text_date(now->not_before);
		report_add(&best->report, FINDING_RCPT_RENEWED, best->address,
			   _("The one of %s was followed by one of %s."), old,
			   new);
		free(new);
		free(old);
		return;
	}
}

/* What there is besides, and why it was not taken. */
static void keep_others(struct tries *t, struct recipient *best)
{
	best->others = xcalloc(t->n, sizeof(*best->others));
	for (size_t i = 0; i < t->n; i++) {
		struct rejected *to = &best->others[best->nothers];

		if (i == t->best)
			continue;
		to->offered = t->items[i].offered;
		to->report = t->items[i].report;
		t->items[i].report = (struct report){0};
		check_sort(&to->report);
		best->nothers++;
	}
}

static void add_end(struct recipient *best)
{
	time_t end = best->offered->cert->not_after;
	long days = text_days_until(end, best->subject.now);
	char *date = text_date(end);

	if (days >= 0 && days < RECIPIENT_SOON)
		report_add(&best->report, FINDING_RCPT_EXPIRES_SOON,
			   best->address, _("Its last day is %s."), date);
	free(date);
}

static void find_best(const struct recipients *r,
		      const struct recipients_ask *ask, const char *address,
		      struct recipient *out)
{
	struct tries t = {0};

	for (int how = 0; how < MEANT_COUNT && t.n == 0; how++)
		for (size_t i = 0;
		     i < r->noffered && t.n < RECIPIENT_TRIES_MAX; i++)
			if (is_meant(r, &r->offered[i], address, ask->to,
				     (enum meant)how))
				try_one(r, ask, address, &r->offered[i], &t);
	if (t.n == 0) {
		out->address = xstrdup(address);
		judge(r, ask, out);
		return;
	}
	*out = t.items[t.best];
	t.items[t.best] = (struct recipient){0};
	out->subject.label = out->subject.address = out->address;
	out->subject.paths = &out->paths;
	out->subject.chain = &out->paths.items[0];
	add_several(&t, out);
	add_renewed(&t, out);
	if (!out->offered->announced)
		report_add(&out->report, FINDING_RCPT_NO_CAPABILITIES,
			   out->address, "");
	add_end(out);
	keep_others(&t, out);
	for (size_t i = 0; i < t.n; i++)
		recipient_clear(&t.items[i]);
}

static void gather(struct recipients *r, const struct recipients_ask *ask)
{
	r->came.items = xcalloc(r->noffered + r->issuers.n + 1,
				sizeof(*r->came.items));
	for (size_t i = 0; i < r->noffered; i++)
		r->came.items[r->came.n++] = r->offered[i].cert;
	for (size_t i = 0; i < r->issuers.n; i++)
		r->came.items[r->came.n++] = r->issuers.items[i];
	if (ask->with->pool)
		return;
	r->pool = pool_new();
	pool_add(r->pool, ask->with->roots);
	pool_add(r->pool, ask->with->public_roots);
}

/* The titles of what hinders encryption to oneself; "" where nothing does. */
static char *own_hindrances(const struct report *report)
{
	struct strlist titles = {0};
	char *list;

	for (size_t i = 0; i < report->n; i++) {
		const struct finding *f = &report->items[i];
		const struct finding_info *info = finding_info(f->id);

		if (f->severity == SEVERITY_BLOCKER &&
		    strchr(info->affects, 'E') &&
		    !strlist_has(&titles, tr(info->title)))
			strlist_add(&titles, tr(info->title));
	}
	list = phrase_list(&titles);
	strlist_clear(&titles);
	return list;
}

static void judge_own(struct recipients *r, const struct recipients_ask *ask)
{
	char *why;

	own_judge(ask->with, ask->own, &r->own, &r->own_subject);
	why = own_hindrances(&r->own.check);
	if (!r->own.leaf)
		report_add(&r->own_report, FINDING_CL_OWN_ENCRYPT_MISSING,
			   ask->own, _("There is no certificate for it yet."));
	else if (*why)
		report_add(&r->own_report, FINDING_CL_OWN_ENCRYPT_MISSING,
			   ask->own, _("%s."), why);
	free(why);
	verdicts_weigh(ask->with->clients, 1u << ABILITY_ENCRYPT,
		       &r->own_subject, &r->own_report);
}

static bool is_hopeless(const struct recipient *one)
{
	return report_count(&one->report, SEVERITY_BLOCKER) > 0;
}

/* Where all fail the mail fails of itself. */
static void add_one_of_many(struct recipients *r)
{
	size_t bad = 0;

	for (size_t i = 0; i < r->n; i++)
		bad += is_hopeless(&r->items[i]);
	if (bad == 0 || bad == r->n)
		return;
	for (size_t i = 0; i < r->n; i++)
		if (is_hopeless(&r->items[i]))
			report_add(&r->all, FINDING_RCPT_ONE_OF_MANY,
				   r->items[i].address,
				   trn("The mail is for %zu other person, too.",
				       "The mail is for %zu others, too.",
				       r->n - 1),
				   r->n - 1);
}

/* A file that is of no use hinders nobody where each has a certificate. */
static void add_files(struct recipients *r)
{
	bool lacks = false;

	for (size_t i = 0; i < r->n; i++)
		lacks |= !r->items[i].offered;
	for (size_t i = 0; i < r->files.n && !lacks; i++)
		if (r->files.items[i].severity == SEVERITY_BLOCKER)
			r->files.items[i].severity = SEVERITY_WARNING;
	report_append(&r->all, &r->files);
}

static void add_passed(struct recipients *r)
{
	const struct strlist *first = &r->items[0].passed;

	for (size_t i = 0; i < first->n; i++) {
		size_t k = 1;

		while (k < r->n &&
		       strlist_has(&r->items[k].passed, first->items[i]))
			k++;
		if (k == r->n)
			strlist_add(&r->passed, first->items[i]);
	}
}

/* Public roots count where all have them. */
static void find_doubts(struct recipients *r, const struct recipients_ask *ask)
{
	const unsigned for_all = GIVEN_PUBLIC | GIVEN_CRL;
	struct doubts_ask doubts = {.trees = "encrypt",
				    .clients = ask->with->clients};

	r->given = for_all;
	for (size_t i = 0; i < r->n; i++) {
		unsigned given = given_of_theirs(&r->items[i].subject);

		r->given |= given & ~for_all;
		r->given &= given | ~for_all;
	}
	doubts.given = r->given;
	doubts_find(&doubts, &r->doubts);
}

void recipients_judge(struct recipients *r, const struct recipients_ask *ask)
{
	gather(r, ask);
	r->n = ask->to->n;
	r->items = xcalloc(r->n, sizeof(*r->items));
	for (size_t i = 0; i < r->n; i++)
		find_best(r, ask, ask->to->items[i], &r->items[i]);
	if (ask->own)
		judge_own(r, ask);
	add_files(r);
	for (size_t i = 0; i < r->n; i++) {
		check_sort(&r->items[i].report);
		report_append(&r->all, &r->items[i].report);
	}
	add_one_of_many(r);
	report_append(&r->all, &r->own_report);
	check_sort(&r->all);
	add_passed(r);
	find_doubts(r, ask);
}

void recipients_clear(struct recipients *r)
{
	for (size_t i = 0; i < r->n; i++)
		recipient_clear(&r->items[i]);
	for (size_t i = 0; i < r->noffered; i++)
		offered_clear(&r->offered[i]);
	cert_list_clear(&r->issuers);
	free(r->items);
	free(r->offered);
	free(r->came.items);
	pool_free(r->pool);
	report_clear(&r->files);
	facts_clear(&r->own);
	report_clear(&r->own_report);
	report_clear(&r->all);
	strlist_clear(&r->passed);
	doubts_clear(&r->doubts);
	*r = (struct recipients){0};
}
