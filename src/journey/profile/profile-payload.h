/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One payload of a configuration profile in plain words. */
#ifndef JOURNEY_PROFILE_PAYLOAD_H
#define JOURNEY_PROFILE_PAYLOAD_H

#include "base/report.h"
#include "journey/page/page.h"
#include "mail/plist.h"

struct payload_look {
	const char *label;	/* the file, for findings */
	const struct prop *all;	/* the array of payloads */
	struct page *page;
	struct report *report;
	struct buf *bundle;	/* the first one found; empty until then */
	struct strlist more;	/* sentences on what goes beyond mail */
};

void payload_look(const struct prop *payload, struct payload_look *look);

#endif
