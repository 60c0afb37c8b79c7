/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles written: what is refused, the form, and who else opens them. */
#include "tests/harness.h"
#include "tests/identity.h"

#define PASSWORD "k7wm-4pcr-tana-3xhd-e8ju"

static enum bundle_form form; /* what write_as() writes */

static int write_as(const struct identity *id, const char *name,
		    const char *password, struct buf *out, struct report *r)
{
	struct secret *secret = secret_of(password);
	const struct cert *issuers[] = {id->root};
	struct bundle_wish wish = {
		.form = form,
		.key = id->key,
		.leaf = id->leaf,
		.issuers = issuers,
		.nissuers = 1,
		.friendly_name = name,
		.password = secret,
	};
	int rc = bundle_write(&wish, out, r);

	secret_free(secret);
	return rc;
}

static bool is_refused(const char *password, enum finding_id id)
{
	struct report r = {0};
	struct buf out = {0};
	bool ok = write_as(identity(KEY_P256), "A", password, &out, &r) == -1 &&
		  !out.data && test_only(&r, id);

	report_clear(&r);
	return ok;
}

static void empty_password_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused("", FINDING_P12_EMPTY_PASSWORD));
}

static void absent_password_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct bundle_wish wish = {.key = id->key, .leaf = id->leaf};
	struct report r = {0};
	struct buf out = {0};

	CU_ASSERT_EQUAL(bundle_write(&wish, &out, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_P12_EMPTY_PASSWORD));
	report_clear(&r);
}

static void password_beyond_printable_ascii_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused("Pässwort", FINDING_PASS_UNUSABLE));
	CU_ASSERT_TRUE(is_refused("tab\there", FINDING_PASS_UNUSABLE));
	CU_ASSERT_TRUE(is_refused("del\x7F", FINDING_PASS_UNUSABLE));
}

static void key_of_another_certificate_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct identity mixed = *id;
	struct report r = {0};
	struct buf out = {0};

	mixed.leaf = id->root;
	CU_ASSERT_EQUAL(write_as(&mixed, "A", PASSWORD, &out, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_P12_KEY_MISMATCH));
	report_clear(&r);
}

static void each_sign_a_keyboard_has_is_taken(void)
{
	struct report r = {0};
	struct buf out = {0};

	CU_ASSERT_EQUAL(
		write_as(identity(KEY_P256), "A", " !\"$%&'()~}[\\", &out, &r),
		0);
	buf_clear(&out);
}

static struct secret *new_password(void)
{
	struct report r = {0};
	struct secret *s = NULL;

	CU_ASSERT_EQUAL_FATAL(bundle_password(&s, &r), 0);
	return s;
}

static void new_password_has_five_groups_of_four(void)
{
	struct secret *s = new_password();

	CU_ASSERT_EQUAL(secret_len(s), 24);
	for (size_t i = 0; i < secret_len(s); i++)
		CU_ASSERT_EQUAL(secret_data(s)[i] == '-', i % 5 == 4);
	secret_free(s);
}

static void new_password_has_no_signs_that_look_alike(void)
{
	for (int round = 0; round < 50; round++) {
		struct secret *s = new_password();

		CU_ASSERT_EQUAL(
			strspn(secret_data(s), "abcdefghjkmnprstuwxy23478-"),
			secret_len(s));
		CU_ASSERT_EQUAL(strcspn(secret_data(s), "l1io0qvz569"),
				secret_len(s));
		secret_free(s);
	}
}

/* 300 passwords have 6000 signs, 240 of each: 120 or 400 is not by chance. */
static void each_sign_of_a_password_is_as_likely(void)
{
	unsigned count[256] = {0};

	for (int round = 0; round < 300; round++) {
		struct secret *s = new_password();

		for (size_t i = 0; i < secret_len(s); i++)
			count[(unsigned char)secret_data(s)[i]]++;
		secret_free(s);
	}
	for (const char *p = "abcdefghjkmnprstuwxy23478"; *p; p++)
		CU_ASSERT(count[(unsigned char)*p] > 120 &&
			  count[(unsigned char)*p] < 400);
}

