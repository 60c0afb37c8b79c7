/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `open FILE`, which a file manager runs for a file that came. */
#include "ui/cmd/command.h"

int cmd_open(struct cli *cli)
{
	return cli->wizard(cli, cli->nargs ? cli->args[0] : NULL);
}
