/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For certificates of authorities: their key made ready, and what it signed. */
#include "x509/cert-memo.h"

#include <stdlib.h>
#include <string.h>

#include "x509/sigalg.h"

struct known {
	unsigned char fingerprint[FINGERPRINT_LEN];
	bool good;
};

struct cert_memo {
	struct verifier *verifier; /* NULL where the key verifies nothing */
	struct known known[CERT_MEMO_MAX];
	size_t n;
};

struct cert_memo *cert_memo_new(const struct spki *key)
{
	struct cert_memo *m = xcalloc(1, sizeof(*m));

	m->verifier = verifier_new(key);
	return m;
}

void cert_memo_free(struct cert_memo *m)
{
	if (m)
		verifier_free(m->verifier);
	free(m);
}

static bool check(const struct cert_memo *m, const struct cert *c)
{
	struct signed_data s;

	return signed_read(c->der.data, c->der.len, &s) == 0 &&
	       verifier_check(m->verifier, &s);
}

bool cert_memo_check(struct cert_memo *m, const struct cert *c)
{
	struct known *k;

	if (!c->is_ca)
		return check(m, c);
	for (size_t i = 0; i < m->n; i++) {
		k = &m->known[i];
		if (memcmp(k->fingerprint, c->fingerprint, FINGERPRINT_LEN) ==
		    0)
			return k->good;
	}
	if (m->n == CERT_MEMO_MAX)
		return check(m, c);
	k = &m->known[m->n++];
	memcpy(k->fingerprint, c->fingerprint, FINGERPRINT_LEN);
	k->good = check(m, c);
	return k->good;
}
