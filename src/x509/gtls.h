/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all users of GnuTLS share: its errors as findings, names, randomness. */
#ifndef X509_GTLS_H
#define X509_GTLS_H

#include "base/report.h"

/*
 * Has to be called before anything else of src/x509 that uses GnuTLS, once or
 * more often: a program with this function in it does not start GnuTLS by
 * itself. die()s where the library finds itself broken.
 */
void gtls_start(void);

/* LIB_FAILED with GnuTLS's own text for an error code, and -1. `what` is a
 * translated sentence of what was tried. */
int gtls_fail(int code, const char *what, struct report *report);

/* A DER Name as harmless lines "CN=Alice", one attribute each; for display. */
void gtls_name_lines(const void *der, size_t len, struct strlist *out);

/* First value of an attribute (dotted OID) of a DER Name; caller frees; NULL
 * where there is none or it holds a NUL. */
char *gtls_name_value(const void *der, size_t len, const char *oid);

/* Appends one character. */
void gtls_put_utf8(struct buf *out, unsigned long c);

/* Random bytes at level KEY; failure is fatal (security.md 44). */
void gtls_random(void *out, size_t len);

void gtls_sha256(const void *bytes, size_t len, unsigned char out[32]);
void gtls_sha1(const void *bytes, size_t len, unsigned char out[20]);

/* Appends a PEM block with this label. */
void gtls_pem(const char *label, const struct buf *der, struct buf *out);

#endif
