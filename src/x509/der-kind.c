/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a DER structure is, by its shape. */
#include "x509/der-kind.h"

#include <stdlib.h>
#include <string.h>

enum { UTC_TIME = 0x17, GENERALIZED_TIME = 0x18, SHAPE_MAX = 16 };

/*
 * Shapes are written as letters, one an element: I integer, B bit string,
 * O octets, o OID, S sequence, s set, T time, 0 to 3 context tags, ? others;
 * cut at SHAPE_MAX.
 */
static char shape_letter(unsigned tag)
{
	static const struct {
		unsigned tag;
		char letter;
	} letters[] = {
	    {DER_INTEGER, 'I'}, {DER_BITS, 'B'},         {DER_OCTETS, 'O'},
	    {DER_OID, 'o'},     {DER_SEQUENCE, 'S'},     {DER_SET, 's'},
	    {UTC_TIME, 'T'},    {GENERALIZED_TIME, 'T'},
	};

	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].tag == tag)
			return letters[i].letter;
	if (tag >= DER_CONTEXT_CONS && tag <= DER_CONTEXT_CONS + 3)
		return (char)('0' + (tag - DER_CONTEXT_CONS));
	return '?';
}

static void shape(struct slice content, char out[SHAPE_MAX + 1])
{
	struct slice skipped;
	unsigned tag;
	size_t n = 0;

	while (n < SHAPE_MAX && der_next(&content, &tag, &skipped) == 0)
		out[n++] = shape_letter(tag);
	/* Rubbish behind the elements spoils the shape. */
	if (n < SHAPE_MAX && content.n)
		out[n++] = '!';
	out[n] = '\0';
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Content of the element at this place; empty where there is none. */
static struct slice nth(struct slice content, unsigned n)
{
	struct slice found = {0};
	unsigned tag;

	do {
		if (der_next(&content, &tag, &found) < 0)
			return (struct slice){0};
	} while (n--);
	return found;
}

/* Certificate, request and revocation list are all SEQUENCE { body, algorithm,
 * BIT STRING }; bodies by RFC 5280 sections 4.1 and 5.1, RFC 2986 section 4.1.
 * A Name begins with a set or is empty, an algorithm begins with an OID. */
static enum item_kind signed_kind(struct slice body)
{
	static const struct {
		const char *begin;
		enum item_kind kind;
	} bodies[] = {
	    {"0ISSSSS", ITEM_CERT},
	    {"ISSSSS", ITEM_CERT}, /* v3, v1 */
	    {"ISST", ITEM_CRL},
	    {"SST", ITEM_CRL}, /* v2, v1 */
	};
	char all[SHAPE_MAX + 1], first[SHAPE_MAX + 1];

	shape(body, all);
	for (size_t i = 0; i < ARRAY_LEN(bodies); i++)
		if (begins(all, bodies[i].begin))
			return bodies[i].kind;
	shape(nth(body, 1), first);
	if ((strcmp(all, "ISS") == 0 || strcmp(all, "ISS0") == 0) &&
	    !begins(first, "o"))
		return ITEM_CSR;
	return ITEM_UNKNOWN;
}

/* A signed profile carries its property list in the clear. */
static enum item_kind cms_kind(struct slice content)
{
	char *oid = der_oid_text(nth(content, 0));
	enum item_kind kind = ITEM_UNKNOWN;

	if (oid && strcmp(oid, "1.2.840.113549.1.7.2") == 0)
		kind = memmem(content.p, content.n, "<key>PayloadContent",
			      strlen("<key>PayloadContent"))
			   ? ITEM_PROFILE
			   : ITEM_PKCS7;
	/* envelopedData, authEnvelopedData: the body of an encrypted mail. */
	if (oid && (strcmp(oid, "1.2.840.113549.1.7.3") == 0 ||
		    strcmp(oid, "1.2.840.113549.1.9.16.1.23") == 0))
		kind = ITEM_MAIL;
	free(oid);
	return kind;
}

enum item_kind der_kind(struct slice der)
{
	static const struct {
		const char *shape;
		bool whole;
		enum item_kind kind;
	} kinds[] = {
	    {"SB", true, ITEM_PUBLIC_KEY},    /* SubjectPublicKeyInfo */
	    {"II", true, ITEM_PUBLIC_KEY},    /* RFC 8017 A.1.1 */
	    {"SO", true, ITEM_KEY_ENCRYPTED}, /* RFC 5958 section 3 */
	    {"ISO", false, ITEM_KEY},         /* PKCS#8 */
	    {"IIIIII", false, ITEM_KEY},      /* RSA, DSA of old */
	    {"IO", false, ITEM_KEY},          /* RFC 5915 */
	};
	char found[SHAPE_MAX + 1];
	struct slice content;
	unsigned tag;
	size_t n = 0;

	/* The header's length octets: 1, or 0x8N and N more. */
	if (der.n > 2 && der.p[0] == DER_SEQUENCE)
		n = 2 + (der.p[1] > 0x80 ? der.p[1] & 7u : 0);
	if (n && der.n >= n + 4 && memcmp(der.p + n, "\2\1\3\x30", 4) == 0)
		return ITEM_P12;
	if (der_next(&der, &tag, &content) < 0 || tag != DER_SEQUENCE)
		return ITEM_UNKNOWN;
	shape(content, found);
	if (strcmp(found, "SSB") == 0)
		return signed_kind(nth(content, 0));
	if (begins(found, "o0"))
		return cms_kind(content);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (kinds[i].whole ? strcmp(found, kinds[i].shape) == 0
				   : begins(found, kinds[i].shape))
			return kinds[i].kind;
	return ITEM_UNKNOWN;
}
