/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the address book: a home of its own, and people in it. */
#ifndef TESTS_BOOK_KIT_H
#define TESTS_BOOK_KIT_H

#include "journey/book/book-find.h"
#include "tests/identity.h"

enum { DAY = 24 * 60 * 60 };

/* A data directory that nothing is in yet; one at a time. */
MAYBE_UNUSED static struct env book_home(void)
{
	static char home[4096];
	static int n;

	do
		snprintf(home, sizeof(home), "%s/book-%d", test_dir(), n++);
	while (fsio_exists(place_of(home)));
	return (struct env){.now = TEST_NOW, .home = home};
}

MAYBE_UNUSED static char *book_path(const struct env *env)
{
	return path_join(env->home, BOOK_FILE);
}

/* Issued by Alice's authority; takes the request over. */
MAYBE_UNUSED static struct cert *issued(struct csr *request, time_t now,
					int days)
{
	const struct identity *id = identity(KEY_P256);
	struct authority authority = {id->root_key, id->root};
	struct issue issue = {request, now, days};
	struct report r = {0};
	struct cert *c = NULL;

	CU_ASSERT_EQUAL_FATAL(authority_issue(&authority, &issue, &c, &r), 0);
	csr_free(request);
	return c;
}

/* For her key: what it signs is no matter. */
MAYBE_UNUSED static struct cert *person(const char *name, const char *address,
					time_t now, int days)
{
	return issued(make_request(identity(KEY_P256)->key, name, address),
		      now, days);
}

/* Bob's, which serves the office's mailbox as well. */
MAYBE_UNUSED static struct cert *for_two(void)
{
	struct strlist both = {0};
	struct csr_wish wish = {.name = "Bob", .addresses = &both};
	struct csr *request = NULL;
	struct report r = {0};

	strlist_add(&both, "bob@example.org");
	strlist_add(&both, "office@example.org");
	CU_ASSERT_EQUAL_FATAL(
		csr_build(identity(KEY_P256)->key, &wish, &request, &r), 0);
	strlist_clear(&both);
	return issued(request, TEST_NOW, 365);
}

/* Opens, which has to succeed without a word. */
MAYBE_UNUSED static struct book *opened(const struct env *env,
					enum book_mode mode)
{
	struct report r = {0};
	struct book *b = NULL;

	CU_ASSERT_EQUAL_FATAL(book_open(env, mode, &b, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	report_clear(&r);
	return b;
}

/* Adds, takes the certificate over. True where it is new. */
MAYBE_UNUSED static bool put(struct book *b, struct cert *c,
			     const struct sighting *s)
{
	static const struct sighting plain = {.source = "file"};
	struct report r = {0};
	bool is_new = false;

	CU_ASSERT_EQUAL(book_add(b, c, s ? s : &plain, &is_new, &r), 0);
	report_clear(&r);
	cert_free(c);
	return is_new;
}

MAYBE_UNUSED static struct book_entries found(struct book *b,
					      const char *address)
{
	struct book_entries e = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(book_find(b, address, &e, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	return e;
}

MAYBE_UNUSED static size_t count_of(struct book *b, const char *address)
{
	struct book_entries e = found(b, address);
	size_t n = e.n;

	book_entries_clear(&e);
	return n;
}

MAYBE_UNUSED static struct book_people listed(struct book *b,
					      const char *filter, size_t *total)
{
	struct book_page page = {.filter = filter};
	struct book_people p = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(book_list(b, &page, &p, total, &r), 0);
	return p;
}

#endif
