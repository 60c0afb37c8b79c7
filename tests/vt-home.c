/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Homes for the tests of the screens: copies of tests/data/home, in which all
 * is fixed: keys, certificates, dates of files. Its README tells how it was made. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/vt.h"
#include "x509/base64.h"

const char phrase[] = "river stone lamp";
const char authority_phrase[] = "violet kettle nine";
const char bundle_password[] = "plum-tree-4711";

#define DATA ".local/share/smime-setup"
#define ZOE DATA "/identities/zoe@example.org"
#define BOB DATA "/identities/bob@example.org"
#define MARK "61A8647EA652922C"

enum { MADE = 1780322400 }; /* 2026-06-01 14:00 UTC: when the files are from */

/* What each scene has beside those before it. */
static const struct {
	enum scene from;
	const char *name;	/* in tests/data/home */
	const char *to;
} files[] = {
#define OWN(scene, name) {scene, "zoe/" name, ZOE "/" name}
	OWN(SCENE_NAMED, "identity.conf"),
	OWN(SCENE_KEYED, "key.pem"),
	OWN(SCENE_ASKED, "request.pem"),
	{SCENE_ISSUER, "authority/authority.conf",
	 DATA "/authority/authority.conf"},
	{SCENE_ISSUER, "authority/certificate.pem",
	 DATA "/authority/certificate.pem"},
	{SCENE_ISSUER, "authority/key.pem", DATA "/authority/key.pem"},
	OWN(SCENE_LONE, "certificate.pem"),
	OWN(SCENE_CERTIFIED, "chain.pem"),
	{SCENE_BUNDLED, "zoe/bundles/apple.p12.base64",
	 ZOE "/bundles/" MARK "-apple.p12"},
	OWN(SCENE_DONE, "bundles/" MARK "-signed.eml"),
	OWN(SCENE_DONE, "bundles/" MARK "-encrypted.eml"),
	OWN(SCENE_DONE, "handover/GUIDE.txt"),
	OWN(SCENE_DONE, "handover/root.crt"),
	{SCENE_SEVERAL, "robert/identity.conf", BOB "/identity.conf"},
#undef OWN
};

static struct strlist homes;

static void remove_all(void)
{
	struct buf command = {0};

	buf_adds(&command, "rm -rf");
	for (size_t i = 0; i < homes.n; i++)
		buf_addf(&command, " '%s'", homes.items[i]);
	if (system(command.data) != 0)
		fprintf(stderr, "not all removed: %s\n", homes.items[0]);
	buf_clear(&command);
	strlist_clear(&homes);
}

/* The name has the same length everywhere, as lines are broken by it. */
static const char *make_home(void)
{
	char name[] = "/tmp/smime-screens.XXXXXX";

	if (!mkdtemp(name))
		die("no scratch directory: %s", strerror(errno));
	if (homes.n == 0)
		atexit(remove_all);
	strlist_add(&homes, name);
	return homes.items[homes.n - 1];
}

/* Those below the home. */
static void make_directories(const char *home, const char *path)
{
	char *copy = xstrdup(path);

	for (char *p = copy + strlen(home) + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST)
			die("%s: %s", copy, strerror(errno));
		*p = '/';
	}
	free(copy);
}

const char *home_source(const char *name)
{
	static char path[512];
	const char *source = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/tests/data/home/%s",
		 source ? source : ".", name);
	return path;
}

bool file_read(const char *path, struct buf *out)
{
	FILE *in = fopen(path, "rb");
	char bytes[16384];
	size_t n;

	if (!in)
		return false;
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
		buf_add(out, bytes, n);
	fclose(in);
	return true;
}

/* What holds more than text is kept in base64. */
static bool decode(const char *name, struct buf *data)
{
	const char *end = strrchr(name, '.');
	struct buf text = {0};
	bool fine;

	if (!end || strcmp(end, ".base64") != 0)
		return true;
	buf_move(&text, data);
	fine = base64_decode((struct slice){(const unsigned char *)text.data,
					    text.len},
			     data) == 0;
	buf_clear(&text);
	return fine;
}

static void copy_file(const char *home, const char *name, const char *to)
{
	struct timespec times[] = {{MADE, 0}, {MADE, 0}};
	struct buf data = {0};
	int fd;

	make_directories(home, to);
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || !file_read(home_source(name), &data) ||
	    !decode(name, &data) ||
	    write(fd, data.data, data.len) != (ssize_t)data.len)
		die("%s: %s", name, strerror(errno));
	buf_clear(&data);
	futimens(fd, times);
	close(fd);
}

static bool belongs(enum scene scene, size_t i)
{
	if (scene == SCENE_FOREIGN)
		return files[i].from <= SCENE_CERTIFIED &&
		       files[i].from != SCENE_ISSUER;
	return files[i].from <= scene;
}

const char *home_new(enum scene scene)
{
	const char *home = make_home();

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		char *to = xasprintf("%s/%s", home, files[i].to);

		if (belongs(scene, i))
			copy_file(home, files[i].name, to);
		free(to);
	}
	return home;
}

const char *home_shared(enum scene scene)
{
	static const char *shared[SCENE_COUNT];

	if (!shared[scene])
		shared[scene] = home_new(scene);
	return shared[scene];
}

bool vt_is_sanitized(void)
{
	static enum { UNKNOWN, NO, YES } known;
	struct buf program = {0};

	if (known == UNKNOWN && file_read(vt_program(), &program))
		known = memmem(program.data, program.len, "__asan_init", 11)
				? YES
				: NO;
	buf_clear(&program);
	return known == YES;
}
