/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private keys: made, protected by a passphrase, opened. */
#include "x509/key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/der.h"
#include "x509/gtls.h"
#include "x509/spki.h"

enum {
	KEY_FILE_MAX = 1024 * 1024, /* a key with a long chain behind it */
	ITERATIONS_MAX = 10 * 1000 * 1000, /* security.md 37 */
};

struct key {
	gnutls_x509_privkey_t native;
	struct spki spki;
};

static const struct key_type_info types[KEY_TYPE_COUNT] = {
    [KEY_RSA_2048] =
	{"rsa-2048", "RSA 2048",
	 N_("The shortest that is still accepted; for old smart cards and "
	    "slow devices.")},
    [KEY_RSA_3072] =
	{"rsa-3072", "RSA 3072",
	 N_("Works in every mail program, for signing and for encrypted "
	    "mail.")},
    [KEY_RSA_4096] =
	{"rsa-4096", "RSA 4096",
	 N_("Works in every mail program too, but takes longer to make "
	    "and is slower on phones.")},
    [KEY_P256] =
	{"p-256", "EC P-256",
	 N_("Signing is fine; encrypted mail is unsafe with Apple: its "
	    "programs and others cannot read each other's.")},
    [KEY_P384] =
	{"p-384", "EC P-384",
	 N_("Signing is fine; encrypted mail is unsafe with Apple: its "
	    "programs and others cannot read each other's.")},
    [KEY_P521] = {"p-521", "EC P-521",
		  N_("Signing works in some mail programs; encrypted mail is "
		     "unsafe with Apple, and Gmail does not accept it.")},
    [KEY_ED25519] =
	{"ed25519", "Ed25519",
	 N_("Signing only: it cannot be used for encrypted mail, and "
	    "Apple, Outlook and Gmail do not accept it.")},
};

struct recipe {
	gnutls_pk_algorithm_t algo;
	unsigned bits;
};

static const struct recipe recipes[KEY_TYPE_COUNT] = {
    [KEY_RSA_2048] = {GNUTLS_PK_RSA, 2048},
    [KEY_RSA_3072] = {GNUTLS_PK_RSA, 3072},
    [KEY_RSA_4096] = {GNUTLS_PK_RSA, 4096},
    [KEY_P256] = {GNUTLS_PK_ECDSA,
		  GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1)},
    [KEY_P384] = {GNUTLS_PK_ECDSA,
		  GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP384R1)},
    [KEY_P521] = {GNUTLS_PK_ECDSA,
		  GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP521R1)},
    [KEY_ED25519] = {GNUTLS_PK_EDDSA_ED25519, 256},
};

const struct key_type_info *key_type_info(enum key_type type)
{
	assert(type < KEY_TYPE_COUNT);
	return &types[type];
}

int key_type_by_name(const char *name)
{
	for (int i = 0; i < KEY_TYPE_COUNT; i++)
		if (strcmp(types[i].name, name) == 0)
			return i;
	return -1;
}

static struct key *key_new(void)
{
	struct key *k = xcalloc(1, sizeof(*k));

	if (gnutls_x509_privkey_init(&k->native) < 0)
		die("out of memory");
	return k;
}

void key_free(struct key *k)
{
	if (!k)
		return;
	gnutls_x509_privkey_deinit(k->native);
	spki_clear(&k->spki);
	free(k);
	secret_scrub_stack();
}

const struct spki *key_spki(const struct key *k)
{
	return &k->spki;
}

void *key_native(const struct key *k)
{
	return k->native;
}

/* The public half, by way of GnuTLS's two other key objects. */
static int fill_spki(struct key *k, struct report *report)
{
	gnutls_privkey_t private = NULL;
	gnutls_pubkey_t public = NULL;
	gnutls_datum_t der = {0};
	int r = -1, code;

	if ((code = gnutls_privkey_init(&private)) < 0 ||
	    (code = gnutls_pubkey_init(&public)) < 0 ||
	    (code = gnutls_privkey_import_x509(private, k->native, 0)) < 0 ||
	    (code = gnutls_pubkey_import_privkey(public, private, 0, 0)) < 0 ||
	    (code = gnutls_pubkey_export2(public, GNUTLS_X509_FMT_DER, &der)) <
		0) {
		gtls_fail(code, _("The public half could not be computed"),
			  report);
		goto out;
	}
	r = spki_parse(der.data, der.size, &k->spki, report);
out:
	gnutls_free(der.data);
	gnutls_pubkey_deinit(public);
	gnutls_privkey_deinit(private);
	return r;
}

