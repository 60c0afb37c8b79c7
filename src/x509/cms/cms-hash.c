/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several digests of one stream of content. */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

struct cms_hash {
	struct sink sink;
	struct sink *out;
	gnutls_hash_hd_t running[CMS_DIGEST_OTHER];
	bool has[CMS_DIGEST_OTHER];
	unsigned char value[CMS_DIGEST_OTHER][CMS_HASH_MAX];
};

void cms_hash_update(struct cms_hash *h, struct slice s)
{
	for (size_t i = 0; i < CMS_DIGEST_OTHER; i++)
		if (h->running[i] && gnutls_hash(h->running[i], s.p, s.n) < 0)
			die("the cryptographic library cannot hash");
}

static int hash_put(struct sink *s, const void *bytes, size_t n)
{
	struct cms_hash *h = (struct cms_hash *)s;

	cms_hash_update(h, (struct slice){bytes, n});
	return h->out ? sink_put(h->out, bytes, n) : 0;
}

static int hash_end(struct sink *s)
{
	struct cms_hash *h = (struct cms_hash *)s;

	for (size_t i = 0; i < CMS_DIGEST_OTHER; i++) {
		if (!h->running[i])
			continue;
		gnutls_hash_deinit(h->running[i], h->value[i]);
		h->running[i] = NULL;
		h->has[i] = true;
	}
	return h->out ? sink_end(h->out) : 0;
}

static void hash_free(struct sink *s)
{
	struct cms_hash *h = (struct cms_hash *)s;

	for (size_t i = 0; i < CMS_DIGEST_OTHER; i++)
		if (h->running[i])
			gnutls_hash_deinit(h->running[i], NULL);
	free(h);
}

struct cms_hash *cms_hash_new(unsigned digests, struct sink *out)
{
	struct cms_hash *h = xcalloc(1, sizeof(*h));

	h->sink = (struct sink){hash_put, hash_end, hash_free};
	h->out = out;
	for (size_t i = 0; i < CMS_DIGEST_OTHER; i++) {
		int native = cms_digest_row((enum cms_digest)i)->native;

		/* A policy of the system may forbid one: then it is absent. */
		if (digests & 1u << i &&
		    gnutls_hash_init(&h->running[i],
				     (gnutls_digest_algorithm_t)native) < 0)
			h->running[i] = NULL;
	}
	return h;
}

struct sink *cms_hash_in(struct cms_hash *h)
{
	return &h->sink;
}

void cms_hash_free(struct cms_hash *h)
{
	if (h)
		hash_free(&h->sink);
}

const unsigned char *cms_hash_value(const struct cms_hash *h, enum cms_digest d)
{
	return d < CMS_DIGEST_OTHER && h->has[d] ? h->value[d] : NULL;
}
