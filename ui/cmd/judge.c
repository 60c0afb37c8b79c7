/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everything in one call of "check" is judged with. */
#include "ui/cmd/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/intake/intake.h"
#include "journey/page/doubts.h"
#include "rules/client.h"
#include "ui/line/out.h"
#include "x509/address.h"

static int read_certs(const struct strlist *files, struct cert_list *out,
		      struct report *report)
{
	for (size_t i = 0; i < files->n; i++) {
		struct buf bytes = {0};
		int r = fsio_read(place_of(files->items[i]), INTAKE_FILE_MAX,
				  &bytes, report);

		if (r == 0)
			r = intake_certs(&bytes, files->items[i], out, report);
		buf_clear(&bytes);
		if (r < 0)
			return -1;
	}
	return 0;
}

static int read_crls(const struct strlist *files, struct crl_list *out,
		     struct report *report)
{
	for (size_t i = 0; i < files->n; i++) {
		struct buf bytes = {0};
		int r = fsio_read(place_of(files->items[i]), CRL_SIZE_MAX,
				  &bytes, report);

		if (r == 0)
			r = crl_read(&bytes, files->items[i], out, report);
		buf_clear(&bytes);
		if (r < 0)
			return -1;
	}
	return 0;
}

static int unknown_client(const char *name)
{
	struct buf names = {0};

	for (size_t i = 0; i < client_count(); i++)
		buf_addf(&names, "%s%s", i ? ", " : "", client_at(i)->name);
	usage_error(_("there is no mail program %s; there are: %s"), name,
		    names.data);
	buf_clear(&names);
	return EXIT_USAGE;
}

static int take_clients(struct judge *j)
{
	const struct strlist *names = &j->cli->options->clients;
	struct buf text = {0};

	for (size_t i = 0; i < names->n; i++) {
		if (!client_by_name(names->items[i])) {
			buf_clear(&text);
			return unknown_client(names->items[i]);
		}
		buf_addf(&text, "%s%s", i ? " " : "", names->items[i]);
	}
	if (names->n)
		j->clients = buf_take(&text);
	return 0;
}

/* One who is named twice is asked for once. */
static int take_to(struct judge *j, struct report *report)
{
	const struct strlist *typed = &j->cli->options->to;

	for (size_t i = 0; i < typed->n; i++) {
		char *clean = NULL;

		if (address_clean(typed->items[i], &clean, report) < 0)
			return -1;
		if (!strlist_has(&j->to, clean))
			strlist_add(&j->to, clean);
		free(clean);
	}
	return 0;
}

/* Of an identity the check itself tells which of the files do not count. */
static void take_roots(struct judge *j)
{
	const struct cli *cli = j->cli;
	struct report said = {0};
	struct page page = {0};

	ws_roots(&cli->env, &j->roots, &said);
	for (size_t i = 0; i < said.n; i++)
		page_finding(&page, &said.items[i]);
	if (cli->nargs || cli->options->given & OPT(TO))
		out_page(stderr, &page);
	page_clear(&page);
	report_clear(&said);
}

static int take_all(struct judge *j, struct report *report)
{
	const struct options *o = j->cli->options;

	take_roots(j);
	if (o->value[OPT_ADDRESS] &&
	    address_clean(o->value[OPT_ADDRESS], &j->address, report) < 0)
		return -1;
	if (take_to(j, report) < 0)
		return -1;
	if (read_certs(&o->chains, &j->extra, report) < 0 ||
	    read_certs(&o->roots, &j->roots, report) < 0 ||
	    read_certs(&o->public_roots, &j->public_roots, report) < 0)
		return -1;
	pool_add(j->pool, &j->extra);
	pool_add(j->pool, &j->roots);
	pool_add(j->pool, &j->public_roots);
	return read_crls(&o->crls, &j->crls, report);
}

int judge_init(struct judge *j, struct cli *cli)
{
	struct report report = {0};
	int r;

	*j = (struct judge){.cli = cli, .pool = pool_new()};
	r = take_clients(j);
	if (r == 0 && take_all(j, &report) < 0) {
		out_failure(&report);
		r = cli_status(&report);
	}
	report_clear(&report);
	return r;
}

void judge_clear(struct judge *j)
{
	free(j->address);
	free(j->clients);
	strlist_clear(&j->to);
	pool_free(j->pool);
	cert_list_clear(&j->extra);
	cert_list_clear(&j->roots);
	cert_list_clear(&j->public_roots);
	crl_list_clear(&j->crls);
}

struct diagnose_ask judge_ask(const struct judge *j)
{
	return (struct diagnose_ask){
		.env = &j->cli->env,
		.address = j->address,
		.roots = &j->roots,
		.public_roots = &j->public_roots,
		.pool = j->pool,
		.crls = j->crls.n ? &j->crls : NULL,
		.clients = j->clients,
	};
}

void judge_doubts(const struct judge *j, const struct subject *s,
		  struct page *out)
{
	struct doubts_ask ask = doubts_of(s, j->clients);
	struct doubts doubts;

	doubts_find(&ask, &doubts);
	doubts_show(&doubts, j->clients ? DOUBTS_FULL : DOUBTS_COUNT, out);
	doubts_clear(&doubts);
}

int judge_read(const char *name, struct buf *out, struct report *report)
{
	if (strcmp(name, "-") == 0)
		return fsio_read_fd(0, _("standard input"), INTAKE_FILE_MAX,
				    out, report);
	return fsio_read(place_of(name), INTAKE_FILE_MAX, out, report);
}
