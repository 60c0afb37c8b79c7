/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees, and the order in which its causes are looked for. */
/*
 * The order is that of the cheapest and likeliest cause first. A row is one of
 * finding-list.h, a finding with a question of its own (question.c), or one
 * that only the network could tell (unchecked.c).
 */
#include "rules/tree.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define CHAIN_DEFECTS                                                          \
	"trust-link-bad-signature trust-not-a-ca trust-pathlen "               \
	"trust-name-constraints trust-ca-eku trust-ca-weak-key "               \
	"trust-intermediate-expired trust-root-expired "

static const struct tree_step encrypt[] = {
	{N_("Is a certificate here for everybody you write to?"), GIVEN_THEIRS,
	 "rcpt-no-cert cert-wrong-type-ca rcpt-one-of-many rcpt-group "
	 "rcpt-seen-not-installed "
	 "rcpt-file-is-p12 rcpt-ldap-none rcpt-smimea-none "
	 "rcpt-smimea-insecure"},
	{N_("Is it for exactly that address?"), GIVEN_THEIRS,
	 "rcpt-address-mismatch rcpt-address-case"},
	{N_("Is it in date, not withdrawn, and the newest?"), GIVEN_THEIRS,
	 "rcpt-expired rcpt-not-yet-valid rcpt-revoked rcpt-renewed "
	 "rcpt-multiple rcpt-stale-directory rcpt-contact-stale"},
	{N_("May it be used to encrypt?"), GIVEN_THEIRS,
	 "rcpt-sign-only rcpt-ku-absent rcpt-eku"},
	{N_("Does your own system trust its issuer?"), GIVEN_THEIRS,
	 "rcpt-untrusted rcpt-missing-intermediate " CHAIN_DEFECTS
	 "trust-root-no-email-bit"},
	{N_("Can the program use that key?"), GIVEN_THEIRS,
	 "rcpt-weak-key rcpt-ec-key rcpt-openpgp-only rcpt-no-capabilities"},
	{N_("Can your own certificate be used to encrypt, for the copy that "
	    "you keep?"),
	 GIVEN_OWN,
	 "cl-own-encrypt-missing cert-expired cert-not-yet-valid "
	 "cert-ku-sign-only cert-ku-wrong-for-key cert-ku-absent "
	 "cert-eku-no-email cert-eku-any-only cert-pair-split "
	 "trust-root-unknown trust-chain-incomplete"},
	{N_("Is encryption switched on, and your certificate chosen?"), 0,
	 "cl-encrypt-off cl-identity-not-selected cl-ios-reply-state "
	 "cl-ios-share-sheet cl-ios-advanced-per-account "
	 "cl-tb-setting-cleared cl-mac-wrong-pick cl-mac-from-mismatch "
	 "cl-mac-restart"},
	{N_("Does the program or your company set a limit?"), 0,
	 "cl-tb-mixed-tech cl-outlook-caps cl-outlook-owa-ext "
	 "cl-outlook-mobile-account cl-gmail-personal cl-android-none "
	 "trust-exo-collection cl-profile-managed"},
};

static const struct tree_step sign[] = {
	{N_("Is the private key here?"), GIVEN_KEY,
	 "key-missing key-not-matching key-wrong-passphrase cl-outlook-no-id "
	 "cl-mac-cert-in-certificates cl-tb-os-store"},
	{N_("Is the certificate for the address you send from?"), GIVEN_OWN,
	 "cert-wrong-type-ca cert-no-email cert-email-mismatch "
	 "cert-email-case-differs cert-email-subject-only cert-email-cn-only "
	 "cert-smtputf8-only cl-mac-from-mismatch"},
	{N_("Is it in date, and not withdrawn?"), GIVEN_OWN,
	 "trust-clock-skew cert-not-yet-valid cert-expired trust-revoked"},
	{N_("May it be used to sign mail?"), GIVEN_OWN,
	 "cert-ku-encrypt-only cert-ku-nonrepudiation-only cert-eku-no-email "
	 "cert-eku-any-only cert-eku-absent cert-eku-ocsp-or-server "
	 "cert-critical-unknown cert-pair-split cert-duplicates"},
	{N_("Does the program take this kind of key?"), GIVEN_OWN,
	 "key-rsa-too-short key-pss-type key-eddsa key-x25519 key-ec-curve "
	 "key-dsa key-weak-known cert-sig-sha1"},
	{N_("Does the program trust the issuer?"), GIVEN_OWN,
	 "trust-chain-incomplete trust-root-unknown " CHAIN_DEFECTS
	 "trust-root-no-email-bit trust-gmail-root trust-exo-collection"},
	{N_("Is signing switched on, and your certificate chosen?"), 0,
	 "cl-sign-off cl-identity-not-selected cl-ios-advanced-per-account "
	 "cl-tb-setting-cleared cl-mac-wrong-pick cl-mac-restart"},
	{N_("May the program use the key?"), 0,
	 "cl-mac-key-denied cl-mac-keychain-locked"},
	{N_("Does the program or your company set a limit?"), 0,
	 "cl-outlook-owa-ext cl-outlook-mobile-account cl-gmail-personal "
	 "cl-android-none cl-profile-managed"},
};

