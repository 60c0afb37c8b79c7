/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many certificates in one run: what is judged, and what is said of it. */
#include "tests/identity.h"

#include "base/env.h"
#include "journey/diagnose/batch.h"
#include "journey/intake/intake.h"

enum { LONG_FILE = 4 * 1024 * 1024 + 1, ITEMS_MAX = 8 };

/* What came out, the first few in full. */
struct seen {
	size_t n, blocked, rooted;
	size_t numbers[ITEMS_MAX];
	char *lines[ITEMS_MAX];
	enum finding_id first[ITEMS_MAX]; /* FINDING_COUNT: none */
	const char *clients;
};

static void see(const struct batch_item *item, void *arg)
{
	struct seen *seen = arg;
	const struct report *r = &item->diagnosis->report;
	const struct chain *chain = item->diagnosis->subject.chain;

	seen->blocked += report_count(r, SEVERITY_BLOCKER) > 0;
	seen->rooted += chain && chain->end == CHAIN_ROOT;
	if (seen->n < ITEMS_MAX) {
		seen->numbers[seen->n] = item->number;
		seen->lines[seen->n] = batch_line(item, seen->clients);
		seen->first[seen->n] = r->n ? r->items[0].id : FINDING_COUNT;
	}
	seen->n++;
}

static void forget(struct seen *seen)
{
	for (size_t i = 0; i < ITEMS_MAX; i++)
		free(seen->lines[i]);
	*seen = (struct seen){0};
}

/* Everything one needs to judge, with Alice's root trusted or not. */
struct bench {
	struct env env;
	struct cert_list roots;
	struct diagnose_ask ask;
};

static void bench_begin(struct bench *b, bool with_root)
{
	*b = (struct bench){.env = {.now = TEST_NOW, .home = test_dir()}};
	if (with_root)
		cert_list_take(&b->roots, cert_dup(identity(KEY_P256)->root));
	b->ask = (struct diagnose_ask){.env = &b->env,
				       .file = "x.pem",
				       .roots = &b->roots,
				       .brief = true};
	b->ask.pool = pool_new();
	b->ask.keys = known_keys_new(&b->env);
	pool_add(b->ask.pool, &b->roots);
}

static void bench_end(struct bench *b)
{
	known_keys_free(b->ask.keys);
	pool_free(b->ask.pool);
	cert_list_clear(&b->roots);
}

/* Letters: l the leaf, r its root, d a damaged block. */
static void write_row(const char *letters, struct buf *out)
{
	const struct identity *id = identity(KEY_P256);

	for (; *letters; letters++)
		if (*letters == 'd')
			buf_adds(out, "-----BEGIN CERTIFICATE-----\nAAAA\n"
				      "-----END CERTIFICATE-----\n");
		else
			cert_pem(*letters == 'l' ? id->leaf : id->root, out);
}

static void run(const char *letters, bool with_root, struct seen *seen)
{
	struct bench b;
	struct buf row = {0};

	bench_begin(&b, with_root);
	write_row(letters, &row);
	batch_bytes(&row, &b.ask, see, seen);
	buf_clear(&row);
	bench_end(&b);
}

static void leaves_of_one_file_are_judged_each(void)
{
	struct seen seen = {0};

	run("lrl", false, &seen);
	CU_ASSERT_EQUAL(seen.n, 2);
	CU_ASSERT_EQUAL(seen.numbers[0], 1);
	CU_ASSERT_EQUAL(seen.numbers[1], 2);
	/* The root beside them completes both chains. */
	CU_ASSERT_EQUAL(seen.rooted, 2);
	forget(&seen);
	run("ll", false, &seen);
	CU_ASSERT_EQUAL(seen.rooted, 0);
	forget(&seen);
}

static void leaf_with_its_issuers_is_one(void)
{
	struct seen seen = {0};

	run("rl", false, &seen);
	CU_ASSERT_EQUAL(seen.n, 1);
	CU_ASSERT_EQUAL(seen.numbers[0], 0);
	CU_ASSERT_EQUAL(seen.rooted, 1);
	forget(&seen);
}

static void authorities_alone_are_no_persons(void)
{
	struct seen seen = {0};

	run("rr", false, &seen);
	CU_ASSERT_EQUAL(seen.n, 1);
	CU_ASSERT_EQUAL(seen.first[0], FINDING_CERT_WRONG_TYPE_CA);
	forget(&seen);
}

static void damage_is_told_where_it_stands(void)
{
	struct seen seen = {0};

	run("ldl", true, &seen);
	CU_ASSERT_EQUAL(seen.n, 3);
	CU_ASSERT_EQUAL(seen.numbers[1], 2);
	CU_ASSERT_EQUAL(seen.first[1], FINDING_CERT_TEXT_DAMAGED);
	CU_ASSERT_EQUAL(seen.blocked, 1);
	forget(&seen);
	run("d", true, &seen);
	CU_ASSERT_EQUAL(seen.n, 1);
	CU_ASSERT_EQUAL(seen.numbers[0], 0);
	CU_ASSERT_EQUAL(seen.first[0], FINDING_CERT_TEXT_DAMAGED);
	forget(&seen);
}

