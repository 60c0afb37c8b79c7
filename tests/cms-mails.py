# SPDX-License-Identifier: GPL-3.0-or-later
"""Each S/MIME part of the corpus' mails given to tests/cms-tool: does it verify
and open as MAIL-ORACLES.tsv says? cms-mails.py CORPUS TOOL SCRATCH"""
import base64
import csv
import email
import os
import subprocess
import sys

corpus, tool, scratch = sys.argv[1:4]
PASSWORDS = {row[0]: row[1].strip("'") for row in csv.reader(
    open(f'{corpus}/P12-ORACLES.tsv'), delimiter='\t')}


def run(args, given):
    done = subprocess.run([tool, *args], input=given, capture_output=True,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit(f'{args}: status {done.returncode}\n{done.stderr.decode()}')
    return done


def canonical(raw):
    return raw.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')


def entity(raw):
    """Content type, boundary and decoded body of an entity."""
    message = email.message_from_bytes(raw)
    return message, message.get_content_type(), message.get_boundary()


def split(raw, boundary):
    """The parts of a multipart as they stand, without the line end before each
    boundary."""
    raw = canonical(raw)
    at = raw.split(b'\r\n--' + boundary.encode())
    return [part.split(b'\r\n', 1)[1] for part in at[1:]
            if not part.startswith(b'--')]


def decoded(message):
    return message.get_payload(decode=True) or b''


def keys_of(verdict):
    bundle = verdict.split('(')[1].split('#')[0]
    return ['-p', f'{corpus}/{bundle}', '-w', PASSWORDS[bundle]]


def clear_signed(raw, boundary, as_it_is):
    parts = split(raw, boundary)
    content = parts[0]
    if as_it_is:
        content = content.replace(b'\r\n', b'\n')
    with open(f'{scratch}/content', 'wb') as out:
        out.write(content)
    signature = decoded(email.message_from_bytes(parts[1]))
    return run(['verify', '-f', f'{scratch}/content'], signature).returncode


def child(raw, step, verdict):
    """The entity one step of a path further in."""
    message, kind, boundary = entity(raw)
    if step in 'es':
        command = ['decrypt', *keys_of(verdict)] if step == 'e' else ['verify']
        return run(command, decoded(message)).stdout
    return split(raw, boundary)[int(step) - 1]


def judge(raw, row, verdicts):
    """What the tool says of the part of this row: True where it is well."""
    path = row['part'].split('.')
    for i, step in enumerate(path[1:], 1):
        raw = child(raw, step, verdicts['.'.join(path[:i])])
    message, kind, boundary = entity(raw)
    if kind == 'multipart/signed':
        return clear_signed(raw, boundary, 'raw line ends' in verdict_of(row)) == 0
    if 'enveloped' in row['kind']:
        return run(['decrypt', *keys_of(verdict_of(row))],
                   decoded(message)).returncode == 0
    return run(['verify'], decoded(message)).returncode == 0


def verdict_of(row):
    return row['openssl(3.0.22, else 3.5.9)']


def main():
    rows = list(csv.DictReader(open(f'{corpus}/MAIL-ORACLES.tsv'),
                               delimiter='\t'))
    wrong = 0
    for row in rows:
        verdicts = {r['part']: verdict_of(r) for r in rows
                    if r['file'] == row['file']}
        with open(f"{corpus}/{row['file']}", 'rb') as f:
            got = judge(f.read(), row, verdicts)
        want = verdict_of(row).startswith(('math-ok', 'decrypts'))
        if got != want:
            wrong += 1
            print(f"{row['file']} {row['part']}: {got}, not {want}")
    print(f'{len(rows)} parts, {wrong} wrong')
    sys.exit(wrong > 0 or not rows)


if __name__ == '__main__':
    main()
