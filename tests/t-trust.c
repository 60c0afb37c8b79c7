/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A root is trusted on the screen by its digits: screen-root.c. */
#include <stdlib.h>
#include <string.h>

#include "journey/identity/roots.h"
#include "tests/app-kit.h"
#include "tests/journey-kit.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/form.h"

static struct app app;
static struct env *env;
static struct cert *root;	/* of the chain, and of nobody's authority */

/* An issuer's certificate and its chain are here, the issuer is elsewhere. */
static void begin(void)
{
	char *authority, *away;
	struct report r = {0};
	struct facts f = {0};

	env = kit_begin();
	kit_walk(STEP_CHAIN);
	authority = ws_authority_path(env);
	away = path_join(test_dir(), "elsewhere");
	CU_ASSERT_EQUAL(fsio_move(authority, away, &r), 0);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_PTR_NOT_NULL_FATAL(facts_strange_root(&f));
	root = cert_dup(facts_strange_root(&f));
	facts_clear(&f);
	app_kit_begin(&app, env);
	free(away);
	free(authority);
}

static void end(void)
{
	app_end(&app);
	cert_free(root);
	kit_end();
}

static void go_to_the_form(void)
{
	app_kit_type(&app, "5");
	CU_ASSERT_TRUE(app_kit_sees(&app, "is in no public list"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Trust a root"));
}

static bool is_trusted(void)
{
	struct report r = {0};
	bool known = roots_know(env, root, &r);

	report_clear(&r);
	return known;
}

static char *first_digits(void)
{
	char *print = hex_text(root->fingerprint, FINGERPRINT_LEN, 0);

	print[ROOT_DIGITS_TYPED] = '\0';
	return print;
}

static void enter_alone_trusts_nothing(void)
{
	begin();
	go_to_the_form();
	CU_ASSERT_TRUE(app_kit_sees(&app, "SHA-256"));
	for (int i = 0; i < 5; i++)
		app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "An answer is missing"));
	CU_ASSERT_FALSE(is_trusted());
	end();
}

static void wrong_digits_say_so_and_change_nothing(void)
{
	begin();
	go_to_the_form();
	app_kit_type(&app, "0011 2233");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "These digits are not those"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "A forged one can have the same"));
	for (int i = 0; i < 12; i++)
		app_kit_press(&app, PRESS_PAGE_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "SHA-256"));
	CU_ASSERT_FALSE(is_trusted());
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Trust this root..."));
	end();
}

static void right_digits_trust_it_and_the_chain_says_so(void)
{
	char *digits;

	begin();
	go_to_the_form();
	digits = first_digits();
	app_kit_type(&app, digits);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "is trusted here."));
	CU_ASSERT_TRUE(app_kit_sees(&app, "You trust its root here."));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Trust this root..."));
	CU_ASSERT_TRUE(is_trusted());
	CU_ASSERT_FALSE(report_has(&app.facts.check,
				   FINDING_TRUST_ROOT_UNKNOWN));
	CU_ASSERT_TRUE(report_has(&app.facts.check,
				  FINDING_TRUST_IMPORTED_NOT_TRUSTED));
	free(digits);
	end();
}

/* Digits that stand there already would be confirmed by Enter. */
static void what_was_typed_is_not_there_the_next_time(void)
{
	char *digits;

	begin();
	go_to_the_form();
	digits = first_digits();
	app_kit_type(&app, digits);
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Trust a root"));
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "An answer is missing"));
	CU_ASSERT_FALSE(is_trusted());
	free(digits);
	end();
}

static void root_that_is_brought_can_be_trusted(void)
{
	struct report r = {0};
	struct buf pem = {0};
	char *digits;

	begin();
	cert_pem(root, &pem);
	CU_ASSERT_EQUAL(app_bring(&app, pem.data, &r), 0);
	app_build(&app, &app.view);
	CU_ASSERT_TRUE(app_kit_sees(&app, "It is the root of an issuer."));
	for (int i = 0; i < 4 && app_kit_row(&app)->kind != ROW_ACTION; i++)
		app_kit_press(&app, PRESS_DOWN);
	app_kit_press(&app, PRESS_ENTER);
	digits = first_digits();
	app_kit_type(&app, digits);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(is_trusted());
	CU_ASSERT_TRUE(app_kit_sees(&app, "is trusted here."));
	CU_ASSERT_TRUE(app_kit_sees(&app, "and you trust it here."));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "It is trusted only after"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Trust this root..."));
	free(digits);
	buf_clear(&pem);
	report_clear(&r);
	end();
}

static void root_out_of_date_is_not_asked_about(void)
{
	begin();
	env->now = root->not_after + 1;
	root_open(&app, root);
	app_build(&app, &app.view);
	CU_ASSERT_TRUE(app_kit_sees(&app, "This root is not valid now"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "First digits"));
	end();
}

const struct test tests_trust[] = {
	TEST(enter_alone_trusts_nothing),
	TEST(wrong_digits_say_so_and_change_nothing),
	TEST(right_digits_trust_it_and_the_chain_says_so),
	TEST(what_was_typed_is_not_there_the_next_time),
	TEST(root_that_is_brought_can_be_trusted),
	TEST(root_out_of_date_is_not_asked_about),
	{0},
};
