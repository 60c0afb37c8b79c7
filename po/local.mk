# SPDX-License-Identifier: GPL-3.0-or-later
# Translations: `make pot` collects the texts, `make update-po` brings each
# language up to date with them; each one named in LINGUAS is compiled into
# po/locale, where the tests find it, and installed. The catalogue of findings
# is a header on purpose: xgettext reads an X-macro file only under such a name.
MSGMERGE = msgmerge
POT = $(srcdir)/po/smime-setup.pot
MO = LC_MESSAGES/$(PACKAGE).mo
LANGUAGES = `sed '/^\#/d' $(srcdir)/po/LINGUAS`
EXTRA_DIST += po/POTFILES.in po/LINGUAS

pot:
	$(XGETTEXT) --from-code=UTF-8 --language=C --add-comments=TRANSLATORS \
		--keyword --keyword=_ --keyword=N_ --keyword=tr \
		--keyword=trn:1,2 --flag=_:1:pass-c-format \
		--package-name=$(PACKAGE) --package-version=$(VERSION) \
		--directory=$(top_srcdir) --files-from=$(srcdir)/po/POTFILES.in \
		--output=$(POT)

update-po: pot
	for l in $(LANGUAGES); do \
		$(MSGMERGE) --quiet --update --backup=none --no-wrap \
			$(srcdir)/po/$$l.po $(POT) || exit 1; \
	done

all-local: po/stamp-mo
po/stamp-mo: $(srcdir)/po/LINGUAS $(wildcard $(srcdir)/po/*.po)
	$(AM_V_GEN)$(MKDIR_P) po; for l in $(LANGUAGES); do \
		to=po/locale/$$l/$(MO); \
		$(MKDIR_P) po/locale/$$l/LC_MESSAGES && \
		$(MSGFMT) --check -o $$to.tmp $(srcdir)/po/$$l.po && \
		mv $$to.tmp $$to || exit 1; \
	done; touch $@
CLEANFILES += po/stamp-mo

clean-local:
	rm -rf po/locale

install-mo: po/stamp-mo
	for l in $(LANGUAGES); do \
		to='$(DESTDIR)$(localedir)'/$$l/LC_MESSAGES; \
		$(MKDIR_P) "$$to" && \
		$(INSTALL_DATA) po/locale/$$l/$(MO) "$$to" || exit 1; \
	done

uninstall-mo:
	for l in $(LANGUAGES); do \
		rm -f '$(DESTDIR)$(localedir)'/$$l/$(MO); \
	done

# A file for each language of LINGUAS has to travel with the release, and the
# manuals there are.
dist-hook:
	for l in $(MANUAL_LANGUAGES); do \
		$(MKDIR_P) $(distdir)/man/$$l && \
		cp $(srcdir)/man/$$l/smime-setup.1 $(distdir)/man/$$l/ || \
			exit 1; \
	done
	for l in $(LANGUAGES); do \
		cp $(srcdir)/po/$$l.po $(distdir)/po/ || exit 1; \
	done
