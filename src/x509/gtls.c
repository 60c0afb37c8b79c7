/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all users of GnuTLS share: its errors as findings, names, randomness. */
#include "x509/gtls.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/der.h"

int gtls_fail(int code, const char *what, struct report *report)
{
	return report_fail(report, FINDING_LIB_FAILED, NULL, "%s: %s", what,
			   gnutls_strerror(code));
}

void gtls_put_utf8(struct buf *out, unsigned long c)
{
	if (c < 0x80) {
		buf_addc(out, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_addc(out, (char)(0xC0 | c >> 6));
	} else {
		if (c < 0x10000) {
			buf_addc(out, (char)(0xE0 | c >> 12));
		} else {
			buf_addc(out, (char)(0xF0 | (c >> 18 & 7)));
			buf_addc(out, (char)(0x80 | (c >> 12 & 63)));
		}
		buf_addc(out, (char)(0x80 | (c >> 6 & 63)));
	}
	buf_addc(out, (char)(0x80 | (c & 63)));
}

/*
 * A character string of a Name as UTF-8 (X.690 section 8.23). T61String is
 * read as Latin-1, as everybody does. BMPString may hold surrogate pairs,
 * which Windows writes; a lone half stays what it is: text_safe shows it.
 */
static void add_string(struct buf *out, unsigned tag, struct slice s)
{
	size_t width = tag == DER_BMP ? 2 : tag == DER_UNIVERSAL ? 4 : 1;

	if (width == 1 && tag != DER_T61) {
		buf_add(out, s.p, s.n);
		return;
	}
	for (size_t i = 0; i + width <= s.n; i += width) {
		unsigned long c = 0, low;

		for (size_t k = 0; k < width; k++)
			c = c << 8 | s.p[i + k];
		if (width == 2 && c >> 10 == 0x36 && i + 4 <= s.n) {
			low = (unsigned long)s.p[i + 2] << 8 | s.p[i + 3];
			if (low >> 10 == 0x37) {
				c = 0x10000 +
				    ((c & 0x3FF) << 10 | (low & 0x3FF));
				i += 2;
			}
		}
		gtls_put_utf8(out, c & 0x1FFFFF);
	}
}

/* One attribute of a Name at a time, across its relative names. */
struct name_walk {
	struct slice names, set;
};

static int name_begin(struct name_walk *w, const void *der, size_t len)
{
	struct slice all = {der, len};

	w->set = (struct slice){0};
	return der_enter(&all, DER_SEQUENCE, &w->names);
}

/* The content of the OID and the value, as it stands there. */
struct attribute {
	struct slice oid, value;
	unsigned tag;
};

static bool name_next(struct name_walk *w, struct attribute *out)
{
	struct slice pair;

	while (w->set.n == 0)
		if (der_enter(&w->names, DER_SET, &w->set) < 0)
			return false;
	return der_enter(&w->set, DER_SEQUENCE, &pair) == 0 &&
	       der_enter(&pair, DER_OID, &out->oid) == 0 &&
	       der_next(&pair, &out->tag, &out->value) == 0;
}

/* As GnuTLS names them; the frequent ones need not be looked for there. */
static const struct {
	const char *der, *name;
	size_t n;
} frequent[] = {
    {"\x55\x04\x03", "CN", 3}, {"\x55\x04\x06", "C", 3},
    {"\x55\x04\x0A", "O", 3},  {"\x55\x04\x0B", "OU", 3},
    {"\x55\x04\x07", "L", 3},  {"\x55\x04\x08", "ST", 3},
    {"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", "EMAIL", 9},
};

/* False where the OID is damaged. */
static bool put_attribute_name(struct slice oid, struct buf *out)
{
	char *text;

	for (size_t i = 0; i < ARRAY_LEN(frequent); i++)
		if (oid.n == frequent[i].n &&
		    memcmp(oid.p, frequent[i].der, oid.n) == 0) {
			buf_adds(out, frequent[i].name);
			return true;
		}
	text = der_oid_text(oid);
	if (text)
		buf_adds(out, gnutls_x509_dn_oid_name(
				  text, GNUTLS_X509_DN_OID_RETURN_OID));
	free(text);
	return text != NULL;
}

void gtls_name_lines(const void *der, size_t len, struct strlist *out)
{
	struct name_walk names;
	struct attribute a;
	struct buf line = {0}, value = {0};
	char *safe;

	if (name_begin(&names, der, len) < 0)
		return;
	while (name_next(&names, &a) && put_attribute_name(a.oid, &line)) {
		buf_addc(&line, '=');
		add_string(&value, a.tag, a.value);
		safe = text_safe(value.data ? value.data : "", value.len);
		buf_adds(&line, safe);
		free(safe);
		buf_clear(&value);
		strlist_take(out, buf_take(&line));
	}
	buf_clear(&line);
}

char *gtls_name_value(const void *der, size_t len, const char *oid)
{
	struct name_walk names;
	struct attribute a;
	struct buf value = {0};
	bool same = false;

	if (name_begin(&names, der, len) < 0)
		return NULL;
	while (!same && name_next(&names, &a))
		same = der_oid_is(a.oid, oid);
	if (!same)
		return NULL;
	add_string(&value, a.tag, a.value);
	if (value.len && memchr(value.data, '\0', value.len)) {
		buf_clear(&value);
		return NULL;
	}
	return buf_take(&value);
}

void gtls_random(void *out, size_t len)
{
	if (gnutls_rnd(GNUTLS_RND_KEY, out, len) < 0)
		die("the system gives no random numbers");
}

static void digest(gnutls_digest_algorithm_t how, const void *bytes, size_t len,
		   unsigned char *out)
{
	if (gnutls_hash_fast(how, bytes, len, out) < 0)
		die("the cryptographic library cannot compute %s",
		    gnutls_digest_get_name(how));
}

void gtls_sha256(const void *bytes, size_t len, unsigned char out[32])
{
	digest(GNUTLS_DIG_SHA256, bytes, len, out);
}

void gtls_sha1(const void *bytes, size_t len, unsigned char out[20])
{
	digest(GNUTLS_DIG_SHA1, bytes, len, out);
}

void gtls_pem(const char *label, const struct buf *der, struct buf *out)
{
	gnutls_datum_t in = {(unsigned char *)der->data, (unsigned)der->len};
	gnutls_datum_t text = {0};

	if (der->len > INT_MAX ||
	    gnutls_pem_base64_encode2(label, &in, &text) < 0)
		die("out of memory");
	buf_add(out, text.data, text.size);
	gnutls_free(text.data);
}
