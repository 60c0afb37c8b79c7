/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTCTime and GeneralizedTime as RFC 5280 section 4.1.2.5 has them. */
#include "x509/der-time.h"

enum { UTC_TIME = 0x17, GENERALIZED_TIME = 0x18, PAIRS = 7 };

/* From 1970-01-01 to a day of the Gregorian calendar. */
static long days_until(int year, int month, int day)
{
	static const int before[] = {0,   31,  59,  90,  120, 151,
				     181, 212, 243, 273, 304, 334};
	long years = year - 1;
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return years * 365 + years / 4 - years / 100 + years / 400 - 719162 +
	       before[month - 1] + (month > 2 && is_leap) + day - 1;
}

/* Pairs of digits: century, year, month, day, hour, minute, second. */
static int read_pairs(struct slice digits, int *out, size_t n)
{
	for (size_t i = 0; i < n; i++, digits.p += 2) {
		if (digits.p[0] < '0' || digits.p[0] > '9' ||
		    digits.p[1] < '0' || digits.p[1] > '9')
			return -1;
		out[i] = (digits.p[0] - '0') * 10 + (digits.p[1] - '0');
	}
	return 0;
}

int der_time(struct slice *from, time_t *out)
{
	struct slice t;
	unsigned tag;
	int part[PAIRS];
	size_t skip;

	if (der_next(from, &tag, &t) < 0 ||
	    (tag != UTC_TIME && tag != GENERALIZED_TIME))
		return -1;
	skip = tag == UTC_TIME;
	if (t.n != 2 * (PAIRS - skip) + 1 || t.p[t.n - 1] != 'Z' ||
	    read_pairs(t, part + skip, PAIRS - skip) < 0)
		return -1;
	if (skip)
		part[0] = part[1] < 50 ? 20 : 19;
	if (part[0] == 0 || part[2] < 1 || part[2] > 12 || part[3] < 1 ||
	    part[3] > 31 || part[4] > 23 || part[5] > 59 || part[6] > 59)
		return -1;
	*out = (time_t)days_until(part[0] * 100 + part[1], part[2], part[3]) *
		       86400 +
	       part[4] * 3600 + part[5] * 60 + part[6];
	return 0;
}
