/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what an issuer sent: found, matched with a waiting key, stored. */
#include "journey/intake/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/desk.h"
#include "journey/page/show.h"
#include "x509/pkcs7.h"

enum { NOTES_MAX = 20 };

int intake_read(const struct env *env, const char *brought, struct buf *out,
		struct report *report)
{
	char *path;
	int r;

	if (strchr(brought, '\n')) {
		buf_clear(out);
		buf_adds(out, brought);
		return 0;
	}
	path = expand_home(env, brought);
	r = fsio_read(place_of(path), INTAKE_FILE_MAX, out, report);
	free(path);
	return r;
}

static int take_part(const struct part *part, struct cert_list *out,
		     struct report *report)
{
	const struct item *item = &part->item;
	struct cert *c = NULL;

	if (item->kind == ITEM_PKCS7)
		return pkcs7_certs(item->der.data, item->der.len, out, report);
	if (cert_parse(item->der.data, item->der.len, &c, report) < 0)
		return -1;
	cert_list_take(out, c);
	return 0;
}

/* What is there already is there once. */
static void merge(struct cert_list *to, struct cert_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (!cert_list_has(to, from->items[i])) {
			cert_list_take(to, from->items[i]);
			from->items[i] = NULL;
		}
	cert_list_clear(from);
}

static void note_token(const struct part *part, const char *label,
		       struct report *report)
{
	if (part->item.kind == ITEM_KEY_TOKEN)
		report_add(report, FINDING_KEY_ON_TOKEN, label, _("It is %s."),
			   item_kind_name(part->item.kind));
}

static void note_part(const struct part *part, const char *label,
		      struct report *report)
{
	const char *name = item_kind_name(part->item.kind);

	note_token(part, label, report);
	if (*part->where)
		report_add(report, FINDING_FILE_PART_IGNORED, label,
			   _("%s: it is %s."), part->where, name);
	else
		report_add(report, FINDING_FILE_PART_IGNORED, label,
			   _("It holds %s as well."), name);
}

void intake_note_rest(const struct parts *parts, unsigned kinds,
		      const char *label, struct report *report)
{
	size_t n = 0;

	for (size_t i = 0; i < parts->n; i++) {
		if (kinds & 1u << parts->items[i].item.kind)
			continue;
		if (n++ < NOTES_MAX)
			note_part(&parts->items[i], label, report);
	}
	if (n > NOTES_MAX)
		report_add(report, FINDING_FILE_PART_IGNORED, label,
			   trn("And %zu more part.", "And %zu more parts.",
			       n - NOTES_MAX),
			   n - NOTES_MAX);
	if (parts->cut)
		report_add(report, FINDING_FILE_CUT, label, "");
}

int intake_refuse(const struct parts *parts, enum finding_id id,
		  const char *label, struct report *report)
{
	const struct part *part = parts_main(parts);
	const char *name = item_kind_name(part->item.kind);

	note_token(part, label, report);
	if (*part->where)
		return report_fail(report, id, label, _("%s: it is %s."),
				   part->where, name);
	if (part->item.kind == ITEM_UNKNOWN)
		return report_fail(report, id, label, "%s", "");
	return report_fail(report, id, label, _("It is %s."), name);
}

/* One that cannot be read matters only where no other can. True where a chain
 * file was among those that could. */
static bool take_parts(const struct parts *parts, bool signers,
		       struct cert_list *out, struct report *failed)
{
	bool chain_file = false;

	for (size_t i = 0; i < parts->n; i++) {
		const struct part *part = &parts->items[i];
		bool pkcs7 = part->item.kind == ITEM_PKCS7;

		if (part->is_signer != signers ||
		    (!pkcs7 && part->item.kind != ITEM_CERT))
			continue;
		if (take_part(part, out, failed) == 0)
			chain_file |= pkcs7;
	}
	return chain_file;
}

/* A mail comes with certificates of whoever signed it: those that were sent
 * along are the ones that were meant. */
int intake_parts(const struct parts *parts, const char *label,
		 struct cert_list *out, struct report *report)
{
	struct cert_list got = {0};
	struct report failed = {0};
	bool chain_file = take_parts(parts, false, &got, &failed);
	int r = -1;

	(void)take_parts(parts, true, &got, &failed);
	if (got.n == 0 && failed.n) {
		report_fail(report, failed.items[0].id, label, "%s",
			    failed.items[0].detail);
	} else if (got.n == 0) {
		intake_refuse(parts,
			      item_finding(parts_main(parts)->item.kind),
			      label, report);
	} else {
		for (size_t i = 0; i < failed.n; i++)
			report_add(report, FINDING_FILE_PART_IGNORED, label,
				   "%s", failed.items[i].detail);
		if (chain_file)
			report_add(report, FINDING_CERT_IS_PKCS7, label, "");
		intake_note_rest(parts, 1u << ITEM_CERT | 1u << ITEM_PKCS7,
				 label, report);
		merge(out, &got);
		r = 0;
	}
	report_clear(&failed);
	return r;
}

int intake_certs(const struct buf *bytes, const char *label,
		 struct cert_list *out, struct report *report)
{
	struct parts parts;
	int r;

	unpack(bytes->data, bytes->len, &parts);
	r = intake_parts(&parts, label, out, report);
	parts_clear(&parts);
	return r;
}

static bool gives_key_away(const struct parts *parts)
{
	return parts_first(parts, ITEM_KEY) ||
	       parts_first(parts, ITEM_KEY_ENCRYPTED) ||
	       parts_first(parts, ITEM_P12);
}

int intake_request(const struct buf *bytes, const char *label,
		   struct csr **out, struct report *report)
{
	const struct part *part;
	struct parts parts;
	int r;

	unpack(bytes->data, bytes->len, &parts);
	part = parts_first(&parts, ITEM_CSR);
	if (gives_key_away(&parts))
		r = report_fail(report, FINDING_REQ_KEY_PASTED, label, "");
	else if (part)
		r = csr_parse(part->item.der.data, part->item.der.len, out,
			      report);
	else
		r = intake_refuse(&parts, FINDING_REQ_NOT_A_REQUEST, label,
				  report);
	if (r == 0)
		intake_note_rest(&parts, 1u << ITEM_CSR, label, report);
	parts_clear(&parts);
	return r;
}
