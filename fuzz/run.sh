#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs each fuzz target for a while: run.sh DIR SECONDS TARGET...
# What it has found interesting stays in DIR/corpus-NAME for the next time.
set -eu
dir=$1 seconds=$2
shift 2
seeds=${srcdir:-.}/../shared/corpus
for target in "$@"; do
    name=${target##*/fuzz-}
    corpus=$dir/corpus-$name
    mkdir -p "$corpus"
    echo "fuzz-$name: $seconds s"
    # A bundle may name any number of rounds: 5 s are a hang, less is not.
    "$dir/$target" -max_total_time="$seconds" -max_len=65536 -timeout=5 \
        -rss_limit_mb=512 -artifact_prefix="$dir/$name-" -verbosity=0 -print_final_stats=1 \
        "$corpus" $([ ! -d "$seeds" ] || echo "$seeds")
done
