/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "message": letters signed, encrypted, opened, checked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/spool.h"
#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/letter/letter-inspect.h"
#include "ui/cmd/command.h"
#include "ui/cmd/judge.h"
#include "ui/line/json.h"
#include "ui/line/out.h"

struct errand {
	struct cli *cli;
	struct letter_in in;
	struct ring ring;
	struct sink *out;	/* of a file, or what is held back */
	struct report report;
	struct page page;	/* what was found, for standard error */
	int status;		/* where all went well */
};

/* --- in and out --- */

static int open_in(struct errand *e)
{
	const char *name = e->cli->nargs > 1 ? e->cli->args[1] : "-";

	e->in.label = name;
	if (strcmp(name, "-") == 0) {
		e->in.label = _("standard input");
		e->in.fd = STDIN_FILENO;
	} else {
		e->in.fd = fsio_open(place_of(name), &e->report);
	}
	return e->in.fd < 0 ? -1 : letter_begin(&e->in, &e->report);
}

/* Nothing has its name, or is shown, until all of it has been found good. */
static int open_out(struct errand *e)
{
	const char *name = e->cli->options->value[OPT_OUT];
	struct write_job job = {.flags = FSIO_NEW};

	sink_free(e->out);
	e->out = NULL;
	if (!name) {
		e->out = spool_new(e->cli->env.home, &e->report);
		return 0;
	}
	job.at = place_of(name);
	return fsio_draft_new(&job, &e->out, &e->report);
}

static int show_put(struct sink *s, const void *bytes, size_t n)
{
	(void)s;
	return out_bytes(bytes, n);
}

/* -1 without a finding where standard output takes no more: out_close() tells
 * that. */
static int close_out(struct errand *e)
{
	struct sink show = {.put = show_put};

	if (e->cli->options->value[OPT_OUT])
		return fsio_draft_commit(e->out);
	return spool_pour(e->out, &show);
}

/* --- keys --- */

static int open_key(struct errand *e, struct ring_item *item)
{
	struct secret_ask ask = {OPT_PASSPHRASE_FILE, OPT_PASSPHRASE_FD, NULL,
				 false};
	char *label = xasprintf(_("Passphrase of the key of %s"),
				item->address);
	struct secret *s = NULL;
	int r;

	ask.label = label;
	r = cli_secret(e->cli, &ask, &s, &e->report);
	if (r == 0)
		r = ring_open(item, s, &e->report);
	secret_free(s);
	free(label);
	return r;
}

/* The identity that writes; NULL and 0 where it need not be there. */
static int find_writer(struct errand *e, bool needed, struct ring_item **out)
{
	struct strlist all = {0};
	char *address = NULL;
	int r = 0;

	ws_identities(&e->cli->env, &all);
	if (needed || all.n || e->cli->options->value[OPT_IDENTITY])
		r = ws_choose(&e->cli->env,
			      e->cli->options->value[OPT_IDENTITY], &address,
			      &e->report);
	if (r == 0 && address)
		*out = ring_of(&e->ring, address);
	if (r == 0 && needed && !*out)
		r = report_fail(&e->report, FINDING_STEP_NEEDS, address, "%s",
				step_title(STEP_CERTIFICATE));
	strlist_clear(&all);
	free(address);
	return r;
}

static int add_bundles(struct errand *e)
{
	struct secret_ask ask = {OPT_PASSWORD_FILE, OPT_PASSWORD_FD,
				 _("Password of the bundle"), false};
	struct secret *s = NULL;
	int r;

	if (!(e->cli->options->given & (OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))))
		return 0;
	r = cli_secret(e->cli, &ask, &s, &e->report);
	if (r == 0 && !ring_add_bundles(&e->ring, &e->cli->env, s))
		r = report_fail(&e->report, FINDING_P12_OWN_PASSWORD,
				WS_BUNDLES, "%s", "");
	secret_free(s);
	return r;
}

