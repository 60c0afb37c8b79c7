/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of files: signed and opened with what an identity has here. */
#include "journey/letter/letter-inspect.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/spool.h"
#include "tests/journey-kit.h"

static struct env *env;
static struct ring ring;
static struct ring_item *me;

static void begin(void)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	struct report r = {0};

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	ring_scan(env, &ring);
	me = ring_of(&ring, kit_address);
	CU_ASSERT_PTR_NOT_NULL_FATAL(me);
	CU_ASSERT_EQUAL(secret_add(s, "open", 4), 0);
	CU_ASSERT_EQUAL_FATAL(ring_open(me, s, &r), 0);
	secret_free(s);
}

static void end(void)
{
	ring_clear(&ring);
	kit_end();
}

/* A file with these bytes, as it would be named on the command line. */
static struct letter_in file_of(const struct buf *bytes)
{
	struct report r = {0};
	char *path = path_join(env->home, "letter.eml");
	struct letter_in in = {.label = "letter.eml"};
	struct write_job job = {.at = place_of(path)};

	CU_ASSERT_EQUAL_FATAL(fsio_write(&job, bytes, &r), 0);
	in.fd = fsio_open(place_of(path), &r);
	CU_ASSERT_FATAL(in.fd >= 0);
	CU_ASSERT_EQUAL_FATAL(letter_begin(&in, &r), 0);
	free(path);
	return in;
}

static void close_file(struct letter_in *in)
{
	close(in->fd);
	letter_end(in);
}

