/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S/MIME letters: what is refused, what comes back, in pieces of any size. */
#include "tests/message-kit.h"

#include "base/base64-sink.h"

#define EIGHT_BIT                                                              \
	"From: Alice <alice@example.org>\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?="    \
	"\nContent-Type: text/plain; charset=utf-8\n"                          \
	"Content-Transfer-Encoding: 8bit\n\nGr\xc3\xbc\xc3\x9f" "e \nFrom me\n."   \
	"\n\ta=b\n"

static void say(struct buf *b, const char *text)
{
	buf_clear(b);
	buf_adds(b, text);
}

static bool has(const struct buf *b, const char *text)
{
	return b->data && strstr(b->data, text) != NULL;
}

static void assert_fails(const struct buf *letter, enum message_want want,
			 enum finding_id id)
{
	struct message m = {0};
	struct report r = {0};
	struct buf plain = {0};

	CU_ASSERT_EQUAL(read_letter(KEY_P256, want, letter, SIZE_MAX, &m, &plain,
				    &r),
			-1);
	CU_ASSERT(test_only(&r, id));
	message_clear(&m);
	report_clear(&r);
	buf_clear(&plain);
}

static void a_letter_of_another_kind_is_named(void)
{
	static const char *const letters[] = {
		"", "\r\n\r\n", "Hello", TEXT_LETTER,
		"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHello\n--x--\n",
		"Content-Type: multipart/signed; protocol="
		"\"application/pgp-signature\"; boundary=x\n\n--x\n\nHello\n--x\n"
		"Content-Type: application/pgp-signature\n\n\n--x--\n"};
	struct buf b = {0};

	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		say(&b, letters[i]);
		assert_fails(&b, MESSAGE_CONTENT, FINDING_MSG_NOT_SMIME);
	}
	buf_clear(&b);
}

static void each_cut_is_one_finding(void)
{
	struct buf text = {0}, whole = {0}, cut = {0};

	say(&text, TEXT_LETTER);
	encrypt_letter(KEY_P256, CMS_AES_256_CBC, &text, SIZE_MAX, &whole);
	for (size_t n = 0; n + 8 < whole.len; n += 7) {
		struct message m = {0};
		struct report r = {0};
		struct buf plain = {0};

		buf_clear(&cut);
		buf_add(&cut, whole.data, n);
		CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, &cut,
					    SIZE_MAX, &m, &plain, &r),
				-1);
		CU_ASSERT_EQUAL(r.n, 1);
		message_clear(&m);
		report_clear(&r);
		buf_clear(&plain);
	}
	buf_clear(&text);
	buf_clear(&whole);
	buf_clear(&cut);
}

static void a_head_without_end_is_damaged(void)
{
	struct buf b = {0};

	for (int i = 0; i < 20000; i++)
		buf_adds(&b, "Subject: hello hello\n");
	assert_fails(&b, MESSAGE_CONTENT, FINDING_MSG_DAMAGED);
	buf_clear(&b);
}

static void what_is_only_signed_is_not_to_be_opened(void)
{
	struct buf text = {0}, letter = {0};

	say(&text, TEXT_LETTER);
	for (int opaque = 0; opaque < 2; opaque++) {
		sign_letter(KEY_P256, opaque, &text, SIZE_MAX, &letter);
		assert_fails(&letter, MESSAGE_OPENED,
			     FINDING_MSG_NOT_ENCRYPTED);
	}
	buf_clear(&text);
	buf_clear(&letter);
}

static void a_letter_to_somebody_else_is_named(void)
{
	struct buf text = {0}, sealed = {0};

	say(&text, TEXT_LETTER);
	encrypt_letter(KEY_P384, CMS_AES_256_CBC, &text, SIZE_MAX, &sealed);
	assert_fails(&sealed, MESSAGE_CONTENT, FINDING_MSG_NO_RECIPIENT_MATCH);
	buf_clear(&text);
	buf_clear(&sealed);
}

