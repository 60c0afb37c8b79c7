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

static int walk_begin(struct name_walk *w, const void *der, size_t len)
{
	struct slice all = {der, len};

	w->set = (struct slice){0};
	return der_enter(&all, DER_SEQUENCE, &w->names);
}

/* The OID's dotted text (the caller frees) and the value; NULL at the end. */
static char *walk_next(struct name_walk *w, struct buf *value)
{
	struct slice pair, oid, content;
	unsigned tag;

	while (w->set.n == 0)
		if (der_enter(&w->names, DER_SET, &w->set) < 0)
			return NULL;
	if (der_enter(&w->set, DER_SEQUENCE, &pair) < 0 ||
	    der_enter(&pair, DER_OID, &oid) < 0 ||
	    der_next(&pair, &tag, &content) < 0)
		return NULL;
	buf_clear(value);
	add_string(value, tag, content);
	return der_oid_text(oid);
}

void gtls_name_lines(const void *der, size_t len, struct strlist *out)
{
	struct name_walk walk;
	struct buf value = {0};
	char *oid, *safe;

	if (walk_begin(&walk, der, len) < 0)
		return;
	while ((oid = walk_next(&walk, &value))) {
		safe = text_safe(value.data ? value.data : "", value.len);
		strlist_take(out,
			     xasprintf("%s=%s",
				       gnutls_x509_dn_oid_name(
					   oid, GNUTLS_X509_DN_OID_RETURN_OID),
				       safe));
		free(safe);
		free(oid);
	}
	buf_clear(&value);
}

char *gtls_name_value(const void *der, size_t len, const char *oid)
{
	struct name_walk walk;
	struct buf value = {0};
	char *found, *text = NULL;
	bool same = false;

	if (walk_begin(&walk, der, len) < 0)
		return NULL;
	while (!same && (found = walk_next(&walk, &value))) {
		same = strcmp(found, oid) == 0;
		free(found);
	}
	if (same && !(value.len && memchr(value.data, '\0', value.len)))
		text = buf_take(&value);
	buf_clear(&value);
	return text;
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
