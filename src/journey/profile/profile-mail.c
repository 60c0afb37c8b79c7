/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mail account of a profile, out of a person's answers. */
#include "journey/profile/profile-mail.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { HOST_MAX = 253 }; /* RFC 1035 section 2.3.4 */

static int read_type(const char *value, struct profile_mail *out)
{
	if (strcmp(value, "imap") != 0 && strcmp(value, "pop") != 0)
		return -1;
	out->type = value;
	return 0;
}

static bool is_host(const char *s, size_t n)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

	return n && n <= HOST_MAX && strspn(s, signs) >= n && s[0] != '.' &&
	       s[0] != '-';
}

static int read_port(const char *digits, long *out)
{
	long port = 0;

	for (const char *p = digits; *p; p++) {
		if (*p < '0' || *p > '9' || port > 65535)
			return -1;
		port = port * 10 + (*p - '0');
	}
	if (port < 1 || port > 65535)
		return -1;
	*out = port;
	return 0;
}

static int read_server(const char *value, struct profile_server *out)
{
	size_t n = strcspn(value, ":");

	if (!is_host(value, n) ||
	    (value[n] && read_port(value + n + 1, &out->port) < 0))
		return -1;
	out->host = xstrndup(value, n);
	return 0;
}

static int read_in(const char *value, struct profile_mail *out)
{
	return read_server(value, &out->in);
}

static int read_out(const char *value, struct profile_mail *out)
{
	return read_server(value, &out->out);
}

static int read_user(const char *value, struct profile_mail *out)
{
	if (text_has_hidden(value) || !text_is_utf8(value, strlen(value)))
		return -1;
	out->user = value;
	return 0;
}

static int read_smime(const char *value, struct profile_mail *out)
{
	bool both = strcmp(value, "both") == 0;

	out->sign = both || strcmp(value, "sign") == 0;
	out->encrypt = both || strcmp(value, "encrypt") == 0;
	return out->sign || out->encrypt ? 0 : -1;
}

static const struct question {
	const char *name;
	int (*read)(const char *value, struct profile_mail *out);
	const char *wants; /* untranslated */
} questions[] = {
	{"mail-type", read_type, N_("A mail account is of type imap or pop.")},
	{"mail-in", read_in,
	 N_("The server mail is fetched from: its name, and where needed a "
	    "colon and the port.")},
	{"mail-out", read_out,
	 N_("The server mail is sent through: its name, and where needed a "
	    "colon and the port.")},
	{"mail-user", read_user, N_("The name you log in with.")},
	{"mail-smime", read_smime,
	 N_("What the account does unasked: sign, encrypt or both.")},
};

int profile_mail_read(const struct answers *a, struct profile_mail *out,
		      bool *any, struct report *report)
{
	struct profile_mail mail = {0};
	size_t given = 0;

	for (size_t i = 0; i < ARRAY_LEN(questions); i++)
		given += answers_get(a, questions[i].name) != NULL;
	*any = given > 0;
	for (size_t i = 0; given && i < ARRAY_LEN(questions); i++) {
		const struct question *q = &questions[i];
		const char *value = answers_get(a, q->name);

		if (value && *value && q->read(value, &mail) == 0)
			continue;
		profile_mail_clear(&mail);
		return report_fail(report,
				   value && *value ? FINDING_ANSWER_UNKNOWN
						   : FINDING_ANSWER_MISSING,
				   q->name, "%s", tr(q->wants));
	}
	*out = mail;
	return 0;
}

void profile_mail_clear(struct profile_mail *m)
{
	free(m->in.host);
	free(m->out.host);
	*m = (struct profile_mail){0};
}
