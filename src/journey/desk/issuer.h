/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own authority on disk: created, opened, issuing. */
#ifndef JOURNEY_ISSUER_H
#define JOURNEY_ISSUER_H

#include "journey/desk/task.h"
#include "x509/authority.h"

bool issuer_exists(const struct env *env);

/* Its root. AUTH_NONE where there is no authority. */
int issuer_root(const struct env *env, struct cert **out,
		struct report *report) MUST_CHECK;

/* A name where the person gave none: "Private mail authority". */
const char *issuer_default_name(void);

/*
 * Makes the authority: key (of this type), root, configuration. The task gives
 * env, report and the secret answer "authority-passphrase". AUTH_EXISTS.
 */
int issuer_create(struct task *task, const char *name,
		  enum key_type type) MUST_CHECK;

/*
 * Issues for a request and keeps a copy in issued/SERIAL.pem. Opens the
 * authority's key with the secret answer "authority-passphrase".
 */
int issuer_issue(struct task *task, const struct csr *request, int days,
		 struct cert **out) MUST_CHECK;

/* What a certificate for this request would hold, in plain words. */
void issuer_show(const struct csr *request, int days, struct page *out);

#endif
