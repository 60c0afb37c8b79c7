/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles of others: what each does is told, and what to mind is found. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/diagnose/diagnose.h"
#include "journey/intake/intake.h"
#include "tests/journey-kit.h"
#include "tests/tool.h"

#define TOP(payloads)                                                     \
	"<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>"            \
	"<key>PayloadType</key><string>Configuration</string>"            \
	"<key>PayloadDisplayName</key><string>Works &lt;b&gt;</string>"   \
	"<key>PayloadContent</key><array>" payloads "</array></dict></plist>"
#define PAYLOAD(type, keys)                                        \
	"<dict><key>PayloadType</key><string>" type "</string>" keys \
	"</dict>"
#define MAIL(keys) PAYLOAD("com.apple.mail.managed", keys)
#define FLAG(key, value) "<key>" key "</key><" value "/>"

static struct diagnosis look_at(const struct buf *bytes)
{
	struct env env = {.now = TEST_NOW, .home = test_dir()};
	struct diagnose_ask ask = {.env = &env, .file = "x.mobileconfig"};
	struct diagnosis d;

	diagnose(bytes, &ask, &d);
	return d;
}

static struct diagnosis look(const char *text)
{
	struct buf b = {0};
	struct diagnosis d;

	buf_adds(&b, text);
	d = look_at(&b);
	CU_ASSERT_STRING_EQUAL(d.kind, "profile");
	buf_clear(&b);
	return d;
}

static bool says(const struct diagnosis *d, const char *what)
{
	for (size_t i = 0; i < d->page.n; i++)
		if (strstr(d->page.lines[i].text, what))
			return true;
	return false;
}

static const struct finding *find(const struct diagnosis *d,
				  enum finding_id id)
{
	for (size_t i = 0; i < d->report.n; i++)
		if (d->report.items[i].id == id)
			return &d->report.items[i];
	return NULL;
}

static void expect(const char *text, enum finding_id id)
{
	struct diagnosis d = look(text);

	CU_ASSERT_PTR_NOT_NULL(find(&d, id));
	diagnosis_clear(&d);
}

static void expect_none(const char *text, enum finding_id id)
{
	struct diagnosis d = look(text);

	CU_ASSERT_PTR_NULL(find(&d, id));
	diagnosis_clear(&d);
}

static void what_is_no_profile_is_said(void)
{
	expect("<plist><dict>", FINDING_PROFILE_DAMAGED);
	expect("<plist><dict/></plist>", FINDING_PROFILE_DAMAGED);
	expect("<plist><array/></plist>", FINDING_PROFILE_DAMAGED);
	expect("<plist><dict><key>PayloadType</key>"
	       "<string>Configuration</string></dict></plist>",
	       FINDING_PROFILE_DAMAGED);
	expect("<plist><dict><key>PayloadType</key>"
	       "<string>Configuration</string><key>PayloadContent</key>"
	       "<string>x</string></dict></plist>",
	       FINDING_PROFILE_DAMAGED);
}

static void where_a_certificate_is_wanted_it_is_named(void)
{
	struct cert_list certs = {0};
	struct report r = {0};
	struct buf b = {0};

	buf_adds(&b, TOP(""));
	CU_ASSERT_EQUAL(intake_certs(&b, "x", &certs, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_CERT_IS_PROFILE));
	buf_clear(&b);
	report_clear(&r);
}

static void an_encrypted_one_keeps_its_secret(void)
{
	expect("<plist><dict><key>PayloadType</key><string>Configuration"
	       "</string><key>EncryptedPayloadContent</key><data>AAAA</data>"
	       "</dict></plist>",
	       FINDING_PROFILE_ENCRYPTED);
}

