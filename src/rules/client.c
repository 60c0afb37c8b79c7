/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of mail programs, and their verdicts over a report. */
#include "rules/client.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/client-list.h"

static const struct client_ops *const clients[] = {
	&client_generic,  &client_ios_17,   &client_ios_18,
	&client_macos_14, &client_macos_15, &client_thunderbird,
	&client_outlook,  &client_gmail,    &client_evolution,
	&client_gpgsm,    &client_openssl,  &client_android,
	&client_java,
};

/* Names in the catalogue that stand for several clients, or another one. */
static const struct {
	const char *word, *names;
} umbrellas[] = {
	{"apple", "ios-17 ios-18 macos-14 macos-15"},
	{"windows", "outlook"},
};

/* Who is no mail program of its own in the list above. */
static const struct {
	const char *word, *title;
} others[] = {
	{"all", N_("All mail programs")},
	{"apple", N_("iPhone, iPad and Mac")},
	{"macos", N_("Mac")},
	{"windows", N_("Windows")},
	{"exo", N_("Exchange Online, the mail server")},
	{"issuers", N_("Public issuers")},
};

static const struct {
	const char *name, *title;
} abilities[ABILITY_COUNT] = {
	[ABILITY_SIGN] = {"sign", N_("Sign mail")},
	[ABILITY_ENCRYPT] = {"encrypt", N_("Be encrypted to")},
	[ABILITY_DECRYPT] = {"decrypt", N_("Read encrypted mail")},
	[ABILITY_IMPORT] = {"import", N_("Import the bundle")},
	[ABILITY_TRUST] = {"trust", N_("Be trusted")},
};

size_t client_count(void)
{
	return ARRAY_LEN(clients);
}

const struct client_ops *client_at(size_t i)
{
	return clients[i];
}

const struct client_ops *client_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(clients); i++)
		if (strcmp(clients[i]->name, name) == 0)
			return clients[i];
	return NULL;
}

bool client_has_rules(const struct client_ops *client, enum ability ability)
{
	return (client->abilities & 1u << ability) != 0;
}

/* Whether a name is among names separated by blanks. */
static bool has_word(const char *names, const char *name, size_t len)
{
	while (*(names += strspn(names, " "))) {
		size_t n = strcspn(names, " ");

		if (n == len && strncmp(names, name, n) == 0)
			return true;
		names += n;
	}
	return false;
}

/* A name that is in neither list stands as it is: t-client knows them all. */
static const char *title_of(const char *word)
{
	const struct client_ops *client = client_by_name(word);

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (strcmp(others[i].word, word) == 0)
			return tr(others[i].title);
	return client ? tr(client->title) : word;
}

char *clients_words(const char *column)
{
	struct buf b = {0};

	while (*(column += strspn(column, " "))) {
		size_t n = strcspn(column, " ");
		char *word = xstrndup(column, n);

		buf_addf(&b, "%s%s", b.len ? "; " : "", title_of(word));
		free(word);
		column += n;
	}
	return b.data ? buf_take(&b) : xstrdup("");
}

/* The column "clients" of the catalogue names this one. */
static bool is_named(const char *column, const char *name, size_t len)
{
	if (strcmp(column, "all") == 0 || has_word(column, name, len))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(umbrellas); i++)
		if (has_word(column, umbrellas[i].word,
			     strlen(umbrellas[i].word)) &&
		    has_word(umbrellas[i].names, name, len))
			return true;
	return false;
}

/* Letter of an ability in the column "affects". */
static const char letters[ABILITY_COUNT] = {
	[ABILITY_SIGN] = 'S',	 [ABILITY_ENCRYPT] = 'E',
	[ABILITY_DECRYPT] = 'D', [ABILITY_IMPORT] = 'M',
	[ABILITY_TRUST] = 'T',
};

static bool is_concerned(const struct client_ops *client,
			 const struct finding_info *info)
{
	return client->is_general ||
	       is_named(info->clients, client->name, strlen(client->name));
}

/* A blocker that was lowered is likely but not sure, or does not hold
 * everywhere: trust is left open then. */
static enum verdict by_catalogue(const struct finding *f, enum ability a)
{
	const struct finding_info *info = finding_info(f->basis);

	if (!strchr(info->affects, letters[a]))
		return VERDICT_YES;
	if (f->severity == SEVERITY_BLOCKER)
		return VERDICT_NO;
	return a == ABILITY_TRUST && info->severity == SEVERITY_BLOCKER
		       ? VERDICT_UNKNOWN
		       : VERDICT_YES;
}

