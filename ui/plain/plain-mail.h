/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own mail searched for certificates, as questions and answers. */
#ifndef UI_PLAIN_MAIL_H
#define UI_PLAIN_MAIL_H

#include "base/env.h"

/* False where the input ended. */
bool plain_mail(const struct env *env);

#endif
