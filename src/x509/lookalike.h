/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that may be meant when another one was written. */
#ifndef X509_LOOKALIKE_H
#define X509_LOOKALIKE_H

/* The same for addresses that differ in case, in a "+tag", in dots before the
 * @, in how an international domain is written, or in letters that look alike.
 * The caller frees. */
char *address_alike(const char *address);

/* The most telling way in which two addresses that are alike differ. */
enum address_difference {
	DIFFERS_NOT,	   /* letter by letter the same */
	DIFFERS_CASE,	   /* capitals only */
	DIFFERS_IDN,	   /* the domain in letters, and as xn-- */
	DIFFERS_TAG,	   /* +something, or dots, before the @ */
	DIFFERS_LETTERS,   /* letters that only look alike: beware */
	DIFFERS_OTHERWISE, /* not alike at all */
};

enum address_difference address_difference(const char *a, const char *b);

/* The domain in the letters of its language; the caller frees. */
char *address_in_letters(const char *address);

#endif