/* The key for what is encrypted, asked for only where one is needed. */
static int open_keys(struct errand *e)
{
	struct message look = {0};
	struct ring_item *item;
	int r = add_bundles(e);

	letter_look(&e->in, &look);
	item = letter_key_for(&look, &e->ring);
	if (r == 0 && item)
		r = open_key(e, item);
	message_clear(&look);
	return r;
}

/* --- sign, encrypt --- */

static int do_sign(struct errand *e)
{
	bool opaque = (e->cli->options->given & OPT(OPAQUE)) != 0;
	struct ring_item *writer = NULL;
	int r = 1;

	if (find_writer(e, true, &writer) < 0 || open_key(e, writer) < 0)
		return -1;
	while (r == 1 && (r = open_out(e)) == 0)
		r = letter_sign(&e->in, &e->cli->env, writer, opaque, e->out,
				&e->report);
	return r;
}

/* A file, the address of an identity that is here, or one of the address book. */
static int add_to(struct errand *e, const char *name, struct letter_to *to)
{
	const struct ring_item *own = ring_of(&e->ring, name);
	bool is_file = fsio_exists(place_of(name));
	struct buf bytes = {0};
	int r;

	if (!own && !is_file && strchr(name, '@'))
		return letter_to_find(to, &e->cli->env, name, &e->report);
	if (own && !is_file)
		buf_copy(&bytes, &own->cert->der);
	else if (judge_read(name, &bytes, &e->report) < 0)
		return -1;
	r = letter_to_add(to, &e->cli->env, &bytes, name, &e->report);
	buf_clear(&bytes);
	return r;
}

static int encrypt(struct errand *e, const struct ring_item *writer,
		   const struct letter_to *to)
{
	int r = 1;

	while (r == 1 && (r = open_out(e)) == 0)
		r = letter_encrypt(&e->in, &e->cli->env, writer, to, e->out,
				   &e->report);
	return r;
}

static int do_encrypt(struct errand *e)
{
	const struct strlist *names = &e->cli->options->to;
	struct ring_item *writer = NULL;
	struct letter_to to = {0};
	int r = find_writer(e, names->n == 0, &writer);

	for (size_t i = 0; i < names->n && r == 0; i++)
		r = add_to(e, names->items[i], &to);
	if (r == 0)
		r = encrypt(e, writer, &to);
	if (r == 0 && !names->n)
		page_add(&e->page, ROLE_WARN, "%s",
			 _("Only you can read it: it is for nobody else, as "
			   "--to names nobody."));
	else if (r == 0)
		page_strlist(&e->page, _("Encrypted to"), &to.addresses);
	letter_to_clear(&to);
	return r;
}

/* --- decrypt, verify --- */

/* Intact is not yet trusted: who signed, and whether that is the sender. */
static void judge_signers(struct errand *e, const struct message *m)
{
	struct report found = {0};

	letter_judge(&e->in, &e->cli->env, &e->ring, m, &found);
	for (size_t i = 0; i < found.n; i++) {
		struct report one = {&found.items[i], 1};

		if (strncmp(finding_info(found.items[i].id)->name, "msg-sign-",
			    9) == 0 ||
		    root_is_trouble(found.items[i].id))
			report_append(&e->report, &one);
	}
	report_clear(&found);
}

static int read_as(struct errand *e, enum message_want want)
{
	struct message m = {0};
	int r = open_keys(e);

	if (r == 0)
		r = open_out(e);
	if (r == 0)
		r = letter_read(&e->in, &e->ring, want, e->out, &m, &e->report);
	if (r == 1 && (r = open_out(e)) == 0)
		r = letter_read(&e->in, &e->ring, want, e->out, &m, &e->report);
	if (r == 0 && want == MESSAGE_CONTENT)
		r = letter_accept(&m, e->in.label, &e->report);
	if (r == 0 && want == MESSAGE_CONTENT)
		judge_signers(e, &m);
	/* Of what was not to be read, nothing was checked. */
	if (!report_has(&e->report, FINDING_MSG_NOT_ENCRYPTED))
		letter_page(&m, &e->ring, &e->page);
	message_clear(&m);
	return r;
}

