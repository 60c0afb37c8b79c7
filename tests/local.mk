# SPDX-License-Identifier: GPL-3.0-or-later
# The tests: the unit suites in one program, and scripts on what was built.
AM_TESTS_ENVIRONMENT = \
	SMIME_SETUP='$(abs_top_builddir)/smime-setup'; export SMIME_SETUP; \
	TZ=UTC LC_ALL=C.UTF-8; export TZ LC_ALL;
TEST_EXTENSIONS = .sh
shell_tests = \
	tests/badinput.sh \
	tests/bring.sh \
	tests/cms.sh \
	tests/demo.sh \
	tests/diagnosis.sh \
	tests/docs.sh \
	tests/escapes.sh \
	tests/faults-book.sh \
	tests/faults.sh \
	tests/filesafety.sh \
	tests/guide.sh \
	tests/interop.sh \
	tests/layers.sh \
	tests/many.sh \
	tests/message.sh \
	tests/places.sh \
	tests/plain.sh \
	tests/po.sh \
	tests/profile.sh \
	tests/screens.sh \
	tests/recipients.sh \
	tests/roots.sh \
	tests/scan.sh \
	tests/secrets.sh \
	tests/terminal.sh \
	tests/status.sh \
	tests/valgrind.sh \
	tests/why.sh \
	tests/wizard.sh
TESTS += $(shell_tests)
EXTRA_DIST += $(shell_tests) tests/apple-form.py tests/cms-mails.py tests/gpgsm-trips.py tests/judges.sh tests/lib.sh tests/pictures.py tests/scene.sh tests/tmux.sh
EXTRA_DIST += tests/clients/letters.sh tests/clients/neomutt.py tests/clients/neomutt.sh
EXTRA_DIST += tests/clients/thunderbird.sh tests/data/disagreements.tsv

if HAVE_CUNIT
TESTS += tests/unit
check_PROGRAMS += tests/unit
endif

# The program in a terminal; tests/screens.sh runs it, and says where it is not
# built. `make screens` writes anew what the screens are compared with.
if HAVE_VTERM
check_PROGRAMS += tests/walker
endif
# Without sanitizers, which the program has: this one only starts it, and a fork
# of theirs takes long.
tests_walker_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_walker_CFLAGS = $(OUR_CFLAGS) -fno-sanitize=all
tests_walker_LDADD = $(VTERM_LIBS)
tests_walker_SOURCES = \
	src/base/util.c \
	src/x509/base64.c \
	tests/test.h \
	tests/vt-crawl.c \
	tests/vt-ends.c \
	tests/vt-fuzz.c \
	tests/vt-home.c \
	tests/vt-in.h \
	tests/vt-journey.c \
	tests/vt-journey.h \
	tests/vt-look.c \
	tests/vt-offer.c \
	tests/vt-run.c \
	tests/vt-screens.c \
	tests/vt-shots.h \
	tests/vt-words.c \
	tests/vt.c \
	tests/vt.h
EXTRA_DIST += tests/data/home tests/pseudo.py tests/screens

screens: smime-setup$(EXEEXT) tests/walker$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) srcdir=$(srcdir) SMIME_SCREENS=write \
		tests/walker$(EXEEXT) screens
	$(srcdir)/tests/pictures.py --write $(srcdir)

pictures:
	$(srcdir)/tests/pictures.py --write $(srcdir)
.PHONY: screens pictures

check_PROGRAMS += tests/cms-tool
tests_cms_tool_SOURCES = tests/cms-tool.c
tests_cms_tool_LDADD = libengine.a $(DEPS_LIBS)

# The linker hands every finding to the harness, which keeps count of them, and
# the question for a mode that no test can switch on.
tests_unit_CPPFLAGS = $(AM_CPPFLAGS) $(CUNIT_CFLAGS)
tests_unit_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=report_add,--wrap=report_fail \
	-Wl,--wrap=gnutls_fips140_mode_enabled,--wrap=library_load
tests_unit_LDADD = libui.a libengine.a $(CUNIT_LIBS) $(CURSES_LIBS) \
	$(DEPS_LIBS)
