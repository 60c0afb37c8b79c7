/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of findings, one row each; see report.h. Names never change. */
/*
 * FINDING(id, name, severity, step, affects, clients, source, title, cause, fix)
 *
 * clients: "all", or names of client programs separated by blanks; "apple" is
 * iOS and macOS of every release, "ios-17" that release and earlier, "issuers"
 * the public issuers. SBR is the S/MIME Baseline Requirements of the
 * CA/Browser Forum; file names without a path are of Apple's Security project
 * or, with mozpkix, of NSS.
 */

FINDING(FILE_UNREADABLE, "file-unreadable", BLOCKER, "", "", "all",
	"POSIX open(2)",
	N_("The file cannot be read"),
	N_("There is no file of this name, or you have no permission to read it."),
	N_("Check the name and the permissions. The path is shown as it was used."))
FINDING(FILE_IS_DIRECTORY, "file-is-directory", BLOCKER, "", "", "all",
	"POSIX open(2)",
	N_("This is a folder, not a file"),
	N_("The name of a folder was given where a file is needed."),
	N_("Name the file inside the folder."))
FINDING(FILE_NOT_REGULAR, "file-not-regular", BLOCKER, "", "", "all",
	"POSIX stat(2)",
	N_("This is not an ordinary file"),
	N_("It is a pipe, a device or a socket. Reading from it could wait for ever."),
	N_("Save what it holds to a file and name that, or pass it on standard input with the name -."))
FINDING(FILE_EMPTY, "file-empty", BLOCKER, "", "", "all",
	"POSIX stat(2)",
	N_("The file is empty"),
	N_("Nothing was saved into it, or the download broke off before it began."),
	N_("Fetch or save the file again."))
FINDING(FILE_TOO_BIG, "file-too-big", BLOCKER, "", "", "all",
	"limits of this program",
	N_("The file is too big to be one of these"),
	N_("Keys, requests, certificates and bundles are small files. A file of this size is something else."),
	N_("Choose the right file."))
FINDING(FILE_EXISTS, "file-exists", BLOCKER, "", "", "all",
	"POSIX open(2), O_EXCL",
	N_("There is a file of this name already"),
	N_("This program never replaces a file without being asked to."),
	N_("Choose another name, or move the old file away first."))
FINDING(FILE_UNWRITABLE, "file-unwritable", BLOCKER, "", "", "all",
	"POSIX write(2)",
	N_("The file cannot be written"),
	N_("The disk is full, the folder is read-only, or you have no permission to write there."),
	N_("Nothing was changed. Make room or choose another place, and try again."))
FINDING(FILE_MAYBE_LOST, "file-maybe-lost", WARNING, "", "", "all",
	"POSIX fsync(2)",
	N_("Saved, but a power cut right now could lose it"),
	N_("The system could not confirm that the folder has reached the disk."),
	N_("Check the disk. If you are in doubt, save the file again."))
FINDING(FILE_NOT_VERIFIED, "file-not-verified", BLOCKER, "", "", "all",
	"POSIX read(2)",
	N_("What was written could not be read back"),
	N_("After saving, the file was read again and was not the same. The disk or the memory of this computer is likely to be faulty."),
	N_("Nothing that was there before was replaced. Try another disk."))
FINDING(FILE_UNKNOWN, "file-unknown", BLOCKER, "certificate", "", "all",
	"RFC 7468",
	N_("This file is of no kind that is known here"),
	N_("It holds no certificate, no request, no key and no bundle that can be recognised."),
	N_("Save the issuer's file again, exactly as it was sent, and bring that."))
FINDING(FILE_PART_IGNORED, "file-part-ignored", NOTE, "", "", "all",
	"content of the file",
	N_("One part of it was left aside"),
	N_("The file holds more than what was needed here. This part is of another kind, or cannot be read."),
	N_("Nothing needs to be done. If it was this part you meant, save it as a file of its own and bring that."))
FINDING(FILE_CUT, "file-cut", WARNING, "", "", "all",
	"limits of this program",
	N_("Not all of the file was looked at"),
	N_("It holds very many parts, or parts packed inside one another, or very large ones. Files like that can be made to stop a program, so there is a limit."),
	N_("If something is missing, unpack the file, and bring the certificate alone."))
FINDING(HOME_UNUSABLE, "home-unusable", BLOCKER, "", "", "all",
	"POSIX mkdir(2)",
	N_("The folder for your data cannot be used"),
	N_("It could not be made or could not be opened."),
	N_("Choose another folder with --home, or repair its permissions."))
FINDING(LOCK_HELD, "lock-held", BLOCKER, "", "", "all",
	"POSIX fcntl(2)",
	N_("Another run of this program is at work here"),
	N_("Two runs at the same time could overwrite each other's files."),
	N_("Wait until the other one has ended, then try again."))
FINDING(PASS_DIFFERS, "pass-differs", BLOCKER, "", "", "all",
	"input check",
	N_("The two entries are not the same"),
	N_("One of them was mistyped."),
	N_("Type both again."))
FINDING(PASS_EMPTY, "pass-empty", BLOCKER, "", "", "all",
	"input check",
	N_("A passphrase is needed"),
	N_("Without a passphrase anybody who copies the file can sign and read mail in your name."),
	N_("Type at least one character. A sentence that only you know is best."))
FINDING(PASS_UNUSABLE, "pass-unusable", BLOCKER, "", "", "all",
	"RFC 3629",
	N_("This passphrase cannot be used"),
	N_("It is longer than 1024 bytes, or it is not valid UTF-8 text."),
	N_("Choose another passphrase."))
FINDING(PASS_FILE_LOOSE, "pass-file-loose", BLOCKER, "", "", "all",
	"POSIX chmod(2)",
	N_("Others can read the passphrase file"),
	N_("Its permissions or its owner let other people of this computer read it, so the passphrase in it is no secret."),
	N_("Make the file your own and run: chmod 600 FILE"))
FINDING(ANSWER_MISSING, "answer-missing", BLOCKER, "", "", "all",
	"input check",
	N_("An answer is missing"),
	N_("This question has no default that would be right for everybody."),
	N_("Answer it, then go on."))
FINDING(ANSWER_UNKNOWN, "answer-unknown", BLOCKER, "", "", "all",
	"input check",
	N_("This answer is not understood"),
	N_("It is none of the possible answers, or it holds characters that cannot be seen."),
	N_("Choose one of the answers shown, or type plain text."))
FINDING(ID_NONE, "id-none", BLOCKER, "who", "", "all",
	"state of the data folder",
	N_("There is no identity here yet"),
	N_("Nothing has been set up in this folder."),
	N_("Begin with your address: smime-setup key ADDRESS"))
FINDING(ID_SEVERAL, "id-several", BLOCKER, "", "", "all",
	"state of the data folder",
	N_("There are several identities here"),
	N_("It is not clear which of your addresses is meant."),
	N_("Name it with --identity ADDRESS."))
FINDING(ID_UNKNOWN, "id-unknown", BLOCKER, "who", "", "all",
	"state of the data folder",
	N_("There is no identity for this address"),
	N_("This address has not been set up in this folder."),
	N_("Check the spelling. The command smime-setup status lists what is there."))
FINDING(ID_HAS_KEY, "id-has-key", BLOCKER, "", "", "all",
	"RFC 5652 section 6",
	N_("This identity has a key already"),
	N_("A key is never overwritten: without it, mail that was encrypted to it could never be read again."),
	N_("Use the key that is there. A new address gets an identity and a key of its own."))
FINDING(STEP_NEEDS, "step-needs", BLOCKER, "", "", "all",
	"order of the steps",
	N_("Something has to be done first"),
	N_("This step builds on the result of an earlier one."),
	N_("Do the step that is named, then come back. The command smime-setup status tells what comes next."))
FINDING(AUTH_NONE, "auth-none", BLOCKER, "", "", "all",
	"state of the data folder",
	N_("There is no issuer of your own yet"),
	N_("To issue certificates on this computer, an issuer of your own (an authority) has to be made first."),
	N_("Run smime-setup authority create, or bring the request to an outside issuer."))
FINDING(AUTH_EXISTS, "auth-exists", BLOCKER, "", "", "all",
	"state of the data folder",
	N_("You have an issuer of your own already"),
	N_("A second one would only confuse the devices that trust the first."),
	N_("Use the one that is there: smime-setup authority show"))
FINDING(AUTH_DAYS, "auth-days", BLOCKER, "", "", "all",
	"SBR section 6.3.2",
	N_("A certificate cannot be valid for that long"),
	N_("Certificates for mail may be valid for 1 to 825 days."),
	N_("Choose a number of days from 1 to 825."))
FINDING(CLOCK_WRONG, "clock-wrong", BLOCKER, "", "", "all",
	"RFC 5280 section 4.1.2.5",
	N_("This computer's clock is wrong"),
	N_("It shows a time before the year 2000, and a certificate made now would be valid at the wrong time"),
	N_("Set date and time, then try again"))
FINDING(LIB_FAILED, "lib-failed", BLOCKER, "", "", "all",
	"GnuTLS manual, Error codes",
	N_("The cryptographic library refused"),
	N_("GnuTLS, which does the cryptography here, reported an error that this program did not expect."),
	N_("Try again. If it happens twice, report it together with the text shown."))
FINDING(CANCELLED, "cancelled", BLOCKER, "", "", "all",
	"input",
	N_("Cancelled"),
	N_("You ended the work before it was finished."),
	N_("Nothing was written. Begin again when you like."))

/* key */
FINDING(KEY_MISSING, "key-missing", BLOCKER, "key", "SEDM", "all",
	"RFC 5280 section 4.1.2.7",
	N_("The private key for this certificate is not here"),
	N_("A certificate is of use only with the secret key it was made for. That key was made somewhere else (browser, keychain, issuer's site, another computer) or was deleted."),
	N_("Look where the request was made and export a .p12 file there. If the key is gone for good, ask for a new certificate with a new key: nobody can recreate it."))
FINDING(KEY_NOT_MATCHING, "key-not-matching", BLOCKER, "key", "SEDM", "all",
	"RFC 5280 section 4.1.2.7",
	N_("This key belongs to a different certificate"),
	N_("The public key in the certificate is not the other half of this private key. Two requests were made, or files of an old certificate got mixed in."),
	N_("Take the key that was made together with the request for this certificate."))
FINDING(CERT_OF_ANOTHER, "cert-of-another", BLOCKER, "certificate", "", "all",
	"RFC 5280 section 4.2.1.6",
	N_("This certificate is somebody else's"),
	N_("It is for an address that none of your identities has, and for none of your keys. It is what you need to write encrypted mail to that person, not the answer to a request of yours."),
	N_("To write to this person: smime-setup recipients add FILE. If it should be yours, bring it to where its request was written."))
FINDING(KEY_WRONG_PASSPHRASE, "key-wrong-passphrase", BLOCKER, "key", "SEDM", "all",
	"RFC 8018 section 6",
	N_("The passphrase does not open this key file"),
	N_("It was mistyped, typed on another keyboard layout, or it is the passphrase of another file."),
	N_("Try again, and mind Caps Lock and the keyboard layout. Without the passphrase the key is lost."))
FINDING(KEY_RSA_TOO_SHORT, "key-rsa-too-short", BLOCKER, "key", "SEV", "all",
	"SecPolicyServer.c; SBR section 6.1.5",
	N_("The key is too short to be accepted"),
	N_("An RSA key of less than 2048 bits can be broken. Apple, Gmail and all public issuers refuse it."),
	N_("Make a new key (3072 bits are suggested), then a new request for it."))
FINDING(KEY_RSA_ODD_SIZE, "key-rsa-odd-size", WARNING, "key", "", "issuers gmail",
	"SBR section 6.1.5; support.google.com/a/answer/7300887",
	N_("The key has an unusual length"),
	N_("Public issuers refuse RSA lengths that are no multiple of 8, and Gmail takes only 2048, 3072 and 4096 bits."),
	N_("Make a new key of 2048, 3072 or 4096 bits."))
FINDING(KEY_RSA_HUGE, "key-rsa-huge", WARNING, "key", "SE", "all",
	"RFC 8550 section 4.3",
	N_("The key is very long"),
	N_("Mail programs have to support RSA keys of up to 4096 bits. Cards and phones are likely to be slow with more, or to refuse it."),
	N_("Prefer a key of 3072 or 4096 bits."))
FINDING(KEY_RSA_BAD_EXPONENT, "key-rsa-bad-exponent", WARNING, "key", "", "issuers",
	"SBR section 6.1.6",
	N_("The key has an unusual public exponent"),
	N_("The exponent is one of the two numbers of an RSA public key. Public issuers expect an odd one of more than 65536, nearly always 65537."),
	N_("Make a new key with this program or another usual one."))
FINDING(KEY_PSS_TYPE, "key-pss-type", BLOCKER, "key", "SEM", "apple issuers",
	"p12import.c; SBR section 7.1.3.1",
	N_("The key is of the RSA-PSS kind, which Apple cannot import"),
	N_("An RSA key can be marked as fit for one kind of signature only (RSA-PSS). Apple and the public issuers know only plain RSA keys."),
	N_("Make a plain RSA key, then a new request for it."))
FINDING(KEY_EDDSA, "key-eddsa", BLOCKER, "key", "EM", "apple thunderbird outlook gmail",
	"p12import.c; RFC 8410; support.google.com/a/answer/7300887",
	N_("This kind of key can only sign, and few programs take it"),
	N_("Nobody can encrypt to an Ed25519 or Ed448 key. Apple cannot import it, and Thunderbird, Outlook and Gmail are not likely to accept it."),
	N_("Make an RSA key, then a new request for it."))
FINDING(KEY_X25519, "key-x25519", BLOCKER, "key", "SEM", "all",
	"p12import.c; RFC 8410",
	N_("This kind of key cannot sign"),
	N_("An X25519 or X448 key can only agree on a secret with another key. No usual mail program takes it, and no request can be signed with it."),
	N_("Make an RSA key, then a new request for it."))
FINDING(KEY_EC_ENCRYPT_APPLE, "key-ec-encrypt-apple", WARNING, "key", "E", "apple",
	"libsecurity_smime; RFC 5753",
	N_("Encrypted mail to this kind of key may not open on Apple"),
	N_("The key is an elliptic-curve key. Signing is fine, but Apple's mail code reads an old form of encryption to such keys that other programs do not write."),
	N_("Prefer an RSA key of 3072 bits. Or keep this one for signing and get a second certificate, with an RSA key, for encryption."))
