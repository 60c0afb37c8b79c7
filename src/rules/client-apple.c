/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apple's systems, by the published sources of their Security project: what their
 * readers of bundles take, and what their policy for mail demands. */
#include "rules/client-list.h"

#include "base/text.h"

#define READER "p12import.c"
#define TEMPLATES "pkcs12Templates.c"
#define POLICY "SecPolicy.c SecPolicyCreateSMIME"
#define SERVER "SecPolicyServer.c"
#define ROOTS "security_certificates certificates/CertificateTool"

static bool lacks_root(const struct subject *s)
{
	return subject_root_in(s, store_apple()) != STORE_EMAIL;
}

/* dataEncipherment serves with RSA, for content that is enciphered directly. */
static bool enciphers_data(const struct subject *s)
{
	return s->leaf->spki.algo == ALGO_RSA &&
	       s->leaf->usage & KU_DATA_ENCIPHER;
}

/* Security-61123 (iOS 17, macOS 14) and before: PKCS#12 PBE with 3DES, RC2 or
 * RC4, SHA-1 MAC, and nothing else. */
static const struct client_rule old_readers[] = {
	{FINDING_P12_PBES2_OLD_APPLE, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_P12_3DES_2KEY, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_P12_MAC_SHA2_OLD, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	/* These are told of by the first. */
	{FINDING_P12_AES128, CAN_IMPORT, VERDICT_YES, NULL,
	 READER},
	{FINDING_P12_PRF_NOT_SHA256, CAN_IMPORT, VERDICT_YES, NULL,
	 READER},
	{FINDING_P12_PRF_NO_NULL, CAN_IMPORT, VERDICT_YES, NULL,
	 READER},
};

/* Security-61439 (iOS 18, macOS 15) and later: pkcsOidToParams, p12Decrypt. */
static const struct client_rule new_readers[] = {
	/* PBES2 is read as AES-256-CBC with HMAC-SHA256, whatever it is. */
	{FINDING_P12_AES128, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_P12_PRF_NOT_SHA256, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	/* NSS_P12_PBEPRF_ParamsTemplate. */
	{FINDING_P12_PRF_NO_NULL, CAN_IMPORT, VERDICT_NO, NULL,
	 TEMPLATES},
	/* Of the PBEs all but two-key 3DES. */
	{FINDING_P12_3DES_2KEY, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
};

static const struct client_rule every_reader[] = {
	/* The head line; the findings behind it decide, each for its releases. */
	{FINDING_P12_ALG_UNSUPPORTED_APPLE, CAN_IMPORT, VERDICT_YES, NULL,
	 READER},
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_P12_NO_MAC, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	/* A plain key bag is passed over. */
	{FINDING_P12_KEY_UNSHROUDED, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	/* A key that is paired with nothing is dropped. */
	{FINDING_P12_NO_LOCALKEYID, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	/* iOS cannot go on without one, and iOS and macOS derive different keys from none. */
	{FINDING_P12_EMPTY_PASSWORD, CAN_IMPORT, VERDICT_NO, NULL,
	 "RFC 7292 appendix B.1; openradar 12307889"},
	/* rsaEncryption and id-ecPublicKey only. */
	{FINDING_P12_KEY_TYPE_APPLE, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_KEY_PSS_TYPE, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
	{FINDING_KEY_EDDSA, CAN_IMPORT, VERDICT_NO, NULL,
	 READER},
};

static const struct client_rule policy[] = {
	/* Of keys RSA and EC only; the key has to come in by a bundle. */
	{FINDING_KEY_EDDSA, CAN_USE, VERDICT_NO, NULL,
	 SERVER},
	/* To sign it may be absent, to encrypt it may not. */
	{FINDING_CERT_KU_ABSENT, CAN_ENCRYPT, VERDICT_NO, NULL,
	 POLICY},
	{FINDING_CERT_KU_WRONG_FOR_KEY, CAN_ENCRYPT, VERDICT_YES, enciphers_data,
	 POLICY},
	{FINDING_CERT_SIG_EDDSA, CAN_CHAIN, VERDICT_NO, NULL, SERVER},
	/* SecPolicyCheckTemporalValidity looks at every certificate of the path. */
	{FINDING_TRUST_ROOT_EXPIRED, CAN_CHAIN, VERDICT_NO, NULL,
	 SERVER},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_CHAIN, VERDICT_NO, lacks_root,
	 ROOTS},
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_CHAIN, VERDICT_YES, NULL,
	 ROOTS},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_CHAIN, VERDICT_NO, lacks_root,
	 ROOTS},
	{FINDING_TRUST_ROOT_NO_EMAIL_BIT, CAN_CHAIN, VERDICT_YES, NULL,
	 ROOTS},
};

static const struct client_rule ios[] = {
	/* What it makes of several keys is not published; a profile takes one. */
	{FINDING_P12_MULTIPLE_KEYS, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "Apple device-management, com.apple.security.pkcs12.yaml"},
};

static const struct client_table ios_17[] = {
	CLIENT_TABLE(old_readers),
	CLIENT_TABLE(every_reader),
	CLIENT_TABLE(policy),
	CLIENT_TABLE(ios),
	CLIENT_TABLES_END,
};

static const struct client_table ios_18[] = {
	CLIENT_TABLE(new_readers),
	CLIENT_TABLE(every_reader),
	CLIENT_TABLE(policy),
	CLIENT_TABLE(ios),
	CLIENT_TABLES_END,
};

static const struct client_table macos_14[] = {
	CLIENT_TABLE(old_readers),
	CLIENT_TABLE(every_reader),
	CLIENT_TABLE(policy),
	CLIENT_TABLES_END,
};

static const struct client_table macos_15[] = {
	CLIENT_TABLE(new_readers),
	CLIENT_TABLE(every_reader),
	CLIENT_TABLE(policy),
	CLIENT_TABLES_END,
};

const struct client_ops client_ios_17 = {
	.name = "ios-17",
	.title = N_("iPhone and iPad, up to iOS 17"),
	.abilities = CAN_ALL,
	.tables = ios_17,
	.store = store_apple,
};

const struct client_ops client_ios_18 = {
	.name = "ios-18",
	.title = N_("iPhone and iPad, iOS 18 and later"),
	.abilities = CAN_ALL,
	.tables = ios_18,
	.store = store_apple,
};

const struct client_ops client_macos_14 = {
	.name = "macos-14",
	.title = N_("Mac, up to macOS 14"),
	.abilities = CAN_ALL,
	.tables = macos_14,
	.store = store_apple,
};

const struct client_ops client_macos_15 = {
	.name = "macos-15",
	.title = N_("Mac, macOS 15 and later"),
	.abilities = CAN_ALL,
	.tables = macos_15,
	.store = store_apple,
};