static const struct tree_step password[] = {
	{N_("Is it a whole .p12 file?"), GIVEN_BUNDLE,
	 "p12-not-a-bundle p12-truncated"},
	{N_("Can the device read how it is protected?"), GIVEN_BUNDLE,
	 "p12-alg-unsupported-apple p12-aes128 p12-pbes2-old-apple "
	 "p12-prf-no-null p12-prf-not-sha256 p12-3des-2key p12-mac-sha2-old "
	 "p12-mac-unknown p12-pbmac1 p12-no-mac p12-pubkey-mode p12-rc2-40 "
	 "p12-iterations-high p12-pbes2-macos-gui p12-cipher-unknown"},
	{N_("Does the password open it here?"), GIVEN_BUNDLE | GIVEN_PASSWORD,
	 "p12-wrong-password p12-empty-password p12-password-nonascii"},
	{N_("Is in it what has to be?"), GIVEN_BUNDLE | GIVEN_PASSWORD,
	 "p12-no-key p12-no-cert p12-key-mismatch p12-key-unshrouded "
	 "p12-no-localkeyid p12-friendlyname-clash p12-key-type-apple "
	 "p12-multiple-keys p12-missing-intermediate p12-ec-gpgsm"},
	{N_("Was it installed to the end?"), 0,
	 "cl-ios-extension cl-ios-profile-pending"},
};

static const struct tree_step trust[] = {
	{N_("Is the clock right?"), 0, "trust-clock-skew"},
	{N_("Is the certificate in date?"), GIVEN_OWN,
	 "cert-not-yet-valid cert-expired"},
	{N_("Are all certificates of the issuer here?"), GIVEN_OWN,
	 "trust-chain-incomplete trust-aia-available"},
	{N_("Has each issuer really signed, in its own time?"), GIVEN_OWN,
	 "trust-link-bad-signature trust-intermediate-expired "
	 "trust-root-expired cert-sig-sha1"},
	{N_("May these issuers certify this address?"), GIVEN_OWN,
	 "trust-not-a-ca trust-pathlen trust-name-constraints trust-ca-eku "
	 "trust-ca-weak-key"},
	{N_("Does the program know the root?"), GIVEN_OWN,
	 "trust-root-unknown trust-root-no-email-bit trust-root-store-differs "
	 "cert-self-signed trust-gmail-root trust-exo-collection"},
	{N_("Is the root trusted there, not only imported?"), GIVEN_OWN,
	 "trust-imported-not-trusted trust-ios-switch trust-macos-not-set "
	 "trust-device-differs trust-profile-unverified"},
	{N_("Was it withdrawn?"), GIVEN_OWN,
	 "trust-revoked trust-ca-revoked trust-revocation-unknown "
	 "cert-no-crldp"},
};

static const struct tree_step key[] = {
	{N_("Does the issuer make the key?"), 0, "req-issuer-makes-key"},
	{N_("Is the key here, and the right one?"), GIVEN_KEY,
	 "key-missing key-not-matching key-wrong-passphrase req-lost-key "
	 "key-on-token"},
	{N_("Is it in the .p12 file?"), GIVEN_BUNDLE | GIVEN_PASSWORD,
	 "p12-no-key p12-key-mismatch p12-key-unshrouded p12-no-localkeyid "
	 "p12-key-type-apple"},
	{N_("Did it arrive in the mail program?"), 0,
	 "cl-mac-cert-in-certificates cl-outlook-no-id cl-tb-os-store"},
	{N_("May the program use it?"), 0,
	 "cl-mac-keychain-locked cl-mac-key-denied"},
	{N_("Was it there before, and has gone?"), 0, "cl-profile-removed"},
};

enum { OF_RECIPIENT = 6 }; /* the first steps of encrypt[] */

static const struct tree trees[] = {
	{"encrypt", N_("I can sign but not encrypt"), encrypt,
	 ARRAY_LEN(encrypt)},
	{"recipient", N_("The certificate of somebody I write to is missing"),
	 encrypt, OF_RECIPIENT},
	{"sign", N_("I cannot sign"), sign, ARRAY_LEN(sign)},
	{"password", N_("The .p12 file says \"wrong password\""), password,
	 ARRAY_LEN(password)},
	{"trust", N_("The certificate is not trusted"), trust,
	 ARRAY_LEN(trust)},
	{"key", N_("The private key is missing"), key, ARRAY_LEN(key)},
};

