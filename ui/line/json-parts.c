/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that several results in JSON have. */
#include "ui/line/json-impl.h"

#include <stdlib.h>

#include "base/text.h"

void json_put_date(struct json_value *o, const char *key, time_t t)
{
	char *date = text_date(t);

	json_put_text(o, key, date);
	free(date);
}

struct json_value *json_ciphers(unsigned ciphers)
{
	struct json_value *list = json_list();

	for (int i = 0; i < CMS_CIPHER_OTHER; i++)
		if (ciphers & 1u << i)
			json_append(list, json_text(cms_cipher_name(
						  (enum cms_cipher)i)));
	return list;
}

struct json_value *json_finding(const struct finding *f)
{
	const struct finding_info *info = finding_info(f->id);
	struct json_value *o = json_map();

	json_put_text(o, "id", info->name);
	json_put_text(o, "severity", severity_name(f->severity));
	json_put_text(o, "step", info->step);
	json_put_text(o, "subject", f->subject);
	json_put_text(o, "title", tr(info->title));
	json_put_text(o, "detail", f->detail);
	json_put_text(o, "cause", tr(info->cause));
	json_put_text(o, "fix", tr(info->fix));
	json_put(o, "clients", json_words(info->clients));
	json_put_text(o, "source", info->source);
	return o;
}

struct json_value *json_findings(const struct report *report)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < report->n; i++)
		json_append(list, json_finding(&report->items[i]));
	return list;
}

struct json_value *json_subject_of(const struct json_subject *about)
{
	struct json_value *o = json_map();
	char *fingerprint = about->leaf ? cert_fingerprint(about->leaf) : NULL;

	json_put_text(o, "kind", about->kind);
	json_put_text(o, "address", about->address);
	json_put_text(o, "file", about->file);
	json_put_text(o, "fingerprint", fingerprint);
	free(fingerprint);
	return o;
}