FINDING(KEY_EC_CURVE, "key-ec-curve", BLOCKER, "key", "SE", "all",
	"SBR section 6.1.5; p12import.c; support.google.com/a/answer/7300887",
	N_("Mail programs do not support the curve of this key"),
	N_("Elliptic-curve keys come on many curves. Mail programs and public issuers know P-256 and P-384, some P-521, and no others."),
	N_("Make a new key: RSA, or on the curve P-256 or P-384."))
FINDING(KEY_EC_P521, "key-ec-p521", NOTE, "key", "SEM", "gmail",
	"support.google.com/a/answer/7300887",
	N_("Gmail does not take this curve"),
	N_("Of elliptic-curve keys Gmail takes those on the curves P-256 and P-384 only. Other programs take P-521 as well."),
	N_("If the certificate is meant for Gmail, make a new key on P-256 or P-384, or an RSA key."))
FINDING(KEY_RSA_NO_NULL, "key-rsa-no-null", WARNING, "key", "SET", "thunderbird",
	"RFC 3279 section 2.3.1; mozpkix pkixcheck.cpp CheckSubjectPublicKeyInfoContents",
	N_("Thunderbird cannot read how this key is written"),
	N_("One field that has to stand beside an RSA key was left out of the certificate. Most programs overlook that, Thunderbird calls the certificate damaged."),
	N_("Ask the issuer for a new certificate. The request may have to be made with another program."))
FINDING(KEY_DSA, "key-dsa", BLOCKER, "key", "SE", "all",
	"RFC 8551 section 2.2",
	N_("Mail programs do not use this kind of key"),
	N_("The key is neither an RSA nor an elliptic-curve key but of an outdated or rare kind, such as DSA. No mail program in wide use takes it."),
	N_("Make an RSA key, then a new request for it."))
FINDING(KEY_WORLD_READABLE, "key-world-readable", WARNING, "key", "", "all",
	"POSIX chmod(2)",
	N_("Other people on this computer could read the key"),
	N_("The permissions of the key file are too open."),
	N_("Run chmod 600 on the file. If somebody you do not trust had access, make a new key."))
FINDING(KEY_UNENCRYPTED, "key-unencrypted", NOTE, "key", "", "all",
	"RFC 5958 section 3",
	N_("The key file has no passphrase"),
	N_("Anybody who copies the file can sign and read mail in your name."),
	N_("Set a passphrase, or delete the loose file once the key is in a .p12 file with a password."))
FINDING(KEY_PEM_LEGACY_ENCRYPTED, "key-pem-legacy-encrypted", NOTE, "key", "", "all",
	"RFC 1421 section 4.6.1.3; docs.openssl.org openssl-rsa",
	N_("The passphrase of the key file protects it badly"),
	N_("The file is in a form of old programs, which turn the passphrase into an encryption key with one round of MD5. Whoever gets the file can try very many passphrases a second."),
	N_("Save the key again in the form of today: openssl pkcs8 -topk8 -in key.pem -out new.pem"))
FINDING(KEY_WEAK_KNOWN, "key-weak-known", BLOCKER, "key", "SEV", "all",
	"SBR sections 4.9.1.1 and 6.1.1.3; CVE-2017-15361, CVE-2022-26320",
	N_("The key is known to be breakable"),
	N_("The program, card or chip that made the key was faulty. The private key can be computed from the public one."),
	N_("Make a new key with this program and get a new certificate. Have the old certificate withdrawn."))
FINDING(KEY_REUSED_REVOKED, "key-reused-revoked", WARNING, "key", "SEV", "all",
	"SBR sections 4.9.1.1 and 6.1.1.3",
	N_("A certificate with this key was withdrawn earlier"),
	N_("The issuer's list of withdrawn certificates has an older certificate with the same key. If the key was stolen or lost, a new certificate does not make it safe again, and a public issuer has to refuse it."),
	N_("Make a new key, then a new request for it. Keep the old key: it is needed to read old mail."))
FINDING(KEY_ON_TOKEN, "key-on-token", NOTE, "key", "M", "all",
	"RFC 7512; support.apple.com/guide/deployment, smart cards",
	N_("The key lives on a card or a security chip"),
	N_("The file only says where the key is. It cannot be copied from there, nor put into a .p12 file: that is what such a card is for."),
	N_("Use the card itself: as a smart card on a Mac, as a security device in Thunderbird. An iPhone needs a key of its own."))

FINDING(KEY_FROM_ISSUER, "key-from-issuer", WARNING, "key", "", "all",
	"SBR section 6.1.2",
	N_("Whoever made this bundle has had your private key"),
	N_("The key came to you inside a file, so it was made elsewhere. The issuer, or who sent the file, may still have a copy."),
	N_("Accept it if you trust them. Otherwise make a key of your own here and ask for a certificate for it."))
FINDING(KEY_KEPT_OLD, "key-kept-old", NOTE, "key", "", "all",
	"RFC 8551 section 2.3",
	N_("A further key was kept for old mail"),
	N_("This identity has a key already, or the bundle held several. The others are kept aside: mail that was encrypted to them stays readable."),
	N_("Nothing needs to be done. They go into a bundle with: smime-setup export --with-old"))
FINDING(KEY_NOT_REPLACED, "key-not-replaced", WARNING, "key", "", "all",
	"RFC 8551 section 2.3",
	N_("The key that is here stays in use"),
	N_("The certificate in the file is valid longer than the one that is here, or none is here yet. But nothing takes the place of a key unless you say so: what was brought is kept beside it, and reads mail that is encrypted to it."),
	N_("To use the one in the file, bring the file once more and say so: in the wizard at \"If you have a key\", or with smime-setup import FILE --replace. The key that is here now is then kept for old mail."))

/* request */
FINDING(REQ_SIGNATURE_BAD, "req-signature-bad", BLOCKER, "request", "", "all",
	"RFC 2986 section 4.2",
	N_("The request is damaged"),
	N_("A request is signed with its own key, and this signature does not fit. The text was altered or cut when it was copied."),
	N_("Write the request again from the key, and hand over the whole block from BEGIN to END."))
FINDING(REQ_NOT_A_REQUEST, "req-not-a-request", BLOCKER, "request", "", "all",
	"RFC 7468 section 7",
	N_("This is not a request"),
	N_("A request is the public text that asks an issuer for a certificate. This file is something else, or is damaged."),
	N_("Choose the file that begins with BEGIN CERTIFICATE REQUEST or BEGIN NEW CERTIFICATE REQUEST."))
FINDING(REQ_KEY_PASTED, "req-key-pasted", BLOCKER, "request", "", "all",
	"SBR section 6.1.2",
	N_("Stop: this would give away your private key"),
	N_("The file that is about to leave this computer holds the secret key, not only the public request."),
	N_("Send only the request. If the key was sent already, treat it as lost: make a new key and a new request."))
FINDING(REQ_NO_EMAIL, "req-no-email", BLOCKER, "request", "SE", "all",
	"SBR section 7.1.4.2; RFC 5280 section 4.2.1.6",
	N_("The request names no mail address"),
	N_("The issuer is likely to refuse it, or to issue a certificate that mail programs ignore."),
	N_("Write the request again with the address in it (in the part called subjectAltName)."))
FINDING(REQ_EMAIL_SUBJECT_ONLY, "req-email-subject-only", WARNING, "request", "SE", "apple issuers",
	"SecPolicyServer.c; SBR section 7.1.4.2",
	N_("The address is only in the old place"),
	N_("It stands in the owner's name (the subject). Newer certificates hold it in a part called subjectAltName, and Apple looks only there for public issuers."),
	N_("Write the request again with the address as subjectAltName."))
FINDING(REQ_ADDRESS_NOT_FROM, "req-address-not-from", BLOCKER, "request", "SE", "all",
	"RFC 8550 section 3",
	N_("The request is for another address than you send from"),
	N_("Mail programs compare the certificate's address with the sender's. There is a typing error, or it is an alias, an old domain or an address with a plus tag."),
	N_("Write the request again with the address you send from. Each alias needs an entry of its own."))
FINDING(REQ_ADDRESS_CASE, "req-address-case", WARNING, "request", "SE", "macos",
	"Certificate.cpp normalizeEmailAddress; RFC 5280 section 7.5",
	N_("Capital letters differ from those of your account"),
	N_("Some programs tell capital letters apart in the part before the @ when they look for a certificate."),
	N_("Write the address exactly as in the mail account, best in small letters in both places."))
FINDING(REQ_ADDRESS_MALFORMED, "req-address-malformed", BLOCKER, "request", "", "all",
	"RFC 5280 section 4.2.1.6; RFC 5321 section 4.1.2",
	N_("This is not a plain mail address"),
	N_("A certificate holds just name@domain. A name, brackets or another addition was copied with it, or something is missing."),
	N_("Enter just name@domain."))
FINDING(REQ_ADDRESS_NONASCII_LOCAL, "req-address-nonascii-local", WARNING, "request", "SE", "apple issuers",
	"RFC 9598; SecPolicyLeafCallbacks.c",
	N_("There are letters outside A-Z before the @"),
	N_("Such an address needs a special form in the certificate (SmtpUTF8Mailbox) that Apple and most issuers do not know."),
	N_("Use an address that has only unaccented Latin letters, digits and signs before the @."))
FINDING(REQ_ADDRESS_IDN, "req-address-idn", WARNING, "request", "SE", "all",
	"RFC 5891; RFC 5280 section 7.5",
	N_("The domain has to be written in its xn-- form"),
	N_("A domain with letters outside A-Z has a second spelling that begins with xn--. Certificates hold that one."),
	N_("Write the request again with this program, which converts the domain."))
FINDING(REQ_MULTI_ADDRESS, "req-multi-address", NOTE, "request", "SE", "issuers",
	"SBR section 7.1.4.2",
	N_("The request asks for several addresses"),
	N_("Many issuers are likely to allow only one address in a certificate."),
	N_("Ask the issuer first, or make one request for each address."))
FINDING(REQ_HASH_WEAK, "req-hash-weak", WARNING, "request", "", "all",
	"RFC 8551 section 2.1",
	N_("The request is signed with an outdated method"),
	N_("It was written by an old program that uses SHA-1 or MD5. The issuer may refuse it."),
	N_("Write the request again, signed with SHA-256."))
FINDING(REQ_CHALLENGE_PASSWORD, "req-challenge-password", WARNING, "request", "", "all",
	"RFC 2985 section 5.4.1",
	N_("The request carries a readable password"),
	N_("Some programs ask for a \"challenge password\" and put it into the request, where anybody can read it."),
	N_("Write the request again without it. If you use that password elsewhere, change it there."))
FINDING(REQ_DUPLICATE_OPEN, "req-duplicate-open", NOTE, "request", "", "all",
	"RFC 2986 section 1; SBR section 3.2.1",
	N_("Two requests for this address are waiting"),
	N_("They were made from different keys. The issuer's answer to one of them does not fit the key of the other."),
	N_("Find out which one the issuer has, and throw the other one away."))
FINDING(REQ_LOST_KEY, "req-lost-key", BLOCKER, "request", "SED", "all",
	"RFC 2986 section 1",
	N_("The key for this request is gone"),
	N_("The certificate that answers this request will work only with the secret key it was made from. That key was deleted or is on another computer."),
	N_("Do not wait for the issuer. Make a new key and a new request, unless you find the key."))
FINDING(REQ_WAITING, "req-waiting", NOTE, "request", "", "all",
	"SBR section 3.2.2.2",
	N_("Waiting for the issuer"),
	N_("The request is written, and no certificate for it has come yet. The issuer's mail may also have gone to the spam folder."),
	N_("Open the issuer's confirmation mail within 24 hours, then bring the answer here."))

/* certificate */
FINDING(CERT_IS_HTML, "cert-is-html", BLOCKER, "certificate", "M", "all",
	"W3C HTML",
	N_("A web page was saved instead of the certificate"),
	N_("The link had expired, or it wanted you to log in first."),
	N_("Download the certificate again while you are signed in at the issuer's site."))
FINDING(CERT_IS_REQUEST, "cert-is-request", BLOCKER, "certificate", "M", "all",
	"RFC 2986",
	N_("This is a request, not the issuer's answer"),
	N_("The file is the text that asks for a certificate. The certificate itself comes back from the issuer."),
	N_("Wait for the issuer's answer, or fetch it from the issuer's site."))
FINDING(CERT_IS_ZIP, "cert-is-zip", BLOCKER, "certificate", "M", "all",
	"PKWARE APPNOTE.TXT",
	N_("Nothing could be taken out of this archive"),
	N_("Archives are opened here, but this one is locked with a password, damaged, or packed in a way that is not known, or nothing in it is of use."),
	N_("Unpack it, and bring the file that ends in .p7b, .crt, .cer or .pem."))
FINDING(CERT_IS_PKCS7, "cert-is-pkcs7", NOTE, "certificate", "M", "all",
	"RFC 5652 section 5.1",
	N_("This is a collection of certificates without a key"),
	N_("A .p7b or .p7c file holds your certificate and those of its issuers. It never holds a private key."),
	N_("This is fine. Your certificate and the issuers' are taken out and joined with your key."))
FINDING(CERT_PKCS7_NO_LEAF, "cert-pkcs7-no-leaf", BLOCKER, "certificate", "M", "all",
	"RFC 5280 section 4.2.1.9",
	N_("Your own certificate is not in this file"),
	N_("The file holds only certificates of issuers. It is likely that the wrong file was downloaded."),
	N_("Fetch your own certificate as well. Issuers call it the end-user or e-mail certificate."))
FINDING(CERT_TEXT_DAMAGED, "cert-text-damaged", BLOCKER, "certificate", "M", "all",
	"RFC 7468 section 2",
	N_("The certificate is damaged"),
	N_("It begins like a certificate but cannot be decoded. A mail program is likely to have altered the text, or a part was not copied."),
	N_("Save the attachment instead of copying text, or copy again from the line BEGIN to the line END."))
FINDING(CERT_WRONG_TYPE_CA, "cert-wrong-type-ca", BLOCKER, "certificate", "SE", "all",
	"RFC 5280 section 4.2.1.9",
	N_("This is an issuer's certificate, not a person's"),
	N_("It is marked as one that signs other certificates (a CA certificate). The wrong file was picked."),
	N_("Choose the certificate of the person. It shows their mail address."))