static void payloads_that_make_no_sense_do_no_harm(void)
{
	expect(TOP("<string>x</string><array/><dict/>"), FINDING_PROFILE_MORE);
	expect(TOP("<dict><key>PayloadType</key><true/></dict>"),
	       FINDING_PROFILE_MORE);
	expect_none(TOP(PAYLOAD("com.apple.security.root", "")),
		    FINDING_PROFILE_MORE);
	expect_none(TOP(PAYLOAD("com.apple.security.root",
				"<key>PayloadContent</key><data>AAAA</data>")),
		    FINDING_PROFILE_MORE);
	expect(TOP(PAYLOAD("com.apple.security.pkcs12",
			   "<key>PayloadContent</key><data>AAAA</data>")),
	       FINDING_P12_NOT_A_BUNDLE);
}

static void signing_that_is_locked_off_is_found(void)
{
	struct diagnosis d = look(TOP(MAIL(
		FLAG("SMIMESigningEnabled", "false")
		FLAG("SMIMESigningUserOverrideable", "false")
		FLAG("SMIMEEncryptByDefault", "true"))));
	const struct finding *f = find(&d, FINDING_PROFILE_SMIME_LOCKED);

	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	CU_ASSERT_EQUAL(f->severity, SEVERITY_BLOCKER);
	CU_ASSERT_PTR_NOT_NULL(strstr(f->detail, "Signing"));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 1);
	CU_ASSERT_TRUE(says(&d, "Encrypts every mail"));
	diagnosis_clear(&d);
}

static void encryption_that_is_locked_off_is_found(void)
{
	struct diagnosis d = look(TOP(PAYLOAD(
		"com.apple.eas.account",
		FLAG("SMIMESigningEnabled", "true")
		FLAG("SMIMEEncryptionEnabled", "false"))));
	const struct finding *f = find(&d, FINDING_PROFILE_SMIME_LOCKED);

	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	CU_ASSERT_EQUAL(f->severity, SEVERITY_BLOCKER);
	CU_ASSERT_PTR_NOT_NULL(strstr(f->detail, "Encryption"));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 1);
	diagnosis_clear(&d);
}

static void what_the_person_may_change_is_not_locked(void)
{
	expect_none(TOP(MAIL(FLAG("SMIMESigningEnabled", "false")
			     FLAG("SMIMESigningUserOverrideable", "true")
			     FLAG("SMIMEEncryptByDefault", "false")
			     FLAG("SMIMEEnableEncryptionPerMessageSwitch",
				  "true"))),
		    FINDING_PROFILE_SMIME_LOCKED);
}

/* Apple's default is off, and not for the person to change; but no device was
 * asked. */
static void an_account_that_says_nothing_is_only_suspected(void)
{
	struct diagnosis d = look(TOP(MAIL("")));

	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_PROFILE_SMIME_LOCKED));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 0);
	CU_ASSERT_PTR_NULL(find(&d, FINDING_CL_PROFILE_MAC_MAIL));
	diagnosis_clear(&d);
}

static void a_mail_account_is_a_new_one_and_its_switches_are_for_the_phone(void)
{
	struct diagnosis d = look(TOP(MAIL(
		FLAG("SMIMESigningEnabled", "true")
		"<key>EmailAddress</key><string>a@example.org</string>"
		"<key>IncomingMailServerHostName</key><string>imap.x</string>"
		"<key>IncomingPassword</key><string>secret</string>"
		"<key>SMIMESigningCertificateUUID</key>"
		"<string>nowhere</string>")));

	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_CL_PROFILE_EXISTING_ACCOUNT));
	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_CL_PROFILE_MAC_MAIL));
	CU_ASSERT_TRUE(says(&d, "a@example.org"));
	CU_ASSERT_TRUE(says(&d, "imap.x"));
	CU_ASSERT_TRUE(says(&d, "password is in it"));
	CU_ASSERT_FALSE(says(&d, "secret"));
	CU_ASSERT_TRUE(says(&d, "not in this profile"));
	diagnosis_clear(&d);
}

