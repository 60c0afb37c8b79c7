/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of JSON share: values, and the parts that several results
 * have. Not for others. */
#ifndef UI_JSON_IMPL_H
#define UI_JSON_IMPL_H

#include <stdint.h>

#include "ui/line/json.h"

/*
 * Values of json-c, which is loaded when the first one is made. Where it is
 * not there, each of these is NULL, which all of them take, and json_print
 * says so. A value that was put or appended belongs to what holds it; NULL is
 * JSON's null.
 */
struct json_value *json_map(void);
struct json_value *json_list(void);
struct json_value *json_number(int64_t n);
struct json_value *json_text(const char *s); /* made UTF-8 and harmless */
struct json_value *json_strings(const struct strlist *l);
struct json_value *json_words(const char *s); /* parted by blanks */
void json_put(struct json_value *map, const char *key,
	      struct json_value *value);
void json_put_text(struct json_value *map, const char *key, const char *s);
void json_append(struct json_value *list, struct json_value *value);

/* The parts: json-parts.c. */
void json_put_date(struct json_value *map, const char *key, time_t t);
struct json_value *json_ciphers(unsigned ciphers); /* 1 << enum cms_cipher */
struct json_value *json_finding(const struct finding *f);
struct json_value *json_findings(const struct report *report);
struct json_value *json_subject_of(const struct json_subject *about);

#endif
