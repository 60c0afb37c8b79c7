/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from the terminal turned into events: keys, characters, pastes. */
#include "ui/term/keys.h"

#include <string.h>
#include <wchar.h>

/*
 * curses could do this, but keeps what was typed in a ring of its own that
 * nobody can wipe: passphrases would stay there. Here every byte is
 * overwritten as it is used up.
 */

/* Of no terminal: the tests' own. */
#define BARRIER "\033[9999~"
#define BARRIER_IDLE "\033[9998~"
static const char *const barriers[] = {BARRIER, BARRIER_IDLE};

/* What terminals send in their normal and in their application mode; ECMA-48
 * and the DEC manuals. The terminal's own table is looked at first. */
static const struct {
	const char *bytes;
	enum press press;
} usual[] = {
	{"\033[A", PRESS_UP},	     {"\033OA", PRESS_UP},
	{"\033[B", PRESS_DOWN},	     {"\033OB", PRESS_DOWN},
	{"\033[C", PRESS_RIGHT},     {"\033OC", PRESS_RIGHT},
	{"\033[D", PRESS_LEFT},	     {"\033OD", PRESS_LEFT},
	{"\033[H", PRESS_HOME},	     {"\033OH", PRESS_HOME},
	{"\033[1~", PRESS_HOME},     {"\033[7~", PRESS_HOME},
	{"\033[F", PRESS_END},	     {"\033OF", PRESS_END},
	{"\033[4~", PRESS_END},	     {"\033[8~", PRESS_END},
	{"\033[5~", PRESS_PAGE_UP},  {"\033[6~", PRESS_PAGE_DOWN},
	{"\033[3~", PRESS_DELETE},   {"\033[Z", PRESS_PREVIOUS},
	{"\033OP", PRESS_F1},	     {"\033[11~", PRESS_F1},
	{"\033[[A", PRESS_F1},	     {"\033OQ", PRESS_F2},
	{"\033[12~", PRESS_F2},	     {"\033[[B", PRESS_F2},
	{"\033OR", PRESS_F3},	     {"\033[13~", PRESS_F3},
	{"\033[[C", PRESS_F3},	     {"\033OS", PRESS_F4},
	{"\033[14~", PRESS_F4},     {"\033[[D", PRESS_F4},
	{"\033[1;3A", PRESS_LIFT}, /* Alt-Up */
	{BARRIER, PRESS_SYNC},	     {BARRIER_IDLE, PRESS_SYNC_IDLE},
};

static const struct {
	const char *capability;
	enum press press;
} capabilities[] = {
	{"kcuu1", PRESS_UP},	{"kcud1", PRESS_DOWN},
	{"kcub1", PRESS_LEFT},	{"kcuf1", PRESS_RIGHT},
	{"khome", PRESS_HOME},	{"kend", PRESS_END},
	{"kpp", PRESS_PAGE_UP}, {"knp", PRESS_PAGE_DOWN},
	{"kdch1", PRESS_DELETE}, {"kcbt", PRESS_PREVIOUS},
	{"kf1", PRESS_F1},	{"kf2", PRESS_F2},
	{"kf3", PRESS_F3},	{"kf4", PRESS_F4},
};

/* Control characters; ^C, ^Z and ^\ arrive as signals. */
static const enum press controls[32] = {
	['A' & 31] = PRESS_HOME,      ['B' & 31] = PRESS_LEFT,
	['D' & 31] = PRESS_DELETE,    ['E' & 31] = PRESS_END,
	['F' & 31] = PRESS_RIGHT,     ['H' & 31] = PRESS_BACKSPACE,
	['I' & 31] = PRESS_NEXT,      ['J' & 31] = PRESS_ENTER,
	['K' & 31] = PRESS_CUT_END,   ['L' & 31] = PRESS_REDRAW,
	['M' & 31] = PRESS_ENTER,     ['N' & 31] = PRESS_DOWN,
	['P' & 31] = PRESS_UP,	      ['R' & 31] = PRESS_F4,
	['T' & 31] = PRESS_LIFT,      ['U' & 31] = PRESS_CUT_START,
	['W' & 31] = PRESS_CUT_WORD,
};

