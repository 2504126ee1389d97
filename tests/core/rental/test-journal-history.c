/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-journal.h"
#include "core/rental/sublet-rental-private.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

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
} Fixture;

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

static void
set_up (Fixture *f, gconstpointer data)
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

static void
tear_down (Fixture *f, gconstpointer data)
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

static void
commit (Fixture *f, SubletJournalBatch *batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_commit_async (f->journal, batch, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_journal_commit_finish (f->journal, result, &error));
  g_assert_no_error (error);
}

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
    NOBODY,
    PERSON,
    LEASE
  } ordered; /* its end */
  SubletJournalEnding ending;
} Life;

#define S(state) SUBLET_RENTAL_STATE_##state
#define R(reason) SUBLET_RENTAL_REASON_##reason
#define E(ending) SUBLET_JOURNAL_ENDING_##ending

static const Life lives[] = {
  { "a",
    "ada-1",
    "RTX 4090",
    "Uusimaa, FI",
    1,
    S (PROVISIONING),
    0,
    S (READY),
    0,
    NOBODY,
    E (NONE) },
  { "b",
    "Größe-2",
    "H100 SXM",
    "Île-de-France, FR",
    2,
    S (READY),
    0,
    S (GONE),
    0,
    PERSON,
    E (DESTROYED) },
  { "c", "lease", "A100", NULL, 3, S (READY), 0, S (GONE), 0, LEASE, E (LEASE) },
  { "d", "off", "A100", "Oslo, NO", 4, S (OFFLINE), 0, S (GONE), 0, NOBODY, E (HOST) },
  { "e", "host", "A100", "Oslo, NO", 5, S (FAILED), R (HOST), S (GONE), 0, NOBODY, E (HOST) },
  { "f",
    "poor",
    "A100",
    "Oslo, NO",
    6,
    S (EXITED),
    R (CREDIT_USED_UP),
    S (GONE),
    0,
    NOBODY,
    E (CREDIT) },
  { "g", "web", "A100", "Łódź, PL", 7, S (READY), 0, S (GONE), 0, NOBODY, E (ELSEWHERE) },
  { "h",
    "none",
    "A100",
    "Oslo, NO",
    8,
    S (REQUESTING),
    0,
    S (REFUSED),
    R (NO_CREDIT),
    NOBODY,
    E (REFUSED) },
};

static void
put_life (Fixture *f, const Life *life)
{
  SubletRentalRecord record = {
    .id = (char *) life->id,
    .owner = { .server = (char *) "https://vast.example", .account_id = 900 },
    .token = (char *) "t",
    .state = life->state,
    .reason = life->reason,
    .contract_id = life->state == S (REFUSED) ? 0 : 4000 + life->hours_ago,
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
    .ended_us = life->ending != E (NONE) ? NOON : 0,
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
                              .by_lease = life->ordered == LEASE };
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  sublet_journal_batch_put_rental (batch, &record);
  sublet_journal_batch_add_event (batch, &record, &before);
  sublet_journal_batch_add_event (batch, &record, &now);
  if (life->ordered != NOBODY)
    sublet_journal_batch_put_order (batch, &order);
  commit (f, batch);
}

static bool
is_read (gpointer user_data)
{
  return sublet_journal_history_get_state (user_data) != SUBLET_JOURNAL_STATE_LOADING;
}

static void
load (Fixture *f)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (lives); i++)
    put_life (f, &lives[i]);
  sublet_journal_history_load (f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_LOADING);
  sublet_journal_history_set_database (f->history, f->database);
  sublet_test_await (is_read, f->history);
  g_assert_no_error (sublet_journal_history_get_error (f->history));
}

static const SubletJournalRow *
get_row (Fixture *f, guint position)
{
  return sublet_journal_history_get_row (f->history, position);
}

static void
test_endings (Fixture *f, gconstpointer data)
{
  gint64 now_us = NOON + 2 * G_TIME_SPAN_HOUR;
  guint i;

  load (f);
  g_assert_cmpuint (sublet_journal_history_get_total (f->history), ==, G_N_ELEMENTS (lives));
  for (i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      const SubletJournalRow *row = get_row (f, i);

      /* Newest first. */
      g_assert_cmpstr (row->id, ==, lives[i].id);
      g_assert_cmpstr (row->label, ==, lives[i].label);
      g_assert_cmpint (row->ending, ==, lives[i].ending);
      g_assert_cmpuint (sublet_journal_history_find (f->history, lives[i].id), ==, i);
    }
  /* What is open goes on costing. */
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 0), now_us), ==, 1440000 + 650000);
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 1), now_us), ==, 1440000);
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 7), now_us), ==, 0);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 0), now_us),
                   ==,
                   3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 1), now_us),
                   ==,
                   2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 7), now_us), ==, 0);
  g_assert_null (get_row (f, G_N_ELEMENTS (lives)));
  g_assert_cmpuint (sublet_journal_history_find (f->history, "nobody"), ==, G_MAXUINT);
}

