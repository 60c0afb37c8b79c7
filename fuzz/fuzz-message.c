/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a letter, read in pieces, its signers judged; and written again
 * as what is to be signed. */
#include <stddef.h>
#include <stdint.h>

#include "mail/message-transport.h"
#include "rules/check-message.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static int read_all(struct sink *in, const uint8_t *bytes, size_t n)
{
	size_t first = n / 3;

	return sink_put(in, bytes, first) < 0 ||
			       sink_put(in, bytes + first, n - first) < 0
		   ? -1
		   : sink_end(in);
}

static void read_letter(const uint8_t *bytes, size_t n)
{
	struct sink *out = sink_to_nothing();
	struct message_read how = {.want = n % 2 ? MESSAGE_CONTENT
						 : MESSAGE_LOOK,
				   .out = n % 2 ? out : NULL};
	struct message m = {0};
	struct message_subject s = {.message = &m};
	struct report report = {0};
	struct sink *in = message_read_new(&how, &m, &report);

	if (read_all(in, bytes, n) < 0 && report.n != 1)
		die("a failure has exactly one finding");
	sink_free(in);
	message_verify(&m, NULL, &report);
	check_message(&s, &report);
	message_clear(&m);
	report_clear(&report);
	sink_free(out);
}

static void write_letter(const uint8_t *bytes, size_t n)
{
	struct report report = {0};
	struct buf text = {0};
	struct sink *out = sink_to_buf(&text);
	struct sink *in = transport_new(out, &report);

	if (read_all(in, bytes, n) < 0 && report.n != 1)
		die("a failure has exactly one finding");
	sink_free(in);
	sink_free(out);
	buf_clear(&text);
	report_clear(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	read_letter(bytes, n);
	write_letter(bytes, n);
	return 0;
}
