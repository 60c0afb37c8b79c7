/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one identity, as plain data. */
#include "journey/identity/facts.h"

#include <stdlib.h>

void facts_clear(struct facts *f)
{
	free(f->path);
	free(f->address);
	free(f->name);
	strlist_clear(&f->aliases);
	spki_clear(&f->key);
	csr_free(f->request);
	cert_free(f->leaf);
	cert_list_clear(&f->pool);
	cert_list_clear(&f->roots);
	cert_list_clear(&f->old);
	csr_free(f->renew_request);
	spki_clear(&f->renew_key);
	strlist_clear(&f->bundles);
	report_clear(&f->trouble);
	report_clear(&f->check);
	strlist_clear(&f->passed);
	*f = (struct facts){0};
}

struct csr *facts_take_request(struct facts *f)
{
	struct csr **at = f->renewing ? &f->renew_request : &f->request;
	struct csr *request = *at;

	*at = NULL;
	return request;
}

const struct cert *facts_strange_root(const struct facts *f)
{
	return f->leaf && report_has(&f->check, FINDING_TRUST_ROOT_UNKNOWN)
		       ? chain_root(&f->chain)
		       : NULL;
}

struct subject facts_subject(const struct facts *f)
{
	return (struct subject){
		.label = f->address,
		.now = f->now,
		.address = f->address,
		.leaf = f->leaf,
		.chain = f->leaf ? &f->chain : NULL,
		.paths = f->leaf ? &f->paths : NULL,
		.roots = &f->roots,
		.request = f->request,
		.key = f->key_known ? &f->key : NULL,
		.key_missing = !f->has_key && (f->leaf || f->request),
		.key_loose = f->key_loose,
		.key_plain = f->key_plain,
		.key_legacy = f->key_legacy,
		.others = &f->old,
		.waiting = f->request && !f->leaf,
	};
}
