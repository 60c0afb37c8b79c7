/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property lists, the XML that Apple's profiles are written in: a tree of our
 * own, read from any bytes within limits, and written. */
#include "mail/plist.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <plist/plist.h>

#include "base/text.h"
#include "mail/library.h"
#include "mail/plist-impl.h"

#define CALLS(X) \
	X(plist_array_append_item) \
	X(plist_array_new_iter) \
	X(plist_array_next_item) \
	X(plist_dict_new_iter) \
	X(plist_dict_next_item) \
	X(plist_dict_set_item) \
	X(plist_free) \
	X(plist_from_xml) \
	X(plist_get_bool_val) \
	X(plist_get_data_ptr) \
	X(plist_get_node_type) \
	X(plist_get_string_ptr) \
	X(plist_get_uint_val) \
	X(plist_new_array) \
	X(plist_new_bool) \
	X(plist_new_data) \
	X(plist_new_dict) \
	X(plist_new_string) \
	X(plist_new_uint) \
	X(plist_to_xml) \
	X(plist_to_xml_free)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

static bool is_loaded;

static void load(void)
{
	/* The names on Linux, and on macOS with Homebrew. */
	static const char *const files[] = {"libplist-2.0.so.3",
					    "libplist-2.0.so.4",
					    "libplist-2.0.so",
					    "libplist-2.0.dylib", NULL};
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};

	is_loaded = library_load(files, calls, ARRAY_LEN(calls));
}

static int need_library(struct report *report)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (pthread_once(&once, load) == 0 && is_loaded)
		return 0;
	return report_fail(report, FINDING_LIB_FAILED, NULL, "%s",
			   _("The library libplist is not on this computer."));
}

static struct prop *from_library(plist_t node, const char *key);

static void from_dict(plist_t node, struct prop *to)
{
	plist_dict_iter iter = NULL;
	plist_t value = NULL;
	char *key = NULL;

	lib.plist_dict_new_iter(node, &iter);
	for (;;) {
		lib.plist_dict_next_item(node, iter, &key, &value);
		if (!value)
			break;
		prop_take(to, from_library(value, key));
		free(key);
		key = NULL;
	}
	free(iter);
}

static void from_array(plist_t node, struct prop *to)
{
	plist_array_iter iter = NULL;
	plist_t value = NULL;

	lib.plist_array_new_iter(node, &iter);
	for (;;) {
		lib.plist_array_next_item(node, iter, &value);
		if (!value)
			break;
		prop_take(to, from_library(value, NULL));
	}
	free(iter);
}

static void from_text(plist_t node, struct prop *to)
{
	uint64_t n = 0;
	const char *text = lib.plist_get_string_ptr(node, &n);

	if (text)
		buf_add(&to->bytes, text, n);
}

static void from_data(plist_t node, struct prop *to)
{
	uint64_t n = 0;
	const char *data = lib.plist_get_data_ptr(node, &n);

	if (data)
		buf_add(&to->bytes, data, n);
}

static void from_flag(plist_t node, struct prop *to)
{
	uint8_t flag = 0;

	lib.plist_get_bool_val(node, &flag);
	to->number = flag != 0;
}

static void from_number(plist_t node, struct prop *to)
{
	uint64_t number = 0;

	lib.plist_get_uint_val(node, &number);
	to->number = (long long)number;
}

static const struct {
	plist_type type;
	enum prop_kind kind;
	void (*convert)(plist_t node, struct prop *to);
} kinds[] = {
	{PLIST_DICT, PROP_DICT, from_dict},
	{PLIST_ARRAY, PROP_ARRAY, from_array},
	{PLIST_STRING, PROP_TEXT, from_text},
	{PLIST_DATA, PROP_DATA, from_data},
	{PLIST_BOOLEAN, PROP_FLAG, from_flag},
	{PLIST_UINT, PROP_NUMBER, from_number},
};

static struct prop *from_library(plist_t node, const char *key)
{
	plist_type type = lib.plist_get_node_type(node);
	struct prop *p = prop_make(PROP_OTHER, key);

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].type != type)
			continue;
		p->kind = kinds[i].kind;
		kinds[i].convert(node, p);
	}
	return p;
}

int prop_read(const void *bytes, size_t len, struct prop **out,
	      struct report *report)
{
	struct buf plain = {0};
	plist_t root = NULL;
	int r = -1;

	if (need_library(report) < 0 ||
	    plist_clean(bytes, len, &plain, report) < 0)
		return -1;
	lib.plist_from_xml(plain.data, (uint32_t)plain.len, &root);
	if (root) {
		*out = from_library(root, NULL);
		r = 0;
	} else {
		plist_fail(report, false);
	}
	lib.plist_free(root);
	buf_clear(&plain);
	return r;
}

/* --- and back --- */

/* XML 1.0 section 2.2: of the control characters tab and line feed at most; a
 * carriage return would come back as a line feed. */
static bool is_writable(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' && text[i] != '\t' &&
		    text[i] != '\n')
			return false;
	return text_is_utf8(text, n);
}

/* libplist does not read an empty key back. */
static bool is_key(const char *key)
{
	return *key && is_writable(key, strlen(key));
}

static plist_t to_library(const struct prop *p);

static plist_t make_container(const struct prop *p)
{
	plist_t node =
		p->kind == PROP_DICT ? lib.plist_new_dict() : lib.plist_new_array();

	for (size_t i = 0; node && i < p->n; i++) {
		const char *key = p->items[i]->key;
		plist_t item =
			key && !is_key(key) ? NULL : to_library(p->items[i]);

		if (!item) {
			lib.plist_free(node);
			return NULL;
		}
		if (key)
			lib.plist_dict_set_item(node, key, item);
		else
			lib.plist_array_append_item(node, item);
	}
	return node;
}

static plist_t make_text(const struct prop *p)
{
	if (!is_writable(p->bytes.data, p->bytes.len))
		return NULL;
	return lib.plist_new_string(p->bytes.data ? p->bytes.data : "");
}

static plist_t make_data(const struct prop *p)
{
	return lib.plist_new_data(p->bytes.data ? p->bytes.data : "", p->bytes.len);
}

static plist_t make_flag(const struct prop *p)
{
	return lib.plist_new_bool(p->number != 0);
}

static plist_t make_number(const struct prop *p)
{
	return lib.plist_new_uint((uint64_t)p->number);
}

static plist_t to_library(const struct prop *p)
{
	static plist_t (*const make[])(const struct prop *) = {
		[PROP_DICT] = make_container, [PROP_ARRAY] = make_container,
		[PROP_TEXT] = make_text,      [PROP_DATA] = make_data,
		[PROP_FLAG] = make_flag,      [PROP_NUMBER] = make_number,
	};

	return p->kind < ARRAY_LEN(make) ? make[p->kind](p) : NULL;
}

int prop_write(const struct prop *p, struct buf *out, struct report *report)
{
	plist_t root;
	uint32_t len = 0;
	char *xml = NULL;

	if (need_library(report) < 0)
		return -1;
	root = to_library(p);
	if (root)
		lib.plist_to_xml(root, &xml, &len);
	lib.plist_free(root);
	if (!xml)
		return report_fail(report, FINDING_LIB_FAILED, NULL, "%s",
				   _("A text cannot be written to a profile: "
				     "it holds characters that XML has no form "
				     "for."));
	buf_add(out, xml, len);
	lib.plist_to_xml_free(xml);
	return 0;
}
