/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A .p12 as the way in: identity, key, certificate and chain at once. */
#ifndef JOURNEY_BUNDLE_INTAKE_H
#define JOURNEY_BUNDLE_INTAKE_H

#include "journey/desk/task.h"
#include "x509/bundle/bundle.h"

/*
 * Opens the bundle with the secret answer "bundle-password" and stores what is
 * in it, the keys under the secret answer "passphrase" (new). The pair that is
 * valid longest becomes the identity's own where it has none, or, if the answer
 * "replace" is "yes", one that ends sooner; all others, and the one before, are
 * kept for old mail. KEY_NOT_REPLACED (a warning) where the answer was another. Sets
 * task->outcome.identity. Nothing is written where any part of it cannot be
 * read.
 */
int bundle_intake(struct task *task, const struct buf *file,
		  const char *label) MUST_CHECK;

#endif
