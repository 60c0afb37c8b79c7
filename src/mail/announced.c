/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What those who signed a letter say of themselves: how to encrypt to them. */
#include "mail/announced.h"

#include "x509/address.h"

/* Who may be written to by another certificate has to be the same person, or a
 * signature of anybody would take the place of somebody else's. */
static bool shares_address(const struct cert *a, const struct cert *b)
{
	for (size_t i = 0; i < a->emails.n; i++)
		if (address_in_list(a->emails.items[i], &b->emails) !=
		    ADDRESS_DIFFERS)
			return true;
	return false;
}

static const struct cert *preferred(const struct cms_look *look,
				    const struct cms_signer *s)
{
	if (!s->has_preference || cms_id_means(&s->preference, s->cert))
		return s->cert;
	for (size_t i = 0; i < look->certs.n; i++)
		if (cms_id_means(&s->preference, look->certs.items[i]) &&
		    shares_address(s->cert, look->certs.items[i]))
			return look->certs.items[i];
	return NULL;
}

bool announced_of(const struct cms_look *look, const struct cms_signer *s,
		  struct announced *out)
{
	if (s->verdict != CMS_GOOD)
		return false;
	*out = (struct announced){s, s->cert, preferred(look, s)};
	return true;
}

bool announced_at(const struct message *m, size_t i, struct announced *out)
{
	for (size_t l = 0; l < m->n; l++) {
		const struct cms_look *look = &m->layers[l]->look;

		for (size_t k = 0; k < look->nsigners; k++)
			if (announced_of(look, &look->signers[k], out) &&
			    i-- == 0)
				return true;
	}
	return false;
}

static int read_once(struct slice letter, const struct message *before,
		     struct message *m)
{
	struct report ignored = {0};
	struct message_read how = {.before = before};
	struct sink *in = message_read_new(&how, m, &ignored);
	int r = sink_put(in, letter.p, letter.n);

	if (r == 0)
		r = sink_end(in);
	sink_free(in);
	report_clear(&ignored);
	return r;
}

bool announced_read(struct slice letter, struct message *m)
{
	struct announced ignored;
	struct report found = {0};
	struct message before;

	*m = (struct message){0};
	if (read_once(letter, NULL, m) == 0 && message_again(m)) {
		before = *m;
		*m = (struct message){0};
		(void)read_once(letter, &before, m);
		message_clear(&before);
	}
	message_verify(m, NULL, &found);
	report_clear(&found);
	return announced_at(m, 0, &ignored);
}

char *announced_ciphers(unsigned ciphers)
{
	struct buf list = {0};

	for (int i = 0; i < CMS_CIPHER_OTHER; i++)
		if (ciphers & 1u << i)
			buf_addf(&list, "%s%s", list.len ? ", " : "",
				 cms_cipher_name((enum cms_cipher)i));
	return buf_take(&list);
}
