/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random keys, pastes and sizes, with a seed: nothing crashes, nothing that was
 * typed is lost, memory stays as it is. 5 000 of them; SMIME_SCREENS_LONG=1 makes
 * it 100 000; SMIME_SCREENS_SEED=N begins with another one. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/test.h"
#include "tests/vt.h"

enum {
	SHORT = 5000,
	LONG = 100000,
	BURST = 50,	/* events between two looks */
	KB_MOST = 24576, /* of memory: libraries come in as they are needed */
	KB_GROWTH = 1024, /* in the second half, where that is long enough */
	PASTE = 200,
};

static uint64_t state;

/* xorshift64* */
static unsigned draw(unsigned below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * 2685821657736338717u) >> 33) % below;
}

static bool is_long(void)
{
	return getenv("SMIME_SCREENS_LONG") != NULL;
}

static unsigned long seed(void)
{
	const char *text = getenv("SMIME_SCREENS_SEED");
	unsigned long n = text ? strtoul(text, NULL, 10) : 4711;

	state = n * 2654435761u + 1;
	return n;
}

/* --- events ------------------------------------------------------------------ */

/* A slash only where it is no part of a file's name: files are written here. */
#define SEARCH "\033\033\033\033\033\033\033\033\033\033/"

static const char *const keys[] = {
	"\r", "\r", "\033", "\t", "\033[Z", " ", "\033[A", "\033[B", "\033[B",
	"\033[C", "\033[D", "\033[H", "\033[F", "\033[5~", "\033[6~",
	"\033[3~", "\177", "\033OP", "\033OQ", "\033OR", "\033OS", "\014",
	"\025", "\013", "\027", "\001", "\005", "?", SEARCH, "b", "c", "d", "g",
	"i", "n", "p", "r", "u", "v", "y", "1", "2", "3", "4", "5", "6", "7",
	"8", "9", "0", "a", "@", ".", "~", "é", "山", "ש", "e\xcc\x81",
	"\033[99;5u", "\033[I", "\033O", "\033[", "\033]0;x\a", "\xff", "\xe5",
};

static void add_paste(struct buf *b)
{
	static const char *const pieces[] = {
		"-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n",
		"MIIB", "\n", "\r\n", " ", "\t", "a@b.example", "\033[31m",
		"\a", "山田", "\xff\xfe", "\x01", "x", "é",
	};

	buf_adds(b, "\033[200~");
	for (unsigned n = draw(PASTE); n > 0; n--)
		buf_adds(b, pieces[draw(ARRAY_LEN(pieces))]);
	buf_adds(b, "\033[201~");
}

static void add_event(struct buf *b)
{
	if (draw(60) == 0)
		add_paste(b);
	else
		buf_adds(b, keys[draw(ARRAY_LEN(keys))]);
}

/* --- what has to hold ---------------------------------------------------------- */