int key_generate(enum key_type type, struct key **out, struct report *report)
{
	const struct recipe *recipe = &recipes[type];
	struct key *k = key_new();
	int r = -1;
	int code = gnutls_x509_privkey_generate2(k->native, recipe->algo,
						 recipe->bits, 0, NULL, 0);

	if (code < 0) {
		gtls_fail(code, _("The key could not be made"), report);
		goto out;
	}
	if (fill_spki(k, report) < 0)
		goto out;
	*out = k;
	k = NULL;
	r = 0;
out:
	key_free(k);
	secret_scrub_stack();
	return r;
}

int key_take_native(void *native, struct key **out, struct report *report)
{
	struct key *k = xcalloc(1, sizeof(*k));

	k->native = native;
	if (fill_spki(k, report) < 0) {
		key_free(k);
		return -1;
	}
	*out = k;
	return 0;
}

/* GnuTLS takes a passphrase as a C string and as UTF-8 (RFC 7613); what it
 * would cut short or mangle must not get that far. */
static int check_phrase(const struct secret *phrase, struct report *report)
{
	const char *p = secret_data(phrase);
	size_t n = secret_len(phrase);

	if (n > SECRET_PHRASE_MAX)
		return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
				   _("It is longer than 1024 bytes."));
	if (memchr(p, '\0', n))
		return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
				   _("There is a NUL byte in it."));
	if (!text_is_utf8(p, n))
		return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
				   _("It is not valid UTF-8 text."));
	return 0;
}

static int unusable(struct report *report)
{
	return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
			   _("There is a character in it that passphrases "
			     "cannot have, such as a tab."));
}

int key_write(const struct key *k, const struct secret *passphrase,
	      struct buf *pem, struct report *report)
{
	gnutls_datum_t text = {0};
	int code;

	if (!secret_len(passphrase))
		return report_fail(report, FINDING_PASS_EMPTY, NULL, "%s", "");
	if (check_phrase(passphrase, report) < 0)
		return -1;
	code = gnutls_x509_privkey_export2_pkcs8(
	    k->native, GNUTLS_X509_FMT_PEM, secret_data(passphrase),
	    GNUTLS_PKCS_PBES2_AES_256, &text);
	secret_scrub_stack();
	if (code == GNUTLS_E_INVALID_PASSWORD_STRING ||
	    code == GNUTLS_E_INVALID_UTF8_STRING)
		return unusable(report);
	if (code < 0)
		return gtls_fail(code, _("The key could not be encrypted"),
				 report);
	buf_clear(pem);
	buf_add(pem, text.data, text.size);
	gnutls_free(text.data);
	gtls_pem("PUBLIC KEY", &k->spki.der, pem);
	return 0;
}

static gnutls_datum_t datum_of(const struct buf *b)
{
	return (gnutls_datum_t){(unsigned char *)b->data, (unsigned)b->len};
}

/* The data of a buf ends in a NUL, so that strstr() stops; what lies behind
 * one inside the file is not armour any more. */
static const char *find_text(const struct buf *file, const char *what)
{
	return file->data ? strstr(file->data, what) : NULL;
}

int key_peek(const struct buf *pem, struct spki *out)
{
	gnutls_datum_t in = datum_of(pem);
	gnutls_datum_t der = {0};
	int r;

	if (pem->len > KEY_FILE_MAX || !find_text(pem, "-----BEGIN PUBLIC KEY"))
		return -1;
	if (gnutls_pem_base64_decode2("PUBLIC KEY", &in, &der) < 0)
		return -1;
	r = spki_read(der.data, der.size, out);
	gnutls_free(der.data);
	return r;
}

/* EncryptedPrivateKeyInfo, RFC 5958 section 3: an algorithm and octets. */
static int enter_encrypted(struct slice der, struct slice *algorithm)
{
	struct slice body, octets;

	if (der_enter(&der, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_SEQUENCE, algorithm) < 0 ||
	    der_enter(&body, DER_OCTETS, &octets) < 0)
		return -1;
	return 0;
}

