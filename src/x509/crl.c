/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revocation lists (RFC 5280 section 5): verified, searched, and their files.
 */
#include "x509/crl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/armour.h"
#include "x509/crl-impl.h"
#include "x509/sigalg.h"

enum { FILE_LISTS_MAX = 1000 };

void crl_free(struct crl *crl)
{
	if (!crl)
		return;
	buf_clear(&crl->der);
	buf_clear(&crl->issuer_der);
	buf_clear(&crl->authority_key_id);
	strlist_clear(&crl->urls);
	free(crl->issuer);
	free(crl->rows);
	free(crl->memo);
	free(crl);
}

void crl_list_clear(struct crl_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		crl_free(l->items[i]);
	free(l->items);
	*l = (struct crl_list){0};
}

static void list_take(struct crl_list *l, struct crl *crl)
{
	l->items = xrealloc(l->items, (l->n + 1) * sizeof(*l->items));
	l->items[l->n++] = crl;
}

static int read_block(const struct armour *block, struct crl_list *out)
{
	struct buf der = {0};
	struct crl *crl;
	int r = -1;

	if (block->is_closed && out->n < FILE_LISTS_MAX &&
	    armour_decode(block->body, &der) == 0)
		r = crl_parse(der.data, der.len, &crl);
	if (r == 0)
		list_take(out, crl);
	buf_clear(&der);
	return r;
}

static int read_blocks(struct slice text, struct crl_list *out)
{
	struct armour block;
	int r = 0;

	while (r == 0 && armour_next(&text, &block))
		if (armour_label_is(&block, "X509 CRL"))
			r = read_block(&block, out);
	return r < 0 || !out->n ? -1 : 0;
}

int crl_read(const struct buf *bytes, const char *file, struct crl_list *out,
	     struct report *report)
{
	struct crl_list found = {0};
	struct crl *crl;
	int r = -1;

	if (bytes->len <= CRL_SIZE_MAX &&
	    crl_parse(bytes->data, bytes->len, &crl) == 0) {
		list_take(&found, crl);
		r = 0;
	} else if (bytes->len <= CRL_SIZE_MAX) {
		r = read_blocks(slice_of(bytes), &found);
	}
	for (size_t i = 0; r == 0 && i < found.n; i++)
		list_take(out, found.items[i]);
	if (r == 0)
		found.n = 0;
	crl_list_clear(&found);
	return r == 0 ? 0 : report_fail(report, FINDING_CRL_DAMAGED, file, "");
}

/* One authority under two certificates has one key: its certificate's
 * fingerprint is enough to know it again. */
bool crl_signed_by(const struct crl *crl, const struct cert *issuer)
{
	struct crl_memo *memo = crl->memo;
	struct signed_data s;

	if (!buf_equal(&crl->issuer_der, &issuer->subject_der) ||
	    (issuer->has_usage && !(issuer->usage & KU_CRL_SIGN)))
		return false;
	if (memo->is_known &&
	    memcmp(memo->issuer, issuer->fingerprint, FINGERPRINT_LEN) == 0)
		return memo->is_good;
	memcpy(memo->issuer, issuer->fingerprint, FINGERPRINT_LEN);
	memo->is_known = true;
	memo->is_good = signed_read(crl->der.data, crl->der.len, &s) == 0 &&
			signed_verify(&s, &issuer->spki);
	return memo->is_good;
}

static bool shares(const struct strlist *a, const struct strlist *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (strlist_has(b, a->items[i]))
			return true;
	return false;
}

bool crl_is_for(const struct crl *crl, const struct cert *c)
{
	if (!buf_equal(&crl->issuer_der, &c->issuer_der) ||
	    (crl->only_users && c->is_ca) || (crl->only_cas && !c->is_ca))
		return false;
	return !crl->urls.n || shares(&crl->urls, &c->crl_urls);
}

static int by_serial(const void *a, const void *b)
{
	const struct crl_row *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return memcmp(x->serial, y->serial, x->n);
}

void crl_sort(struct crl *crl)
{
	if (crl->n)
		qsort(crl->rows, crl->n, sizeof(*crl->rows), by_serial);
}

bool crl_find(const struct crl *crl, const struct cert *c,
	      struct crl_entry *out)
{
	struct crl_row key = {(const unsigned char *)c->serial.data,
			      (unsigned)c->serial.len};
	const struct crl_row *row;

	if (!crl->n || !key.n)
		return false;
	row = bsearch(&key, crl->rows, crl->n, sizeof(key), by_serial);
	return row && crl_row_read(crl, row, out) == 0;
}

const char *crl_reason_text(int reason)
{
	static const char *const texts[CRL_REASON_COUNT] = {
		[1] = N_("its key may be in other hands"),
		[2] = N_("the key of its issuer may be in other hands"),
		[3] = N_("the person left, or the name changed"),
		[4] = N_("another one took its place"),
		[5] = N_("it is no longer needed"),
		[6] = N_("it is on hold, for a time"),
		[9] = N_("it no longer has the right"),
		[10] = N_("the issuer may be in other hands"),
	};

	return reason >= 0 && reason < CRL_REASON_COUNT && texts[reason]
		       ? tr(texts[reason])
		       : NULL;
}
