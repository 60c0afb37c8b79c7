/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do about a finding, by keys and screens in place of commands. The
 * wizard and --plain have the same keys. */
#include "ui/both/advice.h"

#include "base/text.h"

static const struct advice {
	enum finding_id id;
	const char *fix;
} advice[] = {
	{FINDING_CERT_IS_ROOT,
	 N_("To trust what it issued, bring this file to the overview, with key "
	    "b. Your own certificate is another file; it shows your mail "
	    "address.")},
	{FINDING_TRUST_ROOT_UNKNOWN,
	 N_("If you know the issuer, compare the root's fingerprint with them "
	    "and say that you trust it: here in the step of the chain, or "
	    "where you bring the root (key b of the overview). Then on every "
	    "device, where it has to be installed.")},
	{FINDING_ROOT_SEVERAL,
	 N_("Save the one you want as a file of its own, and bring that.")},
	{FINDING_ROOT_FILE_IGNORED,
	 N_("Remove this file, then bring the root again: key b of the "
	    "overview.")},
	{FINDING_ROOT_FILE_PART,
	 N_("Put each root into a file of its own, or bring it again: key b of "
	    "the overview.")},
	{FINDING_RCPT_UNTRUSTED,
	 N_("Compare the fingerprint of the root with this person, by telephone "
	    "for example. If it is the same, install the root in your mail "
	    "program and trust it there; for this program, beside this person "
	    "in the address book (key p of the overview).")},
};

const char *advice_of(enum finding_id id)
{
	for (size_t i = 0; i < ARRAY_LEN(advice); i++)
		if (advice[i].id == id)
			return advice[i].fix;
	return NULL;
}
