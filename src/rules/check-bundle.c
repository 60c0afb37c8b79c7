/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what protects a .p12: ciphers, password check, password. */
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"
#include "rules/phrase.h"

enum {
	ROUNDS_WINDOWS = 600000,
	ROUNDS_FEW = 2048,
	PASSWORD_LEN = 12,
	PASSWORD_BITS = 60,
};

/* What Apple says to one protection (p12import.c, pkcsOidToParams and
 * p12Decrypt; releases since iOS 18 and macOS 15). */
static bool is_pbes2(const struct bundle_cipher *c)
{
	return c->is_pbes2;
}

static bool is_other_pbes2(const struct bundle_cipher *c)
{
	return c->is_pbes2 && strcmp(c->name, "AES-256-CBC") != 0;
}

static bool is_other_prf(const struct bundle_cipher *c)
{
	return c->is_pbes2 && (!c->prf_present || !c->prf ||
			       strcmp(c->prf, "HMAC-SHA256") != 0);
}

/* The template of the PRF wants its NULL (pkcs12Templates.c). */
static bool is_without_null(const struct bundle_cipher *c)
{
	return c->is_pbes2 && c->prf_present && !c->prf_has_null;
}

static bool is_old_weak(const struct bundle_cipher *c)
{
	return !c->is_pbes2 && (strncmp(c->name, "RC2-", 4) == 0 ||
				strncmp(c->name, "RC4-", 4) == 0);
}

static bool is_old_unread(const struct bundle_cipher *c)
{
	static const char *const read[] = {"3DES", "RC2-40", "RC2-128",
					   "RC4-40", "RC4-128"};

	for (size_t i = 0; i < ARRAY_LEN(read); i++)
		if (strcmp(c->name, read[i]) == 0)
			return false;
	return !c->is_pbes2;
}

enum refusal { REFUSED_BY_NONE, REFUSED_BY_OLD, REFUSED_BY_ALL };

static const struct cipher_rule {
	enum finding_id id;
	bool (*applies)(const struct bundle_cipher *c);
	enum refusal refusal; /* by the releases of Apple */
} cipher_rules[] = {
	{FINDING_P12_AES128, is_other_pbes2, REFUSED_BY_ALL},
	{FINDING_P12_PRF_NOT_SHA256, is_other_prf, REFUSED_BY_ALL},
	{FINDING_P12_PRF_NO_NULL, is_without_null, REFUSED_BY_ALL},
	{FINDING_P12_3DES_2KEY, is_old_unread, REFUSED_BY_ALL},
	{FINDING_P12_PBES2_OLD_APPLE, is_pbes2, REFUSED_BY_OLD},
	{FINDING_P12_RC2_40, is_old_weak, REFUSED_BY_NONE},
};

/* What can be seen from outside, then what only the password has shown. */
static const struct bundle_cipher *cipher_at(const struct subject *s, size_t i)
{
	const struct bundle_info *info = s->bundle_info;

	if (i < info->nciphers)
		return &info->ciphers[i];
	i -= info->nciphers;
	return s->bundle && i < s->bundle->nhidden ? &s->bundle->hidden[i]
						   : NULL;
}

static void add_cipher(const struct subject *s, enum finding_id id,
		       const struct bundle_cipher *c, struct report *report)
{
	const char *prf = c->prf_present ? c->prf : _("none stated");

	if (!c->is_pbes2)
		report_add(report, id, s->label,
			   c->on_key
				   ? _("The key is protected by %s.")
				   : _("The certificates are protected by %s."),
			   c->name);
	else
		report_add(report, id, s->label,
			   c->on_key ? _("The key is protected by %s (PBES2; "
					 "key derivation: %s).")
				     : _("The certificates are protected by %s "
					 "(PBES2; key derivation: %s)."),
			   c->name, phrase_or_unknown(prf));
}

/* The first protection a rule speaks of is named; the others are alike. */
static enum refusal judge_ciphers(const struct subject *s,
				  struct report *report)
{
	enum refusal worst = REFUSED_BY_NONE;

	for (size_t r = 0; r < ARRAY_LEN(cipher_rules); r++) {
		const struct cipher_rule *rule = &cipher_rules[r];
		const struct bundle_cipher *c;
		size_t i = 0;

		while ((c = cipher_at(s, i)) && !rule->applies(c))
			i++;
		if (!c)
			continue;
		add_cipher(s, rule->id, c, report);
		if (rule->refusal > worst)
			worst = rule->refusal;
	}
	return worst;
}

/* SHA-224 to SHA-512 since iOS 18 and macOS 15; SHA-1 always. */
static enum refusal judge_mac(const struct subject *s, struct report *report)
{
	const struct bundle_info *info = s->bundle_info;
	const char *mac = info->mac ? info->mac : "";
	bool is_sha = strncmp(mac, "SHA", 3) == 0;
	enum finding_id id = is_sha ? FINDING_P12_MAC_SHA2_OLD
			     : strcmp(mac, "PBMAC1") == 0
				     ? FINDING_P12_PBMAC1
				     : FINDING_P12_MAC_UNKNOWN;

