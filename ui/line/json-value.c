/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of JSON, by json-c: loaded with the first of them, since linking it
 * would cost every start. */
#include "ui/line/json-impl.h"

#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "base/text.h"
#include "mail/library.h"
#include "ui/line/out.h"

#define CALLS(X) \
	X(json_object_array_add) \
	X(json_object_new_array) \
	X(json_object_new_int64) \
	X(json_object_new_object) \
	X(json_object_new_string_len) \
	X(json_object_object_add) \
	X(json_object_put) \
	X(json_object_to_json_string_ext)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

static bool is_there(void)
{
	/* The names on Linux, and on macOS with Homebrew. */
	static const char *const files[] = {"libjson-c.so.5", "libjson-c.so.4",
					    "libjson-c.so", "libjson-c.dylib",
					    NULL};
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};
	static bool is_tried, is_loaded;

	if (!is_tried)
		is_loaded = library_load(files, calls, ARRAY_LEN(calls));
	is_tried = true;
	return is_loaded;
}

/* json-c's object under our own name, so that no header of ours needs it. */
static json_object *native(struct json_value *v)
{
	return (json_object *)v;
}

static struct json_value *value_of(json_object *o)
{
	return (struct json_value *)o;
}

struct json_value *json_map(void)
{
	return is_there() ? value_of(lib.json_object_new_object()) : NULL;
}

struct json_value *json_list(void)
{
	return is_there() ? value_of(lib.json_object_new_array()) : NULL;
}

struct json_value *json_number(int64_t n)
{
	return is_there() ? value_of(lib.json_object_new_int64(n)) : NULL;
}

static struct json_value *text_of(const char *s, size_t len)
{
	return is_there()
		       ? value_of(lib.json_object_new_string_len(s, (int)len))
		       : NULL;
}

/* JSON is UTF-8; a file name need not be. */
struct json_value *json_text(const char *s)
{
	char *safe;
	struct json_value *v;

	if (!s)
		return NULL;
	if (text_is_utf8(s, strlen(s)))
		return text_of(s, strlen(s));
	safe = text_safe_str(s);
	v = text_of(safe, strlen(safe));
	free(safe);
	return v;
}

struct json_value *json_strings(const struct strlist *l)
{
	struct json_value *list = json_list();

	for (size_t i = 0; l && i < l->n; i++)
		json_append(list, json_text(l->items[i]));
	return list;
}

struct json_value *json_words(const char *s)
{
	struct json_value *list = json_list();

	while (*(s += strspn(s, " "))) {
		size_t n = strcspn(s, " ");

		json_append(list, text_of(s, n));
		s += n;
	}
	return list;
}

void json_put(struct json_value *map, const char *key, struct json_value *value)
{
	if (map)
		lib.json_object_object_add(native(map), key, native(value));
}

void json_put_text(struct json_value *map, const char *key, const char *s)
{
	json_put(map, key, json_text(s));
}

void json_append(struct json_value *list, struct json_value *value)
{
	if (list)
		lib.json_object_array_add(native(list), native(value));
}

static int fail(void)
{
	struct report report = {0};
	int r = report_fail(&report, FINDING_LIB_FAILED, NULL, "%s",
			    _("The library json-c is not on this computer."));

	out_failure(&report);
	report_clear(&report);
	return r;
}

int json_print(struct json_value *v)
{
	const char *text;
	int r;

	if (!v)
		return fail();
	text = lib.json_object_to_json_string_ext(
		native(v), JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
				   JSON_C_TO_STRING_NOSLASHESCAPE);
	r = out_bytes(text, strlen(text));
	if (r == 0)
		r = out_bytes("\n", 1);
	lib.json_object_put(native(v));
	return r;
}
