/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-charge-history.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

/* What another program reads of the files: python3, with its own CSV, JSON and decimals. */

#define SERVER "http://127.0.0.1:9"
#define DAY ((gint64) G_TIME_SPAN_DAY)
/* 2026-08-05. */
#define THIS (20670 * DAY)
#define N_DAYS 3

/* Prints rows, sums of the columns, and one label and name. */
#define READ_BOTH                                                                           \
  "import csv, json, sys\n"                                                                 \
  "from decimal import Decimal\n"                                                           \
  "table = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))\n"         \
  "root = json.load(open(sys.argv[2], encoding='utf-8'))\n"                                 \
  "for rows in (table, root['charges']):\n"                                                 \
  "    names = [n for n in rows[0] if n.endswith('_usd')]\n"                                \
  "    sums = [sum(Decimal(row[n]) for row in rows) for n in names]\n"                      \
  "    print(len(rows), *(int(s * 1000000) for s in sums))\n"                               \
  "    print('|'.join(sorted({str(row['label']) for row in rows})))\n"                      \
  "    print(rows[0]['day'], rows[0]['start_at'], rows[0]['gpu'], rows[0]['machine_id'])\n" \
  "print(root['format'], root['version'], root['complete'], root['total_usd'],\n"           \
  "      root['from_at'], root['until_at'])\n"

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletManualClock *clock;
  SubletClient *client;
  SubletChargeHistory *history;
  SubletSpend *spend;
} Fixture;

static SubletSpendPlace
look_up (gint64 instance_id, gpointer user_data)
{
  return instance_id == 40 ? (SubletSpendPlace){ 20417, "RTX 4090" }
                           : (SubletSpendPlace){ 0, NULL };
}

static SubletChargeDay *
make_day (int number)
{
  static const char *const labels[] = { "=HYPERLINK(\"http://x\",\"a, b\")", "größe\n2", NULL };
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  int i;

  for (i = 0; i < 3; i++)
    {
      SubletChargeData data = { .start_us = THIS + number * DAY,
                                .end_us = THIS + (number + 1) * DAY,
                                .instance_id = 40 + i,
                                .type = g_strdup ("instance"),
                                .source = g_strdup_printf ("instance-%d", 40 + i),
                                .label = g_strdup (labels[i]),
                                .description = g_strdup ("10.5 hours, \"gpu\""),
                                .amount_uusd = 1001001 + number * 1000 + i,
                                .parts_uusd = { 1000000, 1000, 100, 10 + i, -1 } };

      g_ptr_array_add (charges, sublet_charge_new_take (&data));
    }

  return sublet_charge_day_new (THIS + number * DAY, THIS + (number + 1) * DAY, charges);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const SubletDatabaseOptions shipped = { NULL };
  g_autoptr (GPtrArray)
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
  g_autoptr (GError) error = NULL;
  int i;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->database = sublet_test_open_database (f->profile, &shipped);
  f->clock = sublet_manual_clock_new ();
  f->client = sublet_client_new (SERVER, SUBLET_CLOCK (f->clock), &error);
  g_assert_no_error (error);
  f->history = sublet_charge_history_new (f->client, f->database);
  for (i = 0; i < N_DAYS; i++)
    g_ptr_array_add (days, make_day (i));
  f->spend = sublet_spend_new (days, look_up, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->spend, sublet_spend_unref);
  g_assert_finalize_object (g_steal_pointer (&f->history));
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->database);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

/* (transfer full): where it is. */
static char *
export_days (Fixture *f, int from, int until, const char *name, SubletChargeFormat format)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_charge_history_export_async (f->history,
                                      f->spend,
                                      THIS + from * DAY + 5,
                                      THIS + until * DAY + 7,
                                      file,
                                      format,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_charge_history_export_finish (f->history, result, &error));
  g_assert_no_error (error);

  return path;
}