static const char paste_start[] = "\033[200~";
static const char paste_end[] = "\033[201~";

void keys_init(struct keys *k, const char *(*lookup)(const char *capability))
{
	*k = (struct keys){0};
	for (size_t i = 0; lookup && i < ARRAY_LEN(capabilities); i++) {
		const char *bytes = lookup(capabilities[i].capability);
		struct keys_own *own = &k->own[k->nown];

		if (!bytes || bytes[0] != '\033' ||
		    strlen(bytes) >= sizeof(own->bytes))
			continue;
		memcpy(own->bytes, bytes, strlen(bytes) + 1);
		own->press = capabilities[i].press;
		k->nown++;
	}
}

static void wipe(void *bytes, size_t n)
{
	volatile char *p = bytes;

	while (n--)
		*p++ = 0;
}

void keys_clear(struct keys *k)
{
	secret_free(k->paste);
	wipe(k, sizeof(*k));
}

size_t keys_feed(struct keys *k, const char *bytes, size_t n)
{
	if (n > sizeof(k->bytes) - k->n)
		n = sizeof(k->bytes) - k->n;
	memcpy(k->bytes + k->n, bytes, n);
	k->n += n;
	return n;
}

bool keys_is_barrier(const struct keys *k)
{
	size_t n = strlen(barriers[0]);

	return k->n == n && (memcmp(k->bytes, barriers[0], n) == 0 ||
			     memcmp(k->bytes, barriers[1], n) == 0);
}

static void use_up(struct keys *k, size_t n)
{
	memmove(k->bytes, k->bytes + n, k->n - n);
	wipe(k->bytes + k->n - n, n);
	k->n -= n;
}

enum match { MATCH_NO, MATCH_PART, MATCH_WHOLE };

static enum match match(const struct keys *k, const char *bytes)
{
	size_t n = strlen(bytes);

	if (k->n >= n)
		return memcmp(k->bytes, bytes, n) == 0 ? MATCH_WHOLE : MATCH_NO;
	return memcmp(k->bytes, bytes, k->n) == 0 ? MATCH_PART : MATCH_NO;
}

static bool press_event(struct keys *k, size_t used, enum press press,
			struct event *out)
{
	use_up(k, used);
	if (press == PRESS_NONE)
		return false;
	*out = (struct event){.kind = EVENT_KEY, .press = press};
	return true;
}

/* Bytes of a sequence nobody knows, to be passed over; 0 where it is not
 * complete. Its end is a byte from @ to ~ (ECMA-48 section 5.4). */
static size_t unknown_length(const struct keys *k)
{
	if (k->bytes[1] == 'O')
		return k->n >= 3 ? 3 : 0;
	for (size_t i = 2; i < k->n; i++)
		if (k->bytes[i] >= 0x40 && k->bytes[i] <= 0x7e)
			return i + 1;
	return k->n >= 32 ? k->n : 0;
}

static bool escape_next(struct keys *k, bool waited, struct event *out)
{
	enum match found = match(k, paste_start);
	bool part = found == MATCH_PART;
	size_t n;

	if (found == MATCH_WHOLE) {
		use_up(k, strlen(paste_start));
		k->pasting = true;
		k->cut = false;
		if (!k->paste)
			k->paste = secret_new(KEYS_PASTE_MAX);
		secret_clear(k->paste);
		return keys_next(k, waited, out);
	}
	for (size_t i = 0; i < k->nown + ARRAY_LEN(usual); i++) {
		bool own = i < k->nown;
		const char *bytes = own ? k->own[i].bytes
					: usual[i - k->nown].bytes;

		found = match(k, bytes);
		part |= found == MATCH_PART;
		if (found == MATCH_WHOLE)
			return press_event(k, strlen(bytes),
					   own ? k->own[i].press
					       : usual[i - k->nown].press,
					   out);
	}
	if (part && !waited)
		return false;
	if (k->n < 2 || (k->bytes[1] != '[' && k->bytes[1] != 'O') ||
	    (k->n == 2 && waited))
		return press_event(k, 1, PRESS_ESC, out);
	n = unknown_length(k);
	if (n == 0 && !waited)
		return false;
	use_up(k, n ? n : k->n);
	return keys_next(k, waited, out);
}

