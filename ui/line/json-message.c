/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter that was inspected, as JSON. */
#include "ui/line/json.h"

#include <stdlib.h>

#include "base/text.h"
#include "mail/announced.h"
#include "ui/line/json-impl.h"

static void put_hex(struct json_value *to, const char *key, const struct buf *b)
{
	char *text = b->len ? hex_text(b->data, b->len, 0) : NULL;

	json_put_text(to, key, text);
	free(text);
}

static struct json_value *recipients_in(const struct cms_look *l)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < l->nrecipients; i++) {
		const struct cms_id *id = &l->recipients[i].id;
		struct json_value *o = json_map();
		char *how = cms_recipient_text(&l->recipients[i]);
		char *issuer = letter_issuer(id);

		json_put_text(o, "issuer", issuer);
		put_hex(o, "serial", &id->serial);
		put_hex(o, "key_id", &id->key_id);
		json_put_text(o, "method", how);
		json_append(list, o);
		free(issuer);
		free(how);
	}
	return list;
}

/* How to encrypt to whoever signed. */
static void put_announced(struct json_value *to, const struct cms_look *l,
			  const struct cms_signer *s)
{
	struct announced a = {0};
	char *print = announced_of(l, s, &a) && a.encrypt
			      ? cert_fingerprint(a.encrypt)
			      : NULL;

	json_put(to, "ciphers",
		 s->has_capabilities ? json_ciphers(s->ciphers) : NULL);
	json_put_text(to, "encrypt_to", print);
	free(print);
}

static struct json_value *signers_in(const struct cms_look *l)
{
	static const char *const verdicts[] = {
		"unchecked", "good", "changed", "forged", "unknown", "unknown"};
	struct json_value *list = json_list();

	for (size_t i = 0; i < l->nsigners; i++) {
		const struct cms_signer *s = &l->signers[i];
		struct json_value *o = json_map();
		char *print = s->cert ? cert_fingerprint(s->cert) : NULL;
		char *when = s->has_time ? text_datetime(s->time) : NULL;

		json_put_text(o, "fingerprint", print);
		json_put(o, "addresses",
			 s->cert ? json_strings(&s->cert->emails) : NULL);
		json_put_text(o, "time", when);
		json_put_text(o, "digest", cms_digest_name(s->digest));
		json_put_text(o, "verdict", verdicts[s->verdict]);
		put_announced(o, l, s);
		json_append(list, o);
		free(when);
		free(print);
	}
	return list;
}

struct json_value *json_message(const struct inspection *i, const char *file)
{
	static const char *const kinds[] = {"other",     "signed", "encrypted",
					    "encrypted", "other",  "other"};
	struct json_subject about = {.kind = "message", .file = file};
	struct json_value *o = json_map(), *list = json_list();

	for (size_t k = 0; k < i->message.n; k++) {
		const struct cms_look *l = &i->message.layers[k]->look;
		struct json_value *one = json_map();

		json_put_text(one, "kind", kinds[l->kind]);
		json_put_text(one, "cipher",
			      l->cipher_oid ? cms_cipher_name(l->cipher)
					    : NULL);
		json_put(one, "recipients", recipients_in(l));
		json_put(one, "signers", signers_in(l));
		json_append(list, one);
	}
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "subject", json_subject_of(&about));
	json_put(o, "layers", list);
	json_put(o, "findings", json_findings(&i->report));
	return o;
}
