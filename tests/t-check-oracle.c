/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May it sign, may it be encrypted to: our verdicts for three programs on the
 * certificates of others, held against what these programs said themselves
 * (CERT-ORACLES.tsv of the corpus). Where we differ, data/disagreements.tsv
 * tells why and who says so. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journey/diagnose/diagnose.h"
#include "journey/intake/intake.h"
#include "rules/client.h"
#include "tests/test.h"

/* Columns of CERT-ORACLES.tsv. */
enum column {
	COL_SET,
	COL_FILE,
	COL_TB_SIGN = 4,
	COL_TB_ENCRYPT,
	COL_OSSL_SIGN,
	COL_OSSL_ENCRYPT,
	COL_GPGSM = 9,
	COL_COUNT = 17
};

/* What is compared: whose answer to what, in which column. gpgsm's letters are
 * said of a certificate alone, without its path and at any time. */
static const struct question {
	const char *name;	/* as in disagreements.tsv */
	const char *client;
	enum ability ability;
	enum column column;
	const char *yes;	/* what the column holds then */
	bool alone;
} questions[] = {
	{"tb_sign", "thunderbird", ABILITY_SIGN, COL_TB_SIGN, "ok", false},
	{"tb_encrypt", "thunderbird", ABILITY_ENCRYPT, COL_TB_ENCRYPT, "ok",
	 false},
	{"ossl_sign", "openssl", ABILITY_SIGN, COL_OSSL_SIGN, "ok", false},
	{"ossl_encrypt", "openssl", ABILITY_ENCRYPT, COL_OSSL_ENCRYPT, "ok",
	 false},
	{"gpgsm_s", "gpgsm", ABILITY_SIGN, COL_GPGSM, "s", true},
	{"gpgsm_e", "gpgsm", ABILITY_ENCRYPT, COL_GPGSM, "e", true},
};

static size_t split(char *line, char **columns, size_t max)
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	while (n < max) {
		columns[n++] = line;
		line = strchr(line, '\t');
		if (!line)
			break;
		*line++ = '\0';
	}
	return n;
}

/* The rows of disagreements.tsv, and which of them were needed. */
enum { ROWS_MAX = 64, ROW_LEN = 512 };
struct disagreements {
	char lines[ROWS_MAX][ROW_LEN];
	char *columns[ROWS_MAX][4]; /* file, question, reason, authority */
	bool used[ROWS_MAX];
	size_t n;
};

static void read_disagreements(struct disagreements *d)
{
	const char *dir = getenv("srcdir");
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/data/disagreements.tsv",
		 dir ? dir : ".");
	f = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	while (d->n < ROWS_MAX && fgets(d->lines[d->n], ROW_LEN, f)) {
		if (d->lines[d->n][0] == '#')
			continue;
		CU_ASSERT_EQUAL_FATAL(split(d->lines[d->n], d->columns[d->n],
					    4),
				      4);
		CU_ASSERT_TRUE(*d->columns[d->n][2] && *d->columns[d->n][3]);
		/* Of letters: t-message-corpus.c. */
		if (strncmp(d->columns[d->n][1], "mail=", 5) == 0)
			continue;
		d->n++;
	}
	CU_ASSERT_TRUE(feof(f));
	fclose(f);
}

static bool is_listed(struct disagreements *d, const char *file,
		      const char *question)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->columns[i][0], file) == 0 &&
		    strcmp(d->columns[i][1], question) == 0)
			return d->used[i] = true;
	return false;
}

static void read_certs(const char *path, struct cert_list *out)
{
	struct report report = {0};
	struct buf bytes = {0};

	test_read(path, &bytes);
	if (intake_certs(&bytes, path, out, &report) < 0)
		report_clear(&report);
	buf_clear(&bytes);
}

/* Every file of evalsets/SET/KIND; none where there is no such folder. */
static void read_folder(const char *set, const char *kind,
			struct cert_list *out)
{
	char folder[128], path[1024];
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof(folder), "evalsets/%s/%s", set, kind);
	snprintf(path, sizeof(path), "%s", test_corpus(folder));
	dir = opendir(path);
	while (dir && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof(path), "%s/%s", test_corpus(folder),
			 entry->d_name);
		if (entry->d_name[0] != '.')
			read_certs(path, out);
	}
	if (dir)
		closedir(dir);
}