/* A word that this version does not know means an open rental of an unknown kind. */
static void
test_newer (Fixture *f, gconstpointer data)
{
  gsize i;

  for (i = 0; i < 2; i++)
    put_life (f, &lives[i]);
  {
    g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
    g_autoptr (GError) error = NULL;
    sqlite3 *db = NULL;

    g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
    g_assert_true (sublet_sql_exec (db,
                                    "UPDATE rentals SET state = 'hibernating', reason = 'winter'"
                                    "  WHERE id = 'b'",
                                    &error));
    sqlite3_close (db);
  }
  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (is_read, f->history);
  g_assert_cmpint (get_row (f, 1)->state, ==, S (UNKNOWN));
  g_assert_cmpint (get_row (f, 1)->reason, ==, R (OTHER));
  g_assert_cmpint (get_row (f, 1)->ending, ==, E (NONE));
}

typedef struct
{
  const char *search;
  const char *ids;
} Search;

static void
test_search (Fixture *f, gconstpointer data)
{
  static const Search searches[] = {
    { "", "abcdefgh" },      { "   ", "abcdefgh" },    { "ADA", "a" },
    { "groesse", "" },       { "grosse", "b" },        { "GRÖSSE", "b" },
    { "ile", "b" },          { "lodz", "g" },          { "Łódź a100", "g" },
    { "a100 oslo", "defh" }, { "oslo a100", "defh" },  { "pytorch 4090", "a" },
    { "finnland", "a" },     { "geloscht", "b" },      { "von gelöscht h100", "b" },
    { "oslo finnland", "" }, { "latest", "abcdefgh" }, { "nothing-of-that", "" },
  };
  gsize i;

  load (f);
  for (i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      guint j;

      sublet_journal_history_set_search (f->history, searches[i].search);
      for (j = 0; j < sublet_journal_history_get_n_rows (f->history); j++)
        g_string_append (ids, get_row (f, j)->id);
      g_assert_cmpstr (ids->str, ==, searches[i].ids);
    }
  g_assert_cmpuint (sublet_journal_history_get_total (f->history), ==, G_N_ELEMENTS (lives));
  g_assert_nonnull (sublet_journal_history_lookup (f->history, "a"));
}