FINDING(CERT_IS_ROOT, "cert-is-root", BLOCKER, "", "", "all",
	"RFC 5280 section 6.1",
	N_("This is an issuer's root, not a person's certificate"),
	N_("A root is the top of a chain. It is not trusted by being imported, but only where somebody says so, after comparing its fingerprint."),
	N_("To trust what it issued: smime-setup roots add FILE. Your own certificate is another file; it shows your mail address."))
FINDING(CERT_NO_EMAIL, "cert-no-email", BLOCKER, "certificate", "SE", "all",
	"SBR section 7.1.4.2; SecPolicyLeafCallbacks.c",
	N_("The certificate holds no mail address"),
	N_("It was issued for a web server, for logging in or for signing programs."),
	N_("Ask the issuer for an e-mail certificate, also called an S/MIME certificate."))
FINDING(CERT_EMAIL_MISMATCH, "cert-email-mismatch", BLOCKER, "certificate", "SE", "all",
	"RFC 8550 section 3",
	N_("The certificate is for another address"),
	N_("Mail programs use a certificate only for the addresses in it. This one is for an alias or an old domain, or there is a typing error."),
	N_("Send from an address that is in the certificate, or get a certificate for this one."))
FINDING(CERT_EMAIL_CASE_DIFFERS, "cert-email-case-differs", WARNING, "certificate", "SE", "macos",
	"Certificate.cpp normalizeEmailAddress",
	N_("Capital letters in the address differ"),
	N_("When a Mac looks for a certificate it is likely to tell capital letters apart in the part before the @."),
	N_("Change the address in the mail account to match the certificate letter by letter."))
FINDING(CERT_EMAIL_SUBJECT_ONLY, "cert-email-subject-only", BLOCKER, "certificate", "SE", "apple",
	"SecPolicyServer.c; RFC 8550 section 3",
	N_("The address is only in the old place"),
	N_("It stands in the owner's name and not in the part called subjectAltName. In certificates of public issuers since April 2022 Apple ignores it there."),
	N_("Ask the issuer for a new certificate that has the address as subjectAltName."))
FINDING(CERT_EMAIL_CN_ONLY, "cert-email-cn-only", BLOCKER, "certificate", "SE", "all",
	"RFC 8550 section 3; SecPolicyLeafCallbacks.c",
	N_("The address is only in the name field"),
	N_("It stands where a person's name belongs (the common name). No mail program looks for an address there."),
	N_("Ask the issuer for a new certificate that has the address as subjectAltName."))
FINDING(CERT_SMTPUTF8_ONLY, "cert-smtputf8-only", BLOCKER, "certificate", "SE", "apple",
	"RFC 9598; SecPolicyLeafCallbacks.c",
	N_("The address is in a form that few programs read"),
	N_("An address with letters outside A-Z before the @ is held in a special form (SmtpUTF8Mailbox). Apple and most other mail programs do not read it."),
	N_("Use an address with only unaccented Latin letters before the @, and get a certificate for that."))
FINDING(CERT_NOT_YET_VALID, "cert-not-yet-valid", BLOCKER, "certificate", "SEVT", "all",
	"RFC 5280 section 4.1.2.5",
	N_("The certificate is not valid yet"),
	N_("Its first day is still to come, or the clock of this computer is wrong."),
	N_("Check date, time and time zone. If they are right, wait until the first day."))
FINDING(CERT_EXPIRED, "cert-expired", BLOCKER, "certificate", "SET", "all",
	"RFC 5280 section 4.1.2.5",
	N_("The certificate has run out"),
	N_("Every certificate has a last day, and that of this one has passed."),
	N_("Get a new certificate. Keep the old one and its key: they are needed to read old mail."))
FINDING(CERT_EXPIRES_SOON, "cert-expires-soon", WARNING, "certificate", "SE", "all",
	"RFC 5280 section 4.1.2.5",
	N_("The certificate runs out soon"),
	N_("Every certificate has a last day. After it, mail programs no longer sign with this one or encrypt to it."),
	N_("Renew it now. Then send a signed mail to the people who write to you, so that they get the new one."))
FINDING(CERT_TOO_LONG_APPLE, "cert-too-long-apple", BLOCKER, "certificate", "SEV", "apple",
	"SecPolicyServer.c",
	N_("The certificate is valid for longer than Apple allows"),
	N_("Apple refuses mail certificates of public issuers that were issued since April 2022 and are valid for more than 1185 days."),
	N_("Ask the issuer for a new certificate of at most 825 days."))
FINDING(CERT_TOO_LONG_SBR, "cert-too-long-sbr", WARNING, "certificate", "", "issuers",
	"SBR section 6.3.2",
	N_("The certificate is valid for longer than the rules allow"),
	N_("The issuer broke the rules for public mail certificates, and may have to withdraw this one."),
	N_("Ask the issuer."))
FINDING(CERT_LEGACY_PROFILE, "cert-legacy-profile", NOTE, "certificate", "", "issuers",
	"SBR section 7.1.6.1; ballot SMC08",
	N_("It was issued by rules that had ended"),
	N_("The certificate says that it follows the older kind of rules for public issuers (legacy). No certificate may be issued by them since 15 July 2025, and the issuer may have to withdraw this one."),
	N_("Ask the issuer."))
FINDING(CERT_KU_SIGN_ONLY, "cert-ku-sign-only", BLOCKER, "certificate", "E", "all",
	"SecPolicy.c SecPolicyCreateSMIME; RFC 8550 section 4.4.2",
	N_("Nobody can encrypt to you with this certificate"),
	N_("Its key usage, the list of what its key may do, allows no encryption. It may be one half of a pair: one certificate to sign, one to encrypt."),
	N_("Install the encryption certificate too, or ask the issuer for one certificate that does both."))
FINDING(CERT_KU_ENCRYPT_ONLY, "cert-ku-encrypt-only", BLOCKER, "certificate", "S", "all",
	"SecPolicy.c SecPolicyCreateSMIME; RFC 8550 section 4.4.2",
	N_("You cannot sign with this certificate"),
	N_("Its key usage, the list of what its key may do, allows no signing. It may be one half of a pair: one certificate to sign, one to encrypt."),
	N_("Install the signing certificate too, or ask the issuer for one certificate that does both."))
FINDING(CERT_KU_NONREPUDIATION_ONLY, "cert-ku-nonrepudiation-only", BLOCKER, "certificate", "S", "apple",
	"SecPolicy.c SecPolicyCreateSMIME; RFC 8550 section 4.4.2",
	N_("Apple does not sign with this kind of certificate"),
	N_("Its key usage allows signing only as nonRepudiation (binding consent). The standard accepts that, Apple's rules do not."),
	N_("Ask the issuer for a certificate with the key usage digitalSignature."))
FINDING(CERT_KU_ABSENT, "cert-ku-absent", WARNING, "certificate", "E", "apple",
	"SecPolicy.c SecPolicyCreateSMIME",
	N_("The certificate does not say what its key may do"),
	N_("It has no list of allowed uses (key usage). By its published rules Apple is likely to refuse to encrypt to it. Other programs accept it."),
	N_("Ask the issuer for a certificate with the key usages digitalSignature and keyEncipherment."))
FINDING(CERT_KU_WRONG_FOR_KEY, "cert-ku-wrong-for-key", BLOCKER, "certificate", "E", "all",
	"SBR section 7.1.2.3 e; RFC 8550 section 4.4.2",
	N_("The allowed uses do not suit the kind of key"),
	N_("To encrypt, an RSA key needs the key usage keyEncipherment and an elliptic-curve key needs keyAgreement. The certificate names the other one."),
	N_("Ask the issuer for a new certificate with the right key usage."))
FINDING(CERT_EC_KEYAGREEMENT_EVOLUTION, "cert-ec-keyagreement-evolution", WARNING, "certificate", "E", "evolution openssl gpgsm",
	"camel-smime-context.c; OpenSSL v3_purp.c; GnuPG sm/certlist.c",
	N_("Some programs do not encrypt to this elliptic-curve certificate"),
	N_("Its key usage says keyAgreement, which is right for an elliptic-curve key. Evolution, GnuPG and OpenSSL look for encipherment only, and do not find it."),
	N_("Correspondents who use these programs need an RSA certificate of yours."))
FINDING(CERT_EKU_NO_EMAIL, "cert-eku-no-email", BLOCKER, "certificate", "SE", "all",
	"RFC 8550 section 4.4.4; SecPolicy.c; mozpkix pkixcheck.cpp",
	N_("The certificate was not made for mail"),
	N_("It lists its purposes (extended key usage), and mail is not among them. It is for a web server, for logging in or for signing programs."),
	N_("Ask the issuer for an e-mail certificate, also called an S/MIME certificate."))
FINDING(CERT_EKU_ANY_ONLY, "cert-eku-any-only", BLOCKER, "certificate", "SE", "apple thunderbird",
	"SMIMEPolicyTests.m; mozpkix pkixcheck.cpp; RFC 8550 section 4.4.4",
	N_("\"Any purpose\" is not enough for Apple and Thunderbird"),
	N_("The certificate is marked as good for any purpose. The standard would let it serve for mail, but these programs want mail to be named."),
	N_("Ask the issuer for a certificate with the purpose emailProtection."))
FINDING(CERT_EKU_ABSENT, "cert-eku-absent", WARNING, "certificate", "SE", "apple",
	"SecPolicyServer.c; SBR section 7.1.2.3 f",
	N_("The certificate does not say that it is for mail"),
	N_("It lists no purposes (extended key usage). For public issuers since April 2022 Apple insists on the purpose of mail; elsewhere it may be left out."),
	N_("Ask the issuer for a certificate with the purpose emailProtection."))
FINDING(CERT_EKU_OCSP_OR_SERVER, "cert-eku-ocsp-or-server", WARNING, "certificate", "SE", "thunderbird issuers",
	"mozpkix pkixcheck.cpp; SBR section 7.1.2.3 f",
	N_("The certificate is for mail and for other things as well"),
	N_("The rules for public issuers forbid to mix mail with web servers, program signing and the like. Thunderbird refuses the purpose OCSPSigning."),
	N_("Ask the issuer for a certificate that is for mail only."))
FINDING(CERT_SIG_SHA1, "cert-sig-sha1", BLOCKER, "certificate", "SEVT", "all",
	"SecPolicyServer.c; RFC 8550 section 4.3",
	N_("The issuer signed with an outdated method"),
	N_("Signatures with MD5 or SHA-1 can be forged, so mail programs refuse them."),
	N_("Ask the issuer for a new certificate that is signed with SHA-256."))
FINDING(CERT_SIG_EDDSA, "cert-sig-eddsa", WARNING, "certificate", "SEVT", "apple thunderbird outlook gmail gpgsm",
	"RFC 8410; mozpkix pkixder.cpp; GnuPG sm/certcheck.c",
	N_("The issuer signs in a way that most mail programs cannot check"),
	N_("The issuer's key is of the kind Ed25519 or Ed448. Apple, Thunderbird, Outlook, Gmail and GnuPG 2.2 do not know its signatures, so they do not trust the certificate."),
	N_("Ask for a certificate from an issuer with an RSA key, or one on the curve P-256 or P-384."))
FINDING(CERT_ISSUER_EMPTY, "cert-issuer-empty", WARNING, "certificate", "SET", "thunderbird gpgsm",
	"RFC 5280 section 4.1.2.4; mozpkix pkixcheck.cpp CheckIssuer",
	N_("The certificate does not say who issued it"),
	N_("The name of its issuer is empty. That is forbidden, and Thunderbird and GnuPG refuse such a certificate."),
	N_("Ask the issuer for a new certificate. An issuer of your own has to be made again, with a name."))
FINDING(CERT_SELF_SIGNED, "cert-self-signed", WARNING, "certificate", "SEV", "all",
	"RFC 5280 section 3.2",
	N_("The certificate has no issuer but itself"),
	N_("It is self-signed: nobody else vouches for it. Others will not trust it until each of them says so by hand."),
	N_("This is fine for tests. Otherwise get a certificate from an issuer, or make an issuer of your own."))
FINDING(CERT_SERIAL_BAD, "cert-serial-bad", WARNING, "certificate", "", "gmail",
	"RFC 5280 section 4.1.2.2; support.google.com/a/answer/7300887",
	N_("The serial number breaks the rules"),
	N_("A serial number has to be a positive number of at most 20 bytes. Gmail is likely to refuse others."),
	N_("Ask the issuer for a new certificate."))
FINDING(CERT_NO_CRLDP, "cert-no-crldp", NOTE, "certificate", "SE", "outlook exo issuers",
	"SBR section 7.1.2.3 b; RFC 5280 section 4.2.1.13",
	N_("Nobody can find out whether it was withdrawn"),
	N_("The certificate names no address where its issuer publishes withdrawn certificates. Outlook and Exchange may complain."),
	N_("With an issuer of your own you can ignore this. Otherwise ask the issuer."))
FINDING(CERT_DIFFERS_FROM_REQUEST, "cert-differs-from-request", NOTE, "certificate", "", "all",
	"SBR section 3.2.1",
	N_("The issuer changed some details of the request"),
	N_("This is normal: many issuers take only the public key from a request and fill in the rest themselves."),
	N_("Read the list of differences. Only a wrong address is a reason to ask the issuer."))
FINDING(CERT_CRITICAL_UNKNOWN, "cert-critical-unknown", BLOCKER, "certificate", "SE", "all",
	"RFC 5280 section 4.2",
	N_("The certificate has a part that programs must refuse"),
	N_("A part (extension) is marked as critical, which means: whoever does not understand it must not use the certificate. Mail programs do not know it."),
	N_("Ask the issuer for a certificate for mail without it."))
FINDING(CERT_PAIR_SPLIT, "cert-pair-split", NOTE, "certificate", "SE", "apple outlook",
	"RFC 8551 section 2.5.3; Apple device-management, com.apple.security.certificatepreference.yaml",
	N_("You have a pair: one certificate to sign, one to encrypt"),
	N_("Cards and some companies give out two certificates for one address, each with a key of its own and a key usage for one of the two."),
	N_("Install both. In the iPhone choose each in its own place; on a Mac tell Mail which one to take (New Identity Preference in Keychain Access)."))
FINDING(CERT_DUPLICATES, "cert-duplicates", WARNING, "certificate", "SE", "macos-14 macos-15 outlook",
	"Apple device-management, com.apple.security.certificatepreference.yaml; support.microsoft.com, KB 2840546",
	N_("There are several certificates for this address"),
	N_("More than one is in date, each with another key and good for the same. Mail programs may take the wrong one, and others may encrypt to the older one."),
	N_("Choose the newest in the account's settings, and send a signed mail to the people who write to you. Keep the old keys: they are needed to read old mail."))
