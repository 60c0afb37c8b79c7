/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS from the command line, for scripts that hold it against other programs:
 * standard input to standard output, certificates and keys as files. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base64-sink.h"
#include "base/fsio.h"
#include "x509/bundle/bundle.h"
#include "x509/cms/cms.h"

enum { LIST_MAX = 2000, FILE_MAX = 16 * 1024 * 1024 };

static struct report report;
static struct buf files[LIST_MAX]; /* DER of what -c named */
static struct cert *certs[LIST_MAX];
static size_t ncerts;
static struct key *keys[LIST_MAX];
static size_t nkeys;

static struct {
	enum cms_cipher cipher;
	enum cms_digest digest;
	bool is_detached, base64, by_length;
	const char *content, *bundle, *password;
	time_t now;
} options = {.now = 1780315200};

/* --- files --- */

_Noreturn static void give_up(void)
{
	for (size_t i = 0; i < report.n; i++)
		fprintf(stderr, "%s: %s %s\n",
			finding_info(report.items[i].id)->name,
			report.items[i].subject, report.items[i].detail);
	exit(1);
}

static void need(int r)
{
	if (r < 0)
		give_up();
}

static int fd_put(struct sink *s, const void *bytes, size_t n)
{
	const char *p = bytes;
	ssize_t done;

	(void)s;
	while (n) {
		done = write(STDOUT_FILENO, p, n);
		if (done < 0 && errno != EINTR)
			exit(3);
		p += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return 0;
}

static int fd_end(struct sink *s)
{
	(void)s;
	return 0;
}

static void fd_free(struct sink *s)
{
	(void)s;
}

static struct sink out = {fd_put, fd_end, fd_free};

static void pump(int fd, struct sink *in)
{
	static char block[SINK_BLOCK];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) > 0)
		need(sink_put(in, block, (size_t)n));
	if (n < 0)
		exit(3);
	need(sink_end(in));
}

static long long input_length(void)
{
	struct stat st;

	if (!options.by_length || fstat(STDIN_FILENO, &st) < 0)
		return -1;
	return st.st_size;
}

/* --- what the arguments name --- */

static void add_cert(const char *path)
{
	struct buf file = {0};
	struct sink *decoder, *to;
	const char *begin, *end;

	need(fsio_read(place_of(path), FILE_MAX, &file, &report));
	begin = strstr(file.data, "-----BEGIN CERTIFICATE-----");
	if (!begin) {
		buf_move(&files[ncerts++], &file);
		return;
	}
	begin += strlen("-----BEGIN CERTIFICATE-----");
	end = strstr(begin, "-----END");
	to = sink_to_buf(&files[ncerts++]);
	decoder = base64_decoder_new(to);
	need(sink_put(decoder, begin, (size_t)(end - begin)));
	need(sink_end(decoder));
	sink_free(decoder);
	sink_free(to);
	buf_clear(&file);
}

static void parse_certs(void)
{
	for (size_t i = 0; i < ncerts; i++)
		need(cert_parse(files[i].data, files[i].len, &certs[i],
				&report));
}

static void add_key(const char *path)
{
	struct buf file = {0};

	need(fsio_read(place_of(path), FILE_MAX, &file, &report));
	need(key_open(&file, NULL, path, &keys[nkeys++], &report));
	buf_clear(&file);
}

/* Each key of a bundle with the certificate that is its own. */
static void add_bundle(void)
{
	struct secret *password = secret_new(SECRET_PHRASE_MAX);
	struct buf file = {0};
	struct bundle *b;

	need(secret_add(password, options.password, strlen(options.password)));
	need(fsio_read(place_of(options.bundle), FILE_MAX, &file, &report));
	need(bundle_open(&file, password, &b, &report));
	for (size_t i = 0; i < b->nkeys; i++) {
		for (size_t k = 0; k < b->ncerts; k++) {
			const struct cert *c = b->certs[k].cert;

			if (!spki_equal(&c->spki, key_spki(b->keys[i].key)))
				continue;
			keys[nkeys++] = b->keys[i].key;
			b->keys[i].key = NULL;
			buf_copy(&files[ncerts++], &c->der);
			break;
		}
	}
	bundle_free(b);
	secret_free(password);
	buf_clear(&file);
}

/* --- commands --- */

static struct sink *armour(void)
{
	return options.base64 ? base64_encoder_new(&out, "\n") : &out;
}

static void encrypt(void)
{
	struct cms_to to[LIST_MAX];
	struct cms_encrypt how = {to, ncerts, options.cipher, input_length()};
	struct sink *in, *next = armour();

	for (size_t i = 0; i < ncerts; i++)
		if (cms_to_read(slice_of(&files[i]), &to[i]) < 0)
			exit(3);
	need(cms_encrypt_new(&how, next, &in, &report));
	pump(STDIN_FILENO, in);
	sink_free(in);
	sink_free(next);
}

static void sign(void)
{
	struct cert_list chain = {certs + 1, ncerts - 1};
	struct cms_sign how = {.key = keys[0],
			       .chain = &chain,
			       .digest = options.digest,
			       .is_detached = options.is_detached,
			       .length = input_length(),
			       .now = options.now};
	struct sink *in, *next = armour();

	parse_certs();
	how.cert = certs[0];
	need(cms_sign_new(&how, next, &in, &report));
	pump(STDIN_FILENO, in);
	sink_free(in);
	sink_free(next);
}

