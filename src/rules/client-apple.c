/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apple's systems: what their readers of bundles take (Apple p12import.c). */
#include "rules/client-list.h"

#include "base/text.h"

/* Security-61123 (iOS 17, macOS 14) and before: PKCS#12 PBE with 3DES, RC2 or
 * RC4, SHA-1 MAC, and nothing else. */
static const struct import_rule old_readers[] = {
	{FINDING_P12_PBES2_OLD_APPLE, VERDICT_NO},
	{FINDING_P12_3DES_2KEY, VERDICT_NO},
	{FINDING_P12_MAC_SHA2_OLD, VERDICT_NO},
	{FINDING_P12_MAC_UNKNOWN, VERDICT_NO},
	{FINDING_P12_PBMAC1, VERDICT_NO},
	RULES_END,
};

/* Security-61439 (iOS 18, macOS 15) and later: pkcsOidToParams, p12Decrypt. */
static const struct import_rule new_readers[] = {
	/* PBES2 is read as AES-256-CBC with HMAC-SHA256, whatever it is. */
	{FINDING_P12_AES128, VERDICT_NO},
	{FINDING_P12_PRF_NOT_SHA256, VERDICT_NO},
	/* NSS_P12_PBEPRF_ParamsTemplate of pkcs12Templates.c. */
	{FINDING_P12_PRF_NO_NULL, VERDICT_NO},
	/* Of the PBEs all but two-key 3DES. */
	{FINDING_P12_3DES_2KEY, VERDICT_NO},
	{FINDING_P12_MAC_UNKNOWN, VERDICT_NO},
	{FINDING_P12_PBMAC1, VERDICT_NO},
	RULES_END,
};

static const struct import_rule every_reader[] = {
	{FINDING_P12_NO_MAC, VERDICT_NO},
	/* A plain key bag is passed over. */
	{FINDING_P12_KEY_UNSHROUDED, VERDICT_NO},
	/* A key that is paired with nothing is dropped. */
	{FINDING_P12_NO_LOCALKEYID, VERDICT_NO},
	/* iOS cannot go on without one, and iOS and macOS derive different
	 * keys from none (RFC 7292 appendix B.1; openradar 12307889). */
	{FINDING_P12_EMPTY_PASSWORD, VERDICT_NO},
	/* rsaEncryption and id-ecPublicKey only. */
	{FINDING_KEY_PSS_TYPE, VERDICT_NO},
	{FINDING_KEY_EDDSA, VERDICT_NO},
	RULES_END,
};

static const struct import_rule ios[] = {
	/* What it makes of several keys is not published (Apple
	 * device-management, com.apple.security.pkcs12.yaml: one identity). */
	{FINDING_P12_MULTIPLE_KEYS, VERDICT_UNKNOWN},
	RULES_END,
};

/* The first table that has something to say. */
static enum verdict judge_by(const struct import_rule *const *tables,
			     const struct finding *f, enum ability a)
{
	enum verdict v = VERDICT_YES;

	for (; *tables && v == VERDICT_YES; tables++)
		v = client_by_rules(*tables, f, a);
	return v;
}

static enum verdict judge_ios_17(const struct finding *f, enum ability a)
{
	static const struct import_rule *const tables[] = {
		old_readers, every_reader, ios, NULL};

	return judge_by(tables, f, a);
}

static enum verdict judge_ios_18(const struct finding *f, enum ability a)
{
	static const struct import_rule *const tables[] = {
		new_readers, every_reader, ios, NULL};

	return judge_by(tables, f, a);
}

static enum verdict judge_macos_14(const struct finding *f, enum ability a)
{
	static const struct import_rule *const tables[] = {old_readers,
							   every_reader, NULL};

	return judge_by(tables, f, a);
}

static enum verdict judge_macos_15(const struct finding *f, enum ability a)
{
	static const struct import_rule *const tables[] = {new_readers,
							   every_reader, NULL};

	return judge_by(tables, f, a);
}

const struct client_ops client_ios_17 = {
	.name = "ios-17",
	.title = N_("iPhone and iPad, up to iOS 17"),
	.abilities = RULES_IMPORT,
	.judge = judge_ios_17,
};

const struct client_ops client_ios_18 = {
	.name = "ios-18",
	.title = N_("iPhone and iPad, iOS 18 and later"),
	.abilities = RULES_IMPORT,
	.judge = judge_ios_18,
};

const struct client_ops client_macos_14 = {
	.name = "macos-14",
	.title = N_("Mac, up to macOS 14"),
	.abilities = RULES_IMPORT,
	.judge = judge_macos_14,
};

const struct client_ops client_macos_15 = {
	.name = "macos-15",
	.title = N_("Mac, macOS 15 and later"),
	.abilities = RULES_IMPORT,
	.judge = judge_macos_15,
};
