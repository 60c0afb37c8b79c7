/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what a shell has to know to complete smime-setup's command line, from
 * the tables of the program: make-completions bash|zsh|fish. What bash and zsh
 * do with it is in smime-setup.bash and _smime-setup beside this file. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journey/guide/guide.h"
#include "rules/client.h"
#include "rules/place.h"
#include "rules/tree.h"
#include "ui/cmd/command.h"

typedef void words_fn(struct strlist *out);

static void type_words(struct strlist *out)
{
	for (int i = 0; i < KEY_TYPE_COUNT; i++)
		strlist_add(out, key_type_info((enum key_type)i)->name);
}

static void place_words(struct strlist *out)
{
	for (size_t i = 0; i < place_count(); i++)
		strlist_add(out, place_at(i)->name);
}

static void client_words(struct strlist *out)
{
	for (size_t i = 0; i < client_count(); i++)
		strlist_add(out, client_at(i)->name);
}

static void guide_words(struct strlist *out)
{
	for (size_t i = 0; i < guide_count(); i++)
		strlist_add(out, guide_at(i)->name);
}

static void tree_words(struct strlist *out)
{
	for (size_t i = 0; i < tree_count(); i++)
		strlist_add(out, tree_at(i)->name);
}

static void finding_words(struct strlist *out)
{
	for (int i = 0; i < FINDING_COUNT; i++)
		strlist_add(out, finding_info((enum finding_id)i)->name);
}

/* What may follow an option, or a command that takes no other words. */
static const struct values {
	const char *name;
	words_fn *words;
	const char *list; /* in place of words */
} values[] = {
	{"--type", type_words, NULL},
	{"--for", place_words, NULL},
	{"--client", client_words, NULL},
	{"--as", NULL, "pem cer p7c vcard"},
	{"--color", NULL, "auto always never"},
	{"--mail-type", NULL, "imap pop"},
	{"--mail-smime", NULL, "sign encrypt both"},
	{"guide", guide_words, NULL},
	{"why", tree_words, NULL},
	{"explain", finding_words, NULL},
};

/* "create|issue [FILE]|show" names what has to be typed in small letters. */
static void synopsis_words(const char *synopsis, struct strlist *out)
{
	while (*synopsis) {
		size_t n = strspn(synopsis, "abcdefghijklmnopqrstuvwxyz");

		if (n)
			strlist_take(out, xstrndup(synopsis, n));
		synopsis += n ? n : 1;
	}
}

static void list_words(const char *list, struct strlist *out)
{
	while (*list) {
		size_t n = strcspn(list, " ");

		strlist_take(out, xstrndup(list, n));
		list += n + (list[n] != 0);
	}
}

/* All in one line; the caller frees. Empty where nothing is known. */
static char *words_of(const char *name, const char *synopsis)
{
	struct strlist words = {0};
	struct buf line = {0};

	for (size_t i = 0; i < ARRAY_LEN(values); i++) {
		if (strcmp(values[i].name, name) != 0)
			continue;
		if (values[i].words)
			values[i].words(&words);
		else
			list_words(values[i].list, &words);
	}
	if (words.n == 0 && synopsis)
		synopsis_words(synopsis, &words);
	for (size_t i = 0; i < words.n; i++)
		buf_addf(&line, "%s%s", i ? " " : "", words.items[i]);
	strlist_clear(&words);
	return line.data ? buf_take(&line) : xstrdup("");
}

static char *option_words(enum option_id id)
{
	char *name = xasprintf("--%s", option_row(id)->name);
	char *words = words_of(name, NULL);

	free(name);
	return words;
}

/* Whether what follows is a file; --to takes a certificate's as well. */
static bool takes_file(enum option_id id)
{
	const char *value = option_row(id)->value;

	return value && (strcmp(value, "FILE") == 0 ||
			 strcmp(value, "DIR") == 0 || id == OPT_TO);
}

/* Within '…'; each of the characters named gets a backslash in front. */
static void print_quoted(const char *s, const char *special)
{
	for (; *s; s++) {
		if (*s == '\'') {
			fputs("'\\''", stdout);
			continue;
		}
		if (strchr(special, *s))
			putchar('\\');
		putchar(*s);
	}
}

static void bash_options(unsigned long mask)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (mask & 1ul << i)
			printf(" --%s", option_row((enum option_id)i)->name);
}

