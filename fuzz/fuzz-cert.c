/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a certificate, and what is said about it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "x509/cert-strict.h"
#include "x509/constraints.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What is told without GnuTLS, GnuTLS has to tell as well. */
static void compare(const uint8_t *bytes, size_t n)
{
	gnutls_datum_t der = {(unsigned char *)bytes, (unsigned)n};
	time_t first, last;
	gnutls_x509_crt_t crt;

	if (!cert_strict((struct slice){bytes, n}, &first, &last))
		return;
	if (gnutls_x509_crt_init(&crt) < 0)
		die("out of memory");
	if (gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER) < 0 ||
	    gnutls_x509_crt_get_activation_time(crt) != first ||
	    gnutls_x509_crt_get_expiration_time(crt) != last)
		die("GnuTLS reads another certificate");
	gnutls_x509_crt_deinit(crt);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct report report = {0};
	struct cert *c = NULL;

	compare(bytes, n);
	if (cert_parse(bytes, n, &c, &report) == 0) {
		free(cert_title(c));
		free(cert_issuer_title(c));
		free(cert_serial(c));
		(void)cert_signed_by(c, c);
		(void)constraints_permit_address(c, "alice@example.org");
		(void)constraints_permit(c, c, NULL);
		cert_free(c);
	} else if (report.n != 1) {
		die("a failure has exactly one finding");
	}
	report_clear(&report);
	return 0;
}