static void write_to(const char *path, const struct identity *id,
		     const char *name)
{
	struct report r = {0};
	struct buf out = {0};

	CU_ASSERT_EQUAL_FATAL(write_as(id, name, PASSWORD, &out, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	test_write(path, out.data, out.len);
	buf_clear(&out);
}

/* Fails the test and shows what the other program said. */
static void expect_success(int status, char *output)
{
	CU_ASSERT_EQUAL(status, 0);
	if (status != 0)
		fprintf(stderr, "%s\n", output);
	free(output);
}

static bool has_asn1crypto(void)
{
	if (run_shell(NULL, "/usr/bin/python3 -c 'import asn1crypto, "
			    "cryptography' 2>/dev/null") == 0)
		return true;
	test_skip("python3 with asn1crypto and cryptography is not installed");
	return false;
}

static const char *const form_names[] = {"apple", "modern"};

static void check_form(enum bundle_form which, const char *path,
		       const char *name, size_t ncerts)
{
	const char *src = getenv("srcdir");
	char *out;
	int rc =
		run_shell(&out,
			  "/usr/bin/python3 %s/tests/apple-form.py %s %s " PASSWORD
			  " '%s' %zu 2>&1",
			  src ? src : ".", form_names[which], path, name,
			  ncerts);

	expect_success(rc, out);
}

static void each_form_is_one_apple_reads(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256};
	char *path;

	if (!has_asn1crypto())
		return;
	path = path_join(test_dir(), "a.p12");
	for (size_t i = 0; i < ARRAY_LEN(types) * BUNDLE_FORM_COUNT; i++) {
		form = (enum bundle_form)(i / ARRAY_LEN(types));
		write_to(path, identity(types[i % ARRAY_LEN(types)]), "Alice");
		check_form(form, path, "Alice", 2);
	}
	form = BUNDLE_APPLE;
	free(path);
}

static void name_of_a_bundle_keeps_its_letters(void)
{
	static const struct {
		const char *name, *read;
	} names[] = {
		{"Älice Größe 漢字", "Älice Größe 漢字"},
		{"A\xF0\x9F\x98\x80"
		 "B",
		 "A\xEF\xBF\xBD"
		 "B"},
		{NULL, ""},
		{"", ""},
	};
	char *path;

	if (!has_asn1crypto())
		return;
	path = path_join(test_dir(), "a.p12");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		write_to(path, identity(KEY_P256), names[i].name);
		check_form(form, path, names[i].read, 2);
	}
	free(path);
}

static struct bundle *reopen(const struct buf *file)
{
	struct secret *password = secret_of(PASSWORD);
	struct bundle *b = NULL;
	struct report r = {0};

	CU_ASSERT_EQUAL_FATAL(bundle_open(file, password, &b, &r), 0);
	secret_free(password);
	return b;
}

static void broken_name_is_made_harmless(void)
{
	struct report r = {0};
	struct buf out = {0};
	struct bundle *b;

	CU_ASSERT_EQUAL_FATAL(
		write_as(identity(KEY_P256), "A\xFF\xC3", PASSWORD, &out, &r),
		0);
	b = reopen(&out);
	CU_ASSERT_STRING_EQUAL(b->keys[0].friendly_name, "A\\xFF\\xC3");
	bundle_free(b);
	buf_clear(&out);
}

static void long_name_is_cut_at_its_limit(void)
{
	struct report r = {0};
	struct buf name = {0}, out = {0};
	struct bundle *b;

	for (int i = 0; i < 300; i++)
		buf_adds(&name, "ä");
	CU_ASSERT_EQUAL_FATAL(
		write_as(identity(KEY_P256), name.data, PASSWORD, &out, &r), 0);
	b = reopen(&out);
	CU_ASSERT_EQUAL(strlen(b->keys[0].friendly_name), 2 * 255);
	bundle_free(b);
	buf_clear(&name);
	buf_clear(&out);
}

