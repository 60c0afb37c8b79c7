/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only home of passphrases and private key bytes: locked, wiped on free. */
#include "base/secret.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

/*
 * One mapping a secret. A pool would save pages, but secrets are few (a
 * passphrase or two, one key), and a mapping of its own cannot be read past.
 */
struct secret {
	size_t mapped;	 /* bytes of the mapping, this header included */
	size_t capacity; /* bytes of data, without the NUL */
	size_t len;
	struct secret *next;
	char data[];
};

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static struct secret *live;
static bool all_locked = true;

/* The compiler may not drop it, as somebody could look at the bytes;
 * explicit_bzero is not everywhere. */
static void wipe(void *bytes, size_t n)
{
	memset(bytes, 0, n);
	__asm__ __volatile__("" : : "r"(bytes) : "memory");
}

static void protect(void *map, size_t size)
{
	if (mlock(map, size) < 0)
		all_locked = false;
#ifdef MADV_DONTDUMP
	(void)madvise(map, size, MADV_DONTDUMP);
#endif
#ifdef MADV_WIPEONFORK
	(void)madvise(map, size, MADV_WIPEONFORK);
#endif
}

struct secret *secret_new(size_t capacity)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t need = sizeof(struct secret) + capacity + 1;
	size_t mapped = (need + page - 1) / page * page;
	struct secret *s = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (s == MAP_FAILED)
		die("out of memory");
	protect(s, mapped);
	s->mapped = mapped;
	s->capacity = capacity;
	pthread_mutex_lock(&guard);
	s->next = live;
	live = s;
	pthread_mutex_unlock(&guard);
	return s;
}

void secret_free(struct secret *s)
{
	struct secret **at = &live;

	if (!s)
		return;
	pthread_mutex_lock(&guard);
	while (*at && *at != s)
		at = &(*at)->next;
	if (*at)
		*at = s->next;
	pthread_mutex_unlock(&guard);
	secret_clear(s);
	munmap(s, s->mapped);
}

void secret_clear(struct secret *s)
{
	if (!s)
		return;
	wipe(s->data, s->capacity + 1);
	s->len = 0;
}

int secret_add(struct secret *s, const void *bytes, size_t n)
{
	return secret_insert(s, s->len, bytes, n);
}

int secret_insert(struct secret *s, size_t at, const void *bytes, size_t n)
{
	if (at > s->len || n > s->capacity - s->len)
		return -1;
	memmove(s->data + at + n, s->data + at, s->len - at);
	memcpy(s->data + at, bytes, n);
	s->len += n;
	s->data[s->len] = '\0';
	return 0;
}

void secret_cut(struct secret *s, size_t at, size_t n)
{
	if (at > s->len)
		return;
	if (n > s->len - at)
		n = s->len - at;
	memmove(s->data + at, s->data + at + n, s->len - at - n);
	wipe(s->data + s->len - n, n);
	s->len -= n;
}

const char *secret_data(const struct secret *s)
{
	return s->data;
}

char *secret_room(struct secret *s)
{
	return s->data;
}

void secret_set_len(struct secret *s, size_t len)
{
	if (len > s->capacity)
		die("a secret was written past its end");
	s->len = len;
	s->data[len] = '\0';
}

size_t secret_len(const struct secret *s)
{
	return s ? s->len : 0;
}

size_t secret_capacity(const struct secret *s)
{
	return s->capacity;
}

struct secret *secret_dup(const struct secret *s)
{
	struct secret *copy = secret_new(s->capacity);

	if (secret_add(copy, s->data, s->len) < 0)
		die("a secret does not fit its own size");
	return copy;
}

bool secret_equal(const struct secret *a, const struct secret *b)
{
	unsigned char diff = 0;

	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		diff |= (unsigned char)(a->data[i] ^ b->data[i]);
	return diff == 0;
}

bool secret_is_locked(void)
{
	return all_locked;
}

void secret_wipe_all(void)
{
	for (struct secret *s = live; s; s = s->next)
		wipe(s->data, s->capacity);
}

void buf_wipe(struct buf *b)
{
	if (b->data)
		wipe(b->data, b->size);
	buf_clear(b);
}

/* 256 KiB is four times the deepest frame chain seen in GnuTLS's PKCS#12. */
__attribute__((noinline)) void secret_scrub_stack(void)
{
	unsigned char frame[256 * 1024];

	wipe(frame, sizeof(frame));
}

void secret_harden_process(void)
{
	struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__)
	(void)prctl(PR_SET_DUMPABLE, 0);
#endif
}
