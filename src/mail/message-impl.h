/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that read letters share. */
#ifndef MAIL_MESSAGE_IMPL_H
#define MAIL_MESSAGE_IMPL_H

#include "base/report.h"
#include "mail/message.h"

enum { STAGES_MAX = 4 };

struct reading {
	struct sink sink;
	struct message_read how;
	struct message *m;
	struct report *report;
	struct report trouble;	/* of which the first is told */
	struct sink *top;
	bool failed;
	bool wrote;		/* out has got something */
	bool is_lf;		/* the letter's line ends */
	struct buf fields;	/* of the letter, without those of MIME */
	struct sink *lf;	/* before out, where it is to have such ends */
	size_t parts;
};

/* A letter or a part: its head is gathered, then its body goes where the head
 * says. */
struct entity {
	struct sink sink;
	struct reading *rd;
	struct message_layer *layer;	/* it is inside of; NULL: none yet */
	struct message_layer *own;	/* that it is */
	unsigned depth;
	bool is_signature;	/* the second part of multipart/signed */
	bool is_forwarded;	/* of a letter that is a part of another */
	bool is_inner;		/* a part of what is signed or encrypted */
	bool in_body;
	bool copies;		/* its bytes go out as well as on */
	struct buf head;
	struct message_head fields;
	struct sink *body;
	struct sink *stages[STAGES_MAX];
	size_t nstages;
};

struct sink *entity_new(struct reading *rd, struct message_layer *layer,
			unsigned depth);

/* Hands the layer it is over, and forgets it. */
void entity_hand_over(struct entity *e);

/* A stage of its own, freed with it, after those that are added later. */
struct sink *entity_keep(struct entity *e, struct sink *stage);

/* It takes no more; what is around it goes on. */
void entity_break_off(struct entity *e);
void entity_damaged(struct entity *e, const char *why); /* with MSG_DAMAGED */

/* Sets body by what the head says, and copies. */
void entity_route(struct entity *e);

/* A layer without a letter around it: sets body. pem: the label of its armour,
 * or NULL. */
void entity_bare(struct entity *e, const char *pem);

/* True where this part is what was wanted; and the fields before it. */
bool entity_is_wanted(const struct entity *e, bool is_content);
int entity_begin_out(struct entity *e) MUST_CHECK;

#endif
