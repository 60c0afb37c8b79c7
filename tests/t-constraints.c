/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name constraints, held against what openssl verify says. */
#include "tests/tool.h"

#include <stdlib.h>
#include <string.h>

#include "x509/constraints.h"

/* Sections "d1" … of the configuration are directory names. */
static const char *const config =
	"[req]\ndistinguished_name=dn\n[dn]\n"
	"[ca]\nbasicConstraints=critical,CA:TRUE\n"
	"nameConstraints=critical,%s\n"
	"[leaf]\nbasicConstraints=CA:FALSE\n%s%s\n"
	"[d1]\nC=US\nO=Acme\n[d2]\nC=US\nO=  ACME\n[d3]\nC=US\nO=Acme\n"
	"OU=Sales\n[d4]\nC=US\n";

static const struct row {
	const char *constraints, *san, *subject;
	int permitted;   /* by us */
	const char *why; /* NULL: openssl says the same */
} rows[] = {
	{"permitted;email:example.org", "email:a@example.org", "/CN=A", 1, 0},
	{"permitted;email:example.org", "email:a@EXAMPLE.org", "/CN=A", 1, 0},
	{"permitted;email:EXAMPLE.org", "email:a@example.org", "/CN=A", 1, 0},
	{"permitted;email:example.org", "email:a@m.example.org", "/CN=A", 0, 0},
	{"permitted;email:example.org", "email:a@badexample.org", "/CN=A", 0,
	 0},
	{"permitted;email:.example.org", "email:a@m.example.org", "/CN=A", 1,
	 0},
	{"permitted;email:.example.org", "email:a@example.org", "/CN=A", 0, 0},
	{"permitted;email:.example.org", "email:a@x.y.example.org", "/CN=A", 1,
	 0},
	{"permitted;email:a@example.org", "email:a@example.org", "/CN=A", 1, 0},
	{"permitted;email:a@example.org", "email:b@example.org", "/CN=A", 0, 0},
	{"permitted;email:a@example.org", "email:A@example.org", "/CN=A", 0, 0},
	{"permitted;email:a@example.org", "email:a@Example.ORG", "/CN=A", 1, 0},
	{"excluded;email:example.org", "email:a@example.org", "/CN=A", 0, 0},
	{"excluded;email:EXAMPLE.org", "email:a@example.org", "/CN=A", 0, 0},
	{"excluded;email:example.org", "email:a@Example.Org", "/CN=A", 0, 0},
	{"excluded;email:example.org", "email:a@example.com", "/CN=A", 1, 0},
	{"excluded;email:A@example.org", "email:a@example.org", "/CN=A", 0,
	 "many programs ignore the case of a local part"},
	{"excluded;email:.example.org", "email:a@m.example.org", "/CN=A", 0, 0},
	{"permitted;email:example.org,permitted;email:example.com",
	 "email:a@example.com", "/CN=A", 1, 0},
	{"permitted;email:example.org,excluded;email:a@example.org",
	 "email:a@example.org", "/CN=A", 0, 0},
	{"permitted;email:example.org", "email:a@example.org,email:b@evil.com",
	 "/CN=A", 0, 0},
	{"permitted;email:example.org", "", "/CN=A", 1, 0},
	{"permitted;email:example.org", "", "/CN=A/emailAddress=a@example.com",
	 0, 0},
	{"permitted;email:example.org", "", "/CN=A/emailAddress=a@example.org",
	 1, 0},
	{"permitted;email:example.org", "email:a@example.org",
	 "/CN=A/emailAddress=a@evil.com", 0, 0},
	{"permitted;email:example.org", "DNS:example.com", "/CN=A", 1, 0},
	{"permitted;email:example.org",
	 "otherName:1.3.6.1.5.5.7.8.9;UTF8:"
	 "j@example.org",
	 "/CN=A", 1, 0},
	{"permitted;email:example.org",
	 "otherName:1.3.6.1.5.5.7.8.9;UTF8:"
	 "j@example.com",
	 "/CN=A", 0, 0},
	{"permitted;DNS:example.org", "DNS:example.org", "/CN=A", 1, 0},
	{"permitted;DNS:example.org", "DNS:a.b.Example.org", "/CN=A", 1, 0},
	{"permitted;DNS:example.org", "DNS:badexample.org", "/CN=A", 0, 0},
	{"permitted;DNS:.example.org", "DNS:a.example.org", "/CN=A", 1, 0},
	{"permitted;DNS:.example.org", "DNS:example.org", "/CN=A", 0, 0},
	{"excluded;DNS:example.org", "DNS:a.example.org", "/CN=A", 0, 0},
	{"excluded;DNS:example.org", "DNS:example.com", "/CN=A", 1, 0},
	{"excluded;DNS:example.org", "email:a@example.org", "/CN=A", 1, 0},
	{"permitted;URI:example.org", "URI:http://example.org/a", "/CN=A", 1,
	 0},
	{"permitted;URI:example.org", "URI:http://example.org:80/a", "/CN=A", 1,
	 0},
	{"permitted;URI:example.org", "URI:http://a.example.org/", "/CN=A", 0,
	 0},
	{"permitted;URI:.example.org", "URI:http://a.example.org", "/CN=A", 1,
	 0},
	{"permitted;URI:.example.org", "URI:http://example.org", "/CN=A", 0, 0},
	{"excluded;URI:example.org", "URI:http://example.org/", "/CN=A", 0, 0},
	{"excluded;URI:example.org", "URI:mailto:a@example.com", "/CN=A", 0, 0},
	{"permitted;URI:example.org", "URI:http://evil.com?@example.org",
	 "/CN=A", 0, 0},
	{"permitted;URI:evil.com", "URI:http://evil.com@example.org/", "/CN=A",
	 0, 0},
	{"permitted;IP:10.0.0.0/255.0.0.0", "IP:10.1.2.3", "/CN=A", 1, 0},
	{"permitted;IP:10.0.0.0/255.0.0.0", "IP:11.1.2.3", "/CN=A", 0, 0},
	{"excluded;IP:10.0.0.0/255.0.0.0", "IP:10.1.2.3", "/CN=A", 0, 0},
	{"excluded;IP:10.0.0.0/255.0.0.0", "IP:2001:db8::1", "/CN=A", 1, 0},
	{"permitted;dirName:d1", "", "/C=US/O=Acme/CN=A", 1, 0},
	{"permitted;dirName:d1", "", "/C=US/O=Acme", 1, 0},
	{"permitted;dirName:d1", "", "/C=US/O=Acmes/CN=A", 0, 0},
	{"permitted;dirName:d1", "", "/C=US/CN=A", 0, 0},
	{"permitted;dirName:d1", "", "/O=Acme/C=US/CN=A", 0, 0},
	{"permitted;dirName:d2", "", "/C=US/O=acme/CN=A", 1, 0},
	{"permitted;dirName:d4", "", "/C=US/O=Acme/CN=A", 1, 0},
	{"excluded;dirName:d3", "", "/C=US/O=Acme/OU=Sales/CN=A", 0, 0},
	{"excluded;dirName:d3", "", "/C=US/O=Acme/CN=A", 1, 0},
	{"excluded;dirName:d1", "", "/C=US/O=ACME /CN=A", 0, 0},
	{"permitted;dirName:d1", "dirName:d4", "/C=US/O=Acme/CN=A", 0, 0},
	{"permitted;dirName:d4", "dirName:d3", "/C=US/CN=A", 1, 0},
	{"permitted;dirName:d1", "email:a@example.org", "/C=US/O=Acme/CN=A", 1,
	 0},
	{"permitted;RID:1.2.3", "RID:1.2.3", "/CN=A", 0, 0},
	{"permitted;RID:1.2.3", "email:a@example.org", "/CN=A", 1, 0},
};

