/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GnuPG 2.2: its gpgsm is behind KMail, Claws Mail and NeoMutt. */
#include "rules/client-list.h"

#include "base/text.h"

#define BUNDLES "GnuPG sm/minip12.c; measured with gpgsm 2.2.40"
#define USES "GnuPG sm/certlist.c cert_usage_p"
#define PATHS "GnuPG sm/certchain.c gpgsm_validate_chain"

/* Purposes count only where they are critical. */
static bool may_ignore_purposes(const struct subject *s)
{
	return !s->leaf->extended_critical;
}

/* One of them is enough, whatever the kind of key. */
static bool may_encipher(const struct subject *s)
{
	return s->leaf->usage & (KU_KEY_ENCIPHER | KU_DATA_ENCIPHER);
}

static const struct client_rule rules[] = {
	/* "error at pkcs5PBES2-params", whatever the PRF is. */
	{FINDING_P12_PBES2_OLD_APPLE, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	/* It ends by a signal on each bundle with an EC key. */
	{FINDING_P12_EC_GPGSM, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	/* RC2-40 of certificates is read, of a key it is not, nor is RC4 of either. */
	{FINDING_P12_RC2_40, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 BUNDLES},
	{FINDING_P12_3DES_2KEY, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 BUNDLES},
	{FINDING_P12_KEY_UNSHROUDED, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	{FINDING_KEY_EDDSA, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	{FINDING_KEY_PSS_TYPE, CAN_IMPORT, VERDICT_NO, NULL,
	 BUNDLES},
	/* A certificate can be named by its fingerprint. */
	{FINDING_CERT_NO_EMAIL, CAN_USE, VERDICT_YES, NULL,
	 USES},
	{FINDING_CERT_EMAIL_CN_ONLY, CAN_USE, VERDICT_YES, NULL,
	 USES},
	{FINDING_CERT_SMTPUTF8_ONLY, CAN_USE, VERDICT_YES, NULL,
	 USES},
	/* Usages decide, not the kind of key: it is listed as of use all the
	 * same where libgcrypt cannot work with it. */
	{FINDING_CERT_KU_WRONG_FOR_KEY, CAN_ENCRYPT, VERDICT_YES, may_encipher,
	 USES},
	{FINDING_CERT_EC_KEYAGREEMENT_EVOLUTION, CAN_ENCRYPT, VERDICT_NO, NULL,
	 USES},
	{FINDING_CERT_EKU_NO_EMAIL, CAN_USE, VERDICT_YES, may_ignore_purposes,
	 USES},
	{FINDING_CERT_EKU_ANY_ONLY, CAN_USE, VERDICT_YES, may_ignore_purposes,
	 USES},
	{FINDING_CERT_EKU_ANY_ONLY, CAN_USE, VERDICT_NO, NULL, USES},
	{FINDING_KEY_DSA, CAN_USE, VERDICT_YES, NULL, USES},
	{FINDING_KEY_EC_CURVE, CAN_USE, VERDICT_YES, NULL, USES},
	{FINDING_CERT_ISSUER_EMPTY, CAN_CHAIN, VERDICT_NO, NULL,
	 "libksba cert.c; measured with gpgsm 2.2.40"},
	{FINDING_CERT_SIG_EDDSA, CAN_CHAIN, VERDICT_NO, NULL,
	 "GnuPG sm/certcheck.c; measured with gpgsm 2.2.40"},
	/* There is no least length, and SHA-1 is still taken. */
	{FINDING_CERT_SIG_SHA1, CAN_CHAIN, VERDICT_YES, NULL, PATHS},
	{FINDING_KEY_RSA_TOO_SHORT, CAN_USE, VERDICT_YES, NULL,
	 PATHS},
	{FINDING_TRUST_CA_WEAK_KEY, CAN_CHAIN, VERDICT_YES, NULL,
	 PATHS},
	{FINDING_TRUST_ROOT_EXPIRED, CAN_CHAIN, VERDICT_NO, NULL,
	 PATHS},
	/* It asks once about each root, and keeps the answer in trustlist.txt. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_TRUST, VERDICT_YES, NULL,
	 PATHS},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_gpgsm = {
	.name = "gpgsm",
	.title = N_("GnuPG 2.2 (gpgsm)"),
	.abilities = CAN_ALL,
	.tables = tables,
};
