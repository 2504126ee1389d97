/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/api-fixture.h"
#include "core/logs/sublet-log.h"
#include "support/sublet-manual-clock.h"

G_BEGIN_DECLS

/* A log against a scripted service, in virtual time. */

typedef struct
{
  Fixture api;
  SubletManualClock *clock;
  SubletLog *log;
  char *address; /* the answer to every request for the log */
  guint n_told;  /* items that were told of, by "items-changed" alone */
  guint n_changes;
} LogFixture;

void log_fixture_set_up (LogFixture *f, gconstpointer data);
void log_fixture_tear_down (LogFixture *f, gconstpointer data);

void log_fixture_forget_answers (LogFixture *f);
/* The next look, and only that, finds this. */
void log_fixture_let_say (LogFixture *f, const char *text);
/* Until nothing is asked for any more; between two looks for the file the clock goes on. */
void log_fixture_await_rest (LogFixture *f);
/* One whole look, which finds this. */
void log_fixture_look (LogFixture *f, const char *text);

/* The text of every line, "+2" for two more, "(gap)". */
void log_fixture_assert_lines (LogFixture *f, const char *lines);

G_END_DECLS
