/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts that are the same for every device. */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_before[] = {
	TEXT(OTHERS, ALWAYS,
	     N_("Send them a signed mail: your certificate travels with the "
		"signature, and their program learns it from there. Then they "
		"can encrypt to you.")),
	TEXT(OTHERS, ALWAYS,
	     N_("Never send them {file}: it holds your private key.")),
	TEXTS_END,
};

const struct guide_text guide_behind[] = {
	/* trust-device-differs */
	ASK(ALWAYS,
	    N_("Does it work on one of your devices and not on the other?"),
	    N_("Compare the fingerprints they show with those on this sheet. "
	       "Where they differ, install the root and your certificate of "
	       "this sheet on both.")),
	ASK(ALWAYS, N_("Is it still not clear what is wrong?"),
	    N_("smime-setup check judges your certificate for every program, "
	       "with reasons.")),

	TEXT(AFTER, ALWAYS,
	     N_("Delete the copies of {file} that you moved: on the device, in "
		"downloads, on memory sticks, in the mail you sent yourself "
		"and in its trash. The bundle in your data folder stays, as "
		"your backup.")),
	TEXT(AFTER, ALWAYS,
	     N_("When you renew, leave the old certificate installed: mail "
		"that was encrypted to it can be read with its key only.")),

	TEXT(COMMANDS, ALWAYS,
	     N_("Such a bundle made by OpenSSL, in the folder {dir}:")),
	CODE(COMMANDS, CHAIN,
	     "openssl pkcs12 -export -inkey key.pem -in certificate.pem \\"),
	CODE(COMMANDS, CHAIN, "    -certfile chain.pem -name {address} \\"),
	CODE(COMMANDS, ALONE,
	     "openssl pkcs12 -export -inkey key.pem -in certificate.pem \\"),
	CODE(COMMANDS, ALONE, "    -name {address} \\"),
	CODE(COMMANDS, ALWAYS,
	     "    -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES \\"),
	CODE(COMMANDS, ALWAYS, "    -macalg SHA1 -iter 100000 -out mail.p12"),
	TEXT(COMMANDS, ALWAYS,
	     N_("What is in a bundle, and the fingerprint of a certificate:")),
	CODE(COMMANDS, ALWAYS, "openssl pkcs12 -info -noout -in {file}"),
	CODE(COMMANDS, ALWAYS, "certtool --p12-info --inder --infile {file}"),
	CODE(COMMANDS, BROUGHT,
	     "openssl x509 -noout -fingerprint -sha256 -in {root}"),
	CODE(COMMANDS, KNOWN,
	     "openssl x509 -noout -fingerprint -sha256 -in certificate.pem"),
	TEXTS_END,
};
