/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files are: armour in every state, DER by its shape, strangers. */
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

#include "x509/csr.h"
#include "x509/gtls.h"
#include "x509/recognise.h"

/* A request as material: small, quick, made here. */
static const struct csr *material(void)
{
	static struct csr *made;
	struct strlist addresses = {0};
	struct csr_wish wish = {.name = "Alice", .addresses = &addresses};
	struct report r = {0};
	struct key *k;

	if (made)
		return made;
	strlist_add(&addresses, "a@example.org");
	if (key_generate(KEY_P256, &k, &r) < 0 ||
	    csr_build(k, &wish, &made, &r) < 0)
		CU_FAIL_FATAL("no request");
	key_free(k);
	strlist_clear(&addresses);
	return made;
}

static enum item_kind kind_of(const void *bytes, size_t n)
{
	struct items items;
	enum item_kind kind;

	recognise(bytes, n, &items);
	CU_ASSERT_FATAL(items.n >= 1);
	kind = items.items[0].kind;
	items_clear(&items);
	return kind;
}

static enum item_kind kind_of_text(const char *text)
{
	return kind_of(text, strlen(text));
}

/* The one item is the material, byte for byte. */
static void assert_material(const void *bytes, size_t n)
{
	struct items items;

	recognise(bytes, n, &items);
	CU_ASSERT_EQUAL(items.n, 1);
	CU_ASSERT_EQUAL(items.items[0].kind, ITEM_CSR);
	CU_ASSERT(buf_equal(&items.items[0].der, &material()->der));
	items_clear(&items);
}

