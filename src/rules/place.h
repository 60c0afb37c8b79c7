/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places a bundle can go: the form each reads, and who reads that form. */
#ifndef RULES_PLACE_H
#define RULES_PLACE_H

#include "x509/bundle/bundle.h"

/* Texts are untranslated. */
struct place_row {
	const char *name;	/* of the command line: "apple-modern" */
	const char *title;	/* "iPhone, iPad or Mac, new releases only" */
	const char *word;	/* a few words for the choice in the wizard */
	const char *readers;	/* one line: which releases read it */
	enum bundle_form form;
	unsigned long iterations;
	const char *clients;	/* names of rules/client that must say yes, by blanks */
};

size_t place_count(void);
const struct place_row *place_at(size_t i);	/* 0 is the default: apple */
const struct place_row *place_by_name(const char *name); /* NULL where unknown */

#endif
