/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, by its content: DER, armour, bare base64, or a stranger. */
#include "x509/recognise.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/address.h"
#include "x509/armour.h"
#include "x509/der.h"
#include "x509/der-kind.h"

enum { BLOCKS_MAX = 256, LOOK = 4096 };

static const struct {
	const char *name;
	enum finding_id finding; /* where a certificate was wanted */
} kinds[ITEM_KIND_COUNT] = {
    [ITEM_CERT] = {N_("a certificate"), FINDING_REQ_NOT_A_REQUEST},
    [ITEM_CSR] = {N_("a certificate request"), FINDING_CERT_IS_REQUEST},
    [ITEM_PKCS7] = {N_("a PKCS#7 file of certificates"), FINDING_CERT_IS_PKCS7},
    [ITEM_P12] = {N_("a PKCS#12 bundle"), FINDING_CERT_IS_P12},
    [ITEM_KEY] = {N_("a private key without a passphrase"),
		  FINDING_CERT_IS_KEY},
    [ITEM_KEY_ENCRYPTED] = {N_("a private key with a passphrase"),
			    FINDING_CERT_IS_KEY},
    [ITEM_KEY_TOKEN] = {N_("a note of a key on a card or chip"),
			FINDING_CERT_IS_KEY},
    [ITEM_PUBLIC_KEY] = {N_("a bare public key"), FINDING_CERT_IS_PUBLIC_KEY},
    [ITEM_CRL] = {N_("a revocation list"), FINDING_CERT_IS_CRL},
    [ITEM_OPENPGP] = {N_("an OpenPGP key or message"), FINDING_CERT_IS_OPENPGP},
    [ITEM_SSH] = {N_("an SSH key"), FINDING_CERT_IS_SSH},
    [ITEM_HTML] = {N_("a web page"), FINDING_CERT_IS_HTML},
    [ITEM_ZIP] = {N_("an archive of packed files"), FINDING_CERT_IS_ZIP},
    [ITEM_PROFILE] = {N_("an Apple configuration profile"),
		      FINDING_CERT_IS_PROFILE},
    [ITEM_JKS] = {N_("a Java key store"), FINDING_CERT_IS_JKS},
    [ITEM_MAIL] = {N_("a mail message"), FINDING_CERT_IS_MAIL},
    [ITEM_DAMAGED] = {N_("something damaged"), FINDING_CERT_TEXT_DAMAGED},
    [ITEM_EMPTY] = {N_("an empty file"), FINDING_FILE_EMPTY},
    [ITEM_UNKNOWN] = {N_("something unknown"), FINDING_FILE_UNKNOWN},
};

/* What an armour says it is, where its content need not or must not be looked
 * at: private keys are left where they are. The first row that fits counts. */
static const struct {
	const char *label;
	char where; /* '=' the whole label, '<' its beginning, '>' its end */
	enum item_kind kind;
} labels[] = {
    {"PGP ", '<', ITEM_OPENPGP},
    {"OPENSSH PRIVATE KEY", '=', ITEM_SSH},
    {"SSH2 ", '<', ITEM_SSH},
    {"ENCRYPTED PRIVATE KEY", '=', ITEM_KEY_ENCRYPTED},
    /* pkcs11-provider and tpm2-tss-engine: a name, or sealed bytes. */
    {"PKCS#11 PROVIDER URI", '=', ITEM_KEY_TOKEN},
    {"TSS2 PRIVATE KEY", '=', ITEM_KEY_TOKEN},
    {"PRIVATE KEY", '>', ITEM_KEY},
    {"PUBLIC KEY", '>', ITEM_PUBLIC_KEY},
};

/* How strangers begin; blanks before it are passed over, and the case of
 * letters does not count. */
static const struct {
	const char *begin;
	enum item_kind kind;
} strangers[] = {
    {"<!doctype html", ITEM_HTML},
    {"<html", ITEM_HTML},
    {"PK\3\4", ITEM_ZIP},
    {"PK\5\6", ITEM_ZIP},
    {"bplist00", ITEM_PROFILE},
    {"\xFE\xED\xFE\xED", ITEM_JKS},
    {"\xCE\xCE\xCE\xCE", ITEM_JKS},
    {"pkcs11:", ITEM_KEY_TOKEN}, /* RFC 7512 */
    {"ssh-", ITEM_SSH},
    {"ecdsa-sha2-", ITEM_SSH},
    {"sk-ssh-", ITEM_SSH},
    {"sk-ecdsa-", ITEM_SSH},
    {"---- BEGIN SSH2 ", ITEM_SSH},
    {"PuTTY-User-Key-File-", ITEM_SSH},
};

