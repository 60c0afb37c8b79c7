/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus by its tables; each form cut at every byte and changed. */
#include "tests/unpack-kit.h"

#include <stdio.h>

#include "x509/pkcs7.h"

/* --- torn and changed --- */

static void feed(const void *bytes, size_t n)
{
	struct parts p;

	unpack(bytes, n, &p);
	CU_ASSERT(p.n >= 1 && p.n <= UNPACK_PARTS_MAX);
	for (size_t i = 0; i < p.n; i++)
		CU_ASSERT(p.items[i].where && p.items[i].item.kind <
						  ITEM_KIND_COUNT);
	CU_ASSERT_PTR_NOT_NULL(parts_main(&p));
	parts_clear(&p);
}

/* Cut at each byte; each third byte changed, in a bit or in all. */
static void tear(const void *bytes, size_t n)
{
	struct buf b = {0};

	buf_add(&b, bytes, n);
	for (size_t i = 0; i < n; i++) {
		char *cut = xmalloc(i + 1);

		/* A block of its own: reading past the end is seen. */
		memcpy(cut, bytes, i);
		feed(cut, i);
		free(cut);
		b.data[i] ^= i % 2 ? 0x01 : (char)0xFF;
		if (i % 3 == 0)
			feed(b.data, b.len);
		b.data[i] = ((const char *)bytes)[i];
	}
	buf_clear(&b);
}

static void tear_text(char *text)
{
	tear(text, strlen(text));
	free(text);
}

static void torn_and_changed_text_crashes_nothing(void)
{
	tear_text(kit_replace(kit_pem(), "\n", "=20\n> "));
	tear_text(kit_replace(kit_pem(), "\n", "&nbsp;<br>"));
	tear_text(kit_replace(kit_pem(), "-----", "\xE2\x80\x94-"));
}

static void torn_and_changed_wide_text_crashes_nothing(void)
{
	struct buf wide = {0};

	for (const char *p = kit_pem(); *p; p++) {
		buf_addc(&wide, *p);
		buf_addc(&wide, '\0');
	}
	tear(wide.data, wide.len);
	buf_clear(&wide);
}

static void torn_and_changed_cards_crash_nothing(void)
{
	char *bare = kit_base64("\n ");

	tear_text(xasprintf("BEGIN:VCARD\nFN:Alice\nKEY;ENCODING=B:%s\n"
			    "item.KEY:data:a/b;base64,%s\nEND:VCARD\n",
			    bare, bare));
	tear_text(xasprintf("dn: cn=Alice\nuserCertificate;binary:: %s\n",
			    bare));
	free(bare);
}

static void torn_and_changed_mail_crashes_nothing(void)
{
	char *bare = kit_base64("\n");

	tear_text(xasprintf(
	    "From x\nMIME-Version: 1.0\nContent-Type: multipart/signed;\n"
	    " boundary=\"b\"\n\n--b\nContent-Type: message/rfc822\n\n"
	    "Subject: =?utf-8?q?x?=\n\nhello\n--b\n"
	    "Content-Type: application/pkcs7-signature; name*=utf-8''a.p7s\n"
	    "Content-Transfer-Encoding: base64\n\n%s--b--\n",
	    bare));
	free(bare);
}

static void torn_and_changed_signatures_crash_nothing(void)
{
	struct buf der = {0};

	kit_signed("Content-Type: text/plain; name=x\n\nhello\n", true, &der);
	tear(der.data, der.len);
	buf_clear(&der);
}

/* A file with "hello" in it, by zip -0, gzip and tar. */
static void torn_and_changed_archives_crash_nothing(void)
{
	static const unsigned char zip[] = {
	    'P', 'K', 3,   4,   10,  0, 0, 0,   0,    0,    0, 0, 0, 0,
	    0x86, 0xA6, 0x10, 0x36, 5,   0, 0, 0,   5,    0,    0, 0, 1, 0,
	    0,    0,    'a',  'h',  'e', 'l', 'l', 'o', 'P',  'K',  1, 2, 10, 0,
	    10,   0,    0,    0,    0,   0, 0, 0,   0,    0,    0x86, 0xA6,
	    0x10, 0x36, 5,    0,    0,   0, 5, 0,   0,    0,    1, 0, 0, 0,
	    0,    0,    0,    0,    0,   0, 0, 0,   0,    0,    0, 0, 0, 0,
	    'a',  'P',  'K',  5,    6,   0, 0, 0,   0,    1,    0, 1, 0, 47,
	    0,    0,    0,    36,   0,   0, 0, 0,   0};
	static const unsigned char gz[] = {
	    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9,
	    0xC9, 7,    0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0};
	unsigned char tar[1536] = "a";
	unsigned sum = 8 * ' ';

	memcpy(tar + 124, "00000000005", 11);
	memcpy(tar + 257, "ustar\00000", 8);
	tar[156] = '0';
	memcpy(tar + 512, "hello", 5);
	for (int i = 0; i < 512; i++)
		sum += tar[i];
	snprintf((char *)tar + 148, 8, "%06o", sum);
	tear(zip, sizeof(zip));
	tear(gz, sizeof(gz));
	tear(tar, sizeof(tar));
}

static void torn_and_changed_mail_of_the_corpus_crashes_nothing(void)
{
	const char *path =
	    test_corpus("thunderbird/alice.sig.SHA256.opaque.eml");
	struct buf b = {0};

	if (!path) {
		test_skip("no corpus");
		return;
	}
	test_read(path, &b);
	tear(b.data, b.len);
	buf_clear(&b);
}

/* --- the tables --- */

#define BIT(kind) (1u << (kind))

