/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys come out of contact cards and directory entries as they went in. */
#include "tests/test.h"

#include <string.h>

#include "mail/card.h"

struct seen {
	size_t n;
	struct buf owner, bytes;
	bool is_entry;
};

static void note(const struct card_key *key, void *arg)
{
	struct seen *s = arg;

	s->n++;
	s->is_entry = key->is_entry;
	buf_clear(&s->owner);
	buf_adds(&s->owner, key->owner);
	buf_clear(&s->bytes);
	buf_add(&s->bytes, key->bytes.p, key->bytes.n);
}

static struct slice slice_text(const char *text)
{
	return (struct slice){(const unsigned char *)text, strlen(text)};
}

/* The number of keys, and the last of them. */
static void check(const char *text, size_t n, const char *bytes,
		  const char *owner)
{
	struct seen s = {0};

	card_each(slice_text(text), note, &s);
	CU_ASSERT_EQUAL(s.n, n);
	if (n) {
		CU_ASSERT_STRING_EQUAL(s.bytes.data, bytes);
		CU_ASSERT_STRING_EQUAL(s.owner.data ? s.owner.data : "",
				       owner);
	}
	buf_clear(&s.owner);
	buf_clear(&s.bytes);
}

static void other_text_is_no_card(void)
{
	CU_ASSERT_FALSE(card_is(slice_text("")));
	CU_ASSERT_FALSE(card_is(slice_text("BEGIN:VCALENDAR\n")));
	CU_ASSERT_FALSE(card_is(slice_text("dn: cn=x\nmail: a@b\n")));
	CU_ASSERT_FALSE(card_is(slice_text("userCertificate: text\n")));
	CU_ASSERT_TRUE(card_is(slice_text("\nbegin:vcard\r\n")));
	CU_ASSERT_TRUE(
	    card_is(slice_text("dn: x\nuserCertificate;binary:: AA==\n")));
}

static void cards_without_a_key_give_none(void)
{
	check("BEGIN:VCARD\nFN:Alice\nEND:VCARD\n", 0, NULL, NULL);
	check("BEGIN:VCARD\nKEY:https://example.org/k\nEND:VCARD\n", 0, NULL,
	      NULL);
	check("BEGIN:VCARD\nKEY;ENCODING=B:not*base64\n", 0, NULL, NULL);
	check("BEGIN:VCARD\nKEY:data:text/plain,hello\n", 0, NULL, NULL);
	check("BEGIN:VCARD\nKEY;ENCODING=B\n", 0, NULL, NULL);
	check("userCertificate:< file:///etc/passwd\n", 0, NULL, NULL);
}

static void every_version_of_cards_is_read(void)
{
	check("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Alice\r\n"
	      "KEY;X509;ENCODING=BASE64:\r\n  aGVs\r\n  bG8=\r\n\r\n"
	      "END:VCARD\r\n",
	      1, "hello", "Alice");
	check("BEGIN:VCARD\nVERSION:3.0\nFN:Alice\n"
	      "KEY;TYPE=X509;ENCODING=b:aG\n VsbG8=\nEND:VCARD\n",
	      1, "hello", "Alice");
	check("BEGIN:VCARD\nVERSION:4.0\nFN:Alice\n"
	      "item1.key:data:application/pkix-cert;base64,\n aGVsbG8=\n"
	      "END:VCARD\n",
	      1, "hello", "Alice");
	check("BEGIN:VCARD\nKEY:-----BEGIN X-----\\nMII=\\n-----END X-----\n",
	      1, "-----BEGIN X-----\nMII=\n-----END X-----", "");
}

static void each_card_has_its_own_name(void)
{
	check("BEGIN:VCARD\nFN:Alice\nKEY;ENCODING=B:YQ==\nEND:VCARD\n"
	      "BEGIN:VCARD\nKEY;ENCODING=B:Yg==\nEND:VCARD\n",
	      2, "b", "");
}

static void entries_give_each_certificate(void)
{
	check("dn: cn=Alice\nuserCertificate;binary:: aGVs\n bG8=\n", 1,
	      "hello", "cn=Alice");
	check("dn: cn=Alice\nusercertificate:: aGVsbG8=\n"
	      "userSMIMECertificate;binary:: eA==\n",
	      2, "x", "cn=Alice");
	check("dn:: QQ==\nuserPKCS12:: eA==\n", 1, "x", "");
	check("dn: a\r\nuserCertificate:: aGVs\r\n bG8=\r\n", 1, "hello", "a");
}

const struct test tests_card[] = {
    TEST(other_text_is_no_card),
    TEST(cards_without_a_key_give_none),
    TEST(every_version_of_cards_is_read),
    TEST(each_card_has_its_own_name),
    TEST(entries_give_each_certificate),
    {0},
};
