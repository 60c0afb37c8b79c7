/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thunderbird, which asks mozilla::pkix, and Evolution, which asks the older
 * functions of NSS; both read bundles by NSS. */
#include "rules/client-list.h"

#include "base/text.h"

#define BUNDLES "NSS p12d.c"
#define PKIX "mozpkix pkixcheck.cpp"
#define VERIFIER "Gecko security/certverifier/CertVerifier.cpp"
#define CAMEL "evolution-data-server camel-smime-context.c"

static bool lacks_root(const struct subject *s)
{
	return subject_root_in(s, store_mozilla()) != STORE_EMAIL;
}

static bool is_not_tiny(const struct subject *s)
{
	return subject_spki(s)->bits >= 1024;
}

static bool issuers_are_not_tiny(const struct subject *s)
{
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct spki *key = &s->chain->links[i]->spki;

		if (key->algo == ALGO_EC ? !key->curve_is_common
					 : key->algo != ALGO_RSA ||
						   key->bits < 1024)
			return false;
	}
	return true;
}

/* keyEncipherment is tried, then keyAgreement. */
static bool may_carry_key(const struct subject *s)
{
	return s->leaf->usage & (KU_KEY_ENCIPHER | KU_AGREE);
}

static bool may_encipher(const struct subject *s)
{
	return s->leaf->usage & (KU_KEY_ENCIPHER | KU_DATA_ENCIPHER);
}

static bool signs_ocsp(const struct subject *s)
{
	return s->leaf->extended & EKU_OCSP;
}

static bool asks_no_address(const struct subject *s)
{
	return !s->address;
}

static bool is_dsa(const struct subject *s)
{
	return subject_spki(s)->algo == ALGO_DSA;
}

static const struct client_rule nss[] = {
	/* Without macData there is nothing to decode. */
	{FINDING_P12_NO_MAC, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	/* MAC by MD5 or an unknown hash: SEC_ERROR_BAD_PASSWORD. */
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	/* Since NSS 3.102. */
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "bugzilla.mozilla.org 1793811"},
	/* A key finds its nickname by its certificate's identifier. */
	{FINDING_P12_NO_LOCALKEYID, CAN_IMPORT, VERDICT_NO, NULL,
	 "NSS p12d.c; measured with NSS 3.87"},
	{FINDING_KEY_EDDSA, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 "mozpkix pkixnss.cpp"},
	/* A root somebody installed was given its trust for mail. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_TRUST, VERDICT_YES, NULL,
	 "NSS certdb.h CERTDB_TRUSTED_CA"},
};

static const struct client_rule pkix[] = {
	/* The path is not asked for the address: it is looked for among those
	 * one writes to, and in one's own certificate not at all. */
	{FINDING_CERT_NO_EMAIL, CAN_SIGN, VERDICT_YES, NULL,
	 "nsMsgComposeSecure.cpp"},
	{FINDING_CERT_NO_EMAIL, CAN_ENCRYPT, VERDICT_YES, asks_no_address,
	 "nsMsgComposeSecure.cpp"},
	{FINDING_CERT_EMAIL_CN_ONLY, CAN_SIGN, VERDICT_YES, NULL,
	 "nsMsgComposeSecure.cpp"},
	{FINDING_CERT_EMAIL_CN_ONLY, CAN_ENCRYPT, VERDICT_YES, asks_no_address,
	 "nsMsgComposeSecure.cpp"},
	{FINDING_CERT_SMTPUTF8_ONLY, CAN_ENCRYPT, VERDICT_YES, asks_no_address,
	 "nsMsgComposeSecure.cpp"},
	{FINDING_CERT_SMTPUTF8_ONLY, CAN_ENCRYPT, VERDICT_NO, NULL,
	 "NSS certdb.c"},
	{FINDING_CERT_KU_WRONG_FOR_KEY, CAN_ENCRYPT, VERDICT_YES, may_carry_key,
	 VERIFIER},
	{FINDING_CERT_EKU_OCSP_OR_SERVER, CAN_USE, VERDICT_NO, signs_ocsp,
	 PKIX},
	{FINDING_KEY_PSS_TYPE, CAN_USE, VERDICT_NO, NULL,
	 "mozpkix pkixnss.cpp"},
	{FINDING_KEY_RSA_TOO_SHORT, CAN_USE, VERDICT_YES, is_not_tiny,
	 VERIFIER},
	{FINDING_TRUST_CA_WEAK_KEY, CAN_CHAIN, VERDICT_YES, issuers_are_not_tiny,
	 VERIFIER},
	{FINDING_CERT_ISSUER_EMPTY, CAN_CHAIN, VERDICT_NO, NULL, PKIX},
	{FINDING_CERT_SIG_EDDSA, CAN_CHAIN, VERDICT_NO, NULL,
	 "mozpkix pkixder.cpp SignatureAlgorithmIdentifierValue"},
	{FINDING_KEY_RSA_NO_NULL, CAN_CHAIN, VERDICT_NO, NULL, PKIX},
	/* To the letter: x509/constraints.h; also of self-issued ones. */
	{FINDING_TRUST_STRICT_READER, CAN_CHAIN, VERDICT_NO, NULL,
	 "mozpkix pkixnames.cpp"},
	/* Of every certificate of the path. */
	{FINDING_TRUST_ROOT_EXPIRED, CAN_CHAIN, VERDICT_NO, NULL,
	 PKIX},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_CHAIN, VERDICT_NO, lacks_root,
	 "NSS certdata.txt"},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_CHAIN, VERDICT_YES, NULL,
	 "NSS certdata.txt"},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_CHAIN, VERDICT_NO, lacks_root,
	 "NSS certdata.txt"},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_CHAIN, VERDICT_YES, NULL,
	 "NSS certdata.txt"},
};

