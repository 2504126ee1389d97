/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"
#include "bench-pulse.h"

#include "core/billing/sublet-charge-watch.h"
#include "core/billing/sublet-spend.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

/*
 * 100,000 charges of a year in the cache: from the question to the figures of its months, beside
 * SQLite stepping over the same columns alone; another range and grouping; held against the quotes
 * of a long journal; all of them into a file; and how long the main loop is kept meanwhile, from
 * the first to the freeing of the last.
 */

#define N_DAYS 365
#define N_CHARGES 100000
#define N_INSTANCES 2000
#define N_MACHINES 150
#define N_RENTALS 10000
#define WARM_UPS 2
#define REPETITIONS 15

#define ACCOUNT 900
#define SERVER "http://127.0.0.1:9"
#define DAY ((gint64) G_TIME_SPAN_DAY)
#define FIRST_DAY (19700 * DAY)
#define UNTIL (FIRST_DAY + N_DAYS * DAY - 1)

#define OPEN_BUDGET_MS 100.0
#define RANGE_BUDGET_MS 50.0
#define STALL_BUDGET_MS 8.0
#define EXPORT_BUDGET_MS 1000.0

typedef struct
{
  SubletClient *client;
  SubletDatabase *database;
} Bench;

static void
take_time (BenchFigures *figures, int turn, gint64 start_us)
{
  if (turn >= WARM_UPS)
    bench_figures_add_since (figures, start_us);
}

/* ---- the cache ---- */

static bool
fill_day (sqlite3 *db, int day, GError **error)
{
  gint64 day_us = FIRST_DAY + day * DAY;
  int position = 0;
  int i;

  if (!sublet_sql_run (db,
                       error,
                       "INSERT INTO charge_days (server, account_id, day_us, known_at_us)"
                       "  VALUES (?, ?, ?, ?)",
                       "siii",
                       SERVER,
                       (gint64) ACCOUNT,
                       day_us,
                       day_us + 9 * DAY))
    return false;

  for (i = day; i < N_CHARGES; i += N_DAYS)
    {
      gint64 id = 40000000 + (i / N_DAYS + day * 5) % N_INSTANCES;
      g_autofree char *source = g_strdup_printf ("instance-%" G_GINT64_FORMAT, id);
      g_autofree char *label = g_strdup_printf ("run-%d", (int) (id % 400));
      g_autofree char *words =
        g_strdup_printf ("Instance %" G_GINT64_FORMAT " Charges - 1 day", id);

      if (!sublet_sql_run (db,
                           error,
                           "INSERT INTO charges (server, account_id, day_us, position, start_us,"
                           "  end_us, instance_id, type, source, label, description, amount_uusd,"
                           "  gpu_uusd, disk_uusd, download_uusd, upload_uusd, other_uusd)"
                           "  VALUES (?, ?, ?, ?, ?, ?, ?, 'instance', ?, ?, ?, ?, ?, ?, 3000, "
                           "2000,"
                           "          0)",
                           "siiiiiisssiii",
                           SERVER,
                           (gint64) ACCOUNT,
                           day_us,
                           (gint64) position++,
                           day_us,
                           day_us + DAY,
                           id,
                           source,
                           label,
                           words,
                           (gint64) (i % 5000) * 1000 + 15000,
                           (gint64) (i % 5000) * 1000,
                           G_GINT64_CONSTANT (10000)))
        return false;
    }

  return true;
}

static bool
fill (sqlite3 *db, gpointer data, GError **error)
{
  int day;

  for (day = 0; day < N_DAYS; day++)
    {
      if (!fill_day (db, day, error))
        return false;
    }

  return true;
}

/* A journal of as many rentals as have ever been tested with; the newest have the charges. */
static bool
fill_journal (sqlite3 *db, gpointer data, GError **error)
{
  static const char *const states[] = { "intended",   "requesting", "provisioning", "running",
                                        "connecting", "ready",      "destroying",   "gone" };
  int i;
  gsize j;

  for (i = 0; i < N_RENTALS; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      gint64 made_us = FIRST_DAY + i * (N_DAYS * DAY / N_RENTALS);

      if (!sublet_sql_run (db,
                           error,
                           "INSERT INTO rentals (id, server, account_id, token, adopted, state,"
                           "  reason, state_since_us, contract_id, machine_id, num_gpus, gpu_name,"
                           "  label, quoted_running_nusd, quoted_stopped_nusd, lease_us,"
                           "  lease_at_end, lease_end_us, made_us, ended_us, meter_uusd,"
                           "  meter_at_us)"
                           "  VALUES (?, ?, ?, 't', 0, 'gone', 'none', ?, ?, 1, 2, 'RTX 4090',"
                           "          'ada', 325000000, 15000000, 0, 'warn', 0, ?, ?, 1440000, ?)",
                           "ssiiiiii",
                           id,
                           SERVER,
                           (gint64) ACCOUNT,
                           made_us,
                           (gint64) (40000000 + N_INSTANCES - N_RENTALS + i),
                           made_us,
                           made_us + DAY,
                           made_us + DAY))
        return false;
      for (j = 0; j < G_N_ELEMENTS (states); j++)
        {
          if (!sublet_sql_run (db,
                               error,
                               "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, 'none', 0, NULL,"
                               "  NULL, NULL)",
                               "ssiis",
                               id,
                               SERVER,
                               (gint64) ACCOUNT,
                               made_us + (gint64) j * G_TIME_SPAN_HOUR,
                               states[j]))
            return false;
        }
    }

  return true;
}