/* Lines only a mail begins with (RFC 5322 section 3.6, RFC 2045). */
static const char *const mail_fields[] = {
    "Received:",       "Return-Path:",
    "From:",           "Date:",
    "Subject:",        "To:",
    "Message-ID:",     "MIME-Version:",
    "Delivered-To:",   "Content-Type:",
    "DKIM-Signature:", "Content-Transfer-Encoding:",
    "Reply-To:",       "Content-Disposition:",
    "Sender:",         "ARC-Seal:",
    "Cc:",             "Authentication-Results:",
    "References:",     "Envelope-To:",
    "In-Reply-To:",    "Thread-Topic:",
    "User-Agent:",     "X-",
};

static bool begins(struct slice s, const char *with, size_t n)
{
	return s.n >= n && ascii_same((const char *)s.p, with, n);
}

/* Adds an item; der is its bytes, or empty. */
static void add(struct items *out, enum item_kind kind, struct slice der)
{
	struct item *item;

	if (out->n == RECOGNISE_MAX)
		return;
	out->items = xrealloc(out->items, (out->n + 1) * sizeof(*out->items));
	item = &out->items[out->n++];
	*item = (struct item){.kind = kind};
	if (kind == ITEM_CERT || kind == ITEM_CSR || kind == ITEM_PKCS7 ||
	    kind == ITEM_P12)
		buf_add(&item->der, der.p, der.n);
}

/* The bytes of the item at the front: a torn bundle is handed on as it is. */
static struct slice exact(struct slice der, enum item_kind kind)
{
	size_t n = der_size(der);

	return kind == ITEM_P12 && !n ? der : (struct slice){der.p, n};
}

static enum item_kind label_kind(const struct armour *a)
{
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		const char *label = labels[i].label;
		bool fits = labels[i].where == '=' ? armour_label_is(a, label)
			    : labels[i].where == '<'
				? armour_label_begins(a, label)
				: armour_label_ends(a, label);

		if (fits && labels[i].kind == ITEM_KEY &&
		    armour_is_encrypted(a))
			return ITEM_KEY_ENCRYPTED;
		if (fits)
			return labels[i].kind;
	}
	return ITEM_UNKNOWN;
}

/* What is inside counts, not what stands on it: PKCS#7 comes as CERTIFICATE
 * from some issuers. The bytes are wiped, they might be a key's. */
static void add_armoured(const struct armour *a, struct items *out)
{
	enum item_kind kind = label_kind(a);
	struct buf der = {0};

	/* "EC PARAMETERS" stands before a key and says nothing new. */
	if (armour_label_ends(a, "PARAMETERS"))
		return;
	if (kind == ITEM_UNKNOWN) {
		kind = ITEM_DAMAGED;
		if (a->is_closed && armour_decode(a->body, &der) == 0)
			kind = der_kind(slice_of(&der));
		if (kind == ITEM_UNKNOWN)
			kind = ITEM_DAMAGED;
	}
	add(out, kind, exact(slice_of(&der), kind));
	if (der.data)
		gnutls_memset(der.data, 0, der.len);
	buf_clear(&der);
}

/* Blocks that give no item are counted too: each is looked for to the end. */
static void add_blocks(struct slice text, struct items *out)
{
	struct armour block;

	for (int i = 0; i < BLOCKS_MAX && out->n < RECOGNISE_MAX; i++) {
		if (!armour_next(&text, &block))
			return;
		add_armoured(&block, out);
	}
}

static bool is_line_end(struct slice s)
{
	return begins(s, "\n", 1) ? s.n == 1 : begins(s, "\r\n", 2) && s.n == 2;
}

/* One structure behind another, as files that were joined have them. What is
 * left over is said to be there, but for one line end. */
static void add_der(struct slice der, struct items *out)
{
	enum item_kind kind = der_kind(der);
	struct slice one;

	while (kind != ITEM_UNKNOWN && out->n < RECOGNISE_MAX) {
		one = exact(der, kind);
		add(out, kind, one);
		der = (struct slice){der.p + one.n, der.n - one.n};
		if (!der.n || kind == ITEM_P12 || is_line_end(der))
			return;
		kind = der_kind(der);
	}
	if (out->n && out->n < RECOGNISE_MAX)
		add(out, ITEM_DAMAGED, der);
}

/* Base64 without armour, as it is copied out of web pages. */
static void add_bare(struct slice text, struct items *out)
{
	struct buf der = {0};

	if (text.n && armour_decode(text, &der) == 0)
		add_der(slice_of(&der), out);
	if (der.data)
		gnutls_memset(der.data, 0, der.len);
	buf_clear(&der);
}

