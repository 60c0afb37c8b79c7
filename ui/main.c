/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers clock, environment and locale once, then hands over to a front end. */
#include <errno.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"
#include "ui/plain/plain.h"
#include "ui/wizard/app.h"

/* Variables that make libraries write secrets or talk (security.md 22). */
static const char *const unwanted[] = {"SSLKEYLOGFILE", "GNUTLS_DEBUG_LEVEL",
				       "LDAPCONF", "LDAPRC"};

static void harden(void)
{
	if (getuid() != geteuid() || getgid() != getegid())
		die("this program must not run set-uid or set-gid");
	for (size_t i = 0; i < ARRAY_LEN(unwanted); i++)
		unsetenv(unwanted[i]);
	secret_harden_process();
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static void set_language(void)
{
	/* Where the translations are before they are installed. */
	const char *dir = variable("TEXTDOMAINDIR");

	/* Letters and language; dates and numbers are the same everywhere. Each
	 * further category costs every start a file. */
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	bindtextdomain("smime-setup", dir ? dir : LOCALEDIR);
	bind_textdomain_codeset("smime-setup", "UTF-8");
}

static const char *user_home(void)
{
	const char *home = variable("HOME");
	const struct passwd *pw;

	if (home)
		return home;
	pw = getpwuid(getuid());
	return pw ? pw->pw_dir : NULL;
}

static char *absolute(const char *path)
{
	char *here, *full;

	if (*path == '/')
		return xstrdup(path);
	here = getcwd(NULL, 0);
	full = here ? path_join(here, path) : xstrdup(path);
	free(here);
	return full;
}

/* --home, $SMIME_SETUP_HOME, $XDG_DATA_HOME/smime-setup, ~/.local/share/… */
static char *data_home(const char *option, const char *user)
{
	char *local, *path;

	if (option)
		return absolute(option);
	if (variable("SMIME_SETUP_HOME"))
		return absolute(variable("SMIME_SETUP_HOME"));
	if (variable("XDG_DATA_HOME"))
		return path_join(variable("XDG_DATA_HOME"), "smime-setup");
	local = path_join(user ? user : "/", ".local/share");
	path = path_join(local, "smime-setup");
	free(local);
	return path;
}

/* ISO 8601 in UTC: a day, or a day and a time. */
static int parse_time(const char *text, time_t *out)
{
	static const char *const forms[] = {"%Y-%m-%dT%H:%M:%SZ",
					    "%Y-%m-%dT%H:%M:%S",
					    "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M",
					    "%Y-%m-%d"};

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		struct tm tm = {0};
		const char *end = strptime(text, forms[i], &tm);

		if (!end || *end)
			continue;
		*out = timegm(&tm);
		return 0;
	}
	return -1;
}

static int set_color(const char *when, bool *color)
{
	bool tty = isatty(STDOUT_FILENO) && !variable("NO_COLOR");

	if (!when || strcmp(when, "auto") == 0)
		*color = tty;
	else if (strcmp(when, "always") == 0)
		*color = true;
	else if (strcmp(when, "never") == 0)
		*color = false;
	else
		return usage_error(_("--color takes auto, always or never, "
				     "not: %s"),
				   when);
	return 0;
}

static size_t columns(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
		return size.ws_col > 100 ? 100 : size.ws_col;
	return 80;
}

/* Screens want a terminal that can place a cursor. */
static bool wants_plain(const struct options *o)
{
	const char *term = variable("TERM");
	const char *accessible = variable("ACCESSIBLE");

	return (o->given & OPT(PLAIN)) || !isatty(STDIN_FILENO) ||
	       !isatty(STDOUT_FILENO) || !term || strcmp(term, "dumb") == 0 ||
	       (accessible && strcmp(accessible, "0") != 0);
}

static time_t clock_now(void)
{
	return time(NULL);
}

/* For tests: see term_start(). */
static int sync_fd(void)
{
	const char *number = variable("SMIME_SETUP_SYNC_FD");

	return number ? (int)strtol(number, NULL, 10) : 0;
}

static bool is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static int run_wizard(struct cli *cli, const char *brought)
{
	bool fixed = (cli->options->given & OPT(AT)) != 0;
	struct app_options app = {.utf8 = is_utf8(),
				  .env = &cli->env,
				  .now = fixed ? NULL : clock_now,
				  .identity = cli->options->value[OPT_IDENTITY],
				  .brought = brought,
				  .colour = cli->color,
				  .sync_fd = sync_fd()};
	int r;

	if (wants_plain(cli->options))
		return plain_run(cli, brought);
	r = app_run(&app);
	return r == APP_NO_TERMINAL ? plain_run(cli, brought) : r;
}

static int print_version(void)
{
	out_text(stdout, PACKAGE_NAME " " PACKAGE_VERSION "\n"
			 "Copyright (C) 2026 The smime-setup authors\n");
	out_text(stdout, _("License GPLv3+: GNU GPL version 3 or later.\n"
			   "This is free software; there is NO WARRANTY.\n"));
	return EXIT_FINE;
}

static int print_help(const struct options *o)
{
	command_help(o->nargs ? o->args[0] : NULL);
	return EXIT_FINE;
}

/* What needs neither home nor clock, so that nothing can be in its way. */
static int run(struct cli *cli)
{
	const struct options *o = cli->options;
	struct out_style style = {
		.utf8 = is_utf8(),
		.columns = columns(),
	};

	if (set_color(o->value[OPT_COLOR], &style.color))
		return EXIT_USAGE;
	out_setup(style);
	cli->color = style.color;
	if (o->given & OPT(VERSION))
		return print_version();
	if (o->given & OPT(HELP))
		return print_help(o);
	cli->env.now = clock_now();
	if (o->value[OPT_AT] && parse_time(o->value[OPT_AT], &cli->env.now) < 0)
		return usage_error(_("--at wants a time such as 2026-11-25 or "
				     "2026-11-25T18:00Z, not: %s"),
				   o->value[OPT_AT]);
	return o->nargs ? command_run(cli) : run_wizard(cli, NULL);
}

int main(int argc, char **argv)
{
	struct options options = {0};
	struct cli cli = {.options = &options, .wizard = run_wizard};
	char *home;
	int r;

	harden();
	set_language();
	command_guess(argc, argv);
	if (options_parse(argc, argv, &options) < 0)
		return EXIT_USAGE;
	cli.env.user_home = user_home();
	home = data_home(options.value[OPT_HOME], cli.env.user_home);
	cli.env.home = home;
	r = run(&cli);
	if (!out_close() && r < EXIT_USAGE)
		r = EXIT_FAILED;
	options_clear(&options);
	free(home);
	return r;
}
