/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle while it is being opened: its limits, and what went wrong. */
#include "x509/bundle/bundle-opening.h"

#include "base/text.h"

enum {
	/* No key is derived by more rounds, nor by twice as many in all: a
	 * small file could keep a processor busy for hours (security.md 37). */
	ROUNDS_MAX = 10000000,
	ROUNDS_SUM_MAX = 2 * ROUNDS_MAX,
};

int opening_rounds(struct opening *o, unsigned long n)
{
	if (n > ROUNDS_MAX || o->rounds + n > ROUNDS_SUM_MAX)
		return report_fail(o->report, FINDING_P12_ITERATIONS_HIGH, NULL,
				   _("It asks for more than %d rounds of key "
				     "derivation, which could take hours."),
				   ROUNDS_MAX);
	o->rounds += n;
	return 0;
}

static int fail_decrypt(struct opening *o, const struct bundle_cipher *c)
{
	if (!pbe_is_known(c))
		return report_fail(o->report, FINDING_P12_CIPHER_UNKNOWN, NULL,
				   c->is_pbes2 ? _("It is %s, with keys by %s.")
					       : _("It is %s."),
				   c->name, c->prf);
	if (o->is_password_right)
		return report_fail(o->report, FINDING_LIB_FAILED, NULL,
				   _("The password is right, but what is in "
				     "the bundle could not be decrypted (%s): "
				     "the file is damaged."),
				   c->name);
	return report_fail(o->report, FINDING_LIB_FAILED, NULL,
			   _("What is in the bundle could not be decrypted "
			     "(%s): the password is wrong, or the file is "
			     "damaged."),
			   c->name);
}

int opening_decrypt(struct opening *o, const struct scheme *s,
		    struct slice bytes, struct secret **out)
{
	return pbe_decrypt(s, o->reading, bytes, out) == PBE_OK
		       ? 0
		       : fail_decrypt(o, &s->cipher);
}

int opening_damaged(struct opening *o)
{
	return report_fail(o->report, FINDING_P12_NOT_A_BUNDLE, NULL, "%s",
			   _("A part of it is damaged."));
}
