/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that are held back until it is known that they may be shown. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include "base/report.h"
#include "base/sink.h"

enum { SPOOL_MEMORY = 1024 * 1024 };

/*
 * A stage that keeps what it is given: up to SPOOL_MEMORY bytes in memory, more
 * in a file of the folder, which is made where needed, that only this process
 * can open (0600, and its name is removed at once): whatever happens, nothing is
 * left over.
 */
struct sink *spool_new(const char *folder, struct report *report);

/* All of it, after its end, to another stage, which is not ended. */
int spool_pour(struct sink *spool, struct sink *to) MUST_CHECK;

#endif
