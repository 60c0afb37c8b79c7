# SPDX-License-Identifier: GPL-3.0-or-later
# The front ends: all but main() is a library, so that tests reach it.
smime_setup_SOURCES = ui/main.c
smime_setup_LDADD = libui.a libengine.a $(CURSES_LIBS) $(DEPS_LIBS)

libui_a_SOURCES = \
	ui/app-client.c \
	ui/app.c \
	ui/app.h \
	ui/cli.c \
	ui/cli.h \
	ui/clip.c \
	ui/cmd-authority.c \
	ui/cmd-check-many.c \
	ui/cmd-check-to.c \
	ui/cmd-check.c \
	ui/cmd-demo.c \
	ui/cmd-explain.c \
	ui/cmd-guide.c \
	ui/cmd-message.c \
	ui/cmd-profile.c \
	ui/cmd-status.c \
	ui/cmd-steps.c \
	ui/cmd-why.c \
	ui/command.c \
	ui/complete.c \
	ui/complete.h \
	ui/draw.c \
	ui/draw.h \
	ui/entry.c \
	ui/entry.h \
	ui/field.c \
	ui/field.h \
	ui/form.h \
	ui/json.c \
	ui/json.h \
	ui/judge.c \
	ui/judge.h \
	ui/keys.c \
	ui/keys.h \
	ui/layout-body.c \
	ui/layout.c \
	ui/layout.h \
	ui/options.c \
	ui/options.h \
	ui/out.c \
	ui/out.h \
	ui/plain-ask.c \
	ui/plain-ask.h \
	ui/plain-why.c \
	ui/plain-why.h \
	ui/plain.c \
	ui/plain.h \
	ui/prompt.c \
	ui/prompt.h \
	ui/screen-bring.c \
	ui/screen-form.c \
	ui/screen-glossary.c \
	ui/screen-home.c \
	ui/screen-identity.c \
	ui/screen-report.c \
	ui/screen-result.c \
	ui/screen-sights.c \
	ui/screen-step.c \
	ui/screen-text.c \
	ui/screen-walk.c \
	ui/screen.h \
	ui/search.c \
	ui/signals.c \
	ui/signals.h \
	ui/term.c \
	ui/term.h \
	ui/view.c \
	ui/view.h \
	ui/why.c \
	ui/why.h \
	ui/work.c