/* Contacts' certificates: dates and usage, no path. Its own by NSS. */
static const struct client_rule camel[] = {
	{FINDING_CERT_EC_KEYAGREEMENT_EVOLUTION, CAN_ENCRYPT, VERDICT_NO, NULL,
	 CAMEL},
	{FINDING_CERT_KU_WRONG_FOR_KEY, CAN_ENCRYPT, VERDICT_YES, may_encipher,
	 CAMEL},
	{FINDING_TRUST_CHAIN_INCOMPLETE, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_ROOT_UNKNOWN, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_INTERMEDIATE_EXPIRED, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_ROOT_EXPIRED, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_LINK_BAD_SIGNATURE, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_NOT_A_CA, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_PATHLEN, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_NAME_CONSTRAINTS, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_CA_EKU, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_TRUST_CA_WEAK_KEY, CAN_ENCRYPT, VERDICT_YES, NULL,
	 CAMEL},
	{FINDING_KEY_DSA, CAN_SIGN, VERDICT_YES, is_dsa,
	 "NSS cryptohi"},
	{FINDING_KEY_RSA_TOO_SHORT, CAN_USE, VERDICT_YES, is_not_tiny,
	 "NSS cryptohi"},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_CHAIN, VERDICT_NO, lacks_root,
	 "NSS certdata.txt"},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_CHAIN, VERDICT_NO, lacks_root,
	 "NSS certdata.txt"},
};

static const struct client_table pkix_tables[] = {
	CLIENT_TABLE(pkix),
	CLIENT_TABLE(nss),
	CLIENT_TABLES_END,
};

static const struct client_table camel_tables[] = {
	CLIENT_TABLE(camel),
	CLIENT_TABLE(nss),
	CLIENT_TABLES_END,
};

const struct client_ops client_thunderbird = {
	.name = "thunderbird",
	.title = N_("Thunderbird"),
	.abilities = CAN_ALL,
	.tables = pkix_tables,
	.store = store_mozilla,
};

const struct client_ops client_evolution = {
	.name = "evolution",
	.title = N_("Evolution"),
	.abilities = CAN_ALL,
	.tables = camel_tables,
	.store = store_mozilla,
};
