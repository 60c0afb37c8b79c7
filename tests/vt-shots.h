/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHOT(name, scene, at, keys, kind): each screen, what is there before, when
 * (NULL: VT_NOW), and the keys that lead to it. Its text is the file of that
 * name in each directory of tests/screens. "+": on from the screen before.
 * FIXED; RANDOM: with numbers that are drawn, which are masked; BUSY: seen while
 * work goes on. */
#define PHRASE "'river stone lamp'"
#define AUTHORITY_PHRASE "'violet kettle nine'"
#define PASSWORD "'plum-tree-4711'"
#define EXPIRED "2028-07-01T12:00Z"
#define DUE "2028-05-10T12:00Z"

/* The overview. */
SHOT("home-empty", EMPTY, NULL, "", FIXED)
SHOT("home-empty-help", EMPTY, NULL, "?", FIXED)
SHOT("home-begun", NAMED, NULL, "", FIXED)
SHOT("home-waiting", ASKED, NULL, "", FIXED)
SHOT("home-certified", CERTIFIED, NULL, "", FIXED)
SHOT("home-done", DONE, NULL, "", FIXED)
SHOT("home-due", DONE, DUE, "", FIXED)
SHOT("home-expired", DONE, EXPIRED, "", FIXED)
SHOT("home-help", DONE, NULL, "?", FIXED)
SHOT("home-quit", DONE, NULL, "^C", FIXED)

/* The steps, before and after. */
SHOT("who", EMPTY, NULL, "Enter", FIXED)
SHOT("who-error", EMPTY, NULL, "Enter 'zoe@example' Tab", FIXED)
SHOT("who-tried", EMPTY, NULL, "Enter F2", FIXED)
SHOT("who-wide", EMPTY, NULL, "Enter 'zoe@example.org' Tab '山田 花子' Tab",
     FIXED)
SHOT("who-list", EMPTY, NULL,
     "Enter 'zoe@example.org' Tab Tab 'zoe@example.net zoe@example me@example.org' Tab", FIXED)
SHOT("who-done", NAMED, NULL, "1", FIXED)
SHOT("who-help", EMPTY, NULL, "Enter F1", FIXED)
SHOT("key", NAMED, NULL, "2", FIXED)
SHOT("key-kind", NAMED, NULL, "2 Up", FIXED)
SHOT("key-differs", NAMED, NULL, "2 'a sentence nobody guesses' Tab 'a sentence nobody guesse' Tab", FIXED)
SHOT("key-shown", NAMED, NULL, "2 'a sentence nobody guesses' F4", FIXED)
SHOT("key-busy", NAMED, NULL,
     "2 Up Up Up Up Up Space Tab 'a sentence nobody guesses' Tab 'a sentence nobody guesses' F2", BUSY)
SHOT("key-busy-home", NAMED, NULL, "+ Esc", BUSY)
SHOT("key-busy-quit", NAMED, NULL, "+ q", BUSY)
SHOT("key-done", KEYED, NULL, "2", FIXED)
SHOT("request", KEYED, NULL, "3", FIXED)
SHOT("request-wrong", KEYED, NULL, "3 'not this one' F2 ~", FIXED)
SHOT("request-result", KEYED, NULL, "3 " PHRASE " F2 ~", FIXED)
SHOT("request-done", ASKED, NULL, "3", FIXED)
SHOT("certificate", ASKED, NULL, "4", FIXED)
SHOT("certificate-here", ASKED, NULL, "4 Down Enter", FIXED)
SHOT("certificate-result", ISSUER, NULL,
     "4 Down Enter " AUTHORITY_PHRASE " F2 ~", RANDOM)
SHOT("certificate-pasted", ASKED, NULL, "4 Enter 'not a certificate' F2 ~",
     FIXED)