static void the_bundles_password_in_it_is_found_and_not_shown(void)
{
	struct diagnosis d = look(TOP(PAYLOAD(
		"com.apple.security.pkcs12",
		"<key>Password</key><string>hunter2</string>")));

	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_CL_PROFILE_PASSWORD));
	CU_ASSERT_FALSE(says(&d, "hunter2"));
	diagnosis_clear(&d);
	expect_none(TOP(PAYLOAD("com.apple.security.pkcs12",
				"<key>Password</key><string></string>")),
		    FINDING_CL_PROFILE_PASSWORD);
}

static void what_goes_beyond_mail_is_named_as_what_it_is(void)
{
	static const struct {
		const char *text, *word;
	} more[] = {
		{TOP(PAYLOAD("com.apple.mdm", "")), "MDM"},
		{TOP(PAYLOAD("com.apple.vpn.managed", "")), "VPN"},
		{TOP(PAYLOAD("com.apple.proxy.http.global", "")), "proxy"},
		{TOP(PAYLOAD("com.apple.dnsSettings.managed", "")), "DNS"},
		{TOP(PAYLOAD("org.example.\x1B[2Jnew", "")),
		 "org.example.\\x1B[2Jnew"},
	};

	for (size_t i = 0; i < ARRAY_LEN(more); i++) {
		struct diagnosis d = look(more[i].text);
		const struct finding *f = find(&d, FINDING_PROFILE_MORE);

		CU_ASSERT_TRUE(says(&d, more[i].word));
		CU_ASSERT_PTR_NOT_NULL_FATAL(f);
		CU_ASSERT_PTR_NOT_NULL(strstr(f->detail, "."));
		diagnosis_clear(&d);
	}
	expect_none(TOP(PAYLOAD("com.apple.carddav.account", "")),
		    FINDING_PROFILE_MORE);
}

static void what_cannot_be_removed_is_found(void)
{
	expect("<plist><dict>"
	       "<key>PayloadType</key><string>Configuration</string>"
	       "<key>PayloadRemovalDisallowed</key><true/>"
	       "<key>PayloadContent</key><array/></dict></plist>",
	       FINDING_PROFILE_NO_REMOVAL);
	expect(TOP(PAYLOAD("com.apple.profileRemovalPassword", "")),
	       FINDING_PROFILE_NO_REMOVAL);
	expect_none(TOP(""), FINDING_PROFILE_NO_REMOVAL);
}

static void many_payloads_are_cut(void)
{
	struct buf b = {0};
	struct diagnosis d;

	buf_adds(&b, "<plist><dict><key>PayloadType</key><string>Configuration"
		     "</string><key>PayloadContent</key><array>");
	for (int i = 0; i < 102; i++)
		buf_adds(&b, PAYLOAD("com.apple.webClip.managed", ""));
	buf_adds(&b, "</array></dict></plist>");
	d = look_at(&b);
	CU_ASSERT_TRUE(says(&d, "2 more parts"));
	diagnosis_clear(&d);
	buf_clear(&b);
}

static void an_unsigned_one_is_called_unverified(void)
{
	struct diagnosis d = look(TOP(""));

	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_TRUST_PROFILE_UNVERIFIED));
	CU_ASSERT_TRUE(says(&d, "Works <b>"));
	diagnosis_clear(&d);
}

#define SIGN "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 " \
	     "-nodes -keyout k -subj /CN=Signer -out c && " \
	     "openssl cms -sign -signer c -inkey k -nodetach -binary " \
	     "-outform der -in plain -out made "

static bool sign(const char *options, struct buf *out)
{
	const char *dir = test_dir();
	char *plain = path_join(dir, "plain"), *made = path_join(dir, "made");
	char *command = xasprintf(SIGN "%s", options);
	bool ok;

	test_write(plain, TOP(PAYLOAD("com.apple.mdm", "")),
		   strlen(TOP(PAYLOAD("com.apple.mdm", ""))));
	ok = tool(dir, command);
	if (ok)
		test_read(made, out);
	else
		test_skip("openssl");
	free(command);
	free(plain);
	free(made);
	return ok;
}

