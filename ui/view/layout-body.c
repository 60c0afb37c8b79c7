/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a view broken into lines of a given width. */
#include "ui/view/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	MARGIN = 2,       /* cells for '>' and a blank */
	LABEL_MAX = 26,   /* cells; a longer label gets a line of its own */
	LABEL_NARROW = 8, /* the same where the window is narrow */
	ENTRY_CELLS = 40,
	NOTE_CELLS = 26,
	WORD_CELLS = 17,
	NARROW_CELLS = 13,
	FULL_COLS = 80,
	WIDE = 60, /* narrower windows put labels above fields */
};

/* What roles look like; the mark stands for it where there is no colour. */
static const struct {
	const char *mark;
	enum look look;
} roles[] = {
	[ROLE_TITLE] = {"", LOOK_TITLE},    [ROLE_TEXT] = {"", LOOK_PLAIN},
	[ROLE_FIELD] = {"", LOOK_PLAIN},    [ROLE_DONE] = {"[ok] ", LOOK_GOOD},
	[ROLE_TODO] = {"[->] ", LOOK_TODO}, [ROLE_WARN] = {"[! ] ", LOOK_WARN},
	[ROLE_BAD] = {"[!!] ", LOOK_BAD},   [ROLE_HINT] = {"", LOOK_FAINT},
	[ROLE_CODE] = {"", LOOK_PLAIN},     [ROLE_GAP] = {"", LOOK_PLAIN},
};

/* The measures of one body. */
struct measure {
	size_t cols;
	size_t label; /* cells of the label column; 0: labels stand above */
	size_t field; /* the same of a page's fields */
	bool tight;   /* no empty lines */
	const char *mark; /* where text was cut */
};

static void pad(struct buf *b, size_t cells)
{
	while (cells--)
		buf_addc(b, ' ');
}

static void add_cut(struct buf *b, const struct measure *m, const char *text,
		    size_t cells)
{
	char *fits = text_cut(text, cells, m->mark);

	buf_adds(b, fits);
	free(fits);
}

static void add_column(struct buf *b, const struct measure *m,
		       const char *text, size_t cells)
{
	size_t width = text_width(text);

	add_cut(b, m, text, cells);
	pad(b, width < cells ? cells - width : 0);
}

/* Wrapped, the first line behind `first`, the others as far indented. */
static void add_wrapped(struct sheet *s, enum look look, int row,
			const char *first, const char *text, size_t cols)
{
	size_t indent = text_width(first);
	struct strlist words = {0};

	text_wrap(text, cols > indent + 1 ? cols - indent - 1 : 1, &words);
	for (size_t i = 0; i < words.n; i++) {
		struct buf b = {0};

		if (i == 0)
			buf_adds(&b, first);
		else
			pad(&b, indent);
		buf_adds(&b, words.items[i]);
		sheet_add(s, look, row, buf_take(&b));
	}
	strlist_clear(&words);
}

static void add_field(struct sheet *s, const struct measure *m,
		      const char *label, const char *text, int row)
{
	struct buf b = {0};

	pad(&b, MARGIN);
	if (m->field && text_width(label) <= m->field) {
		add_column(&b, m, label, m->field);
		pad(&b, 2);
	} else {
		add_cut(&b, m, label, m->cols - MARGIN);
		sheet_add(s, LOOK_PLAIN, row, buf_take(&b));
		pad(&b, MARGIN + 2);
	}
	add_wrapped(s, LOOK_PLAIN, row, b.data, text, m->cols);
	buf_clear(&b);
}

static void add_line(struct sheet *s, const struct measure *m, enum role role,
		     const char *label, const char *text)
{
	struct buf b = {0};

	/* A title stands off from what is above it. */
	if (role == ROLE_TITLE && s->n && *s->lines[s->n - 1].text && !m->tight)
		sheet_add(s, LOOK_PLAIN, NO_ROW, xstrdup(""));
	if (role == ROLE_GAP) {
		if (!m->tight)
			sheet_add(s, LOOK_PLAIN, NO_ROW, xstrdup(""));
	} else if (role == ROLE_FIELD) {
		add_field(s, m, label ? label : "", text, NO_ROW);
	} else if (role == ROLE_CODE) {
		pad(&b, MARGIN);
		add_cut(&b, m, text, m->cols - MARGIN);
		sheet_add(s, LOOK_PLAIN, NO_ROW, buf_take(&b));
	} else {
		pad(&b, MARGIN);
		buf_adds(&b, roles[role].mark);
		add_wrapped(s, roles[role].look, NO_ROW, b.data, text, m->cols);
		buf_clear(&b);
	}
}