/* Why no check could run, by the first thing that was not given. */
static const struct {
	unsigned given;
	const char *why;
} lacks[] = {
	{GIVEN_THEIRS, N_("It was not said who you write to.")},
	{GIVEN_BUNDLE, N_("No .p12 file was given.")},
	{GIVEN_PASSWORD, N_("The password of the .p12 file was not given.")},
	{GIVEN_OWN, N_("No certificate of yours was given.")},
	{GIVEN_KEY, N_("There is no certificate whose key could be looked "
		       "for.")},
};

size_t tree_count(void)
{
	return ARRAY_LEN(trees);
}

const struct tree *tree_at(size_t i)
{
	return &trees[i];
}

const struct tree *tree_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(trees); i++)
		if (strcmp(trees[i].name, name) == 0)
			return &trees[i];
	return NULL;
}

/* The worst that the report has of a finding and that this program minds. */
static const struct finding *find(const struct tree_view *view,
				  enum finding_id id)
{
	const struct report *r = view->report;
	const struct finding *worst = NULL;

	for (size_t i = 0; r && i < r->n; i++) {
		const struct finding *f = &r->items[i];

		if (f->id != id || (worst && worst->severity <= f->severity))
			continue;
		if (!view->client || clients_mind(view->client, f, NULL))
			worst = f;
	}
	return worst;
}

static enum severity severity_of(const struct tree_result *r)
{
	return r->evidence ? r->evidence->severity
			   : finding_info((enum finding_id)r->found)->severity;
}

static void add_found(struct tree_result *r, enum finding_id id,
		      const struct finding *evidence)
{
	struct tree_result found = {.found = (int)id, .evidence = evidence};

	if (r->found >= 0 && severity_of(r) <= severity_of(&found))
		return;
	r->found = (int)id;
	r->evidence = evidence;
}

/* What only the person can see: found by the answer, or still open. */
static void look_question(const struct tree_view *view,
			  const struct question *q, struct tree_result *r)
{
	enum reply reply =
		view->replies ? view->replies->of[q->finding] : REPLY_NONE;

	if (q->private_only && view->given & GIVEN_PUBLIC)
		return;
	if (reply == q->bad)
		add_found(r, q->finding, NULL);
	else if (reply == REPLY_NONE && r->nopen < TREE_OPEN_MAX)
		r->open[r->nopen++] = q;
}

static void look_row(const struct tree_view *view, const char *name,
		     struct tree_result *r)
{
	int id = finding_by_name(name);
	const struct question *q =
		id < 0 ? NULL : question_of((enum finding_id)id, view->client);
	const struct finding *f =
		id < 0 ? NULL : find(view, (enum finding_id)id);
	const struct unchecked *u = unchecked_by_name(name);

	if (f)
		add_found(r, f->id, f);
	else if (q)
		look_question(view, q, r);
	else if (u && unchecked_arises(u, view->given) && !r->why)
		r->why = u->why;
}

static const char *lack_of(unsigned missing)
{
	size_t i = 0;

	while (!(lacks[i].given & missing))
		i++;
	return lacks[i].why;
}

static void look_step(const struct tree_view *view, const struct tree_step *s,
		      struct tree_result *r)
{
	unsigned missing = s->needs & ~view->given;
	char name[64];

	*r = (struct tree_result){.found = -1};
	if (missing)
		r->why = lack_of(missing);
	for (const char *at = s->rows; *(at += strspn(at, " "));) {
		size_t n = strcspn(at, " ");

		snprintf(name, sizeof(name), "%.*s", (int)n, at);
		look_row(view, name, r);
		at += n;
	}
	r->state = r->found >= 0 ? TREE_FOUND
		   : r->nopen    ? TREE_ASK
		   : r->why      ? TREE_UNCHECKED
				 : TREE_RULED_OUT;
}

void tree_walk(const struct tree *tree, const struct tree_view *view,
	       struct tree_result *results)
{
	for (size_t i = 0; i < tree->n; i++)
		look_step(view, &tree->steps[i], &results[i]);
}

enum verdict tree_verdict(const struct tree_result *results, size_t n)
{
	enum verdict v = VERDICT_YES;

	for (size_t i = 0; i < n; i++) {
		const struct tree_result *r = &results[i];

		if (r->state == TREE_FOUND &&
		    severity_of(r) == SEVERITY_BLOCKER)
			return VERDICT_NO;
		if (r->nopen || r->why)
			v = VERDICT_UNKNOWN;
	}
	return v;
}

const char *tree_state_name(enum tree_state s)
{
	static const char *const names[] = {"found", "ask", "unchecked",
					    "ruled-out"};

	return names[s];
}