/* The baseline: every column of every charge, and nothing made of it. */
static bool
step_over (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt)
    rows = sublet_sql_query (db,
                             error,
                             "SELECT * FROM charges WHERE server = ? AND account_id = ?"
                             "  ORDER BY day_us, position",
                             "si",
                             SERVER,
                             (gint64) ACCOUNT);
  bool row = true;
  int i;

  while (rows != NULL && row && sublet_sql_step (rows, &row, error))
    {
      for (i = 0; row && i < 17; i++)
        sqlite3_column_type (rows, i);
    }

  return rows != NULL && !row;
}

/* ---- what a page does ---- */

static SubletSpendPlace
look_up (gint64 instance_id, gpointer user_data)
{
  static const char *const gpus[] = { "RTX 4090", "H100 SXM", "A100 SXM4", "RTX 3090" };
  gint64 machine = instance_id % N_MACHINES;

  return (SubletSpendPlace){ 20000 + machine, gpus[machine % G_N_ELEMENTS (gpus)] };
}

static SubletChargeHistory *
open_history (Bench *bench)
{
  SubletChargeHistory *history = sublet_charge_history_new (bench->client, bench->database);

  sublet_charge_history_set_account (history, ACCOUNT);
  while (sublet_charge_history_get_refreshing (history))
    g_main_context_iteration (NULL, TRUE);

  return history;
}

static SubletSpend *
make_spend (SubletChargeHistory *history)
{
  return sublet_spend_place (sublet_charge_history_get_spend (history), look_up, NULL);
}

static void
add_up (const SubletSpend *spend,
        gint64 from_us,
        SubletSpendStep step,
        SubletSpendGrouping grouping)
{
  g_autoptr (SubletSpendSeries) series = sublet_spend_make_series (spend, from_us, UNTIL, step);
  g_autoptr (GArray) groups = sublet_spend_make_groups (spend, from_us, UNTIL, grouping);
  gint64 total_uusd = 0;
  guint i;

  for (i = 0; i < groups->len; i++)
    total_uusd += g_array_index (groups, SubletSpendGroup, i).total_uusd;
  if (total_uusd != series->sum.total_uusd || total_uusd == 0 || !series->sum.complete)
    g_error ("the groups do not add up");
}

static void
bench_open (Bench *bench)
{
  BenchFigures opens = { 0 };
  BenchFigures baseline = { 0 };
  BenchFigures stalls = { 0 };
  BenchPulse pulse;
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      SubletChargeHistory *history;
      SubletSpend *spend;
      gint64 start_us = g_get_monotonic_time ();

      sublet_test_run_database (bench->database,
                                SUBLET_DATABASE_CACHE,
                                SUBLET_DATABASE_READ,
                                step_over);
      take_time (&baseline, turn, start_us);

      bench_pulse_start (&pulse);
      start_us = g_get_monotonic_time ();
      history = open_history (bench);
      spend = make_spend (history);
      add_up (spend, FIRST_DAY, SUBLET_SPEND_STEP_MONTH, SUBLET_SPEND_GROUPING_INSTANCE);
      take_time (&opens, turn, start_us);
      sublet_spend_unref (spend);
      g_object_unref (history);
      bench_pulse_stop (&pulse);
      if (turn >= WARM_UPS)
        bench_figures_add (&stalls, (double) pulse.longest_cpu_us / 1000);
    }
  bench_print_beside ("bill of 100,000 charges, opened", &opens, &baseline, OPEN_BUDGET_MS);
  bench_print_absolute ("... longest the main loop computed", &stalls, STALL_BUDGET_MS);
}

