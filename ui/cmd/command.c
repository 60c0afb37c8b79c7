/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, their help, and finding the one that was named. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"
#include "x509/gtls.h"

static const struct command commands[] = {
	{"status", "", N_("each identity, its steps, what to do next, what ends "
			  "soon"),
	 OPT(WITHIN), 0, 0, cmd_status},
	{"key", "ADDRESS", N_("a new identity and its key; never overwrites"),
	 OPT(NAME) | OPT(ALIAS) | OPT(TYPE), 1, 1, cmd_key},
	{"request", "", N_("write the request; without -o to standard output"),
	 OPT(OUT) | OPT(DER), 0, 0, cmd_request},
	{"import", "FILE...", N_("take in what the issuer sent; - is standard "
				 "input"),
	 OPT(REPLACE), 1, -1, cmd_import},
	{"authority", "create|issue [FILE]|show",
	 N_("your own authority: make it, issue with it, show its root"),
	 OPT(NAME) | OPT(TYPE) | OPT(OUT) | OPT(DAYS), 1, 2, cmd_authority},
	{"export", "", N_("the .p12 for a device; without --password-* one is "
			  "made and shown"),
	 OPT(FOR) | OPT(OUT) | OPT(WITH_OLD), 0, 0, cmd_export},
	{"guide", "[PLACE]", N_("what to do on the device, to read or print; "
				"with none, the list"),
	 OPT(TO), 0, 1, cmd_guide},
	{"rehearse", "", N_("a letter to yourself, signed, encrypted, opened "
			    "with the bundle"),
	 0, 0, 0, cmd_rehearse},
	{"renew", "", N_("ask for a new certificate in time; old keys are kept"),
	 OPT(OUT) | OPT(TYPE) | OPT(SAME_KEY), 0, 0, cmd_renew},
	{"profile", "", N_("a .mobileconfig for Apple devices: the issuers' "
			   "certificates, your key if you say so"),
	 OPT(OUT) | OPT(WITH_IDENTITY) | OPT(MAIL_TYPE) | OPT(MAIL_IN) |
		 OPT(MAIL_OUT) | OPT(MAIL_USER) | OPT(MAIL_SMIME),
	 0, 0, cmd_profile},
	{"check", "[FILE...]", N_("diagnose the identity, or files; or whether "
				  "you can encrypt to somebody"),
	 OPT(TO) | OPT(CLIENT) | OPT(ADDRESS) | OPT(CHAIN) | OPT(CRL) |
		 OPT(ROOTS) | OPT(PUBLIC_ROOTS) | OPT(VERBOSE),
	 0, -1, cmd_check},
	{"why", "[SYMPTOM [FILE]]", N_("from what you see to its cause, step by "
				       "step; with none, the list"),
	 OPT(TO) | OPT(CLIENT), 0, 2, cmd_why},
	{"message", "sign|encrypt|decrypt|verify|inspect [FILE]",
	 N_("sign, encrypt, open, check or explain a letter"),
	 OPT(TO) | OPT(OUT) | OPT(OPAQUE), 1, 2, cmd_message},
	{"recipients",
	 "add FILE...|scan PATH...|list [WORD...]|show ADDRESS|"
	 "remove ADDRESS...|export ADDRESS|note ADDRESS TEXT",
	 N_("other people's certificates: your address book"),
	 OPT(OUT) | OPT(AS) | OPT(VERBOSE) | OPT(FORWARDED), 1, -1,
	 cmd_recipients},
	{"roots", "add FILE|list|remove DIGITS",
	 N_("issuers' roots that you trust, each after its fingerprint was "
	    "compared"),
	 OPT(FINGERPRINT), 1, -1, cmd_roots},
	{"open", "[FILE]", N_("the guided setup, with this file brought to it"), 0,
	 0, 1, cmd_open},
	{"explain", "[FINDING|TERM]", N_("a finding's cause and cure, or a word "
					 "of the trade; with none, the list"),
	 0, 0, -1, cmd_explain},
	{"demo", "DIR", N_("the whole journey without questions, in a new "
			   "folder"),
	 0, 1, 1, cmd_demo},
};

const struct command *command_at(size_t i)
{
	return i < ARRAY_LEN(commands) ? &commands[i] : NULL;
}

static const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void help_program(void)
{
	out_lines(_("Usage: smime-setup [--plain]        the guided "
		    "setup\n"
		    "       smime-setup COMMAND [OPTION]...\n\n"
		    "Takes you from nothing to signed and encrypted mail "
		    "(S/MIME), and says why\nwhen it does not work. "
		    "Private keys never leave this computer.\n\n"
		    "Commands:\n"));
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		out_row(10, commands[i].name, tr(commands[i].words));
	out_text(stdout, _("\nOptions of all commands:\n"));
	options_help(OPT_GLOBAL);
	out_text(stdout, _("\nEach command's own: smime-setup COMMAND --help. "
			   "The manual: man smime-setup\n"));
}

void command_help(const char *name)
{
	const struct command *c = name ? command_find(name) : NULL;
	struct buf text = {0};

	if (!c) {
		help_program();
		return;
	}
	buf_addf(&text, _("Usage: smime-setup %s %s\n\n%s.\n"), c->name,
		 c->synopsis, tr(c->words));
	if (c->options)
		buf_adds(&text, _("\nOptions:\n"));
	out_lines(text.data);
	options_help(c->options);
	buf_clear(&text);
	if (c->run == cmd_export)
		help_export();
	if (c->run == cmd_why)
		help_why();
	out_text(stdout, _("\nOptions of all commands: smime-setup --help\n"));
}

void command_guess(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!command_find(argv[i]))
			continue;
		usage_about(argv[i]);
		return;
	}
}

static int check_options(const struct command *c, const struct options *o)
{
	unsigned long foreign = o->given & ~(c->options | OPT_GLOBAL);

	for (int i = 0; i < OPT_COUNT; i++)
		if (foreign & 1ul << i)
			return usage_error(_("--%s is not for the command %s"),
					   option_row((enum option_id)i)->name,
					   c->name);
	return 0;
}

int command_run(struct cli *cli)
{
	const char *name = cli->options->args[0];
	const struct command *c = command_find(name);
	int r;

	usage_about(c ? c->name : NULL);
	if (!c)
		return usage_error(_("unknown command: %s"), name);
	cli->args = cli->options->args + 1;
	cli->nargs = cli->options->nargs - 1;
	r = check_options(c, cli->options);
	if (r)
		return r;
	if (cli->nargs < c->min)
		return usage_error(_("the command %s needs: %s"), c->name,
				   c->synopsis);
	if (c->max >= 0 && cli->nargs > c->max)
		return usage_error(_("too many operands: %s"),
				   cli->args[c->max]);
	gtls_start();
	return c->run(cli);
}