/* One certificate judged, alone or with the issuers of its set. */
struct trial {
	struct cert_list roots, extra;
	struct env env;
	struct diagnosis d;
};

static void trial_run(struct trial *t, const char *set, const char *path,
		      bool alone)
{
	struct diagnose_ask ask = {.env = &t->env,
				   .file = path,
				   .roots = &t->roots,
				   .pool = pool_new()};
	struct cert_list own = {0};
	struct buf bytes = {0};

	*t = (struct trial){.env = {.now = TEST_NOW, .home = test_dir()}};
	read_certs(path, &own);
	/* Linter samples have no issuer: trusted by themselves. */
	if (alone || strcmp(set, "zlint") == 0) {
		t->env.now = own.n ? own.items[0]->not_before + 1 : TEST_NOW;
		for (size_t i = 0; i < own.n; i++)
			cert_list_take(&t->roots, cert_dup(own.items[i]));
	} else {
		read_folder(set, "roots", &t->roots);
		read_folder(set, "inters", &t->extra);
	}
	pool_add(ask.pool, &t->roots);
	pool_add(ask.pool, &t->extra);
	test_read(path, &bytes);
	diagnose(&bytes, &ask, &t->d);
	buf_clear(&bytes);
	cert_list_clear(&own);
	pool_free(ask.pool);
}

static void trial_clear(struct trial *t)
{
	diagnosis_clear(&t->d);
	cert_list_clear(&t->roots);
	cert_list_clear(&t->extra);
}

static bool says_yes(const struct trial *t, const struct question *q,
		     struct client_verdict *v)
{
	return client_verdict(client_by_name(q->client), q->ability,
			      &t->d.subject, &t->d.report, v) &&
	       v->verdict == VERDICT_YES;
}

static void tell(const char *file, const struct question *q, bool ours,
		 const struct client_verdict *v)
{
	fprintf(stderr, "differs: %s\t%s\twe say %s", file, q->name,
		ours ? "yes" : "no");
	for (size_t i = 0; i < v->because.n; i++)
		fprintf(stderr, " %s", finding_info(v->because.ids[i])->name);
	fputs("\n", stderr);
	CU_FAIL("verdict differs");
}

static void compare(char **columns, bool alone, struct disagreements *d,
		    size_t *compared)
{
	const char *file = columns[COL_FILE];
	char path[1024];
	struct trial t;

	snprintf(path, sizeof(path), "%s", test_corpus(file));
	trial_run(&t, columns[COL_SET], path, alone);
	for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
		const struct question *q = &questions[i];
		struct client_verdict v = {0};
		bool ours, theirs;

		if (q->alone != alone)
			continue;
		ours = says_yes(&t, q, &v);
		theirs = strstr(columns[q->column], q->yes) != NULL;
		++*compared;
		if (ours != theirs && !is_listed(d, file, q->name))
			tell(file, q, ours, &v);
	}
	trial_clear(&t);
}

static void verdicts_are_those_of_other_programs(void)
{
	const char *path = test_corpus("CERT-ORACLES.tsv");
	static struct disagreements d;
	char line[4096], *columns[COL_COUNT];
	size_t compared = 0;
	FILE *f;

	if (!path || !(f = fopen(path, "r"))) {
		test_skip("the corpus is not here");
		return;
	}
	read_disagreements(&d);
	CU_ASSERT_PTR_NOT_NULL(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f)) {
		CU_ASSERT_EQUAL_FATAL(split(line, columns, COL_COUNT),
				      COL_COUNT);
		compare(columns, false, &d, &compared);
		compare(columns, true, &d, &compared);
	}
	fclose(f);
	for (size_t i = 0; i < d.n; i++)
		if (!d.used[i]) {
			fprintf(stderr, "stale: %s\t%s\n", d.columns[i][0],
				d.columns[i][1]);
			CU_FAIL("a row of disagreements.tsv is not needed");
		}
	CU_ASSERT_TRUE(compared > 700);
	CU_ASSERT_TRUE(d.n * 50 < compared);
}

const struct test tests_check_oracle[] = {
	TEST(verdicts_are_those_of_other_programs),
	{0},
};
