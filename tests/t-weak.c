/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys known to be breakable: x509/weak.c. */
#include "x509/weak.h"

#include <string.h>

#include "tests/identity.h"
#include "tests/rules.h"
#include "tests/weak-keys.h"

/* Products of two primes of 1024 bits that differ by less than 2^10, and by
 * about 2^515 and 2^530: found in 1 round, in some, and in 2^33. */
static const char twins[] =
	"ffa84e3703f2ba4f78d0244b5fb7f6742190e235050d862b535d1f9ecaf7c906"
	"bdee0c9a6d900ade99ec84a5945f08ec923ce8a4bacb7f572bdd730af231e63a"
	"a4fe9e20216c416b8f1935be39486ed782ed8bf41b2b8ee65980eda58fe79579"
	"7dac67d46650b27e0691678682656ddfae2e1aabd723a01cc076de132c5bfb1b"
	"cd5546b9cf7f4092093f78407dee82aa25e16d7e831c66b5f293014dd2fb0a17"
	"afc2858ef1f6088fa49af636134824cc5a35947b99a0854f48673b9a9e4597d8"
	"11553e30b6d791a8767b73342f2d9a5bd4aa839fd21bb0b25b8d2ce5e07ef2ad"
	"22871a23ed8df5d8e6e583ae83d0cf33b7c0e75cd901e27c561cf9deb04cd9fb";

static const char neighbours[] =
	"ffa84e3703f2ba4f78d0244b5fb7f6742190e235050d862b535d1f9ecaf7c906"
	"bdee0c9a6d900ade99ec84a5945f08ec923ce8a4bacb7f572bdd730af231e642"
	"a39fb8ecb8dabb945ff129fa92e7ba1a8eb85a661426bc2d4c1475a9508eda8c"
	"771b33cd4e293a2f47ccabf5b770bfb818602471083d32c6be862fcab85a9672"
	"1033fe779ec6d9d899d85ddd391ca987ed7ae63a2a388ef5b02c161e37c248a8"
	"acd8a75d6da41af89e5348d45d656413128910ad9dcecf7566f4cc3c22076fd1"
	"fdb398db76e3dcf53c271381dd26af816d7327c608e46e7e31f13b4aaf5f8599"
	"d0621ad8882c3c81aa8b8e0ee6405de708f23c618135b297e69967dcdb459d4b";

static const char strangers[] =
	"ffa84e3703f2ba4f78d0244b5fb7f6742190e235050d862b535d1f9ecaf7c906"
	"bdee0c9a6d900ade99ec84a5945f08ec923ce8a4bacb7f572bdd730af235e58b"
	"3264e9d75e80a9d78937628ddee9f4bcea268871b1cf08301d82cdf932711230"
	"e3a8dbc0aa29531ba8c9020c2b51a2f8b310b338a0789f246952a4127a2f14c0"
	"d851ff8c3ffc4c4dc7ecf6e18901cf9188b4ec994c2fb413b7c4068538084f93"
	"818a63757640e4ce7f241f7514d1fc93d74b66f6db065af6e38225f22cab5a5d"
	"d6704e30f6fc738ec77e541d3918d9cc9f0470127675ea15deb958144d20ab73"
	"2c181c41bd68c9d331d7a2cfab1f7b4dab54e66ad19d52cf079243d9313723eb";

static void key_of_a_faulty_chip_is_known(void)
{
	struct spki key;

	key_of(faulty, 0, &key);
	CU_ASSERT_EQUAL(key.bits, 2048);
	CU_ASSERT_TRUE(weak_is_roca(&key));
	spki_clear(&key);
}

static void number_beside_it_is_not(void)
{
	for (unsigned plus = 2; plus < 100; plus += 2) {
		struct spki key;

		key_of(faulty, plus, &key);
		CU_ASSERT_FALSE(weak_is_roca(&key));
		spki_clear(&key);
	}
}

static void keys_made_here_are_not(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256,
					      KEY_ED25519};

	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		CU_ASSERT_FALSE(
			weak_is_roca(key_spki(identity(types[i])->key)) ||
			weak_has_close_primes(key_spki(identity(types[i])->key)));
}

static void key_without_bytes_is_not(void)
{
	struct spki key = {.algo = ALGO_RSA, .bits = 2048};

	CU_ASSERT_FALSE(weak_is_roca(&key));
	CU_ASSERT_FALSE(weak_has_close_primes(&key));
}

static void primes_that_lie_close_are_found(void)
{
	static const struct {
		const char *modulus;
		bool is_found;
	} rows[] = {{twins, true}, {neighbours, true}, {strangers, false},
		    {faulty, false}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct subject s = {.now = TEST_NOW};
		struct spki key;

		key_of(rows[i].modulus, 0, &key);
		CU_ASSERT_EQUAL(weak_has_close_primes(&key), rows[i].is_found);
		CU_ASSERT_FALSE(weak_is_roca(&key) && rows[i].is_found);
		s.key = &key;
		CU_ASSERT_EQUAL(rules_find(&s, FINDING_KEY_WEAK_KNOWN),
				i != 2);
		spki_clear(&key);
	}
}

/* Of the rule in rules/check-key.c, which needs a whole key. */
static void key_of_a_faulty_chip_is_a_blocker(void)
{
	struct subject s = {.now = TEST_NOW};
	struct spki key;

	s.key = &key;
	key_of(faulty, 0, &key);
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_KEY_WEAK_KNOWN),
			SEVERITY_BLOCKER);
	spki_clear(&key);
	key_of(faulty, 2, &key);
	CU_ASSERT_FALSE(rules_find(&s, FINDING_KEY_WEAK_KNOWN));
	spki_clear(&key);
}

const struct test tests_weak[] = {
	TEST(key_of_a_faulty_chip_is_known),
	TEST(number_beside_it_is_not),
	TEST(keys_made_here_are_not),
	TEST(key_without_bytes_is_not),
	TEST(primes_that_lie_close_are_found),
	TEST(key_of_a_faulty_chip_is_a_blocker),
	{0},
};
