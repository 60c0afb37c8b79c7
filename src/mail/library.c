/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries that few runs need are loaded when the first one does. */
#include "mail/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *const *files, const struct library_call *calls,
		  size_t n)
{
	void *handle = NULL, *at;

	while (*files && !handle)
		handle = dlopen(*files++, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; handle && i < n; i++) {
		at = dlsym(handle, calls[i].name);
		if (!at)
			return false;
		/* POSIX lets a function's address stand in a void *. */
		memcpy(calls[i].to, &at, sizeof(at));
	}
	return handle != NULL;
}
