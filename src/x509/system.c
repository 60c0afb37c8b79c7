/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of roots of this computer's system, as GnuTLS finds it. */
#include "x509/system.h"

#include <gnutls/x509.h>

static gnutls_x509_trust_list_t list_of_system(void)
{
	static gnutls_x509_trust_list_t list;

	if (!list && gnutls_x509_trust_list_init(&list, 0) == 0)
		gnutls_x509_trust_list_add_system_trust(list, 0, 0);
	return list;
}

bool system_has_root(const struct cert *root)
{
	gnutls_datum_t der = {(unsigned char *)root->der.data,
			      (unsigned)root->der.len};
	gnutls_x509_trust_list_t list = list_of_system();
	gnutls_x509_crt_t crt = NULL, found = NULL;
	bool has = false;

	if (list && gnutls_x509_crt_init(&crt) == 0 &&
	    gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER) == 0 &&
	    gnutls_x509_trust_list_get_issuer(list, crt, &found, 0) == 0)
		has = gnutls_x509_crt_equals(crt, found);
	gnutls_x509_crt_deinit(crt);
	return has;
}
