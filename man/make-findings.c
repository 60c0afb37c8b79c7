/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the manual page smime-setup-findings(7) from the catalogue of
 * findings. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/report.h"
#include "rules/unchecked.h"

static const struct chapter {
	const char *prefix; /* of the names */
	const char *title;
} chapters[] = {
	{"key-", "THE KEY"},
	{"req-", "THE REQUEST"},
	{"cert-", "THE CERTIFICATE"},
	{"p12-", "THE BUNDLE"},
	{"trust-", "THE CHAIN AND TRUST"},
	{"rcpt-", "THE PEOPLE YOU WRITE TO"},
	{"cl-", "THE MAIL PROGRAM"},
	{"profile-", "PROFILES"},
	{"", "FILES AND WORK"},
};

static const struct letter {
	char letter;
	const char *text;
} letters[] = {
	{'S', "signing"},
	{'E', "being encrypted to"},
	{'D', "reading encrypted mail"},
	{'M', "importing"},
	{'T', "being trusted"},
	{'V', "how others see the signature"},
};

/* A blank or a quotation mark would end an argument; a leading dot or
 * apostrophe would be a request, a backslash an escape. */
static void print_text(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		switch (*s) {
		case '\\':
			fputs("\\e", stdout);
			break;
		case '-':
			fputs("\\-", stdout);
			break;
		case '"':
			fputs("\\(dq", stdout);
			break;
		default:
			putchar(*s);
		}
	}
}

/* troff wants each sentence on a line of its own. */
static void print_sentences(const char *s)
{
	for (;;) {
		const char *end = strstr(s, ". ");
		char line[512];

		if (!end)
			break;
		snprintf(line, sizeof(line), "%.*s", (int)(end + 1 - s), s);
		print_text(line);
		putchar('\n');
		s = end + 2;
	}
	print_text(s);
	putchar('\n');
}

static void print_affects(const char *affects)
{
	const char *sep = "";

	fputs(".br\nConcerns: ", stdout);
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (strchr(affects, letters[i].letter)) {
			printf("%s%s", sep, letters[i].text);
			sep = ", ";
		}
	puts(".");
}

static void print_finding(const struct finding_info *f)
{
	fputs(".TP\n.BR ", stdout);
	print_text(f->name);
	printf(" \" (%s)\"\n", severity_name(f->severity));
	print_text(f->title);
	puts(".\n.br");
	print_sentences(f->cause);
	puts(".br");
	print_sentences(f->fix);
	if (*f->affects)
		print_affects(f->affects);
	if (strcmp(f->clients, "all") != 0) {
		fputs(".br\nPrograms: ", stdout);
		print_text(f->clients);
		puts(".");
	}
	fputs(".br\nSource: ", stdout);
	print_text(f->source);
	puts(".");
}

/* The last chapter has what no other took. */
static const struct chapter *chapter_of(const char *name)
{
	size_t i = 0;

	while (strncmp(name, chapters[i].prefix, strlen(chapters[i].prefix)))
		i++;
	return &chapters[i];
}

static void print_chapter(const struct chapter *chapter)
{
	printf(".SH %s\n", chapter->title);
	for (int i = 0; i < FINDING_COUNT; i++) {
		const struct finding_info *f = finding_info((enum finding_id)i);

		if (chapter_of(f->name) == chapter)
			print_finding(f);
	}
}

/* "whether it was withdrawn": as a sentence. */
static void print_unchecked(void)
{
	puts(".SH WHAT IS NOT CHECKED\n"
	     "Nothing is fetched over the network, so that these stay open.");
	for (size_t i = 0; i < unchecked_count(); i++) {
		const struct unchecked *u = unchecked_at(i);

		fputs(".TP\n.B ", stdout);
		print_text(u->name);
		putchar('\n');
		putchar(toupper((unsigned char)u->text[0]));
		print_text(u->text + 1);
		puts(".\n.br");
		print_sentences(u->why);
	}
}

int main(void)
{
	puts(".\\\" Written by make-findings from the catalogue of findings.\n"
	     ".TH SMIME\\-SETUP\\-FINDINGS 7 2026-11-25 \"smime\\-setup\" "
	     "\"Miscellaneous Information\"\n"
	     ".SH NAME\n"
	     "smime\\-setup\\-findings \\- what smime\\-setup can find, why, "
	     "and what to do\n"
	     ".SH DESCRIPTION\n"
	     "Each finding has a name that never changes.\n"
	     "It is a\n"
	     ".I blocker\n"
	     "where what it concerns fails, a\n"
	     ".I warning\n"
	     "where that may fail or is unsafe, and a\n"
	     ".I note\n"
	     "where it only explains.\n"
	     "A severity holds for the programs that are named, or else for "
	     "all.\n"
	     "The command\n"
	     ".B smime\\-setup explain\n"
	     ".I name\n"
	     "shows the same text.");
	for (size_t i = 0; i < ARRAY_LEN(chapters); i++)
		print_chapter(&chapters[i]);
	print_unchecked();
	puts(".SH SEE ALSO\n.BR smime\\-setup (1)");
	return fflush(stdout) ? 1 : 0;
}
