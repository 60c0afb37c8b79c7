/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries that few runs need are loaded when the first one does: linking
 * them would double the time every start takes. */
#ifndef MAIL_LIBRARY_H
#define MAIL_LIBRARY_H

#include "base/util.h"

/* A function of the library, and the function pointer that is set to it. */
struct library_call {
	const char *name;
	void *to;
};

/*
 * The first of the files (ended by NULL) that is there; it stays until the end
 * of the program. False where there is none or a function is missing: then
 * the program goes on without what it was for.
 */
bool library_load(const char *const *files, const struct library_call *calls,
		  size_t n) MUST_CHECK;

#endif
