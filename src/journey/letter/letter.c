/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of files and pipes: signed, encrypted, opened with what is here. */
#include "journey/letter/letter.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/intake/intake.h"
#include "mail/announced.h"
#include "mail/unpack.h"

int letter_begin(struct letter_in *in, struct report *report)
{
	enum { CHUNK = MESSAGE_PEEK / 16 };
	char *chunk = xmalloc(CHUNK);
	ssize_t got = 1;

	while (got > 0 && in->start.len < MESSAGE_PEEK) {
		size_t rest = MESSAGE_PEEK - in->start.len;

		got = fsio_read_some(in->fd, in->label, chunk,
				     rest < CHUNK ? rest : CHUNK, report);
		if (got > 0)
			buf_add(&in->start, chunk, (size_t)got);
	}
	free(chunk);
	return got < 0 ? -1 : 0;
}

void letter_end(struct letter_in *in)
{
	buf_wipe(&in->start);
}

/* All of it into a stage, which is ended. */
static int feed(struct letter_in *in, bool again, struct sink *to,
		struct report *report)
{
	if (again && lseek(in->fd, (off_t)in->start.len, SEEK_SET) < 0)
		return report_fail(report, FINDING_FILE_UNREADABLE, in->label,
				   "%s", "");
	if (sink_put(to, in->start.data, in->start.len) < 0 ||
	    fsio_pour(in->fd, in->label, to, report) < 0)
		return -1;
	return sink_end(to);
}

static bool can_repeat(const struct letter_in *in)
{
	return lseek(in->fd, 0, SEEK_CUR) >= 0;
}

/* Into a stage that writes a letter, which is freed: 1 where it has to be done
 * again. */
static int write_letter(struct letter_in *in, struct sink *to,
			struct report *report)
{
	int r = feed(in, in->is_mixed, to, report);

	if (r == 0 && message_write_again(to)) {
		in->is_mixed = true;
		r = 1;
	}
	sink_free(to);
	return r;
}

void letter_look(const struct letter_in *in, struct message *out)
{
	struct message_read how = {0};
	struct report ignored = {0};
	struct sink *to = message_read_new(&how, out, &ignored);

	if (sink_put(to, in->start.data, in->start.len) == 0 &&
	    sink_end(to) < 0)
		report_clear(&ignored);
	sink_free(to);
	report_clear(&ignored);
}

struct ring_item *letter_key_for(const struct message *look,
				 const struct ring *ring)
{
	for (size_t i = 0; i < ring->n; i++) {
		struct ring_item *item = &ring->items[i];

		if (!item->file.len || item->key)
			continue;
		for (size_t k = 0; k < look->n; k++) {
			const struct cms_look *l = &look->layers[k]->look;

			for (size_t m = 0; m < l->nrecipients; m++)
				if (cms_id_means(&l->recipients[m].id,
						 item->cert))
					return item;
		}
	}
	return NULL;
}

int letter_sign(struct letter_in *in, const struct env *env,
		const struct ring_item *writer, bool opaque, struct sink *out,
		struct report *report)
{
	struct message_sign how = {.cms = {.key = writer->key,
					   .cert = writer->cert,
					   .chain = &writer->chain,
					   .now = env->now},
				   .is_opaque = opaque,
				   .repeats = !in->is_mixed && can_repeat(in)};

	return write_letter(
		in, message_sign_new(&how, writer->address, out, report),
		report);
}

/* --- to whom --- */

static const enum finding_id refusals[] = {
	FINDING_RCPT_EXPIRED,	 FINDING_RCPT_NOT_YET_VALID,
	FINDING_RCPT_SIGN_ONLY,	 FINDING_RCPT_EKU,
	FINDING_RCPT_WEAK_KEY,
};

/* Whether one can encrypt to it; what only warns is told. */
static int judge(const struct env *env, const struct cert *c, const char *label,
		 struct report *report)
{
	struct subject s = {.label = label,
			    .now = env->now,
			    .address = c->emails.n ? c->emails.items[0] : NULL,
			    .leaf = c};
	struct report found = {0};
	int r = 0;

	check_recipient(&s, &found, NULL);
	for (size_t i = 0; i < found.n && r == 0; i++)
		for (size_t k = 0; k < ARRAY_LEN(refusals); k++)
			if (found.items[i].id == refusals[k] &&
			    found.items[i].severity == SEVERITY_BLOCKER) {
				r = report_fail(report, refusals[k], label,
						"%s", found.items[i].detail);
				break;
			}
	report_clear(&found);
	return r;
}

static const char *address_of(const struct cert *c)
{
	return c->emails.n ? c->emails.items[0] : c->subject_email;
}

static void take(struct letter_to *to, struct cert *c)
{
	if (cert_list_has(&to->certs, c)) {
		cert_free(c);
		return;
	}
	if (address_of(c))
		strlist_add(&to->addresses, address_of(c));
	cert_list_take(&to->certs, c);
}

/* RFC 8551 section 2.7.1: what they announced, if it is something we write. Not
 * without a good signature: a list that anybody wrote could ask for the weakest
 * of all. */
static void limit(struct letter_to *to, unsigned ciphers)
{
	if (!ciphers)
		return;
	to->ciphers = to->limited ? to->ciphers & ciphers : ciphers;
	to->limited = true;
}

void letter_to_take(struct letter_to *to, struct cert *c, unsigned ciphers)
{
	take(to, c);
	limit(to, ciphers);
}

