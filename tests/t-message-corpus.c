/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of other programs: each signed one gets the verdict its origin
 * states, each encrypted one whose key is there opens. */
#include "tests/message-kit.h"

enum { KEYS_MAX = 8, ROWS_MAX = 100 };

static const struct {
	const char *file, *password;
} bundles[] = {
	{"rfc9216/alice.p12", "alice"},
	{"simple-java-mail/smime_keystore.pkcs12", "letmein"},
	{"thunderbird/Bob.p12", "nss"},
};

static struct bundle *opened[ARRAY_LEN(bundles)];
static struct cms_identity keys[KEYS_MAX];
static size_t nkeys;

static void open_bundle(size_t i)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	struct report r = {0};
	struct buf file = {0};
	struct bundle *b = NULL;

	test_read(test_corpus(bundles[i].file), &file);
	CU_ASSERT_EQUAL(secret_add(s, bundles[i].password,
				   strlen(bundles[i].password)),
			0);
	CU_ASSERT_EQUAL_FATAL(bundle_open(&file, s, &b, &r), 0);
	opened[i] = b;
	for (size_t k = 0; k < b->nkeys; k++)
		for (size_t c = 0; c < b->ncerts; c++)
			if (nkeys < KEYS_MAX &&
			    spki_equal(key_spki(b->keys[k].key),
				       &b->certs[c].cert->spki))
				keys[nkeys++] = (struct cms_identity){
					b->certs[c].cert, b->keys[k].key};
	secret_free(s);
	buf_clear(&file);
	report_clear(&r);
}

/* What the table says of a file, a letter a layer: e encrypted and opens, g
 * good, b bad; in the order of the layers, as the rows are. */
struct origin {
	char *file;
	char layers[16];
};

static size_t read_table(struct origin *rows)
{
	struct buf table = {0};
	char *line, *rest = NULL;
	size_t n = 0;

	test_read(test_corpus("MAIL-ORACLES.tsv"), &table);
	line = strtok_r(table.data, "\n", &rest); /* the heads of columns */
	while ((line = strtok_r(NULL, "\n", &rest)) != NULL && n < ROWS_MAX) {
		char *file = xstrndup(line, strcspn(line, "\t"));
		char what = strstr(line, "\tdecrypts")	? 'e'
			    : strstr(line, "\tmath-ok") ? 'g'
							: 'b';

		if (n == 0 || strcmp(rows[n - 1].file, file) != 0)
			rows[n++] = (struct origin){.file = xstrdup(file)};
		rows[n - 1].layers[strlen(rows[n - 1].layers)] = what;
		free(file);
	}
	buf_clear(&table);
	return n;
}

static void layers_of(const struct message *m, char *out)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct cms_look *l = &m->layers[i]->look;

		if (l->kind == CMS_SIGNED)
			*out++ = l->nsigners &&
						 l->signers[0].verdict ==
							 CMS_GOOD
					 ? 'g'
					 : 'b';
		else
			*out++ = m->layers[i]->has_failed ? 'x' : 'e';
	}
	*out = '\0';
}

/* Where ours differ: rows "mail=LAYERS" of disagreements.tsv, with the reason. */
static void expect_otherwise(struct origin *rows, size_t n)
{
	const char *dir = getenv("srcdir");
	char *path = xasprintf("%s/tests/data/disagreements.tsv",
			       dir ? dir : ".");
	struct buf table = {0};

	test_read(path, &table);
	for (size_t i = 0; i < n; i++) {
		char *row = xasprintf("\n%s\tmail=", rows[i].file);
		const char *at = strstr(table.data, row);
		size_t len = at ? strcspn(at + strlen(row), "\t") : 0;

		if (at && len < sizeof(rows[i].layers)) {
			at += strlen(row);
			/* A row that is not needed is an error as well. */
			CU_ASSERT(strncmp(rows[i].layers, at, len) != 0);
			memcpy(rows[i].layers, at, len);
			rows[i].layers[len] = '\0';
		}
		free(row);
	}
	buf_clear(&table);
	free(path);
}

