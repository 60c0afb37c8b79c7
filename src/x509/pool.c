/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For chain.c: candidates by name, and signatures that were checked. */
#include "x509/pool.h"

#include <stdlib.h>
#include <string.h>

#include "x509/name.h"

/* One certificate, under its subject as it stands and as it compares. */
struct entry {
	const struct cert *cert;
	struct buf alike;
};

/* "c was signed by issuer", by fingerprints. */
struct verdict {
	unsigned char pair[2 * FINGERPRINT_LEN];
	bool is_used, is_good;
};

enum { VERDICTS_FIRST = 64, VERDICTS_MAX = 32768 };

struct pool {
	const struct cert **named; /* sorted by subject once is_sorted */
	struct entry *alike; /* the same by folded name; NULL until asked */
	const struct cert **hits; /* of the last pool_alike() */
	size_t n, size;
	bool is_sorted;
	struct verdict *verdicts; /* open addressing */
	size_t nverdicts, verdicts_size;
	size_t checks;
};

struct pool *pool_new(void)
{
	return xcalloc(1, sizeof(struct pool));
}

static void forget_alike(struct pool *p)
{
	for (size_t i = 0; p->alike && i < p->n; i++)
		buf_clear(&p->alike[i].alike);
	free(p->alike);
	free(p->hits);
	p->alike = NULL;
	p->hits = NULL;
}

void pool_free(struct pool *p)
{
	if (!p)
		return;
	forget_alike(p);
	free(p->named);
	free(p->verdicts);
	free(p);
}

void pool_add(struct pool *p, const struct cert_list *certs)
{
	if (!certs || !certs->n)
		return;
	forget_alike(p);
	p->named = xrealloc(p->named, (p->n + certs->n) * sizeof(*p->named));
	for (size_t i = 0; i < certs->n; i++)
		p->named[p->n++] = certs->items[i];
	p->is_sorted = false;
}

size_t pool_checks(const struct pool *p)
{
	return p->checks;
}

static int compare(const struct buf *a, const struct buf *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int r = n ? memcmp(a->data, b->data, n) : 0;

	return r ? r : (a->len > b->len) - (a->len < b->len);
}

static int by_subject(const void *a, const void *b)
{
	const struct cert *x = *(const struct cert *const *)a;
	const struct cert *y = *(const struct cert *const *)b;
	int r = compare(&x->subject_der, &y->subject_der);

	return r ? r : compare(&x->der, &y->der);
}

static int by_alike(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return compare(&x->alike, &y->alike);
}

/* Sorted, each certificate once. */
static void sort_named(struct pool *p)
{
	size_t kept = 0;

	if (p->is_sorted)
		return;
	qsort(p->named, p->n, sizeof(*p->named), by_subject);
	for (size_t i = 0; i < p->n; i++)
		if (!kept || !cert_equal(p->named[kept - 1], p->named[i]))
			p->named[kept++] = p->named[i];
	p->n = kept;
	p->is_sorted = true;
}

struct pool_hits pool_named(struct pool *p, const struct buf *name_der)
{
	size_t low = 0, high, end;

	if (!p->n)
		return (struct pool_hits){0};
	sort_named(p);
	high = p->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (compare(&p->named[mid]->subject_der, name_der) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < p->n; end++)
		if (!buf_equal(&p->named[end]->subject_der, name_der))
			break;
	return (struct pool_hits){p->named + low, end - low};
}

static void sort_alike(struct pool *p)
{
	sort_named(p);
	p->alike = xcalloc(p->n, sizeof(*p->alike));
	p->hits = xcalloc(p->n, sizeof(*p->hits));
	for (size_t i = 0; i < p->n; i++) {
		p->alike[i].cert = p->named[i];
		name_fold(&p->named[i]->subject_der, &p->alike[i].alike);
	}
	qsort(p->alike, p->n, sizeof(*p->alike), by_alike);
}

struct pool_hits pool_alike(struct pool *p, const struct buf *name)
{
	struct entry key = {.alike = *name};
	const struct entry *hit;
	size_t n = 0;

	if (!p->n)
		return (struct pool_hits){0};
	if (!p->alike)
		sort_alike(p);
	hit = bsearch(&key, p->alike, p->n, sizeof(*p->alike), by_alike);
	while (hit && hit > p->alike && by_alike(hit - 1, &key) == 0)
		hit--;
	for (; hit && hit < p->alike + p->n && by_alike(hit, &key) == 0; hit++)
		p->hits[n++] = hit->cert;
	return (struct pool_hits){p->hits, n};
}

/* Fingerprints are spread evenly: their first bytes will do as a hash. */
static struct verdict *find_verdict(struct verdict *in, size_t size,
				    const unsigned char *pair)
{
	size_t at = 0;

	for (size_t i = 0; i < sizeof(at); i++)
		at = at << 8 | (pair[i] ^ pair[FINGERPRINT_LEN + i]);
	for (at &= size - 1; in[at].is_used; at = (at + 1) & (size - 1))
		if (memcmp(in[at].pair, pair, sizeof(in[at].pair)) == 0)
			break;
	return &in[at];
}

static void make_room(struct pool *p)
{
	size_t size = p->verdicts_size ? 2 * p->verdicts_size : VERDICTS_FIRST;
	struct verdict *wider;

	if (2 * p->nverdicts < p->verdicts_size)
		return;
	wider = xcalloc(size, sizeof(*wider));
	for (size_t i = 0; i < p->verdicts_size; i++)
		if (p->verdicts[i].is_used)
			*find_verdict(wider, size, p->verdicts[i].pair) =
				p->verdicts[i];
	free(p->verdicts);
	p->verdicts = wider;
	p->verdicts_size = size;
}

/* Only issuers come again; leaves would fill the memory for nothing. */
bool pool_signed_by(struct pool *p, const struct cert *c,
		    const struct cert *issuer, size_t *budget)
{
	unsigned char pair[2 * FINGERPRINT_LEN];
	struct verdict *v = NULL;
	bool is_good;

	if (c->is_ca && p->nverdicts < VERDICTS_MAX) {
		memcpy(pair, c->fingerprint, FINGERPRINT_LEN);
		memcpy(pair + FINGERPRINT_LEN, issuer->fingerprint,
		       FINGERPRINT_LEN);
		make_room(p);
		v = find_verdict(p->verdicts, p->verdicts_size, pair);
		if (v->is_used)
			return v->is_good;
	}
	if (*budget == 0)
		return false;
	--*budget;
	p->checks++;
	is_good = cert_signed_by(c, issuer);
	if (v) {
		memcpy(v->pair, pair, sizeof(pair));
		v->is_used = true;
		v->is_good = is_good;
		p->nverdicts++;
	}
	return is_good;
}
