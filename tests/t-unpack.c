/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file gives what is in it, however it was wrapped, and says where. */
#include "tests/unpack-kit.h"

static void nothing_is_empty(void)
{
	CU_ASSERT_EQUAL(kit_kind(NULL, 0), ITEM_EMPTY);
	CU_ASSERT_EQUAL(kit_kind(" \r\n", 3), ITEM_EMPTY);
	CU_ASSERT_EQUAL(kit_kind("\xFF\xFE", 2), ITEM_EMPTY);
}

static void what_holds_nothing_is_named_itself(void)
{
	static const struct {
		const char *text;
		enum item_kind kind;
	} rows[] = {
	    {"Dear Alice,\nhere it is.\n", ITEM_UNKNOWN},
	    {"From: a@b\nSubject: x\n\nhello\n", ITEM_MAIL},
	    {"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
	     "--b\n\nhello\n--b\nContent-Type: image/png; name=a.png\n\nx\n"
	     "--b--\n",
	     ITEM_MAIL},
	    {"Content-Type: text/html\n\n<html><body>x\n", ITEM_MAIL},
	    {"PK\3\4", ITEM_ZIP},
	    {"7z\xBC\xAF\x27\x1C", ITEM_ZIP},
	    {"<html>BEGIN</html>", ITEM_HTML},
	    {"BEGIN:VCARD\nFN:x\nEND:VCARD\n", ITEM_UNKNOWN},
	    {"\x96\x96-BEGIN CERTIFICATE\x97-\nMII\n--END CERTIFICATE-\n",
	     ITEM_DAMAGED},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		CU_ASSERT_EQUAL(kit_kind(rows[i].text, strlen(rows[i].text)),
				rows[i].kind);
}

static void plain_forms_are_found(void)
{
	char *bare = kit_base64("\r\n");

	kit_assert(kit_der()->data, kit_der()->len, "");
	kit_assert_text(kit_pem(), "");
	kit_assert_text(bare, "");
	free(bare);
}

/* Each line as a mail program or an editor leaves it. */
static void changed_armour_is_mended(void)
{
	static const char *const changes[][2] = {
	    {"\n", "\r\n> "},
	    {"\n", "\n> > "},
	    {"\n", "=\n\n"},
	    {"=", "=3D"},
	    {"\n", "=0D=0A=\n"},
	    {"\n", "<br>\n"},
	    {"\n", "&nbsp;<br/>"},
	    {"+", "&#43;"},
	    {"\n", "\xC2\xA0\n"},
	    {"\n", "\xA0\n"},
	    {"-----", "\xE2\x80\x94\xE2\x80\x94-"},
	    {"-----", "\x97\x97-"},
	    {"-----", "----"},
	    {"N CERT", "N\xC2\xA0" "CERT"},
	    {"CERTIFICATE", "Certificate"},
	    {"BEGIN", "Begin"},
	    {"-----END CERTIFICATE-----", ""},
	    {"-----", ""},
	};

	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		char *text = kit_replace(kit_pem(), changes[i][0],
					 changes[i][1]);

		kit_assert_text(text, "");
		free(text);
	}
}

static void changes_come_together(void)
{
	char *a = kit_replace(kit_pem(), "=", "=3D");
	char *b = kit_replace(a, "-----", "=E2=80=94=E2=80=94-");
	char *c = kit_replace(b, "\n", "=20\n> ");

	kit_assert_text(c, "");
	free(c);
	free(b);
	free(a);
}

static void base64_between_words_is_found(void)
{
	char *bare = kit_base64("\n> ");
	char *text =
	    xasprintf("Dear Alice,\n\n> %s\n\nYours, the issuer\n", bare);

	kit_assert_text(text, "");
	free(text);
	free(bare);
}

static void any_label_will_do(void)
{
	static const char *const labels[] = {
	    "X509 CERTIFICATE", "CMS", "PKCS7", "TRUSTED CERTIFICATE",
	    "PKCS #7 SIGNED DATA", "ANYTHING"};

	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		char *text = kit_replace(kit_pem(), "CERTIFICATE", labels[i]);

		kit_assert_text(text, "");
		free(text);
	}
}

static void wide_text_is_read_with_and_without_its_mark(void)
{
	for (int big = 0; big < 2; big++)
		for (int mark = 0; mark < 2; mark++) {
			struct buf wide = {0};

			if (mark)
				buf_adds(&wide, big ? "\xFE\xFF" : "\xFF\xFE");
			for (const char *p = kit_pem(); *p; p++) {
				buf_addc(&wide, big ? '\0' : *p);
				buf_addc(&wide, big ? *p : '\0');
			}
			kit_assert(wide.data, wide.len, "");
			buf_clear(&wide);
		}
}

static void mail_gives_what_is_in_it(void)
{
	char *bare = kit_base64("\n");
	char *mail = xasprintf(
	    "From: issuer@example.org\nContent-Type: multipart/mixed;\n"
	    " boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n"
	    "--b\nContent-Type: application/pkix-cert; name=\"you.cer\"\n"
	    "Content-Transfer-Encoding: base64\n\n%s\n--b--\n",
	    bare);
	char *text = xasprintf("Subject: x\n\n%s", kit_pem());

	kit_assert_text(mail, "you.cer in the mail");
	kit_assert_text(text, "the mail");
	free(text);
	free(mail);
	free(bare);
}

