/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that can be said of a letter, with keys or without. */
#include "journey/letter/letter-inspect.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/page/verdicts.h"

static bool is_kind(const struct message *m, size_t i, bool encrypted)
{
	enum cms_kind k = i < m->n ? m->layers[i]->look.kind : CMS_NONE;

	return encrypted ? k == CMS_ENVELOPED || k == CMS_AUTH_ENVELOPED
			 : k == CMS_SIGNED;
}

const char *inspection_kind(const struct message *m)
{
	bool out = is_kind(m, 0, true), in = is_kind(m, 1, true);

	if (m->n == 0)
		return _("no letter of this kind");
	if (is_kind(m, 0, false) && !m->layers[0]->look.nsigners)
		return _("certificates only");
	if (out)
		return m->n == 1 ? _("an encrypted letter")
		       : in	 ? _("a letter that is encrypted twice")
				 : _("a signed letter, encrypted");
	if (is_kind(m, 0, false))
		return in ? _("an encrypted letter, signed outside")
			  : _("a signed letter");
	return _("a letter of a kind that is not read here");
}

/* Findings of reading that the checks say better, as they know of keys that
 * are here and closed. */
static void merge(struct report *to, struct report *found)
{
	report_remove(found, FINDING_MSG_NO_RECIPIENT_MATCH);
	report_remove(found, FINDING_MSG_NEEDS_OLD_KEY);
	report_append(to, found);
}

void letter_judge(const struct letter_in *in, const struct env *env,
		  const struct ring *ring, const struct message *m,
		  struct report *report)
{
	struct message_own *own = xcalloc(ring->n + 1, sizeof(*own));
	struct strlist addresses = {0};
	struct cert_list roots = {0};
	struct report said = {0};
	struct message_subject s = {.label = in->label,
				    .now = env->now,
				    .message = m,
				    .own = own,
				    .nown = ring->n,
				    .addresses = &addresses,
				    .roots = &roots};

	ws_roots(env, &roots, &said);
	for (size_t k = 0; k < ring->n; k++) {
		const struct ring_item *item = &ring->items[k];

		own[k] = (struct message_own){item->cert,
					      item->key || item->file.len,
					      item->is_current};
		strlist_add(&addresses, item->address);
	}
	check_message(&s, report);
	if (roots_are_missed(report))
		report_append(report, &said);
	report_clear(&said);
	strlist_clear(&addresses);
	cert_list_clear(&roots);
	free(own);
}

int letter_inspect(struct letter_in *in, const struct env *env,
		   const struct ring *ring, struct inspection *out,
		   struct report *report)
{
	struct report found = {0};
	int r = letter_read(in, ring, MESSAGE_LOOK, NULL, &out->message,
			    &found);

	if (r == 1)
		r = letter_read(in, ring, MESSAGE_LOOK, NULL, &out->message,
				&found);
	if (r < 0 && report_has(&found, FINDING_FILE_UNREADABLE)) {
		report_append(report, &found);
		report_clear(&found);
		return -1;
	}
	if (r < 0)
		message_verify(&out->message, NULL, &found);
	merge(&out->report, &found);
	letter_judge(in, env, ring, &out->message, &out->report);
	report_sort(&out->report);
	report_clear(&found);
	return 0;
}

void inspection_clear(struct inspection *i)
{
	message_clear(&i->message);
	report_clear(&i->report);
}

/* Programs that open it, and those that do not. */
static void page_readers(const struct cms_look *look, struct page *out)
{
	struct buf yes = {0}, no = {0};

	for (size_t i = 0; i < message_reader_count(); i++) {
		const struct message_reader *r = message_reader_at(i);
		struct buf *b = message_reader_opens(r, look, NULL) ? &yes
								    : &no;

		buf_addf(b, "%s%s", b->len ? "; " : "", tr(r->title));
	}
	page_field(out, _("Read by"), "%s", yes.len ? yes.data : "-");
	page_field(out, _("Not by"), "%s", no.len ? no.data : "-");
	buf_clear(&yes);
	buf_clear(&no);
}

static void page_head(const struct message_head *h, struct page *out)
{
	char *subject = text_safe_str(h->subject);
	char *date = h->has_date ? text_datetime(h->date) : NULL;

	if (h->from.n)
		page_strlist(out, _("From"), &h->from);
	if (h->sender.n)
		page_strlist(out, _("Sender"), &h->sender);
	if (h->to.n)
		page_strlist(out, _("To"), &h->to);
	if (h->subject)
		page_field(out, _("Subject"), "%s", subject);
	if (date)
		page_field(out, _("Date"), "%s", date);
	free(subject);
	free(date);
}

void inspection_page(const struct inspection *i, const struct ring *ring,
		     const char *label, struct page *out)
{
	const struct message *m = &i->message;
	char *name = text_safe_str(label);

	page_add(out, ROLE_TITLE, _("%s: %s"), name, inspection_kind(m));
	page_head(&m->head, out);
	if (m->is_part)
		page_add(out, ROLE_WARN, "%s",
			 _("Only a part of the letter is signed or encrypted: "
			   "the rest is of nobody knows whom."));
	letter_page(m, ring, out);
	for (size_t k = 0; k < m->n; k++)
		if (is_kind(m, k, true))
			page_readers(&m->layers[k]->look, out);
	if (m->n && is_kind(m, m->n - 1, true) &&
	    m->layers[m->n - 1]->has_failed)
		page_add(out, ROLE_HINT, "%s",
			 _("What is inside was not looked at: the key for it "
			   "was not opened."));
	for (size_t k = 0; k < i->report.n; k++) {
		page_gap(out);
		page_finding(out, &i->report.items[k]);
	}
	free(name);
}