FINDING(CERT_KEY_USAGE_MISMATCH_PLAN, "cert-key-usage-mismatch-plan", NOTE, "certificate", "", "all",
	"RFC 5280 section 4.2.1.3; SBR section 3.2.1",
	N_("The certificate can do less than you asked for"),
	N_("The request asked for signing and encryption both, or for one that the certificate does not allow. Issuers decide about that themselves."),
	N_("If you need it, ask the issuer for a certificate with this use, or for a second one."))
FINDING(CERT_IS_KEY, "cert-is-key", BLOCKER, "certificate", "M", "all",
	"RFC 5958",
	N_("This is a private key, not a certificate"),
	N_("The files were mixed up."),
	N_("Keep this file to yourself. Bring the certificate that the issuer sent."))
FINDING(CERT_IS_PUBLIC_KEY, "cert-is-public-key", BLOCKER, "certificate", "M", "all",
	"RFC 5280 section 4.1.2.7",
	N_("This is a bare public key, not a certificate"),
	N_("A certificate is a public key together with a name and an issuer's signature. Those are missing here."),
	N_("Bring the certificate, or ask its owner for it."))
FINDING(CERT_IS_CRL, "cert-is-crl", BLOCKER, "certificate", "M", "all",
	"RFC 5280 section 5",
	N_("This is a list of withdrawn certificates"),
	N_("The file is what an issuer publishes about certificates that are no longer good (a CRL). The files were mixed up."),
	N_("Bring the certificate that the issuer sent."))
FINDING(CERT_IS_OPENPGP, "cert-is-openpgp", BLOCKER, "certificate", "M", "all",
	"RFC 9580",
	N_("This is an OpenPGP key, not an S/MIME certificate"),
	N_("OpenPGP and S/MIME are two systems that do not mix."),
	N_("Get an S/MIME certificate, also called an X.509 certificate."))
FINDING(CERT_IS_SSH, "cert-is-ssh", BLOCKER, "certificate", "M", "all",
	"RFC 4716",
	N_("This is an SSH key"),
	N_("SSH keys are for logging in to other computers. They are not used for mail."),
	N_("Bring the certificate that the issuer sent."))
FINDING(CERT_IS_P12, "cert-is-p12", BLOCKER, "certificate", "M", "all",
	"RFC 7292",
	N_("This is a .p12 bundle"),
	N_("It holds a key and its certificates together, and opens only with its password."),
	N_("Look at it with: smime-setup check FILE"))
FINDING(CERT_IS_PROFILE, "cert-is-profile", BLOCKER, "certificate", "M", "all",
	"Apple device-management, TopLevel.yaml",
	N_("This is a configuration profile for Apple devices"),
	N_("It is meant to be installed on an iPhone or a Mac, not to be read here."),
	N_("Bring the certificate itself."))
FINDING(CERT_IS_JKS, "cert-is-jks", BLOCKER, "certificate", "M", "all",
	"Java keytool manual",
	N_("This is a Java key store"),
	N_("This program does not read that form."),
	N_("Export it as PKCS#12 (.p12) with Java's keytool, and bring that."))
FINDING(CERT_IS_MAIL, "cert-is-mail", BLOCKER, "certificate", "M", "all",
	"RFC 5322",
	N_("This is a mail without a certificate"),
	N_("It is not signed and no certificate is attached, or it is encrypted, so that what is inside cannot be seen."),
	N_("Bring the mail that has the certificate attached, or ask its sender for a signed one."))
FINDING(CERT_SAME, "cert-same", NOTE, "certificate", "", "all",
	"comparison of fingerprints",
	N_("This certificate is here already"),
	N_("It was brought before."),
	N_("Nothing needs to be done."))

/* bundle */
FINDING(P12_NOT_A_BUNDLE, "p12-not-a-bundle", BLOCKER, "bundle", "M", "all",
	"RFC 7292 section 4",
	N_("This is not a .p12 file"),
	N_("A .p12 or .pfx file is a bundle of a key and its certificates. This file was renamed, or was damaged on its way."),
	N_("Fetch or export the file again."))
FINDING(P12_TRUNCATED, "p12-truncated", BLOCKER, "bundle", "M", "all",
	"X.690 section 8.1.3",
	N_("The file is incomplete"),
	N_("It ends before the length that it states for itself. The transfer broke off."),
	N_("Copy or download the file again."))
FINDING(P12_NOT_OPENED, "p12-not-opened", NOTE, "bundle", "", "all",
	"RFC 7292 section 4",
	N_("The bundle was looked at from outside only"),
	N_("Without its password nobody can see which key and certificates are inside."),
	N_("Give the password to see the rest: --password-file FILE."))
FINDING(P12_WRONG_PASSWORD, "p12-wrong-password", BLOCKER, "bundle", "M", "all",
	"RFC 7292 section 5.1",
	N_("The password of the bundle really is wrong"),
	N_("The check sum that the bundle carries for its password was computed here, and it does not fit. The password was mistyped or is that of another file."),
	N_("Look it up in the mail or on the site of the issuer, and try without a blank at the end. Many issuers show it only once."))
FINDING(P12_OWN_PASSWORD, "p12-own-password", BLOCKER, "bundle", "", "all",
	"RFC 7292 section 5.1",
	N_("This is not the password of your bundle"),
	N_("It was mistyped, or it is that of an earlier bundle. This program wrote the bundle, and keeps its password nowhere."),
	N_("Try again, as you noted it. If it is lost, nobody can recover it: write the bundle again with a new one (step 7, or smime-setup export). Key and certificate stay the same."))
FINDING(P12_CIPHER_UNKNOWN, "p12-cipher-unknown", BLOCKER, "bundle", "", "all",
	"RFC 7292 appendix C; RFC 8018 appendix B.2",
	N_("This program cannot read the cipher of the bundle"),
	N_("The password was not found to be wrong. What is inside is encrypted in a way that this program does not have, though others may."),
	N_("Export the bundle again with another cipher (AES-256 or 3DES), or open it with the program that wrote it."))
FINDING(P12_ALG_UNSUPPORTED_APPLE, "p12-alg-unsupported-apple", BLOCKER, "bundle", "M", "apple",
	"p12import.c; libsecurity_pkcs12 pkcs12Utils.cpp",
	N_("Apple cannot read this form of bundle"),
	N_("An iPhone or Mac that does not know how a bundle is protected says \"wrong password\", although the password is right."),
	N_("Convert the bundle to the form for Apple. Key and certificates stay the same."))
