/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, for whoever chooses one. */
#include "journey/intake/file-look.h"

#include <stdlib.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/intake/intake.h"

/* Of more than this nothing is said before somebody wants it: a cursor that
 * moves over files does not wait. */
enum { CERTS_SHOWN = 3, LOOK_MAX = 4 * 1024 * 1024 };

static void show_certs(const struct parts *parts, struct page *out)
{
	struct report ignored = {0};
	struct cert_list certs = {0};
	size_t n;

	if (intake_parts(parts, "", &certs, &ignored) < 0)
		certs.n = 0;
	n = certs.n < CERTS_SHOWN ? certs.n : CERTS_SHOWN;
	for (size_t i = 0; i < n; i++) {
		char *title = cert_title(certs.items[i]);
		char *end = text_date(certs.items[i]->not_after);

		page_field(out, _("Of"), _("%s, until %s"), title, end);
		free(title);
		free(end);
	}
	if (certs.n > n)
		page_add(out, ROLE_TEXT,
			 trn("and %zu more", "and %zu more", certs.n - n),
			 certs.n - n);
	cert_list_clear(&certs);
	report_clear(&ignored);
}

char *file_look(const char *path, struct page *more)
{
	struct report report = {0};
	struct buf bytes = {0};
	struct parts parts;
	char *word;

	if (fsio_read(place_of(path), LOOK_MAX, &bytes, &report) < 0) {
		enum finding_id id = report.items[0].id;

		word = xstrdup(id == FINDING_FILE_TOO_BIG
				       ? ""
				       : tr(finding_info(id)->title));
		report_clear(&report);
		return word;
	}
	unpack(bytes.data, bytes.len, &parts);
	word = xstrdup(parts_words(&parts, &bytes));
	if (more)
		show_certs(&parts, more);
	parts_clear(&parts);
	buf_wipe(&bytes); /* it may be a key */
	return word;
}
