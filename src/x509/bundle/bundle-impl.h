/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bundle files share: identifiers, algorithms, keys from passwords. */
#ifndef X509_BUNDLE_IMPL_H
#define X509_BUNDLE_IMPL_H

#include "x509/bundle/bundle-kdf.h"
#include "x509/bundle/bundle.h"
#include "x509/der.h"

/* RFC 7292 appendix D, RFC 5652, RFC 2985, RFC 8018. */
#define OID_DATA           "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA    "1.2.840.113549.1.7.2"
#define OID_ENVELOPED_DATA "1.2.840.113549.1.7.3"
#define OID_ENCRYPTED_DATA "1.2.840.113549.1.7.6"
#define OID_KEY_BAG        "1.2.840.113549.1.12.10.1.1"
#define OID_SHROUDED_BAG   "1.2.840.113549.1.12.10.1.2"
#define OID_CERT_BAG       "1.2.840.113549.1.12.10.1.3"
#define OID_SAFE_BAG       "1.2.840.113549.1.12.10.1.6"
#define OID_X509_CERT      "1.2.840.113549.1.9.22.1"
#define OID_FRIENDLY_NAME  "1.2.840.113549.1.9.20"
#define OID_LOCAL_KEY_ID   "1.2.840.113549.1.9.21"
#define OID_PBE_SHA1_3DES  "1.2.840.113549.1.12.1.3"
#define OID_SHA1           "1.3.14.3.2.26"
#define OID_SHA256         "2.16.840.1.101.3.4.2.1"
#define OID_HMAC_SHA256    "1.2.840.113549.2.9"
#define OID_AES_256_CBC    "2.16.840.1.101.3.4.1.42"
#define OID_PBES2          "1.2.840.113549.1.5.13"
#define OID_PBKDF2         "1.2.840.113549.1.5.12"
#define OID_PBMAC1         "1.2.840.113549.1.5.14"

enum {
	BUNDLE_SALT_MAX = 1024,
	BUNDLE_MAC_MAX = 64,
	/* BER lets an OCTET STRING come in pieces. */
	DER_OCTETS_CONS = DER_OCTETS | 0x20,
};

/* --- algorithms, bundle-algorithm.c --- */

/* An AlgorithmIdentifier taken apart; the slices are the file's. */
struct scheme {
	struct bundle_cipher cipher;
	struct slice salt, iv;
	unsigned long key_len; /* PBKDF2's; 0 where it is not stated */
};

/* The content of an AlgorithmIdentifier. iterations is ULONG_MAX where the
 * count is no 32-bit number. On -1 out is untouched. */
int scheme_read(struct slice algorithm, struct scheme *out) MUST_CHECK;
void scheme_clear(struct scheme *s);
void bundle_cipher_clear(struct bundle_cipher *c);

/* A MacData taken apart. */
struct mac_scheme {
	char *name; /* "SHA256", "PBMAC1", an OID */
	struct slice digest, salt;
	unsigned long rounds;
	struct scheme kdf; /* PBMAC1's PBKDF2, and */
	char *hmac;	   /* what it is the key of; or NULL */
};

int mac_read(struct slice mac, struct mac_scheme *out) MUST_CHECK;
void mac_scheme_clear(struct mac_scheme *m);

/* The OID at the front as dotted text; the caller frees; NULL if damaged. */
char *bundle_oid_read(struct slice *from);

/* --- what is done with them, bundle-pbe.c and bundle-mac.c --- */

enum pbe_result {
	PBE_OK,
	PBE_UNKNOWN, /* the cipher or the key derivation */
	PBE_FAILED,  /* another password, or damaged */
};

/* Whether there is an engine for it; needs no password. */
bool pbe_is_known(const struct bundle_cipher *c);

/* Padded, by the key this scheme makes of the reading; appended to out. */
enum pbe_result pbe_encrypt(const struct scheme *s, const struct reading *r,
			    struct slice plain, struct buf *out) MUST_CHECK;

/* What it was encrypted from: at least a whole SEQUENCE. The caller frees. */
enum pbe_result pbe_decrypt(const struct scheme *s, const struct reading *r,
			    struct slice bytes,
			    struct secret **out) MUST_CHECK;

enum mac_verdict { MAC_RIGHT, MAC_WRONG, MAC_UNKNOWN };

enum mac_verdict mac_check(const struct mac_scheme *m, const struct reading *r,
			   struct slice safes) MUST_CHECK;

/* Bytes of the MAC; 0 where it cannot be made. */
size_t mac_make(const struct mac_scheme *m, const struct reading *r,
		struct slice safes, unsigned char out[BUNDLE_MAC_MAX]);

/* --- writing, bundle-seal.c --- */

struct seal {
	enum bundle_form form;
	struct reading reading; /* of the password */
	unsigned long rounds;
};

/* An AlgorithmIdentifier, and behind it an element of this tag with what was
 * encrypted. */
int seal_put_encrypted(struct buf *to, const struct seal *seal,
		       struct slice plain, unsigned tag,
		       struct report *report) MUST_CHECK;

/* The MacData of the safes. */
int seal_put_mac(struct buf *to, const struct seal *seal,
		 const struct buf *safes, struct report *report) MUST_CHECK;

/* --- the outside of the file, bundle-pfx.c --- */

/* A PFX (RFC 7292 section 4) as far as it needs no password. */
struct pfx {
	struct slice safes;   /* what the MAC is made of: a SEQUENCE */
	struct slice mac;     /* MacData's content */
	bool has_mac;
	bool is_public_key_mode; /* then safes is empty */
	struct buf joined;    /* holds safes where it came in pieces */
};

/* Of the content of its outer SEQUENCE. -1 where it is damaged. */
int pfx_read(struct slice content, struct pfx *out) MUST_CHECK;
void pfx_clear(struct pfx *p);

/* The content of an OCTET STRING, or of a [0] in its place; joined holds it
 * where it came in pieces. */
int octets_read(struct slice from, struct buf *joined,
		struct slice *content) MUST_CHECK;

/* The content of an EncryptedData (RFC 5652 section 8): how, and what. */
int encrypted_read(struct slice content, struct slice *algorithm,
		   struct slice *rest) MUST_CHECK;

#endif
