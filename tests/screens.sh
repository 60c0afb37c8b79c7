#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The screens, in a terminal that the test itself is: tests/vt.
set -u
[ -x tests/vt ] || {
    echo "skipped: tests/vt is not built, as there is no libvterm or no CUnit"
    exit 77
}
exec tests/vt "$@"
