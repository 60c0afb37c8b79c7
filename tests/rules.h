/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain certificates, keys and requests that are sound, for the tests of
 * rules: each test spoils one field. */
#ifndef TESTS_RULES_H
#define TESTS_RULES_H

#include <string.h>

#include "rules/check.h"
#include "tests/test.h"

enum { RULES_DAY = 24 * 60 * 60 };

#define ALICE "alice@example.org"

/* A buffer over a literal; never cleared. */
static inline struct buf rules_buf(const char *s)
{
	return (struct buf){(char *)s, strlen(s), 0};
}

/* A list over an array of literals; never cleared. */
#define RULES_LIST(...)                                       \
	((struct strlist){(char *[]){__VA_ARGS__},            \
			  ARRAY_LEN(((char *[]){__VA_ARGS__}))})

/* RSA 3072; the name makes it a key of its own. */
static inline struct spki rules_key(const char *name)
{
	struct spki key = {.algo = ALGO_RSA,
			   .bits = 3072,
			   .exponent_odd_big = true,
			   .der = rules_buf(name)};

	strncpy((char *)key.id, name, sizeof(key.id));
	return key;
}

/* Alice's, issued by "CN=Lab Root", good for signing and encryption. */
#define RULES_LEAF                                                      \
	((struct cert){                                                 \
		.der = rules_buf("leaf"),                               \
		.common_name = "Alice",                                 \
		.subject = RULES_LIST("CN=Alice"),                      \
		.issuer = RULES_LIST("CN=Lab Root"),                    \
		.subject_der = rules_buf("alice"),                      \
		.issuer_der = rules_buf("root"),                        \
		.emails = RULES_LIST(ALICE),                            \
		.serial = rules_buf("\x01\x02\x03\x04\x05\x06\x07\x08"), \
		.not_before = TEST_NOW - 30 * RULES_DAY,                \
		.not_after = TEST_NOW + 300 * RULES_DAY,                \
		.has_usage = true,                                      \
		.usage = KU_SIGN | KU_KEY_ENCIPHER,                     \
		.has_extended = true,                                   \
		.extended = EKU_EMAIL,                                  \
		.path_len = -1,                                         \
		.spki = rules_key("alice"),                             \
		.signature = "RSA-SHA256",                              \
		.crl_urls = RULES_LIST("http://crl.example.org/a.crl"), \
	})

/* An authority: its name is also its subject and its key. */
#define RULES_CA(name, upper)                               \
	((struct cert){                                     \
		.der = rules_buf(name),                     \
		.common_name = name,                        \
		.subject = RULES_LIST("CN=" name),          \
		.issuer = RULES_LIST("CN=" upper),          \
		.subject_der = rules_buf(name),             \
		.issuer_der = rules_buf(upper),             \
		.serial = rules_buf("\x01"),                \
		.not_before = TEST_NOW - 900 * RULES_DAY,   \
		.not_after = TEST_NOW + 900 * RULES_DAY,    \
		.has_usage = true,                          \
		.usage = KU_CERT_SIGN | KU_CRL_SIGN,        \
		.is_ca = true,                              \
		.path_len = -1,                             \
		.spki = rules_key(name),                    \
		.signature = "RSA-SHA256",                  \
	})

#define RULES_REQUEST                                     \
	((struct csr){                                    \
		.subject = RULES_LIST("CN=Alice"),        \
		.common_name = "Alice",                   \
		.emails = RULES_LIST(ALICE),              \
		.usage = KU_SIGN | KU_KEY_ENCIPHER,       \
		.extended = EKU_EMAIL,                    \
		.spki = rules_key("alice"),               \
		.signature = "RSA-SHA256",                \
		.signature_good = true,                   \
	})

/* A finding that no rule raised: past report_add(), so that it does not count
 * as covered. */
static inline void rules_put(struct report *report, enum finding_id id)
{
	report->items = xrealloc(report->items, (report->n + 1) *
							sizeof(*report->items));
	report->items[report->n++] = (struct finding){
		.id = id, .basis = id, .severity = finding_info(id)->severity};
}

/* Runs all checks; true where this finding is among what they found. */
static inline bool rules_find(const struct subject *s, enum finding_id id)
{
	struct report report = {0};
	bool found;

	check_all(s, &report, NULL);
	found = report_has(&report, id);
	report_clear(&report);
	return found;
}

/* The severity it was found with; -1 where it was not. */
static inline int rules_severity(const struct subject *s, enum finding_id id)
{
	struct report report = {0};
	int severity = -1;

	check_all(s, &report, NULL);
	for (size_t i = 0; i < report.n; i++)
		if (report.items[i].id == id)
			severity = (int)report.items[i].severity;
	report_clear(&report);
	return severity;
}

/* True where the detail of this finding holds a text. */
static inline bool rules_detail(const struct subject *s, enum finding_id id,
				const char *text)
{
	struct report report = {0};
	bool holds = false;

	check_all(s, &report, NULL);
	for (size_t i = 0; i < report.n; i++)
		if (report.items[i].id == id &&
		    strstr(report.items[i].detail, text))
			holds = true;
	report_clear(&report);
	return holds;
}

#endif
