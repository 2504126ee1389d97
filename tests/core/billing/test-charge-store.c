/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-charge-store.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#define SERVER "https://example.test"
#define DAY ((gint64) G_TIME_SPAN_DAY)
#define THIS (20000 * DAY)

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
} Fixture;

static void
open_database (Fixture *f)
{
  const SubletDatabaseOptions shipped = { NULL };

  f->database = sublet_test_open_database (f->profile, &shipped);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  open_database (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->database);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

/* @n rows of 1, 2, 3 ... thousandths of a dollar times @factor. */
static SubletChargeDay *
make_day (gint64 day_us, gint64 known_at_us, guint n, gint64 factor)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < n; i++)
    {
      SubletChargeData data = { .start_us = day_us,
                                .end_us = day_us + DAY,
                                .instance_id = 40 + i,
                                .type = g_strdup ("instance"),
                                .source = g_strdup_printf ("instance-%u", 40 + i),
                                .label = i == 0 ? NULL : g_strdup ("a\"b"),
                                .description = g_strdup ("words"),
                                .amount_uusd = (i + 1) * 1000 * factor,
                                .parts_uusd = { 1, 2, 3, 4, i } };

      g_ptr_array_add (charges, sublet_charge_new_take (&data));
    }

  return sublet_charge_day_new (day_us, known_at_us, charges);
}

static gboolean
try_put (Fixture *f, gint64 account_id, SubletChargeDay *day, GError **error)
{
  g_autoptr (SubletChargeDay) owned = day;
  g_autoptr (GAsyncResult) result = NULL;

  sublet_charge_store_put_async (f->database,
                                 SERVER,
                                 account_id,
                                 owned,
                                 sublet_test_on_result,
                                 &result);
  sublet_test_await_result (&result);

  return sublet_charge_store_put_finish (f->database, result, error);
}

static void
put (Fixture *f, gint64 account_id, SubletChargeDay *day)
{
  g_autoptr (GError) error = NULL;

  try_put (f, account_id, day, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (Fixture *f, const char *server, gint64 account_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *days;

  sublet_charge_store_load_async (f->database, server, account_id, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  days = sublet_charge_store_load_finish (f->database, result, &error);
  g_assert_no_error (error);

  return days;
}

/* @words: "day:known:rows:thousandths" of each day, days from THIS. */
static void
assert_kept (Fixture *f, const char *server, gint64 account_id, const char *words)
{
  g_autoptr (GPtrArray) days = load (f, server, account_id);
  g_autoptr (GString) found = g_string_new (NULL);
  guint i;

  for (i = 0; i < days->len; i++)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i);

      g_string_append_printf (found,
                              "%s%d:%d:%u:%d",
                              i > 0 ? " " : "",
                              (int) ((day->day_us - THIS) / DAY),
                              (int) day->known_at_us,
                              day->n_rows,
                              (int) (sublet_charge_day_get_total_uusd (day) / 1000));
    }
  g_assert_cmpstr (found->str, ==, words);
}

static bool
run_sql (sqlite3 *db, gpointer sql, GError **error)
{
  return sublet_sql_exec (db, sql, error);
}

static void
exec (Fixture *f, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             run_sql,
                             (char *) sql,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  sublet_database_run_finish (f->database, result, NULL, &error);
  g_assert_no_error (error);
}

/* Whatever the order they came in; a day without a charge is known too. */
static void
test_days (Fixture *f, gconstpointer data)
{
  assert_kept (f, SERVER, 5, "");
  put (f, 5, make_day (THIS + DAY, 10, 2, 1));
  put (f, 5, make_day (THIS - DAY, 11, 0, 1));
  put (f, 5, make_day (THIS, 12, 3, 1));
  assert_kept (f, SERVER, 5, "-1:11:0:0 0:12:3:6 1:10:2:3");

  /* It is on the disk. */
  g_assert_finalize_object (g_steal_pointer (&f->database));
  open_database (f);
  assert_kept (f, SERVER, 5, "-1:11:0:0 0:12:3:6 1:10:2:3");
}

/* A charge that changed after the fact, one that came late, one that is gone: nothing is double. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  put (f, 5, make_day (THIS, 10, 3, 1));
  put (f, 5, make_day (THIS + DAY, 10, 1, 1));
  put (f, 5, make_day (THIS, 20, 3, 2));
  assert_kept (f, SERVER, 5, "0:20:3:12 1:10:1:1");
  put (f, 5, make_day (THIS, 30, 4, 1));
  assert_kept (f, SERVER, 5, "0:30:4:10 1:10:1:1");
  put (f, 5, make_day (THIS, 40, 1, 1));
  assert_kept (f, SERVER, 5, "0:40:1:1 1:10:1:1");
}

/* Until the new day is whole the old one stays. */
static void
test_broken_off (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (f, 5, make_day (THIS, 10, 1, 1));
  exec (f,
        "CREATE TRIGGER full BEFORE INSERT ON charges WHEN NEW.position = 1"
        "  BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  g_assert_false (try_put (f, 5, make_day (THIS, 20, 3, 2), &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  assert_kept (f, SERVER, 5, "0:10:1:1");
}

static void
test_owners (Fixture *f, gconstpointer data)
{
  put (f, 5, make_day (THIS, 10, 1, 1));
  put (f, 6, make_day (THIS, 20, 2, 1));
  assert_kept (f, SERVER, 5, "0:10:1:1");
  assert_kept (f, SERVER, 6, "0:20:2:3");
  assert_kept (f, SERVER, 7, "");
  assert_kept (f, "https://other.test", 5, "");
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) days = NULL;
  const SubletChargeDay *day;
  const SubletChargeRow *row;
  gsize i;

  put (f, 5, make_day (THIS, 10, 2, 1));
  days = load (f, SERVER, 5);
  day = g_ptr_array_index (days, 0);
  row = &day->rows[1];
  g_assert_cmpint (row->start_us, ==, THIS);
  g_assert_cmpint (row->end_us, ==, THIS + DAY);
  g_assert_cmpint (row->instance_id, ==, 41);
  g_assert_cmpstr (row->type, ==, "instance");
  g_assert_cmpstr (row->source, ==, "instance-41");
  g_assert_cmpstr (row->label, ==, "a\"b");
  g_assert_cmpstr (row->description, ==, "words");
  g_assert_cmpint (row->amount_uusd, ==, 2000);
  for (i = 0; i + 1 < SUBLET_N_CHARGE_KINDS; i++)
    g_assert_cmpint (row->parts_uusd[i], ==, (gint64) i + 1);
  g_assert_cmpint (row->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 1);

  g_assert_null (day->rows[0].label);
}

#define ADD(name, func) \
  g_test_add ("/billing/charge-store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  ADD ("days", test_days);
  ADD ("replaced", test_replaced);
  ADD ("broken-off", test_broken_off);
  ADD ("owners", test_owners);
  ADD ("columns", test_columns);

  return g_test_run ();
}
