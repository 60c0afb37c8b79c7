/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name constraints (RFC 5280 section 4.2.1.10) applied to a certificate. */
#include "x509/constraints.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/constraint-match.h"
#include "x509/extension.h"
#include "x509/gtls.h"
#include "x509/name.h"

enum {
	PERMITTED = DER_CONTEXT_CONS,
	EXCLUDED = DER_CONTEXT_CONS + 1,
	COMPARISONS_MAX = 1 << 20, /* as OpenSSL's NAME_CHECK_MAX */
};

/* The two lists of an issuer, and how much may still be compared. */
struct limits {
	struct slice permitted, excluded;
	size_t budget;
	bool is_literal; /* as mozilla::pkix reads them */
};

static int limits_read(const struct cert *issuer, struct limits *out)
{
	struct slice all = slice_of(&issuer->name_constraints), lists;
	struct limits l = {.budget = COMPARISONS_MAX};

	if (der_enter(&all, DER_SEQUENCE, &lists) < 0 || all.n)
		return -1;
	if (der_enter(&lists, PERMITTED, &l.permitted) < 0)
		l.permitted = (struct slice){0};
	if (der_enter(&lists, EXCLUDED, &l.excluded) < 0)
		l.excluded = (struct slice){0};
	*out = l;
	return lists.n ? -1 : 0;
}

/* GeneralSubtree: a base, and bounds that nobody may use (they are 0 and
 * none). */
static int next_base(struct slice *list, struct general_name *base)
{
	struct slice subtree;

	if (der_enter(list, DER_SEQUENCE, &subtree) < 0 ||
	    der_next(&subtree, &base->tag, &base->value) < 0)
		return -1;
	base->is_odd = subtree.n > 0;
	return 0;
}

/* Whether a list covers a name. */
struct cover {
	bool has_form; /* a base of this form is there */
	bool covers;
};

/* What mozilla::pkix makes of a base of the same form. */
static enum match match_literal(const struct general_name *name,
				const struct general_name *base, bool forbids)
{
	struct slice whole = name->value, part = base->value, a, b;

	switch (base->tag) {
	case NAME_MAIL:
	case NAME_DNS:
	case NAME_IP:
		return name_match(name, base, forbids);
	case NAME_DIRECTORY:
		if (forbids || der_enter(&whole, DER_SEQUENCE, &a) < 0 ||
		    der_enter(&part, DER_SEQUENCE, &b) < 0)
			return MATCH_UNKNOWN;
		return b.n <= a.n && (!b.n || memcmp(a.p, b.p, b.n) == 0)
			       ? MATCH_YES
			       : MATCH_NO;
	default:
		return MATCH_UNKNOWN;
	}
}

static bool has_form(const struct limits *l, const struct general_name *name,
		     unsigned base)
{
	return l->is_literal ? name->tag == base : name_has_form(name, base);
}

/* -1 where that cannot be said. */
static int look_up(struct limits *l, const struct general_name *name,
		   bool forbids, struct cover *out)
{
	struct slice list = forbids ? l->excluded : l->permitted;
	struct cover found = {0};
	struct general_name base;

	while (list.n) {
		enum match match = MATCH_UNKNOWN;

		if (next_base(&list, &base) < 0 || l->budget-- == 0)
			return -1;
		if (!has_form(l, name, base.tag))
			continue;
		found.has_form = true;
		if (!base.is_odd)
			match = l->is_literal
					? match_literal(name, &base, forbids)
					: name_match(name, &base, forbids);
		switch (match) {
		case MATCH_YES:
			found.covers = true;
			break;
		case MATCH_NO:
			break;
		default:
			return -1;
		}
	}
	*out = found;
	return 0;
}

static bool permits(struct limits *l, const struct general_name *name)
{
	struct cover in, out;

	if (look_up(l, name, true, &out) < 0 ||
	    look_up(l, name, false, &in) < 0)
		return false;
	return !out.covers && (in.covers || !in.has_form);
}

/* The name for people, where somebody wants it. */
static bool refuse(const struct general_name *name, char **out)
{
	if (out)
		*out = name_text(name);
	return false;
}

/* Something is damaged. */
static bool refuse_all(const struct cert *c, char **out)
{
	if (out)
		*out = cert_title(c);
	return false;
}

static bool permit_subject(struct limits *l, const struct cert *c, char **name)
{
	struct general_name subject = {.tag = NAME_DIRECTORY,
				       .value = slice_of(&c->subject_der)};
	struct slice names = subject.value, rdns;

	if (der_enter(&names, DER_SEQUENCE, &rdns) < 0 ||
	    (!rdns.n && !l->is_literal))
		return true;
	return permits(l, &subject) || refuse(&subject, name);
}

static bool permit_subject_mail(struct limits *l, const struct cert *c,
				char **name)
{
	struct general_name mail = {.tag = NAME_MAIL};
	struct slice names = slice_of(&c->subject_der), rdns, set, pair, oid;
	unsigned tag;

	if (der_enter(&names, DER_SEQUENCE, &rdns) < 0)
		return true;
	while (rdns.n && der_enter(&rdns, DER_SET, &set) == 0)
		while (set.n && der_enter(&set, DER_SEQUENCE, &pair) == 0)
			if (der_enter(&pair, DER_OID, &oid) == 0 &&
			    der_oid_is(oid, "1.2.840.113549.1.9.1") &&
			    der_next(&pair, &tag, &mail.value) == 0 &&
			    !permits(l, &mail))
				return refuse(&mail, name);
	return true;
}

static bool permit_alternatives(struct limits *l, const struct cert *c,
				char **name)
{
	struct general_name one = {0};
	struct slice value, names;

	int found = ext_find(slice_of(&c->der), "2.5.29.17", &value);

	if (found == 0)
		return true;
	if (found < 0 || der_enter(&value, DER_SEQUENCE, &names) < 0)
		return refuse_all(c, name);
	while (names.n) {
		if (der_next(&names, &one.tag, &one.value) < 0 ||
		    !permits(l, &one))
			return refuse(&one, name);
	}
	return true;
}

bool constraints_permit(const struct cert *issuer, const struct cert *c,
			char **name)
{
	struct limits limits;

	if (!issuer->has_name_constraints)
		return true;
	if (limits_read(issuer, &limits) == 0)
		return permit_subject(&limits, c, name) &&
		       permit_subject_mail(&limits, c, name) &&
		       permit_alternatives(&limits, c, name);
	return refuse_all(c, name);
}

bool constraints_permit_literal(const struct cert *issuer, const struct cert *c)
{
	struct limits limits;
	struct slice value;

	if (!issuer->has_name_constraints)
		return true;
	if (limits_read(issuer, &limits) < 0)
		return false;
	limits.is_literal = true;
	return permit_subject(&limits, c, NULL) &&
	       permit_alternatives(&limits, c, NULL) &&
	       (ext_find(slice_of(&c->der), "2.5.29.17", &value) != 0 ||
		permit_subject_mail(&limits, c, NULL));
}

bool constraints_permit_address(const struct cert *issuer, const char *address)
{
	struct general_name name = {
		.tag = NAME_MAIL,
		.value = {(const unsigned char *)address, strlen(address)},
	};
	struct limits limits;

	return !issuer->has_name_constraints ||
	       (limits_read(issuer, &limits) == 0 && permits(&limits, &name));
}
