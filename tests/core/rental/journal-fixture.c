/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/journal-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

void
journal_fixture_set_up (JournalFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->database = sublet_database_new (f->profile);
  sublet_database_open_async (f->database, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_open_finish (f->database, result, &error));
  g_assert_no_error (error);
  f->journal = sublet_journal_new (f->database);
}

void
journal_fixture_tear_down (JournalFixture *f, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&f->journal));
  g_assert_finalize_object (g_steal_pointer (&f->database));
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

gboolean
journal_fixture_commit (JournalFixture *f, SubletJournalBatch *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_journal_commit_async (f->journal, batch, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_journal_commit_finish (f->journal, result, error);
}

SubletJournalContents *
journal_fixture_load (JournalFixture *f, gint64 since_us)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletJournalContents *contents;

  sublet_journal_load_async (f->journal, since_us, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  contents = sublet_journal_load_finish (f->journal, result, &error);
  g_assert_no_error (error);
  return contents;
}

SubletRentalRecord *
journal_fixture_make_record (const char *id)
{
  SubletRentalRecord *r = g_new0 (SubletRentalRecord, 1);

  r->id = g_strdup (id);
  r->owner.server = g_strdup ("https://vast.example");
  r->owner.account_id = 900;
  r->token = g_strdup_printf ("install/%s", id);
  r->state = SUBLET_RENTAL_STATE_INTENDED;
  r->state_since_us = 11;
  r->machine_id = 20417;
  r->num_gpus = 2;
  r->gpu_name = g_strdup ("RTX 4090");
  r->place = g_strdup ("Uusimaa, FI");
  r->image = g_strdup ("pytorch/pytorch:latest");
  r->label = g_strdup ("ada-1");
  r->disk_gb = 64;
  r->launch_json = g_strdup ("{\"version\":1}");
  r->price_kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  r->bid_nusd = 310000000;
  r->quoted_running_nusd = 325000000;
  r->quoted_stopped_nusd = 15000000;
  r->quoted_traffic_uusd = 412345;
  r->stopped_rate_nusd = 18000000;
  r->seen_us = 9;
  r->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  r->lease_us = 8 * G_TIME_SPAN_HOUR;
  r->lease_at_end = SUBLET_LEASE_END_DESTROY;
  r->made_us = 10;

  return r;
}
