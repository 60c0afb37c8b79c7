/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a judgement of a file, an identity or people to be written to may use.
 */
#ifndef JOURNEY_DIAGNOSE_ASK_H
#define JOURNEY_DIAGNOSE_ASK_H

#include "base/env.h"
#include "journey/identity/known-keys.h"
#include "rules/check.h"

/* All belongs to the caller, NULL where absent. */
struct diagnose_ask {
	const struct env *env;
	const char *file;              /* its name, for findings */
	const char *address;           /* the From address to judge for */
	const struct cert_list *roots; /* roots the person trusts */
	const struct cert_list *public_roots; /* built in everywhere */
	const struct secret *password;        /* of a bundle */
	struct pool *pool; /* of roots and further certificates, for a run of
			    * many files; NULL: of roots alone */
	struct known_keys *keys;     /* likewise; NULL: scanned for this file */
	bool brief;                  /* what is in order is not listed */
	const struct crl_list *crls; /* revocation lists */
	const char *clients;         /* only these programs, names separated by
				      * blanks; NULL: all */
};

#endif
