/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small text files identity.conf and authority.conf: "key = value". */
#include "journey/identity/conf.h"

#include <stdio.h>
#include <string.h>

void conf_put(struct buf *out, const char *key, const char *value)
{
	buf_addf(out, "%s = ", key);
	for (const char *p = value; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c == 0x7F || c == '%')
			buf_addf(out, "%%%02X", c);
		else
			buf_addc(out, *p);
	}
	buf_addc(out, '\n');
}

static char *decode(const char *p, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		unsigned c;

		if (p[i] == '%' && i + 2 < n &&
		    sscanf(p + i + 1, "%2X", &c) == 1 && c) {
			buf_addc(&out, (char)c);
			i += 2;
		} else if (p[i]) {
			buf_addc(&out, p[i]);
		}
	}
	return buf_take(&out);
}

/* The value where the line is one of this key's; NULL otherwise. */
static const char *value_of(const char *line, size_t n, const char *key)
{
	size_t k = strlen(key);

	if (n < k || memcmp(line, key, k) != 0)
		return NULL;
	while (k < n && line[k] == ' ')
		k++;
	if (k == n || line[k] != '=')
		return NULL;
	k++;
	while (k < n && line[k] == ' ')
		k++;
	return line + k;
}

char *conf_get(const struct buf *text, const char *key, size_t nth)
{
	const char *p = text->data;
	const char *end = p ? p + text->len : NULL;

	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));
		const char *stop = eol ? eol : end;
		const char *value = value_of(p, (size_t)(stop - p), key);

		if (value && nth-- == 0)
			return decode(value, (size_t)(stop - value));
		p = eol ? eol + 1 : end;
	}
	return NULL;
}