static struct cert *cert_at(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct report r = {0};
	struct buf file = {0};
	struct cert *c;

	test_read(path, &file);
	CU_ASSERT_EQUAL_FATAL(cert_parse(file.data, file.len, &c, &r), 0);
	buf_clear(&file);
	free(path);
	return c;
}

/* Makes ca.der and leaf.der; *ok is what openssl thinks of them. */
static bool make(const char *dir, const struct row *row, bool *ok)
{
	char *text = xasprintf(config, row->constraints,
			       *row->san ? "subjectAltName=" : "", row->san);
	char *path = path_join(dir, "cnf");
	char *command = xasprintf(
		"export OPENSSL_CONF=cnf;"
		"openssl req -x509 -config cnf -key k -days 9 -subj /CN=CA "
		"-extensions ca -out ca.pem && "
		"openssl req -x509 -config cnf -key k -days 9 -subj '%s' "
		"-extensions leaf -CA ca.pem -CAkey k -out leaf.pem && "
		"openssl x509 -in ca.pem -outform DER -out ca.der && "
		"openssl x509 -in leaf.pem -outform DER -out leaf.der",
		row->subject);
	bool is_made;

	test_write(path, text, strlen(text));
	is_made = tool(dir, command);
	*ok = tool(dir, "openssl verify -CAfile ca.pem leaf.pem");
	free(command);
	free(path);
	free(text);
	return is_made;
}

static void names_are_allowed_as_openssl_does(void)
{
	const char *dir = test_dir();

	if (!tool(dir, "openssl ecparam -name prime256v1 -genkey -out k")) {
		test_skip("openssl ecparam");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = &rows[i];
		struct cert *ca, *leaf;
		char *name = NULL;
		bool ok, ours;

		if (!make(dir, row, &ok)) {
			test_skip(row->constraints);
			continue;
		}
		ca = cert_at(dir, "ca.der");
		leaf = cert_at(dir, "leaf.der");
		ours = constraints_permit(ca, leaf, &name);
		if (ours != (row->permitted == 1) || ours == (name != NULL) ||
		    ours != (ok != (row->why != NULL))) {
			fprintf(stderr, "%s %s %s: %d, openssl %d\n",
				row->constraints, row->san, row->subject, ours,
				ok);
			CU_FAIL("another verdict");
		}
		free(name);
		cert_free(leaf);
		cert_free(ca);
	}
}