static void what_was_written_is_read_back(void)
{
	const struct identity *id = identity(KEY_P256);
	struct report r = {0};
	struct buf out = {0};
	struct bundle *b;

	CU_ASSERT_EQUAL_FATAL(write_as(id, "Älice", PASSWORD, &out, &r), 0);
	b = reopen(&out);
	CU_ASSERT_EQUAL_FATAL(b->nkeys, 1);
	CU_ASSERT_EQUAL_FATAL(b->ncerts, 2);
	CU_ASSERT_TRUE(b->keys[0].shrouded);
	CU_ASSERT_TRUE(spki_equal(key_spki(b->keys[0].key), &id->leaf->spki));
	CU_ASSERT_TRUE(cert_equal(b->certs[0].cert, id->leaf));
	CU_ASSERT_TRUE(cert_equal(b->certs[1].cert, id->root));
	CU_ASSERT_STRING_EQUAL(b->certs[0].friendly_name, "Älice");
	CU_ASSERT_PTR_NULL(b->certs[1].friendly_name);
	CU_ASSERT_EQUAL(b->certs[1].local_key_id.len, 0);
	CU_ASSERT_TRUE(
		buf_equal(&b->keys[0].local_key_id, &b->certs[0].local_key_id));
	bundle_free(b);
	buf_clear(&out);
}

/* Roots that only differ in their serial numbers stand for issuers. */
enum { ISSUERS_MAX = 40 };

static const struct cert *const *many_issuers(void)
{
	static struct cert *made[ISSUERS_MAX];
	static const struct cert *issuers[ISSUERS_MAX];
	struct report r = {0};

	for (size_t i = 0; i < ISSUERS_MAX && !issuers[i]; i++) {
		CU_ASSERT_EQUAL_FATAL(
			authority_make_root(identity(KEY_P256)->root_key,
					    "Many", TEST_NOW, &made[i], &r),
			0);
		issuers[i] = made[i];
	}
	return issuers;
}

/* GnuTLS 3.7 drops whatever is behind the 32nd element of a safe. */
static void check_chain(size_t n)
{
	const struct identity *id = identity(KEY_P256);
	struct secret *password = secret_of(PASSWORD);
	struct bundle_wish wish = {.form = form,
				   .key = id->key,
				   .leaf = id->leaf,
				   .issuers = many_issuers(),
				   .nissuers = n,
				   .friendly_name = "A",
				   .password = password,
				   .iterations = 2048};
	struct report r = {0};
	struct buf out = {0};
	struct bundle *b;
	char *path;

	CU_ASSERT_EQUAL_FATAL(bundle_write(&wish, &out, &r), 0);
	b = reopen(&out);
	CU_ASSERT_EQUAL_FATAL(b->ncerts, n + 1);
	for (size_t i = 0; i < n; i++)
		CU_ASSERT_TRUE(cert_equal(b->certs[i + 1].cert,
					  wish.issuers[i]));
	bundle_free(b);
	if (has_asn1crypto()) {
		path = path_join(test_dir(), "a.p12");
		test_write(path, out.data, out.len);
		check_form(form, path, "A", n + 1);
		free(path);
	}
	buf_clear(&out);
	secret_free(password);
}

static void chains_of_each_length_all_arrive(void)
{
	static const size_t lengths[] = {0, 1, 29, 30, 31, ISSUERS_MAX};

	for (size_t i = 0; i < ARRAY_LEN(lengths) * BUNDLE_FORM_COUNT; i++) {
		form = (enum bundle_form)(i % BUNDLE_FORM_COUNT);
		check_chain(lengths[i / BUNDLE_FORM_COUNT]);
	}
	form = BUNDLE_APPLE;
}

/* Each key is tied to its own certificate, and neither to the other's. */
static void older_identities_travel_along(void)
{
	const struct identity *id = identity(KEY_P256);
	const struct identity *old = identity(KEY_RSA_2048);
	struct secret *password = secret_of(PASSWORD);
	const struct bundle_pair more[] = {{old->key, old->leaf, "old"}};
	const struct cert *issuers[] = {id->root};
	struct bundle_wish wish = {.key = id->key,
				   .leaf = id->leaf,
				   .issuers = issuers,
				   .nissuers = 1,
				   .friendly_name = "new",
				   .password = password,
				   .more = more,
				   .nmore = 1};
	struct report r = {0};
	struct buf out = {0};
	struct bundle *b;

	CU_ASSERT_EQUAL_FATAL(bundle_write(&wish, &out, &r), 0);
	b = reopen(&out);
	CU_ASSERT_EQUAL_FATAL(b->nkeys, 2);
	CU_ASSERT_EQUAL_FATAL(b->ncerts, 3);
	CU_ASSERT_TRUE(cert_equal(b->certs[2].cert, old->leaf));
	CU_ASSERT_TRUE(spki_equal(key_spki(b->keys[1].key), &old->leaf->spki));
	CU_ASSERT_TRUE(
		buf_equal(&b->keys[1].local_key_id, &b->certs[2].local_key_id));
	CU_ASSERT_FALSE(
		buf_equal(&b->keys[0].local_key_id, &b->keys[1].local_key_id));
	CU_ASSERT_STRING_EQUAL(b->keys[1].friendly_name, "old");
	bundle_free(b);
	buf_clear(&out);
	secret_free(password);
}