/* One certificate, as it stands in the file and as it is found by diagnose(). */
static void assert_as_diagnosed(const struct buf *bytes)
{
	struct seen seen = {0};
	struct diagnosis d;
	struct bench b;

	bench_begin(&b, true);
	diagnose(bytes, &b.ask, &d);
	batch_bytes(bytes, &b.ask, see, &seen);
	CU_ASSERT_EQUAL(seen.n, 1);
	CU_ASSERT_EQUAL(seen.numbers[0], 0);
	CU_ASSERT_EQUAL(seen.first[0],
			d.report.n ? d.report.items[0].id : FINDING_COUNT);
	CU_ASSERT_EQUAL(seen.blocked > 0,
			report_count(&d.report, SEVERITY_BLOCKER) > 0);
	CU_ASSERT_EQUAL(seen.rooted,
			d.subject.chain && d.subject.chain->end == CHAIN_ROOT);
	diagnosis_clear(&d);
	forget(&seen);
	bench_end(&b);
}

static void each_form_is_judged_as_by_itself(void)
{
	struct buf bytes = {0};

	write_row("l", &bytes);
	assert_as_diagnosed(&bytes);
	buf_adds(&bytes, "and more\n");
	assert_as_diagnosed(&bytes);
	buf_copy(&bytes, &identity(KEY_P256)->leaf->der);
	assert_as_diagnosed(&bytes);
	buf_addc(&bytes, '\n');
	assert_as_diagnosed(&bytes);
	buf_clear(&bytes);
	buf_adds(&bytes, "Hello\n");
	assert_as_diagnosed(&bytes);
	buf_clear(&bytes);
	buf_adds(&bytes, "-----BEGIN CERTIFICATE-----\nAA");
	assert_as_diagnosed(&bytes);
	buf_clear(&bytes);
}

static int judge_file(const char *path, struct seen *seen, struct report *r)
{
	struct bench b;
	int code;

	bench_begin(&b, false);
	b.ask.file = path;
	code = batch_file(path, &b.ask, see, seen, r);
	bench_end(&b);
	return code;
}

/* The root stands last: it is known before the first is judged. */
static void long_file_of_certificates_is_judged_to_its_end(void)
{
	char *path = path_join(test_dir(), "long.pem");
	struct seen seen = {0};
	struct report r = {0};
	struct buf row = {0};
	size_t n = 0;

	for (; row.len < LONG_FILE; n++)
		write_row(n == 5 ? "d" : "l", &row);
	write_row("r", &row);
	test_write(path, row.data, row.len);
	CU_ASSERT_EQUAL(judge_file(path, &seen, &r), 0);
	CU_ASSERT_EQUAL(seen.n, n);
	CU_ASSERT_EQUAL(seen.rooted, n - 1);
	CU_ASSERT_EQUAL(seen.first[5], FINDING_CERT_TEXT_DAMAGED);
	forget(&seen);
	buf_clear(&row);
	free(path);
}

/* As a signed one with pictures in it is. */
static void long_mail_is_judged_like_a_short_one(void)
{
	char *path = path_join(test_dir(), "long.eml");
	struct seen seen = {0};
	struct report r = {0};
	struct buf mail = {0};

	buf_adds(&mail, "From: alice@example.org\nSubject: x\n\n");
	while (mail.len < LONG_FILE)
		buf_adds(&mail, "Hello\n");
	test_write(path, mail.data, mail.len);
	CU_ASSERT_EQUAL(judge_file(path, &seen, &r), 0);
	CU_ASSERT_EQUAL(seen.n, 1);
	forget(&seen);
	buf_clear(&mail);
	for (size_t i = 0; i <= INTAKE_FILE_MAX / 8; i++)
		buf_adds(&mail, "To: you\n");
	test_write(path, mail.data, mail.len);
	CU_ASSERT_EQUAL(judge_file(path, &seen, &r), -1);
	CU_ASSERT_EQUAL(seen.n, 0);
	CU_ASSERT(test_only(&r, FINDING_FILE_TOO_BIG));
	report_clear(&r);
	buf_clear(&mail);
	free(path);
}

static void file_that_is_not_there_is_a_failure(void)
{
	struct seen seen = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(judge_file("/nowhere", &seen, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_FILE_UNREADABLE));
	CU_ASSERT_EQUAL(seen.n, 0);
	report_clear(&r);
}

static void line_says_what_hinders_or_what_it_can_do(void)
{
	struct seen seen = {0};

	run("l", false, &seen);
	CU_ASSERT_EQUAL(strncmp(seen.lines[0], "x.pem: ", 7), 0);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(seen.lines[0], "(trust-chain-incomplete)"));
	forget(&seen);
	run("l", true, &seen);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.lines[0], "Be encrypted to: yes"));
	CU_ASSERT_PTR_NULL(strstr(seen.lines[0], "("));
	forget(&seen);
	run("ll", true, &seen);
	CU_ASSERT_EQUAL(strncmp(seen.lines[1], "x.pem, 2 (Älice): ", 19), 0);
	forget(&seen);
	seen.clients = "openssl gpgsm";
	run("l", true, &seen);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.lines[0], "Be encrypted to: "));
	forget(&seen);
}

const struct test tests_batch[] = {
	TEST(leaves_of_one_file_are_judged_each),
	TEST(leaf_with_its_issuers_is_one),
	TEST(authorities_alone_are_no_persons),
	TEST(damage_is_told_where_it_stands),
	TEST(each_form_is_judged_as_by_itself),
	TEST(long_file_of_certificates_is_judged_to_its_end),
	TEST(long_mail_is_judged_like_a_short_one),
	TEST(file_that_is_not_there_is_a_failure),
	TEST(line_says_what_hinders_or_what_it_can_do),
	{0},
};