/* "To:" and no empty line: no mail, but what is in it counts. */
static void text_that_looks_like_a_mail_is_read(void)
{
	char *text = xasprintf("To: Alice\n%s", kit_pem());

	kit_assert_text(text, "");
	free(text);
}

static void names_are_made_harmless(void)
{
	char *mail = xasprintf("Content-Type: text/plain; name=\"a\x1B[1m\"\n"
			       "\n%s", kit_pem());

	kit_assert_text(mail, "a\\x1B[1m in the mail");
	free(mail);
}

static void card_and_entry_give_their_certificate(void)
{
	char *bare = kit_base64("\n ");
	char *card = xasprintf("BEGIN:VCARD\nVERSION:3.0\nFN:Alice\n"
			       "KEY;ENCODING=B:%s\nEND:VCARD\n", bare);
	char *entry =
	    xasprintf("dn: cn=Alice\nuserCertificate;binary:: %s\n", bare);

	kit_assert_text(card, "Alice in the contact card");
	kit_assert_text(entry, "cn=Alice in the directory entry");
	free(entry);
	free(card);
	free(bare);
}

/* --- archives: as zip -0 writes them (APPNOTE.TXT section 4.3) --- */

static unsigned long crc32_of(const unsigned char *p, size_t n)
{
	unsigned long crc = 0xFFFFFFFF;

	while (n--) {
		crc ^= *p++;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
	}
	return crc ^ 0xFFFFFFFF;
}

static void put(struct buf *to, unsigned long value, int bytes)
{
	while (bytes--) {
		buf_addc(to, (char)value);
		value >>= 8;
	}
}

struct zip {
	struct buf files, directory;
	unsigned n;
};

static void zip_add(struct zip *z, const char *name, const void *bytes,
		    size_t n)
{
	struct buf common = {0};
	size_t at = z->files.len;

	put(&common, 20, 2); /* version, flags, method, time and date */
	put(&common, 0, 8);
	put(&common, crc32_of(bytes, n), 4);
	put(&common, n, 4);
	put(&common, n, 4);
	put(&common, strlen(name), 2);
	put(&common, 0, 2);
	buf_adds(&z->files, "PK\3\4");
	buf_add(&z->files, common.data, common.len);
	buf_adds(&z->files, name);
	buf_add(&z->files, bytes, n);
	buf_adds(&z->directory, "PK\1\2");
	put(&z->directory, 20, 2);
	buf_add(&z->directory, common.data, common.len);
	put(&z->directory, 0, 10);
	put(&z->directory, at, 4);
	buf_adds(&z->directory, name);
	z->n++;
	buf_clear(&common);
}

static void zip_end(struct zip *z, struct buf *out)
{
	buf_move(out, &z->files);
	put(&z->files, out->len, 4);
	buf_add(out, z->directory.data, z->directory.len);
	buf_adds(out, "PK\5\6");
	put(out, 0, 4);
	put(out, z->n, 2);
	put(out, z->n, 2);
	put(out, z->directory.len, 4);
	buf_add(out, z->files.data, 4);
	put(out, 0, 2);
	buf_clear(&z->files);
	buf_clear(&z->directory);
	z->n = 0;
}

static void zip(const char *name, const void *bytes, size_t n,
		struct buf *out)
{
	struct zip z = {0};

	zip_add(&z, name, bytes, n);
	zip_end(&z, out);
}

static void first_is(const struct buf *file, size_t n, enum item_kind kind,
		     const char *where)
{
	struct parts p;

	unpack(file->data, file->len, &p);
	CU_ASSERT_EQUAL(p.n, n);
	CU_ASSERT_EQUAL(p.items[0].item.kind, kind);
	CU_ASSERT_STRING_EQUAL(p.items[0].where, where);
	parts_clear(&p);
}

static void archives_are_opened_inside_each_other(void)
{
	struct buf inner = {0}, outer = {0};

	zip("a/you.pem", kit_pem(), strlen(kit_pem()), &inner);
	first_is(&inner, 1, ITEM_CERT, "you.pem in the archive");
	zip("inner.zip", inner.data, inner.len, &outer);
	first_is(&outer, 1, ITEM_CERT,
		 "you.pem in inner.zip in the archive");
	buf_clear(&outer);
	buf_clear(&inner);
}

static void all_that_is_in_an_archive_is_told(void)
{
	static const char key[] = "-----BEGIN PRIVATE KEY-----\nMII\n"
				  "-----END PRIVATE KEY-----\n";
	struct buf file = {0};
	struct zip z = {0};

	zip_add(&z, "key.pem", key, sizeof(key) - 1);
	zip_add(&z, "read.me", "hello", 5);
	zip_add(&z, "empty", "", 0);
	zip_add(&z, "you.pem", kit_pem(), strlen(kit_pem()));
	zip_end(&z, &file);
	first_is(&file, 4, ITEM_KEY, "key.pem in the archive");
	buf_clear(&file);
}