static void two_bundles_have_nothing_random_in_common(void)
{
	const struct identity *id = identity(KEY_P256);
	struct report r = {0};
	struct buf a = {0}, b = {0};

	CU_ASSERT_EQUAL_FATAL(write_as(id, "A", PASSWORD, &a, &r), 0);
	CU_ASSERT_EQUAL_FATAL(write_as(id, "A", PASSWORD, &b, &r), 0);
	CU_ASSERT_EQUAL(a.len, b.len);
	CU_ASSERT_FALSE(buf_equal(&a, &b));
	buf_clear(&a);
	buf_clear(&b);
}

/* %1$s is the bundle, which also names what the program may write. gpgsm is
 * asked by the scripts, which know what it trips over: judges.sh. */
static const struct {
	const char *program, *command;
} others[] = {
	{"openssl",
	 "openssl pkcs12 -in %1$s -passin pass:" PASSWORD " -nodes -out "
	 "%1$s.pem 2>&1 && openssl pkey -in %1$s.pem -check -noout 2>&1"},
	{"certtool",
	 "certtool --p12-info --inder --infile %1$s --password " PASSWORD
	 " 2>&1 | grep -c 'Friendly name: Älice$' | grep -x 2"},
	{"pk12util", "pk12util -l %1$s -W " PASSWORD " 2>&1"},
	{"/usr/bin/python3",
	 "/usr/bin/python3 -c \"from cryptography.hazmat.primitives."
	 "serialization import pkcs12; k, c, more = pkcs12."
	 "load_key_and_certificates(open('%1$s', 'rb').read(), b'" PASSWORD
	 "'); assert k and c and len(more) == 1\" 2>&1"},
};

static void other_programs_open_it(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256};

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		if (!has_program(others[i].program))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(types); k++) {
			char *path, *out;
			int rc;

			path = path_join(test_dir(), "a.p12");
			write_to(path, identity(types[k]), "Älice");
			rc = run_shell(&out, others[i].command, path);
			if (rc != 0)
				fprintf(stderr, "%s:\n", others[i].program);
			expect_success(rc, out);
			free(path);
		}
	}
}

static void fips_mode_forbids_the_form_for_apple(void)
{
	struct report r = {0};
	struct buf out = {0};

	harness_fips = true;
	CU_ASSERT_TRUE(is_refused(PASSWORD, FINDING_P12_FIPS_BLOCKED));
	form = BUNDLE_MODERN;
	CU_ASSERT_EQUAL(write_as(identity(KEY_P256), "A", PASSWORD, &out, &r),
			0);
	harness_fips = false;
	form = BUNDLE_APPLE;
	CU_ASSERT_EQUAL(r.n, 0);
	buf_clear(&out);
}

const struct test tests_bundle[] = {
	TEST(empty_password_is_refused),
	TEST(absent_password_is_refused),
	TEST(password_beyond_printable_ascii_is_refused),
	TEST(key_of_another_certificate_is_refused),
	TEST(fips_mode_forbids_the_form_for_apple),
	TEST(each_sign_a_keyboard_has_is_taken),
	TEST(new_password_has_five_groups_of_four),
	TEST(new_password_has_no_signs_that_look_alike),
	TEST(each_sign_of_a_password_is_as_likely),
	TEST(each_form_is_one_apple_reads),
	TEST(name_of_a_bundle_keeps_its_letters),
	TEST(broken_name_is_made_harmless),
	TEST(long_name_is_cut_at_its_limit),
	TEST(what_was_written_is_read_back),
	TEST(chains_of_each_length_all_arrive),
	TEST(older_identities_travel_along),
	TEST(two_bundles_have_nothing_random_in_common),
	TEST(other_programs_open_it),
	{0},
};
