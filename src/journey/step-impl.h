/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps' own files share; not for front ends. */
#ifndef JOURNEY_STEP_IMPL_H
#define JOURNEY_STEP_IMPL_H

#include "journey/step.h"
#include "journey/workspace.h"
#include "x509/key.h"

enum { STEP_FILE_MAX = 4 * 1024 * 1024 };

extern const struct step step_who;
extern const struct step step_key;
extern const struct step step_request;
extern const struct step step_certificate;
extern const struct step step_chain;
extern const struct step step_check;
extern const struct step step_bundle;

#define NEEDS(id) (1u << STEP_##id)

/* The identity's directory, open for writing, and its facts. */
struct desk {
	struct workspace ws;
	struct facts facts;
};

/* ID_NONE where the task names none. Ended by desk_close in any case. */
int desk_open(struct task *task, struct desk *desk) MUST_CHECK;
void desk_close(struct desk *desk);

/* Opens the identity's key with the secret answer "passphrase". */
int desk_key(struct task *task, const struct desk *desk,
	     struct key **out) MUST_CHECK;

/* STEP_NEEDS with the title of what is missing, and -1. */
int step_lacks(struct task *task, enum step_id id);

/* Where the optional answer "out" names a file: writes a copy there. */
int write_copy(struct task *task, const struct buf *data,
	       unsigned flags) MUST_CHECK;

/* "~/x" to the person's home directory; the caller frees. */
char *expand_home(const struct env *env, const char *path);

#endif
