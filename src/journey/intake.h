/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what an issuer sent: found, matched with a waiting key, stored. */
#ifndef JOURNEY_INTAKE_H
#define JOURNEY_INTAKE_H

#include "journey/step.h"

enum { INTAKE_FILE_MAX = 4 * 1024 * 1024 };

/*
 * Reads what a person brought: the path of a file, or pasted text (which has a
 * line end in it). env resolves "~/".
 */
int intake_read(const struct env *env, const char *brought, struct buf *out,
		struct report *report) MUST_CHECK;

/*
 * Every certificate in the bytes. -1 with the finding that says what it is
 * instead, where there is none.
 */
int intake_certs(const struct buf *bytes, const char *label,
		 struct cert_list *out, struct report *report) MUST_CHECK;

/*
 * The request in the bytes. A private key or a bundle in its place is
 * REQ_KEY_PASTED: it was about to be given to an issuer.
 */
int intake_request(const struct buf *bytes, const char *label,
		   struct csr **out, struct report *report) MUST_CHECK;

/*
 * Stores the certificates where they belong: the one whose key waits in an
 * identity (the task's own first) becomes its certificate, the rest its
 * chain, in order. Takes from certs. Sets task->outcome.
 */
int intake_store(struct task *task, struct cert_list *certs,
		 const char *label) MUST_CHECK;

#endif