static struct slice skip_blanks(struct slice s)
{
	while (s.n && s.p[0] && strchr(" \t\r\n", s.p[0])) {
		s.p++;
		s.n--;
	}
	return s;
}

/* Public and secret key packets, old and new format, versions 3 to 6 (RFC 9580
 * section 4.2): two length octets in the old, one in the short new one. */
static bool is_openpgp(struct slice s)
{
	static const unsigned char heads[] = {0x99, 0x98, 0x95,
					      0x94, 0xC6, 0xC5};

	for (size_t i = 0; s.n > 8 && i < sizeof(heads); i++) {
		size_t at = heads[i] & 1 && heads[i] < 0xC0 ? 3 : 2;

		if (heads[i] >= 0xC0 && s.p[1] >= 192)
			at = 3;
		if (s.p[0] == heads[i] && s.p[at] >= 3 && s.p[at] <= 6)
			return true;
	}
	return false;
}

static bool contains(struct slice s, const char *what)
{
	return s.n && memmem(s.p, s.n, what, strlen(what));
}

static bool is_mail(struct slice text)
{
	if (begins(text, "From ", 5))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(mail_fields); i++)
		if (begins(text, mail_fields[i], strlen(mail_fields[i])))
			return true;
	return false;
}

static enum item_kind stranger_kind(struct slice s)
{
	struct slice text = skip_blanks(s);

	for (size_t i = 0; i < ARRAY_LEN(strangers); i++)
		if (begins(text, strangers[i].begin,
			   strlen(strangers[i].begin)))
			return strangers[i].kind;
	if (is_mail(text))
		return ITEM_MAIL;
	if (text.n > LOOK)
		text.n = LOOK;
	if (begins(text, "<", 1) && contains(text, "<plist"))
		return ITEM_PROFILE;
	if (begins(text, "<", 1) &&
	    (contains(text, "<html") || contains(text, "<HTML")))
		return ITEM_HTML;
	return is_openpgp(s) ? ITEM_OPENPGP : ITEM_UNKNOWN;
}

/* Something that begins as a long SEQUENCE but does not fit into the file. */
static bool is_torn(struct slice s)
{
	return s.n > 4 && s.p[0] == DER_SEQUENCE && s.p[1] >= 0x82 &&
	       s.p[1] <= 0x84 && !der_size(s);
}

static void look(struct slice s, struct items *out)
{
	if (!skip_blanks(s).n) {
		add(out, ITEM_EMPTY, s);
		return;
	}
	add_der(s, out);
	if (!out->n)
		add_blocks(s, out);
	if (!out->n && stranger_kind(s) != ITEM_UNKNOWN)
		add(out, stranger_kind(s), s);
	if (!out->n)
		add_bare(s, out);
	if (!out->n)
		add(out, is_torn(s) ? ITEM_DAMAGED : ITEM_UNKNOWN, s);
}

/* PowerShell's ">" writes UTF-16. Armour is ASCII: the other halves are
 * dropped, and with them everything that is not. */
static void look_wide(struct slice s, struct items *out)
{
	size_t low = s.p[0] == 0xFE;
	struct buf text = {0};

	for (size_t i = 2; i + 1 < s.n; i += 2)
		buf_addc(&text, s.p[i + !low] ? '?' : (char)s.p[i + low]);
	look(slice_of(&text), out);
	if (text.data)
		gnutls_memset(text.data, 0, text.len);
	buf_clear(&text);
}

void recognise(const void *bytes, size_t len, struct items *out)
{
	struct slice s = {bytes, len};

	*out = (struct items){0};
	if (begins(s, "\xEF\xBB\xBF", 3))
		s = (struct slice){s.p + 3, s.n - 3};
	if (begins(s, "\xFF\xFE", 2) || begins(s, "\xFE\xFF", 2))
		look_wide(s, out);
	else
		look(s, out);
}

bool recognise_is_mail(const void *bytes, size_t len)
{
	return is_mail(skip_blanks((struct slice){bytes, len}));
}

void items_clear(struct items *items)
{
	for (size_t i = 0; i < items->n; i++)
		buf_clear(&items->items[i].der);
	free(items->items);
	*items = (struct items){0};
}

const struct item *items_first(const struct items *items, enum item_kind kind)
{
	for (size_t i = 0; i < items->n; i++)
		if (items->items[i].kind == kind)
			return &items->items[i];
	return NULL;
}

const char *item_kind_name(enum item_kind kind)
{
	return tr(kinds[kind].name);
}

enum finding_id item_finding(enum item_kind kind)
{
	return kinds[kind].finding;
}