static int do_decrypt(struct errand *e)
{
	return read_as(e, MESSAGE_OPENED);
}

static int do_verify(struct errand *e)
{
	return read_as(e, MESSAGE_CONTENT);
}

/* Nobody is stopped by a question: inside what is encrypted is looked only where
 * the passphrase was given. */
static int do_inspect(struct errand *e)
{
	const unsigned long given = e->cli->options->given;
	struct inspection i = {0};
	struct page page = {0};
	int r = 0;

	if (given & (OPT(PASSPHRASE_FILE) | OPT(PASSPHRASE_FD) |
		     OPT(PASSWORD_FILE) | OPT(PASSWORD_FD)))
		r = open_keys(e);
	if (r == 0)
		r = letter_inspect(&e->in, &e->cli->env, &e->ring, &i,
				   &e->report);
	if (r == 0 && given & OPT(JSON)) {
		r = json_print(json_message(&i, e->in.label));
	} else if (r == 0) {
		inspection_page(&i, &e->ring, e->in.label, &page);
		out_page(stdout, &page);
	}
	if (r == 0)
		e->status = report_count(&i.report, SEVERITY_BLOCKER)
				    ? EXIT_FOUND
				    : EXIT_FINE;
	page_clear(&page);
	inspection_clear(&i);
	return r;
}

static const struct deed {
	const char *name;
	int (*run)(struct errand *e);
	unsigned long options;	/* of its own */
} deeds[] = {
	{"sign", do_sign, OPT(OUT) | OPT(OPAQUE)},
	{"encrypt", do_encrypt, OPT(OUT) | OPT(TO)},
	{"decrypt", do_decrypt, OPT(OUT)},
	{"verify", do_verify, OPT(OUT)},
	{"inspect", do_inspect, 0},
};

/* What one hears of on a letter that could not be opened, or is not good, is a
 * finding, status 1; what keeps the program from working is 3. */
static int status_of(const struct report *report)
{
	for (size_t i = 0; i < report->n; i++)
		if (strncmp(finding_info(report->items[i].id)->name, "msg-",
			    4) == 0 &&
		    report->items[i].severity == SEVERITY_BLOCKER)
			return EXIT_FOUND;
	return cli_status(report);
}

static bool is_roots(const struct report *r, const struct finding *f)
{
	(void)r;
	return root_is_trouble(f->id);
}

/* In full: where a signer is not trusted, it may be for them. */
static void tell_roots(struct errand *e)
{
	roots_show_trouble(&e->report, &e->page);
	report_filter(&e->report, is_roots);
}

static int carry_out(struct errand *e, const struct deed *deed)
{
	int r = -1;

	ring_scan(&e->cli->env, &e->ring);
	if (open_in(e) == 0 && deed->run(e) == 0)
		r = e->out ? close_out(e) : 0;
	tell_roots(e);
	out_page(stderr, &e->page);
	if (r < 0 && e->report.n)
		out_failure(&e->report);
	else
		out_remarks(&e->report);
	return r == 0 ? e->status : status_of(&e->report);
}

int cmd_message(struct cli *cli)
{
	const unsigned long all = OPT(OUT) | OPT(OPAQUE) | OPT(TO);
	struct errand e = {.cli = cli};
	const struct deed *deed = NULL;
	int r;

	for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
		if (strcmp(cli->args[0], deeds[i].name) == 0)
			deed = &deeds[i];
	if (!deed)
		return usage_error(_("unknown word behind message: %s"),
				   cli->args[0]);
	for (int i = 0; i < OPT_COUNT; i++)
		if (cli->options->given & all & ~deed->options & 1ul << i)
			return usage_error(_("--%s is not for message %s"),
					   option_row((enum option_id)i)->name,
					   deed->name);
	e.in.fd = -1;
	r = carry_out(&e, deed);
	sink_free(e.out);
	if (e.in.fd > STDIN_FILENO)
		close(e.in.fd);
	letter_end(&e.in);
	ring_clear(&e.ring);
	page_clear(&e.page);
	report_clear(&e.report);
	return r;
}
