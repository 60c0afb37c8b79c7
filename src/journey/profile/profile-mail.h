/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mail account of a profile, out of a person's answers. */
#ifndef JOURNEY_PROFILE_MAIL_H
#define JOURNEY_PROFILE_MAIL_H

#include "journey/desk/answers.h"
#include "journey/profile/profile-build.h"

/*
 * *any is false where no question of the account has an answer. ANSWER_MISSING
 * where only some have, ANSWER_UNKNOWN for one that makes no sense. Texts
 * belong to the answers, but for the names of the servers.
 */
int profile_mail_read(const struct answers *a, struct profile_mail *out,
		      bool *any, struct report *report) MUST_CHECK;
void profile_mail_clear(struct profile_mail *m);

#endif
