/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what an issuer sent: found, matched with a waiting key, stored. */
#ifndef JOURNEY_INTAKE_H
#define JOURNEY_INTAKE_H

#include "journey/desk/task.h"
#include "mail/unpack.h"
#include "x509/cert.h"
#include "x509/csr.h"

/* Signed mail comes with what is attached to it, and servers take no more than
 * some 30 MB; the parts have to stay below UNPACK_BYTES_MAX. */
enum { INTAKE_FILE_MAX = 32 * 1024 * 1024 };

/*
 * Reads what a person brought: the path of a file, or pasted text (which has a
 * line end in it). env resolves "~/".
 */
int intake_read(const struct env *env, const char *brought, struct buf *out,
		struct report *report) MUST_CHECK;

/*
 * Every certificate in the bytes, those of a mail's signature last. -1 with
 * the finding that says what it is instead, where there is none. What else the
 * bytes hold is noted.
 */
int intake_certs(const struct buf *bytes, const char *label,
		 struct cert_list *out, struct report *report) MUST_CHECK;

/* The same from bytes that were taken apart already. */
int intake_parts(const struct parts *parts, const char *label,
		 struct cert_list *out, struct report *report) MUST_CHECK;

/* Notes each part that is not of these kinds (bits, 1u << ITEM_…), and that a
 * limit was reached. */
void intake_note_rest(const struct parts *parts, unsigned kinds,
		      const char *label, struct report *report);

/* Adds the blocker that says what the file is instead, and gives -1. */
int intake_refuse(const struct parts *parts, enum finding_id id,
		  const char *label, struct report *report);

/*
 * The request in the bytes. A private key or a bundle in its place is
 * REQ_KEY_PASTED: it was about to be given to an issuer.
 */
int intake_request(const struct buf *bytes, const char *label,
		   struct csr **out, struct report *report) MUST_CHECK;

/* The address of the identity one of the certificates is for, the one of that
 * address (or NULL) asked first. The caller frees; NULL where there is none. */
char *intake_owner(const struct env *env, const char *address,
		   const struct cert_list *certs);

/*
 * Stores the certificates where they belong: the one whose key waits in an
 * identity (the task's own first) becomes its certificate, the rest its
 * chain, in order. Takes from certs. Sets task->outcome.
 */
int intake_store(struct task *task, struct cert_list *certs,
		 const char *label) MUST_CHECK;

#endif
