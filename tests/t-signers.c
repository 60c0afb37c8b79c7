/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who signed the letters of an archive: only what verifies counts. */
#include "mail/signers.h"

#include "base/base64-sink.h"
#include "tests/mbox-kit.h"

/* What came of one file. */
struct found {
	size_t fates[SIGNERS_FATES];
	size_t certs;
	bool forwarded;	/* asked for */
	bool all;	/* letters without a mark are read too */
	bool is_cut;
	struct shelf *shelf;
	struct buf prints; /* fingerprints of what is good */
};

static void take_part(const struct signers_part *part, void *arg)
{
	struct found *f = arg;

	f->fates[part->fate]++;
	if (part->fate != SIGNERS_GOOD)
		return;
	CU_ASSERT_PTR_NOT_NULL_FATAL(part->look);
	f->certs += part->look->certs.n;
	for (size_t i = 0; i < part->look->certs.n; i++)
		buf_add(&f->prints, part->look->certs.items[i]->fingerprint,
			FINGERPRINT_LEN);
}

static int take_letter(struct heard *h, const struct mbox_letter *l)
{
	struct found *f = h->arg;
	const struct signers_ask ask = {
		.forwarded = f->forwarded,
		.shelf = f->shelf,
		.each = take_part,
		.arg = f};

	if (!l->may_sign && !f->all)
		return 0;
	CU_ASSERT_EQUAL(signers_each(&ask, h->mbox, l, &f->is_cut), 0);
	return 0;
}

static void look_in(const struct buf *file, struct found *f)
{
	struct heard h = {.then = take_letter, .arg = f};

	f->shelf = shelf_new();
	CU_ASSERT_EQUAL(hear(&h, file, 0), MBOX_READ);
	shelf_free(f->shelf);
}

static size_t count(const struct found *f)
{
	size_t n = 0;

	for (size_t i = 0; i < SIGNERS_FATES; i++)
		n += f->fates[i];
	return n;
}

/* This fate alone, so many times. */
static void assert_found(const struct buf *file, bool forwarded,
			 enum signers_fate fate, size_t n)
{
	struct found f = {.forwarded = forwarded};

	look_in(file, &f);
	CU_ASSERT_EQUAL(f.fates[fate], n);
	CU_ASSERT_EQUAL(count(&f), n);
	CU_ASSERT_EQUAL(f.certs > 0, fate == SIGNERS_GOOD && n > 0);
	buf_clear(&f.prints);
}

/* Alice's text, signed. */
static void signed_text(const char *text, bool opaque, struct buf *out)
{
	struct buf b = {0};

	buf_adds(&b, text);
	sign_letter(KEY_P256, opaque, &b, SIZE_MAX, out);
	buf_clear(&b);
}

#define TWO_LINES                                                              \
	"From: Alice <alice@example.org>\r\nTo: bob@example.org\r\n"           \
	"Content-Type: text/plain\r\n\r\nHello Bob,\r\n\r\nsee you.\r\n"

static void a_changed_letter_teaches_nothing(void)
{
	struct buf letter = {0};
	char *at;

	signed_text(TWO_LINES, false, &letter);
	at = strstr(letter.data, "Bob,");
	*at = 'R';
	assert_found(&letter, false, SIGNERS_CHANGED, 1);
	buf_clear(&letter);
}

static void what_is_cut_off_teaches_nothing(void)
{
	struct buf letter = {0}, cut = {0};

	signed_text(TWO_LINES, true, &letter);
	buf_add(&cut, letter.data, letter.len * 2 / 3);
	assert_found(&cut, false, SIGNERS_DAMAGED, 1);
	buf_clear(&letter);
	buf_clear(&cut);
}

static void encrypted_letters_are_counted(void)
{
	struct buf b = {0}, letter = {0};

	buf_adds(&b, TEXT_LETTER);
	encrypt_letter(KEY_P256, CMS_AES_256_CBC, &b, SIZE_MAX, &letter);
	assert_found(&letter, false, SIGNERS_ENCRYPTED, 1);
	buf_clear(&b);
	buf_clear(&letter);
}

static void a_signature_without_its_text_is_counted(void)
{
	struct buf letter = {0}, lone = {0};
	const char *at;

	signed_text(TWO_LINES, false, &letter);
	at = strstr(letter.data, "Content-Type: application/pkcs7-signature");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	buf_adds(&lone, "From: a@b\n");
	buf_adds(&lone, at);
	assert_found(&lone, false, SIGNERS_UNKNOWN, 1);
	buf_clear(&letter);
	buf_clear(&lone);
}

static void signed_letters_are_found_in_both_forms(void)
{
	struct buf letter = {0};

	for (int opaque = 0; opaque < 2; opaque++) {
		signed_text(TEXT_LETTER, opaque, &letter);
		assert_found(&letter, false, SIGNERS_GOOD, 1);
	}
	buf_clear(&letter);
}

/* A letter whose text no writer has made safe: our own lets no line begin with
 * "From ". `shown` is the text as the archive has it. */
