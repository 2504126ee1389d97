/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history-private.h"
#include "core/rental/sublet-journal.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/* A journal of eight rentals that ended in as many ways, and its history. */

#define NOON G_GINT64_CONSTANT (1795996800000000) /* 2026-11-30 00:00 UTC */

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletJournal *journal;
  SubletManualClock *clock;
  SubletRentalEngine *engine;
  SubletJournalHistory *history;
} HistoryFixture;

/* What a rental was, one state after the other, and who ordered its end. */
typedef struct
{
  const char *id;
  const char *label;
  const char *gpu;
  const char *place;
  gint64 hours_ago;
  SubletRentalState before; /* UNKNOWN: nothing */
  SubletRentalReason reason_before;
  SubletRentalState state;
  SubletRentalReason reason;
  enum
  {
    BY_NOBODY,
    BY_PERSON,
    BY_LEASE
  } ordered; /* its end */
  SubletJournalEnding ending;
} HistoryLife;

#define STATE(state) SUBLET_RENTAL_STATE_##state
#define REASON(reason) SUBLET_RENTAL_REASON_##reason
#define ENDING(ending) SUBLET_JOURNAL_ENDING_##ending

#define HISTORY_FIXTURE_ADD(path, test)             \
  g_test_add ("/core/rental/journal-history/" path, \
              HistoryFixture,                       \
              NULL,                                 \
              history_fixture_set_up,               \
              test,                                 \
              history_fixture_tear_down)

/* Newest first. */
extern const HistoryLife history_lives[8];

void history_fixture_set_up (HistoryFixture *f, gconstpointer data);
void history_fixture_tear_down (HistoryFixture *f, gconstpointer data);
void history_fixture_commit (HistoryFixture *f, SubletJournalBatch *batch);
void history_fixture_put_life (HistoryFixture *f, const HistoryLife *life);
/* Of a history: not loading any more. */
bool history_fixture_is_read (gpointer user_data);
/* Puts the eight lives and reads the history, which has to succeed. */
void history_fixture_load (HistoryFixture *f);

G_END_DECLS
