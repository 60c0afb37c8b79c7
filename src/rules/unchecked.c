/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was given to be judged, and what nobody has looked at. */
#include "rules/unchecked.h"

#include <string.h>

#include "base/text.h"

unsigned given_of(const struct subject *s)
{
	unsigned given = 0;

	given |= s->leaf ? GIVEN_OWN : 0;
	given |= s->key || s->key_missing ? GIVEN_KEY : 0;
	given |= s->bundle_info ? GIVEN_BUNDLE : 0;
	given |= s->bundle_password ? GIVEN_PASSWORD : 0;
	given |= s->chain && s->chain->end == CHAIN_MISSING ? GIVEN_PATH_OPEN
							    : 0;
	given |= s->crls && s->crls->n ? GIVEN_CRL : 0;
	given |= subject_is_public(s) ? GIVEN_PUBLIC : 0;
	return given;
}

unsigned given_of_theirs(const struct subject *s)
{
	return GIVEN_THEIRS |
	       (given_of(s) & (GIVEN_CRL | GIVEN_PATH_OPEN | GIVEN_PUBLIC));
}

#define FETCHES_NOTHING                                                        \
	N_("The issuer's list would have to be fetched, and this program "     \
	   "fetches nothing. Bring the list (a CRL): --crl FILE.")

static const struct unchecked rows[] = {
	{"trust-aia-available", GIVEN_PATH_OPEN, 0,
	 N_("whether the missing certificate of the issuer can be had"),
	 N_("It would have to be fetched, and this program fetches nothing. "
	    "Bring the issuer's certificate, often a .p7b file.")},
	{"trust-revoked", GIVEN_OWN, GIVEN_CRL,
	 N_("whether the certificate was withdrawn"), FETCHES_NOTHING},
	{"trust-ca-revoked", GIVEN_OWN, GIVEN_CRL,
	 N_("whether a certificate of the issuer was withdrawn"),
	 FETCHES_NOTHING},
	{"trust-revocation-unknown", GIVEN_OWN, GIVEN_CRL,
	 N_("whether others can fetch the issuer's list of withdrawn "
	    "certificates"),
	 N_("This program fetches nothing. Open the address of the list in a "
	    "browser.")},
	{"rcpt-revoked", GIVEN_THEIRS, GIVEN_CRL,
	 N_("whether their certificate was withdrawn"), FETCHES_NOTHING},
	{"rcpt-ldap-none", GIVEN_THEIRS, 0,
	 N_("whether a directory has a certificate for them"),
	 N_("The directory would have to be asked over the network. Ask for a "
	    "signed mail instead.")},
	{"rcpt-smimea-none", GIVEN_THEIRS, 0,
	 N_("whether their domain publishes a certificate for them"),
	 N_("Names would have to be looked up over the network (SMIMEA, RFC "
	    "8162), and few domains use it. Ask for a signed mail instead.")},
	{"rcpt-smimea-insecure", GIVEN_THEIRS, 0,
	 N_("whether such an answer of their domain is secured"),
	 N_("Names would have to be looked up over the network.")},
};

size_t unchecked_count(void)
{
	return ARRAY_LEN(rows);
}

const struct unchecked *unchecked_at(size_t i)
{
	return &rows[i];
}

const struct unchecked *unchecked_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

bool unchecked_arises(const struct unchecked *u, unsigned given)
{
	return given & u->arises && !(given & u->settled);
}
