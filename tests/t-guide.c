/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheets: all parts, the person's own words, nothing else. */
#include "base/text.h"
#include "journey/guide/guide.h"
#include "rules/place.h"
#include "rules/store.h"
#include "tests/identity.h"

static const char address[] = "alice@example.com";

enum { CODE_MAX = 78, PARTS = 10 };

/* Titles below the sheet's own, in this order. */
static const char *const parts[PARTS] = {
	"What you need",
	"Import the bundle",
	"Trust the root",
	"Select it in the account",
	"Sign and encrypt",
	"What you see when it works",
	"How others get your certificate",
	"If it does not work, look here",
	"Afterwards",
	"The same by commands",
};

static char *sheet_of(const char *name, const struct facts *f)
{
	struct page page = {0};
	struct buf text = {0};

	guide_show(guide_by_name(name), f, &page);
	page_text(&page, 4000, &text);
	page_clear(&page);
	return buf_take(&text);
}

static bool holds(const char *name, const struct facts *f, const char *what)
{
	char *text = sheet_of(name, f);
	bool found = strstr(text, what) != NULL;

	free(text);
	return found;
}

/* Alice with an elliptic-curve key, a bundle, and a root of her own
 * authority. */
static void alice(struct facts *f)
{
	const struct identity *id = identity(KEY_P256);

	*f = (struct facts){.now = TEST_NOW};
	f->path = xstrdup("/home/alice/identities/alice@example.com");
	f->address = xstrdup(address);
	f->name = xstrdup("Alice");
	f->leaf = cert_dup(id->leaf);
	cert_list_take(&f->pool, cert_dup(id->root));
	chain_build(f->leaf, &f->pool, &f->chain);
	CU_ASSERT_EQUAL_FATAL(f->chain.end, CHAIN_ROOT);
	strlist_add(&f->bundles, "0123456789ABCDEF-apple.p12");
}

static void unknown_place_has_no_guide(void)
{
	CU_ASSERT_PTR_NULL(guide_by_name("nokia"));
	CU_ASSERT_PTR_NULL(guide_by_name(""));
}

static void every_guide_is_found_by_its_name(void)
{
	CU_ASSERT_EQUAL(guide_count(), 10);
	for (size_t i = 0; i < guide_count(); i++)
		CU_ASSERT_PTR_EQUAL(guide_by_name(guide_at(i)->name),
				    guide_at(i));
}

static void every_guide_takes_a_bundle_that_can_be_written(void)
{
	for (size_t i = 0; i < guide_count(); i++)
		CU_ASSERT_PTR_NOT_NULL(place_by_name(guide_at(i)->place));
}

/* Whether every title is there, in order, with something below it. */
static bool is_whole(const struct page *p)
{
	size_t part = 0, lines = 1;

	for (size_t i = 1; i < p->n; i++) {
		if (p->lines[i].role == ROLE_GAP)
			continue;
		if (p->lines[i].role != ROLE_TITLE) {
			lines++;
			continue;
		}
		if (!lines || part == PARTS ||
		    strcmp(p->lines[i].text, parts[part]) != 0)
			return false;
		part++;
		lines = 0;
	}
	return part == PARTS && lines;
}

static void every_sheet_has_every_part(void)
{
	struct facts f;

	alice(&f);
	for (size_t i = 0; i < guide_count(); i++) {
		struct page own = {0}, none = {0};

		guide_show(guide_at(i), &f, &own);
		guide_show(guide_at(i), NULL, &none);
		CU_ASSERT_TRUE(is_whole(&own));
		CU_ASSERT_TRUE(is_whole(&none));
		page_clear(&own);
		page_clear(&none);
	}
	facts_clear(&f);
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		n++;
	return n;
}

static void imported_trusted_and_selected_are_kept_apart(void)
{
	struct facts f;

	alice(&f);
	for (size_t i = 0; i < guide_count(); i++) {
		char *text = sheet_of(guide_at(i)->name, &f);

		CU_ASSERT_EQUAL(count(text, "[ok] It is imported when"), 1);
		CU_ASSERT_EQUAL(count(text, "[ok] It is trusted when"), 1);
		CU_ASSERT_EQUAL(count(text, "[ok] It is selected "), 1);
		free(text);
	}
	facts_clear(&f);
}

static void steps_are_numbered_through(void)
{
	struct page p = {0};
	int n = 0;

	guide_show(guide_by_name("iphone"), NULL, &p);
	for (size_t i = 0; i < p.n; i++) {
		char *label;

		if (!p.lines[i].label ||
		    strncmp(p.lines[i].label, "Step ", 5) != 0)
			continue;
		label = xasprintf("Step %d", ++n);
		CU_ASSERT_STRING_EQUAL(p.lines[i].label, label);
		free(label);
	}
	CU_ASSERT_TRUE(n >= 10);
	page_clear(&p);
}