/* As far as mozilla::pkix is stricter, read off pkixnames.cpp. */
static const struct literal {
	const char *constraints, *san, *subject;
	bool permitted;
} literals[] = {
	{"permitted;dirName:d1", "", "/C=US/O=Acme/CN=A", true},
	{"permitted;dirName:d2", "", "/C=US/O=Acme/CN=A", false},
	{"excluded;dirName:d3", "", "/C=US/O=Acme/CN=A", false},
	{"permitted;URI:example.org", "URI:http://example.org/a", "/CN=A",
	 false},
	{"permitted;URI:example.org", "email:a@example.org", "/CN=A", true},
	{"permitted;email:example.org", "email:a@example.org",
	 "/CN=A/emailAddress=a@evil.com", true},
	{"permitted;email:example.org", "", "/CN=A/emailAddress=a@evil.com",
	 false},
	{"permitted;email:example.org",
	 "otherName:1.3.6.1.5.5.7.8.9;UTF8:j@example.com", "/CN=A", true},
	{"permitted;email:example.org", "email:a@example.com", "/CN=A", false},
};

static void what_thunderbird_reads_to_the_letter(void)
{
	const char *dir = test_dir();

	if (!tool(dir, "openssl ecparam -name prime256v1 -genkey -out k")) {
		test_skip("openssl ecparam");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(literals); i++) {
		const struct literal *l = &literals[i];
		struct row row = {l->constraints, l->san, l->subject, 0, NULL};
		struct cert *ca, *leaf;
		bool ok;

		if (!make(dir, &row, &ok)) {
			test_skip(l->constraints);
			continue;
		}
		ca = cert_at(dir, "ca.der");
		leaf = cert_at(dir, "leaf.der");
		CU_ASSERT_EQUAL(constraints_permit_literal(ca, leaf),
				l->permitted);
		cert_free(leaf);
		cert_free(ca);
	}
}

/* Subtrees as they stand in DER; what is refused is a name of their form. */
static const struct damage {
	const char *der;
	size_t n;
	bool permitted;
} damages[] = {
	{"\x30\x00", 2, true},
	{"", 0, false},
	{"\x30\x01", 2, false},
	{"\x30\x00\x00", 3, false},
	{"\x30\x02\xA0\x00", 4, true},
	{"\x30\x04\xA0\x02\x30\x00", 6, false},
	/* an empty base: nothing is permitted, everything excluded */
	{"\x30\x06\xA0\x04\x30\x02\x81\x00", 8, false},
	{"\x30\x06\xA1\x04\x30\x02\x81\x00", 8, false},
	/* permitted "x.y", and the same with a minimum */
	{"\x30\x09\xA0\x07\x30\x05\x81\x03x.y", 11, true},
	{"\x30\x0C\xA0\x0A\x30\x08\x81\x03x.y\x80\x01\x01", 14, false},
	/* excluded "x\0y" cannot be judged */
	{"\x30\x09\xA1\x07\x30\x05\x81\x03x\0y", 11, false},
	{"\x30\x0B\xA0\x07\x30\x05\x81\x03x.y\x05\x00", 13, false},
};

static void damaged_constraints_permit_nothing(void)
{
	for (size_t i = 0; i < ARRAY_LEN(damages); i++) {
		struct cert ca = {
			.has_name_constraints = true,
			.name_constraints = {(char *)damages[i].der,
					     damages[i].n, 0},
		};

		CU_ASSERT_EQUAL(constraints_permit_address(&ca, "a@x.y"),
				damages[i].permitted);
	}
}

static void no_constraints_permit_every_address(void)
{
	struct cert ca = {0};

	CU_ASSERT_TRUE(constraints_permit_address(&ca, "a@x.y"));
	CU_ASSERT_TRUE(constraints_permit(&ca, &ca, NULL));
}

static void address_without_a_host_is_covered_only_to_be_refused(void)
{
	static const char permitted[] = "\x30\x09\xA0\x07\x30\x05\x81\x03x.y";
	static const char excluded[] = "\x30\x09\xA1\x07\x30\x05\x81\x03x.y";
	struct cert ca = {.has_name_constraints = true,
			  .name_constraints = {(char *)permitted, 11, 0}};

	CU_ASSERT_FALSE(constraints_permit_address(&ca, "alice"));
	ca.name_constraints.data = (char *)excluded;
	CU_ASSERT_FALSE(constraints_permit_address(&ca, "alice"));
	CU_ASSERT_TRUE(constraints_permit_address(&ca, "alice@z"));
}

const struct test tests_constraints[] = {
	TEST(names_are_allowed_as_openssl_does),
	TEST(what_thunderbird_reads_to_the_letter),
	TEST(damaged_constraints_permit_nothing),
	TEST(no_constraints_permit_every_address),
	TEST(address_without_a_host_is_covered_only_to_be_refused),
	{0},
};
