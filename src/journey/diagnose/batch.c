/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many certificates judged in one run: each by itself, in bounded memory. */
#include "journey/diagnose/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/intake/intake.h"
#include "x509/armour.h"
#include "x509/der-kind.h"

enum {
	WINDOW = 1024 * 1024, /* of a long file; no certificate is longer */
	ISSUERS_MAX = 1024,   /* remembered of a long file */
	FEW = 64, /* are held against each other */
	WHOLE_MAX = 4 * 1024 * 1024, /* read at once */
};

static const char begin[] = "-----BEGIN CERTIFICATE-----";
static const char end[] = "-----END CERTIFICATE-----";

/* One file being judged. */
struct run {
	struct diagnose_ask ask;
	batch_fn *each;
	void *arg;
	struct cert_list beside; /* others of the file: all, or, of many, the
				  * authorities' */
	size_t leaves;		  /* others, as far as they were counted */
	size_t number;		  /* of the one that is judged */
	bool is_odd;		  /* there is more than certificates */
};

static struct slice from(struct slice s, size_t n)
{
	return (struct slice){s.p + n, s.n - n};
}

static struct slice skip_blanks(struct slice s)
{
	while (s.n && s.p[0] && strchr(" \t\r\n", s.p[0]))
		s = from(s, 1);
	return s;
}

/* The next of a row of certificates in text form: 1, 0 at the end of the row,
 * -1 where something else comes, or its end is not there. */
static int take_block(struct slice *text, struct slice *body)
{
	struct slice s = skip_blanks(*text);
	const unsigned char *stop;

	if (!s.n)
		return 0;
	if (s.n < strlen(begin) || memcmp(s.p, begin, strlen(begin)) != 0)
		return -1;
	s = from(s, strlen(begin));
	stop = memmem(s.p, s.n, end, strlen(end));
	if (!stop)
		return -1;
	*body = (struct slice){s.p, (size_t)(stop - s.p)};
	*text = from(s, body->n + strlen(end));
	return 1;
}

/* NULL where it is none. */
static struct cert *read_block(struct slice body)
{
	struct report damage = {0};
	struct buf der = {0};
	struct cert *c = NULL;

	if (armour_decode(body, &der) == 0 &&
	    cert_parse(der.data, der.len, &c, &damage) < 0)
		c = NULL;
	report_clear(&damage);
	buf_clear(&der);
	return c;
}

static void tell(const struct run *run, const struct diagnosis *d)
{
	struct batch_item item = {run->ask.file,
				  run->leaves > 1 ? run->number : 0, d};

	run->each(&item, run->arg);
}

/* NULL is one that could not be read: told where it stands. */
static void judge(struct run *run, const struct cert *leaf)
{
	struct diagnosis d = {.kind = "other",
			      .words = item_kind_name(ITEM_DAMAGED)};

	run->number++;
	if (leaf)
		diagnose_certificate(leaf, &run->beside, &run->ask, &d);
	else
		report_add(&d.report, FINDING_CERT_TEXT_DAMAGED, run->ask.file,
			   "");
	tell(run, &d);
	diagnosis_clear(&d);
}

/* --- a file in memory --- */

/* Each block, NULL for damage. False where there is anything else. */
static bool read_row(struct slice text, struct cert_list *out)
{
	struct slice body;
	int more;

	while ((more = take_block(&text, &body)) > 0)
		cert_list_take(out, read_block(body));
	return more == 0 && out->n && (out->n > 1 || out->items[0]);
}

static bool read_der(struct slice der, struct cert_list *out)
{
	struct report damage = {0};
	struct cert *c;

	if (der_kind(der) != ITEM_CERT || der_size(der) != der.n)
		return false;
	if (cert_parse(der.p, der.n, &c, &damage) == 0)
		cert_list_take(out, c);
	report_clear(&damage);
	return out->n > 0;
}

