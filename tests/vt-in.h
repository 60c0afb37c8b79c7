/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the terminal of the tests: what runs it, and what reads it. */
#ifndef TESTS_VT_IN_H
#define TESTS_VT_IN_H

#include <vterm.h>

#include "tests/vt.h"

struct vt {
	int rows, cols;
	char word[8];		/* what is random in the name of the home */
	int master;		/* the terminal's end of the line */
	int news, orders;	/* from and to the shell */
	pid_t shell, pid;
	VTerm *vterm;
	VTermScreen *screen;
	unsigned acks;		/* barriers that came back */
	unsigned heard, enqs;	/* stops and ends: told, and read behind all */
	bool alternate, cursor;	/* as the program set them */
	bool stopped, ended;
	int status;
	bool echo, canonical;	/* as the program left them */
};

#endif
