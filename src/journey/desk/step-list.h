/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps in the order of the journey: STEP(identifier, name, title). */
STEP(WHO, who, N_("Your details"))
STEP(KEY, key, N_("Key pair"))
STEP(REQUEST, request, N_("Certificate request"))
STEP(CERTIFICATE, certificate, N_("Certificate"))
STEP(CHAIN, chain, N_("Issuer's chain"))
STEP(CHECK, check, N_("Check"))
STEP(BUNDLE, bundle, N_("Bundle for a device"))
STEP(HANDOVER, handover, N_("Hand over"))
STEP(REHEARSE, rehearse, N_("Rehearsal"))
STEP(RENEW, renew, N_("Renewal"))