bool key_is_legacy(const struct buf *file)
{
	return find_text(file, "Proc-Type: 4,ENCRYPTED") != NULL;
}

bool key_is_encrypted(const struct buf *file)
{
	struct slice algorithm;

	return find_text(file, "-----BEGIN ENCRYPTED PRIVATE KEY-----") ||
	       key_is_legacy(file) ||
	       enter_encrypted(slice_of(file), &algorithm) == 0;
}

/* What a protection GnuTLS 3.7 cannot undo is called. */
static const struct {
	const char *oid, *name;
} protections[] = {
    {"1.3.6.1.4.1.11591.4.11", "scrypt"},
    {"1.2.392.200011.61.1.1.1.2", "Camellia-128"},
    {"1.2.392.200011.61.1.1.1.3", "Camellia-192"},
    {"1.2.392.200011.61.1.1.1.4", "Camellia-256"},
    {"1.2.410.200046.1.1.2", "ARIA-128"},
    {"1.2.410.200046.1.1.7", "ARIA-192"},
    {"1.2.410.200046.1.1.12", "ARIA-256"},
    {"1.2.840.113549.3.2", "RC2"},
    {"1.2.840.113549.1.12.1.2", "RC4-40"},
    {"1.2.840.113549.1.12.1.4", N_("3DES with two keys")},
    {"1.2.840.113549.1.12.1.5", "RC2-128"},
    {"1.2.840.113549.1.5.10", "DES-SHA1"},
};

/* Of PBES2 (RFC 8018 appendix A.4) the part that is to blame: the derivation
 * where it is not PBKDF2, else the cipher. Of the others, the whole. */
static struct slice blamed_oid(struct slice algorithm)
{
	struct slice oid = {0}, params, kdf, kdf_oid = {0}, cipher;
	char *text, *kdf_text = NULL;

	if (der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    !(text = der_oid_text(oid)))
		return oid;
	if (strcmp(text, "1.2.840.113549.1.5.13") == 0 &&
	    der_enter(&algorithm, DER_SEQUENCE, &params) == 0 &&
	    der_enter(&params, DER_SEQUENCE, &kdf) == 0 &&
	    der_enter(&kdf, DER_OID, &kdf_oid) == 0 &&
	    (kdf_text = der_oid_text(kdf_oid))) {
		if (strcmp(kdf_text, "1.2.840.113549.1.5.12") != 0)
			oid = kdf_oid;
		else if (der_enter(&params, DER_SEQUENCE, &cipher) == 0 &&
			 der_enter(&cipher, DER_OID, &kdf_oid) == 0)
			oid = kdf_oid;
	}
	free(kdf_text);
	free(text);
	return oid;
}

static int unsupported(struct slice algorithm, const char *label,
		       struct report *report)
{
	char *oid = der_oid_text(blamed_oid(algorithm));
	const char *name = oid ? oid : "?";

	for (size_t i = 0; i < ARRAY_LEN(protections); i++)
		if (strcmp(protections[i].oid, name) == 0)
			name = tr(protections[i].name);
	report_add(report, FINDING_LIB_FAILED, label,
		   _("The key is protected in a way that is not known here "
		     "(%s)."),
		   name);
	free(oid);
	return -1;
}

/* Says before the passphrase is tried whether GnuTLS can undo a PKCS#8
 * protection: its errors do not tell that from a wrong passphrase. */
static int check_protection(const struct buf *file, bool is_pem,
			    const char *label, struct report *report)
{
	gnutls_datum_t in = datum_of(file), der = {0};
	struct slice algorithm = {0};
	unsigned iterations = 0;
	int code, r = -1;

	if (is_pem &&
	    gnutls_pem_base64_decode2("ENCRYPTED PRIVATE KEY", &in, &der) < 0) {
		report_add(report, FINDING_CERT_TEXT_DAMAGED, label, "%s",
			   _("The text of the key is not valid base64."));
		goto out;
	}
	if (!is_pem)
		der = in;
	code = gnutls_pkcs8_info(&der, GNUTLS_X509_FMT_DER, NULL, NULL, NULL,
				 NULL, &iterations, NULL);
	if (code < 0) {
		if (enter_encrypted((struct slice){der.data, der.size},
				    &algorithm) < 0)
			report_add(report, FINDING_CERT_TEXT_DAMAGED, label,
				   "%s",
				   _("The encrypted key does not parse."));
		else
			unsupported(algorithm, label, report);
		goto out;
	}
	if (iterations > ITERATIONS_MAX) {
		report_add(report, FINDING_LIB_FAILED, label,
			   _("The file asks for %u rounds of key derivation; "
			     "more than %d are refused."),
			   iterations, ITERATIONS_MAX);
		goto out;
	}
	r = 0;
out:
	if (is_pem)
		gnutls_free(der.data);
	return r;
}

