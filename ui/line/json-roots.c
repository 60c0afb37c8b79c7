/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots that the person trusts as JSON. */
#include <stdlib.h>

#include "ui/line/json-impl.h"

static struct json_value *root_of(const struct root *root)
{
	struct json_value *o = json_map();
	char *title = cert_title(root->cert);
	char *print = cert_fingerprint(root->cert);
	char *sha1 = root_sha1(root->cert);

	json_put_text(o, "name", title);
	json_put(o, "subject", json_strings(&root->cert->subject));
	json_put_text(o, "fingerprint", print);
	json_put_text(o, "sha1", sha1);
	json_put_date(o, "not_before", root->cert->not_before);
	json_put_date(o, "not_after", root->cert->not_after);
	json_put_text(o, "from", root->is_own ? "authority" : "person");
	json_put_text(o, "file", root->path);
	free(sha1);
	free(print);
	free(title);
	return o;
}

struct json_value *json_roots(const struct root_list *roots,
			      const struct report *report)
{
	struct json_value *o = json_map();
	struct json_value *list = json_list();

	for (size_t i = 0; i < roots->n; i++)
		json_append(list, root_of(&roots->items[i]));
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "roots", list);
	json_put(o, "findings", json_findings(report));
	return o;
}