/* Kinds of PARSE-ORACLES.tsv by the first letters of the row. */
static const struct {
	const char *word;
	unsigned kinds;
} oracle_kinds[] = {
    {"cert-pem\tok\tok", BIT(ITEM_CERT)},
    {"cert-der\tok\tok", BIT(ITEM_CERT)},
    {"cert-pem+key-pem", BIT(ITEM_CERT)},
    {"csr-", BIT(ITEM_CSR)},
    {"crl-", BIT(ITEM_CRL)},
    {"p12", BIT(ITEM_P12)},
    {"key-pem\tok", BIT(ITEM_KEY) | BIT(ITEM_KEY_ENCRYPTED)},
    {"mail", BIT(ITEM_MAIL) | BIT(ITEM_PKCS7)},
    {"cms-der\tok\tok", BIT(ITEM_PKCS7)},
    {"cms-pem\tok\tok", BIT(ITEM_PKCS7)},
};

static unsigned oracle(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(oracle_kinds); i++)
		if (strncmp(word, oracle_kinds[i].word,
			    strlen(oracle_kinds[i].word)) == 0)
			return oracle_kinds[i].kinds;
	return 0;
}

typedef void row_fn(const char *file, char *rest, void *arg);

/* Each row of a table, cut behind its first field. */
static void each_row(const char *table, row_fn *row, void *arg)
{
	const char *path = test_corpus(table);
	struct buf text = {0};
	char *line, *rest;

	if (!path) {
		test_skip("no corpus");
		return;
	}
	test_read(path, &text);
	for (line = strtok_r(text.data, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		char *tab = strchr(line, '\t');

		if (!tab)
			continue;
		*tab = '\0';
		row(line, tab + 1, arg);
	}
	buf_clear(&text);
}

static bool read_parts(const char *file, struct parts *p)
{
	const char *path = test_corpus(file);
	struct buf bytes = {0};

	if (!path)
		return false;
	test_read(path, &bytes);
	unpack(bytes.data, bytes.len, p);
	buf_clear(&bytes);
	return true;
}

static void compare_kind(const char *file, char *rest, void *arg)
{
	unsigned wanted = oracle(rest), found = 0;
	size_t *n = arg;
	struct parts p;

	if (!wanted || !read_parts(file, &p))
		return;
	for (size_t i = 0; i < p.n; i++)
		found |= BIT(p.items[i].item.kind);
	if (!(found & wanted)) {
		fprintf(stderr, "%s is taken for %s\n", file,
			item_kind_name(parts_main(&p)->item.kind));
		CU_FAIL("another kind");
	}
	++*n;
	parts_clear(&p);
}

static void every_file_is_what_the_table_says(void)
{
	size_t n = 0;

	each_row("PARSE-ORACLES.tsv", compare_kind, &n);
	CU_ASSERT(n > 900 || !test_corpus("PARSE-ORACLES.tsv"));
}

struct mail {
	char *file;
	size_t certs; /* that can be seen: not inside an encrypted part */
	bool encrypted;
};

static size_t certs_in(const struct parts *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct part *part = &p->items[i];
		struct cert_list certs = {0};
		struct report r = {0};

		if (part->item.kind != ITEM_PKCS7)
			continue;
		CU_ASSERT_TRUE(part->is_signer);
		CU_ASSERT_EQUAL(pkcs7_certs(part->item.der.data,
					    part->item.der.len, &certs, &r),
				0);
		n += certs.n;
		cert_list_clear(&certs);
		report_clear(&r);
	}
	return n;
}

static void compare_mail(struct mail *m)
{
	struct parts p = {0};
	size_t n;

	if (m->file && read_parts(m->file, &p)) {
		n = certs_in(&p);
		if (n != m->certs) {
			fprintf(stderr, "%s: %zu certificates, not %zu\n",
				m->file, n, m->certs);
			CU_FAIL("another number");
		}
		CU_ASSERT(m->certs ||
			  (m->encrypted && parts_first(&p, ITEM_MAIL)));
	}
	parts_clear(&p);
	free(m->file);
	*m = (struct mail){0};
}

/* "1.s.1<TAB>multipart/signed<TAB>math-ok<TAB>2 certs": rows of one mail stand
 * together; "e" is a step into what is encrypted. */
static void add_row(const char *file, char *rest, void *arg)
{
	struct mail *m = arg;
	char *kind = strchr(rest, '\t');
	const char *certs = strstr(rest, " certs");

	if (!m->file || strcmp(m->file, file) != 0) {
		compare_mail(m);
		m->file = xstrdup(file);
	}
	if (!kind)
		return;
	*kind++ = '\0';
	m->encrypted = m->encrypted || strncmp(kind, "pkcs7-env", 9) == 0;
	if (certs && !strchr(rest, 'e')) {
		while (certs[-1] != '\t')
			certs--;
		m->certs += strtoul(certs, NULL, 10);
	}
}

static void every_mail_gives_the_certificates_of_its_signatures(void)
{
	struct mail m = {0};

	each_row("MAIL-ORACLES.tsv", add_row, &m);
	compare_mail(&m);
}

const struct test tests_unpack_corpus[] = {
    TEST(torn_and_changed_text_crashes_nothing),
    TEST(torn_and_changed_wide_text_crashes_nothing),
    TEST(torn_and_changed_cards_crash_nothing),
    TEST(torn_and_changed_mail_crashes_nothing),
    TEST(torn_and_changed_signatures_crash_nothing),
    TEST(torn_and_changed_archives_crash_nothing),
    TEST(torn_and_changed_mail_of_the_corpus_crashes_nothing),
    TEST(every_file_is_what_the_table_says),
    TEST(every_mail_gives_the_certificates_of_its_signatures),
    {0},
};