FINDING(P12_AES128, "p12-aes128", BLOCKER, "bundle", "M", "apple",
	"p12import.c pkcsOidToParams",
	N_("No Apple system reads this encryption"),
	N_("Of the newer ciphers Apple reads AES-256-CBC only. GnuTLS and its certtool use AES-128 where they are not told otherwise."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_PBES2_OLD_APPLE, "p12-pbes2-old-apple", BLOCKER, "bundle", "M", "ios-17 macos-14 gpgsm",
	"p12import.c of Security-61123 and Security-61439; gpgsm 2.2.40",
	N_("The encryption is too new for older systems"),
	N_("The newer way to encrypt a bundle (PBES2) is read by iOS 18 and macOS 15 or later only, and not by GnuPG 2.2. To them the password seems to be wrong."),
	N_("Convert the bundle to the form for Apple, which every release reads."))
FINDING(P12_PBES2_MACOS_GUI, "p12-pbes2-macos-gui", WARNING, "bundle", "M", "macos-15",
	"libsecurity_pkcs12 pkcs12Utils.cpp; tauri-apps/tauri issue 15843",
	N_("A double-click on a Mac may not open this bundle"),
	N_("macOS 15 and later read this form, but the Keychain window is likely to use an older reader, which says that the password is wrong."),
	N_("Convert the bundle to the form for Apple. Or type in a terminal on the Mac: security import FILE -f pkcs12"))
FINDING(P12_PRF_NO_NULL, "p12-prf-no-null", BLOCKER, "bundle", "M", "apple",
	"pkcs12Templates.c; RFC 8018 appendix B.1.2",
	N_("Apple rejects the way this file is written"),
	N_("Programs made with GnuTLS or Go (such as certtool and step) leave out a small field that Apple insists on."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_PRF_NOT_SHA256, "p12-prf-not-sha256", BLOCKER, "bundle", "M", "apple",
	"p12import.c p12Decrypt",
	N_("Apple cannot make the key of this encryption"),
	N_("The password is turned into an encryption key by a method other than HMAC-SHA-256, the only one that Apple reads with the newer ciphers."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_MAC_SHA2_OLD, "p12-mac-sha2-old", BLOCKER, "bundle", "M", "ios-17 macos-14 windows android",
	"p12import.c of Security-61123; learn.microsoft.com PKCS12_PBES2_EXPORT_PARAMS",
	N_("The password check is too new for older systems"),
	N_("Every bundle carries a check sum for its password. Here it is made with a method that iOS 17, macOS 14, old Windows and old Android do not know."),
	N_("Convert the bundle to the form for Apple, which these systems read too."))
FINDING(P12_MAC_UNKNOWN, "p12-mac-unknown", BLOCKER, "bundle", "M", "apple windows android",
	"p12import.c; RFC 7292 section 4",
	N_("The password check is of a kind that devices do not know"),
	N_("Devices check the password by SHA-1, the newer ones also by SHA-224 to SHA-512. This bundle uses another method, and the password will seem to be wrong."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_PBMAC1, "p12-pbmac1", BLOCKER, "bundle", "M", "apple windows android",
	"RFC 9879; p12import.c",
	N_("The password check is of a kind hardly anybody reads"),
	N_("The check sum of the bundle is made by PBMAC1, a method that only the newest programs write. Most systems say \"wrong password\"."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_NO_MAC, "p12-no-mac", BLOCKER, "bundle", "M", "apple",
	"p12import.c; RFC 7292 section 4",
	N_("The bundle has no password check"),
	N_("The check sum (MAC) by which a system tells a right password from a wrong one is missing. Apple and many others refuse such a bundle."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_PUBKEY_MODE, "p12-pubkey-mode", BLOCKER, "bundle", "M", "all",
	"RFC 7292 section 3.1",
	N_("The bundle is not protected by a password"),
	N_("It is encrypted or signed with somebody's key instead. This form is rare, and mail programs do not read it."),
	N_("Export the bundle again and choose a password."))
FINDING(P12_3DES_2KEY, "p12-3des-2key", BLOCKER, "bundle", "M", "apple",
	"p12import.c pkcsOidToParams",
	N_("No Apple system reads this old cipher"),
	N_("Of the older ciphers for bundles Apple reads three-key 3DES, RC2 and RC4 only. This bundle was written by an unusual program."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_RC2_40, "p12-rc2-40", WARNING, "bundle", "M", "openssl android",
	"docs.openssl.org openssl-pkcs12, -legacy",
	N_("The bundle is protected by an old, weak cipher"),
	N_("RC2 and RC4 are broken. Old Windows and \"openssl -legacy\" write them. OpenSSL 3 and other programs refuse them."),
	N_("Convert the bundle to the form for Apple, which has a better cipher and is as widely read."))
FINDING(P12_EMPTY_PASSWORD, "p12-empty-password", BLOCKER, "bundle", "M", "apple",
	"RFC 7292 appendix B.1; p12import.c",
	N_("The bundle has no password"),
	N_("An iPhone cannot install it without one, and programs disagree on what an empty password means. Also anybody who copies the file has your key."),
	N_("Convert the bundle and give it a strong password."))
FINDING(P12_PASSWORD_NONASCII, "p12-password-nonascii", WARNING, "bundle", "M", "apple windows",
	"RFC 7292 appendix B.1; RFC 8018 section 3",
	N_("Letters of the password may be read differently elsewhere"),
	N_("Programs encode umlauts, accents and other letters outside A-Z in different ways, and then the same password does not open the bundle."),
	N_("Choose a password of the letters A-Z and a-z, digits and plain signs."))
FINDING(P12_PASSWORD_WEAK, "p12-password-weak", WARNING, "bundle", "", "all",
	"NIST SP 800-63B section 5.1.1; RFC 7292 appendix B",
	N_("The password is too weak for your key"),
	N_("Whoever gets hold of the bundle can try millions of passwords a second. A short or uniform one is soon found."),
	N_("Use the suggested random password, and send it by another way than the file."))
FINDING(P12_ITERATIONS_HIGH, "p12-iterations-high", BLOCKER, "bundle", "M", "windows",
	"bugzilla.mozilla.org 1436873",
	N_("Windows refuses a bundle with so many rounds"),
	N_("The rounds slow down whoever guesses the password. Windows imports a bundle only where there are at most 600 000."),
	N_("Convert the bundle to the form for Apple, which has fewer."))
FINDING(P12_ITERATIONS_LOW, "p12-iterations-low", WARNING, "bundle", "", "all",
	"RFC 8018 section 4.2",
	N_("The password of the bundle is quick to guess"),
	N_("Rounds slow down whoever guesses the password, and this bundle has fewer than 2048. It was written by an old program."),
	N_("Convert the bundle, and give it a long random password."))
FINDING(P12_NO_KEY, "p12-no-key", BLOCKER, "bundle", "SED", "all",
	"RFC 7292 section 4.2",
	N_("The bundle has no private key"),
	N_("Only the certificate was exported, or the system it came from does not let its key out."),
	N_("Export again on the computer that has the key, and tick \"include private key\"."))
FINDING(P12_KEY_MISMATCH, "p12-key-mismatch", BLOCKER, "bundle", "SEDM", "all",
	"RFC 5280 section 4.1.2.7",
	N_("Key and certificate do not belong together"),
	N_("No certificate in the bundle holds the public half of its private key. A wrong pair was joined."),
	N_("Find the key that was made for the certificate, and make the bundle again."))
FINDING(P12_NO_CERT, "p12-no-cert", BLOCKER, "bundle", "SE", "all",
	"RFC 7292 section 4.2",
	N_("The bundle has no certificate"),
	N_("Only the key was exported."),
	N_("Bring the certificate too, and make the bundle again from both."))
FINDING(P12_KEY_UNSHROUDED, "p12-key-unshrouded", BLOCKER, "bundle", "M", "apple",
	"p12import.c; RFC 7292 section 4.2.1",
	N_("The key is kept in a way that Apple skips"),
	N_("The key is not encrypted by itself inside the bundle (not in a \"shrouded\" bag). Apple takes only keys that are."),
	N_("Convert the bundle to the form for Apple."))
FINDING(P12_KEY_TYPE_APPLE, "p12-key-type-apple", BLOCKER, "bundle", "M", "apple",
	"p12import.c",
	N_("Apple cannot import this kind of key"),
	N_("From a bundle Apple takes plain RSA keys and elliptic-curve keys, and no others."),
	N_("Make an RSA key, then a new request for it: smime-setup key ADDRESS."))
FINDING(P12_NO_LOCALKEYID, "p12-no-localkeyid", BLOCKER, "bundle", "M", "apple",
	"p12import.c; RFC 7292 section 4.2",
	N_("Key and certificate are not tied together in the bundle"),
	N_("Apple pairs a key with its certificate by a tag that both carry (localKeyID, else friendlyName). Here they share none, and the key would be dropped."),
	N_("Convert the bundle to the form for Apple, which adds the tag."))
FINDING(P12_FRIENDLYNAME_CLASH, "p12-friendlyname-clash", WARNING, "bundle", "M", "apple",
	"p12import.c",
	N_("Certificates in the bundle overwrite each other"),
	N_("Two certificates carry the same tag or label, and Apple is likely to keep only one of them."),
	N_("Convert the bundle to the form for Apple, which labels only your own certificate."))
FINDING(P12_MISSING_INTERMEDIATE, "p12-missing-intermediate", WARNING, "bundle", "VE", "all",
	"RFC 8551 section 3.5; RFC 5280 section 3.2",
	N_("The issuer's certificate is missing in the bundle"),
	N_("Between your certificate and the root that devices know stand certificates of the issuer (intermediates). Without them others may see \"not trusted\"."),
	N_("Bring the missing certificate (from the issuer's .p7b file or site), and make the bundle again."))
FINDING(P12_ROOT_INSIDE, "p12-root-inside", NOTE, "bundle", "", "apple",
	"p12import.c",
	N_("The root in the bundle does not make it trusted"),
	N_("The root is the certificate at the top that devices have to trust. Importing a bundle with it gives no trust."),
	N_("Install the root by itself, as a file or a profile, and switch on trust for it."))
FINDING(P12_OLD_KEY_LEFT_OUT, "p12-old-key-left-out", WARNING, "bundle", "D", "all",
	"RFC 8551 section 2.3",
	N_("An older key is not in the bundle"),
	N_("It is protected by another passphrase than your key of today, so it could not be opened."),
	N_("Leave the older identity on the device: installing the new one does not remove it, and old mail stays readable."))
FINDING(P12_EC_GPGSM, "p12-ec-gpgsm", NOTE, "bundle", "M", "gpgsm",
	"gpgsm 2.2.40",
	N_("GnuPG 2.2 cannot import an elliptic-curve key from a bundle"),
	N_("Its program for S/MIME (gpgsm) breaks off while it reads such a bundle, whoever wrote it."),
	N_("Use GnuPG 2.4 or later, or an RSA key."))
FINDING(P12_MULTIPLE_KEYS, "p12-multiple-keys", WARNING, "bundle", "M", "apple",
	"Apple device-management, com.apple.security.pkcs12.yaml",
	N_("The bundle has several keys"),
	N_("An iPhone is likely to take only one key and its certificate from a bundle."),
	N_("Make one bundle for each key."))
FINDING(P12_LARGE_BAG, "p12-large-bag", NOTE, "bundle", "M", "all",
	"GnuTLS NEWS 3.8.13",
	N_("The bundle is very large"),
	N_("More than 32 things stand in one part of it. Programs made with an older GnuTLS may not read all of them."),
	N_("Make a bundle of each key with its certificates."))
FINDING(P12_FIPS_BLOCKED, "p12-fips-blocked", BLOCKER, "bundle", "", "all",
	"GnuTLS manual, FIPS140-2 mode",
	N_("This computer forbids the form for Apple"),
	N_("It runs in a security mode (FIPS) that allows only newer methods. The form of bundle that every iPhone and Mac reads needs older ones."),
	N_("Make the bundle on another computer, or for iOS 18 and macOS 15 in the newer form: smime-setup export --for apple-modern."))
FINDING(P12_LEFTOVER, "p12-leftover", WARNING, "bundle", "", "all",
	"NIST SP 800-57 part 1, section 8.2.2",
	N_("A copy of your key lies where others may get it"),
	N_("The file stands in a folder for downloads or passing files, or in one that is copied to other computers by itself. Once it is imported, such a copy is nothing but a risk."),
	N_("Delete it after the import, there and in the trash. Keep one copy where nobody else gets to."))

/* chain */
FINDING(TRUST_CHAIN_INCOMPLETE, "trust-chain-incomplete", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 6.1",
	N_("A certificate of the issuer is missing"),
	N_("Trust goes from your certificate, step by step through those of its issuers, up to a root that devices know. One step of this chain is not here."),
	N_("Fetch the certificate of the issuer that is named (often in a .p7b file or on the issuer's site) and bring it."))
FINDING(TRUST_ROOT_UNKNOWN, "trust-root-unknown", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 6.1.1 d",
	N_("The root of this certificate is not trusted"),
	N_("The root, the certificate at the top of the chain, is neither in the public lists nor among those you chose to trust. The issuer is likely to be private."),
	N_("If you know the issuer, compare the root's fingerprint with them and say that you trust it: here with smime-setup roots add FILE or in the guided setup, then on every device, where it has to be installed."))
FINDING(TRUST_ROOT_NO_EMAIL_BIT, "trust-root-no-email-bit", BLOCKER, "chain", "SET", "thunderbird apple",
	"NSS certdata.txt; SecPolicyServer.c",
	N_("The root is trusted for other purposes, but not for mail"),
	N_("Mail programs keep lists of roots with the purposes of each. This root is listed, but without the purpose of mail."),
	N_("Get a certificate whose root is trusted for mail. In Thunderbird you can also tick \"This certificate can identify mail users\"."))
FINDING(TRUST_ROOT_STORE_DIFFERS, "trust-root-store-differs", WARNING, "chain", "SET", "all",
	"NSS certdata.txt; security_certificates; RFC 5280 section 6.1.1 d",
	N_("Some devices trust this root, others do not"),
	N_("Mail programs bring lists of roots, and each has its own. The root of this certificate is in one of them and not in another."),
	N_("Install the root on the devices that are named, after comparing its fingerprint, and trust it there for mail."))
FINDING(TRUST_INTERMEDIATE_EXPIRED, "trust-intermediate-expired", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 6.1.3",
	N_("A certificate of the issuer is out of date"),
	N_("A certificate between yours and the root has run out, or is not valid yet. An old one may have been kept."),
	N_("Get the issuer's current certificate, of the same name and key, and bring it."))
FINDING(TRUST_ROOT_EXPIRED, "trust-root-expired", WARNING, "chain", "SEVT", "all",
	"RFC 5280 section 6.1.3",
	N_("The root is out of date"),
	N_("The root, the certificate at the top of the chain, has run out or is not valid yet. Programs are likely to refuse what stands below it."),
	N_("Ask the issuer for a certificate under its current root."))
FINDING(TRUST_LINK_BAD_SIGNATURE, "trust-link-bad-signature", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 sections 4.2.1.1 and 6.1.3",
	N_("It looks like the issuer, but did not sign this"),
	N_("A certificate has the issuer's name, but its key did not make the signature. Old and new issuers may share a name, or it is a forgery."),
	N_("Get the issuer's certificate whose key identifier fits, from the issuer itself."))
FINDING(TRUST_NOT_A_CA, "trust-not-a-ca", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 sections 4.2.1.3 and 4.2.1.9",
	N_("The issuing certificate is not allowed to issue"),
	N_("A certificate in the chain signed another one without being marked as an issuer (CA:TRUE, keyCertSign). The private issuer was set up wrongly."),
	N_("The issuer has to be made again properly. An issuer made with this program has the marks."))
FINDING(TRUST_PATHLEN, "trust-pathlen", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 4.2.1.9",
	N_("The chain is longer than it may be"),
	N_("An issuer's certificate says how many further issuers may stand below it, and there are more. The issuer was set up wrongly."),
	N_("Ask whoever runs the issuer."))
FINDING(TRUST_NAME_CONSTRAINTS, "trust-name-constraints", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 4.2.1.10",
	N_("The issuer may not certify addresses of this domain"),
	N_("An issuer's certificate is limited to certain mail domains (name constraints), and this address is outside of them."),
	N_("Get a certificate from another issuer."))
FINDING(TRUST_CA_EKU, "trust-ca-eku", BLOCKER, "chain", "SEVT", "all",
	"SBR section 7.1.2.2; SecPolicyServer.c; mozpkix pkixcheck.cpp",
	N_("The issuer is not for mail"),
	N_("An issuer's certificate lists its purposes (extended key usage), and mail is not among them. It is likely to be for web servers only."),
	N_("Get a certificate from an issuer for mail (S/MIME)."))
FINDING(TRUST_CA_WEAK_KEY, "trust-ca-weak-key", BLOCKER, "chain", "SEVT", "all",
	"SecPolicyServer.c; SBR section 6.1.5",
	N_("The issuer's key is too short"),
	N_("A key in the chain is an RSA key of less than 2048 bits, an elliptic-curve key of less than 256, or of an outdated kind. Such a chain is refused."),
	N_("Ask the issuer for a certificate under a newer chain."))
FINDING(TRUST_NAME_ENCODING, "trust-name-encoding", BLOCKER, "chain", "SEVT",
	"all", "RFC 5280 section 7.1; mozpkix pkixbuild.cpp; OpenSSL x_name.c",
	N_("The issuer's name is spelled in two ways"),
	N_("A certificate names its issuer, and programs look for a "
	   "certificate of that name, letter by letter. Here they differ in "
	   "capitals, blanks or coding. By the standard that is the same name, "
	   "but most programs do not find it."),
	N_("Tell whoever runs the issuer: it has to issue with its name just "
	   "as it stands in its own certificate."))
FINDING(TRUST_STRICT_READER, "trust-strict-reader", WARNING, "chain", "SEVT", "thunderbird",
	"mozpkix pkixcheck.cpp, pkixcert.cpp, pkixnames.cpp",
	N_("Thunderbird is likely to refuse what others accept"),
	N_("The chain keeps to the standard, but has something rare that Thunderbird does not read or reads more strictly: limits on names or on the number of issuers, or a critical extension."),
	N_("Ask the issuer for a certificate under a plainer chain, or use another mail program for it."))
FINDING(TRUST_POLICIES_UNCHECKED, "trust-policies-unchecked", NOTE, "chain", "", "all",
	"RFC 5280 sections 4.2.1.5, 4.2.1.11 and 4.2.1.14",
	N_("Not all rules of the issuers were checked"),
	N_("Issuers can name the rules that a certificate was issued under, and limit which of them hold below. Mail programs seldom look at that, and neither does this program."),
	N_("Nothing to do, unless your company asks for certain rules. Then ask whoever runs the issuer."))
FINDING(TRUST_REVOKED, "trust-revoked", BLOCKER, "certificate", "SEVT", "all",
	"RFC 5280 section 6.3",
	N_("The certificate has been withdrawn"),
	N_("The issuer's revocation list, which names certificates that are no longer good, has this one. Programs that look refuse it."),
	N_("Get a new certificate with a new key. Keep the old key: it is needed to read old mail."))
FINDING(TRUST_CA_REVOKED, "trust-ca-revoked", BLOCKER, "chain", "SEVT", "all",
	"RFC 5280 section 6.3",
	N_("A certificate of the issuer has been withdrawn"),
	N_("A certificate between yours and the root is on the revocation list of the issuer above it. All that stands below it falls with it."),
	N_("Ask the issuer for a certificate under its new chain."))
FINDING(TRUST_REVOCATION_UNKNOWN, "trust-revocation-unknown", WARNING, "chain", "SEV", "outlook exo macos-14 macos-15",
	"RFC 5280 section 6.3; learn.microsoft.com/exchange/security-and-compliance/smime-exo",
	N_("Whether it has been withdrawn cannot be found out"),
	N_("No usable revocation list of the issuer can be had: it is old, somebody else's, or at an address inside a company. Outlook and Exchange are likely to refuse then."),
	N_("Fetch the current list from the issuer and bring it. For other people to see it, the issuer has to publish it on the internet."))
FINDING(CRL_DAMAGED, "crl-damaged", BLOCKER, "chain", "", "all",
	"RFC 5280 section 5.1",
	N_("This is no revocation list, or it is damaged"),
	N_("A revocation list (CRL) is a file that an issuer publishes about certificates that are no longer good. This file cannot be read as one."),
	N_("Fetch the list again from the issuer, exactly as it is published. It often ends in .crl."))
FINDING(TRUST_IMPORTED_NOT_TRUSTED, "trust-imported-not-trusted", NOTE, "chain", "T", "all",
	"support.apple.com/102390; NSS certdata.txt",
	N_("Each device has to be told to trust this root"),
	N_("The root is trusted here because you said so. It is in no public list, and on other devices importing it is not yet trusting it."),
	N_("On each device that shall trust this certificate, install the root and switch on trust for it."))
FINDING(ROOT_PERSONAL, "root-is-personal", BLOCKER, "", "", "all",
	"RFC 5280 section 4.2.1.9",
	N_("This is the certificate of a person or a server, not a root"),
	N_("Trust is given to a root, the certificate at the top of a chain. This one stands at the other end."),
	N_("Get the root from whoever runs the issuer: it is often on their web page. Somebody's own certificate goes into the address book."))
FINDING(ROOT_INTERMEDIATE, "root-is-intermediate", BLOCKER, "", "", "all",
	"RFC 5280 section 6.1",
	N_("This is an issuer in the middle of a chain, not a root"),
	N_("It was issued by another one, and trust comes from the root, the certificate at the top."),
	N_("Get the root of the issuer that is named. This certificate travels along with those it issued and needs no trust of its own."))
FINDING(ROOT_NOT_CA, "root-not-a-ca", BLOCKER, "", "", "all",
	"RFC 5280 sections 4.2.1.3 and 4.2.1.9",
	N_("It vouches for itself, but may not issue anything"),
	N_("A root is marked as an issuer (CA:TRUE, keyCertSign). This certificate is not, so nothing can stand below it."),
	N_("Ask whoever runs the issuer for its root. An issuer made with this program has the marks."))
FINDING(ROOT_OUT_OF_DATE, "root-out-of-date", BLOCKER, "", "", "all",
	"RFC 5280 section 6.1.3",
	N_("This root is not valid now"),
	N_("It has run out, or is not valid yet. Mail programs refuse all that stands below it."),
	N_("Ask the issuer for its current root."))
FINDING(ROOT_SEVERAL, "root-several", BLOCKER, "", "", "all",
	"content of the file",
	N_("The file holds more than one root"),
	N_("Each root is trusted by itself, after its own fingerprint was compared. One that came along unseen would count just as much."),
	N_("Say which one by its fingerprint, or save it as a file of its own."))
FINDING(ROOT_FILE_SHARED, "root-file-shared", BLOCKER, "", "", "all",
	"content of the file",
	N_("The file of this root holds something else as well"),
	N_("It was put there by hand. Removing it would take along what else is in it: another root, or a key."),
	N_("Save elsewhere what you want to keep of it, then remove the file by hand."))
FINDING(ROOT_DIGITS_FEW, "root-digits-few", BLOCKER, "", "", "all",
	"comparison of the fingerprint",
	N_("More digits of the fingerprint are needed"),
	N_("A forged certificate can be made to have the same first few digits. More of them cost its maker too much."),
	N_("Read more digits at the issuer itself. Blanks, colons and capitals do not matter."))
FINDING(ROOT_DIGITS_WRONG, "root-digits-wrong", BLOCKER, "", "", "all",
	"comparison of the fingerprint",
	N_("These digits are not those of this root"),
	N_("Either a digit was mistyped, or this is not the certificate that the issuer speaks of. A forged one can have the same name: only its fingerprint differs."),
	N_("Read the digits again at the issuer itself. If they still differ, do not trust it: tell whoever runs the issuer, and get the root from its own web page."))
FINDING(ROOT_KNOWN, "root-known", NOTE, "", "", "all",
	"state of the data folder",
	N_("This root is trusted here already"),
	N_("It is among the roots you chose to trust, or the root of your own authority."),
	N_("Nothing to do here. Each device still has to be told."))
FINDING(ROOT_NONE, "root-none", BLOCKER, "", "", "all",
	"state of the data folder",
	N_("There is no such root among those you chose to trust"),
	N_("No fingerprint of a root that was added here begins with these digits."),
	N_("List them with: smime-setup roots list."))
FINDING(ROOT_FILE_IGNORED, "root-file-ignored", WARNING, "", "", "all",
	"state of the data folder",
	N_("A file among the roots you trust does not count"),
	N_("It cannot be read, holds no certificate, or another one than its name says. It may have been damaged or exchanged."),
	N_("Remove this file, then add the root again: smime-setup roots add FILE."))
FINDING(ROOT_FILE_PART, "root-file-part", WARNING, "", "", "all",
	"state of the data folder",
	N_("Part of a file among the roots you trust does not count"),
	N_("Something in it is damaged or no certificate, or there is more in it than is read of one file. What could be read of it counts."),
	N_("Put each root into a file of its own, or add it again: smime-setup roots add FILE."))
FINDING(ROOT_FILE_ODD, "root-file-odd", WARNING, "", "", "all",
	"state of the data folder",
	N_("A file among the roots you trust holds no root"),
	N_("Somebody put it there by hand. It counts all the same: what it holds is trusted here."),
	N_("If it was not you, remove this file."))
FINDING(TRUST_CLOCK_SKEW, "trust-clock-skew", WARNING, "chain", "SEVT", "all",
	"RFC 5280 section 4.1.2.5",
	N_("The clock of this computer looks wrong"),
	N_("Whether a certificate is valid depends on the date. The date given here is earlier than it can be."),
	N_("Set date and time, then look again."))

/* recipients */
FINDING(BOOK_DAMAGED, "book-damaged", BLOCKER, "", "", "all",
	"SQLite, PRAGMA quick_check",
	N_("Your address book was damaged and has been built anew"),
	N_("The file with other people's certificates could not be read in full. A power cut, a full disk or a fault of the disk can do that."),
	N_("See what is in it now: smime-setup recipients list. What is missing comes back with a scan of your mail. The damaged file is kept beside it, and you may delete it."))
FINDING(BOOK_NEWER, "book-newer", BLOCKER, "", "", "all",
	"SQLite, PRAGMA user_version",
	N_("A newer release of this program made the address book"),
	N_("This release does not know how it is laid out, and would damage it by writing to it."),
	N_("Use the newer release, or another data directory with --home."))
FINDING(BOOK_NO_LIBRARY, "book-no-library", BLOCKER, "", "", "all",
	"SQLite",
	N_("The address book needs a library that is not here"),
	N_("A library of its own keeps the address book in its file. It is not on this computer, or too old."),
	N_("Install it, then try again. Meanwhile, name the files with the certificates."))
FINDING(RCPT_NO_CERT, "rcpt-no-cert", BLOCKER, "", "E", "all",
	"RFC 8551 section 3.3",
	N_("You do not have this person's certificate"),
	N_("To encrypt a mail to somebody you need a certificate of theirs. Your own is of no use for that."),
	N_("Ask this person for a signed mail: their certificate comes with it. Then: smime-setup recipients add FILE, with the mail as the file."))
FINDING(RCPT_ADDRESS_MISMATCH, "rcpt-address-mismatch", BLOCKER, "", "E", "all",
	"RFC 8550 section 3",
	N_("Their certificate is for another address"),
	N_("Mail programs use a certificate only for the addresses in it. This person has several addresses, moved to a new one, or you have somebody else's certificate."),
	N_("Write to the address in the certificate, or ask for the certificate for this one."))
FINDING(RCPT_ADDRESS_CASE, "rcpt-address-case", WARNING, "", "E", "macos",
	"Certificate.cpp normalizeEmailAddress",
	N_("Capital letters in their address differ"),
	N_("When a Mac looks for a certificate it is likely to tell capital letters apart in the part before the @."),
	N_("Write their address, also in your contacts, letter by letter as it stands in the certificate."))
FINDING(RCPT_EXPIRED, "rcpt-expired", BLOCKER, "", "E", "all",
	"RFC 5280 section 4.1.2.5",
	N_("Their certificate has run out"),
	N_("They did not renew it, or what you have is an old one."),
	N_("Ask this person for a new signed mail, which brings the current one."))
FINDING(RCPT_NOT_YET_VALID, "rcpt-not-yet-valid", BLOCKER, "", "E", "all",
	"RFC 5280 section 4.1.2.5",
	N_("Their certificate is not valid yet"),
	N_("Its first day is still to come, or the clock of this computer is wrong."),
	N_("Check date, time and time zone. If they are right, wait until the first day, or ask for the certificate that is good now."))
FINDING(RCPT_SIGN_ONLY, "rcpt-sign-only", BLOCKER, "", "E", "all",
	"RFC 8550 section 4.4.2",
	N_("You have only the certificate with which they sign"),
	N_("It does not allow encryption. Some people have two certificates, one to sign and one to encrypt, and only the first came with their mail."),
	N_("Ask this person for their encryption certificate."))
FINDING(RCPT_KU_ABSENT, "rcpt-ku-absent", WARNING, "", "E", "apple",
	"SecPolicy.c SecPolicyCreateSMIME",
	N_("Their certificate does not say what its key may do"),
	N_("It has no list of allowed uses (key usage). By its published rules Apple is likely to refuse to encrypt to it. Other programs accept it."),
	N_("Ask this person for a current certificate, or write with another program."))
FINDING(RCPT_EKU, "rcpt-eku", BLOCKER, "", "E", "all",
	"RFC 8550 section 4.4.4; SecPolicy.c; mozpkix pkixcheck.cpp",
	N_("Their certificate is not for mail"),
	N_("It lists its purposes (extended key usage), and mail is not among them. It is for a web server, for logging in or for signing programs."),
	N_("Ask this person for their e-mail certificate, also called an S/MIME certificate."))
FINDING(RCPT_UNTRUSTED, "rcpt-untrusted", BLOCKER, "", "E", "apple thunderbird outlook",
	"RFC 5280 section 6.1.1 d",
	N_("You do not trust the issuer of their certificate"),
	N_("The root, the certificate at the top of the chain, is neither in the public lists nor among those you chose to trust. The issuer is private, or the certificate was made by themselves."),
	N_("Compare the fingerprint of the root with this person, by telephone for example. If it is the same, install the root in your mail program and trust it there; for this program: smime-setup roots add FILE."))
FINDING(RCPT_MISSING_INTERMEDIATE, "rcpt-missing-intermediate", BLOCKER, "", "E", "thunderbird apple",
	"RFC 8551 section 3.5; RFC 5280 section 6.1",
	N_("A certificate of their issuer is missing here"),
	N_("Trust goes from their certificate, step by step through those of its issuers, up to a root. Their mail left one of these steps out."),
	N_("Get the certificate of the issuer that is named and give it with --chain FILE. Ask them to send the whole chain with their mail."))
FINDING(RCPT_REVOKED, "rcpt-revoked", BLOCKER, "", "E", "all",
	"RFC 5280 section 6.3",
	N_("Their certificate has been withdrawn"),
	N_("The issuer's revocation list, which names certificates that are no longer good, has it. Their key may have been lost or stolen, or they have left."),
	N_("Do not encrypt to it. Ask this person for their new certificate."))
FINDING(RCPT_WEAK_KEY, "rcpt-weak-key", BLOCKER, "", "E", "all",
	"SecPolicyServer.c; RFC 8551 section 2",
	N_("Their certificate is too weak"),
	N_("Its RSA key has less than 2048 bits, or it was signed with MD5 or SHA-1. It is likely to be an old one. Mail programs refuse it."),
	N_("Ask this person for a new certificate."))
FINDING(RCPT_EC_KEY, "rcpt-ec-key", WARNING, "", "E", "apple evolution",
	"libsecurity_smime; RFC 5753; camel-smime-context.c",
	N_("Mail encrypted to their kind of key may not open"),
	N_("They have an elliptic-curve key. Apple's mail code uses an old form of encryption to such keys that other programs neither write nor read."),
	N_("Try it with a harmless mail first. If they cannot read it, ask for a certificate with an RSA key."))
FINDING(RCPT_MULTIPLE, "rcpt-multiple", WARNING, "", "E", "all",
	"RFC 8551 section 3.3",
	N_("There are several good certificates for this person"),
	N_("Your mail program may choose one whose key they no longer have. Then they cannot read your mail."),
	N_("Ask which one is in use, and delete the others from your mail program."))
FINDING(RCPT_ONE_OF_MANY, "rcpt-one-of-many", BLOCKER, "", "E", "all",
	"RFC 8551 section 3.3; nsMsgComposeSecure.cpp",
	N_("One recipient blocks the whole mail"),
	N_("A mail is encrypted to all who get it, also to those in copy. Where that fails for one of them, it cannot be sent encrypted at all."),
	N_("Leave this recipient out and write to them separately, or get a good certificate for them first."))
FINDING(RCPT_OPENPGP_ONLY, "rcpt-openpgp-only", BLOCKER, "", "E", "all",
	"RFC 9580; RFC 8551",
	N_("They use OpenPGP, not S/MIME"),
	N_("The file holds an OpenPGP key. OpenPGP and S/MIME are two systems that do not mix."),
	N_("Agree with this person on one of the two: ask for an S/MIME certificate, or write with a program for OpenPGP."))
FINDING(RCPT_FILE_IS_P12, "rcpt-file-is-p12", WARNING, "", "", "all",
	"RFC 7292 section 4",
	N_("They sent you their secret key"),
	N_("The file is a .p12 bundle. It holds a private key, which nobody but its owner may have. They meant to send a certificate."),
	N_("Do not open it, and delete it. Tell this person: they should have the certificate withdrawn and get a new one with a new key."))
FINDING(RCPT_OWN_SECRET, "rcpt-own-secret", BLOCKER, "", "", "all",
	"RFC 7292 section 4",
	N_("This is your own secret key"),
	N_("The file belongs to one of your identities here. It holds the private key, which nobody but you may have, so it is nothing for the address book."),
	N_("Keep it to yourself. For others to write to you, send them a signed mail, or the file of your certificate that is named here."))
FINDING(RCPT_NO_CAPABILITIES, "rcpt-no-capabilities", NOTE, "", "E", "outlook thunderbird apple",
	"RFC 8551 section 2.5.2",
	N_("What ciphers their program knows is not known"),
	N_("A signed mail lists them, and no such mail was brought. Your program then takes an older or its usual cipher."),
	N_("Nothing needs to be done. A signed mail from this person makes it known."))
FINDING(RCPT_RENEWED, "rcpt-renewed", WARNING, "", "E", "all",
	"RFC 8551 section 2.3",
	N_("They have a newer certificate"),
	N_("You hold an older one of the same address as well, and your mail program may still use that."),
	N_("Take the newer one, and delete the older one from your mail program."))
FINDING(RCPT_ALIKE, "rcpt-alike", WARNING, "", "", "all",
	"Unicode Technical Standard 39",
	N_("Your address book has an address that is like this one"),
	N_("Addresses that look or sound alike are mixed up easily, or made alike to deceive. A certificate counts only for the address in it."),
	N_("Compare the two letter by letter. Write to the one you have the certificate for only if you know from elsewhere that it is theirs."))
FINDING(RCPT_EXPIRES_SOON, "rcpt-expires-soon", WARNING, "", "", "all",
	"RFC 5280 section 4.1.2.5",
	N_("Their certificate ends soon"),
	N_("After that day mail programs will not encrypt to it any more."),
	N_("Ask this person for a signed mail once they have a new one."))
FINDING(CL_OWN_ENCRYPT_MISSING, "cl-own-encrypt-missing", BLOCKER, "", "E", "thunderbird outlook apple",
	"RFC 8551 section 3.3; nsMsgComposeSecure.cpp",
	N_("Your own certificate cannot encrypt the copy that you keep"),
	N_("Mail programs encrypt what you send to yourself as well, so that you can read it later. For that you need a certificate of your own that is good for encryption."),
	N_("See what is wrong with your own: smime-setup check"))

/* profile */
FINDING(PROFILE_DAMAGED, "profile-damaged", BLOCKER, "", "M", "apple",
	"Apple device-management, TopLevel.yaml",
	N_("The configuration profile cannot be read"),
	N_("A profile is a property list, a kind of text file with fixed marks. This one is torn, or was changed on its way."),
	N_("Fetch or make the profile again, and keep it as a file: do not copy its text."))
FINDING(PROFILE_SMIME_LOCKED, "profile-smime-locked", BLOCKER, "", "SE", "ios-17 ios-18",
	"Apple device-management, com.apple.mail.managed.yaml",
	N_("The profile switches signing or encryption off for good"),
	N_("It sets up a mail account with S/MIME switched off, and does not allow you to change that. On the iPhone the switch is likely to be greyed out."),
	N_("Ask whoever made the profile to switch it on, or to leave the choice to you (the keys that end in UserOverrideable)."))
FINDING(CL_PROFILE_PASSWORD, "cl-profile-password", WARNING, "", "", "apple",
	"Apple device-management, com.apple.security.pkcs12.yaml",
	N_("The profile contains your bundle's password"),
	N_("The key in it is protected by a password, and the password is written beside it. Anyone who gets the file has your identity."),
	N_("Treat the file as your key itself and delete it after use. Better: a profile without the password; the device asks for it when the profile is installed."))
FINDING(CL_PROFILE_MAC_MAIL, "cl-profile-mac-mail", NOTE, "", "SE", "macos-14 macos-15",
	"Apple device-management, com.apple.mail.managed.yaml",
	N_("The S/MIME settings of this profile do nothing on a Mac"),
	N_("Only the iPhone and the iPad read them."),
	N_("On a Mac, choose signing and encryption in the window in which you write: Mail shows the two buttons once it has your certificate."))
FINDING(CL_PROFILE_EXISTING_ACCOUNT, "cl-profile-existing-account", NOTE, "", "", "ios-17 ios-18",
	"Apple device-management, com.apple.mail.managed.yaml",
	N_("This profile makes a new mail account"),
	N_("A profile cannot change an account that is on the device already. You may see the same mail twice."),
	N_("For an account that you have already, use a profile with only the certificates, and switch on S/MIME by hand."))
FINDING(TRUST_PROFILE_UNVERIFIED, "trust-profile-unverified", NOTE, "", "", "apple",
	"developer.apple.com/forums/thread/699960",
	N_("The device will call this profile \"Unverified\" or \"Not Signed\""),
	N_("It has no signature, or one by somebody the device does not know. That is normal for profiles made by hand, by this program too."),
	N_("Go on if you made it yourself, or know for certain where it comes from."))
FINDING(PROFILE_SIGNATURE_BAD, "profile-signature-bad", WARNING, "", "M", "apple",
	"RFC 5652 section 5.4",
	N_("The signature of the profile does not hold"),
	N_("The profile was signed, but no certificate in it confirms the signature: it may have been changed since. Devices are likely to refuse it."),
	N_("Get the profile again from whoever made it."))
FINDING(PROFILE_MORE, "profile-more", WARNING, "", "", "apple",
	"Apple device-management, mdm/profiles",
	N_("The profile does more than mail and certificates"),
	N_("It also changes who manages the device, where its traffic goes, or what you may do with it."),
	N_("Install it only if you expect this from whoever gave it to you."))
FINDING(PROFILE_NO_REMOVAL, "profile-no-removal", WARNING, "", "", "apple",
	"Apple device-management, TopLevel.yaml",
	N_("You may not be able to remove this profile"),
	N_("It says that it cannot be removed, or only with a password of its maker."),
	N_("Install it only if you want to keep it. Ask its maker how it is removed."))
FINDING(PROFILE_ENCRYPTED, "profile-encrypted", NOTE, "", "", "apple",
	"Apple device-management, TopLevel.yaml",
	N_("What is in this profile cannot be seen"),
	N_("It is encrypted for one device."),
	N_("Only that device can open it. Ask its maker what it does."))

/* what only the person can see: rules/question.c */
FINDING(REQ_ISSUER_MAKES_KEY, "req-issuer-makes-key", NOTE, "request", "", "all",
	"SBR sections 6.1.1.3 and 6.1.2",
	N_("This issuer takes no request"),
	N_("Some issuers make the private key themselves and send it to you in a .p12 file, with a password that is often shown only once."),
	N_("Order the certificate at the issuer's site, then bring the .p12 file here: smime-setup import FILE. Whoever made the key has had it."))
FINDING(TRUST_IOS_SWITCH, "trust-ios-switch", WARNING, "handover", "SEVT", "ios-17 ios-18",
	"support.apple.com/102390",
	N_("The switch that trusts the root may be off on the device"),
	N_("An iPhone or iPad does not fully trust a root that was installed by hand until a switch is on. Apple does not say whether Mail needs it; on is the safe choice."),
	N_("Settings > General > About > Certificate Trust Settings: switch the root on."))
FINDING(TRUST_MACOS_NOT_SET, "trust-macos-not-set", BLOCKER, "handover", "SEVT", "macos-14 macos-15",
	"support.apple.com/guide/keychain-access/kyca11871; security(1), add-trusted-cert",
	N_("The root is on the Mac, but not trusted there"),
	N_("Importing a root into the keychain gives it no trust. That is a second step."),
	N_("Keychain Access > Certificates > the root > Trust > Secure Mail (S/MIME): choose Always Trust."))
FINDING(TRUST_EXO_COLLECTION, "trust-exo-collection", BLOCKER, "handover", "SEVT", "outlook",
	"learn.microsoft.com, S/MIME for Exchange Online",
	N_("Your company's Exchange Online does not know the issuer"),
	N_("Exchange Online checks certificates by a list of its own, the virtual certificate collection. Importing the root on your computer does not add it there."),
	N_("Ask the administrator to add the root and the certificates between it and yours to the collection (an SST file)."))
FINDING(TRUST_GMAIL_ROOT, "trust-gmail-root", BLOCKER, "handover", "SEVT", "gmail",
	"support.google.com/a/answer/7300887",
	N_("Gmail does not know the issuer"),
	N_("Gmail takes only certificates below a root on Google's own list, or one that the administrator has added."),
	N_("Ask the administrator to add the root, or get a certificate from a public issuer on that list."))
FINDING(TRUST_DEVICE_DIFFERS, "trust-device-differs", WARNING, "handover", "SEVT", "all",
	"RFC 5280 section 4.2.1.1",
	N_("Your devices hold different certificates of the issuer"),
	N_("The fingerprints that two devices show are not the same. One was given a newer certificate and the other was not, or one of them is not from your issuer."),
	N_("Compare both fingerprints with the issuer, remove the wrong one, and install the same root on every device."))
FINDING(RCPT_STALE_DIRECTORY, "rcpt-stale-directory", BLOCKER, "", "E", "ios-17 ios-18 outlook",
	"support.microsoft.com, KB 884738 and KB 2840546",
	N_("The company's directory holds an old certificate"),
	N_("Outlook takes the first certificate that the directory has for a person, even where a newer one came in a signed mail."),
	N_("Ask that person, or the administrator, to publish the new certificate in the directory and to delete the old one."))
FINDING(RCPT_GROUP, "rcpt-group", BLOCKER, "", "E", "all",
	"RFC 8551 section 3.3",
	N_("A mailing list has no certificate"),
	N_("The address stands for several people. Mail is encrypted to persons, so each member needs a certificate."),
	N_("Write to the members one by one."))
FINDING(RCPT_CONTACT_STALE, "rcpt-contact-stale", WARNING, "", "E", "outlook evolution",
	"camel-smime-context.c of evolution-data-server; ocio.nih.gov, S/MIME in Outlook",
	N_("The contact in the address book is out of date"),
	N_("It was saved before the certificate came, or holds an older one, and the program uses that."),
	N_("Save the contact again from a new signed mail. In Outlook also remove the address from the suggestions."))
FINDING(RCPT_SEEN_NOT_INSTALLED, "rcpt-seen-not-installed", BLOCKER, "", "E", "ios-17 ios-18",
	"support.apple.com/102245",
	N_("Their certificate is not installed on the device"),
	N_("An iPhone or iPad does not collect certificates by itself: seeing a signed mail is not enough."),
	N_("Open a signed mail of theirs, tap the sender, then View Certificate > Install."))

/* mail program, as the person sees it */
FINDING(CL_SIGN_OFF, "cl-sign-off", BLOCKER, "handover", "S", "ios-17 ios-18",
	"support.apple.com/102245",
	N_("Signing is switched off for this account"),
	N_("It is off until somebody switches it on, for each account by itself."),
	N_("Switch on Sign on the account's page Advanced, and tap your certificate there."))
FINDING(CL_ENCRYPT_OFF, "cl-encrypt-off", BLOCKER, "handover", "E", "ios-17 ios-18",
	"support.apple.com/102245",
	N_("Encryption is switched off for this account"),
	N_("Signing and encrypting are two switches, and both are off at first."),
	N_("Switch on Encrypt by Default on the account's page Advanced, or tap the lock in each mail that you write."))
FINDING(CL_IDENTITY_NOT_SELECTED, "cl-identity-not-selected", BLOCKER, "handover", "SE", "ios-17 ios-18 thunderbird outlook evolution",
	"support.apple.com/102245; nsMsgComposeSecure.cpp of Thunderbird",
	N_("No certificate is chosen in the mail account"),
	N_("Importing a certificate does not choose it: each account has to be told which one to use."),
	N_("Choose your certificate in the account's settings, both for signing and for encryption."))
FINDING(CL_TB_SETTING_CLEARED, "cl-tb-setting-cleared", BLOCKER, "chain", "SE", "thunderbird",
	"nsMsgComposeSecure.cpp of Thunderbird",
	N_("Thunderbird has removed the certificate from the account"),
	N_("When you send, Thunderbird checks the chosen certificate. One that has run out, or whose root it does not trust for mail, is removed from the settings without a word."),
	N_("Trust the root for mail (Settings > Privacy & Security > Manage Certificates > Authorities), then choose the certificate again."))
FINDING(CL_TB_OS_STORE, "cl-tb-os-store", BLOCKER, "handover", "SE", "thunderbird",
	"support.mozilla.org/kb/thunderbird-help-cannot-encrypt",
	N_("Thunderbird does not look where your certificate is"),
	N_("It keeps certificates and keys in a store of its own, not in that of Windows or the Mac."),
	N_("Import the .p12 file in Thunderbird: Settings > Privacy & Security > Manage Certificates > Your Certificates > Import."))
FINDING(CL_TB_MIXED_TECH, "cl-tb-mixed-tech", BLOCKER, "", "E", "thunderbird",
	"support.mozilla.org/kb/thunderbird-help-cannot-encrypt",
	N_("One message cannot be encrypted in two ways"),
	N_("Some of the people you write to use OpenPGP and others S/MIME. Thunderbird cannot mix the two in one message."),
	N_("Send two messages."))
FINDING(CL_OUTLOOK_NO_ID, "cl-outlook-no-id", BLOCKER, "handover", "S", "outlook",
	"support.microsoft.com, KB 884738",
	N_("Outlook does not find your private key"),
	N_("Windows has your certificate without its key, or not at all. It is likely that the .cer file was imported and not the .p12 or .pfx file."),
	N_("Import the .p12 or .pfx file in Windows, then choose it in Outlook again."))
FINDING(CL_OUTLOOK_CAPS, "cl-outlook-caps", BLOCKER, "", "E", "outlook",
	"support.microsoft.com, KB 884738, KB 283206 and KB 2840546",
	N_("Outlook cannot encrypt to somebody you write to"),
	N_("Its long message has many causes: a certificate that is missing, has run out, is not trusted or cannot encrypt, an old entry in the directory, or a list of withdrawn certificates that cannot be fetched."),
	N_("Check each person you write to: smime-setup check --to ADDRESS FILE. In Outlook open the contact, then Certificates."))
FINDING(CL_OUTLOOK_OWA_EXT, "cl-outlook-owa-ext", BLOCKER, "", "SE", "outlook",
	"learn.microsoft.com, S/MIME for Exchange Online",
	N_("This Outlook offers no S/MIME here"),
	N_("The new Outlook and Outlook in a browser need Exchange Online, Windows and an extension for it. They do not sign or encrypt a mail with a sensitivity label that protects it."),
	N_("Use the classic Outlook, Apple Mail or Thunderbird."))
FINDING(CL_OUTLOOK_MOBILE_ACCOUNT, "cl-outlook-mobile-account", BLOCKER, "", "SE", "outlook",
	"learn.microsoft.com, smime-outlook-for-ios-and-android",
	N_("Outlook on a phone does not do S/MIME for this account"),
	N_("It does so for accounts of Exchange Online only."),
	N_("On an iPhone or iPad use Apple Mail: smime-setup guide iphone."))
FINDING(CL_GMAIL_PERSONAL, "cl-gmail-personal", BLOCKER, "", "SE", "gmail",
	"support.google.com/a/answer/6374496",
	N_("Gmail has no S/MIME for private accounts"),
	N_("Its web page and app sign and encrypt only for companies and schools that pay for Google Workspace."),
	N_("Read the same account with Apple Mail or Thunderbird, and set up S/MIME there."))
FINDING(CL_MAC_FROM_MISMATCH, "cl-mac-from-mismatch", BLOCKER, "who", "SE", "macos-14 macos-15",
	"support.apple.com/guide/mail, Sign or encrypt emails; Certificate.cpp normalizeEmailAddress",
	N_("You send from an address that is not in the certificate"),
	N_("Mail on the Mac goes by the address in From. For any other, an alias too, it shows no buttons to sign and encrypt."),
	N_("Choose the address of your certificate in From, or get a certificate for the other one."))
FINDING(CL_MAC_KEY_DENIED, "cl-mac-key-denied", BLOCKER, "handover", "S", "macos-14 macos-15",
	"support.apple.com/guide/keychain-access, access control of keys",
	N_("Mail may not use the key on this Mac"),
	N_("The Mac asks once whether Mail may use the key. The answer was Deny, or Mail is not among the programs that may."),
	N_("Keychain Access > My Certificates > the key below your certificate > Get Info > Access Control: allow Mail. When you are asked again, choose Always Allow."))
FINDING(CL_MAC_KEYCHAIN_LOCKED, "cl-mac-keychain-locked", BLOCKER, "handover", "SED", "macos-14 macos-15",
	"support.apple.com/guide/mail, Sign or encrypt emails",
	N_("The keychain with your key is locked"),
	N_("Mail looks in the keychain called login. That one is locked, often after a change of password, or the key is in another one."),
	N_("Unlock login in Keychain Access, and drag certificate and key into it."))
FINDING(CL_MAC_WRONG_PICK, "cl-mac-wrong-pick", WARNING, "handover", "SE", "macos-14 macos-15",
	"Apple device-management, com.apple.security.certificatepreference.yaml",
	N_("Mail is likely to take the wrong certificate"),
	N_("Where there are several for one address, Mail on the Mac is likely to take the first that is in date, even one that can only sign."),
	N_("In Keychain Access click the right one with the Ctrl key held, choose New Identity Preference, and type the address."))
FINDING(CL_MAC_CERT_IN_CERTIFICATES, "cl-mac-cert-in-certificates", BLOCKER, "handover", "SED", "macos-14 macos-15",
	"support.apple.com/guide/keychain-access",
	N_("The Mac has your certificate, but not its private key"),
	N_("What has a key stands under My Certificates. Only the .cer file was imported, which holds no key."),
	N_("Import the .p12 file into the keychain login."))
FINDING(CL_MAC_RESTART, "cl-mac-restart", NOTE, "handover", "SE", "macos-14 macos-15",
	"support.apple.com/guide/mail, Sign or encrypt emails",
	N_("Mail may not have noticed the new certificate yet"),
	N_("It may look for certificates only when it starts."),
	N_("Quit Mail with Command-Q and open it again."))
FINDING(CL_IOS_PROFILE_PENDING, "cl-ios-profile-pending", BLOCKER, "handover", "M", "ios-17 ios-18",
	"support.apple.com/102400",
	N_("The file is downloaded, but not installed"),
	N_("Opening a .p12 file or a profile on an iPhone or iPad only downloads it. Installing is a second step."),
	N_("Settings > General > VPN & Device Management: tap it, then Install."))
FINDING(CL_IOS_EXTENSION, "cl-ios-extension", BLOCKER, "handover", "M", "ios-17 ios-18",
	"kb.mailbox.org, S/MIME on iOS",
	N_("The device does not see from the file's name what it is"),
	N_("An iPhone or iPad is likely to offer to install it only where the name ends in .p12 or .pfx. A mail program or a cloud folder may have changed the ending."),
	N_("Rename it in the Files app so that it ends in .p12, and tap it again."))
FINDING(CL_IOS_ADVANCED_PER_ACCOUNT, "cl-ios-advanced-per-account", NOTE, "handover", "SE", "ios-17 ios-18",
	"support.apple.com/102245",
	N_("Each account on the device has switches of its own"),
	N_("What was switched on for one account is still off for the others."),
	N_("Look which address stands in From, and switch on S/MIME for that account."))
FINDING(CL_IOS_REPLY_STATE, "cl-ios-reply-state", NOTE, "", "E", "ios-17 ios-18",
	"support.apple.com/102245",
	N_("A reply goes by the mail it answers"),
	N_("To a mail that was not encrypted the reply is not encrypted either, even with Encrypt by Default. That is how it is meant."),
	N_("Tap the lock before you send."))
FINDING(CL_IOS_SHARE_SHEET, "cl-ios-share-sheet", BLOCKER, "", "E", "ios-17 ios-18",
	"openradar 19435810",
	N_("Another app's share button may not encrypt"),
	N_("On an iPhone or iPad, encrypting is likely to work only from Mail itself."),
	N_("Write the mail in Mail, and attach there what you want to send."))
FINDING(CL_PROFILE_MANAGED, "cl-profile-managed", BLOCKER, "", "SE", "ios-17 ios-18",
	"Apple device-management, com.apple.mail.managed.yaml",
	N_("Your company or school decides about these switches"),
	N_("The account was set up by a profile that does not let you change them, so they are grey."),
	N_("Ask whoever manages the device."))
FINDING(CL_PROFILE_REMOVED, "cl-profile-removed", BLOCKER, "handover", "D", "apple",
	"Apple device-management, TopLevel.yaml, PayloadIdentifier",
	N_("The old key went away together with its profile"),
	N_("A new profile with the same identifier takes the place of the old one, and the device drops the certificate and key that were in it."),
	N_("Install the old .p12 file again, and keep it: old mail needs its key."))
FINDING(CL_ANDROID_NONE, "cl-android-none", BLOCKER, "", "SE", "android",
	"support.mozilla.org, Thunderbird for Android; support.google.com/a/answer/6374496",
	N_("This app does not do S/MIME"),
	N_("K-9 Mail, Thunderbird for Android and the Gmail app of a private account neither sign nor decrypt S/MIME mail."),
	N_("Use an app that does, or read such mail on a computer."))
FINDING(MSG_NOT_SMIME, "msg-not-smime", BLOCKER, "", "DV", "all",
	"RFC 5652 section 3",
	N_("This is not an encrypted or signed letter"),
	N_("What S/MIME puts into a letter is not there. It is a letter of another kind, or it was changed on its way."),
	N_("Look at the source of the letter, as your mail program stores it, and bring that."))
FINDING(MSG_DAMAGED, "msg-damaged", BLOCKER, "", "DV", "all",
	"RFC 5652",
	N_("The letter is damaged"),
	N_("What S/MIME put into it does not parse to its end. It was cut off, changed on its way, or made by a program with a fault."),
	N_("Save the letter again from your mail program, or ask for it to be sent again."))
FINDING(MSG_NOT_ENCRYPTED, "msg-not-encrypted", BLOCKER, "", "", "all",
	"RFC 8551 section 3.5",
	N_("The letter is not encrypted"),
	N_("It is only signed. Everybody can read it, so that there is nothing to open."),
	N_("Read it as it is. Who signed it, this says: smime-setup message verify FILE."))
FINDING(MSG_NO_RECIPIENT_MATCH, "msg-no-recipient-match", BLOCKER, "", "D", "all",
	"RFC 5652 section 6.2",
	N_("It was not encrypted to any certificate you have here"),
	N_("They used an old certificate of yours, or one of somebody else."),
	N_("Bring the old identity whose issuer and serial number match, or ask for the letter to be sent again, encrypted to the certificate you use now."))
FINDING(MSG_NEEDS_OLD_KEY, "msg-needs-old-key", BLOCKER, "", "D", "all",
	"RFC 5652 section 6.2",
	N_("You have the certificate it was encrypted to, but not its key"),
	N_("The key is on another device, or it was removed after a renewal."),
	N_("Restore the bundle (.p12) that holds this certificate with its key."))
FINDING(MSG_UNOPENABLE, "msg-unopenable", BLOCKER, "", "D", "all",
	"RFC 3218, RFC 5652 section 6.3",
	N_("The letter cannot be opened with your key"),
	N_("It says that it is for you, but what comes out makes no sense. It was changed on its way, or the sender encrypted it to another key. More is not said on purpose: it would help an attacker."),
	N_("Ask for the letter to be sent again, encrypted to the certificate you use now."))
FINDING(MSG_UNKNOWN_METHOD, "msg-unknown-method", BLOCKER, "", "DV", "all",
	"RFC 8551 section 2",
	N_("The letter uses a method that is not known here"),
	N_("It was made by a very old or a very new program, or by one that is not for mail."),
	N_("Ask the sender to use the usual methods: AES and RSA to encrypt, SHA-256 to sign."))
FINDING(MSG_CANNOT_ENCRYPT, "msg-cannot-encrypt", BLOCKER, "", "E", "all",
	"RFC 3370, RFC 5753",
	N_("Nothing can be encrypted to one of these certificates"),
	N_("Its key is of a kind that is for signing only, or is damaged. The subject is its serial number."),
	N_("Get another certificate of this person: with an RSA key, or one on the curves P-256, P-384 and P-521."))
FINDING(MSG_CANNOT_SIGN, "msg-cannot-sign", BLOCKER, "key", "S", "all",
	"RFC 3370, RFC 5753",
	N_("Letters cannot be signed with this kind of key"),
	N_("Hardly any mail program reads signatures of Ed25519 and other new keys."),
	N_("Make an RSA key, or one on the curves P-256, P-384 and P-521, and request a certificate for it."))
FINDING(MSG_FILE_CHANGED, "msg-file-changed", BLOCKER, "", "", "all",
	"POSIX read(2)",
	N_("The file changed while it was being read"),
	N_("It is longer or shorter now than it was when it was opened. Another program is writing it."),
	N_("Wait until the other program is done, and try again."))
FINDING(MSG_NOT_ENCRYPTED_TO_SELF, "msg-not-encrypted-to-self", WARNING, "", "D", "all",
	"RFC 8551 section 3.3",
	N_("You cannot read this letter yourself"),
	N_("It is encrypted to others, but not to a certificate of your own: the copy among your sent mail stays closed."),
	N_("Set up a certificate that can be encrypted to; your mail program then encrypts to you as well."))
FINDING(MSG_NOT_SIGNED, "msg-not-signed", BLOCKER, "", "V", "all",
	"RFC 8551 section 3.5",
	N_("The letter is not signed"),
	N_("Nothing in it says who wrote it. Encryption alone does not: anybody can encrypt to you."),
	N_("Ask the sender to sign, where it matters who wrote it."))
FINDING(MSG_SIGN_INVALID, "msg-sign-invalid", BLOCKER, "", "V", "all",
	"RFC 5652 section 5.4",
	N_("The letter was changed after it was signed"),
	N_("A mailing list added a line, a virus scanner or a mail server rewrote it, or somebody attacks you."),
	N_("Do not rely on what it says. Ask for it to be sent again, and compare."))
FINDING(MSG_KEY_SELECT_IOS, "msg-key-select-ios", WARNING, "", "D", "ios-17 ios-18",
	"discussions.apple.com, reported in 2015",
	N_("The letter is for an older certificate of yours"),
	N_("The iPhone may read only with the certificate that is chosen in the account, and that is the newer one."),
	N_("Choose the old certificate in the account while you read, or read the letter on a computer."))
FINDING(MSG_BAD_KEY_TRANSPORT, "msg-bad-key-transport", BLOCKER, "", "D", "apple",
	"Apple Security, OSX/libsecurity_smime",
	N_("Apple cannot open how the letter's key is protected"),
	N_("The sender's program protected the key of the letter by a newer method. It is good, but Apple's mail code does not read it."),
	N_("Ask the sender to use plain RSA for letters to you, or open it on another system."))
FINDING(MSG_ECDH_APPLE, "msg-ecdh-apple", BLOCKER, "", "D", "apple",
	"Apple Security, OSX/libsecurity_smime; RFC 5753",
	N_("Apple cannot open letters to this kind of key"),
	N_("It is encrypted to an elliptic-curve key in the way of today. Apple's mail code reads an old way only, which other programs do not write."),
	N_("Use a certificate with an RSA key for encryption, and send it to those who write to you."))
FINDING(MSG_AUTHENVELOPED, "msg-authenveloped", BLOCKER, "", "D", "apple thunderbird outlook",
	"RFC 5083; Apple libsecurity_smime; Thunderbird 153, tried",
	N_("A newer form of encryption that most programs do not read"),
	N_("The sender's program follows S/MIME 4.0, which also notices changes. Thunderbird shows an empty letter, Apple none."),
	N_("Ask the sender to choose the usual encryption, AES-256 or AES-128, or open it here: smime-setup message decrypt."))
FINDING(MSG_WEAK_CIPHER, "msg-weak-cipher", WARNING, "", "", "all",
	"RFC 8551 section 2.7",
	N_("The letter is encrypted by an old method"),
	N_("The sender's program does not know what yours can read, and took what every program can."),
	N_("Send the sender a signed letter: it tells what your program reads."))
FINDING(MSG_SIGN_FROM_MISMATCH, "msg-sign-from-mismatch", WARNING, "", "V", "all",
	"RFC 8550 section 3",
	N_("Signed by another address than the sender's"),
	N_("It was sent from a second address, by a list or for somebody else; or somebody passes off an own signature as that of another."),
	N_("Ask the sender in another way whether the letter is genuine."))
FINDING(MSG_SIGN_UNTRUSTED, "msg-sign-untrusted", WARNING, "", "V", "all",
	"RFC 8550 section 4.4",
	N_("The signature is intact, but nobody here trusts its issuer"),
	N_("Anybody can make a certificate with any name. Only the issuer vouches for it, and this one is not known here."),
	N_("Compare the fingerprint of the issuer's root with the sender in another way, then add the root to those you trust."))
FINDING(MSG_SIGN_EXPIRED, "msg-sign-expired", NOTE, "", "V", "all",
	"RFC 5652 section 11.3",
	N_("The signer's certificate has run out since"),
	N_("It was valid when the letter was signed, as the letter says. That is normal with old letters."),
	N_("Nothing needs to be done."))
FINDING(MSG_SIGN_WEAK, "msg-sign-weak", WARNING, "", "V", "all",
	"RFC 8551 section 2.1",
	N_("The letter is signed by an old method"),
	N_("The sender's program is old. Programs of today refuse SHA-1 and MD5, since two texts can be made that share one signature."),
	N_("Ask the sender to update the mail program, or to choose SHA-256."))
FINDING(MSG_SIGN_PSS_APPLE, "msg-sign-pss-apple", WARNING, "", "V", "apple",
	"Apple Security, OSX/libsecurity_smime",
	N_("Apple cannot check this kind of signature"),
	N_("The sender's program uses RSA-PSS. It is good, but Apple's mail code does not read it."),
	N_("Ask the sender to use plain RSA signatures."))
FINDING(MSG_OPAQUE, "msg-opaque", NOTE, "", "V", "all",
	"RFC 8551 section 3.5",
	N_("The whole letter is inside the signature"),
	N_("Programs without S/MIME, and some on the web, show only an attachment."),
	N_("The sender can choose to sign in clear text (multipart/signed)."))
FINDING(MSG_WRAPPED_ALTERED, "msg-wrapped-altered", BLOCKER, "", "DV", "outlook",
	"support.microsoft.com, winmail.dat; Z-Push, pull request 172",
	N_("A mail server has altered the letter"),
	N_("A gateway or Exchange packed it anew or took away what says that it is signed or encrypted."),
	N_("Get the original as an attachment (.eml), or have the conversion switched off for you."))
FINDING(MSG_PREFERENCE_OTHER, "msg-preference-other", NOTE, "", "E", "all",
	"RFC 8551 section 2.5.3",
	N_("The sender wants another certificate used for encryption"),
	N_("There are two: one for signing, which signed this letter, and one that letters are to be encrypted to."),
	N_("Encrypt to the one that the letter names; it is usually among those that came with it."))
FINDING(MSG_SIGN_NO_CHAIN, "msg-sign-no-chain", WARNING, "", "VE", "all",
	"RFC 5652 section 5.1",
	N_("The sender's letter did not include the certificates"),
	N_("To check a signature, the certificate of the signer and those of its issuers are needed. The sender's program leaves them out."),
	N_("Ask the sender to have certificates included in signed letters, or to send you their certificate."))
