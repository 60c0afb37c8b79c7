/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of a key: is it here, is it the right one, will programs take it. */
#include "rules/check.h"

#include <stdlib.h>

#include "base/text.h"
#include "x509/weak.h"

static char *key_print(const struct spki *key)
{
	return hex_text(key->id, 8, ':');
}

static void check_present(const struct subject *s, struct report *report)
{
	char *title, *id;

	if (!s->key_missing)
		return;
	title = cert_title(s->leaf);
	id = key_print(&s->leaf->spki);
	report_add(report, FINDING_KEY_MISSING, s->label,
		   _("No private key that was found belongs to the certificate "
		     "of %s; its public key begins with %s."),
		   title, id);
	free(id);
	free(title);
}

static void check_match(const struct subject *s, struct report *report)
{
	char *mine, *theirs;

	if (!s->key || spki_equal(s->key, &s->leaf->spki))
		return;
	mine = key_print(s->key);
	theirs = key_print(&s->leaf->spki);
	report_add(report, FINDING_KEY_NOT_MATCHING, s->label,
		   _("The key at hand has the public half %s, the certificate "
		     "has %s."),
		   mine, theirs);
	free(theirs);
	free(mine);
}

/* One finding with the name of the key: "RSA 1024". */
static void add_kind(const struct subject *s, enum finding_id id,
		     struct report *report)
{
	char *kind = spki_text(subject_spki(s));

	report_add(report, id, s->label, _("The key is of the kind %s."), kind);
	free(kind);
}

static void check_kind(const struct subject *s, struct report *report)
{
	static const struct {
		enum key_algo algo;
		enum finding_id id;
	} refused[] = {
		{ALGO_RSA_PSS, FINDING_KEY_PSS_TYPE},
		{ALGO_EDDSA, FINDING_KEY_EDDSA},
		{ALGO_XDH, FINDING_KEY_X25519},
		{ALGO_DSA, FINDING_KEY_DSA},
		{ALGO_DH, FINDING_KEY_DSA},
		{ALGO_OTHER, FINDING_KEY_DSA},
	};

	for (size_t i = 0; i < ARRAY_LEN(refused); i++)
		if (subject_spki(s)->algo == refused[i].algo)
			add_kind(s, refused[i].id, report);
}

/* A key marked for RSA-PSS is as easy to break as any other of its length. */
static bool is_rsa(const struct spki *key)
{
	return key->algo == ALGO_RSA || key->algo == ALGO_RSA_PSS;
}

static void check_length(const struct subject *s, struct report *report)
{
	const struct spki *key = subject_spki(s);

	if (!is_rsa(key))
		return;
	if (key->bits < 2048)
		add_kind(s, FINDING_KEY_RSA_TOO_SHORT, report);
	else if (key->bits > 4096)
		add_kind(s, FINDING_KEY_RSA_HUGE, report);
	else if (key->bits % 1024)
		add_kind(s, FINDING_KEY_RSA_ODD_SIZE, report);
}

static void check_exponent(const struct subject *s, struct report *report)
{
	const struct spki *key = subject_spki(s);

	if (is_rsa(key) && !key->exponent_odd_big)
		add_kind(s, FINDING_KEY_RSA_BAD_EXPONENT, report);
}

static void check_weak(const struct subject *s, struct report *report)
{
	const struct spki *key = subject_spki(s);

	if (weak_is_roca(key))
		report_add(report, FINDING_KEY_WEAK_KNOWN, s->label, "%s",
			   _("It has the mark of the faulty keys that many chip "
			     "cards and security chips made until 2017 "
			     "(ROCA)."));
	/* One's own: too slow to be asked of thousands. */
	else if ((s->key || s->request) && weak_has_close_primes(key))
		report_add(report, FINDING_KEY_WEAK_KNOWN, s->label, "%s",
			   _("The two secret numbers it is made of lie so close "
			     "together that they are found at once."));
}

/* A certificate that is for signing only is not encrypted to by anybody. */
static bool is_for_encryption(const struct subject *s)
{
	return !s->leaf || !s->leaf->has_usage || s->leaf->usage & KU_ENCRYPTS;
}

static void check_curve(const struct subject *s, struct report *report)
{
	const struct spki *key = subject_spki(s);

	if (key->algo != ALGO_EC)
		return;
	if (!key->curve_is_common)
		add_kind(s, FINDING_KEY_EC_CURVE, report);
	else if (is_for_encryption(s))
		add_kind(s, FINDING_KEY_EC_ENCRYPT_APPLE, report);
	if (key->curve_is_common && key->bits == 521)
		add_kind(s, FINDING_KEY_EC_P521, report);
}

static void check_private(const struct subject *s, struct report *report)
{
	if (s->key_loose)
		report_add(report, FINDING_KEY_WORLD_READABLE, s->label,
			   _("The key file or its folder can be read by others."));
}

static void check_protected(const struct subject *s, struct report *report)
{
	if (s->key_plain)
		report_add(report, FINDING_KEY_UNENCRYPTED, s->label,
			   _("The key stands in its file as it is."));
	else if (s->key_legacy)
		report_add(report, FINDING_KEY_PEM_LEGACY_ENCRYPTED, s->label,
			   _("The key file says Proc-Type: 4,ENCRYPTED."));
}

static const struct check checks[] = {
	{N_("the private key is here"), NEEDS_LEAF | NEEDS_KEY, check_present},
	{N_("key and certificate belong together"), NEEDS_LEAF | NEEDS_KEY,
	 check_match},
	{N_("kind of key"), NEEDS_PUBLIC_KEY, check_kind},
	{N_("length of the key"), NEEDS_PUBLIC_KEY, check_length},
	{N_("public exponent of the key"), NEEDS_PUBLIC_KEY, check_exponent},
	{N_("no mark of a known faulty maker of keys"), NEEDS_PUBLIC_KEY,
	 check_weak},
	{N_("curve of the key"), NEEDS_PUBLIC_KEY, check_curve},
	{N_("permissions of the key file"), NEEDS_KEY, check_private},
	{N_("passphrase of the key file"), NEEDS_KEY, check_protected},
};

struct check_table check_key(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