static void begin(struct buf *b, bool selected)
{
	buf_adds(b, selected ? "> " : "  ");
}

static void set_cursor(struct sheet *s, size_t cell)
{
	s->has_cursor = true;
	s->cursor_line = s->n;
	s->cursor_cell = cell;
}

static void lay_item(struct sheet *s, const struct measure *m,
		     const struct row *row, int at, bool selected)
{
	struct buf b = {0};
	size_t label = text_width(row->label);

	if (label < m->label)
		label = m->label;
	begin(&b, selected);
	if (selected)
		set_cursor(s, 0);
	if (row->mark)
		buf_addf(&b, "%s ", row->mark);
	if (row->text && *row->text && m->cols >= WIDE &&
	    text_width(b.data) + label + 8 < m->cols) {
		add_column(&b, m, row->label, label);
		pad(&b, 2);
		add_cut(&b, m, row->text, m->cols - text_width(b.data) - 1);
	} else {
		add_cut(&b, m, row->text_first ? row->text : row->label,
			m->cols - text_width(b.data) - 1);
	}
	sheet_add(s, selected ? LOOK_PICK : LOOK_PLAIN, at, buf_take(&b));
}

/* The label in its column, or on a line of its own in a narrow window. */
static void lay_label(struct sheet *s, const struct measure *m, struct buf *b,
		      const struct row *row, int at)
{
	const char *label = row->label ? row->label : "";

	if (m->label && text_width(label) <= m->label) {
		add_column(b, m, label, m->label);
		pad(b, 2);
		return;
	}
	if (*label) {
		add_cut(b, m, label, m->cols - MARGIN);
		sheet_add(s, LOOK_PLAIN, at, buf_take(b));
	}
	buf_clear(b);
	pad(b, m->label ? MARGIN + m->label + 2 : MARGIN);
}

/* Room for a remark: "ok", "optional"; of secrets and files there is more to
 * say, where the window is not narrow. */
static size_t note_cells(const struct row *row, size_t cols)
{
	bool brief = !row->entry->secret && !row->takes_lines;

	return cols < WIDE		      ? NARROW_CELLS
	       : brief || cols < FULL_COLS ? WORD_CELLS
					      : NOTE_CELLS;
}

/* A text that needs more takes what its own remark leaves. */
static size_t entry_cells(const struct row *row, size_t left, size_t cols)
{
	size_t kept = note_cells(row, cols);
	size_t note = row->note ? text_width(row->note) : 0;
	size_t width = left > kept + 10 ? left - kept : left - 3;
	size_t most = left > note + 4 ? left - note - 4 : width;
	size_t text = text_width(entry_text(row->entry)) + 2;

	if (width > ENTRY_CELLS)
		width = ENTRY_CELLS;
	if (text > width)
		width = text < most ? text : most > width ? most : width;
	return width;
}

/* "good, 20 characters", or where that is too much, the word alone. */
static void add_note(struct buf *b, const struct measure *m, const char *note,
		     size_t cells)
{
	size_t n = strcspn(note, ",");
	char *word = xstrndup(note, n);

	add_cut(b, m, text_width(note) <= cells ? note : word, cells);
	free(word);
}

static void lay_entry(struct sheet *s, const struct measure *m,
		      const struct row *row, int at, bool selected)
{
	struct buf b = {0};
	size_t cursor, width;

	begin(&b, false);
	lay_label(s, m, &b, row, at);
	if (selected)
		b.data[0] = '>';
	width = entry_cells(row, m->cols - text_width(b.data), m->cols);
	buf_addc(&b, '[');
	size_t start = text_width(b.data);
	entry_show(row->entry, width, &b, &cursor);
	buf_addc(&b, ']');
	if (selected)
		set_cursor(s, start + cursor);
	if (row->note && m->cols > text_width(b.data) + 3) {
		pad(&b, 1);
		add_note(&b, m, row->note, m->cols - text_width(b.data) - 1);
	}
	sheet_add(s, selected ? LOOK_FOCUS : LOOK_PLAIN, at, buf_take(&b));
	s->lines[s->n - 1].is_typed = true;
}

