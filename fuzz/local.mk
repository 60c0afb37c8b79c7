# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzz targets, one for each reader of foreign bytes. `make fuzz` builds them
# with clang in fuzz-build/ and runs each for FUZZ_SECONDS.
FUZZERS = fuzz/fuzz-recognise fuzz/fuzz-cert fuzz/fuzz-csr fuzz/fuzz-bundle \
	fuzz/fuzz-plist fuzz/fuzz-unpack fuzz/fuzz-cms fuzz/fuzz-crl \
	fuzz/fuzz-message fuzz/fuzz-mbox fuzz/fuzz-book
EXTRA_PROGRAMS += $(FUZZERS)
FUZZ_SECONDS = 30
FUZZ_FLAGS = -g -O1 -fsanitize=fuzzer-no-link,address,undefined

fuzz_libs = libengine.a $(DEPS_LIBS)
fuzz_flags = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fuzz_recognise_LDADD = $(fuzz_libs)
fuzz_fuzz_recognise_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_cert_LDADD = $(fuzz_libs)
fuzz_fuzz_cert_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_csr_LDADD = $(fuzz_libs)
fuzz_fuzz_csr_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_bundle_LDADD = $(fuzz_libs)
fuzz_fuzz_bundle_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_plist_LDADD = $(fuzz_libs)
fuzz_fuzz_plist_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_cms_LDADD = $(fuzz_libs)
fuzz_fuzz_cms_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_message_LDADD = $(fuzz_libs)
fuzz_fuzz_message_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_book_LDADD = $(fuzz_libs)
fuzz_fuzz_book_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_mbox_LDADD = $(fuzz_libs)
fuzz_fuzz_mbox_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_unpack_LDADD = $(fuzz_libs)
fuzz_fuzz_unpack_LDFLAGS = $(fuzz_flags)
fuzz_fuzz_crl_LDADD = $(fuzz_libs)
fuzz_fuzz_crl_LDFLAGS = $(fuzz_flags)

fuzz-programs: $(FUZZERS)

fuzz:
	$(MKDIR_P) fuzz-build
	top=`cd $(top_srcdir) && pwd`; cd fuzz-build && \
		"$$top/configure" CC=clang CFLAGS="$(FUZZ_FLAGS)" && \
		$(MAKE) CC=clang fuzz-programs
	srcdir='$(srcdir)' sh $(srcdir)/fuzz/run.sh fuzz-build $(FUZZ_SECONDS) $(FUZZERS)

EXTRA_DIST += fuzz/run.sh
