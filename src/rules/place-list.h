/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every place a bundle can go; the first is the default. See place.h. */
/*
 * PLACE(name, title, word, readers, form, rounds, clients)
 *
 * The form is the best that the oldest supported release of the place reads.
 * Windows Server 2016 and its sisters know 3DES and SHA-1 only (AES came with
 * 1709, learn.microsoft.com PKCS12_PBES2_EXPORT_PARAMS), and so did Android up
 * to 12 or 13. NSS reads PBES2 with SHA-256 since 2017 (bugzilla.mozilla.org
 * 1268141), Java since 8u301 and 11.0.12, OpenSSL since 1.0. Windows takes at
 * most 600 000 rounds (bugzilla.mozilla.org 1436873).
 */

PLACE("apple", N_("iPhone, iPad or Mac"),
	N_("every release reads it, and most other systems"),
	N_("every iOS, iPadOS and macOS; Windows, Android, Thunderbird, Java, OpenSSL and GnuPG too"),
	BUNDLE_APPLE, BUNDLE_ITERATIONS, "ios-17 ios-18 macos-14 macos-15")
PLACE("apple-modern", N_("New iPhone, iPad or Mac"),
	N_("iOS 18, macOS 15 and later only; stronger"),
	N_("iOS 18, iPadOS 18, macOS 15 and later (on a Mac a double-click may fail); iOS 17, macOS 14 and GnuPG 2.2 refuse it"),
	BUNDLE_MODERN, 600000, "ios-18 macos-15")
PLACE("windows", N_("Windows and Outlook"),
	N_("every release of Windows reads it"),
	N_("every Windows since XP, Windows Server 2016 too"),
	BUNDLE_APPLE, BUNDLE_ITERATIONS, "outlook")
PLACE("android", N_("Android"),
	N_("old releases read it, too"),
	N_("every Android, those before 14 too"),
	BUNDLE_APPLE, BUNDLE_ITERATIONS, "android")
PLACE("thunderbird", N_("Thunderbird"),
	N_("Evolution and Firefox, too"),
	N_("Thunderbird, Firefox and Evolution of 2017 and later; iOS 17, macOS 14 and GnuPG 2.2 refuse it"),
	BUNDLE_MODERN, 600000, "thunderbird evolution")
PLACE("java", N_("Java"),
	N_("a key store of the type PKCS12"),
	N_("Java 8u301, 11.0.12, 12 and later; iOS 17, macOS 14 and GnuPG 2.2 refuse it"),
	BUNDLE_MODERN, 600000, "java")
PLACE("openssl", N_("OpenSSL"),
	N_("and programs that use it"),
	N_("OpenSSL 1.0 and later (3 by default); iOS 17, macOS 14 and GnuPG 2.2 refuse it"),
	BUNDLE_MODERN, 600000, "openssl")