static void
test_error (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (sublet_sql_exec (db, "ALTER TABLE rentals RENAME COLUMN label TO l", &error));
  sqlite3_close (db);

  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (is_read, f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_ERROR);
  g_assert_error (sublet_journal_history_get_error (f->history), SUBLET_ERROR, SUBLET_ERROR_STORE);

  /* And again, when it can be. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (sublet_sql_exec (db, "ALTER TABLE rentals RENAME COLUMN l TO label", &error));
  sqlite3_close (db);
  sublet_journal_history_load (f->history);
  sublet_test_await (is_read, f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_KNOWN);
  g_assert_null (sublet_journal_history_get_error (f->history));
}

/* ---- live ---- */

static void
on_row_changed (SubletJournalHistory *history, guint position, guint *changed)
{
  *changed = position;
}

static void
on_view_changed (SubletJournalHistory *history, guint *count)
{
  (*count)++;
}

static bool
is_set (gpointer user_data)
{
  return *(guint *) user_data != G_MAXUINT;
}

static bool
is_positive (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
test_live (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("a", SUBLET_RENTAL_ORIGIN_OURS);
  g_autoptr (SubletRental) stranger = sublet_rental_new ("z", SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  GListStore *rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (f->engine));
  Life life = lives[0];
  guint changed = G_MAXUINT;
  guint views = 0;

  g_list_store_append (rentals, rental);
  g_list_store_append (rentals, stranger);
  g_signal_connect (f->history, "row-changed", G_CALLBACK (on_row_changed), &changed);
  load (f);
  /* What came before anybody followed it is read once more. */
  sublet_test_await (is_set, &changed);
  changed = G_MAXUINT;
  g_signal_connect (f->history, "view-changed", G_CALLBACK (on_view_changed), &views);

  /* First the journal, then the card: the row follows, in its place. */
  life.state = S (STOPPED);
  life.label = "renamed";
  put_life (f, &life);
  sublet_rental_set_label (rental, "renamed");
  sublet_test_await (is_set, &changed);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_cmpint (get_row (f, 0)->state, ==, S (STOPPED));
  g_assert_cmpstr (get_row (f, 0)->label, ==, "renamed");
  g_assert_cmpuint (views, ==, 0);

  /* A new one stands first. */
  life = lives[0];
  life.id = "new";
  life.hours_ago = 0;
  put_life (f, &life);
  {
    g_autoptr (SubletRental) another = sublet_rental_new ("new", SUBLET_RENTAL_ORIGIN_OURS);

    g_list_store_insert (rentals, 0, another);
  }
  sublet_test_await (is_positive, &views);
  g_assert_cmpstr (get_row (f, 0)->id, ==, "new");
  g_assert_cmpuint (sublet_journal_history_find (f->history, "a"), ==, 1);
  g_assert_cmpuint (sublet_journal_history_get_total (f->history), ==, G_N_ELEMENTS (lives) + 1);

  /* Out of a search by what it has become. */
  sublet_journal_history_set_search (f->history, "renamed");
  views = 0;
  life = lives[0];
  put_life (f, &life);
  sublet_rental_set_label (rental, "ada-1");
  sublet_test_await (is_positive, &views);
  g_assert_cmpuint (sublet_journal_history_get_n_rows (f->history), ==, 0);
  g_list_store_remove_all (rentals);
}

static void
test_moments (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) moments = NULL;
  g_autoptr (GError) error = NULL;
  const SubletJournalMoment *moment;

  load (f);
  sublet_journal_history_read_moments_async (f->history, "c", NULL, sublet_test_on_result, &result);
  moments = sublet_journal_history_read_moments_finish (f->history,
                                                        sublet_test_await_result (&result),
                                                        &error);
  g_assert_no_error (error);
  g_assert_cmpuint (moments->len, ==, 3);
  moment = &g_array_index (moments, SubletJournalMoment, 0);
  g_assert_cmpint (moment->kind, ==, SUBLET_JOURNAL_MOMENT_STATE);
  g_assert_cmpint (moment->state, ==, S (READY));
  g_assert_cmpint (moment->rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  /* The order, then what came of it. */
  moment = &g_array_index (moments, SubletJournalMoment, 1);
  g_assert_cmpint (moment->kind, ==, SUBLET_JOURNAL_MOMENT_ORDER);
  g_assert_cmpint (moment->order, ==, SUBLET_ORDER_DESTROY);
  g_assert_true (moment->by_lease);
  g_assert_cmpint (moment->rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  moment = &g_array_index (moments, SubletJournalMoment, 2);
  g_assert_cmpint (moment->state, ==, S (GONE));
}

/* The order to bid something else says what. */
static void
test_bid_moment (Fixture *f, gconstpointer data)
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

  load (f);
  sublet_journal_batch_put_order (batch, &order);
  commit (f, batch);
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

static char *export(Fixture *f,
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
test_csv (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Life life = lives[0];
  guint n = 0;

  life.label = "=HYPERLINK(\"http://x\",\"a, b\")";
  life.place = "+1, -2";
  put_life (f, &life);
  put_life (f, &lives[1]);
  put_life (f, &lives[7]);
  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (is_read, f->history);
  text = export(f, path, SUBLET_JOURNAL_FORMAT_CSV, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[0],
                   ==,
                   "id,rented_at,ended_at,duration_s,label,gpu,gpus,place,image,disk_gb,"
                   "quoted_usd_per_hour,quoted_stopped_usd_per_hour,cost_usd,state,reason,ended_by,"
                   "lease_end_at,instance_id,machine_id,adopted,server,account_id");
  g_assert_cmpstr (lines[1],
                   ==,
                   "a,2026-11-29T23:00:00Z,,10800,\"'=HYPERLINK(\"\"http://x\"\",\"\"a, b\"\")\","
                   "\"RTX 4090\",2,\"'+1, -2\",\"pytorch/pytorch:latest\",64,0.325,0.015000001,"
                   "2.09,ready,,,,4001,20417,false,\"https://vast.example\",900");
  g_assert_true (
    g_str_has_prefix (lines[2], "b,2026-11-29T22:00:00Z,2026-11-30T00:00:00Z,7200,\"Größe-2\""));
  g_assert_true (g_str_has_prefix (lines[3], "h,2026-11-29T16:00:00Z,2026-11-30T00:00:00Z,0,"));
  g_assert_nonnull (strstr (lines[3], ",0.00,refused,no-credit,refused,"));
  g_assert_cmpstr (lines[4], ==, "");
  g_assert_null (lines[5]);
}

static void
test_json (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "journal.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  JsonArray *rentals;
  guint n = 0;

  load (f);
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
test_export_fails (Fixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", "journal.csv", NULL);
  g_autoptr (GError) error = NULL;

  load (f);
  g_assert_null (export(f, nowhere, SUBLET_JOURNAL_FORMAT_CSV, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "journal.csv"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test) \
  g_test_add ("/core/rental/journal-history/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("endings", test_endings);
  ADD ("newer", test_newer);
  ADD ("search", test_search);
  ADD ("error", test_error);
  ADD ("live", test_live);
  ADD ("moments", test_moments);
  ADD ("bid-moment", test_bid_moment);
  ADD ("csv", test_csv);
  ADD ("json", test_json);
  ADD ("export-fails", test_export_fails);

  return g_test_run ();
}