	if (!info->has_mac) {
		report_add(report, FINDING_P12_NO_MAC, s->label,
			   _("There is no MacData in the file."));
		return REFUSED_BY_ALL;
	}
	if (strcmp(mac, "SHA1") == 0)
		return REFUSED_BY_NONE;
	report_add(report, id, s->label, _("The password check is made by %s."),
		   phrase_or_unknown(mac));
	return is_sha ? REFUSED_BY_OLD : REFUSED_BY_ALL;
}

static void check_protection(const struct subject *s, struct report *report)
{
	enum refusal ciphers = judge_ciphers(s, report);
	enum refusal mac = judge_mac(s, report);
	enum refusal worst = ciphers > mac ? ciphers : mac;

	if (worst == REFUSED_BY_ALL)
		report_add(report, FINDING_P12_ALG_UNSUPPORTED_APPLE, s->label,
			   _("By Apple's published rules every release of iOS "
			     "and macOS refuses it."));
	if (worst != REFUSED_BY_OLD)
		return;
	report_add(report, FINDING_P12_ALG_UNSUPPORTED_APPLE, s->label,
		   _("By Apple's published rules iOS 17, macOS 14 and earlier "
		     "refuse it; iOS 18 and macOS 15 read it."));
	report_add(report, FINDING_P12_PBES2_MACOS_GUI, s->label,
		   _("It is not in the form of before macOS 15."));
}

static void check_mode(const struct subject *s, struct report *report)
{
	if (s->bundle_info->is_public_key_mode)
		report_add(report, FINDING_P12_PUBKEY_MODE, s->label,
			   _("It is signed or encrypted with a public key."));
}

/* The count furthest off the limit; 0 is one that could not be read. */
static void check_rounds(const struct subject *s, struct report *report)
{
	const struct bundle_info *info = s->bundle_info;
	unsigned long most = info->mac_iterations, least = most;

	for (size_t i = 0; cipher_at(s, i); i++) {
		unsigned long n = cipher_at(s, i)->iterations;

		if (n > most)
			most = n;
		if (n && (n < least || !least))
			least = n;
	}
	if (most > ROUNDS_WINDOWS)
		report_add(report, FINDING_P12_ITERATIONS_HIGH, s->label,
			   _("It has %lu rounds; Windows takes at most %d."),
			   most, ROUNDS_WINDOWS);
	if (least && least < ROUNDS_FEW)
		report_add(report, FINDING_P12_ITERATIONS_LOW, s->label,
			   trn("It has %lu round; %d are the least.",
			       "It has %lu rounds; %d are the least.", least),
			   least, ROUNDS_FEW);
}

/* Bits, in tenths, by the kinds of characters that occur. One that repeats or
 * counts on from the last adds nothing. */
static unsigned password_strength(const struct secret *password)
{
	static const struct {
		char first, last;
		unsigned size;
	} kinds[] = {{'a', 'z', 26}, {'A', 'Z', 26}, {'0', '9', 10}};
	const char *p = secret_data(password);
	unsigned count = 0, pool = 0, tenths = 0;
	size_t plain = 0;

	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		size_t n = 0;

		for (size_t i = 0; i < secret_len(password); i++)
			n += p[i] >= kinds[k].first && p[i] <= kinds[k].last;
		pool += n ? kinds[k].size : 0;
		plain += n;
	}
	pool += plain < secret_len(password) ? 33 : 0;
	for (size_t i = 0; i < secret_len(password); i++)
		count += i == 0 || (p[i] != p[i - 1] && p[i] != p[i - 1] + 1);
	while (tenths < 70 && (1u << (tenths / 10)) < pool)
		tenths += 10;
	return count * (tenths - 5);
}

static bool has_other_than_ascii(const struct secret *password)
{
	const char *p = secret_data(password);

	for (size_t i = 0; i < secret_len(password); i++)
		if (p[i] < 0x20 || p[i] > 0x7E)
			return true;
	return false;
}

/* Neither the password nor its length is evidence to be shown. */
static void check_password(const struct subject *s, struct report *report)
{
	const struct secret *password = s->bundle_password;

	if (secret_len(password) == 0) {
		report_add(report, FINDING_P12_EMPTY_PASSWORD, s->label,
			   _("It opens with an empty password."));
		return;
	}
	if (has_other_than_ascii(password))
		report_add(report, FINDING_P12_PASSWORD_NONASCII, s->label,
			   _("The password has a character that is not in "
			     "plain ASCII."));
	if (!s->bundle_new)
		return;
	if (secret_len(password) < PASSWORD_LEN)
		report_add(report, FINDING_P12_PASSWORD_WEAK, s->label,
			   _("It has fewer than %d characters."), PASSWORD_LEN);
	else if (password_strength(password) < PASSWORD_BITS * 10)
		report_add(report, FINDING_P12_PASSWORD_WEAK, s->label,
			   _("It uses few kinds of characters or repeats "
			     "itself."));
}

static const struct check checks[] = {
	{N_("protection that Apple reads"), NEEDS_BUNDLE_INFO,
	 check_protection},
	{N_("protected by a password"), NEEDS_BUNDLE_INFO, check_mode},
	{N_("rounds of the bundle"), NEEDS_BUNDLE_INFO, check_rounds},
	{N_("password of the bundle"), NEEDS_PASSWORD, check_password},
};

struct check_table check_bundle(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
