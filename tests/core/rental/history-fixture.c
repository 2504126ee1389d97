/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "history-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test-database.h"

static char *
place_words (const SubletJournalRow *row)
{
  return g_strdup (g_str_has_suffix (row->place, "FI") ? "Finnland" : NULL);
}

static char *
ending_words (const SubletJournalRow *row)
{
  return g_strdup (row->ending == SUBLET_JOURNAL_ENDING_DESTROYED ? "Gelöscht von Ihnen" : "");
}

void
history_fixture_set_up (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->database = sublet_test_open_database (f->profile, NULL);
  f->journal = sublet_journal_new (f->database);
  f->clock = sublet_manual_clock_new ();
  sublet_clock_note_service_time (SUBLET_CLOCK (f->clock), NOON + 2 * G_TIME_SPAN_HOUR);
  client = sublet_client_new ("http://127.0.0.1:9", SUBLET_CLOCK (f->clock), &error);
  g_assert_no_error (error);
  f->engine = sublet_rental_engine_new (client, f->profile);
  f->history = sublet_journal_history_new (f->engine);
  sublet_journal_history_set_words (f->history, place_words, ending_words);
}

void
history_fixture_tear_down (HistoryFixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->history);
  g_object_unref (f->engine);
  sublet_test_drain ();
  g_object_unref (f->journal);
  g_object_unref (f->clock);
  g_object_unref (f->database);
  g_assert_finalize_object (f->profile);
  sublet_test_remove_folder (f->folder);
}

void
history_fixture_commit (HistoryFixture *f, SubletJournalBatch *batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_commit_async (f->journal, batch, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_journal_commit_finish (f->journal, result, &error));
  g_assert_no_error (error);
}

const HistoryLife history_lives[8] = {
  { "a",
    "ada-1",
    "RTX 4090",
    "Uusimaa, FI",
    1,
    STATE (PROVISIONING),
    0,
    STATE (READY),
    0,
    BY_NOBODY,
    ENDING (NONE) },
  { "b",
    "Größe-2",
    "H100 SXM",
    "Île-de-France, FR",
    2,
    STATE (READY),
    0,
    STATE (GONE),
    0,
    BY_PERSON,
    ENDING (DESTROYED) },
  { "c", "lease", "A100", NULL, 3, STATE (READY), 0, STATE (GONE), 0, BY_LEASE, ENDING (LEASE) },
  { "d",
    "off",
    "A100",
    "Oslo, NO",
    4,
    STATE (OFFLINE),
    0,
    STATE (GONE),
    0,
    BY_NOBODY,
    ENDING (HOST) },
  { "e",
    "host",
    "A100",
    "Oslo, NO",
    5,
    STATE (FAILED),
    REASON (HOST),
    STATE (GONE),
    0,
    BY_NOBODY,
    ENDING (HOST) },
  { "f",
    "poor",
    "A100",
    "Oslo, NO",
    6,
    STATE (EXITED),
    REASON (CREDIT_USED_UP),
    STATE (GONE),
    0,
    BY_NOBODY,
    ENDING (CREDIT) },
  { "g",
    "web",
    "A100",
    "Łódź, PL",
    7,
    STATE (READY),
    0,
    STATE (GONE),
    0,
    BY_NOBODY,
    ENDING (ELSEWHERE) },
  { "h",
    "none",
    "A100",
    "Oslo, NO",
    8,
    STATE (REQUESTING),
    0,
    STATE (REFUSED),
    REASON (NO_CREDIT),
    BY_NOBODY,
    ENDING (REFUSED) },
};

void
history_fixture_put_life (HistoryFixture *f, const HistoryLife *life)
{
  SubletRentalRecord record = {
    .id = (char *) life->id,
    .owner = { .server = (char *) "https://vast.example", .account_id = 900 },
    .token = (char *) "t",
    .state = life->state,
    .reason = life->reason,
    .contract_id = life->state == STATE (REFUSED) ? 0 : 4000 + life->hours_ago,
    .machine_id = 20417,
    .num_gpus = 2,
    .gpu_name = (char *) life->gpu,
    .place = (char *) life->place,
    .image = (char *) "pytorch/pytorch:latest",
    .label = (char *) life->label,
    .disk_gb = 64,
    .quoted_running_nusd = 325000000,
    .quoted_stopped_nusd = 15000001,
    .next_rate_nusd = SUBLET_MONEY_UNKNOWN,
    .made_us = NOON - life->hours_ago * G_TIME_SPAN_HOUR,
    .ended_us = life->ending != ENDING (NONE) ? NOON : 0,
    .meter_uusd = 1440000,
    .meter_at_us = NOON,
    .meter_rate_nusd = 325000000,
  };
  SubletRentalEvent before = { .at_us = record.made_us + 1,
                               .state = life->before,
                               .reason = life->reason_before,
                               .rate_nusd = SUBLET_MONEY_UNKNOWN };
  SubletRentalEvent now = { .at_us = NOON,
                            .state = life->state,
                            .reason = life->reason,
                            .rate_nusd = SUBLET_MONEY_UNKNOWN };
  SubletOrderRecord order = { .id = (char *) life->id,
                              .rental_id = (char *) life->id,
                              .owner = record.owner,
                              .contract_id = record.contract_id,
                              .kind = SUBLET_ORDER_DESTROY,
                              .written_us = NOON,
                              .closed_us = NOON,
                              .by_lease = life->ordered == BY_LEASE };
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  sublet_journal_batch_put_rental (batch, &record);
  sublet_journal_batch_add_event (batch, &record, &before);
  sublet_journal_batch_add_event (batch, &record, &now);
  if (life->ordered != BY_NOBODY)
    sublet_journal_batch_put_order (batch, &order);
  history_fixture_commit (f, batch);
}

bool
history_fixture_is_read (gpointer user_data)
{
  return sublet_journal_history_get_state (user_data) != SUBLET_JOURNAL_STATE_LOADING;
}

void
history_fixture_load (HistoryFixture *f)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (history_lives); i++)
    history_fixture_put_life (f, &history_lives[i]);
  sublet_journal_history_load (f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_LOADING);
  sublet_journal_history_set_database (f->history, f->database);
  sublet_test_await (history_fixture_is_read, f->history);
  g_assert_no_error (sublet_journal_history_get_error (f->history));
}
