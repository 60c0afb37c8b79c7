/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen in the terminal of the tests, and what is typed into it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/vt-in.h"

/* --- typing ---------------------------------------------------------------- */

static const struct {
	const char *name, *bytes;
} names[] = {
	{"Enter", "\r"},      {"Esc", "\033"},      {"Tab", "\t"},
	{"S-Tab", "\033[Z"},  {"Space", " "},       {"Up", "\033[A"},
	{"Down", "\033[B"},   {"Right", "\033[C"},  {"Left", "\033[D"},
	{"Home", "\033[H"},   {"End", "\033[F"},    {"PgUp", "\033[5~"},
	{"PgDn", "\033[6~"},  {"Del", "\033[3~"},   {"BS", "\177"},
	{"F1", "\033OP"},     {"F2", "\033OQ"},     {"F3", "\033OR"},
	{"F4", "\033OS"},
};

/* "@40x15": another size of the window. */
static bool resize(struct vt *v, const char *word)
{
	int cols, rows;

	return sscanf(word, "@%dx%d", &cols, &rows) == 2 &&
	       vt_resize(v, rows, cols);
}

static void add_key(struct buf *b, const char *word, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strncmp(names[i].name, word, n) == 0 &&
		    !names[i].name[n]) {
			buf_adds(b, names[i].bytes);
			return;
		}
	}
	if (n == 2 && word[0] == '^')
		buf_addc(b, (char)(word[1] & 31));
	else
		buf_add(b, word, n);
}

/* What waits to be sent, sent; then the barrier. */
static bool flush(struct vt *v, struct buf *b)
{
	bool sent = b->len == 0 ||
		    (vt_bytes(v, b->data, b->len) && vt_sync(v));

	buf_clear(b);
	return sent;
}

/* One key, or one text; true where it has to be through before the next one: Esc
 * would begin what follows, and ^C overtakes what comes before. */
static bool add_one(struct buf *b, const char *keys, size_t n)
{
	if (*keys == '\'')
		buf_add(b, keys + 1, n - 2);
	else
		add_key(b, keys, n);
	return *keys == '^' || strncmp(keys, "Esc", 3) == 0;
}

static bool do_one(struct vt *v, struct buf *b, const char *keys, size_t n,
		   bool each)
{
	if (*keys == '~')
		return flush(v, b) && vt_idle(v);
	if (*keys == '@')
		return flush(v, b) && resize(v, keys);
	if (*keys == '^' && !flush(v, b))
		return false;
	each |= add_one(b, keys, n);
	return !each || flush(v, b);
}

static bool type(struct vt *v, const char *keys, bool each)
{
	struct buf b = {0};
	bool goes_on = true;

	keys += strspn(keys, " ");
	while (*keys && goes_on) {
		size_t n = *keys == '\'' ? strcspn(keys + 1, "'") + 2
					: strcspn(keys, " ");

		goes_on = do_one(v, &b, keys, n, each);
		keys += n;
		keys += strspn(keys, " ");
	}
	goes_on = goes_on && flush(v, &b);
	buf_clear(&b);
	return goes_on;
}

bool vt_keys(struct vt *v, const char *keys)
{
	return type(v, keys, true);
}

bool vt_burst(struct vt *v, const char *keys)
{
	return type(v, keys, false);
}

bool vt_paste(struct vt *v, const char *text)
{
	return vt_bytes(v, "\033[200~", 6) && vt_bytes(v, text, strlen(text)) &&
	       vt_bytes(v, "\033[201~", 6) && vt_sync(v);
}

/* --- looking --------------------------------------------------------------- */

int vt_rows(const struct vt *v)
{
	return v->rows;
}

int vt_cols(const struct vt *v)
{
	return v->cols;
}

/* The right half of a wide character. */
#define NO_CHAR ((uint32_t)-1)

static VTermScreenCell cell_at(const struct vt *v, int row, int col)
{
	VTermScreenCell cell = {0};

	vterm_screen_get_cell(v->screen, (VTermPos){row, col}, &cell);
	return cell;
}

static void add_utf8(struct buf *b, uint32_t c)
{
	static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
	size_t n = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;

	buf_addc(b, (char)(leads[n] | c >> 6 * n));
	while (n-- > 0)
		buf_addc(b, (char)(0x80 | (c >> 6 * n & 0x3F)));
}

