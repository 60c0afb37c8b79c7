/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CMS SignedData says besides its certificates: mail/signed.c. */
#include "mail/signed.h"
#include "tests/test.h"

#define SIGNED "1.2.840.113549.1.7.2"
#define DATA "1.2.840.113549.1.7.1"
#define CAPABILITIES "1.2.840.113549.1.9.15"
#define SIGNING_TIME "1.2.840.113549.1.9.5"

/* A SignerInfo with one signed attribute; NULL: with none. */
static void put_signer(struct buf *signers, const char *attribute)
{
	struct buf signer = {0}, attr = {0};

	der_put_number(&signer, 1);
	if (attribute) {
		der_put_oid(&attr, attribute);
		der_put(&attr, DER_SET, "", 0);
		der_wrap(&attr, DER_SEQUENCE);
		der_put_buf(&signer, DER_CONTEXT_CONS, &attr);
	}
	der_put(&signer, DER_OCTETS, "sig", 3);
	der_put_buf(signers, DER_SEQUENCE, &signer);
	buf_clear(&attr);
	buf_clear(&signer);
}

static void put_signed(const struct buf *signers, struct buf *out)
{
	struct buf body = {0}, encap = {0};

	der_put_oid(&encap, DATA);
	der_put_number(&body, 1);
	der_put(&body, DER_SET, "", 0);
	der_put_buf(&body, DER_SEQUENCE, &encap);
	der_put_buf(&body, DER_SET, signers);
	der_wrap(&body, DER_SEQUENCE);
	der_put_oid(out, SIGNED);
	der_put_buf(out, DER_CONTEXT_CONS, &body);
	der_wrap(out, DER_SEQUENCE);
	buf_clear(&encap);
	buf_clear(&body);
}

static bool announces(const char *first, const char *second)
{
	struct buf signers = {0}, der = {0};
	struct signed_data s;
	bool has;

	put_signer(&signers, first);
	put_signer(&signers, second);
	put_signed(&signers, &der);
	CU_ASSERT_EQUAL_FATAL(signed_data_read(slice_of(&der), &s), 0);
	CU_ASSERT_TRUE(s.has_signer);
	signed_data_clear(&s);
	has = signed_data_has_capabilities(slice_of(&der));
	for (size_t n = 0; n < der.len; n++)
		CU_ASSERT_FALSE(signed_data_has_capabilities(
			(struct slice){(unsigned char *)der.data, n}));
	buf_clear(&signers);
	buf_clear(&der);
	return has;
}

static void capabilities_are_found_with_any_signer(void)
{
	CU_ASSERT_TRUE(announces(CAPABILITIES, NULL));
	CU_ASSERT_TRUE(announces(SIGNING_TIME, CAPABILITIES));
}

static void other_attributes_are_none(void)
{
	CU_ASSERT_FALSE(announces(NULL, NULL));
	CU_ASSERT_FALSE(announces(SIGNING_TIME, NULL));
}

static void without_signers_there_are_none(void)
{
	struct buf none = {0}, der = {0};
	struct signed_data s;

	put_signed(&none, &der);
	CU_ASSERT_EQUAL_FATAL(signed_data_read(slice_of(&der), &s), 0);
	CU_ASSERT_FALSE(s.has_signer);
	CU_ASSERT_FALSE(signed_data_has_capabilities(slice_of(&der)));
	signed_data_clear(&s);
	buf_clear(&der);
}

const struct test tests_signed[] = {
	TEST(capabilities_are_found_with_any_signer),
	TEST(other_attributes_are_none),
	TEST(without_signers_there_are_none),
	{0},
};