static void
bench_range (Bench *bench)
{
  static const SubletSpendStep steps[] = { SUBLET_SPEND_STEP_DAY,
                                           SUBLET_SPEND_STEP_WEEK,
                                           SUBLET_SPEND_STEP_MONTH };
  g_autoptr (SubletChargeHistory) history = open_history (bench);
  g_autoptr (SubletSpend) spend = make_spend (history);
  g_autoptr (SubletChargeWatch)
    month = sublet_charge_watch_new (history, FIRST_DAY + 300 * DAY, UNTIL);
  g_autoptr (SubletChargeWatch)
    past = sublet_charge_watch_new (history, FIRST_DAY + 100 * DAY, FIRST_DAY + 200 * DAY);
  g_autoptr (SubletChargeWatch) watch = sublet_charge_watch_new (history, FIRST_DAY, UNTIL);
  BenchFigures figures = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      sublet_charge_watch_set_range (watch, FIRST_DAY + turn % 4 * 7 * DAY, UNTIL);
      add_up (spend,
              FIRST_DAY + turn % 4 * 7 * DAY,
              steps[turn % G_N_ELEMENTS (steps)],
              turn % SUBLET_N_SPEND_GROUPINGS);
      take_time (&figures, turn, start_us);
    }
  /* It is done on the main loop. */
  bench_print_absolute ("... another range and grouping",
                        &figures,
                        MIN (RANGE_BUDGET_MS, STALL_BUDGET_MS));
}

static SubletBillCheck *
check_bill (SubletChargeHistory *history, SubletSpend *spend)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletBillCheck *check;

  sublet_charge_history_check_bill_async (history, spend, NULL, sublet_test_on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  check = sublet_charge_history_check_bill_finish (history, result, &error);
  if (check == NULL || check->rows->len != N_RENTALS)
    g_error ("%s", error != NULL ? error->message : "rentals are missing");

  return check;
}

static void
bench_check (Bench *bench)
{
  g_autoptr (SubletChargeHistory) history = open_history (bench);
  g_autoptr (SubletSpend) spend = make_spend (history);
  BenchFigures figures = { 0 };
  BenchFigures stalls = { 0 };
  BenchPulse pulse;
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();
      SubletBillCheck *check;

      bench_pulse_start (&pulse);
      check = check_bill (history, spend);
      take_time (&figures, turn, start_us);
      sublet_bill_check_free (check);
      bench_pulse_stop (&pulse);
      if (turn >= WARM_UPS)
        bench_figures_add (&stalls, (double) pulse.longest_cpu_us / 1000);
    }
  bench_print_plain ("... beside the quotes of 10,000 rentals", &figures);
  bench_print_absolute ("... longest the main loop computed", &stalls, STALL_BUDGET_MS);
}

static void
export_to (SubletChargeHistory *history, SubletSpend *spend, GFile *file, SubletChargeFormat format)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_charge_history_export_async (history,
                                      spend,
                                      FIRST_DAY,
                                      UNTIL,
                                      file,
                                      format,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!sublet_charge_history_export_finish (history, result, &error))
    g_error ("%s", error->message);
}

static void
bench_export (Bench *bench, const char *folder)
{
  static const char *const names[] = { "... into a CSV file", "... into a JSON file" };
  g_autoptr (SubletChargeHistory) history = open_history (bench);
  g_autoptr (SubletSpend) spend = make_spend (history);
  g_autofree char *path = g_build_filename (folder, "charges", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  BenchFigures stalls = { 0 };
  BenchPulse pulse;
  gsize format;
  int turn;

  for (format = 0; format < G_N_ELEMENTS (names); format++)
    {
      BenchFigures figures = { 0 };

      for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
        {
          gint64 start_us = g_get_monotonic_time ();

          bench_pulse_start (&pulse);
          export_to (history, spend, file, (SubletChargeFormat) format);
          bench_pulse_stop (&pulse);
          take_time (&figures, turn, start_us);
          if (turn >= WARM_UPS)
            bench_figures_add (&stalls, (double) pulse.longest_cpu_us / 1000);
        }
      bench_print_absolute (names[format], &figures, EXPORT_BUDGET_MS);
    }
  bench_print_absolute ("... longest the main loop computed", &stalls, STALL_BUDGET_MS);
}

int
main (int argc, char *argv[])
{
  char *folder;
  g_autoptr (SubletManualClock) clock = NULL;
  g_autoptr (SubletProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { NULL };

  sublet_test_init (&argc, &argv);
  folder = sublet_test_make_folder ();
  clock = sublet_manual_clock_new ();
  profile = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  bench.database = sublet_test_open_database (profile, NULL);
  bench.client = sublet_client_new (SERVER, SUBLET_CLOCK (clock), &error);
  g_assert_no_error (error);
  sublet_test_run_database (bench.database, SUBLET_DATABASE_CACHE, SUBLET_DATABASE_WRITE, fill);
  sublet_test_run_database (bench.database,
                            SUBLET_DATABASE_RENTALS,
                            SUBLET_DATABASE_WRITE,
                            fill_journal);

  bench_print_header ();
  bench_open (&bench);
  bench_range (&bench);
  bench_check (&bench);
  bench_export (&bench, folder);

  g_clear_object (&bench.client);
  g_clear_object (&bench.database);
  sublet_test_drain ();
  sublet_test_remove_folder (folder);
  return bench_get_status ();
}
