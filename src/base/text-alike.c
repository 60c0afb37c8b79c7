/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that look the same to a person, made the same. */
#include "base/text-alike.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/text.h"
#include "base/util.h"

/* Folded letters of other scripts, and of our own, that pass for another one. */
static const struct {
	uint16_t from;
	char to;
} twins[] = {
	/* Cyrillic */
	{0x0430, 'a'}, {0x0432, 'b'}, {0x0433, 'r'}, {0x0435, 'e'},
	{0x0437, '3'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'},
	{0x043E, 'o'}, {0x043F, 'n'}, {0x0440, 'p'}, {0x0441, 'c'},
	{0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x044C, 'b'},
	{0x0455, 's'}, {0x0456, 'l'}, {0x0458, 'j'}, {0x0475, 'v'},
	{0x04AF, 'y'}, {0x04BB, 'h'}, {0x04CF, 'l'}, {0x0501, 'd'},
	{0x051B, 'q'}, {0x051D, 'w'},
	/* Greek */
	{0x03B1, 'a'}, {0x03B2, 'b'}, {0x03B3, 'y'}, {0x03B5, 'e'},
	{0x03B7, 'n'}, {0x03B9, 'l'}, {0x03BA, 'k'}, {0x03BC, 'u'},
	{0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C4, 't'},
	{0x03C5, 'u'}, {0x03C7, 'x'}, {0x03C9, 'w'}, {0x03F2, 'c'},
	/* Armenian */
	{0x0561, 'w'}, {0x0563, 'q'}, {0x0566, 'q'}, {0x0570, 'h'},
	{0x0578, 'n'}, {0x057D, 'u'}, {0x0581, 'g'}, {0x0585, 'o'},
	/* Latin */
	{0x00E6, 'a'}, {0x00F8, 'o'}, {0x0111, 'd'}, {0x0127, 'h'},
	{0x0131, 'l'}, {0x0142, 'l'}, {0x0153, 'o'}, {0x0180, 'b'},
	{0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'l'}, {0x026A, 'l'},
	{0x1D04, 'c'}, {0x1D0F, 'o'}, {0x1D1C, 'u'}, {0x1D20, 'v'},
	{'0', 'o'},    {'1', 'l'},    {'i', 'l'},    {'|', 'l'},
};

static ucs4_t plain(ucs4_t c)
{
	for (size_t i = 0; i < ARRAY_LEN(twins); i++)
		if (twins[i].from == c)
			return (ucs4_t)twins[i].to;
	return c;
}

/* Two letters that pass for one. */
static char pair(char a, char b)
{
	if (a == 'r' && b == 'n')
		return 'm';
	return a == 'v' && b == 'v' ? 'w' : 0;
}

char *text_alike(const char *utf8)
{
	const uint8_t *s = (const uint8_t *)utf8;
	size_t n = strlen(utf8);
	struct buf out = {0};
	uint8_t *folded = (uint8_t *)text_fold_ascii(utf8), bytes[6];
	ucs4_t c;

	if (!folded)
		folded = u8_casefold(s, n, NULL, UNINORM_NFKD, NULL, &n);
	if (!folded)
		return xstrdup(utf8);
	for (size_t i = 0; i < n;) {
		int used = u8_mbtouc(&c, folded + i, n - i);
		char both;

		i += (size_t)used;
		if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M |
							UC_CATEGORY_MASK_Cf))
			continue;
		c = plain(c);
		both = out.len ? pair(out.data[out.len - 1], (char)c) : 0;
		if (both && c < 0x80)
			out.data[out.len - 1] = both;
		else if ((used = u8_uctomb(bytes, c, sizeof(bytes))) > 0)
			buf_add(&out, bytes, (size_t)used);
	}
	free(folded);
	return buf_take(&out);
}