static void read_all(struct cms_read *how, struct cms_look *look)
{
	struct sink *in = cms_read_new(how, look, &report);
	struct sink *first = options.base64 ? base64_decoder_new(in) : in;

	pump(STDIN_FILENO, first);
	if (first != in)
		sink_free(first);
	sink_free(in);
}

static void decrypt(void)
{
	struct cms_identity ids[LIST_MAX];
	struct cms_read how = {.identities = ids, .out = &out};
	struct cms_look look = {0};

	if (options.bundle)
		add_bundle();
	parse_certs();
	how.n = ncerts;
	for (size_t i = 0; i < ncerts; i++)
		ids[i] = (struct cms_identity){certs[i],
					       i < nkeys ? keys[i] : NULL};
	read_all(&how, &look);
	cms_look_clear(&look);
}

static void verify(void)
{
	struct cms_read how = {.out = options.content ? NULL : &out};
	struct cms_look look = {0};
	struct cms_hash *hash = NULL;
	struct cert_list more = {certs, ncerts};
	int fd;

	parse_certs();
	read_all(&how, &look);
	if (options.content) {
		fd = open(options.content, O_RDONLY);
		if (fd < 0)
			exit(3);
		hash = cms_hash_new(look.digests, NULL);
		pump(fd, cms_hash_in(hash));
		close(fd);
	}
	cms_verify(&look, hash, &more, &report);
	for (size_t i = 0; i < look.nsigners; i++)
		fprintf(stderr, "signer %zu: %d\n", i, look.signers[i].verdict);
	if (report.n || !look.nsigners)
		give_up();
	cms_hash_free(hash);
	cms_look_clear(&look);
}

static void print_id(const struct cms_id *id)
{
	char *serial = hex_text(id->serial.data, id->serial.len, 0);
	char *key_id = hex_text(id->key_id.data, id->key_id.len, 0);

	printf(" serial=%s keyid=%s\n", serial, key_id);
	free(serial);
	free(key_id);
}

static void look_at(void)
{
	static const char *const kinds[] = {"none",       "signed",
					    "enveloped",  "auth-enveloped",
					    "compressed", "other"};
	struct cms_read how = {0};
	struct cms_look look = {0};

	read_all(&how, &look);
	printf("kind=%s inside=%s size=%llu content=%d cipher=%s certs=%zu\n",
	       kinds[look.kind], look.content_type ? look.content_type : "?",
	       look.size, look.has_content, cms_cipher_name(look.cipher),
	       look.certs.n);
	for (size_t i = 0; i < look.nrecipients; i++) {
		char *text = cms_recipient_text(&look.recipients[i]);

		printf("recipient %s", text);
		print_id(&look.recipients[i].id);
		free(text);
	}
	for (size_t i = 0; i < look.nsigners; i++) {
		const struct cms_signer *s = &look.signers[i];

		printf("signer %s %s time=%lld ciphers=%x preference=%d",
		       cms_digest_name(s->digest), s->signature,
		       s->has_time ? (long long)s->time : -1, s->ciphers,
		       s->has_preference);
		print_id(&s->id);
	}
	cms_look_clear(&look);
}

static const struct {
	const char *name;
	void (*run)(void);
} commands[] = {
	{"encrypt", encrypt}, {"decrypt", decrypt}, {"sign", sign},
	{"verify", verify},   {"look", look_at},
};

static enum cms_cipher cipher_by_name(const char *name)
{
	for (int i = 0; i < CMS_CIPHER_OTHER; i++)
		if (strcmp(cms_cipher_name((enum cms_cipher)i), name) == 0)
			return (enum cms_cipher)i;
	exit(2);
}

static enum cms_digest digest_by_name(const char *name)
{
	for (int i = 0; i < CMS_DIGEST_OTHER; i++)
		if (strcmp(cms_digest_name((enum cms_digest)i), name) == 0)
			return (enum cms_digest)i;
	exit(2);
}

static void option(int c)
{
	switch (c) {
	case 'c':
		add_cert(optarg);
		break;
	case 'k':
		add_key(optarg);
		break;
	case 'p':
		options.bundle = optarg;
		break;
	case 'w':
		options.password = optarg;
		break;
	case 'a':
		options.cipher = cipher_by_name(optarg);
		break;
	case 'm':
		options.digest = digest_by_name(optarg);
		break;
	case 'd':
		options.is_detached = true;
		break;
	case 't':
		options.now = (time_t)strtoll(optarg, NULL, 10);
		break;
	case 'b':
		options.base64 = true;
		break;
	case 'l':
		options.by_length = true;
		break;
	case 'f':
		options.content = optarg;
		break;
	default:
		exit(2);
	}
}

/* -c certificate, -k its key, or -p a bundle and -w its password; -a cipher,
 * -m digest, -d detached, -b base64, -l the length is known, -f detached
 * content, -t signing time. */
int main(int argc, char **argv)
{
	int c;

	if (argc < 2)
		return 2;
	while ((c = getopt(argc - 1, argv + 1, "c:k:p:w:a:m:f:t:dbl")) != -1)
		option(c);
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		commands[i].run();
		return 0;
	}
	return 2;
}