/* AES-256 where nobody said otherwise: every program of the last ten years
 * reads it. 3DES only for those who announced nothing better. */
static enum cms_cipher choose_cipher(const struct letter_to *to)
{
	static const enum cms_cipher ours[] = {
		CMS_AES_256_CBC, CMS_AES_192_CBC, CMS_AES_128_CBC,
		CMS_3DES_CBC};

	for (size_t i = 0; to->limited && i < ARRAY_LEN(ours); i++)
		if (to->ciphers & 1u << ours[i])
			return ours[i];
	return CMS_AES_256_CBC;
}

/* The first that is no authority's; the list loses it. */
static struct cert *first_of(struct cert_list *certs)
{
	struct cert *c;
	size_t i = 0;

	while (i < certs->n && certs->items[i]->is_ca)
		i++;
	i = i < certs->n ? i : 0;
	if (!certs->n)
		return NULL;
	c = certs->items[i];
	certs->items[i] = certs->items[--certs->n];
	return c;
}

static bool is_signed(const struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++)
		if (parts->items[i].is_signer)
			return true;
	return false;
}

int letter_to_add(struct letter_to *to, const struct env *env,
		  const struct buf *bytes, const char *label,
		  struct report *report)
{
	struct cert_list certs = {0};
	struct report said = {0};
	struct message m = {0};
	struct announced a = {0};
	struct cert *found = NULL;
	struct parts parts;
	int r;

	unpack(bytes->data, bytes->len, &parts);
	r = intake_parts(&parts, label, &certs, &said);
	if (r < 0)
		report_append(report, &said);
	if (r == 0 && is_signed(&parts) &&
	    announced_read(slice_of(bytes), &m) && announced_at(&m, 0, &a) &&
	    a.encrypt)
		found = cert_dup(a.encrypt);
	if (r == 0 && !found)
		found = first_of(&certs);
	if (found)
		r = judge(env, found, label, report);
	if (found && r == 0) {
		take(to, found);
		found = NULL;
		if (a.by)
			limit(to, a.by->ciphers);
	}
	cert_free(found);
	message_clear(&m);
	parts_clear(&parts);
	cert_list_clear(&certs);
	report_clear(&said);
	return r;
}

void letter_to_clear(struct letter_to *to)
{
	cert_list_clear(&to->certs);
	strlist_clear(&to->addresses);
}

/* The writer, where that can be; else why not. */
static const struct cert *self(const struct env *env,
			       const struct ring_item *writer,
			       struct report *report)
{
	struct report why = {0};
	const struct cert *c = writer ? writer->cert : NULL;

	if (!c) {
		report_add(report, FINDING_MSG_NOT_ENCRYPTED_TO_SELF, NULL,
			   "%s",
			   _("You have no certificate of your own here."));
	} else if (!spki_can_encrypt(&c->spki)) {
		report_add(report, FINDING_MSG_NOT_ENCRYPTED_TO_SELF,
			   writer->address, "%s",
			   _("Your key is for signing only."));
		c = NULL;
	} else if (judge(env, c, writer->address, &why) < 0) {
		report_add(report, FINDING_MSG_NOT_ENCRYPTED_TO_SELF,
			   writer->address, "%s",
			   tr(finding_info(why.items[0].id)->title));
		c = NULL;
	}
	report_clear(&why);
	return c;
}

int letter_encrypt(struct letter_in *in, const struct env *env,
		   const struct ring_item *writer, const struct letter_to *to,
		   struct sink *out, struct report *report)
{
	struct report said = {0};
	const struct cert *me = self(env, writer, &said);
	struct cms_to *list = xcalloc(to->certs.n + 1, sizeof(*list));
	struct message_encrypt how = {.to = list,
				      .cipher = choose_cipher(to),
				      .addresses = &to->addresses,
				      .now = env->now,
				      .repeats = !in->is_mixed &&
						 can_repeat(in)};
	int r = 0;

	if (me && !cert_list_has(&to->certs, me))
		r = cms_to_read(slice_of(&me->der), &list[how.n++]);
	for (size_t i = 0; i < to->certs.n && r == 0; i++)
		r = cms_to_read(slice_of(&to->certs.items[i]->der),
				&list[how.n++]);
	if (r < 0) {
		r = report_fail(report, FINDING_CERT_TEXT_DAMAGED, in->label,
				"%s", "");
	} else {
		r = write_letter(
			in,
			message_encrypt_new(&how,
					    writer ? writer->address : NULL,
					    out, report),
			report);
	}
	if (r != 1)
		report_append(report, &said);
	report_clear(&said);
	free(list);
	return r;
}

/* --- reading --- */

int letter_read(struct letter_in *in, const struct ring *ring,
		enum message_want want, struct sink *out, struct message *m,
		struct report *report)
{
	bool seeks = can_repeat(in);
	struct message before = *m;
	struct message_read how = {.want = want,
				   .out = out,
				   .before = before.n ? &before : NULL,
				   .once = !seeks};
	struct cms_identity *ids = NULL;
	struct report found = {0};
	struct sink *to;
	int r;

	*m = (struct message){0};
	how.n = ring_identities(ring, &ids);
	how.identities = ids;
	to = message_read_new(&how, m, &found);
	r = feed(in, how.before != NULL, to, &found);
	sink_free(to);
	if (seeks && !how.before && message_again(m)) {
		r = 1;
	} else {
		if (r == 0)
			message_verify(m, NULL, report);
		report_append(report, &found);
	}
	message_clear(&before);
	report_clear(&found);
	free(ids);
	return r;
}