static void eight_levels_are_entered_and_no_more(void)
{
	for (int levels = UNPACK_DEPTH_MAX; levels < UNPACK_DEPTH_MAX + 2;
	     levels++) {
		struct buf file = {0};
		struct parts p;

		buf_adds(&file, kit_pem());
		for (int i = 0; i < levels; i++) {
			struct buf outer = {0};

			zip("x", file.data, file.len, &outer);
			buf_move(&file, &outer);
		}
		unpack(file.data, file.len, &p);
		CU_ASSERT_EQUAL(p.n, 1);
		CU_ASSERT_EQUAL(p.items[0].item.kind,
				levels == UNPACK_DEPTH_MAX ? ITEM_CERT
							   : ITEM_ZIP);
		CU_ASSERT(levels == UNPACK_DEPTH_MAX || p.cut);
		parts_clear(&p);
		buf_clear(&file);
	}
}

static void at_most_256_parts_are_given(void)
{
	struct buf file = {0};
	struct parts p;

	buf_adds(&file, "dn: x\n");
	for (int i = 0; i < 300; i++)
		buf_adds(&file, "userCertificate:: MAA=\n");
	unpack(file.data, file.len, &p);
	CU_ASSERT_EQUAL(p.n, UNPACK_PARTS_MAX);
	CU_ASSERT_TRUE(p.cut);
	parts_clear(&p);
	buf_clear(&file);
}

static void check_signed(const struct buf *der, bool is_signer)
{
	struct parts p;

	unpack(der->data, der->len, &p);
	CU_ASSERT_EQUAL(p.n, 1);
	CU_ASSERT_EQUAL(p.items[0].item.kind, ITEM_PKCS7);
	CU_ASSERT_EQUAL(p.items[0].is_signer, is_signer);
	CU_ASSERT_STRING_EQUAL(
		parts_words(&p, der),
		is_signer ? "a signature, as it stands in a signed mail"
			  : "a PKCS#7 file of certificates");
	CU_ASSERT(buf_equal(&p.items[0].item.der, der));
	parts_clear(&p);
}

static void a_signature_is_told_from_a_file_of_certificates(void)
{
	struct buf der = {0};

	kit_signed(NULL, true, &der);
	check_signed(&der, true);
	buf_clear(&der);
	kit_signed(NULL, false, &der);
	check_signed(&der, false);
	buf_clear(&der);
	kit_signed("Subject: x\n\nhello\n", true, &der);
	check_signed(&der, true);
	buf_clear(&der);
}

static void the_mail_inside_a_signature_is_opened(void)
{
	char *mail = xasprintf("Content-Type: text/plain; name=you.pem\n\n%s",
			       kit_pem());
	struct buf der = {0};
	struct parts p;

	kit_signed(mail, true, &der);
	unpack(der.data, der.len, &p);
	CU_ASSERT_EQUAL_FATAL(p.n, 2);
	CU_ASSERT_TRUE(p.items[0].is_signer);
	CU_ASSERT_EQUAL(p.items[1].item.kind, ITEM_CERT);
	CU_ASSERT_FALSE(p.items[1].is_signer);
	CU_ASSERT_STRING_EQUAL(p.items[1].where,
			       "you.pem in the signed mail");
	parts_clear(&p);
	buf_clear(&der);
	free(mail);
}

static void the_part_that_says_most_comes_first(void)
{
	static const char text[] =
	    "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n"
	    "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n";
	struct parts p;

	unpack(text, sizeof(text) - 1, &p);
	CU_ASSERT_EQUAL(p.n, 2);
	CU_ASSERT_PTR_EQUAL(parts_main(&p), parts_first(&p, ITEM_KEY));
	CU_ASSERT_PTR_NULL(parts_first(&p, ITEM_P12));
	parts_clear(&p);
	unpack("x", 1, &p);
	CU_ASSERT_PTR_EQUAL(parts_main(&p), &p.items[0]);
	parts_clear(&p);
}

const struct test tests_unpack[] = {
    TEST(nothing_is_empty),
    TEST(what_holds_nothing_is_named_itself),
    TEST(plain_forms_are_found),
    TEST(changed_armour_is_mended),
    TEST(changes_come_together),
    TEST(base64_between_words_is_found),
    TEST(any_label_will_do),
    TEST(wide_text_is_read_with_and_without_its_mark),
    TEST(mail_gives_what_is_in_it),
    TEST(text_that_looks_like_a_mail_is_read),
    TEST(names_are_made_harmless),
    TEST(card_and_entry_give_their_certificate),
    TEST(archives_are_opened_inside_each_other),
    TEST(all_that_is_in_an_archive_is_told),
    TEST(eight_levels_are_entered_and_no_more),
    TEST(at_most_256_parts_are_given),
    TEST(a_signature_is_told_from_a_file_of_certificates),
    TEST(the_mail_inside_a_signature_is_opened),
    TEST(the_part_that_says_most_comes_first),
    {0},
};
