/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revocation lists out of DER. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/crl-impl.h"
#include "x509/der-time.h"
#include "x509/extension.h"
#include "x509/gtls.h"
#include "x509/sigalg.h"

enum { DER_ENUMERATED = 0x0A, NAME_URI = DER_CONTEXT + 6 };

/* IssuingDistributionPoint's parts beside the names (RFC 5280 section 5.2.5).
 */
enum {
	POINT_USERS = DER_CONTEXT + 1,
	POINT_CAS = DER_CONTEXT + 2,
	POINT_REASONS = DER_CONTEXT + 3,
	POINT_INDIRECT = DER_CONTEXT + 4,
	POINT_ATTRIBUTES = DER_CONTEXT + 5,
};

static bool is_true(struct slice boolean)
{
	return boolean.n == 1 && boolean.p[0];
}

/* [0] { [0] GeneralNames }. One without an address is not compared: of which
 * certificates it tells, nobody can say then. */
static void read_point_names(struct slice choice, struct crl *crl)
{
	struct slice names = {0}, name;
	unsigned tag;

	if (der_enter(&choice, DER_CONTEXT_CONS, &names) < 0)
		names.n = 0;
	while (der_next(&names, &tag, &name) == 0)
		if (tag == NAME_URI && !memchr(name.p, '\0', name.n))
			strlist_take(&crl->urls,
				     xstrndup((const char *)name.p, name.n));
	crl->is_partial |= crl->urls.n == 0;
}

static int read_point(struct slice value, struct crl *crl)
{
	struct slice point, part;
	unsigned tag;

	if (der_enter(&value, DER_SEQUENCE, &point) < 0 || value.n)
		return -1;
	while (point.n) {
		if (der_next(&point, &tag, &part) < 0)
			return -1;
		if (tag == DER_CONTEXT_CONS)
			read_point_names(part, crl);
		else if (tag == POINT_USERS)
			crl->only_users = is_true(part);
		else if (tag == POINT_CAS)
			crl->only_cas = is_true(part);
		else
			crl->is_partial |=
				tag == POINT_REASONS || is_true(part);
	}
	return 0;
}

static int read_extension(const struct extension *e, struct crl *crl)
{
	if (der_oid_is(e->oid, "2.5.29.35"))
		return ext_authority_id(e->value, &crl->authority_key_id);
	if (der_oid_is(e->oid, "2.5.29.28"))
		return read_point(e->value, crl);
	/* A delta, or something we do not know: it may change what silence
	 * means. */
	crl->is_partial |= e->critical;
	return 0;
}

static int read_extensions(struct slice rest, struct crl *crl)
{
	struct slice tagged, list;
	struct extension e;
	int more, r = 0;

	if (!rest.n)
		return 0;
	if (der_enter(&rest, DER_CONTEXT_CONS, &tagged) < 0 || rest.n ||
	    der_enter(&tagged, DER_SEQUENCE, &list) < 0 || tagged.n)
		return -1;
	while (r == 0 && (more = ext_next(&list, &e)) != 0) {
		if (more < 0)
			return -1;
		r = read_extension(&e, crl);
	}
	return r;
}

static int read_rows(struct slice list, struct crl *crl)
{
	size_t room = 0;

	while (list.n) {
		struct slice row, serial;

		if (der_enter(&list, DER_SEQUENCE, &row) < 0 ||
		    der_enter(&row, DER_INTEGER, &serial) < 0 || !serial.n)
			return -1;
		if (crl->n == room) {
			room = room ? 2 * room : 16;
			crl->rows =
				xrealloc(crl->rows, room * sizeof(*crl->rows));
		}
		crl->rows[crl->n++] =
			(struct crl_row){serial.p, (unsigned)serial.n};
	}
	return 0;
}

static int read_body(struct slice body, struct crl *crl)
{
	struct slice part, tbs, rows;

	if (der_enter(&body, DER_SEQUENCE, &tbs) < 0)
		return -1;
	if (tbs.n && tbs.p[0] == DER_INTEGER &&
	    der_enter(&tbs, DER_INTEGER, &part) < 0)
		return -1;
	if (der_enter(&tbs, DER_SEQUENCE, &part) < 0)
		return -1;
	part = (struct slice){tbs.p, der_size(tbs)};
	buf_add(&crl->issuer_der, part.p, part.n);
	if (der_enter(&tbs, DER_SEQUENCE, &part) < 0 ||
	    der_time(&tbs, &crl->this_update) < 0)
		return -1;
	if (tbs.n && tbs.p[0] != DER_SEQUENCE && tbs.p[0] < DER_CONTEXT &&
	    der_time(&tbs, &crl->next_update) < 0)
		return -1;
	if (tbs.n && tbs.p[0] == DER_SEQUENCE &&
	    (der_enter(&tbs, DER_SEQUENCE, &rows) < 0 ||
	     read_rows(rows, crl) < 0))
		return -1;
	return read_extensions(tbs, crl);
}

static char *name_of(const struct buf *der)
{
	static const char *const oids[] = {"2.5.4.3", "2.5.4.10"};
	char *name = NULL, *safe;

	for (size_t i = 0; !name && i < ARRAY_LEN(oids); i++)
		name = gtls_name_value(der->data, der->len, oids[i]);
	safe = text_safe_str(name ? name : "?");
	free(name);
	return safe;
}

int crl_parse(const void *der, size_t len, struct crl **out)
{
	struct crl *crl;
	struct signed_data s;

	if (len > CRL_SIZE_MAX)
		return -1;
	crl = xcalloc(1, sizeof(*crl));
	crl->memo = xcalloc(1, sizeof(*crl->memo));
	buf_add(&crl->der, der, len);
	if (signed_read(crl->der.data, crl->der.len, &s) < 0 ||
	    read_body(s.body, crl) < 0) {
		crl_free(crl);
		return -1;
	}
	crl->issuer = name_of(&crl->issuer_der);
	crl_sort(crl);
	*out = crl;
	return 0;
}

/* Date and extensions stand behind the serial number. */
int crl_row_read(const struct crl *crl, const struct crl_row *row,
		 struct crl_entry *out)
{
	const unsigned char *end =
		(const unsigned char *)crl->der.data + crl->der.len;
	struct slice rest = {row->serial + row->n, 0}, list, number;
	struct crl_entry entry = {.reason = CRL_REASON_NONE};
	struct extension e;
	unsigned long reason;

	rest.n = (size_t)(end - rest.p);
	if (der_time(&rest, &entry.since) < 0)
		return -1;
	/* What follows may be the next row, which has no OID in it. */
	if (der_enter(&rest, DER_SEQUENCE, &list) < 0)
		list = (struct slice){0};
	while (list.n && ext_next(&list, &e) > 0) {
		if (der_oid_is(e.oid, "2.5.29.21") &&
		    der_enter(&e.value, DER_ENUMERATED, &number) == 0 &&
		    der_number(number, &reason) == 0 &&
		    reason < CRL_REASON_COUNT)
			entry.reason = (int)reason;
	}
	*out = entry;
	return 0;
}
