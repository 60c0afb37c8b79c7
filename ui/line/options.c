/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: options as a table, parsed before or after the command. */
#include "ui/line/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "ui/line/out.h"

static const struct option_row rows[OPT_COUNT] = {
	[OPT_HOME] = {"home", 0, N_("DIR"), N_("the data directory")},
	[OPT_IDENTITY] = {"identity", 0, N_("ADDRESS"),
			  N_("whose; needed only where there are several")},
	[OPT_PLAIN] = {"plain", 0, NULL,
		       N_("questions and answers in place of screens")},
	[OPT_JSON] = {"json", 0, NULL, N_("one JSON object on standard output")},
	[OPT_AT] = {"at", 0, N_("TIME"),
		    N_("judge as of this ISO 8601 time (UTC)")},
	[OPT_COLOR] = {"color", 0, N_("WHEN"),
		       N_("auto, always or never; NO_COLOR is honoured")},
	[OPT_HELP] = {"help", 'h', NULL, N_("this text, or a command's")},
	[OPT_VERSION] = {"version", 'V', NULL, N_("the version")},
	[OPT_PASSPHRASE_FILE] = {"passphrase-file", 0, N_("FILE"),
				 N_("read the key's passphrase from a file")},
	[OPT_PASSPHRASE_FD] = {"passphrase-fd", 0, N_("N"),
			       N_("or from a descriptor")},
	[OPT_PASSWORD_FILE] = {"password-file", 0, N_("FILE"),
			       N_("read the bundle's password from a file")},
	[OPT_PASSWORD_FD] = {"password-fd", 0, N_("N"),
			     N_("or from a descriptor")},
	[OPT_NAME] = {"name", 0, N_("NAME"), N_("the name to stand in it")},
	[OPT_ALIAS] = {"alias", 0, N_("ADDRESS"),
		       N_("a further address; may be repeated")},
	[OPT_TYPE] = {"type", 0, N_("TYPE"),
		      N_("rsa-2048, rsa-3072 (default), rsa-4096, p-256, "
			 "p-384, p-521, ed25519")},
	[OPT_OUT] = {"output", 'o', N_("FILE"),
		     N_("write to this new file")},
	[OPT_DER] = {"der", 0, NULL, N_("binary form in place of text")},
	[OPT_DAYS] = {"days", 0, N_("N"), N_("valid for N days, at most 825")},
	[OPT_FOR] = {"for", 0, N_("PLACE"), N_("where it will go; apple where none is named")},
	[OPT_ADDRESS] = {"address", 0, N_("ADDRESS"),
			 N_("judge for this From address")},
	[OPT_CHAIN] = {"chain", 0, N_("FILE"),
		       N_("further certificates; may be repeated")},
	[OPT_CRL] = {"crl", 0, N_("FILE"),
		     N_("a revocation list; may be repeated")},
	[OPT_TO] = {"to", 0, N_("ADDRESS"),
		    N_("this person; for message also a certificate's file; "
		       "may be repeated")},
	[OPT_CLIENT] = {"client", 0, N_("PROGRAM"),
			N_("only this mail program; may be repeated")},
	[OPT_WITHIN] = {"within", 0, N_("DAYS"),
			N_("tell what ends within so many days; 30 where "
			   "nothing is said")},
	[OPT_SAME_KEY] = {"same-key", 0, NULL,
			  N_("ask for a certificate for the same key")},
	[OPT_REPLACE] = {"replace", 0, NULL,
			 N_("use the key of a .p12 in place of the one that is "
			    "here, which is kept")},
	[OPT_WITH_OLD] = {"with-old", 0, NULL,
			  N_("older keys too, for old mail")},
	[OPT_WITH_IDENTITY] = {"with-identity", 0, NULL,
			       N_("your key and certificate in it: a secret "
				  "file")},
	[OPT_MAIL_TYPE] = {"mail-type", 0, N_("TYPE"),
			   N_("also a new mail account: imap or pop")},
	[OPT_MAIL_IN] = {"mail-in", 0, N_("HOST[:PORT]"),
			 N_("the server its mail is fetched from")},
	[OPT_MAIL_OUT] = {"mail-out", 0, N_("HOST[:PORT]"),
			  N_("the server its mail is sent through")},
	[OPT_MAIL_USER] = {"mail-user", 0, N_("NAME"),
			   N_("the name you log in with there")},
	[OPT_MAIL_SMIME] = {"mail-smime", 0, N_("WHAT"),
			    N_("sign, encrypt or both, unless you say "
			       "otherwise in a mail")},
	[OPT_VERBOSE] = {"verbose", 'v', NULL,
			 N_("everything about each file, however many")},
	[OPT_OPAQUE] = {"opaque", 0, NULL,
			N_("the whole letter inside the signature")},
	[OPT_AS] = {"as", 0, N_("FORM"),
		    N_("pem (default), cer, p7c or vcard")},
	[OPT_FORWARDED] = {"forwarded", 0, NULL,
			   N_("also letters that were forwarded inside of "
			      "others")},
	[OPT_FINGERPRINT] = {"fingerprint", 0, N_("DIGITS"),
			     N_("of the root, from its issuer: in place of "
				"the question")},
	[OPT_ROOTS] = {"roots", 0, N_("FILE"),
		       N_("roots you trust; may be repeated")},
	[OPT_PUBLIC_ROOTS] = {"public-roots", 0, N_("FILE"),
			      N_("roots that count as built into every "
				 "program; may be repeated")},
};