tests_unit_SOURCES = \
	tests/app-kit.c \
	tests/app-kit.h \
	tests/book-kit.h \
	tests/bundle-parts.h \
	tests/ca.h \
	tests/cms-kit.h \
	tests/harness.c \
	tests/harness.h \
	tests/harvest-kit.h \
	tests/identity.h \
	tests/journey-kit.c \
	tests/journey-kit.h \
	tests/keys.h \
	tests/make-cert.h \
	tests/make-crl.h \
	tests/mbox-kit.h \
	tests/message-kit.h \
	tests/roots-kit.h \
	tests/rules.h \
	tests/run.c \
	tests/suites.h \
	tests/t-address.c \
	tests/t-announced.c \
	tests/t-answers.c \
	tests/t-app.c \
	tests/t-archive.c \
	tests/t-authority.c \
	tests/t-base64-sink.c \
	tests/t-base64.c \
	tests/t-batch.c \
	tests/t-book-add.c \
	tests/t-book-list.c \
	tests/t-book-take.c \
	tests/t-book.c \
	tests/t-bring.c \
	tests/t-ber.c \
	tests/t-bundle-ciphers.c \
	tests/t-bundle-corpus.c \
	tests/t-bundle-intake.c \
	tests/t-bundle-open.c \
	tests/t-bundle-peek.c \
	tests/t-bundle.c \
	tests/t-card.c \
	tests/t-cert-fields.c \
	tests/t-cert-sign.c \
	tests/t-cert-strict.c \
	tests/t-cert.c \
	tests/t-chain.c \
	tests/t-check-beside.c \
	tests/t-check-bundle.c \
	tests/t-check-cert.c \
	tests/t-check-contents.c \
	tests/t-check-key.c \
	tests/t-check-oracle.c \
	tests/t-check-message.c \
	tests/t-check-recipient.c \
	tests/t-check-request.c \
	tests/t-check-revocation.c \
	tests/t-check-root.c \
	tests/t-check-trust.c \
	tests/t-client-apple.c \
	tests/t-client-rules.c \
	tests/t-client.c \
	tests/t-complete.c \
	tests/t-clip.c \
	tests/t-cms-corpus.c \
	tests/t-cms-parts.c \
	tests/t-cms.c \
	tests/t-conf.c \
	tests/t-constraints.c \
	tests/t-crl.c \
	tests/t-csr.c \
	tests/t-der.c \
	tests/t-diagnose.c \
	tests/t-doubts.c \
	tests/t-draw.c \
	tests/t-entry.c \
	tests/t-expiry.c \
	tests/t-files.c \
	tests/t-folder.c \
	tests/t-fsio-dir.c \
	tests/t-fsio-write.c \
	tests/t-fsio.c \
	tests/t-gather.c \
	tests/t-glossary.c \
	tests/t-guide.c \
	tests/t-handover.c \
	tests/t-intake-parts.c \
	tests/t-intake.c \
	tests/t-jargon.c \
	tests/t-harvest-known.c \
	tests/t-harvest.c \
	tests/t-head-quick.c \
	tests/t-job.c \
	tests/t-journey.c \
	tests/t-key-open.c \
	tests/t-key.c \
	tests/t-letter.c \
	tests/t-lookalike.c \
	tests/t-mail-places.c \
	tests/t-mail-screen.c \
	tests/t-mbox.c \
	tests/t-message-corpus.c \
	tests/t-message-plain.c \
	tests/t-message.c \
	tests/t-list.c \
	tests/t-mime.c \
	tests/t-own.c \
	tests/t-nssckbi.c \
	tests/t-page.c \
	tests/t-pkcs7.c \
	tests/t-paths.c \
	tests/t-people.c \
	tests/t-place.c \
	tests/t-plaintext.c \
	tests/t-plist.c \
	tests/t-prescan.c \
	tests/t-profile-build.c \
	tests/t-profile-look.c \
	tests/t-profile-screen.c \
	tests/t-profile.c \
	tests/t-recipients-book.c \
	tests/t-recipients.c \
	tests/t-question.c \
	tests/t-recognise-corpus.c \
	tests/t-recognise.c \
	tests/t-rehearsal.c \
	tests/t-renewal.c \
	tests/t-report.c \
	tests/t-roots-judge.c \
	tests/t-roots.c \
	tests/t-secret.c \
	tests/t-shelf.c \
	tests/t-show-bundle.c \
	tests/t-show-chain.c \
	tests/t-signed.c \
	tests/t-signers.c \
	tests/t-step-bundle.c \
	tests/t-step.c \
	tests/t-store.c \
	tests/t-text.c \
	tests/t-strength.c \
	tests/t-tree.c \
	tests/t-trust.c \
	tests/t-unchecked.c \
	tests/t-unpack-corpus.c \
	tests/t-unpack.c \
	tests/t-util.c \
	tests/t-walk.c \
	tests/t-weak.c \
	tests/t-workspace.c \
	tests/test.h \
	tests/tool.h \
	tests/unpack-kit.h \
	tests/weak-keys.h
