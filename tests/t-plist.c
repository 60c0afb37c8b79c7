/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property lists: what is refused, what is passed over, and there and back. */
#include <stdlib.h>
#include <string.h>

#include "mail/plist.h"
#include "tests/tool.h"

static void refuse(const void *bytes, size_t n)
{
	struct report r = {0};
	struct prop *p = NULL;

	CU_ASSERT_EQUAL(prop_read(bytes, n, &p, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_PROFILE_DAMAGED));
	CU_ASSERT_PTR_NULL(p);
	report_clear(&r);
}

static void refuse_text(const char *text)
{
	refuse(text, strlen(text));
}

/* NULL where it was refused; the caller frees. */
static struct prop *take(const char *text)
{
	struct report r = {0};
	struct prop *p = NULL;

	CU_ASSERT_EQUAL_FATAL(prop_read(text, strlen(text), &p, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	return p;
}

static void what_is_no_property_list_is_refused(void)
{
	refuse("", 0);
	refuse_text("hello");
	refuse_text("<html><dict/></html>");
	refuse_text("<plist>");
	refuse_text("<plist><array/></plist>more");
	refuse_text("<plist><array/></plist><");
	refuse_text("<plist><array/><array/></plist>");
	refuse_text("<plist></plist>");
	refuse_text("<plist><dict><key>a</key></array></plist>");
	refuse_text("<plist><dict><string>a</string></dict></plist>");
	refuse_text("<plist><string>&what;</string></plist>");
	refuse_text("<plist><string><array/></string></plist>");
	refuse("bplist00\xD0\x08", 10);
	refuse("<plist><string>a\0b</string></plist>", 35);
}

static void entities_of_its_own_are_refused(void)
{
	refuse_text("<!DOCTYPE plist [<!ENTITY a \"aaaa\">]>"
		    "<plist><string>&a;</string></plist>");
}

static void every_torn_one_is_refused(void)
{
	static const char whole[] =
		"<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>"
		"<key>a</key><array><data>AAAA</data></array></dict></plist>";

	for (size_t n = 0; n < sizeof(whole) - 1; n++)
		refuse(whole, n);
}

static struct buf nested(int depth)
{
	struct buf b = {0};

	buf_adds(&b, "<plist>");
	for (int i = 0; i < depth; i++)
		buf_adds(&b, "<array>");
	for (int i = 0; i < depth; i++)
		buf_adds(&b, "</array>");
	buf_adds(&b, "</plist>");
	return b;
}

static void depth_ends_at_its_limit(void)
{
	struct buf fits = nested(PROP_DEPTH_MAX);
	struct buf over = nested(PROP_DEPTH_MAX + 1);

	prop_free(take(fits.data));
	refuse(over.data, over.len);
	buf_clear(&fits);
	buf_clear(&over);
}

/* Otherwise a closing mark that only we saw would make room for depth. */
static void depth_is_not_hidden_by_comments_or_attributes(void)
{
	static const char *const hidden[] = {
		"<array><!--</array>-->",
		"<array a=\"></array>\">",
		"<array><?a </array>?>",
	};

	for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
		struct buf b = {0};

		buf_adds(&b, "<plist>");
		for (int k = 0; k < 10000; k++)
			buf_adds(&b, hidden[i]);
		refuse(b.data, b.len);
		buf_clear(&b);
	}
}

static void size_ends_at_its_limit(void)
{
	char *blanks = xmalloc(PROP_SIZE_MAX + 1);

	memset(blanks, ' ', PROP_SIZE_MAX + 1);
	memcpy(blanks, "<plist><array/></plist>", 23);
	refuse(blanks, PROP_SIZE_MAX + 1);
	free(blanks);
}

static void tags_end_at_their_limit(void)
{
	struct buf b = {0};

	buf_adds(&b, "<plist><array>");
	for (int i = 0; i < PROP_TAGS_MAX; i++)
		buf_adds(&b, "<true/>");
	buf_adds(&b, "</array></plist>");
	refuse(b.data, b.len);
	buf_clear(&b);
}

static void every_kind_is_read(void)
{
	struct prop *p = take("\xEF\xBB\xBF<plist version='1.0'><dict>"
			      "<key>t</key><string>a&amp;b&#x21;</string>"
			      "<key>d</key><data> AQ\nID </data>"
			      "<key>y</key><true/><key>n</key><false/>"
			      "<key>i</key><integer>-7</integer>"
			      "<key>r</key><real>1.5</real>"
			      "<key>w</key><date>2026-06-01T12:00:00Z</date>"
			      "<key>e</key><string/>"
			      "<key>l</key><array><dict/></array>"
			      "</dict></plist>");
	const struct prop *data = prop_get(p, "d", PROP_DATA);

	CU_ASSERT_STRING_EQUAL(prop_text(p, "t"), "a&b!");
	CU_ASSERT_PTR_NOT_NULL_FATAL(data);
	CU_ASSERT_EQUAL(data->bytes.len, 3);
	CU_ASSERT_EQUAL(memcmp(data->bytes.data, "\1\2\3", 3), 0);
	CU_ASSERT_TRUE(prop_flag(p, "y"));
	CU_ASSERT_FALSE(prop_flag(p, "n"));
	CU_ASSERT_PTR_NOT_NULL(prop_get(p, "n", PROP_FLAG));
	CU_ASSERT_EQUAL(prop_get(p, "i", PROP_NUMBER)->number, -7);
	CU_ASSERT_PTR_NOT_NULL(prop_get(p, "r", PROP_OTHER));
	CU_ASSERT_PTR_NOT_NULL(prop_get(p, "w", PROP_OTHER));
	CU_ASSERT_STRING_EQUAL(prop_text(p, "e"), "");
	CU_ASSERT_EQUAL(prop_get(p, "l", PROP_ARRAY)->n, 1);
	CU_ASSERT_PTR_NULL(prop_text(p, "d"));
	CU_ASSERT_PTR_NULL(prop_text(p, "absent"));
	CU_ASSERT_PTR_NULL(prop_text(data, "t"));
	prop_free(p);
}

static void comments_and_cdata_are_taken_as_they_are_meant(void)
{
	struct prop *p = take("<!-- <plist> --><plist><dict><!-- </dict> -->"
			      "<key>a</key><string>x<![CDATA[<&]]>y</string>"
			      "</dict></plist>");

	CU_ASSERT_STRING_EQUAL(prop_text(p, "a"), "x<&y");
	prop_free(p);
}

static struct prop *sample(const char *text)
{
	static const unsigned char bytes[] = {0, 255, '<', '&', 0};
	struct buf data = {0}, none = {0};
	struct prop *p = prop_new(), *list;