/* Of authorities alone the first is judged, as one that is no person's. */
static void judge_row(struct run *run, const struct cert_list *row)
{
	for (size_t i = 0; i < row->n; i++) {
		struct cert *c = row->items[i];

		run->leaves += !c || !c->is_ca;
		if (c && (c->is_ca || row->n <= FEW))
			cert_list_take(&run->beside, c);
	}
	if (!run->leaves)
		judge(run, row->items[0]);
	for (size_t i = 0; i < row->n; i++)
		if (!row->items[i] || !row->items[i]->is_ca)
			judge(run, row->items[i]);
	free(run->beside.items); /* they are the row's */
}

void batch_bytes(const struct buf *bytes, const struct diagnose_ask *ask,
		 batch_fn *each, void *arg)
{
	struct run run = {.ask = *ask, .each = each, .arg = arg};
	struct slice s = slice_of(bytes);
	struct cert_list row = {0};
	struct diagnosis d;

	if (read_der(s, &row) || read_row(s, &row)) {
		judge_row(&run, &row);
	} else {
		diagnose(bytes, ask, &d);
		tell(&run, &d);
		diagnosis_clear(&d);
	}
	cert_list_clear(&row);
}

/* --- a long one, read twice --- */

/* Takes the whole blocks off the front and hands them on; how many bytes that
 * were. */
static size_t each_block(struct run *run, const char *bytes, size_t n,
			 bool is_end, void (*use)(struct run *, struct cert *))
{
	struct slice text = {(const unsigned char *)bytes, n}, body;

	while (!run->is_odd && take_block(&text, &body) > 0)
		use(run, read_block(body));
	text = skip_blanks(text);
	run->is_odd = run->is_odd || (is_end && text.n);
	return n - text.n;
}

static void count(struct run *run, struct cert *c)
{
	bool is_ca = c && c->is_ca;

	run->leaves += !is_ca;
	if (is_ca && run->beside.n < ISSUERS_MAX)
		cert_list_take(&run->beside, c);
	else
		cert_free(c);
}

static void judge_one(struct run *run, struct cert *c)
{
	if (!c || !c->is_ca)
		judge(run, c);
	cert_free(c);
}

static size_t take_first(const char *bytes, size_t n, bool is_end, void *arg)
{
	return each_block(arg, bytes, n, is_end, count);
}

static size_t take_second(const char *bytes, size_t n, bool is_end, void *arg)
{
	return each_block(arg, bytes, n, is_end, judge_one);
}

static int judge_long(const char *path, const struct diagnose_ask *ask,
		      batch_fn *each, void *arg, struct report *report)
{
	struct run run = {.ask = *ask, .each = each, .arg = arg};
	struct place at = place_of(path);
	int r = fsio_stream(at, WINDOW, take_first, &run, report);

	if (r == 0 && run.is_odd)
		r = report_fail(report, FINDING_FILE_TOO_BIG, path, "%s",
				_("Only certificates may come in files of "
				  "this length."));
	if (r == 0)
		r = fsio_stream(at, WINDOW, take_second, &run, report);
	cert_list_clear(&run.beside);
	return r;
}

static int judge_whole(const char *path, size_t max,
		       const struct diagnose_ask *ask, batch_fn *each,
		       void *arg, struct report *report)
{
	struct buf bytes = {0};
	int r = fsio_read(place_of(path), max, &bytes, report);

	if (r == 0)
		batch_bytes(&bytes, ask, each, arg);
	buf_clear(&bytes);
	return r;
}

/* What is long is certificates, or a mail with pictures in it. */
int batch_file(const char *path, const struct diagnose_ask *ask,
	       batch_fn *each, void *arg, struct report *report)
{
	struct report failed = {0};
	int r = judge_whole(path, WHOLE_MAX, ask, each, arg, &failed);

	if (r < 0 && report_has(&failed, FINDING_FILE_TOO_BIG)) {
		report_clear(&failed);
		r = judge_long(path, ask, each, arg, &failed);
	}
	if (r < 0 && report_has(&failed, FINDING_FILE_TOO_BIG)) {
		report_clear(&failed);
		r = judge_whole(path, INTAKE_FILE_MAX, ask, each, arg,
				&failed);
	}
	report_append(report, &failed);
	report_clear(&failed);
	return r;
}
