/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the trade in plain sentences, for `explain TERM`. */
#include "journey/page/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct term terms[] = {
	{N_("alias"), "",
	 N_("A further address that delivers into the same mailbox. For a "
	    "mail program it is an address of its own: it signs and is "
	    "encrypted to only where it stands in a certificate.")},
	{N_("authority"), "own authority; private CA",
	 N_("An issuer of your own, made on this computer. Its certificates "
	    "work on every device that was told to trust its root, and "
	    "nowhere else.")},
	{N_("bag"), "safe; shrouded bag",
	 N_("One compartment of a .p12 bundle, for a key or for "
	    "certificates. Each may be locked in a way of its own.")},
	{N_("capabilities"), "SMIMECapabilities",
	 N_("What a signed mail tells of its sender's program: which "
	    "ciphers it can read. Without it others fall back to an old one.")},
	{N_("card"), "smart card; token; security chip; PKCS#11",
	 N_("A thing that keeps a private key inside and uses it there. The "
	    "key cannot be copied out, so it never gets into a .p12 file.")},
	{N_("certificate"), "cert; X.509; public certificate",
	 N_("A public key together with a name, an address and the days on "
	    "which it is valid, signed by an issuer. It holds no secret: it "
	    "may be given to anybody.")},
	{N_("certificate signing request"), "CSR; request; PKCS#10",
	 N_("The text that asks an issuer for a certificate. It holds the "
	    "public key and the address and is signed with the private key, "
	    "which never leaves your computer.")},
	{N_("chain"), "certificate chain; path; certification path",
	 N_("The certificates from yours up to a root: each one is signed "
	    "by the next. Where one is missing, others cannot see whom to "
	    "trust.")},
	{N_("cipher"), "AES; AES-128; AES-256; AES-256-CBC; 3DES; RC2; RC4",
	 N_("A method to make text unreadable without its key. AES is the "
	    "one of today; 3DES is old but read everywhere; RC2 and RC4 are "
	    "broken.")},
	{N_("CMS"), "PKCS#7; .p7m; .p7s; .p7b; .p7c",
	 N_("The form in which signed and encrypted mail is packed. A file "
	    "that ends in .p7b or .p7c has the same form and holds only "
	    "certificates.")},
	{N_("common name"), "CN",
	 N_("The part of a certificate that holds its owner's name. No mail "
	    "program looks for an address there.")},
	{N_("critical"), "critical extension; extension",
	 N_("A certificate is made of parts, called extensions. Whoever "
	    "does not understand one that is marked critical must not use "
	    "the certificate.")},
	{N_("CRL"),
	 "certificate revocation list; revocation list; "
	 "list of withdrawn certificates",
	 N_("The list in which an issuer publishes the certificates that it "
	    "has withdrawn. A certificate tells where its list is found.")},
	{N_("DER"), ".cer; .crt",
	 N_("The bare bytes of a certificate or key. The same thing as "
	    "readable text is called PEM; files that end in .cer or .crt "
	    "may be either.")},
	{N_("directory"), "LDAP; company directory; global address list; GAL",
	 N_("The address book of a company on its server. It can hold "
	    "everybody's certificates, new or old.")},
	{N_("DSA"), "",
	 N_("An outdated kind of key that can only sign. No mail program in "
	    "wide use takes it.")},
	{N_("Ed25519"), "Ed448; EdDSA; X25519; X448",
	 N_("Newer kinds of keys. Ed25519 and Ed448 only sign and X25519 "
	    "and X448 only encrypt; few mail programs take any of them.")},
	{N_("elliptic curve"),
	 "EC; ECC; P-256; P-384; P-521; ECDSA; curve; elliptic-curve; "
	 "elliptic-curve key",
	 N_("A kind of key that is short and quick. Signing with it works "
	    "in most mail programs; encrypted mail to it often does not "
	    "open on Apple devices.")},
	{N_("encrypt"), "encryption; encrypted mail",
	 N_("To write mail so that only the holder of a certain private key "
	    "can read it. You need the certificate of each person you write "
	    "to, and your own for the copy in your Sent folder.")},
	{N_("Exchange Online"),
	 "Exchange; virtual certificate collection; collection; SST",
	 N_("Microsoft's mail service for companies. It trusts only issuers "
	    "that the administrator has put into its virtual certificate "
	    "collection, as an SST file.")},
	{N_("expiry"), "expired; validity; not after",
	 N_("The last day of a certificate. After it nobody signs with it "
	    "or encrypts to it, but its key still reads old mail: keep both.")},
	{N_("exponent"), "public exponent",
	 N_("One of the two numbers of an RSA public key. Nearly every key "
	    "has 65537; public issuers refuse small ones.")},
	{N_("extended key usage"),
	 "EKU; purpose; emailProtection; OCSPSigning",
	 N_("The list of purposes in a certificate, such as mail or web "
	    "server. For mail it has to name emailProtection.")},
	{N_("fingerprint"), "thumbprint",
	 N_("A short number computed from a whole certificate. If two "
	    "people read the same fingerprint to each other, they have the "
	    "same certificate.")},
	{N_("FIPS"), "FIPS mode",
	 N_("A rule of the United States about cryptography. A computer in "
	    "FIPS mode refuses older methods, even where a device needs "
	    "them.")},
	{N_("hash"),
	 "SHA-1; MD5; SHA-224; SHA-256; SHA-512; HMAC; HMAC-SHA-256; "
	 "check sum",
	 N_("A short number computed from a text, that changes when the "
	    "text does. MD5 and SHA-1 can be cheated; SHA-256 is the usual "
	    "one.")},
	{N_("identity"), "digital ID",
	 N_("A private key together with its certificate. Here, all that "
	    "belongs to one of your mail addresses.")},
	{N_("intermediate"),
	 "intermediate certificate; intermediate CA; sub-CA",
	 N_("An issuer's certificate that stands between yours and the "
	    "root. It has to travel with your certificate, because devices "
	    "know only the roots.")},
	{N_("issuer"), "CA; certificate authority; certification authority",
	 N_("Whoever signs certificates and so vouches that key and address "
	    "belong together. Public issuers are known to every device; a "
	    "private one has to be trusted by hand.")},
	{N_("key identifier"),
	 "identifier; authority key identifier; subject key identifier",
	 N_("A short number in a certificate that tells which key it holds, "
	    "and which key of the issuer signed it. It tells apart issuers "
	    "of the same name.")},
	{N_("key pair"), "key",
	 N_("Two numbers that belong together, the private key and the "
	    "public key. What one does only the other can undo or prove.")},
	{N_("key usage"),
	 "KU; digitalSignature; keyEncipherment; keyAgreement; "
	 "nonRepudiation; keyCertSign",
	 N_("The list of what the key of a certificate may do. Signing "
	    "needs digitalSignature; being encrypted to needs "
	    "keyEncipherment with RSA, keyAgreement with elliptic curves.")},
	{N_("keychain"), "keychain access; certificate store; store",
	 N_("The place where a Mac or an iPhone keeps keys, certificates "
	    "and passwords. Thunderbird has a store of its own.")},
	{N_("legacy"), "legacy rules; multipurpose; strict",
	 N_("The oldest of three sets of rules for public mail "
	    "certificates. Nothing may be issued by it since July 2025.")},
	{N_("localKeyID"), "friendlyName; tag; label",
	 N_("A tag in a .p12 bundle that a key and its certificate share, "
	    "so that a device can tell that they belong together. "
	    "friendlyName is another, for people.")},
	{N_("MAC"), "message authentication code; PBMAC1",
	 N_("A check sum made with a password. In a .p12 bundle it shows "
	    "whether the password is right and the file unchanged; it has "
	    "nothing to do with Mac computers.")},
	{N_("name constraints"), "",
	 N_("A limit in an issuer's certificate: it may vouch only for "
	    "addresses of certain domains.")},
	{N_("OCSP"), "online certificate status protocol",
	 N_("A way to ask the issuer over the network whether a certificate "
	    "was withdrawn.")},
	{N_("OpenPGP"), "PGP; GPG",
	 N_("The other system for signed and encrypted mail. Its keys and "
	    "those of S/MIME do not mix.")},
	{N_("pair"), "pair of certificates; dual certificates",
	 N_("Two certificates for one address, one to sign and one to "
	    "encrypt, each with a key of its own. Both have to be installed.")},
	{N_("passphrase"), "password",
	 N_("What opens a protected key. In this program the key file has a "
	    "passphrase, and each bundle that leaves the computer a "
	    "password of its own.")},
	{N_("PBES2"), "PBKDF2; password-based encryption",
	 N_("The newer way to encrypt a key with a password. iPhones and "
	    "Macs read it in a .p12 bundle only since iOS 18 and macOS 15, "
	    "and only in one form.")},
	{N_("PEM"), ".pem; BEGIN CERTIFICATE",
	 N_("A key or certificate as text, between a line BEGIN and a line "
	    "END. The label in these lines tells whether it is public or "
	    "secret.")},
	{N_("PKCS#12"), "p12; .p12; .pfx; pfx; bundle",
	 N_("One file that holds a private key, its certificate and those "
	    "of the issuers, protected by a password. It is how an identity "
	    "gets into a phone or a mail program.")},
	{N_("private key"), "secret key",
	 N_("The secret half of a key pair. It signs your mail and opens "
	    "what was encrypted to you; whoever has it can do both in your "
	    "name.")},
	{N_("profile"), ".mobileconfig; mobileconfig; configuration profile",
	 N_("A file that sets up an Apple device: it installs roots, "
	    "certificates and accounts after asking you.")},
	{N_("property list"), "plist",
	 N_("The form of Apple's settings files, such as profiles: text "
	    "with fixed marks.")},
	{N_("public issuer"), "public CA; public issuers",
	 N_("An issuer whose root is in the lists that devices bring along. "
	    "The CA/Browser Forum sets the rules for them.")},
	{N_("public key"), "",
	 N_("The half of a key pair that everybody may know. With it others "
	    "encrypt to you and check your signatures; it stands in your "
	    "certificate.")},
	{N_("revocation"), "revoked; withdrawn; revoke",
	 N_("The withdrawal of a certificate before its last day, for "
	    "example because the key was stolen. Only the issuer can do it.")},
	{N_("ROCA"), "",
	 N_("A flaw of chip cards and security chips made until 2017: the "
	    "private key can be computed from the public one.")},
	{N_("root"), "root certificate; root CA; trust anchor",
	 N_("The certificate at the top of a chain. It is signed by itself, "
	    "so nothing proves it: a device trusts it because its maker or "
	    "its owner says so.")},
	{N_("rounds"), "iterations; key derivation",
	 N_("How many times a password is worked over before it opens a "
	    "file. More rounds slow down whoever guesses.")},
	{N_("RSA"), "RSA key",
	 N_("The kind of key that every mail program takes. 3072 bits are "
	    "the usual length; less than 2048 is refused.")},
	{N_("RSA-PSS"), "PSS",
	 N_("A newer way to sign with an RSA key. A key may be marked for "
	    "it alone, and then Apple does not import it.")},
	{N_("S/MIME"), "smime",
	 N_("The standard for signed and encrypted mail that is built into "
	    "most mail programs. It works with certificates.")},
	{N_("self-signed"), "",
	 N_("Signed with its own key, so that nobody else vouches for it. "
	    "Every root is self-signed; a person's certificate should not "
	    "be.")},
	{N_("serial number"), "serial",
	 N_("The number by which an issuer tells its certificates apart.")},
	{N_("sign"), "signature; digital signature; signed mail",
	 N_("To add a proof made with your private key. Others see that the "
	    "mail comes from your address and was not changed, and they get "
	    "your certificate with it.")},
	{N_("SMIMEA"), "DNS",
	 N_("A way to publish certificates in the names of a domain. Few "
	    "domains use it.")},
	{N_("SmtpUTF8Mailbox"), "",
	 N_("The form for mail addresses with letters outside A-Z before "
	    "the @. Most mail programs do not read it.")},
	{N_("SSH"), "SSH key",
	 N_("A way to log in to other computers. Its keys are of no use for "
	    "mail.")},
	{N_("subject"), "distinguished name; DN",
	 N_("The owner's name in a certificate, made up of parts such as "
	    "common name, organisation and country.")},
	{N_("subjectAltName"), "SAN; subject alternative name; rfc822Name",
	 N_("The part of a certificate that holds its mail addresses. Mail "
	    "programs compare the sender's address with these.")},
	{N_("trust"), "trusted",
	 N_("A device trusts a certificate when its chain ends in a root on "
	    "the device's own list. Importing a root is not yet trusting "
	    "it: most systems ask for that separately.")},
	{N_("UTF-8"), "Unicode",
	 N_("The usual way to write letters of all languages as bytes.")},
};

size_t term_count(void)
{
	return ARRAY_LEN(terms);
}

const struct term *term_at(size_t i)
{
	return &terms[i];
}

/* folded is the name looked for. */
static bool is_named(const char *name, size_t n, const char *folded)
{
	char *copy = xstrndup(name, n);
	char *other = text_fold(copy);
	bool same = strcmp(other, folded) == 0;

	free(other);
	free(copy);
	return same;
}

static bool is_also(const char *also, const char *folded)
{
	static const char sep[] = "; ";

	for (;;) {
		const char *end = strstr(also, sep);

		if (is_named(also, end ? (size_t)(end - also) : strlen(also),
			     folded))
			return true;
		if (!end)
			return false;
		also = end + strlen(sep);
	}
}

static bool is_term(const struct term *t, const char *folded)
{
	const char *local = tr(t->name);

	return is_named(t->name, strlen(t->name), folded) ||
	       is_named(local, strlen(local), folded) ||
	       (*t->also && is_also(t->also, folded));
}

const struct term *term_by_name(const char *name)
{
	char *folded = text_fold(name);
	const struct term *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(terms) && !found; i++)
		if (is_term(&terms[i], folded))
			found = &terms[i];
	free(folded);
	return found;
}