/* The material's PEM, each line changed by a row of format. */
static void lines(const char *format, struct buf *out)
{
	struct buf pem = {0};
	char *line, *rest;

	csr_pem(material(), &pem);
	for (line = strtok_r(pem.data, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		struct buf one = {0};

		for (const char *f = format; *f; f++)
			if (*f == '@')
				buf_adds(&one, line);
			else
				buf_addc(&one, *f);
		buf_add(out, one.data, one.len);
		buf_clear(&one);
	}
	buf_clear(&pem);
}

static void nothing_is_empty(void)
{
	CU_ASSERT_EQUAL(kind_of("", 0), ITEM_EMPTY);
	CU_ASSERT_EQUAL(kind_of(NULL, 0), ITEM_EMPTY);
	CU_ASSERT_EQUAL(kind_of_text(" \r\n"), ITEM_EMPTY);
}

static void text_is_unknown(void)
{
	CU_ASSERT_EQUAL(kind_of_text("Dear Alice,\nhere it is."), ITEM_UNKNOWN);
	CU_ASSERT_EQUAL(kind_of_text("hello"), ITEM_UNKNOWN);
}

static void armour_around_rubbish_is_damaged(void)
{
	static const char *const texts[] = {
	    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
	    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
	    "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n",
	    "-----BEGIN CERTIFICATE-----\nM*IB\n-----END CERTIFICATE-----\n",
	    "-----BEGIN CERTIFICATE-----\nMI=B\n-----END CERTIFICATE-----\n",
	    "-----BEGIN CERTIFICATE-----\nMIIB",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		CU_ASSERT_EQUAL(kind_of_text(texts[i]), ITEM_DAMAGED);
}

static void armour_without_its_end_is_damaged(void)
{
	struct buf text = {0};

	lines("@\n", &text);
	*(char *)memmem(text.data, text.len, "-----END", 8) = '*';
	CU_ASSERT_EQUAL(kind_of(text.data, text.len), ITEM_DAMAGED);
	buf_clear(&text);
}

static void torn_der_is_damaged(void)
{
	const struct buf *der = &material()->der;

	CU_ASSERT_EQUAL(kind_of(der->data, der->len - 1), ITEM_DAMAGED);
}

static void what_follows_der_is_told(void)
{
	struct items items;
	struct buf file = {0};

	buf_copy(&file, &material()->der);
	buf_adds(&file, "\nmore");
	recognise(file.data, file.len, &items);
	CU_ASSERT_EQUAL_FATAL(items.n, 2);
	CU_ASSERT_EQUAL(items.items[0].kind, ITEM_CSR);
	CU_ASSERT_EQUAL(items.items[1].kind, ITEM_DAMAGED);
	items_clear(&items);
	buf_clear(&file);
}

static void joined_der_is_taken_apart(void)
{
	struct items items;
	struct buf file = {0};

	buf_copy(&file, &material()->der);
	buf_add(&file, material()->der.data, material()->der.len);
	recognise(file.data, file.len, &items);
	CU_ASSERT_EQUAL_FATAL(items.n, 2);
	CU_ASSERT_EQUAL(items.items[1].kind, ITEM_CSR);
	CU_ASSERT(buf_equal(&items.items[1].der, &material()->der));
	items_clear(&items);
	buf_clear(&file);
}

static void at_most_64_items_are_given(void)
{
	struct items items;
	struct buf file = {0};

	for (int i = 0; i < 100; i++)
		buf_add(&file, material()->der.data, material()->der.len);
	recognise(file.data, file.len, &items);
	CU_ASSERT_EQUAL(items.n, 64);
	items_clear(&items);
	buf_clear(&file);
	for (int i = 0; i < 100; i++)
		lines("@\n", &file);
	recognise(file.data, file.len, &items);
	CU_ASSERT_EQUAL(items.n, 64);
	items_clear(&items);
	buf_clear(&file);
}

static void der_is_taken_exactly(void)
{
	struct buf file = {0};

	buf_copy(&file, &material()->der);
	assert_material(file.data, file.len);
	buf_addc(&file, '\n');
	assert_material(file.data, file.len);
	file.data[file.len - 1] = '\r';
	buf_addc(&file, '\n');
	assert_material(file.data, file.len);
	buf_clear(&file);
}

static void armour_is_read_as_mail_leaves_it(void)
{
	static const char *const formats[] = {
	    "@\n",     "@\r\n",           "> @\n",       "> > @\r\n",
	    "  @  \n", "\t@\n",           "@\xC2\xA0\n", "\xC2\xA0@\n",
	    "@\n\n",   "\xE2\x80\x8B@\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		struct buf text = {0};

		lines(formats[i], &text);
		assert_material(text.data, text.len);
		buf_clear(&text);
	}
}

static void text_around_armour_does_not_matter(void)
{
	struct buf text = {0};

	buf_adds(&text, "\xEF\xBB\xBFSubject: your answer\n\nHere it is:\n");
	lines("@\n", &text);
	buf_adds(&text, "\nYours,\nthe issuer\n");
	assert_material(text.data, text.len);
	buf_clear(&text);
}

/* Writes ASCII as UTF-16. */
static void widen(const struct buf *ascii, bool little, struct buf *out)
{
	buf_add(out, little ? "\xFF\xFE" : "\xFE\xFF", 2);
	for (size_t i = 0; i < ascii->len; i++) {
		if (!little)
			buf_addc(out, '\0');
		buf_addc(out, ascii->data[i]);
		if (little)
			buf_addc(out, '\0');
	}
}

static void wide_text_of_windows_is_read(void)
{
	struct buf text = {0}, wide = {0};

	lines("@\r\n", &text);
	widen(&text, true, &wide);
	assert_material(wide.data, wide.len);
	buf_clear(&wide);
	widen(&text, false, &wide);
	assert_material(wide.data, wide.len);
	buf_clear(&wide);
	buf_clear(&text);
}

static void bare_base64_is_read(void)
{
	struct buf text = {0};
	char *from, *to;

	lines("@\r\n", &text);
	from = strchr(text.data, '\n') + 1;
	to = strstr(from, "-----END");
	assert_material(from, (size_t)(to - from));
	buf_clear(&text);
}

static void content_counts_not_the_label(void)
{
	struct buf text = {0};

	gtls_pem("CERTIFICATE", &material()->der, &text);
	assert_material(text.data, text.len);
	buf_clear(&text);
}

static void private_keys_are_told_by_their_label_and_not_kept(void)
{
	static const struct {
		const char *text;
		enum item_kind kind;
	} rows[] = {
	    {"-----BEGIN PRIVATE KEY-----\nMII", ITEM_KEY},
	    {"-----BEGIN RSA PRIVATE KEY-----\nMII", ITEM_KEY},
	    {"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n"
	     "-----END EC PARAMETERS-----\n"
	     "-----BEGIN EC PRIVATE KEY-----\nMII",
	     ITEM_KEY},
	    {"-----BEGIN RSA PRIVATE KEY-----\n"
	     "Proc-Type: 4,ENCRYPTED\n\nMII",
	     ITEM_KEY_ENCRYPTED},
	    {"-----BEGIN ENCRYPTED PRIVATE KEY-----\nM", ITEM_KEY_ENCRYPTED},
	    {"-----BEGIN PKCS#11 PROVIDER URI-----\nMII", ITEM_KEY_TOKEN},
	    {"-----BEGIN TSS2 PRIVATE KEY-----\nMII", ITEM_KEY_TOKEN},
	    {"pkcs11:token=card;object=key;type=private", ITEM_KEY_TOKEN},
	    {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3", ITEM_SSH},
	    {"-----BEGIN PGP PRIVATE KEY BLOCK-----\n", ITEM_OPENPGP},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct items items;

		recognise(rows[i].text, strlen(rows[i].text), &items);
		CU_ASSERT_EQUAL_FATAL(items.n, 1);
		CU_ASSERT_EQUAL(items.items[0].kind, rows[i].kind);
		CU_ASSERT_EQUAL(items.items[0].der.len, 0);
		items_clear(&items);
	}
}

static void strangers_are_named(void)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum item_kind kind;
	} rows[] = {
#define ROW(text, kind) {text, sizeof(text) - 1, kind}
	    ROW("<!DOCTYPE html><html>", ITEM_HTML),
	    ROW("\n\n<HTML><body>", ITEM_HTML),
	    ROW("<!-- x --><html lang=en>", ITEM_HTML),
	    ROW("PK\3\4\24\0\0\0", ITEM_ZIP),
	    ROW("<?xml version=\"1.0\"?><!DOCTYPE plist><plist>", ITEM_PROFILE),
	    ROW("bplist00\xD1", ITEM_PROFILE),
	    ROW("\xFE\xED\xFE\xED\0\0\0\2", ITEM_JKS),
	    ROW("ssh-ed25519 AAAAC3 a@b", ITEM_SSH),
	    ROW("ecdsa-sha2-nistp256 AAAA", ITEM_SSH),
	    ROW("---- BEGIN SSH2 PUBLIC KEY ----\n", ITEM_SSH),
	    ROW("PuTTY-User-Key-File-3: ssh-rsa", ITEM_SSH),
	    ROW("-----BEGIN PGP PUBLIC KEY BLOCK-----\n", ITEM_OPENPGP),
	    ROW("\x99\x01\x0D\x04\x5F\0\0\0\0\1", ITEM_OPENPGP),
	    ROW("\xC6\x33\x04\x5F\0\0\0\0\0\1", ITEM_OPENPGP),
	    ROW("Return-Path: <a@b>\nSubject: x\n\nbody", ITEM_MAIL),
	    ROW("MIME-Version: 1.0\r\n\r\n", ITEM_MAIL),
	    ROW("From a@b Mon Jan  1\n", ITEM_MAIL),
	    ROW("-----BEGIN X509 CRL-----\nMII=\n", ITEM_DAMAGED),
#undef ROW
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		CU_ASSERT_EQUAL(kind_of(rows[i].bytes, rows[i].n),
				rows[i].kind);
}

static void torn_bundle_is_still_a_bundle(void)
{
	static const char torn[] = "\x30\x82\x10\x00\x02\x01\x03\x30\x82";
	struct items items;

	recognise(torn, sizeof(torn) - 1, &items);
	CU_ASSERT_EQUAL(items.items[0].kind, ITEM_P12);
	CU_ASSERT_EQUAL(items.items[0].der.len, sizeof(torn) - 1);
	items_clear(&items);
}

static void first_of_a_kind_is_found(void)
{
	struct items items;
	struct buf text = {0};

	buf_adds(&text, "-----BEGIN PRIVATE KEY-----\nMII=\n"
			"-----END PRIVATE KEY-----\n");
	lines("@\n", &text);
	recognise(text.data, text.len, &items);
	CU_ASSERT_PTR_EQUAL(items_first(&items, ITEM_CSR), &items.items[1]);
	CU_ASSERT_PTR_NULL(items_first(&items, ITEM_P12));
	items_clear(&items);
	buf_clear(&text);
}

static void every_kind_has_a_name_and_a_finding(void)
{
	for (int i = 0; i < ITEM_KIND_COUNT; i++) {
		CU_ASSERT_PTR_NOT_NULL(item_kind_name(i));
		CU_ASSERT(item_finding(i) < FINDING_COUNT);
	}
	CU_ASSERT_EQUAL(item_finding(ITEM_HTML), FINDING_CERT_IS_HTML);
	CU_ASSERT_EQUAL(item_finding(ITEM_DAMAGED), FINDING_CERT_TEXT_DAMAGED);
	CU_ASSERT_EQUAL(item_finding(ITEM_UNKNOWN), FINDING_FILE_UNKNOWN);
}

const struct test tests_recognise[] = {
    TEST(nothing_is_empty),
    TEST(text_is_unknown),
    TEST(armour_around_rubbish_is_damaged),
    TEST(armour_without_its_end_is_damaged),
    TEST(torn_der_is_damaged),
    TEST(what_follows_der_is_told),
    TEST(joined_der_is_taken_apart),
    TEST(at_most_64_items_are_given),
    TEST(der_is_taken_exactly),
    TEST(armour_is_read_as_mail_leaves_it),
    TEST(text_around_armour_does_not_matter),
    TEST(wide_text_of_windows_is_read),
    TEST(bare_base64_is_read),
    TEST(content_counts_not_the_label),
    TEST(private_keys_are_told_by_their_label_and_not_kept),
    TEST(strangers_are_named),
    TEST(torn_bundle_is_still_a_bundle),
    TEST(first_of_a_kind_is_found),
    TEST(every_kind_has_a_name_and_a_finding),
    {0},
};
