/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the hand-over sheets share; not for front ends. */
#ifndef JOURNEY_GUIDE_IMPL_H
#define JOURNEY_GUIDE_IMPL_H

#include "journey/guide/guide.h"

/* The parts of a sheet, in this order; behind the head comes what is needed. */
enum guide_part {
	PART_HEAD,	/* what is to be known before all, as a warning */
	PART_IMPORT,
	PART_TRUST,
	PART_SELECT,
	PART_USE,
	PART_SEEN,
	PART_OTHERS,
	PART_TROUBLE,
	PART_AFTER,
	PART_COMMANDS,
	PART_COUNT
};

enum guide_kind {
	KIND_TEXT,
	KIND_WARN,
	KIND_STEP,	/* numbered */
	KIND_SEEN,	/* what is seen when it worked */
	KIND_ASK,	/* a question, and what to do */
	KIND_CODE,	/* a command, not translated */
};

/* When a line is for this sheet and person. */
enum guide_when {
	WHEN_ALWAYS = 0,
	WHEN_NEW = 1,		/* the newer of two releases told apart */
	WHEN_OLD = 2,
	WHEN_BROUGHT = 4,	/* the root has to be brought to the device */
	WHEN_KNOWN = 8,		/* the device brings it along */
	WHEN_CHAIN = 16,	/* issuers' certificates are on disk */
	WHEN_ALONE = 32,	/* they are not */
	WHEN_EC = 64,		/* the key is no RSA key */
};

/*
 * One line of a sheet, untranslated. In curly brackets stand what is the
 * person's own: {address}, {file} the bundle's name, {root} the root's file,
 * {rootname} what it calls itself, {dir} the identity's folder.
 */
struct guide_text {
	enum guide_part part;
	enum guide_kind kind;
	enum guide_when when;
	const char *text;
	const char *then;	/* KIND_ASK */
};

#define TEXT(part, when, text) {PART_##part, KIND_TEXT, WHEN_##when, text, NULL}
#define WARN(part, when, text) {PART_##part, KIND_WARN, WHEN_##when, text, NULL}
#define STEP(part, when, text) {PART_##part, KIND_STEP, WHEN_##when, text, NULL}
#define SEEN(part, when, text) {PART_##part, KIND_SEEN, WHEN_##when, text, NULL}
#define ASK(when, text, then)  {PART_TROUBLE, KIND_ASK, WHEN_##when, text, then}
#define CODE(part, when, text) {PART_##part, KIND_CODE, WHEN_##when, text, NULL}
#define TEXTS_END        {PART_COUNT, KIND_TEXT, WHEN_ALWAYS, NULL, NULL}

/* Each ended by TEXTS_END. */
extern const struct guide_text guide_ios[];
extern const struct guide_text guide_mac[];
extern const struct guide_text guide_thunderbird[];
extern const struct guide_text guide_evolution[];
extern const struct guide_text guide_outlook[];
extern const struct guide_text guide_gmail[];
extern const struct guide_text guide_android[];
extern const struct guide_text guide_gnupg[];

/* The same for all: before and behind what a guide says in each part. */
extern const struct guide_text guide_before[];
extern const struct guide_text guide_behind[];

/* Whose list of roots a program goes by. */
enum guide_list {
	LIST_APPLE,
	LIST_MOZILLA,
	LIST_PUBLIC,	/* its own; taken to be like the two */
	LIST_NONE,
};

enum guide_root {
	ROOT_ABSENT,	/* no certificate here, or its chain is not whole */
	ROOT_KNOWN,	/* the program brings it along */
	ROOT_BROUGHT,	/* the person has to bring it */
};

/* The person's own words and files, harmless; placeholders where there are
 * none. */
struct guide_own {
	char *address, *file, *root, *rootname, *dir;
	bool has_bundle;	/* file is there */
	const struct cert *root_cert;	/* belongs to the facts; or NULL */
	enum guide_root root_is;
	unsigned is;	/* bits of enum guide_when */
};

void guide_own_fill(const char *fits, enum guide_list list,
		    const struct facts *f, struct guide_own *own);
void guide_own_clear(struct guide_own *own);

/* A translated text with the person's own in place of the brackets; in a
 * command quoted for the shell. The caller frees. */
char *guide_own_text(const struct guide_own *own, const char *text, bool code);

#endif
