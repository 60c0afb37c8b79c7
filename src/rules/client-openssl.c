/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenSSL 3 as it is installed, without its legacy provider: openssl pkcs12, and
 * openssl verify -purpose smimesign and smimeencrypt. */
#include "rules/client-list.h"

#include "base/text.h"

#define PURPOSE "OpenSSL crypto/x509/v3_purp.c"
#define PATHS "OpenSSL crypto/x509/x509_vfy.c"
#define LEVEL "openssl-verification-options, -auth_level"
#define ADDRESS "openssl-verification-options, -verify_email"

static bool may_sign(const struct subject *s)
{
	return !s->leaf->has_usage ||
	       s->leaf->usage & (KU_SIGN | KU_NONREPUDIATION);
}

/* Wanted of every kind of key. */
static bool may_encipher(const struct subject *s)
{
	return !s->leaf->has_usage || s->leaf->usage & KU_KEY_ENCIPHER;
}

static bool is_dsa_or_dh(const struct subject *s)
{
	enum key_algo algo = subject_spki(s)->algo;

	return algo == ALGO_DSA || algo == ALGO_DH;
}

static const struct client_rule rules[] = {
	/* RC2 and RC4 want -legacy. */
	{FINDING_P12_RC2_40, CAN_IMPORT, VERDICT_NO, NULL,
	 "openssl-pkcs12"},
	/* Since OpenSSL 3.4. */
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "OpenSSL CHANGES"},
	/* MD5 is still read; of others nothing is known. */
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "openssl-pkcs12"},
	/* check_purpose_smime_sign, check_purpose_smime_encrypt, purpose_smime. */
	{FINDING_CERT_KU_WRONG_FOR_KEY, CAN_ENCRYPT, VERDICT_YES, may_encipher,
	 PURPOSE},
	{FINDING_CERT_EC_KEYAGREEMENT_EVOLUTION, CAN_ENCRYPT, VERDICT_NO, NULL,
	 PURPOSE},
	{FINDING_CERT_EKU_ANY_ONLY, CAN_USE, VERDICT_NO, NULL,
	 PURPOSE},
	{FINDING_CERT_WRONG_TYPE_CA, CAN_SIGN, VERDICT_YES, may_sign,
	 PURPOSE},
	{FINDING_CERT_WRONG_TYPE_CA, CAN_ENCRYPT, VERDICT_YES, may_encipher,
	 PURPOSE},
	/* No address is looked for unless it is asked. */
	{FINDING_CERT_NO_EMAIL, CAN_USE, VERDICT_YES, NULL,
	 ADDRESS},
	{FINDING_CERT_EMAIL_CN_ONLY, CAN_USE, VERDICT_YES, NULL,
	 ADDRESS},
	{FINDING_CERT_SMTPUTF8_ONLY, CAN_USE, VERDICT_YES, NULL,
	 ADDRESS},
	/* Strength is a matter of the level of security, which is off. */
	{FINDING_KEY_RSA_TOO_SHORT, CAN_USE, VERDICT_YES, NULL,
	 LEVEL},
	{FINDING_KEY_EC_CURVE, CAN_USE, VERDICT_YES, NULL,
	 LEVEL},
	{FINDING_KEY_DSA, CAN_USE, VERDICT_YES, is_dsa_or_dh,
	 LEVEL},
	{FINDING_KEY_X25519, CAN_USE, VERDICT_YES, NULL,
	 LEVEL},
	{FINDING_CERT_SIG_SHA1, CAN_CHAIN, VERDICT_YES, NULL,
	 LEVEL},
	{FINDING_TRUST_CA_WEAK_KEY, CAN_CHAIN, VERDICT_YES, NULL,
	 LEVEL},
	{FINDING_TRUST_ROOT_EXPIRED, CAN_CHAIN, VERDICT_NO, NULL,
	 PATHS},
	{FINDING_TRUST_NAME_ENCODING, CAN_CHAIN, VERDICT_YES, NULL,
	 "OpenSSL crypto/x509/x_name.c"},
	/* Roots are what is given by -CAfile. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_TRUST, VERDICT_YES, NULL,
	 PATHS},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_openssl = {
	.name = "openssl",
	.title = N_("OpenSSL 3"),
	.abilities = CAN_ALL,
	.tables = tables,
};
