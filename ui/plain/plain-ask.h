/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of the plain journey, asked until the answer will do. */
#ifndef UI_PLAIN_ASK_H
#define UI_PLAIN_ASK_H

#include "journey/steps/step.h"

enum plain_result {
	PLAIN_ANSWERED,
	PLAIN_BACK,	/* "<" was typed: leave the step */
	PLAIN_END,	/* input ended or ^C */
};

/* Asks number n; puts the answer into a. */
enum plain_result plain_ask(const struct env *env, const struct ask *ask, int n,
			    struct answers *a);

#endif
