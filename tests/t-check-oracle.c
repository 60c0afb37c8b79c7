/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May it sign, may it be encrypted to: our verdicts on certificates of others,
 * held against those of Thunderbird, OpenSSL and gpgsm. */
#include <stdio.h>
#include <string.h>

#include "rules/client.h"
#include "tests/test.h"
#include "x509/recognise.h"

/* Columns of CERT-ORACLES.tsv. */
enum column {
	COL_SET,
	COL_FILE,
	COL_TB_SIGN = 4,
	COL_TB_ENCRYPT,
	COL_OSSL_SIGN,
	COL_OSSL_ENCRYPT,
	COL_GPGSM = 9,
	COL_KEY,
	COL_TB_WHY = 15,
	COL_COUNT
};

static bool split(char *line, char *columns[COL_COUNT])
{
	for (int i = 0; i < COL_COUNT; i++) {
		columns[i] = line;
		line = strchr(line, '\t');
		if (!line)
			return false;
		*line++ = '\0';
	}
	return true;
}

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_NONE };

/*
 * What two of Thunderbird, OpenSSL and gpgsm say. An empty issuer, which many
 * test certificates have, makes the first and the last refuse everything: then
 * OpenSSL alone, but for elliptic curves, from which it wants the key usage of
 * RSA. Of Ed25519 only OpenSSL knows.
 */
static enum answer answer_of(char *columns[COL_COUNT], bool encrypt)
{
	const char *tb = columns[encrypt ? COL_TB_ENCRYPT : COL_TB_SIGN];
	const char *ossl = columns[encrypt ? COL_OSSL_ENCRYPT : COL_OSSL_SIGN];
	bool openssl = strcmp(ossl, "ok") == 0;
	char letter = encrypt ? 'e' : 's';

	if (strstr(columns[COL_TB_WHY], "EMPTY_ISSUER_NAME"))
		return encrypt && strncmp(columns[COL_KEY], "id-ec", 5) == 0
			       ? ANSWER_NONE
			       : (enum answer)openssl;
	if (strcmp(columns[COL_KEY], "ED25519") == 0)
		return (enum answer)openssl;
	return (strcmp(tb, "ok") == 0) + openssl +
			       (strchr(columns[COL_GPGSM], letter) != NULL) >=
			       2
		       ? ANSWER_YES
		       : ANSWER_NO;
}

static struct cert *read_cert(const char *file)
{
	struct buf bytes = {0};
	struct items items = {0};
	struct report report = {0};
	struct cert *c = NULL;
	const struct item *item;

	test_read(test_corpus(file), &bytes);
	recognise(bytes.data, bytes.len, &items);
	item = items_first(&items, ITEM_CERT);
	if (item && cert_parse(item->der.data, item->der.len, &c, &report) < 0)
		c = NULL;
	report_clear(&report);
	items_clear(&items);
	buf_clear(&bytes);
	return c;
}

static bool forbids(const struct subject *s, const struct report *r,
		    enum ability a)
{
	const struct client_ops *client = client_by_name("generic");

	for (size_t i = 0; i < r->n; i++)
		if (client_judge(client, &r->items[i], a, s) == VERDICT_NO)
			return true;
	return false;
}

/* What other programs do not judge here, or judge by rules we know to differ:
 * the address is the mail program's duty, Apple does not take nonRepudiation
 * for signing, and short keys and rare curves pass with most. */
static const enum finding_id not_theirs[] = {
	FINDING_CERT_NO_EMAIL,	   FINDING_CERT_EMAIL_CN_ONLY,
	FINDING_CERT_SMTPUTF8_ONLY, FINDING_CERT_KU_NONREPUDIATION_ONLY,
	FINDING_KEY_RSA_TOO_SHORT, FINDING_KEY_EC_CURVE,
};

static bool is_same(enum answer theirs, bool ours)
{
	return theirs == ANSWER_NONE || (theirs == ANSWER_YES) == ours;
}

static bool agrees(char *columns[COL_COUNT])
{
	struct cert *c = read_cert(columns[COL_FILE]);
	struct report report = {0};
	struct subject s = {.leaf = c};
	bool sign, encrypt;

	if (!c)
		return answer_of(columns, false) != ANSWER_YES;
	s.now = c->not_before + 1;
	check_all(&s, &report, NULL);
	for (size_t i = 0; i < ARRAY_LEN(not_theirs); i++)
		report_remove(&report, not_theirs[i]);
	sign = !forbids(&s, &report, ABILITY_SIGN);
	encrypt = !forbids(&s, &report, ABILITY_ENCRYPT);
	report_clear(&report);
	cert_free(c);
	return is_same(answer_of(columns, false), sign) &&
	       is_same(answer_of(columns, true), encrypt);
}

static void verdicts_are_those_of_other_programs(void)
{
	const char *path = test_corpus("CERT-ORACLES.tsv");
	char line[4096], *columns[COL_COUNT];
	size_t compared = 0;
	FILE *f;

	if (!path || !(f = fopen(path, "r"))) {
		test_skip("the corpus is not here");
		return;
	}
	while (fgets(line, sizeof(line), f)) {
		if (!split(line, columns) ||
		    (strcmp(columns[COL_SET], "rfc9216") != 0 &&
		     strcmp(columns[COL_SET], "zlint") != 0))
			continue;
		compared++;
		if (!agrees(columns)) {
			CU_FAIL("verdict differs");
			fprintf(stderr, "differs: %s\n", columns[COL_FILE]);
		}
	}
	fclose(f);
	CU_ASSERT_TRUE(compared > 50);
}

const struct test tests_check_oracle[] = {
	TEST(verdicts_are_those_of_other_programs),
	{0},
};