static const struct client_rule *find_rule(const struct client_table *table,
					   enum finding_id id, enum ability a,
					   const struct subject *s)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct client_rule *rule = &table->rules[i];

		if (rule->id == id && rule->abilities & 1u << a &&
		    (!rule->when || (s && rule->when(s))))
			return rule;
	}
	return NULL;
}

enum verdict client_judge(const struct client_ops *client,
			  const struct finding *f, enum ability a,
			  const struct subject *s)
{
	const struct client_rule *rule = NULL;

	for (size_t i = 0; !rule && client->tables[i].rules; i++)
		rule = find_rule(&client->tables[i], f->basis, a, s);
	if (rule)
		return rule->verdict;
	return is_concerned(client, finding_info(f->basis)) ? by_catalogue(f, a)
							 : VERDICT_YES;
}

static bool is_minded(const struct client_ops *client, const struct finding *f,
		      const struct subject *s)
{
	const struct finding_info *info = finding_info(f->basis);

	for (int a = 0; a < ABILITY_COUNT; a++)
		if (client_judge(client, f, (enum ability)a, s) !=
			    VERDICT_YES &&
		    client_has_rules(client, (enum ability)a))
			return true;
	return info->severity != SEVERITY_BLOCKER &&
	       is_concerned(client, info);
}

bool client_is_among(const struct client_ops *client, const char *names)
{
	return has_word(names, client->name, strlen(client->name));
}

bool clients_mind(const char *names, const struct finding *f,
		  const struct subject *s)
{
	for (size_t i = 0; i < ARRAY_LEN(clients); i++)
		if (client_is_among(clients[i], names) &&
		    is_minded(clients[i], f, s))
			return true;
	return false;
}

static bool knows_key(const struct subject *s)
{
	return s->key || s->key_missing || s->bundle;
}

/* Whether anything is there to be judged. */
static bool can_judge(const struct subject *s, enum ability ability)
{
	switch (ability) {
	case ABILITY_DECRYPT:
		return knows_key(s);
	case ABILITY_SIGN:
	case ABILITY_ENCRYPT:
		return s->leaf || s->request || knows_key(s);
	case ABILITY_IMPORT:
		return s->bundle_info || s->bundle;
	default:
		return s->leaf != NULL;
	}
}

/* Whether it can be told here if the client has the root: of some programs
 * nobody publishes the list in a form that can be carried. */
static bool knows_root(const struct client_ops *client,
		       const struct subject *s)
{
	const struct cert *root = subject_root(s);

	return client->is_general || client->store || !root ||
	       subject_has_installed(s, root);
}

/* What is still to come, such as the issuer's answer, forbids nothing yet. */
static bool is_open(const struct client_ops *client, const struct subject *s,
		    enum ability ability)
{
	if (ability == ABILITY_IMPORT)
		return !s->bundle;
	if (ability == ABILITY_TRUST && (!s->chain || !knows_root(client, s)))
		return true;
	return !s->leaf;
}

static void add_reason(struct client_verdict *v, enum finding_id id)
{
	struct finding_list_ids *because = &v->because;

	for (size_t i = 0; i < because->n; i++)
		if (because->ids[i] == id)
			return;
	if (because->n < ARRAY_LEN(because->ids))
		because->ids[because->n++] = id;
}

/* The findings that lead to a verdict, and to no better one. */
static void add_reasons(const struct subject *s, const struct report *report,
			struct client_verdict *v)
{
	for (size_t i = 0; i < report->n; i++) {
		const struct finding *f = &report->items[i];

		if (client_judge(v->client, f, v->ability, s) == v->verdict)
			add_reason(v, f->id);
	}
}

/* yes < unknown < no */
static bool is_worse(enum verdict a, enum verdict b)
{
	return a != b && (a == VERDICT_NO || b == VERDICT_YES);
}

bool client_verdict(const struct client_ops *client, enum ability ability,
		    const struct subject *subject, const struct report *report,
		    struct client_verdict *out)
{
	struct client_verdict v = {.client = client, .ability = ability};

	if (!can_judge(subject, ability))
		return false;
	if (is_open(client, subject, ability))
		v.verdict = VERDICT_UNKNOWN;
	for (size_t i = 0; i < report->n; i++) {
		enum verdict one = client_judge(client, &report->items[i],
						ability, subject);

		if (is_worse(one, v.verdict))
			v.verdict = one;
	}
	if (v.verdict != VERDICT_YES)
		add_reasons(subject, report, &v);
	*out = v;
	return true;
}

const char *ability_name(enum ability a)
{
	return abilities[a].name;
}

const char *ability_title(enum ability a)
{
	return tr(abilities[a].title);
}

const char *verdict_name(enum verdict v)
{
	static const char *const names[] = {"yes", "no", "unknown"};

	return names[v];
}
