# SPDX-License-Identifier: GPL-3.0-or-later
# Translations: `make pot` collects the texts; each language named in LINGUAS
# is compiled and installed. The catalogue of findings is a header on purpose:
# xgettext reads an X-macro file only under such a name.
POT = $(srcdir)/po/smime-setup.pot
EXTRA_DIST += po/POTFILES.in po/LINGUAS

pot:
	$(XGETTEXT) --from-code=UTF-8 --language=C --add-comments=TRANSLATORS \
		--keyword --keyword=_ --keyword=N_ --keyword=tr \
		--keyword=trn:1,2 --flag=_:1:pass-c-format \
		--package-name=$(PACKAGE) --package-version=$(VERSION) \
		--directory=$(top_srcdir) --files-from=$(srcdir)/po/POTFILES.in \
		--output=$(POT)

install-mo:
	for l in `sed '/^#/d' $(srcdir)/po/LINGUAS`; do \
		to='$(DESTDIR)$(localedir)'/$$l/LC_MESSAGES; \
		$(MKDIR_P) "$$to" && $(MSGFMT) --check -o \
			"$$to/$(PACKAGE).mo" $(srcdir)/po/$$l.po || exit 1; \
	done

uninstall-mo:
	for l in `sed '/^#/d' $(srcdir)/po/LINGUAS`; do \
		rm -f '$(DESTDIR)$(localedir)'/$$l/LC_MESSAGES/$(PACKAGE).mo; \
	done

# A file for each language of LINGUAS has to travel with the release.
dist-hook:
	for l in `sed '/^#/d' $(srcdir)/po/LINGUAS`; do \
		cp $(srcdir)/po/$$l.po $(distdir)/po/ || exit 1; \
	done
