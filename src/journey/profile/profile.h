/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The .mobileconfig of an identity: root, intermediates and, if wanted, the
 * bundle (never its password). */
#ifndef JOURNEY_PROFILE_H
#define JOURNEY_PROFILE_H

#include "journey/desk/task.h"

/*
 * Builds and saves it. Answers: "out" (a file; required), "with-identity"
 * ("yes": then the secrets "passphrase" of the key and, optional, "password" for
 * the bundle inside; one is made and shown once otherwise), and for a mail
 * account payload, all or none: "mail-type" (imap, pop), "mail-in" and
 * "mail-out" (HOST or HOST:PORT), "mail-user", "mail-smime" (sign, encrypt,
 * both). Without an identity, or one without a certificate, it is the own
 * authority's root alone. Stable identifiers, so that a second install
 * replaces the first, and a renewed certificate has one of its own.
 * Read back by libplist before it is in place.
 */
int profile_save(struct task *task) MUST_CHECK;

/* All that can be said before a passphrase was typed: answers that make no
 * sense, a certificate that is not there yet. */
int profile_check(struct task *task) MUST_CHECK;

#endif