static void check(const struct origin *o)
{
	static const size_t pieces[] = {SIZE_MAX, 1, 500};
	const char *wanted = o->layers;
	struct buf mail = {0};

	test_read(test_corpus(o->file), &mail);
	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		struct message_read how = {
			.identities = keys, .n = nkeys, .once = true};
		struct message m = {0};
		struct report r = {0};
		struct sink *in = message_read_new(&how, &m, &r);
		char got[MESSAGE_LAYERS_MAX + 1];

		CU_ASSERT_EQUAL(pump(in, &mail, pieces[i]), 0);
		sink_free(in);
		message_verify(&m, NULL, &r);
		layers_of(&m, got);
		CU_ASSERT_STRING_EQUAL(got, wanted);
		if (strcmp(got, wanted) != 0)
			fprintf(stderr, "%s: %s, wanted %s\n", o->file, got,
				wanted);
		message_clear(&m);
		report_clear(&r);
	}
	buf_clear(&mail);
}

static void letters_of_the_corpus_are_what_their_origin_says(void)
{
	static struct origin rows[ROWS_MAX];
	size_t n;

	if (!test_corpus("MAIL-ORACLES.tsv"))
		return;
	nkeys = 0;
	for (size_t i = 0; i < ARRAY_LEN(bundles); i++)
		open_bundle(i);
	n = read_table(rows);
	CU_ASSERT(n > 20);
	expect_otherwise(rows, n);
	for (size_t i = 0; i < n; i++) {
		check(&rows[i]);
		free(rows[i].file);
	}
	for (size_t i = 0; i < ARRAY_LEN(bundles); i++)
		bundle_free(opened[i]);
}

/* Cut anywhere and changed anywhere: one finding at most for each layer, and
 * nothing that the sanitizers mind. */
static void torn_letters_are_findings(void)
{
	struct buf text = {0}, once = {0}, twice = {0}, torn = {0};

	buf_adds(&text, TEXT_LETTER);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &once);
	encrypt_letter(KEY_P256, CMS_AES_256_CBC, &once, SIZE_MAX, &twice);
	for (size_t i = 0; i < once.len + twice.len; i += 3) {
		const struct buf *from = i < once.len ? &once : &twice;
		size_t at = i < once.len ? i : i - once.len;
		struct message m = {0};
		struct report r = {0};
		struct buf plain = {0};

		buf_copy(&torn, from);
		torn.data[at] ^= i % 2 ? 0x01 : 0x20;
		if (read_letter(KEY_P256, MESSAGE_CONTENT, &torn, SIZE_MAX, &m,
				&plain, &r) < 0)
			CU_ASSERT_EQUAL(r.n, 1)
		message_clear(&m);
		report_clear(&r);
		buf_clear(&plain);
	}
	buf_clear(&text);
	buf_clear(&once);
	buf_clear(&twice);
	buf_clear(&torn);
}

/* Parts in parts in parts: the depth that is searched has a limit. */
static void ten_thousand_nested_parts_are_no_trouble(void)
{
	struct buf b = {0}, plain = {0};
	struct message m = {0};
	struct report r = {0};

	for (int i = 0; i < 10000; i++)
		buf_addf(&b,
			 "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n",
			 i, i);
	CU_ASSERT_EQUAL(read_letter(KEY_TYPE_COUNT, MESSAGE_CONTENT, &b, 4096,
				    &m, &plain, &r),
			-1);
	CU_ASSERT(test_only(&r, FINDING_MSG_NOT_SMIME));
	message_clear(&m);
	report_clear(&r);
	buf_clear(&b);
	buf_clear(&plain);
}

const struct test tests_message_corpus[] = {
	TEST(letters_of_the_corpus_are_what_their_origin_says),
	TEST(torn_letters_are_findings),
	TEST(ten_thousand_nested_parts_are_no_trouble),
	{0}};
