/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program in a terminal of the test's own: started, typed into, looked at.
 * Nothing here sleeps: a barrier tells when all that was typed is on screen. */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/util.h"

struct vt;

struct vt_options {
	const char *home;	/* $HOME, made by home_new() */
	int rows, cols;		/* 0: 24 lines of 80 */
	const char *locale;	/* NULL: C.UTF-8 */
	const char *term;	/* NULL: tmux-256color. libvterm 0.1 repeats a
				 * character wrongly, which xterm has for ASCII */
	const char *at;		/* NULL: VT_NOW */
	bool is_plain;		/* it shows no screens: no barriers, either */
	const char *const *args; /* further ones, ended by NULL; or NULL */
	const char *const *env;	/* further "NAME=value", ended by NULL; or NULL */
};

#define VT_NOW "2026-06-02T12:00Z"

/* Aborts the test program where no terminal can be had. */
struct vt *vt_start(const struct vt_options *o);
const char *vt_program(void);	/* what is tested: its absolute name */
bool vt_is_sanitized(void);	/* then a start takes ten times as long */
void vt_close(struct vt *v);	/* whether the program has ended or not */

/*
 * Types: names of keys and 'text in quotes', at blanks. "Enter 'abc' F2 ~ q".
 * Waits behind each until it is dealt with; ~ waits for the end of work, @40x15
 * makes the window so large. False where the program ended.
 */
bool vt_keys(struct vt *v, const char *keys);
/* The same at once, as somebody who types ahead: one wait at the end, and behind
 * Esc and ^C. */
bool vt_burst(struct vt *v, const char *keys);
bool vt_bytes(struct vt *v, const char *bytes, size_t n); /* does not wait */
bool vt_paste(struct vt *v, const char *text);	/* bracketed */
bool vt_sync(struct vt *v);
bool vt_idle(struct vt *v);	/* until no work is going on, either */
bool vt_resize(struct vt *v, int rows, int cols);

/* Until the program ends: its wait status; -1 where it does not. */
int vt_ended(struct vt *v);
/* Until ^Z has stopped it; and on again. False where it does not. */
bool vt_stopped(struct vt *v);
bool vt_continue(struct vt *v);
pid_t vt_pid(const struct vt *v);

/* --- what is seen -------------------------------------------------------- */

int vt_rows(const struct vt *v);
int vt_cols(const struct vt *v);
bool vt_has(const struct vt *v, const char *text);	/* in one line */
bool vt_sees(struct vt *v, const char *text);	/* waits until it does */
char *vt_line(const struct vt *v, int row);	/* the caller frees */

enum vt_look { VT_PLAIN, VT_BOLD, VT_REVERSE, VT_MIXED };

enum vt_look vt_look(const struct vt *v, int row);
bool vt_coloured(const struct vt *v);
void vt_cursor(const struct vt *v, int *row, int *col);

/* How the terminal was left: modes of the screen, settings of the line. */
struct vt_modes {
	bool alternate, cursor, paste, echo, canonical;
};

/* The last two are known once the program has stopped or ended. */
struct vt_modes vt_modes(struct vt *v);

/* The whole screen, a line each, with how it looks and where the cursor is;
 * the name of the scratch directory is masked. The caller frees. */
char *vt_text(const struct vt *v);

/* Read from what is shown: tests/vt-offer.c. The caller frees. */
char *vt_title(const struct vt *v);	/* "2 Key pair" */
char *vt_selected(const struct vt *v);	/* the selected line */
bool vt_is_typing(const struct vt *v);	/* it is one to type into */
int vt_key_lines(const struct vt *v);
void vt_offers(const struct vt *v, struct strlist *out); /* for vt_keys() */

/* Prints it, for a failed test. */
void vt_show(const struct vt *v, const char *why);

/* --- homes ---------------------------------------------------------------- */

/* How far the identity of tests/data/home is set up. */
enum scene {
	SCENE_EMPTY,	/* nothing */
	SCENE_NAMED,	/* name and address */
	SCENE_KEYED,	/* and the key */
	SCENE_ASKED,	/* and the request */
	SCENE_ISSUER,	/* and an authority of one's own */
	SCENE_LONE,	/* and the certificate, without its chain */
	SCENE_CERTIFIED, /* with its chain */
	SCENE_BUNDLED,	/* and the bundle, nothing handed over */
	SCENE_DONE,	/* all steps */
	SCENE_SEVERAL,	/* all steps, and a second address */
	SCENE_FOREIGN,	/* as CERTIFIED, by an issuer that nobody trusts yet */
	SCENE_COUNT
};

/* A fresh $HOME, removed at the end of the run; static until then. The shared
 * one is for tests that only look. */
const char *home_new(enum scene scene);
const char *home_shared(enum scene scene);
const char *home_source(const char *name);	/* a file of the test data */
bool file_read(const char *path, struct buf *out); /* false: not there */

extern const char phrase[];	/* of the key there */
extern const char authority_phrase[];
extern const char bundle_password[];

#endif
