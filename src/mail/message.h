/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S/MIME letters (RFC 8551) as streams: signed, encrypted, opened, checked. */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "mail/message-head.h"
#include "x509/cms/cms.h"

enum {
	MESSAGE_LAYERS_MAX = 16, /* signed in encrypted in … */
	MESSAGE_DEPTH_MAX = 32,	 /* parts in parts that are searched */
	MESSAGE_PEEK = 256 * 1024, /* bytes a writer looks at before it begins */
};

/* --- reading --- */

enum message_form {
	MESSAGE_CLEAR,	/* multipart/signed: the text can be read as it is */
	MESSAGE_OPAQUE,	/* application/pkcs7-mime: all is inside */
	MESSAGE_LONE,	/* application/pkcs7-signature without what it signs */
	MESSAGE_BARE,	/* a CMS message without a letter around it */
};

struct message_layer {
	enum message_form form;
	struct message_head head;	/* of the part it was in */
	struct cms_look look;
	struct cms_hash *hash;		/* MESSAGE_CLEAR: of what is signed */
	unsigned hashed;		/* bits 1 << enum cms_digest */
	bool has_failed;		/* it did not open, or broke off */
	bool is_forwarded;		/* inside a letter that is a part */
	bool is_inner;			/* a part of what is inside another layer */
};

/* `struct message m = {0}` is empty. */
struct message {
	bool is_letter;			/* false: bare CMS */
	struct message_head head;	/* of the whole letter */
	struct message_layer *layers[MESSAGE_LAYERS_MAX]; /* the outermost first */
	size_t n;
	bool has_content;		/* what is inside of all was reached: */
	struct message_head content;	/* its head */
	bool is_part;			/* S/MIME was in a part of it only */
	bool has_tnef;			/* a winmail.dat of Outlook */
	bool lost_type;			/* CMS in a part that does not say so */
	bool is_cut;			/* there were more parts than are searched */
	bool has_inner;			/* something signed may hold more S/MIME parts
					 * than those that were found */
};

void message_clear(struct message *m);

enum message_want {
	MESSAGE_LOOK,	 /* nothing comes out */
	MESSAGE_OPENED,	 /* what was encrypted, its signature still around it */
	MESSAGE_CONTENT, /* what is inside of all layers */
};

/* Whether a reader takes a part with this head for S/MIME. */
bool message_head_is_smime(const struct message_head *h);

/* A layer that was read to its end, before it is forgotten. */
typedef void message_layer_fn(struct message_layer *l, void *arg);

/*
 * What to do with what is read. `out` gets the letter's own fields without those
 * of MIME (but for names that stand inside as well), then what was wanted, with
 * the kind of line ends the letter has. It counts for nothing unless end
 * succeeded; and then for a signature not before message_verify().
 */
struct message_read {
	const struct cms_identity *identities;
	size_t n;
	enum message_want want;
	struct sink *out;	/* ended with it, not freed; NULL for a look */
	/* What came of reading the same bytes before; see message_again(). */
	const struct message *before;
	bool once;		/* there will be no second time */
	/* Every S/MIME part is found, not only the first, and handed over where
	 * it ends, the inner ones first; end never fails then. */
	message_layer_fn *each;
	void *arg;
	bool shallow;	/* not in what is signed: see has_inner */
	struct shelf *shelf; /* takes the certificates of a layer */
};

/*
 * The stage that takes a letter, or a bare CMS message as DER, BER or PEM, and
 * fills `m`: multipart/signed, application/pkcs7-mime, each inside the other,
 * or as a part of a letter of another kind. Memory does not grow with it. -1
 * with one finding, from end only: MSG_NOT_SMIME, and those of cms_read_new().
 * What was found before, and outside of, the failure is in `m`.
 */
struct sink *message_read_new(const struct message_read *how,
			      struct message *m, struct report *report);

/* True where the letter has to be read a second time, with this as `before`:
 * a signature uses another hash than was announced, or the seal of an
 * AuthEnvelopedData covers what stands behind it. */
bool message_again(const struct message *m);

/* cms_verify() for each signed layer. */
void message_verify(struct message *m, const struct cert_list *more,
		    struct report *report);

/* --- writing --- */

struct message_sign {
	struct cms_sign cms;	/* is_detached and length are set here */
	bool is_opaque;		/* application/pkcs7-mime, not multipart/signed */
	bool repeats;		/* see message_write_again() */
};

struct message_encrypt {
	const struct cms_to *to;
	size_t n;
	enum cms_cipher cipher;
	const struct strlist *addresses; /* for a To field where there is none */
	time_t now;
	bool repeats;
};

/*
 * The stages that take a letter (its fields are kept, its Date becomes the time
 * of signing: Thunderbird 153 minds more than an hour between the two) or plain
 * text, and give an S/MIME letter, with the kind of line ends that came in.
 * Where a text could be changed on its way, it is written as quoted-printable or
 * base64 (RFC 8551 section 3.1.3). `from` stands in for a From field that is not
 * there; NULL: none is made. Ends `out`, does not free it.
 */
struct sink *message_sign_new(const struct message_sign *how, const char *from,
			      struct sink *out, struct report *report);
struct sink *message_encrypt_new(const struct message_encrypt *how,
				 const char *from, struct sink *out,
				 struct report *report);

/*
 * A long letter that begins with what servers leave alone is passed on as it
 * is, if whoever writes it `repeats`: can give it a second time. After an end
 * that succeeded, true where something else came after all: `out` was not
 * ended, and the letter has to be written anew, without `repeats`.
 */
bool message_write_again(const struct sink *writer);

#endif