static size_t put_utf8(unsigned long c, char *out)
{
	static const struct {
		unsigned long below;
		unsigned lead;
	} sizes[] = {{0x80, 0}, {0x800, 0xC0}, {0x10000, 0xE0}, {0x110000, 0xF0}};
	size_t n = 0;

	while (n < ARRAY_LEN(sizes) && c >= sizes[n].below)
		n++;
	if (n == ARRAY_LEN(sizes))
		return 0;
	for (size_t i = n; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(sizes[n].lead | c);
	out[n + 1] = '\0';
	return n + 1;
}

/* One character in the locale's encoding. 0: incomplete; else bytes used. */
static size_t character(const char *bytes, size_t n, char *utf8)
{
	mbstate_t state = {0};
	wchar_t c = 0;
	size_t used = mbrtowc(&c, bytes, n, &state);

	utf8[0] = '\0';
	if (used == (size_t)-2)
		return 0;
	if (used == (size_t)-1 || used == 0)
		return 1;
	put_utf8((unsigned long)c, utf8);
	wipe(&c, sizeof(c));
	return used;
}

/* Control bytes could reach a file or another terminal: only line ends and
 * tabs stay. */
static void paste_add(struct keys *k, const char *utf8)
{
	char c = utf8[0] == '\r' ? '\n' : utf8[0];

	if ((unsigned char)c >= 0x20 && c != 0x7f)
		k->cut |= secret_add(k->paste, utf8, strlen(utf8)) < 0;
	else if (c == '\n' || c == '\t')
		k->cut |= secret_add(k->paste, &c, 1) < 0;
}

static bool paste_event(struct keys *k, struct event *out)
{
	k->pasting = false;
	*out = (struct event){.kind = EVENT_PASTE,
			      .paste = k->paste,
			      .cut = k->cut};
	return true;
}

static bool paste_next(struct keys *k, bool waited, struct event *out)
{
	while (k->n > 0) {
		char utf8[8];
		enum match found = match(k, paste_end);
		size_t used;

		if (found == MATCH_WHOLE) {
			use_up(k, strlen(paste_end));
			return paste_event(k, out);
		}
		if (found == MATCH_PART && !waited)
			return false;
		/* "\r\n" is one line end. */
		if (k->bytes[0] == '\r' && k->n > 1 && k->bytes[1] == '\n')
			use_up(k, 1);
		used = character(k->bytes, k->n, utf8);
		if (used == 0 && !waited)
			return false;
		paste_add(k, utf8);
		wipe(utf8, sizeof(utf8));
		use_up(k, used ? used : 1);
	}
	return waited && paste_event(k, out);
}

bool keys_next(struct keys *k, bool waited, struct event *out)
{
	if (k->pasting)
		return paste_next(k, waited, out);
	while (k->n > 0) {
		unsigned char c = (unsigned char)k->bytes[0];
		size_t used;

		if (c == '\033')
			return escape_next(k, waited, out);
		if (c < 0x20 || c == 0x7f) {
			enum press p = c == 0x7f ? PRESS_BACKSPACE : controls[c];

			if (press_event(k, 1, p, out))
				return true;
			continue;
		}
		*out = (struct event){.kind = EVENT_TEXT};
		used = character(k->bytes, k->n, out->text);
		if (used == 0 && !waited)
			return false;
		use_up(k, used ? used : 1);
		if (out->text[0])
			return true;
	}
	return false;
}

bool is_text(const struct event *e, const char *letter)
{
	return e->kind == EVENT_TEXT && strcmp(e->text, letter) == 0;
}

bool is_press(const struct event *e, enum press press)
{
	return e->kind == EVENT_KEY && e->press == press;
}