static void sheets_hold_the_persons_own_words(void)
{
	struct facts f;
	char *mark;

	alice(&f);
	mark = hex_text(f.chain.links[f.chain.n - 1]->fingerprint, 16, ':');
	for (size_t i = 0; i < guide_count(); i++) {
		char *text = sheet_of(guide_at(i)->name, &f);

		CU_ASSERT_PTR_NOT_NULL(strstr(text, address));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, f.bundles.items[0]));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, mark));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, "handover"));
		CU_ASSERT_PTR_NULL(strchr(text, '{'));
		CU_ASSERT_PTR_NULL(strchr(text, '<'));
		free(text);
	}
	free(mark);
	facts_clear(&f);
}

static void without_an_identity_there_are_placeholders(void)
{
	struct facts none = {0};

	for (size_t i = 0; i < guide_count(); i++) {
		const char *name = guide_at(i)->name;

		CU_ASSERT_TRUE(holds(name, NULL, "<your address>"));
		CU_ASSERT_TRUE(holds(name, NULL, "mail.p12"));
		CU_ASSERT_TRUE(holds(name, NULL, "<root>.crt"));
		CU_ASSERT_FALSE(holds(name, NULL, "{"));
		CU_ASSERT_TRUE(holds(name, &none, "<your address>"));
	}
}

static void commands_fit_a_line(void)
{
	struct facts f;

	alice(&f);
	for (size_t i = 0; i < 2 * guide_count(); i++) {
		struct page p = {0};

		guide_show(guide_at(i / 2), i % 2 ? &f : NULL, &p);
		for (size_t j = 0; j < p.n; j++) {
			if (p.lines[j].role != ROLE_CODE)
				continue;
			CU_ASSERT_TRUE(text_width(p.lines[j].text) <= CODE_MAX);
		}
		page_clear(&p);
	}
	facts_clear(&f);
}

static void a_sheet_names_the_command_where_no_bundle_is_there(void)
{
	struct facts f;

	alice(&f);
	strlist_clear(&f.bundles);
	CU_ASSERT_TRUE(holds("iphone", &f,
			     "smime-setup export --for apple -o mail.p12"));
	CU_ASSERT_TRUE(holds("outlook", &f,
			     "smime-setup export --for windows -o mail.p12"));
	CU_ASSERT_TRUE(holds("mac", &f, "choose mail.p12"));
	facts_clear(&f);
}

/* The window of Keychain Access is likely to refuse the newer form. */
static void a_bundle_in_a_form_that_is_not_read_does_not_count(void)
{
	struct facts f;

	alice(&f);
	strlist_clear(&f.bundles);
	strlist_add(&f.bundles, "0123456789ABCDEF-apple-modern.p12");
	CU_ASSERT_TRUE(holds("iphone", &f, "Bring 0123456789ABCDEF-apple-"
					   "modern.p12 to the device"));
	CU_ASSERT_TRUE(holds("iphone-17", &f, "It is not written yet"));
	CU_ASSERT_TRUE(holds("mac", &f, "It is not written yet"));
	facts_clear(&f);
}

static void the_menus_are_those_of_the_release(void)
{
	CU_ASSERT_TRUE(holds("iphone", NULL, "Settings > Apps > Mail"));
	CU_ASSERT_FALSE(holds("iphone", NULL, "Settings > Mail > Accounts"));
	CU_ASSERT_TRUE(holds("iphone-17", NULL, "Settings > Mail > Accounts"));
	CU_ASSERT_FALSE(holds("iphone-17", NULL, "Settings > Apps > Mail"));
	CU_ASSERT_TRUE(holds("mac-14", NULL, "Utilities > Keychain Access"));
	CU_ASSERT_FALSE(holds("mac", NULL, "Utilities > Keychain Access"));
}

/* Of a root that a list has, only the fingerprint counts. */
static void a_public_root_needs_no_installing(void)
{
	const struct store_ops *apple = store_apple();
	struct cert root;
	struct facts f;
	size_t at = 0;

	alice(&f);
	while (!apple->rows[at].email)
		at++;
	root = *f.chain.links[f.chain.n - 1];
	memcpy(root.fingerprint, apple->rows[at].fingerprint, FINGERPRINT_LEN);
	f.chain.links[f.chain.n - 1] = &root;
	CU_ASSERT_TRUE(holds("iphone", &f, "Nothing to do:"));
	CU_ASSERT_FALSE(holds("iphone", &f, "root.crt to the device"));
	CU_ASSERT_FALSE(holds("iphone", &f, "Ask   Is the root installed"));
	/* GnuPG goes by no list. */
	CU_ASSERT_TRUE(holds("gnupg", &f, "gpgsm --import root.crt"));
	facts_clear(&f);
}