static void a_signed_one_is_opened_and_its_signer_named(void)
{
	struct buf b = {0};
	struct diagnosis d;
	const struct finding *f;

	if (!sign("", &b))
		return;
	d = look_at(&b);
	CU_ASSERT_STRING_EQUAL(d.kind, "profile");
	CU_ASSERT_TRUE(says(&d, "MDM"));
	CU_ASSERT_TRUE(says(&d, "Signer"));
	f = find(&d, FINDING_TRUST_PROFILE_UNVERIFIED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	CU_ASSERT_PTR_NOT_NULL(strstr(f->detail, "Signer"));
	CU_ASSERT_PTR_NULL(find(&d, FINDING_PROFILE_SIGNATURE_BAD));
	diagnosis_clear(&d);
	buf_clear(&b);
}

static void a_change_under_the_signature_is_found(void)
{
	struct buf b = {0};
	struct diagnosis d;
	char *at;

	if (!sign("", &b))
		return;
	at = memmem(b.data, b.len, "Works", 5);
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	*at = 'w';
	d = look_at(&b);
	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_PROFILE_SIGNATURE_BAD));
	CU_ASSERT_FALSE(says(&d, "Signer"));
	diagnosis_clear(&d);
	buf_clear(&b);
}

static void a_signature_without_its_certificate_confirms_nothing(void)
{
	struct buf b = {0};
	struct diagnosis d;

	if (!sign("-nocerts", &b))
		return;
	d = look_at(&b);
	CU_ASSERT_STRING_EQUAL(d.kind, "profile");
	CU_ASSERT_PTR_NOT_NULL(find(&d, FINDING_PROFILE_SIGNATURE_BAD));
	diagnosis_clear(&d);
	buf_clear(&b);
}

/* No crash, no hang, and a finding or a page each time. */
static void torn_and_flipped_ones_are_survived(void)
{
	static const char whole[] = TOP(
		MAIL(FLAG("SMIMESigningEnabled", "true")) PAYLOAD(
			"com.apple.security.pkcs12",
			"<key>PayloadContent</key><data>MAA=</data>"));
	const size_t n = sizeof(whole) - 1;

	for (size_t i = 0; i < n; i++) {
		struct buf b = {0};
		struct diagnosis d;

		buf_add(&b, whole, n);
		b.data[i] = (char)(b.data[i] ^ 0x11);
		d = look_at(&b);
		CU_ASSERT_TRUE(d.report.n || d.page.n);
		diagnosis_clear(&d);
		b.len = i;
		if (i) {
			d = look_at(&b);
			CU_ASSERT_TRUE(d.report.n);
			diagnosis_clear(&d);
		}
		buf_clear(&b);
	}
}

const struct test tests_profile_look[] = {
	TEST(what_is_no_profile_is_said),
	TEST(where_a_certificate_is_wanted_it_is_named),
	TEST(an_encrypted_one_keeps_its_secret),
	TEST(payloads_that_make_no_sense_do_no_harm),
	TEST(signing_that_is_locked_off_is_found),
	TEST(encryption_that_is_locked_off_is_found),
	TEST(what_the_person_may_change_is_not_locked),
	TEST(an_account_that_says_nothing_is_only_suspected),
	TEST(a_mail_account_is_a_new_one_and_its_switches_are_for_the_phone),
	TEST(the_bundles_password_in_it_is_found_and_not_shown),
	TEST(what_goes_beyond_mail_is_named_as_what_it_is),
	TEST(what_cannot_be_removed_is_found),
	TEST(many_payloads_are_cut),
	TEST(an_unsigned_one_is_called_unverified),
	TEST(a_signed_one_is_opened_and_its_signer_named),
	TEST(a_change_under_the_signature_is_found),
	TEST(a_signature_without_its_certificate_confirms_nothing),
	TEST(torn_and_flipped_ones_are_survived),
	{0},
};
