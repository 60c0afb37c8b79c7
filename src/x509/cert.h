/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates (RFC 5280) as plain data, so that a rule is a few lines. */
#ifndef X509_CERT_H
#define X509_CERT_H

#include <time.h>

#include "x509/key.h"
#include "x509/usage.h"

enum {
	CERT_SIZE_MAX = 256 * 1024, /* bytes of one certificate */
	CERT_NAMES_MAX = 1000,	    /* subject alternative names */
	FINGERPRINT_LEN = 32,
};

struct cert {
	struct buf der;
	unsigned char fingerprint[FINGERPRINT_LEN]; /* SHA-256 of der */
	struct strlist subject, issuer; /* "CN=Alice" …, one attribute a line, harmless */
	struct buf subject_der, issuer_der;	/* the Names, for comparing */
	char *common_name;	/* as it stands there; or NULL */
	char *subject_email;	/* the subject's emailAddress; or NULL */
	struct strlist emails;	/* SAN rfc822Name; one with a NUL is left out */
	bool has_smtp_utf8;	/* SAN otherName SmtpUTF8Mailbox (RFC 9598) */
	bool issuer_empty;	/* no attribute at all */
	struct buf serial;	/* content octets, most significant first */
	bool serial_bad;	/* not positive, or over 20 octets */
	time_t not_before, not_after;
	bool has_usage, has_extended;	/* the extension is there */
	bool extended_critical;	/* and has to be understood */
	unsigned usage, extended;
	bool is_ca;
	int path_len;		/* -1 where not limited */
	struct buf subject_key_id, authority_key_id;	/* empty where absent */
	struct spki spki;
	bool spki_no_null;	/* RSA without the NULL of RFC 3279 section 2.3.1 */
	char *signature;	/* "RSA-SHA256" */
	bool signature_weak;	/* MD2, MD5 or SHA-1 */
	bool self_issued;	/* subject equals issuer */
	bool self_signed;	/* and its own key verifies it */
	bool critical_unknown;	/* a critical extension not in RFC 5280 */
	bool critical_rare; /* a critical one of it that mozilla::pkix refuses
			     */
	bool has_policy_rules; /* policyMappings, policyConstraints or
				  inhibitAnyPolicy */
	bool has_name_constraints;
	struct buf name_constraints;	/* DER of NameConstraints; empty where absent */
	struct strlist policies;	/* OIDs */
	struct strlist crl_urls, issuer_urls, ocsp_urls;
	unsigned holders;	/* beside the first: see cert_hold() */
	struct verifier *verifier; /* its key made ready, where it may be an issuer's */
};

/* DER of one certificate, exactly. CERT_TEXT_DAMAGED where it does not parse. */
int cert_parse(const void *der, size_t len, struct cert **out,
	       struct report *report) MUST_CHECK;
void cert_free(struct cert *c);
struct cert *cert_dup(const struct cert *c);

/* The same one, not a copy, to be freed by each that holds it; all of them in
 * one thread. */
struct cert *cert_hold(struct cert *c);

void cert_pem(const struct cert *c, struct buf *out);	/* appends */
bool cert_equal(const struct cert *a, const struct cert *b);

/* True where the issuer's key verifies c's signature. Names are not looked at.
 * The signature algorithm's strength is not judged. One issuer at a time in one
 * thread. */
bool cert_signed_by(const struct cert *c, const struct cert *issuer);

/* A name for people: commonName, else first address, else first subject line,
 * else fingerprint. Harmless; the caller frees. */
char *cert_title(const struct cert *c);
char *cert_issuer_title(const struct cert *c);
char *cert_fingerprint(const struct cert *c);	/* "AB:CD:…", caller frees */
char *cert_serial(const struct cert *c);	/* "4F1A…", caller frees */

/* Certificates that are owned by the list. */
struct cert_list {
	struct cert **items;
	size_t n;
};

void cert_list_take(struct cert_list *l, struct cert *c);
bool cert_list_has(const struct cert_list *l, const struct cert *c);
void cert_list_clear(struct cert_list *l);

#endif
