/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps in the order of the journey: STEP(identifier, name). */
STEP(WHO, who)
STEP(KEY, key)
STEP(REQUEST, request)
STEP(CERTIFICATE, certificate)
STEP(CHAIN, chain)
STEP(CHECK, check)
STEP(BUNDLE, bundle)
STEP(HANDOVER, handover)
STEP(REHEARSE, rehearse)
STEP(RENEW, renew)
