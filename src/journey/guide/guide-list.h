/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheets, one row each, in the order in which they are offered. */
/*
 * GUIDE(name, title, place, fits, list, release, texts)
 *
 * place: which form of bundle to write for it; fits: all forms it reads, the
 * best first. list: whose list of roots it goes by. release: which of those
 * that the texts tell apart. texts: the table in guide-*.c.
 */
GUIDE("iphone", N_("iPhone and iPad, iOS 18 and later"), "apple",
      "apple apple-modern", APPLE, NEW, ios)
GUIDE("iphone-17", N_("iPhone and iPad, iOS 17 and earlier"), "apple", "apple",
      APPLE, OLD, ios)
GUIDE("mac", N_("Mac, macOS 15 and later"), "apple", "apple", APPLE, NEW, mac)
GUIDE("mac-14", N_("Mac, macOS 14 and earlier"), "apple", "apple", APPLE, OLD,
      mac)
GUIDE("thunderbird", N_("Thunderbird (computer)"), "thunderbird",
      "thunderbird apple openssl windows apple-modern", MOZILLA, ALWAYS,
      thunderbird)
GUIDE("outlook", N_("Outlook for Windows, classic"), "windows",
      "windows apple", PUBLIC, ALWAYS, outlook)
GUIDE("gmail", N_("Gmail in Google Workspace"), "apple",
      "apple", PUBLIC, ALWAYS, gmail)
GUIDE("evolution", N_("Evolution (Linux)"), "thunderbird",
      "thunderbird apple openssl windows apple-modern", MOZILLA, ALWAYS,
      evolution)
GUIDE("gnupg", N_("GnuPG: NeoMutt, KMail, Claws"), "apple", "apple",
      NONE, ALWAYS, gnupg)
GUIDE("android", N_("Android phone or tablet"), "android", "android apple",
      PUBLIC, ALWAYS, android)
