/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates of the common form, told without the library's parser. */
#include "x509/cert-strict.h"

#include <string.h>

enum {
	UTC_TIME = 0x17,
	GENERALIZED_TIME = 0x18,
	STRING_FIRST = DER_UTF8, /* universal string types lie between */
	STRING_LAST = DER_BMP,
	OID_MAX = 64,
	EXTENSIONS_MAX = 24,
	VERSION_3 = 2,
	SAN_MAIL = DER_CONTEXT + 1,
	SAN_URI = DER_CONTEXT + 6,
};

/* What is left to read; once anything is odd, it stays so. */
struct walk {
	struct slice rest;
	bool *odd;
};

static void need(const struct walk *w, bool fine)
{
	if (!fine)
		*w->odd = true;
}

static bool has(const struct walk *w, unsigned tag)
{
	return w->rest.n && w->rest.p[0] == tag;
}

/* Bytes of the shortest header for a content (X.690 section 10.1). */
static size_t shortest(size_t content)
{
	size_t n = 2;

	for (size_t left = content; content >= 128 && left; left >>= 8)
		n++;
	return n;
}

/* The next element, which has to be of this tag. */
static struct walk enter(struct walk *w, unsigned tag)
{
	struct walk inner = {.odd = w->odd};
	const unsigned char *begin = w->rest.p;
	bool found = der_enter(&w->rest, tag, &inner.rest) == 0;

	if (!found ||
	    (size_t)(inner.rest.p - begin) != shortest(inner.rest.n) ||
	    inner.rest.p + inner.rest.n != w->rest.p) {
		*w->odd = true;
		return (struct walk){.odd = w->odd};
	}
	return inner;
}

static void end(const struct walk *w)
{
	need(w, !w->rest.n);
}

/* Each arc without needless octets, and within 28 bits. */
static void skip_oid(struct walk *w)
{
	struct slice oid = enter(w, DER_OID).rest;
	size_t run = 0;

	need(w, oid.n && oid.n <= OID_MAX && !(oid.p[oid.n - 1] & 0x80));
	for (size_t i = 0; i < oid.n; i++) {
		need(w, run < 4 && (run || oid.p[i] != 0x80));
		run = oid.p[i] & 0x80 ? run + 1 : 0;
	}
}

static struct slice integer(struct walk *w)
{
	struct slice n = enter(w, DER_INTEGER).rest;

	need(w, n.n && (n.n == 1 || ((n.p[0] || n.p[1] & 0x80) &&
				     (n.p[0] != 0xFF || n.p[1] < 0x80))));
	return n;
}

/* Parameters are NULL, a curve's name, or none. */
static struct slice algorithm(struct walk *w)
{
	struct slice whole = w->rest;
	struct walk inner = enter(w, DER_SEQUENCE);

	skip_oid(&inner);
	if (has(&inner, DER_OID))
		skip_oid(&inner);
	else if (inner.rest.n)
		need(w, enter(&inner, DER_NULL).rest.n == 0);
	end(&inner);
	return (struct slice){whole.p, whole.n - w->rest.n};
}

static void skip_bits(struct walk *w)
{
	struct slice bits = enter(w, DER_BITS).rest;

	need(w, bits.n > 1 && !bits.p[0]);
}

static void skip_name(struct walk *w)
{
	struct walk name = enter(w, DER_SEQUENCE);

	while (name.rest.n && !*w->odd) {
		struct walk set = enter(&name, DER_SET);
		struct walk pair = enter(&set, DER_SEQUENCE);
		unsigned tag;

		skip_oid(&pair);
		tag = pair.rest.n ? pair.rest.p[0] : 0;
		need(w, tag >= STRING_FIRST && tag <= STRING_LAST);
		(void)enter(&pair, tag);
		end(&pair);
		end(&set);
	}
}

static bool is_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* Days from 1970-01-01, of the Gregorian calendar, from its year 1 on. */
static long days_until(unsigned year, unsigned month, unsigned day)
{
	static const unsigned before[] = {0,   31,  59,  90,  120, 151,
					  181, 212, 243, 273, 304, 334};
	long years = (long)year - 1;
	bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;

	return years * 365 + years / 4 - years / 100 + years / 400 - 719162 +
	       (long)before[month - 1] + (month > 2 && leap) + (long)day - 1;
}

/* RFC 5280 section 4.1.2.5: seconds are there, and it ends with Z; UTCTime up
 * to 2049 and not after. */
