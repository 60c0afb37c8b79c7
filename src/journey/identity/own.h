/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own identity, judged with what was brought for this one time. */
#ifndef JOURNEY_OWN_H
#define JOURNEY_OWN_H

#include "journey/identity/diagnose-ask.h"
#include "journey/identity/facts.h"

/*
 * Reads the identity as ws_scan() does and judges it anew: with the further
 * certificates, roots (in place of those of ws_roots(), unless NULL) and
 * revocation lists of ask, for its address if there is one. File and password
 * are not looked at. facts->check and passed are the result; the subject points
 * into facts and ask.
 */
void own_judge(const struct diagnose_ask *ask, const char *address,
	       struct facts *facts, struct subject *subject);

#endif