/* Each function echoes one line for the word that is given. */
static void print_bash(void)
{
	const struct command *c;
	char *words;

	printf("_smime_setup_commands='");
	for (size_t i = 0; (c = command_at(i)); i++)
		printf("%s%s", i ? " " : "", c->name);
	printf("'\n\n_smime_setup_options() {\n    case $1 in\n");
	for (size_t i = 0; (c = command_at(i)); i++) {
		printf("    %s) echo '", c->name);
		bash_options(c->options | OPT_GLOBAL);
		printf("' ;;\n");
	}
	printf("    *) echo '");
	bash_options(OPT_GLOBAL);
	printf("' ;;\n    esac\n}\n\n_smime_setup_values() {\n"
	       "    case $1 in\n");
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = option_row((enum option_id)i);

		if (!row->value)
			continue;
		words = option_words((enum option_id)i);
		printf("    --%s%s) echo '%s' ;;\n", row->name,
		       row->letter == 'o' ? " | -o" : "",
		       takes_file((enum option_id)i) ? "FILE"
		       : *words			     ? words
						     : "NONE");
		free(words);
	}
	printf("    esac\n}\n\n_smime_setup_operands() {\n    case $1 in\n");
	for (size_t i = 0; (c = command_at(i)); i++) {
		words = words_of(c->name, c->synopsis);
		if (*words)
			printf("    %s) echo '%s' ;;\n", c->name, words);
		free(words);
	}
	printf("    esac\n}\n");
}

static void zsh_options(unsigned long mask)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = option_row((enum option_id)i);
		char *words = option_words((enum option_id)i);

		if (mask & 1ul << i) {
			printf("        '*--%s[", row->name);
			print_quoted(row->words, "[]:\\");
			putchar(']');
			if (row->value) {
				putchar(':');
				print_quoted(row->value, "[]:\\");
				printf(takes_file((enum option_id)i)
					       ? ":_files"
				       : *words ? ":(%s)"
						: ": ",
				       words);
			}
			puts("'");
		}
		free(words);
	}
}

static void print_zsh(void)
{
	const struct command *c;

	printf("#compdef smime-setup\n\n_smime_setup_commands=(\n");
	for (size_t i = 0; (c = command_at(i)); i++) {
		printf("    '%s:", c->name);
		print_quoted(c->words, "\\");
		puts("'");
	}
	printf(")\n\n_smime_setup_options() {\n    case $1 in\n");
	for (size_t i = 0; (c = command_at(i)); i++) {
		printf("    %s) reply=(\n", c->name);
		zsh_options(c->options | OPT_GLOBAL);
		printf("    ) ;;\n");
	}
	printf("    *) reply=(\n");
	zsh_options(OPT_GLOBAL);
	printf("    ) ;;\n    esac\n}\n\n_smime_setup_operands() {\n"
	       "    case $1 in\n");
	for (size_t i = 0; (c = command_at(i)); i++) {
		char *words = words_of(c->name, c->synopsis);

		if (*words)
			printf("    %s) reply=(%s) ;;\n", c->name, words);
		free(words);
	}
	printf("    *) reply=() ;;\n    esac\n}\n");
}

/* when: the option's command, or NULL for one that all take. */
static void fish_option(enum option_id id, const char *when)
{
	const struct option_row *row = option_row(id);
	char *words = option_words(id);

	printf("complete -c smime-setup -l %s", row->name);
	if (when)
		printf(" -n '__fish_seen_subcommand_from %s'", when);
	if (row->letter)
		printf(" -s %c", row->letter);
	if (takes_file(id))
		printf(" -r -F");
	else if (*words)
		printf(" -x -a '%s'", words);
	else if (row->value)
		printf(" -x");
	printf(" -d '");
	print_quoted(row->words, "\\");
	puts("'");
	free(words);
}

static void print_fish(void)
{
	const struct command *c;

	for (int i = 0; i < OPT_COUNT; i++)
		if (OPT_GLOBAL & 1ul << i)
			fish_option((enum option_id)i, NULL);
	for (size_t n = 0; (c = command_at(n)); n++) {
		char *words = words_of(c->name, c->synopsis);

		printf("complete -c smime-setup -n __fish_use_subcommand -f "
		       "-a %s -d '",
		       c->name);
		print_quoted(c->words, "\\");
		puts("'");
		for (int i = 0; i < OPT_COUNT; i++)
			if (c->options & 1ul << i)
				fish_option((enum option_id)i, c->name);
		if (*words)
			printf("complete -c smime-setup -n "
			       "'__fish_seen_subcommand_from %s' -a '%s'\n",
			       c->name, words);
		free(words);
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *shell;
		void (*print)(void);
	} shells[] = {
		{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

	for (size_t i = 0; argc == 2 && i < ARRAY_LEN(shells); i++) {
		if (strcmp(argv[1], shells[i].shell) == 0) {
			shells[i].print();
			return fflush(stdout) == 0 ? EXIT_FINE : EXIT_FAILED;
		}
	}
	fputs("usage: make-completions bash|zsh|fish\n", stderr);
	return EXIT_USAGE;
}