static char *
read_by_python (const char *csv, const char *json)
{
  const char *const command[] = { "python3", "-c", READ_BOTH, csv, json, NULL };
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status;

  g_spawn_sync (NULL,
                (char **) command,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &said,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);

  return said;
}

/* The same totals, to the last digit, as the spend's own. */
static void
test_totals (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = export_days (f, 0, N_DAYS - 1, "a.csv", SUBLET_CHARGE_FORMAT_CSV);
  g_autofree char *json = export_days (f, 0, N_DAYS - 1, "a.json", SUBLET_CHARGE_FORMAT_JSON);
  g_autofree char *said = read_by_python (csv, json);
  g_autoptr (SubletSpendSeries) series =
    sublet_spend_make_series (f->spend, THIS, THIS + N_DAYS * DAY - 1, SUBLET_SPEND_STEP_DAY);
  g_autoptr (GString) sums = g_string_new (NULL);
  g_autofree char *expected = NULL;
  gsize kind;

  g_string_printf (sums, "%d %" G_GINT64_FORMAT, N_DAYS * 3, series->sum.total_uusd);
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    g_string_append_printf (sums, " %" G_GINT64_FORMAT, series->sum.parts_uusd[kind]);
  expected = g_strdup_printf ("%s\n"
                              "|'=HYPERLINK(\"http://x\",\"a, b\")|größe\n2\n"
                              "2026-08-05 2026-08-05T00:00:00Z RTX 4090 20417\n"
                              "%s\n"
                              "=HYPERLINK(\"http://x\",\"a, b\")|None|größe\n2\n"
                              "2026-08-05 2026-08-05T00:00:00Z RTX 4090 20417\n"
                              "sublet-charges 1 True 9.018018 2026-08-05T00:00:00Z "
                              "2026-08-08T00:00:00Z\n",
                              sums->str,
                              sums->str);
  g_assert_cmpstr (said, ==, expected);
}

/* Columns are what others rely on; what is not known is empty, and other days are left out. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  g_autofree char *path = export_days (f, 1, 1, "a.csv", SUBLET_CHARGE_FORMAT_CSV);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0],
                   ==,
                   "day,start_at,end_at,type,source,instance_id,label,gpu,machine_id,amount_usd,"
                   "gpu_usd,disk_usd,download_usd,upload_usd,other_usd,description,known_at,server,"
                   "account_id");
  g_assert_cmpstr (lines[3],
                   ==,
                   "2026-08-06,2026-08-06T00:00:00Z,2026-08-07T00:00:00Z,\"instance\","
                   "\"instance-42\",42,,,,1.002003,1.00,0.001,0.0001,0.000012,-0.000001,"
                   "\"10.5 hours, \"\"gpu\"\"\",2026-08-07T00:00:00Z,\"http://127.0.0.1:9\",");
  g_assert_cmpstr (lines[4], ==, "");
}

/* A day that was not answered is said to be missing. */
static void
test_incomplete (Fixture *f, gconstpointer data)
{
  g_autofree char *path = export_days (f, 0, N_DAYS, "a.json", SUBLET_CHARGE_FORMAT_JSON);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"complete\": false"));
  g_assert_nonnull (strstr (text, "\"total_usd\": \"9.018018\""));
}

/* Not one charge is a file too. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = export_days (f, 10, 11, "a.csv", SUBLET_CHARGE_FORMAT_CSV);
  g_autofree char *json = export_days (f, 10, 11, "a.json", SUBLET_CHARGE_FORMAT_JSON);
  g_autofree char *table = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (csv, &table, NULL, NULL));
  g_assert_true (g_str_has_suffix (table, "account_id\r\n"));
  g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\"total_usd\": \"0.00\",\n\"charges\": [\n]\n}\n"));
}

#define ADD(name, func) \
  g_test_add ("/billing/charge-export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  ADD ("totals", test_totals);
  ADD ("lines", test_lines);
  ADD ("incomplete", test_incomplete);
  ADD ("empty", test_empty);

  return g_test_run ();
}