static void assert_signed(const struct buf *letter, enum cms_verdict verdict,
			  const char *expected)
{
	static const size_t pieces[] = {SIZE_MAX, 1, 7, 1000};

	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		struct message m = {0};
		struct report r = {0};
		struct buf plain = {0};

		CU_ASSERT_EQUAL(read_letter(KEY_TYPE_COUNT, MESSAGE_CONTENT,
					    letter, pieces[i], &m, &plain, &r),
				0);
		CU_ASSERT_EQUAL_FATAL(m.n, 1);
		CU_ASSERT_EQUAL_FATAL(m.layers[0]->look.nsigners, 1);
		CU_ASSERT_EQUAL(m.layers[0]->look.signers[0].verdict, verdict);
		CU_ASSERT_EQUAL(r.n, verdict != CMS_GOOD);
		if (expected)
			CU_ASSERT_STRING_EQUAL(plain.data, expected);
		message_clear(&m);
		report_clear(&r);
		buf_clear(&plain);
	}
}

static void a_signed_letter_comes_back_with_its_fields(void)
{
	static const char expected[] =
		"From: Alice <alice@example.org>\r\nTo: bob@example.org\r\n"
		"Subject: Hello\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=us-ascii\r\n\r\n"
		"Hello Bob,\r\nsee you.\r\n";
	struct buf text = {0}, sealed = {0};

	say(&text, TEXT_LETTER);
	for (int opaque = 0; opaque < 2; opaque++) {
		sign_letter(KEY_P256, opaque, &text, SIZE_MAX, &sealed);
		CU_ASSERT(has(&sealed, opaque ? "smime-type=signed-data"
					      : "micalg=sha-256"));
		assert_signed(&sealed, CMS_GOOD, NULL);
		struct message m = {0};
		struct report r = {0};
		struct buf plain = {0};
		char *date;

		CU_ASSERT_EQUAL(read_letter(KEY_TYPE_COUNT, MESSAGE_CONTENT,
					    &sealed, SIZE_MAX, &m, &plain, &r),
				0);
		/* The day is the test's own. */
		date = strstr(plain.data, "Date: ");
		CU_ASSERT_PTR_NOT_NULL_FATAL(date);
		CU_ASSERT_EQUAL(strncmp(plain.data, expected,
					(size_t)(date - plain.data)),
				0);
		CU_ASSERT_STRING_EQUAL(strstr(date, "MIME-Version"),
				       strstr(expected, "MIME-Version"));
		message_clear(&m);
		report_clear(&r);
		buf_clear(&plain);
	}
	buf_clear(&text);
	buf_clear(&sealed);
}

static void line_ends_of_any_kind_keep_the_signature(void)
{
	struct buf text = {0}, sealed = {0}, unix_ends = {0};

	say(&text, TEXT_LETTER);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	for (size_t i = 0; i < sealed.len; i++)
		if (sealed.data[i] != '\r')
			buf_addc(&unix_ends, sealed.data[i]);
	assert_signed(&unix_ends, CMS_GOOD, NULL);
	buf_clear(&text);
	buf_clear(&sealed);
	buf_clear(&unix_ends);
}

static void a_changed_letter_is_named(void)
{
	struct buf text = {0}, sealed = {0};

	say(&text, TEXT_LETTER);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	memcpy(strstr(sealed.data, "see you"), "see her", 7);
	assert_signed(&sealed, CMS_CHANGED, NULL);
	buf_clear(&text);
	buf_clear(&sealed);
}

static void what_servers_change_is_encoded(void)
{
	struct buf text = {0}, sealed = {0};

	say(&text, EIGHT_BIT);
	for (size_t piece = 1; piece < 2000; piece += 600) {
		sign_letter(KEY_P256, false, &text, piece, &sealed);
		CU_ASSERT(has(&sealed, "\n\nGr=C3=BC=C3=9Fe=20\n=46rom me\n"
				       "=2E\n\ta=3Db\n\n--"));
		CU_ASSERT(has(&sealed, "Encoding: quoted-printable"));
		CU_ASSERT(!has(&sealed, "8bit"));
		CU_ASSERT(has(&sealed, "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n"));
		assert_signed(&sealed, CMS_GOOD, NULL);
	}
	buf_clear(&text);
	buf_clear(&sealed);
}

static void plain_text_becomes_a_letter(void)
{
	struct buf text = {0}, sealed = {0};

	say(&text, "Note: this is no field.\nHello.\n");
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	CU_ASSERT_EQUAL(strncmp(sealed.data, "From: alice@example.org\nDate: ",
				30),
			0);
	CU_ASSERT(has(&sealed, "charset=us-ascii\n\nNote: this is no field.\n"));
	assert_signed(&sealed, CMS_GOOD, NULL);
	buf_clear(&text);
	buf_clear(&sealed);
}