const struct option_row *option_row(enum option_id id)
{
	return &rows[id];
}

/* The command that was recognised, once one was. */
static const char *about;

void usage_about(const char *command)
{
	about = command;
}

/* What --help says of the command, where there is one, has its options. */
static char *where_told(void)
{
	if (!about)
		return xstrdup(_("smime-setup --help lists commands and "
				 "options"));
	return xasprintf(_("smime-setup %s --help says how it is used"), about);
}

int usage_error(const char *format, ...)
{
	struct buf text = {0};
	va_list args;
	char *line, *safe, *told = where_told();

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		die("out of memory");
	va_end(args);
	safe = text_safe_str(line);
	buf_addf(&text, "smime-setup: %s", safe);
	out_usage(text.data, told);
	buf_clear(&text);
	free(line);
	free(safe);
	free(told);
	return 2;
}

/* getopt's own tables, made of ours. */
static void make_tables(struct option *longs, char *shorts)
{
	char *p = shorts;

	*p++ = ':';
	for (int i = 0; i < OPT_COUNT; i++) {
		longs[i] = (struct option){rows[i].name,
					   rows[i].value ? required_argument
							 : no_argument,
					   NULL, 256 + i};
		if (!rows[i].letter)
			continue;
		*p++ = rows[i].letter;
		if (rows[i].value)
			*p++ = ':';
	}
	*p = '\0';
	longs[OPT_COUNT] = (struct option){0};
}

static int find(int c)
{
	if (c >= 256)
		return c - 256;
	for (int i = 0; i < OPT_COUNT; i++)
		if (rows[i].letter == c)
			return i;
	return -1;
}

/* Where the values of an option that may be repeated are gathered; NULL: the
 * last one counts. */
static struct strlist *list_of(struct options *o, int id)
{
	switch (id) {
	case OPT_ALIAS:
		return &o->aliases;
	case OPT_CHAIN:
		return &o->chains;
	case OPT_ROOTS:
		return &o->roots;
	case OPT_PUBLIC_ROOTS:
		return &o->public_roots;
	case OPT_CRL:
		return &o->crls;
	case OPT_TO:
		return &o->to;
	case OPT_CLIENT:
		return &o->clients;
	default:
		return NULL;
	}
}

static void store(struct options *o, int id, const char *value)
{
	struct strlist *list = list_of(o, id);

	o->given |= 1ul << id;
	o->value[id] = value;
	if (list)
		strlist_add(list, value);
}

int options_parse(int argc, char **argv, struct options *out)
{
	struct option longs[OPT_COUNT + 1];
	char shorts[2 * OPT_COUNT + 2];
	int c;

	make_tables(longs, shorts);
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		int id = c == ':' || c == '?' ? -1 : find(c);

		if (id >= 0) {
			store(out, id, optarg);
			continue;
		}
		usage_error(c == ':' ? _("option %s needs a value")
				     : _("unknown option %s"),
			    argv[optind - 1]);
		return -1;
	}
	out->args = argv + optind;
	out->nargs = argc - optind;
	return 0;
}

void options_clear(struct options *o)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (list_of(o, i))
			strlist_clear(list_of(o, i));
}

void options_help(unsigned long mask)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		char *left;

		if (!(mask & 1ul << i))
			continue;
		left = xasprintf("%s--%s%s%s",
				 rows[i].letter == 'o'	 ? "-o, "
				 : rows[i].letter == 'h' ? "-h, "
				 : rows[i].letter == 'V' ? "-V, "
				 : rows[i].letter == 'v' ? "-v, "
							 : "",
				 rows[i].name, rows[i].value ? " " : "",
				 rows[i].value ? tr(rows[i].value) : "");
		out_row(25, left, tr(rows[i].words));
		free(left);
	}
}
