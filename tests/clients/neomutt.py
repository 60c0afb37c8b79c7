#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs NeoMutt in a terminal of its own: types the passphrase it asks for, and
"y" where a letter is ready to be sent.

    neomutt.py PASSPHRASE SECONDS COMMAND...

What it showed goes to standard output; the status is the command's, or 99
where it had not ended in time.
"""
import os
import pty
import select
import sys
import time


def main():
    phrase, seconds, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", LINES="24", COLUMNS="80")
        os.execvp(command[0], command)
    end = time.monotonic() + seconds
    shown = b""
    answers = [[b"passphrase:", phrase.encode() + b"\r", 0],
               [b"mutt: compose", b"y", 0]]
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            block = os.read(terminal, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
        for answer in answers:
            seen = shown.lower().count(answer[0])
            if seen > answer[2]:
                answer[2] = seen
                os.write(terminal, answer[1])
    else:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        sys.stdout.buffer.write(shown)
        return 99
    status = os.waitpid(pid, 0)[1]
    sys.stdout.buffer.write(shown)
    return os.waitstatus_to_exitcode(status)


sys.exit(main())