/* Attachments in parts in parts; what is encoded already stays. */
static void parts_are_encoded_one_by_one(void)
{
	static const char parts[] =
		"From: alice@example.org\nMIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=\"o\"\n\nold readers\n"
		"--o\nContent-Type: multipart/alternative; boundary=i\n\n"
		"--i\nContent-Type: text/plain; charset=utf-8\n\n\xc3\xa4\n"
		"--i\n\nplain\n--i--\n\n"
		"--o\nContent-Type: application/pdf\n"
		"Content-Transfer-Encoding: base64\n\nSGVsbG8=\n\n"
		"--o\nContent-Type: application/x-raw\n\n\xff\xfe\n--o--\nend\n";
	struct buf text = {0}, sealed = {0};

	say(&text, parts);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	CU_ASSERT(has(&sealed, "quoted-printable\n\n=C3=A4\n--i\n"));
	CU_ASSERT(has(&sealed, "quoted-printable\n\nplain\n--i--\n\n--o\n"));
	CU_ASSERT(has(&sealed, "Encoding: base64\n\nSGVsbG8=\n\n--o\n"));
	CU_ASSERT(has(&sealed, "Encoding: base64\n\n//4=\n\n--o--\n"));
	assert_signed(&sealed, CMS_GOOD, NULL);
	buf_clear(&text);
	buf_clear(&sealed);
}

static void signed_inside_encrypted_is_both(void)
{
	static const size_t pieces[] = {SIZE_MAX, 1, 333};
	struct buf text = {0}, once = {0}, twice = {0}, plain = {0};

	say(&text, TEXT_LETTER);
	sign_letter(KEY_P384, false, &text, SIZE_MAX, &once);
	encrypt_letter(KEY_P256, CMS_AES_128_CBC, &once, SIZE_MAX, &twice);
	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		struct message m = {0};
		struct report r = {0};

		CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, &twice,
					    pieces[i], &m, &plain, &r),
				0);
		CU_ASSERT_EQUAL(r.n, 0);
		CU_ASSERT_EQUAL_FATAL(m.n, 2);
		CU_ASSERT_EQUAL(m.layers[0]->look.kind, CMS_ENVELOPED);
		CU_ASSERT_EQUAL(m.layers[1]->look.signers[0].verdict, CMS_GOOD);
		CU_ASSERT(has(&plain, "\r\n\r\nHello Bob,\r\nsee you.\r\n"));
		CU_ASSERT(!has(&plain, "multipart/signed"));
		message_clear(&m);
		/* Only opened: the signature is still around it. */
		CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_OPENED, &twice,
					    pieces[i], &m, &plain, &r),
				0);
		CU_ASSERT(has(&plain, "Subject: Hello\r\n"));
		CU_ASSERT(has(&plain, "multipart/signed"));
		assert_signed(&plain, CMS_GOOD, NULL);
		message_clear(&m);
		report_clear(&r);
	}
	buf_clear(&text);
	buf_clear(&once);
	buf_clear(&twice);
	buf_clear(&plain);
}

/* A list's footer: multipart/mixed around what was signed. */
static void a_signed_part_is_found(void)
{
	struct buf text = {0}, sealed = {0}, list = {0}, plain = {0};
	struct message m = {0};
	struct report r = {0};

	say(&text, TEXT_LETTER);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	buf_adds(&list, "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n");
	buf_adds(&list, strstr(sealed.data, "Content-Type: multipart"));
	buf_adds(&list, "\r\n--m\r\n\r\nthe list's footer\r\n--m--\r\n");
	CU_ASSERT_EQUAL(read_letter(KEY_TYPE_COUNT, MESSAGE_CONTENT, &list, 100,
				    &m, &plain, &r),
			0);
	CU_ASSERT(m.is_part);
	CU_ASSERT_EQUAL(m.n, 1);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT(!has(&plain, "footer"));
	message_clear(&m);
	buf_clear(&text);
	buf_clear(&sealed);
	buf_clear(&list);
	buf_clear(&plain);
}

