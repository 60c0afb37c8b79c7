/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of certificates: written element by element, the signature blank.
 */
#ifndef TESTS_MAKE_CERT_H
#define TESTS_MAKE_CERT_H

#include <string.h>

#include "tests/test.h"
#include "x509/cert.h"
#include "x509/der.h"

enum { SAN_MAIL = DER_CONTEXT + 1, SAN_URI = DER_CONTEXT + 6, UTC_TIME = 0x17 };

static inline const struct key *test_key(void)
{
	static struct key *made;
	struct report r = {0};

	if (!made && key_generate(KEY_P256, &made, &r) < 0)
		CU_FAIL_FATAL("no key");
	return made;
}

static inline void wrap(unsigned tag, struct buf *content)
{
	struct buf out = {0};

	der_put_buf(&out, tag, content);
	buf_move(content, &out);
}

/* Adds one relative name to the content of a Name. */
static inline void add_rdn(struct buf *name, const char *oid, unsigned tag,
			   const void *value, size_t n)
{
	struct buf rdn = {0};

	der_put_oid(&rdn, oid);
	der_put(&rdn, tag, value, n);
	wrap(DER_SEQUENCE, &rdn);
	der_put_buf(name, DER_SET, &rdn);
	buf_clear(&rdn);
}

static inline void add_cn(struct buf *name, const char *value)
{
	add_rdn(name, "2.5.4.3", DER_UTF8, value, strlen(value));
}

/* Adds one extension; value is wiped off. */
static inline void add_ext(struct buf *exts, const char *oid, bool critical,
			   struct buf *value)
{
	struct buf ext = {0};

	der_put_oid(&ext, oid);
	if (critical)
		der_put(&ext, DER_BOOLEAN, "\xFF", 1);
	der_put_buf(&ext, DER_OCTETS, value);
	der_put_buf(exts, DER_SEQUENCE, &ext);
	buf_clear(&ext);
	buf_clear(value);
}

static inline void put_algorithm(struct buf *to)
{
	struct buf algorithm = {0};

	der_put_oid(&algorithm, "1.2.840.10045.4.3.2");
	der_put_buf(to, DER_SEQUENCE, &algorithm);
	buf_clear(&algorithm);
}

static inline void put_times(struct buf *to)
{
	struct buf times = {0};

	der_put(&times, UTC_TIME, "260101000000Z", 13);
	der_put(&times, UTC_TIME, "270101000000Z", 13);
	der_put_buf(to, DER_SEQUENCE, &times);
	buf_clear(&times);
}

/* What a certificate is made of: contents, but for the public key. */
struct cert_parts {
	struct buf serial, issuer, subject, spki, exts;
};

static inline void parts_begin(struct cert_parts *p)
{
	*p = (struct cert_parts){0};
	buf_add(&p->serial, "\x12\x67", 2);
	add_cn(&p->issuer, "Issuer");
	buf_copy(&p->spki, &key_spki(test_key())->der);
}

/* Builds the certificate and clears the parts. */
static inline void parts_make(struct cert_parts *p, struct buf *der)
{
	struct buf tbs = {0}, part = {0};
	struct buf *parts[] = {&p->serial, &p->issuer, &p->subject, &p->spki,
			       &p->exts};

	der_put_number(&part, 2);
	der_put_buf(&tbs, DER_CONTEXT_CONS, &part);
	der_put_buf(&tbs, DER_INTEGER, &p->serial);
	put_algorithm(&tbs);
	der_put_buf(&tbs, DER_SEQUENCE, &p->issuer);
	put_times(&tbs);
	der_put_buf(&tbs, DER_SEQUENCE, &p->subject);
	buf_add(&tbs, p->spki.data, p->spki.len);
	if (p->exts.len) {
		buf_copy(&part, &p->exts);
		wrap(DER_SEQUENCE, &part);
		der_put_buf(&tbs, DER_CONTEXT_CONS + 3, &part);
	}
	wrap(DER_SEQUENCE, &tbs);
	put_algorithm(&tbs);
	der_put(&tbs, DER_BITS, "\0\x30\x06\x02\x01\x01\x02\x01\x01", 9);
	wrap(DER_SEQUENCE, &tbs);
	buf_move(der, &tbs);
	buf_clear(&part);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		buf_clear(parts[i]);
}

/* Content of the subject Name and of the extensions, either may be empty. */
static inline void make_cert(const struct buf *subject, const struct buf *exts,
			     struct buf *der)
{
	struct cert_parts p;

	parts_begin(&p);
	buf_copy(&p.subject, subject);
	buf_copy(&p.exts, exts);
	parts_make(&p, der);
}

static inline struct cert *parsed(const struct buf *der)
{
	struct report r = {0};
	struct cert *c = NULL;

	CU_ASSERT_EQUAL_FATAL(cert_parse(der->data, der->len, &c, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	return c;
}

static inline void assert_damaged(const struct buf *der)
{
	struct report r = {0};
	struct cert *c = NULL;

	CU_ASSERT_EQUAL(cert_parse(der->data, der->len, &c, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_CERT_TEXT_DAMAGED));
	CU_ASSERT_PTR_NULL(c);
	report_clear(&r);
}

/* A certificate with one extension, and CN=Alice. */
static inline void make_with(const char *oid, bool critical, struct buf *value,
			     struct buf *der)
{
	struct buf subject = {0}, exts = {0};

	add_cn(&subject, "Alice");
	add_ext(&exts, oid, critical, value);
	make_cert(&subject, &exts, der);
	buf_clear(&subject);
	buf_clear(&exts);
}

static inline struct cert *cert_with(const char *oid, bool critical,
				     struct buf *value)
{
	struct buf der = {0};
	struct cert *c;

	make_with(oid, critical, value, &der);
	c = parsed(&der);
	buf_clear(&der);
	return c;
}

static inline void make_plain(struct buf *der)
{
	struct buf value = {0};

	der_put(&value, SAN_MAIL, "a@example.org", 13);
	wrap(DER_SEQUENCE, &value);
	make_with("2.5.29.17", false, &value, der);
}

static inline void make_with_rdns(size_t n, struct buf *der)
{
	struct buf subject = {0}, none = {0};

	for (size_t i = 0; i < n; i++)
		add_rdn(&subject, "2.5.4.11", DER_UTF8, "unit", 4);
	make_cert(&subject, &none, der);
	buf_clear(&subject);
}

#endif