static time_t take_time(struct walk *w)
{
	bool is_short = has(w, UTC_TIME);
	struct slice t = enter(w, is_short ? UTC_TIME : GENERALIZED_TIME).rest;
	unsigned part[7] = {0}, year;

	need(w, t.n == (is_short ? 13u : 15u) && t.p[t.n - 1] == 'Z' &&
			is_digits((struct slice){t.p, t.n - 1}));
	if (*w->odd)
		return 0;
	for (size_t i = is_short; i < 7; i++, t.p += 2)
		part[i] = (t.p[0] - '0') * 10u + (t.p[1] - '0');
	if (is_short)
		part[0] = part[1] < 50 ? 20 : 19;
	year = part[0] * 100 + part[1];
	need(w, year >= (is_short ? 1970 : 2050) && part[2] >= 1 &&
			part[2] <= 12 && part[3] >= 1 && part[3] <= 31 &&
			part[4] <= 23 && part[5] <= 59 && part[6] <= 59);
	if (*w->odd)
		return 0;
	return (time_t)days_until(year, part[2], part[3]) * 86400 +
	       (time_t)(part[4] * 3600 + part[5] * 60 + part[6]);
}

/* GnuTLS takes these names apart as it imports. */
static void skip_alternative_names(struct slice value, const struct walk *w)
{
	struct walk all = {value, w->odd}, names = enter(&all, DER_SEQUENCE);

	end(&all);
	need(w, names.rest.n);
	while (names.rest.n && !*w->odd) {
		unsigned tag = names.rest.p[0];
		struct slice name = enter(&names, tag).rest;

		need(w, (tag == SAN_MAIL || tag == SAN_URI) && name.n);
		for (size_t i = 0; i < name.n; i++)
			need(w, name.p[i] >= 0x20 && name.p[i] <= 0x7E);
	}
}

/* subjectAltName and issuerAltName. */
static bool is_alternative(struct slice oid)
{
	return oid.n == 5 && (memcmp(oid.p, "\x06\x03\x55\x1D\x11", 5) == 0 ||
			      memcmp(oid.p, "\x06\x03\x55\x1D\x12", 5) == 0);
}

/* One extension; its OID with the header. */
static struct slice skip_extension(struct walk *list)
{
	struct walk one = enter(list, DER_SEQUENCE);
	struct slice oid = one.rest, flag, value;

	skip_oid(&one);
	oid.n -= one.rest.n;
	if (has(&one, DER_BOOLEAN)) {
		flag = enter(&one, DER_BOOLEAN).rest;
		need(&one, flag.n == 1 && flag.p[0] == 0xFF);
	}
	value = enter(&one, DER_OCTETS).rest;
	end(&one);
	if (!*one.odd && is_alternative(oid))
		skip_alternative_names(value, &one);
	return oid;
}

/* None may be there twice. */
static void skip_extensions(struct walk *tbs)
{
	struct walk tagged = enter(tbs, DER_CONTEXT_CONS + 3);
	struct walk list = enter(&tagged, DER_SEQUENCE);
	struct slice seen[EXTENSIONS_MAX];
	size_t n = 0;

	end(&tagged);
	need(tbs, list.rest.n);
	for (; list.rest.n && !*tbs->odd; n++) {
		struct slice oid = skip_extension(&list);

		need(tbs, n < EXTENSIONS_MAX);
		for (size_t i = 0; i < n; i++)
			need(tbs, seen[i].n != oid.n ||
					  memcmp(seen[i].p, oid.p, oid.n) != 0);
		if (!*tbs->odd)
			seen[n] = oid;
	}
}

bool cert_strict(struct slice der, time_t *not_before, time_t *not_after)
{
	bool odd = false;
	struct walk all = {der, &odd}, cert, tbs, version, times, key;
	struct slice inner, outer, number;

	cert = enter(&all, DER_SEQUENCE);
	end(&all);
	tbs = enter(&cert, DER_SEQUENCE);
	version = enter(&tbs, DER_CONTEXT_CONS);
	number = integer(&version);
	need(&version, number.n == 1 && number.p[0] == VERSION_3);
	end(&version);
	(void)integer(&tbs);
	inner = algorithm(&tbs);
	skip_name(&tbs);
	times = enter(&tbs, DER_SEQUENCE);
	*not_before = take_time(&times);
	*not_after = take_time(&times);
	end(&times);
	skip_name(&tbs);
	key = enter(&tbs, DER_SEQUENCE);
	(void)algorithm(&key);
	skip_bits(&key);
	end(&key);
	if (tbs.rest.n)
		skip_extensions(&tbs);
	end(&tbs);
	outer = algorithm(&cert);
	skip_bits(&cert);
	end(&cert);
	return !odd && inner.n == outer.n &&
	       memcmp(inner.p, outer.p, inner.n) == 0;
}