static void sizes_around_blocks_come_back(void)
{
	static const size_t sizes[] = {0, 1, 15, 16, 17, 65535, 65536, 65537,
				       1048575, 1048576, 1048577, 2500000};
	struct buf text = {0}, sealed = {0}, plain = {0};

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct message m = {0};
		struct report r = {0};
		size_t at;

		say(&text, "From: alice@example.org\r\n\r\n");
		at = text.len;
		for (size_t k = 0; k < sizes[i]; k++)
			buf_addc(&text, k % 64 == 62   ? '\r'
					: k % 64 == 63 ? '\n'
						       : 'a');
		if (text.data[text.len - 1] == '\r')
			text.data[text.len - 1] = 'b';
		encrypt_letter(KEY_P256, CMS_AES_256_CBC, &text, 4096, &sealed);
		CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, &sealed,
					    4096, &m, &plain, &r),
				0);
		CU_ASSERT_FATAL(plain.len >= sizes[i]);
		CU_ASSERT_EQUAL(memcmp(plain.data + plain.len - sizes[i],
				       text.data + at, sizes[i]),
				0);
		message_clear(&m);
		report_clear(&r);
	}
	buf_clear(&text);
	buf_clear(&sealed);
	buf_clear(&plain);
}

/* A micalg that is not true: what is asked for is read a second time. */
static void a_hash_that_was_not_announced_is_asked_for(void)
{
	struct buf text = {0}, sealed = {0};
	struct message m = {0}, second = {0};
	struct message_read how = {.before = &m};
	struct report r = {0};
	struct sink *in;

	say(&text, TEXT_LETTER);
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &sealed);
	memcpy(strstr(sealed.data, "sha-256"), "sha-512", 7);
	CU_ASSERT_EQUAL(read_letter(KEY_TYPE_COUNT, MESSAGE_LOOK, &sealed, 100,
				    &m, NULL, &r),
			0);
	CU_ASSERT(message_again(&m));
	in = message_read_new(&how, &second, &r);
	CU_ASSERT_EQUAL(pump(in, &sealed, 100), 0);
	sink_free(in);
	message_verify(&second, NULL, &r);
	CU_ASSERT(!message_again(&second));
	CU_ASSERT_EQUAL(second.layers[0]->look.signers[0].verdict, CMS_GOOD);
	message_clear(&m);
	message_clear(&second);
	report_clear(&r);
	buf_clear(&text);
	buf_clear(&sealed);
}

/* As DER, and in PEM's armour. */
static void bare_cms_is_read(void)
{
	struct buf der = {0}, plain = {0}, pem = {0};
	struct message m = {0};
	struct report r = {0};

	encrypted(KEY_P256, CMS_AES_256_CBC, &der);
	CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, &der, 1, &m,
				    &plain, &r),
			0);
	CU_ASSERT_STRING_EQUAL(plain.data, LETTER);
	message_clear(&m);
	struct sink *end = sink_to_buf(&pem),
		    *in = base64_encoder_new(end, "\n");
	buf_adds(&pem, "-----BEGIN CMS-----\n");
	CU_ASSERT_EQUAL(pump(in, &der, SIZE_MAX), 0);
	sink_free(in);
	sink_free(end);
	buf_adds(&pem, "-----END CMS-----\nmore\n");
	CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, &pem, 1, &m,
				    &plain, &r),
			0);
	CU_ASSERT_STRING_EQUAL(plain.data, LETTER);
	message_clear(&m);
	report_clear(&r);
	buf_clear(&der);
	buf_clear(&pem);
	buf_clear(&plain);
}

const struct test tests_message[] = {
	TEST(a_letter_of_another_kind_is_named),
	TEST(each_cut_is_one_finding),
	TEST(a_head_without_end_is_damaged),
	TEST(what_is_only_signed_is_not_to_be_opened),
	TEST(a_letter_to_somebody_else_is_named),
	TEST(a_signed_letter_comes_back_with_its_fields),
	TEST(line_ends_of_any_kind_keep_the_signature),
	TEST(a_changed_letter_is_named),
	TEST(what_servers_change_is_encoded),
	TEST(plain_text_becomes_a_letter),
	TEST(parts_are_encoded_one_by_one),
	TEST(signed_inside_encrypted_is_both),
	TEST(a_signed_part_is_found),
	TEST(sizes_around_blocks_come_back),
	TEST(a_hash_that_was_not_announced_is_asked_for),
	TEST(bare_cms_is_read),
	{0}};