static void a_missing_root_is_said(void)
{
	struct facts f;

	alice(&f);
	f.chain.end = CHAIN_MISSING;
	f.chain.n = 1;
	CU_ASSERT_TRUE(holds("mac", &f, "chain, is not here"));
	CU_ASSERT_TRUE(holds("mac", &f, "import <root>.crt"));
	facts_clear(&f);
}

static void gnupg_is_warned_of_elliptic_curves(void)
{
	struct facts f;

	alice(&f);
	CU_ASSERT_TRUE(holds("gnupg", &f, "get a certificate with an RSA key"));
	CU_ASSERT_FALSE(holds("gnupg", NULL, "get a certificate with an RSA"));
	facts_clear(&f);
}

static void older_keys_can_go_into_the_bundle(void)
{
	struct facts f;

	alice(&f);
	CU_ASSERT_FALSE(holds("iphone", &f, "--with-old"));
	cert_list_take(&f.old, cert_dup(f.leaf));
	CU_ASSERT_TRUE(holds("iphone", &f, "--for apple --with-old"));
	facts_clear(&f);
}

static void only_apple_has_a_profile(void)
{
	for (size_t i = 0; i < guide_count(); i++) {
		const char *name = guide_at(i)->name;

		CU_ASSERT_EQUAL(holds(name, NULL, "smime-setup profile"),
				strncmp(name, "iphone", 6) == 0 ||
					strncmp(name, "mac", 3) == 0);
	}
}

/* A command that is copied off the sheet runs nothing but itself. */
static void hostile_names_are_harmless(void)
{
	struct facts f;

	alice(&f);
	strlist_clear(&f.bundles);
	strlist_add(&f.bundles, "a'$(id)\033[1m\n-apple.p12");
	free(f.address);
	f.address = xstrdup("-a;id@example.org");
	for (size_t i = 0; i < guide_count(); i++) {
		char *text = sheet_of(guide_at(i)->name, &f);

		CU_ASSERT_PTR_NULL(strchr(text, '\033'));
		CU_ASSERT_PTR_NOT_NULL(
			strstr(text, "-info -noout -in 'a'\\''$(id)\\x1B[1m"));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, "'-a;id@example.org'"));
		free(text);
	}
	facts_clear(&f);
}

/* The file is named only where there is one to be written; and nothing is left
 * in brackets. */
static void every_guide_tells_where_theirs_goes(void)
{
	for (size_t i = 0; i < guide_count(); i++) {
		struct page p = {0};
		struct buf text = {0};

		guide_show_theirs(guide_at(i), "bob@example.org", &p);
		page_text(&p, 78, &text);
		CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "bob@example.org"));
		CU_ASSERT_PTR_NULL(strchr(text.data, '{'));
		CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Step 1"));
		CU_ASSERT_EQUAL(strstr(text.data, "recipients export") != NULL,
				strstr(text.data, "-o theirs.") != NULL);
		buf_clear(&text);
		page_clear(&p);
	}
}

static void a_phone_takes_theirs_from_a_mail(void)
{
	struct page p = {0};
	struct buf text = {0};

	guide_show_theirs(guide_by_name("iphone"), "b'o@example.org", &p);
	page_text(&p, 78, &text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "signed mail"));
	CU_ASSERT_PTR_NULL(strstr(text.data, "theirs."));
	buf_clear(&text);
	page_clear(&p);
	guide_show_theirs(guide_by_name("gnupg"), "b'o@example.org", &p);
	page_text(&p, 78, &text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "'b'\\''o@example.org'"));
	buf_clear(&text);
	page_clear(&p);
}

const struct test tests_guide[] = {
	TEST(every_guide_tells_where_theirs_goes),
	TEST(a_phone_takes_theirs_from_a_mail),
	TEST(unknown_place_has_no_guide),
	TEST(every_guide_is_found_by_its_name),
	TEST(every_guide_takes_a_bundle_that_can_be_written),
	TEST(every_sheet_has_every_part),
	TEST(imported_trusted_and_selected_are_kept_apart),
	TEST(steps_are_numbered_through),
	TEST(sheets_hold_the_persons_own_words),
	TEST(without_an_identity_there_are_placeholders),
	TEST(commands_fit_a_line),
	TEST(a_sheet_names_the_command_where_no_bundle_is_there),
	TEST(a_bundle_in_a_form_that_is_not_read_does_not_count),
	TEST(the_menus_are_those_of_the_release),
	TEST(a_public_root_needs_no_installing),
	TEST(a_missing_root_is_said),
	TEST(gnupg_is_warned_of_elliptic_curves),
	TEST(older_keys_can_go_into_the_bundle),
	TEST(only_apple_has_a_profile),
	TEST(hostile_names_are_harmless),
	{0},
};