static void sign(const char *text, struct buf *out)
{
	struct buf bytes = {0};
	struct report r = {0};
	struct letter_in in;
	struct sink *to = sink_to_buf(out);

	buf_clear(out);
	buf_adds(&bytes, text);
	in = file_of(&bytes);
	CU_ASSERT_EQUAL_FATAL(letter_sign(&in, env, me, false, to, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	sink_free(to);
	close_file(&in);
	buf_clear(&bytes);
}

static void encrypt(const struct buf *bytes, const struct ring_item *writer,
		    const struct letter_to *whom, struct buf *out,
		    struct report *r)
{
	struct letter_in in = file_of(bytes);
	struct sink *to = sink_to_buf(out);

	CU_ASSERT_EQUAL_FATAL(letter_encrypt(&in, env, writer, whom, to, r), 0);
	sink_free(to);
	close_file(&in);
}

static int read_it(const struct buf *bytes, struct message *m, struct buf *out,
		   struct report *r)
{
	struct letter_in in = file_of(bytes);
	struct sink *to = sink_to_buf(out);
	int code = letter_read(&in, &ring, MESSAGE_CONTENT, to, m, r);

	sink_free(to);
	if (code == 1) {
		buf_clear(out);
		to = sink_to_buf(out);
		code = letter_read(&in, &ring, MESSAGE_CONTENT, to, m, r);
		sink_free(to);
	}
	close_file(&in);
	return code;
}

static void what_is_signed_and_encrypted_to_oneself_is_read(void)
{
	struct buf once = {0}, twice = {0}, plain = {0};
	struct letter_to nobody = {0};
	struct message m = {0};
	struct report r = {0};

	begin();
	sign("Hello\n", &once);
	encrypt(&once, me, &nobody, &twice, &r);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT_EQUAL(read_it(&twice, &m, &plain, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT_EQUAL(letter_accept(&m, "x", &r), 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(plain.data, "\n\nHello\n"));
	message_clear(&m);
	buf_clear(&once);
	buf_clear(&twice);
	buf_clear(&plain);
	end();
}

static void nothing_comes_of_a_letter_that_is_not_signed(void)
{
	struct buf text = {0}, sealed = {0}, plain = {0};
	struct letter_to nobody = {0};
	struct message m = {0};
	struct report r = {0};

	begin();
	buf_adds(&text, "Hello\n");
	encrypt(&text, me, &nobody, &sealed, &r);
	CU_ASSERT_EQUAL(read_it(&sealed, &m, &plain, &r), 0);
	CU_ASSERT_EQUAL(letter_accept(&m, "x", &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_NOT_SIGNED));
	message_clear(&m);
	report_clear(&r);
	buf_clear(&text);
	buf_clear(&sealed);
	buf_clear(&plain);
	end();
}

static void who_cannot_read_the_own_letter_is_told(void)
{
	struct buf text = {0}, sealed = {0};
	struct letter_to whom = {0};
	struct report r = {0};

	begin();
	buf_adds(&text, "Hello\n");
	CU_ASSERT_EQUAL(letter_to_add(&whom, env, &me->cert->der, "alice.pem",
				      &r),
			0);
	encrypt(&text, NULL, &whom, &sealed, &r);
	CU_ASSERT(test_only(&r, FINDING_MSG_NOT_ENCRYPTED_TO_SELF));
	CU_ASSERT_PTR_NOT_NULL(strstr(sealed.data, "To: alice@example.org"));
	letter_to_clear(&whom);
	report_clear(&r);
	buf_clear(&text);
	buf_clear(&sealed);
	end();
}

/* Beyond what was looked at before it began. */
static void late_umlauts(struct buf *out)
{
	buf_adds(out, "From: alice@example.org\n\n");
	while (out->len < 2 * MESSAGE_PEEK)
		buf_adds(out, "A line as any other.\n");
	buf_adds(out, "Gr\xC3\xBC\xC3\x9F" "e\n");
}

static int sign_once(struct letter_in *in, struct buf *out)
{
	struct sink *to = sink_to_buf(out);
	struct report r = {0};
	int code = letter_sign(in, env, me, false, to, &r);

	CU_ASSERT_EQUAL(r.n, 0);
	sink_free(to);
	return code;
}

static void a_file_that_changes_late_is_written_a_second_time(void)
{
	struct buf bytes = {0}, first = {0}, out = {0}, plain = {0};
	struct message m = {0};
	struct report r = {0};
	struct letter_in in;

	begin();
	late_umlauts(&bytes);
	in = file_of(&bytes);
	CU_ASSERT_EQUAL(sign_once(&in, &first), 1);
	CU_ASSERT_EQUAL(sign_once(&in, &out), 0);
	CU_ASSERT_EQUAL(read_it(&out, &m, &plain, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(plain.data, "Gr=C3=BC=C3=9Fe"));
	message_clear(&m);
	close_file(&in);
	buf_clear(&bytes);
	buf_clear(&first);
	buf_clear(&out);
	buf_clear(&plain);
	end();
}

/* What is to be minded is told once. */
static void what_is_told_of_a_letter_written_twice_is_told_once(void)
{
	struct buf bytes = {0}, out = {0};
	struct letter_to whom = {0};
	struct report r = {0};
	struct letter_in in;
	struct sink *to = sink_to_buf(&out);

	begin();
	late_umlauts(&bytes);
	CU_ASSERT_EQUAL_FATAL(letter_to_add(&whom, env, &me->cert->der,
					    "alice.pem", &r),
			      0);
	in = file_of(&bytes);
	CU_ASSERT_EQUAL(letter_encrypt(&in, env, NULL, &whom, to, &r), 1);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT_EQUAL(letter_encrypt(&in, env, NULL, &whom, to, &r), 0);
	CU_ASSERT(test_only(&r, FINDING_MSG_NOT_ENCRYPTED_TO_SELF));
	sink_free(to);
	close_file(&in);
	letter_to_clear(&whom);
	report_clear(&r);
	buf_clear(&bytes);
	buf_clear(&out);
	end();
}

/* A signed letter brings the certificate, and what its writer reads. */
static void what_they_announced_is_used(void)
{
	struct buf text = {0}, theirs = {0}, sealed = {0};
	struct letter_to whom = {0};
	struct message m = {0};
	struct report r = {0};
	struct letter_in in;

	begin();
	buf_adds(&text, "Hello\n");
	sign("Hello\n", &theirs);
	CU_ASSERT_EQUAL(letter_to_add(&whom, env, &theirs, "theirs.eml", &r),
			0);
	CU_ASSERT(whom.limited);
	CU_ASSERT(whom.ciphers & 1u << CMS_AES_256_CBC);
	/* One who reads less. */
	whom.ciphers = 1u << CMS_AES_128_CBC | 1u << CMS_RC2_CBC;
	encrypt(&text, me, &whom, &sealed, &r);
	in = file_of(&sealed);
	letter_look(&in, &m);
	CU_ASSERT_EQUAL_FATAL(m.n, 1);
	CU_ASSERT_EQUAL(m.layers[0]->look.cipher, CMS_AES_128_CBC);
	CU_ASSERT_EQUAL(m.layers[0]->look.nrecipients, 1);
	message_clear(&m);
	close_file(&in);
	letter_to_clear(&whom);
	report_clear(&r);
	buf_clear(&text);
	buf_clear(&theirs);
	buf_clear(&sealed);
	end();
}

/* Or whoever carries the letter could choose the weakest. */
static void what_a_changed_letter_announces_is_not_used(void)
{
	struct buf theirs = {0};
	struct letter_to whom = {0};
	struct report r = {0};
	char *at;

	begin();
	sign("Hello\n", &theirs);
	at = strstr(theirs.data, "Hello");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	*at = 'J';
	CU_ASSERT_EQUAL(letter_to_add(&whom, env, &theirs, "theirs.eml", &r),
			0);
	CU_ASSERT_EQUAL(whom.certs.n, 1);
	CU_ASSERT_FALSE(whom.limited);
	letter_to_clear(&whom);
	report_clear(&r);
	buf_clear(&theirs);
	end();
}

static void nobody_is_written_to_whose_certificate_ran_out(void)
{
	struct letter_to whom = {0};
	struct report r = {0};
	struct buf junk = {0};

	begin();
	env->now = me->cert->not_after + 1;
	CU_ASSERT_EQUAL(letter_to_add(&whom, env, &me->cert->der, "alice.pem",
				      &r),
			-1);
	CU_ASSERT(test_only(&r, FINDING_RCPT_EXPIRED));
	report_clear(&r);
	buf_adds(&junk, "Hello");
	CU_ASSERT_EQUAL(letter_to_add(&whom, env, &junk, "x", &r), -1);
	CU_ASSERT_EQUAL(r.n, 1);
	CU_ASSERT_EQUAL(whom.certs.n, 0);
	buf_clear(&junk);
	report_clear(&r);
	end();
}

/* The key that is asked for is the one the letter is for. */
static void the_key_is_known_before_it_is_opened(void)
{
	struct buf text = {0}, sealed = {0};
	struct letter_to nobody = {0};
	struct message look = {0};
	struct report r = {0};
	struct letter_in in;

	begin();
	buf_adds(&text, "Hello\n");
	encrypt(&text, me, &nobody, &sealed, &r);
	ring_clear(&ring);
	ring_scan(env, &ring);
	in = file_of(&sealed);
	letter_look(&in, &look);
	CU_ASSERT_PTR_EQUAL(letter_key_for(&look, &ring), &ring.items[0]);
	message_clear(&look);
	close_file(&in);
	in = file_of(&text);
	letter_look(&in, &look);
	CU_ASSERT_PTR_NULL(letter_key_for(&look, &ring));
	message_clear(&look);
	close_file(&in);
	buf_clear(&text);
	buf_clear(&sealed);
	end();
}

static bool page_has(const struct page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].text && strstr(p->lines[i].text, text))
			return true;
	return false;
}

static void inspect(const struct buf *bytes, struct inspection *i,
		    struct page *page)
{
	struct letter_in in = file_of(bytes);
	struct report r = {0};

	CU_ASSERT_EQUAL_FATAL(letter_inspect(&in, env, &ring, i, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	inspection_page(i, &ring, "letter.eml", page);
	close_file(&in);
}

/* A key that is here and closed is not one that is missing. */
static void a_closed_letter_is_told_of_without_its_key(void)
{
	struct buf once = {0}, twice = {0};
	struct letter_to nobody = {0};
	struct inspection i = {0};
	struct page page = {0};
	struct report r = {0};

	begin();
	sign("Hello\n", &once);
	encrypt(&once, me, &nobody, &twice, &r);
	inspect(&twice, &i, &page);
	CU_ASSERT_EQUAL(report_count(&i.report, SEVERITY_WARNING), 0);
	CU_ASSERT(page_has(&page, "a signed letter, encrypted"));
	CU_ASSERT(page_has(&page, "alice@example.org (you)"));
	inspection_clear(&i);
	page_clear(&page);
	ring_clear(&ring);
	ring_scan(env, &ring);
	inspect(&twice, &i, &page);
	/* To a key of this kind, Apple's programs open nothing. */
	CU_ASSERT(report_has(&i.report, FINDING_MSG_ECDH_APPLE));
	CU_ASSERT_EQUAL(i.report.n, 1);
	CU_ASSERT(page_has(&page, "an encrypted letter"));
	CU_ASSERT(page_has(&page, "was not looked at"));
	inspection_clear(&i);
	page_clear(&page);
	buf_clear(&once);
	buf_clear(&twice);
	end();
}

static void what_is_no_letter_is_told(void)
{
	struct inspection i = {0};
	struct page page = {0};
	struct buf text = {0};

	begin();
	buf_adds(&text, "Hello\n");
	inspect(&text, &i, &page);
	CU_ASSERT(test_only(&i.report, FINDING_MSG_NOT_SMIME));
	inspection_clear(&i);
	page_clear(&page);
	buf_clear(&text);
	end();
}

static void what_is_held_back_leaves_no_file(void)
{
	struct report r = {0};
	struct strlist names = {0};
	struct buf back = {0}, block = {0};
	struct sink *spool, *to = sink_to_buf(&back);

	env = kit_begin();
	spool = spool_new(env->home, &r);
	for (int i = 0; i < 1000; i++)
		buf_adds(&block, "0123456789");
	for (int i = 0; i < 200; i++)
		CU_ASSERT_EQUAL(sink_put(spool, block.data, block.len), 0);
	CU_ASSERT_EQUAL(sink_end(spool), 0);
	fsio_list(env->home, &names);
	CU_ASSERT_EQUAL(names.n, 0);
	CU_ASSERT_EQUAL(spool_pour(spool, to), 0);
	CU_ASSERT_EQUAL(back.len, 200 * block.len);
	sink_free(spool);
	sink_free(to);
	buf_clear(&back);
	buf_clear(&block);
	strlist_clear(&names);
	kit_end();
}

static void a_file_in_pieces_has_its_name_only_at_the_end(void)
{
	struct report r = {0};
	char *path;
	struct write_job job = {.flags = FSIO_NEW};
	struct sink *s = NULL;

	env = kit_begin();
	path = path_join(env->home, "out");
	job.at = place_of(path);
	CU_ASSERT_EQUAL(fsio_mkdir(env->home, &r), 0);
	CU_ASSERT_EQUAL_FATAL(fsio_draft_new(&job, &s, &r), 0);
	CU_ASSERT_EQUAL(sink_put(s, "Hello", 5), 0);
	CU_ASSERT(!fsio_exists(job.at));
	sink_free(s);
	CU_ASSERT(!fsio_exists(job.at));
	CU_ASSERT_EQUAL_FATAL(fsio_draft_new(&job, &s, &r), 0);
	CU_ASSERT_EQUAL(sink_put(s, "Hello", 5), 0);
	CU_ASSERT_EQUAL(sink_end(s), 0);
	CU_ASSERT_EQUAL(fsio_draft_commit(s), 0);
	sink_free(s);
	CU_ASSERT(fsio_exists(job.at));
	CU_ASSERT_EQUAL(fsio_mode(job.at), 0600);
	CU_ASSERT_EQUAL(fsio_draft_new(&job, &s, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_FILE_EXISTS));
	report_clear(&r);
	free(path);
	kit_end();
}

const struct test tests_letter[] = {
	TEST(what_is_signed_and_encrypted_to_oneself_is_read),
	TEST(nothing_comes_of_a_letter_that_is_not_signed),
	TEST(who_cannot_read_the_own_letter_is_told),
	TEST(a_file_that_changes_late_is_written_a_second_time),
	TEST(what_is_told_of_a_letter_written_twice_is_told_once),
	TEST(what_they_announced_is_used),
	TEST(what_a_changed_letter_announces_is_not_used),
	TEST(nobody_is_written_to_whose_certificate_ran_out),
	TEST(the_key_is_known_before_it_is_opened),
	TEST(a_closed_letter_is_told_of_without_its_key),
	TEST(what_is_no_letter_is_told),
	TEST(what_is_held_back_leaves_no_file),
	TEST(a_file_in_pieces_has_its_name_only_at_the_end),
	{0}};
