# SPDX-License-Identifier: GPL-3.0-or-later
# Speed against other programs: `make bench`. keygen only makes keys, so that
# it can be held against programs that do not protect them as well.
EXTRA_PROGRAMS += bench/keygen
bench_keygen_LDADD = libengine.a $(DEPS_LIBS)
EXTRA_DIST += bench/run.sh bench/certs.sh bench/letters.sh bench/message.sh bench/recipients.sh bench/scan.sh

bench: smime-setup bench/keygen tests/cms-tool
	SMIME_SETUP=./smime-setup KEYGEN=bench/keygen CC='$(CC)' \
		srcdir='$(srcdir)' sh $(srcdir)/bench/run.sh
