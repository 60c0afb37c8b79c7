/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: options as a table, parsed before or after the command. */
#ifndef UI_OPTIONS_H
#define UI_OPTIONS_H

#include "base/util.h"

enum option_id {
	OPT_HOME,
	OPT_IDENTITY,
	OPT_PLAIN,
	OPT_JSON,
	OPT_AT,
	OPT_COLOR,
	OPT_HELP,
	OPT_VERSION,
	OPT_PASSPHRASE_FILE,
	OPT_PASSPHRASE_FD,
	OPT_PASSWORD_FILE,
	OPT_PASSWORD_FD,
	OPT_NAME,
	OPT_ALIAS,
	OPT_TYPE,
	OPT_OUT,
	OPT_DER,
	OPT_DAYS,
	OPT_FOR,
	OPT_ADDRESS,
	OPT_CHAIN,
	OPT_CRL,
	OPT_TO,
	OPT_CLIENT,
	OPT_ROOTS,
	OPT_PUBLIC_ROOTS,
	OPT_WITHIN,
	OPT_VERBOSE,
	OPT_SAME_KEY,
	OPT_REPLACE,
	OPT_WITH_OLD,
	OPT_WITH_IDENTITY,
	OPT_MAIL_TYPE,
	OPT_MAIL_IN,
	OPT_MAIL_OUT,
	OPT_MAIL_USER,
	OPT_MAIL_SMIME,
	OPT_OPAQUE,
	OPT_AS,
	OPT_FORWARDED,
	OPT_FINGERPRINT,
	OPT_COUNT
};

#define OPT(id) (1ul << OPT_##id)

/* Those every command takes. */
#define OPT_GLOBAL                                                         \
	(OPT(HOME) | OPT(IDENTITY) | OPT(PLAIN) | OPT(JSON) | OPT(AT) |    \
	 OPT(COLOR) | OPT(HELP) | OPT(VERSION) | OPT(PASSPHRASE_FILE) |    \
	 OPT(PASSPHRASE_FD) | OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))

/* One option: a row of the table in options.c. */
struct option_row {
	const char *name;	/* "home", without dashes */
	char letter;		/* 0 where there is none */
	const char *value;	/* what follows it; NULL: nothing does */
	const char *words;	/* what it does, untranslated */
};
const struct option_row *option_row(enum option_id id);

struct options {
	unsigned long given;	/* bits OPT(…) */
	const char *value[OPT_COUNT];	/* the last one given */
	/* Those that may be repeated. */
	struct strlist aliases, chains, roots, public_roots, crls, to, clients;
	char **args;		/* command and operands; points into argv */
	int nargs;
};

/* 0, or -1 after a usage error was printed. */
int options_parse(int argc, char **argv, struct options *out) MUST_CHECK;
void options_clear(struct options *o);

/* Prints a usage error and gives exit status 2. Its hint leads to the help of
 * the command that was set last, or (NULL) to that of the program. */
int usage_error(const char *format, ...) PRINTF(1, 2);
void usage_about(const char *command);

/* Prints the options of a mask with their words. */
void options_help(unsigned long mask);

#endif
