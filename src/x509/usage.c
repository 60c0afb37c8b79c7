/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key usage and extended key usage as bits of our own, with their names. */
#include "x509/usage.h"

#include "base/text.h"

struct bit_name {
	unsigned bit;
	const char *name;
};

static const struct bit_name usages[] = {
    {KU_SIGN, "digitalSignature"},
    {KU_NONREPUDIATION, "nonRepudiation"},
    {KU_KEY_ENCIPHER, "keyEncipherment"},
    {KU_DATA_ENCIPHER, "dataEncipherment"},
    {KU_AGREE, "keyAgreement"},
    {KU_CERT_SIGN, "keyCertSign"},
    {KU_CRL_SIGN, "cRLSign"},
    {KU_ENCIPHER_ONLY, "encipherOnly"},
    {KU_DECIPHER_ONLY, "decipherOnly"},
};

static const struct bit_name extended[] = {
    {EKU_EMAIL, "emailProtection"}, {EKU_ANY, "anyExtendedKeyUsage"},
    {EKU_SERVER, "serverAuth"},     {EKU_CLIENT, "clientAuth"},
    {EKU_CODE, "codeSigning"},      {EKU_TIME, "timeStamping"},
    {EKU_OCSP, "OCSPSigning"},      {EKU_OTHER, N_("others")},
};

static char *bits_text(unsigned bits, const struct bit_name *names, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++)
		if (bits & names[i].bit)
			buf_addf(&out, "%s%s", out.len ? ", " : "",
				 tr(names[i].name));
	if (!out.len)
		buf_adds(&out, _("none"));
	return buf_take(&out);
}

char *usage_text(unsigned key_usage)
{
	return bits_text(key_usage, usages, ARRAY_LEN(usages));
}

char *extended_usage_text(unsigned extended_usage)
{
	return bits_text(extended_usage, extended, ARRAY_LEN(extended));
}
