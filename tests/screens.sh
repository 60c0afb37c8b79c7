#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The screens, in a terminal that the test itself is: tests/walker.
set -u
[ -x tests/walker ] || {
    echo "skipped: tests/walker is not built, as there is no libvterm or no CUnit"
    exit 77
}
exec tests/walker "$@"