	buf_add(&data, bytes, sizeof(bytes));
	prop_put_text(p, "text", text);
	prop_put_text(p, "empty", "");
	prop_put_data(p, "data", &data);
	prop_put_data(p, "none", &none);
	prop_put_flag(p, "yes", true);
	prop_put_number(p, "port", 993);
	list = prop_put_array(p, "list");
	prop_put_text(prop_add_dict(list), "inner", text);
	prop_add_dict(list);
	buf_clear(&data);
	return p;
}

static void what_is_written_reads_back_the_same(void)
{
	static const char *const texts[] = {
		"plain",
		"<html> &lt; &amp;amp; ]]> <!-- \"quoted\" 'single'",
		"\xC3\x84lice \xE6\x9D\x8E \xF0\x9F\x98\x80",
		" blanks \n and a tab\t",
		"</string></dict></plist>",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct prop *p = sample(texts[i]), *back = NULL;
		struct report r = {0};
		struct buf xml = {0};

		CU_ASSERT_EQUAL_FATAL(prop_write(p, &xml, &r), 0);
		CU_ASSERT_EQUAL_FATAL(prop_read(xml.data, xml.len, &back, &r),
				      0);
		CU_ASSERT_TRUE(prop_equal(p, back));
		CU_ASSERT_EQUAL(r.n, 0);
		buf_clear(&xml);
		prop_free(p);
		prop_free(back);
	}
}

static void a_difference_anywhere_is_seen(void)
{
	struct prop *a = sample("one"), *b = sample("two"), *c = sample("one");

	CU_ASSERT_FALSE(prop_equal(a, b));
	CU_ASSERT_TRUE(prop_equal(a, c));
	prop_put_flag(c, "more", false);
	CU_ASSERT_FALSE(prop_equal(a, c));
	prop_free(a);
	prop_free(b);
	prop_free(c);
}

static void text_that_xml_cannot_hold_is_not_written(void)
{
	static const char *const texts[] = {"a\x01", "a\rb", "\xFF", "a\x1B[m"};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct prop *p = sample(texts[i]);
		struct report r = {0};
		struct buf xml = {0};

		CU_ASSERT_EQUAL(prop_write(p, &xml, &r), -1);
		CU_ASSERT_TRUE(test_only(&r, FINDING_LIB_FAILED));
		CU_ASSERT_EQUAL(xml.len, 0);
		report_clear(&r);
		prop_free(p);
	}
}

static void python_reads_what_is_written(void)
{
	static const char check[] =
		"/usr/bin/python3 -c \"import plistlib;"
		"d=plistlib.load(open('x','rb'));"
		"assert d['text']=='<html> &lt; \\xc4', d;"
		"assert d['data']==bytes([0,255,60,38,0]);"
		"assert d['yes'] is True and d['port']==993;"
		"assert len(d['list'])==2 and len(d)==7\"";
	const char *dir = test_dir();
	char *path = path_join(dir, "x");
	struct prop *p = sample("<html> &lt; \xC3\x84");
	struct report r = {0};
	struct buf xml = {0};

	CU_ASSERT_EQUAL(prop_write(p, &xml, &r), 0);
	test_write(path, xml.data, xml.len);
	if (tool(dir, "/usr/bin/python3 -c 'import plistlib'")) {
		CU_ASSERT_TRUE(tool(dir, check));
	} else {
		test_skip("no python3 with plistlib");
	}
	buf_clear(&xml);
	prop_free(p);
	free(path);
}

static void a_key_that_xml_cannot_hold_is_not_written(void)
{
	static const char *const keys[] = {"", "a\x01", "\xFF"};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		struct prop *p = prop_new();
		struct report r = {0};
		struct buf xml = {0};

		prop_put_flag(p, keys[i], true);
		CU_ASSERT_EQUAL(prop_write(p, &xml, &r), -1);
		CU_ASSERT_TRUE(test_only(&r, FINDING_LIB_FAILED));
		report_clear(&r);
		prop_free(p);
	}
}

const struct test tests_plist[] = {
	TEST(what_is_no_property_list_is_refused),
	TEST(entities_of_its_own_are_refused),
	TEST(every_torn_one_is_refused),
	TEST(depth_ends_at_its_limit),
	TEST(depth_is_not_hidden_by_comments_or_attributes),
	TEST(size_ends_at_its_limit),
	TEST(tags_end_at_their_limit),
	TEST(every_kind_is_read),
	TEST(comments_and_cdata_are_taken_as_they_are_meant),
	TEST(what_is_written_reads_back_the_same),
	TEST(a_difference_anywhere_is_seen),
	TEST(text_that_xml_cannot_hold_is_not_written),
	TEST(a_key_that_xml_cannot_hold_is_not_written),
	TEST(python_reads_what_is_written),
	{0},
};