static void raw_letter(const char *text, const char *shown, struct buf *out)
{
	struct cms_sign how = sign_of(identity(KEY_P256));
	struct buf content = {0}, der = {0};
	struct report r = {0};
	struct sink *end = sink_to_buf(out), *base64;

	how.is_detached = true;
	buf_addf(&content, "Content-Type: text/plain\r\n\r\n%s", text);
	CU_ASSERT_EQUAL_FATAL(sign_as(&how, &content, &der, &r), 0);
	buf_clear(out);
	buf_addf(out,
		 FROM_LINE "From: a@b\nContent-Type: multipart/signed;"
			   " boundary=outer\n\n--outer\n"
			   "Content-Type: text/plain\n\n%s\n--outer\n"
			   "Content-Type: application/pkcs7-signature\n"
			   "Content-Transfer-Encoding: base64\n\n",
		 shown);
	base64 = base64_encoder_new(end, "\n");
	CU_ASSERT_EQUAL_FATAL(pump(base64, &der, SIZE_MAX), 0);
	buf_adds(out, "--outer--\n");
	sink_free(base64);
	sink_free(end);
	buf_clear(&content);
	buf_clear(&der);
}

static void quoting_does_not_spoil_a_signature(void)
{
	static const char *const texts[][2] = {
		/* None; mboxrd and mboxo; mboxrd; mboxo. */
		{"A\r\n>From me", "A\n>From me"},
		{"A\r\nFrom me\r\n", "A\n>From me\n"},
		{"A\r\nFrom me\r\n>From you", "A\n>From me\n>>From you"},
		{"A\r\nFrom me\r\n>>From you", "A\n>From me\n>>From you"},
	};
	struct buf letter = {0};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		raw_letter(texts[i][0], texts[i][1], &letter);
		assert_found(&letter, false, SIGNERS_GOOD, 1);
	}
	raw_letter("A\r\nFrom me", "A\n>>From me", &letter);
	assert_found(&letter, false, SIGNERS_CHANGED, 1);
	buf_clear(&letter);
}

static void another_hash_than_announced_is_found_out(void)
{
	struct buf letter = {0};
	char *at;

	signed_text(TEXT_LETTER, false, &letter);
	at = strstr(letter.data, "micalg=sha-256");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	memcpy(at, "micalg=sha-512", 14);
	assert_found(&letter, false, SIGNERS_GOOD, 1);
	buf_clear(&letter);
}

/* A part of a letter, with a text around it. */
static void add_part(struct buf *b, const char *fields, const struct buf *letter)
{
	buf_addf(b, "--outer\r\n%s", fields);
	buf_add(b, letter->data, letter->len);
	buf_adds(b, "\r\n");
}

static void begin_mixed(struct buf *b)
{
	buf_clear(b);
	buf_adds(b, "From: list@example.org\r\nContent-Type: multipart/mixed;"
		    " boundary=outer\r\n\r\n--outer\r\n\r\nText\r\n");
}

static void every_signed_part_is_found(void)
{
	struct buf one = {0}, two = {0}, all = {0};

	signed_text(TEXT_LETTER, false, &one);
	signed_text(TWO_LINES, true, &two);
	begin_mixed(&all);
	add_part(&all, "", &one);
	add_part(&all, "", &two);
	add_part(&all, "", &one);
	buf_adds(&all, "--outer--\r\n");
	assert_found(&all, false, SIGNERS_GOOD, 3);
	buf_clear(&one);
	buf_clear(&two);
	buf_clear(&all);
}

static void bad_parts_do_not_hide_good_ones(void)
{
	struct buf one = {0}, two = {0}, all = {0};
	struct found f = {0};

	signed_text(TWO_LINES, false, &one);
	signed_text(TEXT_LETTER, true, &two);
	*strstr(one.data, "Bob,") = 'R';
	begin_mixed(&all);
	add_part(&all, "", &one);
	add_part(&all, "", &two);
	add_part(&all, "", &one);
	look_in(&all, &f);
	CU_ASSERT_EQUAL(f.fates[SIGNERS_GOOD], 1);
	CU_ASSERT_EQUAL(f.fates[SIGNERS_CHANGED], 2);
	CU_ASSERT_EQUAL(count(&f), 3);
	buf_clear(&f.prints);
	buf_clear(&one);
	buf_clear(&two);
	buf_clear(&all);
}

static void forwarded_letters_are_left_unless_asked_for(void)
{
	struct buf one = {0}, all = {0};

	signed_text(TEXT_LETTER, false, &one);
	begin_mixed(&all);
	add_part(&all, "Content-Type: message/rfc822\r\n\r\n", &one);
	assert_found(&all, false, SIGNERS_FORWARDED, 1);
	assert_found(&all, true, SIGNERS_GOOD, 1);
	buf_clear(&one);
	buf_clear(&all);
}

/* A list that signs a letter of a member who has signed it; and signed parts in
 * what was signed as a whole. */
