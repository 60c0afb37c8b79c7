/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys that are known to be breakable by how they were made. */
#ifndef X509_WEAK_H
#define X509_WEAK_H

#include "x509/key.h"

/*
 * True for an RSA key of the form that Infineon's library made on cards and
 * chips until 2017 (CVE-2017-15361, "ROCA"): modulo each small prime its
 * modulus is a power of 65537. A key made in another way looks like one with a
 * probability of about 2^-28. Stops at the first prime that says no.
 */
bool weak_is_roca(const struct spki *s);

/*
 * True for an RSA key whose two primes lie so close together that Fermat's
 * method finds them in 100 rounds (SBR section 6.1.1.3 asks for as many;
 * CVE-2022-26320). Takes some 20 microseconds for 2048 bits.
 */
bool weak_has_close_primes(const struct spki *s);

#endif
