/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-journal-history-private.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

/*
 * A journal of 10,000 rentals with eight events each: from the question to the rows in the view,
 * beside SQLite stepping over the same columns alone; and a search from the last letter to the
 * view.
 */

#define N_RENTALS 10000
#define N_EVENTS 8
#define WARM_UPS 2
#define REPETITIONS 15

#define OPEN_BUDGET_MS 50.0
#define SEARCH_BUDGET_MS 16.0

static void
take_time (BenchFigures *figures, int turn, gint64 start_us)
{
  if (turn >= WARM_UPS)
    bench_figures_add_since (figures, start_us);
}

static bool
fill (sqlite3 *db, gpointer data, GError **error)
{
  static const char *const places[] = { "Uusimaa, FI", "Île-de-France, FR", "Oslo, NO", "US" };
  static const char *const gpus[] = { "RTX 4090", "H100 SXM", "A100 SXM4" };
  static const char *const states[] = { "gone", "gone", "gone", "refused", "ready" };
  static const char *const steps[] = { "intended",   "requesting", "provisioning", "running",
                                       "connecting", "ready",      "destroying",   "gone" };
  int i;
  int j;

  for (i = 0; i < N_RENTALS; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *label = g_strdup_printf (i % 7 == 0 ? "größe-%d" : "ada-%d", i);
      gint64 made_us = G_GINT64_CONSTANT (1700000000000000) + i * G_TIME_SPAN_HOUR;

      if (!sublet_sql_run (
            db,
            error,
            "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason,"
            "  state_since_us, contract_id, machine_id, num_gpus, gpu_name, place, image, label,"
            "  detail, disk_gb, quoted_running_nusd, quoted_stopped_nusd, next_rate_nusd,"
            "  lease_us, lease_at_end, lease_end_us, made_us, ended_us, meter_uusd,"
            "  meter_at_us, meter_rate_nusd)"
            "  VALUES (?, 'https://vast.example', 900, ?, 0, ?,"
            "  'none', ?, ?, 20417, 2, ?, ?, 'pytorch/pytorch:2.6-cuda12.4', ?, "
            "NULL,"
            "  64, 325000000, 15000000, NULL, 0, 'warn', 0, ?, ?, 1440000, ?, 0)",
            "sssiisssiii",
            id,
            id,
            states[i % 5],
            made_us,
            (gint64) (40000000 + i),
            gpus[i % 3],
            places[i % 4],
            label,
            made_us,
            made_us + G_TIME_SPAN_HOUR,
            made_us + G_TIME_SPAN_HOUR))
        return false;
      for (j = 0; j < N_EVENTS; j++)
        {
          if (!sublet_sql_run (db,
                               error,
                               "INSERT INTO events VALUES (NULL, ?, 'https://vast.example', 900, ?,"
                               "  ?, 'none', 0, NULL, NULL, NULL)",
                               "sis",
                               id,
                               made_us + j,
                               steps[j]))
            return false;
        }
      /* A third went by themselves. */
      if (i % 3 != 0 &&
          !sublet_sql_run (db,
                           error,
                           "INSERT INTO orders (id, rental_id, server, account_id, contract_id,"
                           "  kind, written_us, sent_us, accepted_us, closed_us, outcome)"
                           " VALUES (?, ?, 'https://vast.example', 900, 1, 'destroy', 1, 1, 1, 1,"
                           "  'gone')",
                           "ss",
                           id,
                           id))
        return false;
    }

  return true;
}

/* The baseline: every column of every rental, and nothing made of it. */
static bool
step_over (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt)
    rows = sublet_sql_query (db, error, "SELECT * FROM rentals ORDER BY made_us DESC", "");
  bool row = true;
  int i;

  while (rows != NULL && row && sublet_sql_step (rows, &row, error))
    {
      for (i = 0; row && i < 28; i++)
        sqlite3_column_text (rows, i);
    }

  return rows != NULL && !row;
}

static char *
say_ending (const SubletJournalRow *row)
{
  return g_strdup (row->ending == SUBLET_JOURNAL_ENDING_DESTROYED ? "You" : "Elsewhere");
}

static char *
say_place (const SubletJournalRow *row)
{
  return g_strconcat ("Place of ", row->place, NULL);
}

static SubletJournalHistory *
open_history (SubletRentalEngine *engine, SubletDatabase *database)
{
  SubletJournalHistory *history = sublet_journal_history_new (engine);

  sublet_journal_history_set_words (history, say_place, say_ending);
  sublet_journal_history_set_database (history, database);
  sublet_journal_history_load (history);
  while (sublet_journal_history_get_state (history) == SUBLET_JOURNAL_STATE_LOADING)
    g_main_context_iteration (NULL, TRUE);
  if (sublet_journal_history_get_n_rows (history) != N_RENTALS)
    g_error ("%u rentals", sublet_journal_history_get_n_rows (history));

  return history;
}

static void
bench_open (SubletRentalEngine *engine, SubletDatabase *database)
{
  BenchFigures opens = { 0 };
  BenchFigures baseline = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      SubletJournalHistory *history;
      gint64 start_us = g_get_monotonic_time ();

      sublet_test_run_database (database, SUBLET_DATABASE_RENTALS, SUBLET_DATABASE_READ, step_over);
      take_time (&baseline, turn, start_us);
      start_us = g_get_monotonic_time ();
      history = open_history (engine, database);
      take_time (&opens, turn, start_us);
      g_object_unref (history);
    }
  bench_print_beside ("journal of 10,000, opened", &opens, &baseline, OPEN_BUDGET_MS);
}

static void
bench_search (SubletRentalEngine *engine, SubletDatabase *database)
{
  static const char *const searches[] = { "groesse", "ada 4090 finland", "you", "oslo h100 größe",
                                          "7",       "nothing of that" };
  g_autoptr (SubletJournalHistory) history = open_history (engine, database);
  BenchFigures figures = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      sublet_journal_history_set_search (history, searches[turn % G_N_ELEMENTS (searches)]);
      take_time (&figures, turn, start_us);
    }
  bench_print_absolute ("journal of 10,000, searched", &figures, SEARCH_BUDGET_MS);
}

int
main (int argc, char *argv[])
{
  char *folder;
  g_autoptr (SubletManualClock) clock = NULL;
  g_autoptr (SubletProfile) profile = NULL;
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SubletRentalEngine) engine = NULL;
  g_autoptr (GError) error = NULL;

  sublet_test_init (&argc, &argv);
  folder = sublet_test_make_folder ();
  clock = sublet_manual_clock_new ();
  profile = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  database = sublet_test_open_database (profile, NULL);
  client = sublet_client_new ("http://127.0.0.1:9", SUBLET_CLOCK (clock), &error);
  g_assert_no_error (error);
  engine = sublet_rental_engine_new (client, profile);
  sublet_test_run_database (database, SUBLET_DATABASE_RENTALS, SUBLET_DATABASE_WRITE, fill);

  bench_print_header ();
  bench_open (engine, database);
  bench_search (engine, database);

  g_clear_object (&engine);
  g_clear_object (&database);
  sublet_test_drain ();
  sublet_test_remove_folder (folder);
  return bench_get_status ();
}
