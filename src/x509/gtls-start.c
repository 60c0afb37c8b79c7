/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GnuTLS begins its work when the program does, not when it is loaded. */
#include "x509/gtls.h"

#include <pthread.h>

#include <gnutls/gnutls.h>

/* Its constructor, which costs a fifth of the time to the first screen, sees
 * this name and does nothing. */
GNUTLS_SKIP_GLOBAL_INIT

static void start(void)
{
	int r = gnutls_global_init();

	if (r < 0)
		die("GnuTLS: %s", gnutls_strerror(r));
}

void gtls_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	if (pthread_once(&once, start) != 0)
		die("GnuTLS cannot be started");
}
