/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in something brought, one by one. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/desk/task.h"
#include "journey/intake/intake.h"
#include "journey/page/show.h"
#include "journey/steps/bring-impl.h"

static struct found *add(struct bringing *out)
{
	out->found = xrealloc(out->found,
			      (out->nfound + 1) * sizeof(*out->found));
	out->found[out->nfound] = (struct found){.mark = "[ok]"};
	return &out->found[out->nfound++];
}

static const char *role_of(const struct cert *c)
{
	if (c->self_signed && c->is_ca)
		return _("root");
	return c->is_ca ? _("intermediate") : _("personal");
}

static void say_state(const struct cert *c, time_t now, struct found *f)
{
	if (now > c->not_after) {
		f->mark = "[!!]";
		page_add(&f->page, ROLE_BAD, "%s", _("it has run out"));
	} else if (now < c->not_before) {
		f->mark = "[!!]";
		page_add(&f->page, ROLE_BAD, "%s", _("it is not valid yet"));
	} else if (c->signature_weak && !c->self_signed) {
		f->mark = "[! ]";
		page_add(&f->page, ROLE_WARN, "%s",
			 _("it is signed in an outdated way"));
	}
}

static void add_cert(const struct env *env, const struct cert *c,
		     struct bringing *out)
{
	struct found *f = add(out);
	char *until = text_date(c->not_after);

	f->label = cert_title(c);
	f->text = xasprintf(_("%s, until %s"), role_of(c), until);
	say_state(c, env->now, f);
	show_certificate(c, env->now, &f->page);
	free(until);
}

static void add_other(const struct part *part, struct bringing *out)
{
	const struct finding_info *info =
		finding_info(item_finding(part->item.kind));
	struct found *f = add(out);

	f->mark = "[  ]";
	f->label = xstrdup(item_kind_name(part->item.kind));
	f->text = xstrdup(part->where);
	page_add(&f->page, ROLE_TEXT, "%s", tr(info->title));
	if (*part->where)
		page_field(&f->page, _("Where"), "%s", part->where);
}

static bool is_cert(const struct part *part)
{
	return part->item.kind == ITEM_CERT || part->item.kind == ITEM_PKCS7;
}

void bring_list(const struct env *env, const struct parts *parts,
		struct bringing *out)
{
	struct report ignored = {0};
	struct cert_list certs = {0};

	if (intake_parts(parts, "", &certs, &ignored) == 0)
		for (size_t i = 0; i < certs.n; i++)
			add_cert(env, certs.items[i], out);
	for (size_t i = 0; i < parts->n; i++)
		if (!is_cert(&parts->items[i]))
			add_other(&parts->items[i], out);
	cert_list_clear(&certs);
	report_clear(&ignored);
}

void bring_list_clear(struct bringing *b)
{
	for (size_t i = 0; i < b->nfound; i++) {
		free(b->found[i].label);
		free(b->found[i].text);
		page_clear(&b->found[i].page);
	}
	free(b->found);
	b->found = NULL;
	b->nfound = 0;
}