/* The beginning of a remark is worth no room: the pane has it whole. */
static bool note_fits(const char *note, size_t room)
{
	return note && *note && room > 12 &&
	       2 * (room - 4) >= text_width(note);
}

static void lay_choice(struct sheet *s, const struct measure *m,
		       const struct row *row, int at, bool selected)
{
	struct buf b = {0};

	begin(&b, false);
	lay_label(s, m, &b, row, at);
	if (selected) {
		b.data[0] = '>';
		set_cursor(s, text_width(b.data) + 1);
	}
	buf_adds(&b, row->chosen ? "(*) " : "( ) ");
	add_cut(&b, m, row->text, m->cols - text_width(b.data) - 1);
	if (note_fits(row->note, m->cols - text_width(b.data))) {
		pad(&b, 3);
		add_cut(&b, m, row->note, m->cols - text_width(b.data) - 1);
	}
	sheet_add(s, selected ? LOOK_PICK : LOOK_PLAIN, at, buf_take(&b));
}

static void lay_action(struct sheet *s, const struct measure *m,
		       const struct row *row, int at, bool selected)
{
	struct buf b = {0};

	begin(&b, selected);
	if (selected)
		set_cursor(s, 0);
	buf_adds(&b, "[ ");
	add_cut(&b, m, row->text, m->cols - MARGIN - 5);
	buf_adds(&b, " ]");
	sheet_add(s, selected ? LOOK_PICK : LOOK_TITLE, at, buf_take(&b));
}

/* Only room for it: a secret goes to the terminal without passing here. */
static void lay_reveal(struct sheet *s, const struct measure *m,
		       const struct row *row, int at)
{
	/* The last cell of a line may be too little for a wide letter. */
	size_t width = m->cols - 2 * MARGIN - 1;
	size_t lines = text_width(secret_data(row->secret)) / width + 1;

	for (size_t i = 0; i < lines; i++) {
		sheet_add(s, LOOK_PLAIN, at, xstrdup(""));
		if (i == 0)
			s->lines[s->n - 1].secret = row->secret;
	}
}

static void lay_row(struct sheet *s, const struct measure *m,
		    const struct row *row, int at, bool selected)
{
	static void (*const kinds[])(struct sheet *, const struct measure *,
				     const struct row *, int, bool) = {
		[ROW_ITEM] = lay_item,
		[ROW_ENTRY] = lay_entry,
		[ROW_CHOICE] = lay_choice,
		[ROW_ACTION] = lay_action,
	};

	if (row->kind == ROW_PAGE)
		add_line(s, m, row->role, row->label, row->text);
	else if (row->kind == ROW_REVEAL)
		lay_reveal(s, m, row, at - 1); /* kept in sight with it */
	else
		kinds[row->kind](s, m, row, at, selected);
	if (row->error)
		add_line(s, m, ROLE_WARN, NULL, row->error);
}

static void widen(size_t *column, const char *label, size_t most)
{
	size_t width = label ? text_width(label) : 0;

	if (width > *column && width <= most)
		*column = width;
}

void layout_rows(const struct view *v, size_t cols, bool tight,
		 struct sheet *out)
{
	struct measure m = {
		.cols = cols, .tight = tight, .mark = view_mark(v)};

	for (size_t i = 0; i < v->nrows; i++) {
		const struct row *row = &v->rows[i];

		if (cols >= WIDE)
			widen(&m.label, row->label, LABEL_MAX);
		else if (row->kind == ROW_PAGE)
			widen(&m.field, row->label, LABEL_NARROW);
	}
	if (cols >= WIDE)
		m.field = m.label;
	for (size_t i = 0; i < v->nrows; i++)
		lay_row(out, &m, &v->rows[i], (int)i, (int)i == v->selected);
}

void layout_pane(const struct view *v, size_t cols, struct sheet *out)
{
	const struct page *p = &v->pane;
	struct measure m = {
		.cols = cols, .tight = cols < WIDE, .mark = view_mark(v)};

	for (size_t i = 0; i < p->n; i++)
		widen(&m.field, p->lines[i].label,
		      cols < WIDE ? LABEL_NARROW : LABEL_MAX);
	for (size_t i = 0; i < p->n; i++)
		add_line(out, &m, p->lines[i].role, p->lines[i].label,
			 p->lines[i].text);
}