/* Resident memory in KiB; 0 where the system does not tell. */
static long resident(const struct vt *v)
{
	char *path = xasprintf("/proc/%ld/statm", (long)vt_pid(v));
	FILE *f = fopen(path, "r");
	long pages = 0, ignored;

	if (f && fscanf(f, "%ld %ld", &ignored, &pages) != 2)
		pages = 0;
	if (f)
		fclose(f);
	free(path);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static bool is_whole(struct vt *v, unsigned at)
{
	char *why;

	if (vt_sync(v) && vt_key_lines(v) > 0)
		return true;
	why = xasprintf("event %u: the program ended, or shows no keys", at);
	vt_show(v, why);
	printf("status %d\n", vt_ended(v));
	free(why);
	return false;
}

/* Keys that would leave are left out: q at home, ^C. */
static void random_keys_crash_nothing(void)
{
	unsigned events = is_long() ? LONG : SHORT;
	struct vt_options o = {.home = home_new(SCENE_SEVERAL)};
	struct vt *v = vt_start(&o);
	long first = 0, last;

	printf("(seed %lu) ", seed());
	for (unsigned n = 0; n < events; n += BURST) {
		struct buf b = {0};

		for (int i = 0; i < BURST; i++)
			add_event(&b);
		/* A sequence that is cut off would take the barrier. */
		buf_adds(&b, "~");
		vt_bytes(v, b.data, b.len);
		buf_clear(&b);
		if (!vt_sync(v) ||
		    !vt_resize(v, 1 + (int)draw(60), 1 + (int)draw(200)) ||
		    !vt_resize(v, 24, 80) || !is_whole(v, n)) {
			is_whole(v, n);
			CU_FAIL("see above");
			break;
		}
		if (n == events / 2)
			first = resident(v);
	}
	last = resident(v);
	printf("(%ld KiB, then %ld) ", first, last);
	/* Sanitizers keep freed memory on purpose. */
	CU_ASSERT(vt_is_sanitized() || last <= KB_MOST);
	CU_ASSERT(vt_is_sanitized() || !is_long() || last <= first + KB_GROWTH);
	vt_close(v);
}

/* --- nothing typed is lost ------------------------------------------------------ */

/* The line being typed, as the test thinks it is: bytes and a place. */
struct model {
	char text[128];
	size_t len, at;
};

static void model_insert(struct model *m, char c)
{
	memmove(m->text + m->at + 1, m->text + m->at, m->len - m->at + 1);
	m->text[m->at++] = c;
	m->len++;
}

static void model_cut(struct model *m, size_t from, size_t to)
{
	memmove(m->text + from, m->text + to, m->len - to + 1);
	m->len -= to - from;
	m->at = from;
}

/* One key; what it does to the line, here as there. */
static const char *model_press(struct model *m)
{
	static char letter[2];

	switch (draw(m->len > 24 ? 6 : 12)) {
	case 0:
		m->at -= m->at > 0;
		return "\033[D";
	case 1:
		m->at += m->at < m->len;
		return "\033[C";
	case 2:
		m->at = 0;
		return "\033[H";
	case 3:
		m->at = m->len;
		return "\033[F";
	case 4:
		if (m->at > 0)
			model_cut(m, m->at - 1, m->at);
		return "\177";
	case 5:
		if (m->at < m->len)
			model_cut(m, m->at, m->at + 1);
		return "\033[3~";
	default:
		letter[0] = (char)('a' + draw(26));
		model_insert(m, letter[0]);
		return letter;
	}
}

/* What does nothing to a line, but to what is around it. */
static bool disturb(struct vt *v)
{
	static const char *const ways[] = {
		"Esc 1", "F1 Esc", "Tab S-Tab", "Down Up",
		"@20x5 @80x24", "@40x15 @80x24", "^L", "Esc c Esc 1",
		"Esc d Down Enter Esc Esc 1", "Esc g v Esc Esc 1",
		"Esc 4 Esc 1", "^C n", "@1x1 @200x60 @80x24",
	};

	return vt_keys(v, ways[draw(ARRAY_LEN(ways))]);
}

static bool holds(const struct vt *v, const char *text)
{
	char *want = xasprintf("[%s ", text);
	bool found = vt_has(v, want);

	free(want);
	return found;
}

static void nothing_typed_is_lost(void)
{
	unsigned events = (is_long() ? LONG : SHORT) / 10;
	struct vt_options o = {.home = home_new(SCENE_NAMED)};
	struct vt *v = vt_start(&o);
	struct model m = {.text = ""};

	seed();
	CU_ASSERT_FATAL(vt_keys(v, "1 Down ^U"));
	for (unsigned n = 0; n < events; n += 10) {
		struct buf b = {0};

		/* Coming back to the screen, one begins at its first line. */
		vt_keys(v, "Esc 1 Down End");
		m.at = m.len;
		for (int i = 0; i < 10; i++)
			buf_adds(&b, model_press(&m));
		if (!vt_bytes(v, b.data, b.len) || !vt_sync(v) || !disturb(v) ||
		    !holds(v, m.text)) {
			vt_show(v, m.text);
			CU_FAIL("what was typed is not there");
			n = events;
		}
		buf_clear(&b);
	}
	vt_close(v);
}

/* Forms, too, beside the steps; what was taken in is not offered again. */
static void what_is_typed_in_a_form_is_kept(void)
{
	struct vt_options o = {.home = home_new(SCENE_DONE)};
	struct vt *v = vt_start(&o);

	CU_ASSERT(vt_keys(v, "b 'half a na' Esc c Esc b"));
	CU_ASSERT(vt_has(v, "> File or text  [half a na "));
	CU_ASSERT(vt_keys(v, "^U 'no such file' F2 ~ Esc b"));
	CU_ASSERT(vt_has(v, "> File or text  [no such file "));
	CU_ASSERT(vt_keys(v, "^U '.local/share/smime-setup/identities/"
			     "zoe@example.org/certificate.pem' F2 ~ Esc b"));
	CU_ASSERT(vt_has(v, "> File or text  [    "));
	/* A page that says what it is leaves the form as it was; twice. */
	CU_ASSERT(vt_keys(v, "'.local/share/smime-setup/identities/"
			     "zoe@example.org/identity.conf' F2 ~ Esc F2 ~ "
			     "Esc 'x' Esc b"));
	CU_ASSERT(vt_has(v, "identity.confx "));
	vt_close(v);
}

const struct test tests_fuzz[] = {
	TEST(random_keys_crash_nothing),
	TEST(nothing_typed_is_lost),
	TEST(what_is_typed_in_a_form_is_kept),
	{0},
};
