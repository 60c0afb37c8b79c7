/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: an address book with bytes of its file changed. It is read, or
 * built anew; and then it is whole. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fsio.h"
#include "journey/book/book-find.h"
#include "x509/authority.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { NOW = 1780315200, PEOPLE = 40 };

static char home[] = "/tmp/fuzz-book.XXXXXX";
static char *path;
static struct buf whole;	/* the file before it is changed */
static struct env env = {.now = NOW, .home = home};

static void must(bool good, const char *what)
{
	if (!good)
		die("%s", what);
}

static void add_one(struct book *b, const struct authority *a, int i)
{
	char *address = xasprintf("p%d@example.org", i);
	struct strlist addresses = {0};
	struct csr_wish wish = {.name = "Somebody", .addresses = &addresses};
	struct sighting s = {.source = "inbox", .folder = "INBOX", .at = i,
			     .announces = i % 2, .ciphers = 3};
	struct report r = {0};
	struct csr *request = NULL;
	struct issue issue = {NULL, NOW, 365};
	struct cert *c = NULL;

	strlist_take(&addresses, address);
	must(csr_build(a->key, &wish, &request, &r) == 0, "no request");
	issue.request = request;
	must(authority_issue(a, &issue, &c, &r) == 0, "no certificate");
	must(book_add(b, c, &s, NULL, &r) == 0, "not added");
	cert_free(c);
	csr_free(request);
	strlist_clear(&addresses);
	report_clear(&r);
}

static void make_whole(void)
{
	struct report r = {0};
	struct key *key = NULL;
	struct cert *root = NULL;
	struct book *b = NULL;

	must(mkdtemp(home) != NULL, "no folder");
	path = path_join(home, BOOK_FILE);
	must(key_generate(KEY_P256, &key, &r) == 0 &&
		     authority_make_root(key, "Root", NOW, &root, &r) == 0,
	     "no authority");
	must(book_open(&env, BOOK_WRITE, &b, &r) == 0 &&
		     book_begin(b, &r) == 0, "no book");
	for (int i = 0; i < PEOPLE; i++)
		add_one(b, &(struct authority){key, root}, i);
	must(book_commit(b, &r) == 0, "not committed");
	book_close(b);
	must(fsio_read(place_of(path), 1 << 24, &whole, &r) == 0, "not read");
	cert_free(root);
	key_free(key);
	report_clear(&r);
}

static void empty_home(void)
{
	struct strlist names = {0};

	fsio_list(home, &names);
	for (size_t i = 0; i < names.n; i++) {
		char *file = path_join(home, names.items[i]);

		unlink(file);
		free(file);
	}
	strlist_clear(&names);
}

static void write_changed(const uint8_t *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	char *copy = xmalloc(whole.len);

	memcpy(copy, whole.data, whole.len);
	/* Where, in three bytes, and what to. */
	for (; n >= 4; bytes += 4, n -= 4) {
		size_t at = (size_t)bytes[0] << 16 | (size_t)bytes[1] << 8 |
			    bytes[2];

		copy[at % whole.len] = (char)bytes[3];
	}
	/* An odd end cuts the file. */
	must(f && fwrite(copy, 1, n == 3 ? whole.len / 2 : whole.len, f) > 0 &&
		     fclose(f) == 0, "not written");
	free(copy);
}

static void ask(struct book *b)
{
	struct book_page page = {.now = NOW};
	struct book_people people = {0};
	struct book_entries e = {0};
	struct cert_list chain = {0};
	struct report r = {0};
	size_t total;

	if (book_list(b, &page, &people, &total, &r) == 0)
		for (size_t i = 0; i < people.n; i++)
			if (book_find(b, people.items[i].key, &e, &r) == 0 &&
			    e.n && book_chain(b, e.items[0].cert, &chain, &r))
				report_clear(&r);
	cert_list_clear(&chain);
	book_entries_clear(&e);
	book_people_clear(&people);
	report_clear(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	enum book_mode mode = n % 2 ? BOOK_READ : BOOK_WRITE;
	struct report r = {0};
	struct book *b = NULL;

	if (!whole.len)
		make_whole();
	empty_home();
	write_changed(bytes, n);
	if (book_open(&env, mode, &b, &r) == 0) {
		ask(b);
		book_close(b);
		report_clear(&r);
		/* What was asked in vain was built anew, so that now all is. */
		must(book_open(&env, BOOK_WRITE, &b, &r) == 0, "not opened");
		ask(b);
		book_close(b);
		report_clear(&r);
		must(book_open(&env, BOOK_WRITE, &b, &r) == 0 && r.n == 0,
		     "not whole");
		book_close(b);
	}
	report_clear(&r);
	return 0;
}