SHOT("certificate-done", CERTIFIED, NULL, "4", FIXED)
SHOT("chain-missing", LONE, NULL, "5", FIXED)
SHOT("chain-done", CERTIFIED, NULL, "5", FIXED)
SHOT("chain-strange", FOREIGN, NULL, "5", FIXED)
SHOT("root", FOREIGN, NULL, "5 Enter", FIXED)
SHOT("root-few", FOREIGN, NULL, "+ 'ab cd' F2", FIXED)
SHOT("root-wrong", FOREIGN, NULL, "+ ^U '0011 2233' F2", FIXED)
SHOT("root-brought", FOREIGN, NULL, "b '~/.local/share/smime-setup/identities/zoe@example.org/chain.pem' F2", FIXED)
SHOT("check-nothing", ASKED, NULL, "c", FIXED)
SHOT("check", DONE, NULL, "c", FIXED)
SHOT("check-program", DONE, NULL, "c c", FIXED)
SHOT("check-details", DONE, NULL, "c v", FIXED)
SHOT("check-help", DONE, NULL, "c ?", FIXED)
SHOT("check-expired", DONE, EXPIRED, "c", FIXED)
SHOT("bundle-later", ASKED, NULL, "7", FIXED)
SHOT("bundle", CERTIFIED, NULL, "7", FIXED)
SHOT("bundle-result", CERTIFIED, NULL, "7 Tab " PHRASE " F2 ~", FIXED)
SHOT("bundle-warned", CERTIFIED, NULL, "+ Esc", FIXED)
SHOT("bundle-password", CERTIFIED, NULL, "+ p", RANDOM)
SHOT("handover", BUNDLED, NULL, "8", FIXED)
SHOT("handover-result", BUNDLED, NULL, "8 F2 ~", FIXED)
SHOT("profile", BUNDLED, NULL, "8 End Enter", FIXED)
SHOT("profile-account", BUNDLED, NULL, "+ Tab Down Space Tab", FIXED)
SHOT("rehearsal", BUNDLED, NULL, "9", FIXED)
SHOT("rehearsal-wrong", BUNDLED, NULL, "9 'not this one' F2 ~", FIXED)
SHOT("rehearsal-result", BUNDLED, NULL, "9 " PASSWORD " F2 ~", FIXED)
SHOT("renewal-early", DONE, NULL, "0", FIXED)
SHOT("renewal", DONE, DUE, "0", FIXED)

/* What is beside the journey. */
SHOT("people-empty", DONE, NULL, "p", FIXED)
SHOT("people-help", DONE, NULL, "+ F1", FIXED)
SHOT("mail", DONE, NULL, "p Down Down Enter", FIXED)
SHOT("mail-help", DONE, NULL, "+ F1", FIXED)
SHOT("mail-nothing", DONE, NULL, "+ Esc Down Enter", FIXED)
SHOT("mail-missing", DONE, NULL, "+ Up 'no such mail' F2 ~", FIXED)
SHOT("mail-read", DONE, NULL, "p Down Down Enter '~/.local/share/smime-setup/identities/zoe@example.org/certificate.pem' F2 ~", FIXED)
SHOT("people-add", DONE, NULL, "p F2", FIXED)
SHOT("people-added", DONE, NULL, "+ '~/.local/share/smime-setup/identities/zoe@example.org/certificate.pem' F2", FIXED)
SHOT("people-nobody", DONE, NULL, "+ 'nobody'", FIXED)
SHOT("people-found", DONE, NULL, "+ ^U 'zoe' Down Down Down", FIXED)
SHOT("person", DONE, NULL, "+ Enter", FIXED)
SHOT("person-remove", DONE, NULL, "+ Down Down Down Down Enter", FIXED)
SHOT("person-check", DONE, NULL, "+ Esc Up Up Up Up Enter", FIXED)
SHOT("person-save", DONE, NULL, "+ Esc Down Enter", FIXED)
SHOT("person-where", DONE, NULL, "+ Esc Down Enter", FIXED)
SHOT("person-note", DONE, NULL, "+ Esc Down Enter 'met at the fair'", FIXED)
SHOT("person-strange", FOREIGN, NULL, "p F2 '~/.local/share/smime-setup/identities/zoe@example.org/certificate.pem' F2 F2 '~/.local/share/smime-setup/identities/zoe@example.org/chain.pem' F2 'zoe' Down Down Down Enter", FIXED)
SHOT("bring", DONE, NULL, "b", FIXED)
SHOT("bring-missing", DONE, NULL, "b 'no such file' F2", FIXED)
SHOT("files", DONE, NULL, "b F4", FIXED)
SHOT("files-filter", DONE, NULL, "+ 'pem'", FIXED)
SHOT("files-help", DONE, NULL, "+ F1", FIXED)
SHOT("sights", DONE, NULL, "d", FIXED)
SHOT("walk", DONE, NULL, "d Enter", FIXED)
SHOT("walk-answered", DONE, NULL, "d Enter y", FIXED)
SHOT("walk-file", DONE, NULL, "d Down Down Down Enter b", FIXED)
SHOT("glossary", DONE, NULL, "g", FIXED)
SHOT("glossary-find", DONE, NULL, "g / 'thumb'", FIXED)
SHOT("glossary-found", DONE, NULL, "g / 'thumb' Enter", FIXED)
SHOT("glossary-absent", DONE, NULL, "g / 'no such word' Enter", FIXED)
SHOT("glossary-text", DONE, NULL, "g v", FIXED)
SHOT("addresses", SEVERAL, NULL, "", FIXED)

/* A window too small for anything, and back. */
SHOT("too-small", DONE, NULL, "@29x7", FIXED)
SHOT("tiny", DONE, NULL, "@20x5", FIXED)
SHOT("smallest", DONE, NULL, "@30x8", FIXED)