char *vt_line(const struct vt *v, int row)
{
	struct buf b = {0};

	for (int col = 0; col < v->cols; col++) {
		VTermScreenCell cell = cell_at(v, row, col);

		if (!cell.chars[0])
			buf_addc(&b, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			add_utf8(&b, cell.chars[i]);
		if (cell.width > 1)
			col += cell.width - 1;
	}
	while (b.len > 0 && b.data[b.len - 1] == ' ')
		b.data[--b.len] = '\0';
	return buf_take(&b);
}

bool vt_has(const struct vt *v, const char *text)
{
	bool found = false;

	for (int row = 0; row < v->rows && !found; row++) {
		char *line = vt_line(v, row);

		found = strstr(line, text) != NULL;
		free(line);
	}
	return found;
}

static enum vt_look cell_look(const struct vt *v, int row, int col)
{
	VTermScreenCell cell = cell_at(v, row, col);

	return cell.attrs.reverse ? VT_REVERSE
	       : cell.attrs.bold  ? VT_BOLD
				  : VT_PLAIN;
}

/* Blanks have no look of their own, unless reversed; nor has the right half of a
 * wide character. */
enum vt_look vt_look(const struct vt *v, int row)
{
	enum vt_look look = cell_look(v, row, 0), first = look;

	for (int col = 1; col < v->cols; col++) {
		uint32_t c = cell_at(v, row, col).chars[0];
		enum vt_look here = cell_look(v, row, col);

		if (c == NO_CHAR)
			continue;
		if (here == VT_REVERSE || first == VT_REVERSE)
			look = here == first ? look : VT_MIXED;
		else if (c && c != ' ' && here == VT_BOLD)
			look = look == VT_MIXED ? look : VT_BOLD;
	}
	return look;
}

bool vt_coloured(const struct vt *v)
{
	for (int row = 0; row < v->rows; row++)
		for (int col = 0; col < v->cols; col++) {
			VTermScreenCell cell = cell_at(v, row, col);

			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
			    !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				return true;
		}
	return false;
}

void vt_cursor(const struct vt *v, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(v->vterm), &pos);
	*row = pos.row;
	*col = pos.col;
}

/* A paste is put in brackets by a terminal that was asked to. */
static bool brackets(struct vt *v)
{
	char bytes[256];
	bool any;

	while (vterm_output_read(v->vterm, bytes, sizeof(bytes)) > 0)
		;
	vterm_keyboard_start_paste(v->vterm);
	any = vterm_output_read(v->vterm, bytes, sizeof(bytes)) > 0;
	return any;
}

struct vt_modes vt_modes(struct vt *v)
{
	return (struct vt_modes){.alternate = v->alternate,
				 .cursor = v->cursor,
				 .paste = brackets(v),
				 .echo = v->echo,
				 .canonical = v->canonical};
}

/* --- a screen as text ------------------------------------------------------ */

/* What is random in the scratch directory's name becomes as many X, also where
 * a line ends in it. */
static void mask(const char *word, char *text)
{
	for (char *p = text; *p; p++) {
		size_t n = 0;
		char *q = p;

		for (; *q && word[n]; q++) {
			if (*q == word[n])
				n++;
			else if (n == 0 || !strchr("\n|#* ", *q))
				break;
		}
		if (n == 0 || word[n])
			continue;
		for (n = 0, q = p; word[n]; q++)
			if (*q == word[n]) {
				*q = 'X';
				n++;
			}
	}
}

/* Each line begins with how it looks: '|', '*' for bold, '#' for reverse. */
char *vt_text(const struct vt *v)
{
	static const char looks[] = {'|', '*', '#', '?'};
	struct buf b = {0};
	int y, x;

	vt_cursor(v, &y, &x);
	if (v->cursor)
		buf_addf(&b, "cursor at line %d, cell %d\n", y + 1, x + 1);
	else
		buf_adds(&b, "no cursor\n");
	for (int row = 0; row < v->rows; row++) {
		char *line = vt_line(v, row);

		buf_addf(&b, "%c%s\n", looks[vt_look(v, row)], line);
		free(line);
	}
	mask(v->word, b.data);
	return buf_take(&b);
}

void vt_show(const struct vt *v, const char *why)
{
	char *text = vt_text(v);

	printf("\n%s\n%s", why, text);
	free(text);
}
