/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "history-fixture.h"

#include "core/base/sublet-money.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The moments of one rental, and what is exported of all. */

static void
test_moments (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) moments = NULL;
  g_autoptr (GError) error = NULL;
  const SubletJournalMoment *moment;

  history_fixture_load (f);
  sublet_journal_history_read_moments_async (f->history, "c", NULL, sublet_test_on_result, &result);
  moments = sublet_journal_history_read_moments_finish (f->history,
                                                        sublet_test_await_result (&result),
                                                        &error);
  g_assert_no_error (error);
  g_assert_cmpuint (moments->len, ==, 3);
  moment = &g_array_index (moments, SubletJournalMoment, 0);
  g_assert_cmpint (moment->kind, ==, SUBLET_JOURNAL_MOMENT_STATE);
  g_assert_cmpint (moment->state, ==, STATE (READY));
  g_assert_cmpint (moment->rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  /* The order, then what came of it. */
  moment = &g_array_index (moments, SubletJournalMoment, 1);
  g_assert_cmpint (moment->kind, ==, SUBLET_JOURNAL_MOMENT_ORDER);
  g_assert_cmpint (moment->order, ==, SUBLET_ORDER_DESTROY);
  g_assert_true (moment->by_lease);
  g_assert_cmpint (moment->rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  moment = &g_array_index (moments, SubletJournalMoment, 2);
  g_assert_cmpint (moment->state, ==, STATE (GONE));
}

/* The order to bid something else says what. */
static void
test_bid_moment (HistoryFixture *f, gconstpointer data)
{
  const SubletOrderRecord order = { .id = (char *) "bid",
                                    .rental_id = (char *) "c",
                                    .owner = { .server = (char *) "server" },
                                    .kind = SUBLET_ORDER_BID,
                                    .rate_nusd = 310000000,
                                    .written_us = 1 };
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) moments = NULL;
  g_autoptr (GError) error = NULL;
  const SubletJournalMoment *moment;

  history_fixture_load (f);
  sublet_journal_batch_put_order (batch, &order);
  history_fixture_commit (f, batch);
  sublet_journal_history_read_moments_async (f->history, "c", NULL, sublet_test_on_result, &result);
  moments = sublet_journal_history_read_moments_finish (f->history,
                                                        sublet_test_await_result (&result),
                                                        &error);
  g_assert_no_error (error);
  moment = &g_array_index (moments, SubletJournalMoment, 0);
  g_assert_cmpint (moment->order, ==, SUBLET_ORDER_BID);
  g_assert_cmpint (moment->rate_nusd, ==, 310000000);
}

/* ---- export ---- */

static char *export(HistoryFixture *f,
                    const char *path,
                    SubletJournalFormat format,
                    guint *n,
                    GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  char *text = NULL;

  sublet_journal_history_export_async (f->history,
                                       file,
                                       format,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  if (sublet_journal_history_export_finish (f->history,
                                            sublet_test_await_result (&result),
                                            n,
                                            error))
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_csv (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  HistoryLife life = history_lives[0];
  guint n = 0;

  life.label = "=HYPERLINK(\"http://x\",\"a, b\")";
  life.place = "+1, -2";
  history_fixture_put_life (f, &life);
  history_fixture_put_life (f, &history_lives[1]);
  history_fixture_put_life (f, &history_lives[7]);
  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (history_fixture_is_read, f->history);
  text = export(f, path, SUBLET_JOURNAL_FORMAT_CSV, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[0],
                   ==,
                   "id,rented_at,ended_at,duration_s,label,gpu,gpus,place,image,disk_gb,"
                   "quoted_usd_per_hour,quoted_stopped_usd_per_hour,cost_usd,state,reason,ended_by,"
                   "lease_end_at,instance_id,machine_id,adopted,server,account_id,kind,volume_id,"
                   "ordered_at");
  g_assert_cmpstr (lines[1],
                   ==,
                   "a,2026-11-29T23:00:00Z,,10800,\"'=HYPERLINK(\"\"http://x\"\",\"\"a, b\"\")\","
                   "\"RTX 4090\",2,\"'+1, -2\",\"pytorch/pytorch:latest\",64,0.325,0.015000001,"
                   "2.09,ready,,,,4001,20417,false,\"https://vast.example\",900,rental,,");
  g_assert_true (
    g_str_has_prefix (lines[2], "b,2026-11-29T22:00:00Z,2026-11-30T00:00:00Z,7200,\"Größe-2\""));
  g_assert_true (g_str_has_prefix (lines[3], "h,2026-11-29T16:00:00Z,2026-11-30T00:00:00Z,0,"));
  g_assert_nonnull (strstr (lines[3], ",0.00,refused,no-credit,refused,"));
  g_assert_cmpstr (lines[4], ==, "");
  g_assert_null (lines[5]);
}

static void
test_json (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "journal.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  JsonArray *rentals;
  guint n = 0;

  history_fixture_load (f);
  sublet_journal_history_set_search (f->history, "a100 oslo");
  text = export(f, path, SUBLET_JOURNAL_FORMAT_JSON, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 4);
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "sublet-journal");
  g_assert_cmpstr (json_object_get_string_member (object, "exported_at"),
                   ==,
                   "2026-11-30T02:00:00Z");
  rentals = json_object_get_array_member (object, "rentals");
  g_assert_cmpuint (json_array_get_length (rentals), ==, 4);
  object = json_array_get_object_element (rentals, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "d");
  g_assert_cmpstr (json_object_get_string_member (object, "cost_usd"), ==, "1.44");
  g_assert_cmpstr (json_object_get_string_member (object, "ended_by"), ==, "host");
  g_assert_cmpint (json_object_get_int_member (object, "instance_id"), ==, 4004);
  g_assert_true (json_object_get_null_member (object, "reason"));
  g_assert_false (json_object_get_boolean_member (object, "adopted"));
}

/* What was there stays when the new one cannot be written. */
static void
test_export_fails (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", "journal.csv", NULL);
  g_autoptr (GError) error = NULL;

  history_fixture_load (f);
  g_assert_null (export(f, nowhere, SUBLET_JOURNAL_FORMAT_CSV, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "journal.csv"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  HISTORY_FIXTURE_ADD ("moments", test_moments);
  HISTORY_FIXTURE_ADD ("bid-moment", test_bid_moment);
  HISTORY_FIXTURE_ADD ("csv", test_csv);
  HISTORY_FIXTURE_ADD ("json", test_json);
  HISTORY_FIXTURE_ADD ("export-fails", test_export_fails);

  return g_test_run ();
}