/* "DEK-Info: ARIA-256-CBC,…" of the format before PKCS#8 (RFC 1421 section
 * 4.6.1.3); the caller frees. */
static char *dek_name(const struct buf *file)
{
	const char *at = find_text(file, "DEK-Info:");

	if (!at)
		return xstrdup("?");
	at += strlen("DEK-Info:");
	at += strspn(at, " ");
	return xstrndup(at, strcspn(at, ",\r\n"));
}

static int open_failed(int code, const struct buf *file, const char *label,
		       struct report *report)
{
	char *name;

	if (code == GNUTLS_E_INVALID_PASSWORD_STRING ||
	    code == GNUTLS_E_INVALID_UTF8_STRING)
		return unusable(report);
	if (code == GNUTLS_E_INVALID_REQUEST ||
	    code == GNUTLS_E_UNKNOWN_CIPHER_TYPE) {
		name = dek_name(file);
		report_add(report, FINDING_LIB_FAILED, label,
			   _("The key is protected in a way that is not known "
			     "here (%s)."),
			   name);
		free(name);
		return -1;
	}
	/* Rubbish that by chance ends like padding fails in the parser. */
	return report_fail(report, FINDING_KEY_WRONG_PASSPHRASE, label, "%s",
			   "");
}

static int open_encrypted(struct key *k, const struct buf *file,
			  const struct secret *passphrase, const char *label,
			  struct report *report)
{
	bool is_pem = find_text(file, "-----BEGIN") != NULL;
	gnutls_datum_t in = datum_of(file);
	int code;

	if (!key_is_legacy(file) &&
	    check_protection(file, is_pem, label, report) < 0)
		return -1;
	if (!passphrase)
		return report_fail(report, FINDING_KEY_WRONG_PASSPHRASE, label,
				   "%s",
				   _("The key has a passphrase, and none "
				     "was given."));
	if (check_phrase(passphrase, report) < 0)
		return -1;
	code = gnutls_x509_privkey_import2(
	    k->native, &in, is_pem ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER,
	    secret_data(passphrase), 0);
	secret_scrub_stack();
	return code < 0 ? open_failed(code, file, label, report) : 0;
}

/* Without a passphrase even where there is one: GnuTLS answers a passphrase
 * for an open DER key with a parse error. */
static int open_plain(struct key *k, const struct buf *file, const char *label,
		      struct report *report)
{
	bool is_pem = find_text(file, "-----BEGIN") != NULL;
	gnutls_datum_t in = datum_of(file);
	int code;

	if (!is_pem)
		in.size = (unsigned)der_size(slice_of(file));
	code = gnutls_x509_privkey_import2(
	    k->native, &in, is_pem ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER,
	    NULL, 0);
	secret_scrub_stack();
	if (code < 0)
		return report_fail(report, FINDING_LIB_FAILED, label,
				   _("This private key cannot be read: %s"),
				   gnutls_strerror(code));
	return 0;
}

int key_open(const struct buf *file, const struct secret *passphrase,
	     const char *label, struct key **out, struct report *report)
{
	struct key *k;
	int r = -1;

	if (file->len > KEY_FILE_MAX)
		return report_fail(report, FINDING_FILE_TOO_BIG, label, "%s",
				   "");
	k = key_new();
	if (key_is_encrypted(file))
		r = open_encrypted(k, file, passphrase, label, report);
	else
		r = open_plain(k, file, label, report);
	if (r == 0)
		r = fill_spki(k, report);
	if (r == 0) {
		*out = k;
		k = NULL;
	}
	key_free(k);
	return r;
}
