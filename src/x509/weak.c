/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys that are known to be breakable by how they were made. */
/*
 * Nemec and others, The Return of Coppersmith's Attack, ACM CCS 2017: the
 * primes are k * M + (65537^a mod M), with M the product of the first primes.
 * Only primes whose residues 65537 does not all reach tell anything; of these
 * the ones up to 167 are in M for every length of key.
 */
#include "x509/weak.h"

#include <gmp.h>

#include "x509/der.h"

enum { GENERATOR = 65537, FERMAT_ROUNDS = 100 };

static const unsigned char primes[] = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79,
				       97, 103, 107, 109, 127, 151, 157};

static int modulus_of(const struct spki *s, struct slice *out)
{
	struct slice all = slice_of(&s->der), body, algo, key, pair;

	if (der_enter(&all, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &algo) < 0 ||
	    der_enter(&body, DER_BITS, &key) < 0 || key.n < 1)
		return -1;
	key.p++;
	key.n--;
	return der_enter(&key, DER_SEQUENCE, &pair) < 0 ||
			       der_enter(&pair, DER_INTEGER, out) < 0
		       ? -1
		       : 0;
}

static unsigned remainder_by(struct slice n, unsigned prime)
{
	unsigned r = 0;

	for (size_t i = 0; i < n.n; i++)
		r = (r << 8 | n.p[i]) % prime;
	return r;
}

static bool is_power(unsigned n, unsigned prime)
{
	unsigned power = 1;

	do {
		if (power == n)
			return true;
		power = power * (GENERATOR % prime) % prime;
	} while (power != 1);
	return false;
}

static bool has_modulus(const struct spki *s, struct slice *n)
{
	return (s->algo == ALGO_RSA || s->algo == ALGO_RSA_PSS) &&
	       modulus_of(s, n) == 0;
}

bool weak_is_roca(const struct spki *s)
{
	struct slice n;

	if (!has_modulus(s, &n))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(primes); i++)
		if (!is_power(remainder_by(n, primes[i]), primes[i]))
			return false;
	return true;
}

/* n = a^2 - b^2 with a just above the root of n is (a - b)(a + b). */
bool weak_has_close_primes(const struct spki *s)
{
	struct slice bytes;
	bool found = false;
	mpz_t n, a, rest;

	if (!has_modulus(s, &bytes))
		return false;
	mpz_inits(n, a, rest, NULL);
	mpz_import(n, bytes.n, 1, 1, 1, 0, bytes.p);
	mpz_sqrt(a, n);
	if (!mpz_perfect_square_p(n))
		mpz_add_ui(a, a, 1);
	for (int i = 0; i < FERMAT_ROUNDS && !found; i++) {
		mpz_mul(rest, a, a);
		mpz_sub(rest, rest, n);
		found = mpz_perfect_square_p(rest) != 0;
		mpz_add_ui(a, a, 1);
	}
	mpz_clears(n, a, rest, NULL);
	return found;
}
