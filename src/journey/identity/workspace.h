/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data directory: where things are, whose they are, and reading them. */
#ifndef JOURNEY_WORKSPACE_H
#define JOURNEY_WORKSPACE_H

#include "base/env.h"
#include "base/fsio.h"
#include "journey/identity/facts.h"

/* An identity's directory, open and (for writing) locked. */
struct workspace {
	char *path;	/* of the directory */
	int dirfd;
	int lockfd;	/* -1 where opened for reading */
};

/* Names of the files in it. */
#define WS_CONF "identity.conf"
#define WS_KEY "key.pem"
#define WS_REQUEST "request.pem"
#define WS_CERT "certificate.pem"
#define WS_CHAIN "chain.pem"
#define WS_BUNDLES "bundles"
#define WS_SIGNED_LETTER "-signed.eml"	/* of the rehearsal: beside the */
#define WS_SEALED_LETTER "-encrypted.eml" /* bundle, behind its mark */
#define WS_HANDOVER "handover"	/* with what a device needs beside the bundle: */
#define WS_GUIDE "GUIDE.txt"	/* the last sheet that was shown */
#define WS_ROOT "root.crt"	/* the root of the chain */

/* Of the data directory: */
#define WS_ROOTS "roots"
#define WS_LOCK "lock"	/* in each folder that is written to */

/* Bytes of the certificate's fingerprint in the name of its bundles: enough to
 * tell one's own apart, short enough to read. */
enum { BUNDLE_MARK_LEN = 8 };

/* Address to file name and back, reversible: no '/', no leading dot, no
 * control characters ("%2F"). The caller frees. */
char *ws_escape(const char *address);
char *ws_unescape(const char *name);	/* NULL where it is no such name */

char *ws_identity_path(const struct env *env, const char *address);
char *ws_authority_path(const struct env *env);

/* Addresses that have a directory, sorted. */
void ws_identities(const struct env *env, struct strlist *out);

/* The one identity meant: wanted (as typed) or, where NULL, the only one
 * there is. ID_NONE, ID_SEVERAL, ID_UNKNOWN. The caller frees *out. */
int ws_choose(const struct env *env, const char *wanted, char **out,
	      struct report *report) MUST_CHECK;

/* For writing: directory made, lock taken, left-overs swept. */
int ws_open(const struct env *env, const char *path, struct workspace *out,
	    struct report *report) MUST_CHECK;
void ws_close(struct workspace *ws);

/* A file of it, of which findings tell the path. */
struct place ws_place(const struct workspace *ws, const char *name);

/* One file of it, whole or not at all; flags as for fsio_write. */
int ws_write(const struct workspace *ws, const char *name, unsigned flags,
	     const struct buf *data, struct report *report) MUST_CHECK;

/* All that is on disk of one identity; never fails: what cannot be read is a
 * finding in facts->trouble. facts is cleared first. */
void ws_scan(const struct env *env, const char *address, struct facts *facts);

/* Roots the person trusts: roots/ and the own authority's, as roots_read() has
 * them. Appended. report may be NULL. */
void ws_roots(const struct env *env, struct cert_list *out,
	      struct report *report);

#endif