static void signatures_inside_of_signatures_are_found(void)
{
	struct buf one = {0}, mixed = {0}, all = {0};

	for (int opaque = 0; opaque < 2; opaque++) {
		signed_text(TWO_LINES, false, &one);
		begin_mixed(&mixed);
		add_part(&mixed, "", &one);
		add_part(&mixed, "Content-Type: message/rfc822\r\n\r\n", &one);
		buf_adds(&mixed, "--outer--\r\n");
		sign_letter(KEY_P256, opaque, &mixed, SIZE_MAX, &all);
		assert_found(&all, true, SIGNERS_GOOD, 3);
		sign_letter(KEY_P256, opaque, &one, SIZE_MAX, &all);
		assert_found(&all, true, SIGNERS_GOOD, 2);
	}
	buf_clear(&one);
	buf_clear(&mixed);
	buf_clear(&all);
}

/* Tens of thousands of parts: the rest is told to be there. */
static void more_parts_than_are_searched_are_told(void)
{
	struct buf one = {0}, all = {0};
	struct found f = {0};

	signed_text(TEXT_LETTER, false, &one);
	begin_mixed(&all);
	add_part(&all, "", &one);
	for (int i = 0; i < 100000; i++)
		buf_adds(&all, "--outer\n\n");
	look_in(&all, &f);
	CU_ASSERT_EQUAL(f.fates[SIGNERS_GOOD], 1);
	CU_ASSERT(f.is_cut);
	buf_clear(&f.prints);
	buf_clear(&one);
	buf_clear(&all);
}

/* --- passed over, and read all the same: no difference --- */

static uint64_t state;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % n;
}

static void assert_same(const struct buf *file)
{
	struct found quick = {.forwarded = true};
	struct found full = {.forwarded = true, .all = true};

	look_in(file, &quick);
	look_in(file, &full);
	CU_ASSERT_EQUAL(memcmp(quick.fates, full.fates, sizeof(full.fates)), 0);
	CU_ASSERT(buf_equal(&quick.prints, &full.prints));
	if (!buf_equal(&quick.prints, &full.prints))
		fprintf(stderr, "%s\n", file->data);
	buf_clear(&quick.prints);
	buf_clear(&full.prints);
}

/* Letters torn, mixed, nested and changed. */
static void a_nasty_file(struct buf *file, struct buf *const *letters, size_t n)
{
	static const char *const bits[] = {
		FROM_LINE, "\n", "\r\n", "\n\n", "--outer\r\n",
		"Content-Type: multipart/mixed; boundary=outer\r\n\r\n",
		"Content-Type: message/rfc822\n\n", ">From a\n", "From \n",
		"Content-Type: application/pkcs7-mime;\n name*=''a\n\n",
		"Content-Disposition: attachment; filename*0=\"a.p\";\n"
		" filename*1=\"7m\"\n\n",
		"Content-Type: multipart/signed; boundary=outer\n\n",
		"To: x\n", "MIIB\n", "\x80\xff"};

	buf_clear(file);
	for (unsigned parts = 1 + below(9); parts; parts--) {
		const struct buf *l = letters[below((unsigned)n)];
		size_t from = below(3) ? 0 : below((unsigned)l->len);
		size_t to = below(3) ? l->len : from;

		buf_adds(file, bits[below(ARRAY_LEN(bits))]);
		if (to > from)
			buf_add(file, l->data + from, to - from);
	}
	if (below(4) == 0)
		file->data[below((unsigned)file->len)] ^= (char)(1 + below(255));
}

static void what_is_passed_over_holds_nothing(void)
{
	struct buf one = {0}, two = {0}, three = {0}, mixed = {0}, file = {0};
	struct buf *const letters[] = {&one, &two, &three, &mixed};

	signed_text(TEXT_LETTER, false, &one);
	signed_text(TWO_LINES, true, &two);
	buf_adds(&file, TEXT_LETTER);
	encrypt_letter(KEY_P256, CMS_AES_128_CBC, &file, SIZE_MAX, &three);
	begin_mixed(&mixed);
	add_part(&mixed, "", &one);
	add_part(&mixed, "Content-Type: message/rfc822\r\n\r\n", &two);
	state = 4711;
	for (int run = 0; run < 1500; run++) {
		a_nasty_file(&file, letters, ARRAY_LEN(letters));
		assert_same(&file);
	}
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		buf_clear(letters[i]);
	buf_clear(&file);
}

const struct test tests_signers[] = {
	TEST(a_changed_letter_teaches_nothing),
	TEST(what_is_cut_off_teaches_nothing),
	TEST(encrypted_letters_are_counted),
	TEST(a_signature_without_its_text_is_counted),
	TEST(signed_letters_are_found_in_both_forms),
	TEST(quoting_does_not_spoil_a_signature),
	TEST(another_hash_than_announced_is_found_out),
	TEST(every_signed_part_is_found),
	TEST(bad_parts_do_not_hide_good_ones),
	TEST(forwarded_letters_are_left_unless_asked_for),
	TEST(signatures_inside_of_signatures_are_found),
	TEST(more_parts_than_are_searched_are_told),
	TEST(what_is_passed_over_holds_nothing),
	{0}};
