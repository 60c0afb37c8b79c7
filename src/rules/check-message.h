/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to say of a letter, whether it could be opened or not. */
#ifndef RULES_CHECK_MESSAGE_H
#define RULES_CHECK_MESSAGE_H

#include "base/report.h"
#include "mail/message.h"

/* A certificate of the person's own. */
struct message_own {
	const struct cert *cert;
	bool has_key;		/* its key is here */
	bool is_current;	/* of today; else from before a renewal */
};

/* A letter that was read, and what it is judged with; all the caller's. */
struct message_subject {
	const char *label;	/* the file, for findings */
	time_t now;
	const struct message *message;	/* after message_verify() */
	const struct message_own *own;
	size_t nown;
	const struct strlist *addresses;	/* the person's own */
	const struct cert_list *roots;	/* that the person trusts */
};

/* Adds what speaks against it, or explains it; nothing that message_read_new()
 * and message_verify() add. */
void check_message(const struct message_subject *s, struct report *report);

/* Everybody's own certificate among the recipients of a layer; NULL: none. */
const struct message_own *message_own_of(const struct message_subject *s,
					 const struct cms_look *look);

/* A mail program, and which forms of letters it reads. */
struct message_reader {
	const char *title;	/* untranslated */
	unsigned ciphers;	/* bits 1 << enum cms_cipher */
	unsigned schemes;	/* bits 1 << enum cms_scheme */
	bool old_ecdh;		/* ECDH only with the SHA-1 form */
	bool pss;		/* signatures by RSASSA-PSS */
	const char *source;
};

size_t message_reader_count(void);
const struct message_reader *message_reader_at(size_t i);

/* Whether it opens what is encrypted like this; recipient NULL: any. */
bool message_reader_opens(const struct message_reader *r,
			  const struct cms_look *look,
			  const struct cms_recipient *recipient);

#endif
