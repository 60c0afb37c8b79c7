/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * free() and realloc() that overwrite what they give up, for the whole process.
 *
 * Libraries copy passphrases and keys into memory of their own and free it as
 * it is (nettle's and GMP's numbers, GnuTLS's parameters of PKCS#12). As the
 * program's own definitions stand before the C library's, every free in every
 * library comes here. Only where the C library has its own under another name
 * and no sanitizer has put itself there first: HAVE_LIBC_FREE.
 */
#if defined(HAVE_LIBC_FREE)

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* glibc's free() by its inner name; glibc has kept it for malloc hooks. */
void __libc_free(void *p);

void free(void *p)
{
	int kept = errno;

	if (!p)
		return;
	explicit_bzero(p, malloc_usable_size(p));
	__libc_free(p);
	errno = kept; /* POSIX.1-2024 free(): errno stays */
}

/* glibc's own would move a block and leave the old one as it was. */
void *realloc(void *old, size_t size)
{
	size_t room = malloc_usable_size(old);
	void *p;

	if (old && size == 0) {
		free(old);
		return NULL;
	}
	if (old && size <= room && size >= room / 2) {
		explicit_bzero((char *)old + size, room - size);
		return old;
	}
	p = malloc(size);
	if (!p || !old)
		return p;
	memcpy(p, old, size < room ? size : room);
	free(old);
	return p;
}

void *reallocarray(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(old, count * size);
}

#endif
