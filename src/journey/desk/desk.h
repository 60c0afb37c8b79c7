/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a task works on: the open directory, the key, copies. */
#ifndef JOURNEY_DESK_H
#define JOURNEY_DESK_H

#include "journey/desk/task.h"
#include "journey/identity/facts.h"
#include "journey/identity/workspace.h"
#include "x509/csr.h"
#include "x509/key.h"

/* What identity.conf holds; the alias that is the address itself is left out.
 */
struct details {
	const char *address, *name; /* name NULL or "": none */
	const struct strlist *aliases;
};

/* The identity's directory, open for writing, and its facts. */
struct desk {
	struct workspace ws;
	struct facts facts;
};

/* ID_NONE where the task names none. Ended by desk_close in any case. */
int desk_open(struct task *task, struct desk *desk) MUST_CHECK;
void desk_close(struct desk *desk);

/* A step on a bundle that is written: the desk, what it does there, and no
 * page where that fails. */
int desk_with_bundle(struct task *task,
		     int (*act)(struct task *task,
				struct desk *desk)) MUST_CHECK;

/* Opens the identity's key with the secret answer "passphrase". */
int desk_key(struct task *task, const struct desk *desk,
	     struct key **out) MUST_CHECK;

/* Writes the key protected by the secret answer "passphrase", reads it back,
 * opens it and compares, before it is in place. */
int desk_write_key(struct task *task, struct place at, unsigned flags,
		   const struct key *key) MUST_CHECK;

/* The identity's address and aliases, in that order; appended. */
void wanted_addresses(const struct facts *f, struct strlist *out);

/* A request for the identity's details, signed with this key. */
int desk_build_request(struct task *task, const struct facts *f,
		       const struct key *key, struct csr **out) MUST_CHECK;

/* Writes identity.conf. */
int desk_write_details(struct task *task, const struct workspace *ws,
		       const struct details *d) MUST_CHECK;

/* STEP_NEEDS with the title of what is missing, and -1. */
int step_lacks(struct task *task, enum step_id id);

/* Where the optional answer "out" names a file: writes a copy there. */
int write_copy(struct task *task, const struct buf *data,
	       unsigned flags) MUST_CHECK;

/* "~/x" to the person's home directory; the caller frees. */
char *expand_home(const struct env *env, const char *path);

#endif
