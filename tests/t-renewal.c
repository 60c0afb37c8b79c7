/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewal: the old goes on until the new is here; old keys are kept; a run
 * that is killed while all changes is finished by the next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journey/desk/issuer.h"
#include "journey/identity/renewal.h"
#include "tests/journey-kit.h"

/* An identity with a certificate and a renewal that waits for its answer. */
static struct env *begin(const char *which, struct facts *before)
{
	struct env *env = kit_begin();
	struct task t;
	char *pair = xasprintf("renew-key=%s", which);

	kit_walk(STEP_CERTIFICATE);
	ws_scan(env, kit_address, before);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_RENEW, &t, pair, "type=p-256",
				      "!passphrase=open", NULL),
			      0);
	task_clear(&t);
	free(pair);
	return env;
}

static void answer(void)
{
	struct task t;

	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_CERTIFICATE, &t, "source=authority",
				      "!authority-passphrase=sesame", NULL),
			      0);
	task_clear(&t);
}

static void without_a_certificate_there_is_nothing_to_renew(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_KEY);
	CU_ASSERT_EQUAL(kit_run(STEP_RENEW, &t, "type=p-256",
				"!passphrase=open", NULL),
			-1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_STEP_NEEDS));
	task_clear(&t);
	kit_end();
}

static void the_old_certificate_goes_on_until_the_answer(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("new", &before);

	ws_scan(env, kit_address, &f);
	CU_ASSERT_TRUE(f.renewing);
	CU_ASSERT_TRUE(cert_equal(f.leaf, before.leaf));
	CU_ASSERT_TRUE(spki_equal(&f.key, &before.key));
	CU_ASSERT_FALSE(spki_equal(&f.renew_key, &before.key));
	CU_ASSERT_EQUAL(step_state(STEP_RENEW, &f), STATE_WAITING);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static bool shows(const struct facts *f, const char *text)
{
	struct answers none = {0};
	struct page page = {0};
	bool any = false;

	step_get(STEP_RENEW)->show(f, &none, &page);
	for (size_t i = 0; i < page.n; i++)
		any |= strstr(page.lines[i].text, text) != NULL;
	page_clear(&page);
	return any;
}

static void an_ended_certificate_does_not_go_on(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("new", &before);
	char *line;

	CU_ASSERT_TRUE(shows(&before, "the old one goes on"));
	env->now = before.leaf->not_after + 86400;
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(shows(&f, "the old one goes on"));
	CU_ASSERT_TRUE(shows(&f, "It has ended"));
	line = step_line(STEP_CERTIFICATE, &f);
	CU_ASSERT_TRUE(strncmp(line, "ended on 20", 11) == 0);
	free(line);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void the_answer_changes_all_at_once(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("new", &before);

	answer();
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(f.renewing);
	CU_ASSERT_FALSE(cert_equal(f.leaf, before.leaf));
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	CU_ASSERT_EQUAL(f.old.n, 1);
	CU_ASSERT_EQUAL(f.chain.end, CHAIN_ROOT);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void the_same_key_can_be_certified_again(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("same", &before);

	answer();
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(f.renewing);
	CU_ASSERT_TRUE(spki_equal(&f.key, &before.key));
	CU_ASSERT_FALSE(cert_equal(f.leaf, before.leaf));
	CU_ASSERT_EQUAL(f.old.n, 1);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void a_second_try_gives_the_same_request(void)
{
	struct facts before = {0}, f = {0}, g = {0};
	struct env *env = begin("new", &before);
	struct task t;

	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(kit_run(STEP_RENEW, &t, NULL), 0);
	CU_ASSERT_PTR_NOT_NULL(t.outcome.copy);
	task_clear(&t);
	ws_scan(env, kit_address, &g);
	CU_ASSERT_TRUE(buf_equal(&f.renew_request->der,
				 &g.renew_request->der));
	facts_clear(&f);
	facts_clear(&g);
	facts_clear(&before);
	kit_end();
}

/* What the authority here makes of the renewal's request. */
static struct cert *issue(struct env *env, const struct facts *f)
{
	struct task t = {.env = env};
	struct secret *s = secret_new(16);
	struct cert *c = NULL;

	CU_ASSERT_EQUAL(secret_add(s, "sesame", 6), 0);
	answers_take_secret(&t.answers, "authority-passphrase", s);
	CU_ASSERT_EQUAL_FATAL(issuer_issue(&t, f->renew_request, 365, &c), 0);
	task_clear(&t);
	return c;
}

/* Puts the answer into renew/ and stops there, as a killed run would; then
 * moves the first n files by hand. */
static struct env *stop_after(int n, struct facts *before)
{
	static const char *const parts[] = {WS_KEY, WS_REQUEST, WS_CHAIN};
	struct env *env = begin("new", before);
	char *dir = ws_identity_path(env, kit_address);
	char *renew = path_join(dir, WS_RENEW);
	struct task t = {.env = env};
	struct workspace ws;
	struct facts f = {0};
	struct buf chain = {0};
	struct cert *c;

	ws_scan(env, kit_address, &f);
	c = issue(env, &f);
	CU_ASSERT_EQUAL_FATAL(ws_open(env, dir, &ws, &t.report), 0);
	cert_pem(f.pool.items[0], &chain);
	CU_ASSERT_EQUAL_FATAL(renewal_arrive(&ws, c, &chain, &t.report), 0);
	for (int i = 0; i < n; i++) {
		char *from = path_join(renew, parts[i]);
		char *to = path_join(dir, parts[i]);

		if (i == 0)
			CU_ASSERT_EQUAL(old_keep_current(&ws, &f, &t.report),
					0);
		CU_ASSERT_EQUAL(fsio_move(from, to, &t.report), 0);
		free(from);
		free(to);
	}
	ws_close(&ws);
	cert_free(c);
	buf_clear(&chain);
	facts_clear(&f);
	task_clear(&t);
	free(renew);
	free(dir);
	return env;
}

static void a_killed_change_is_finished_by_the_next_run(void)
{
	for (int n = 0; n <= 3; n++) {
		struct facts before = {0}, f = {0};
		struct env *env = stop_after(n, &before);
		struct task t;

		/* Reading only: all that is new counts already. */
		ws_scan(env, kit_address, &f);
		CU_ASSERT_FALSE(f.renewing);
		CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
		CU_ASSERT_FALSE(cert_equal(f.leaf, before.leaf));
		facts_clear(&f);
		/* Any run that writes puts it in place, the old pair kept. */
		CU_ASSERT_EQUAL(kit_run(STEP_CHAIN, &t, NULL), 0);
		task_clear(&t);
		ws_scan(env, kit_address, &f);
		CU_ASSERT_FALSE(renewal_is_ready(f.path));
		CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
		CU_ASSERT_EQUAL(f.old.n, 1);
		facts_clear(&f);
		facts_clear(&before);
		kit_end();
	}
}

enum { DAY = 24 * 60 * 60 };

static bool told(const struct task *t, const char *words)
{
	const struct page *page = &t->outcome.page;

	for (size_t i = 0; i < page->n; i++)
		if (strstr(page->lines[i].text, words))
			return true;
	return false;
}

/* Brings one or two certificates as one text, in this order. */
static void bring(const struct cert *first, const struct cert *second,
		  struct task *t)
{
	struct buf pem = {0};
	char *text, *pair;

	cert_pem(first, &pem);
	if (second)
		cert_pem(second, &pem);
	text = buf_take(&pem);
	pair = xasprintf("bring=%s", text);
	CU_ASSERT_EQUAL(kit_run(STEP_CERTIFICATE, t, pair, NULL), 0);
	free(pair);
	free(text);
}

static void an_ended_certificate_does_not_replace_its_successor(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("same", &before);
	struct task t;

	env->now = before.leaf->not_after - DAY;
	answer();
	env->now += 2 * DAY;
	bring(before.leaf, NULL, &t);
	CU_ASSERT_TRUE(told(&t, "kept for old mail"));
	CU_ASSERT_FALSE(told(&t, "is stored"));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_TRUE(f.leaf->not_after > env->now);
	CU_ASSERT_EQUAL(f.old.n, 1);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

/* It was brought nowhere before: the answer to a request that was sent twice. */
static void an_ended_certificate_of_the_key_is_kept_too(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("same", &before);
	struct cert *ended;
	struct task t;

	ws_scan(env, kit_address, &f);
	ended = issue(env, &f);
	facts_clear(&f);
	env->now = ended->not_after - DAY;
	answer();
	env->now += 2 * DAY;
	bring(ended, NULL, &t);
	CU_ASSERT_TRUE(told(&t, "kept for old mail"));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(cert_equal(f.leaf, ended));
	CU_ASSERT_TRUE(cert_list_has(&f.old, ended));
	cert_free(ended);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void of_several_certificates_the_newest_is_the_answer(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("same", &before);
	struct cert *newest;
	struct task t;

	env->now += 10 * DAY;
	ws_scan(env, kit_address, &f);
	newest = issue(env, &f);
	facts_clear(&f);
	bring(before.leaf, newest, &t);
	CU_ASSERT_TRUE(told(&t, "to each device"));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(f.renewing);
	CU_ASSERT_TRUE(cert_equal(f.leaf, newest));
	cert_free(newest);
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void a_certificate_whose_key_is_kept_is_known(void)
{
	struct facts before = {0}, f = {0};
	struct env *env = begin("new", &before);
	struct task t;

	answer();
	bring(before.leaf, NULL, &t);
	CU_ASSERT_TRUE(told(&t, "kept for old mail"));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	CU_ASSERT_FALSE(cert_equal(f.leaf, before.leaf));
	facts_clear(&f);
	facts_clear(&before);
	kit_end();
}

static void the_old_certificate_again_is_not_the_answer(void)
{
	struct facts before = {0};
	struct task t;

	(void)begin("new", &before);
	bring(before.leaf, NULL, &t);
	CU_ASSERT_TRUE(told(&t, "was here already"));
	CU_ASSERT_TRUE(told(&t, "still to come"));
	task_clear(&t);
	facts_clear(&before);
	kit_end();
}

const struct test tests_renewal[] = {
	TEST(without_a_certificate_there_is_nothing_to_renew),
	TEST(the_old_certificate_goes_on_until_the_answer),
	TEST(an_ended_certificate_does_not_go_on),
	TEST(the_answer_changes_all_at_once),
	TEST(the_same_key_can_be_certified_again),
	TEST(a_second_try_gives_the_same_request),
	TEST(a_killed_change_is_finished_by_the_next_run),
	TEST(an_ended_certificate_does_not_replace_its_successor),
	TEST(an_ended_certificate_of_the_key_is_kept_too),
	TEST(of_several_certificates_the_newest_is_the_answer),
	TEST(a_certificate_whose_key_is_kept_is_known),
	TEST(the_old_certificate_again_is_not_the_answer),
	{0},
};
