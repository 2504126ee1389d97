/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-charge-history.h"

#include "core/base/sublet-error.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The days of charges against the simulator, in virtual time. */

#define ACCOUNT 5
#define N_DAYS 10

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletChargeHistory *history;
} Fixture;

static void
make_history (Fixture *f)
{
  const SubletDatabaseOptions shipped = { NULL };

  f->database = sublet_test_open_database (f->profile, &shipped);
  f->history = sublet_charge_history_new (f->client, f->database);
}

static void
drop_history (Fixture *f)
{
  gpointer weak = NULL;

  sublet_charge_history_set_visible (f->history, FALSE);
  g_set_weak_pointer (&weak, f->history);
  g_clear_object (&f->history);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&f->database);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  SecretValue *key = secret_value_new ("demo-key", -1, "text/plain");
  g_autoptr (GError) error = NULL;
  const char *url;

  f->simulator = sublet_test_simulator_new ("--offers", "100", NULL);
  url = sublet_test_simulator_get_url (f->simulator);
  f->clock = SUBLET_CLOCK (sublet_simulator_clock_new (url, "billing"));
  sublet_simulator_clock_set_peer (SUBLET_SIMULATOR_CLOCK (f->clock),
                                   sublet_test_simulator_get_process_id (f->simulator));
  f->client = sublet_client_new (url, f->clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (f->client, key);
  secret_value_unref (key);
  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  make_history (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  drop_history (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
}

static bool
is_at_rest (gpointer user_data)
{
  return !sublet_charge_history_get_refreshing (user_data);
}

static void
look (Fixture *f)
{
  gint64 now_us = sublet_clock_get_service_us (f->clock);

  sublet_charge_history_set_range (f->history, now_us - (N_DAYS - 1) * G_TIME_SPAN_DAY, now_us);
  sublet_charge_history_set_account (f->history, ACCOUNT);
  sublet_charge_history_set_visible (f->history, TRUE);
  sublet_test_await (is_at_rest, f->history);
}

/* @times: how many of the questions are refused; 0: all. */
static void
refuse (Fixture *f, int status, int times)
{
  g_autofree char *json =
    g_strdup_printf ("{\"fault\":\"json-error\",\"status\":%d,\"route\":\"charges\",\"times\":%d}",
                     status,
                     times);
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator, "/_sim/faults", json);
}

static gint64
add_up (Fixture *f, guint *n_rows)
{
  GPtrArray *days = sublet_charge_history_get_days (f->history);
  gint64 total_uusd = 0;
  guint i;

  *n_rows = 0;
  for (i = 0; i < days->len; i++)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i);

      total_uusd += sublet_charge_day_get_total_uusd (day);
      *n_rows += day->n_rows;
    }

  return total_uusd;
}

/* The charges of the days before today, as one question about all of them says. */
static GPtrArray *
list_at_once (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us = sublet_clock_get_service_us (f->clock);

  sublet_client_list_charges_async (f->client,
                                    now_us - (N_DAYS - 1) * G_TIME_SPAN_DAY,
                                    now_us - G_TIME_SPAN_DAY,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  listing = sublet_client_list_charges_finish (f->client, result, &error);
  g_assert_no_error (error);

  return g_ptr_array_ref (listing->rows);
}

/* One question for each UTC day; together they are what one about all of them says, but for what
 * the service rounds: half a tenth of a cent for each row of both. */
static void
test_days (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *days;
  gint64 total_uusd = 0;
  guint n_rows;
  guint i;

  look (f);
  days = sublet_charge_history_get_days (f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS);
  g_assert_cmpuint (days->len, ==, N_DAYS);
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 0);

  rows = list_at_once (f);
  for (i = 0; i < rows->len; i++)
    total_uusd += sublet_charge_get_data (g_ptr_array_index (rows, i))->amount_uusd;
  g_assert_cmpint (total_uusd, >, 0);
  total_uusd += sublet_charge_day_get_total_uusd (g_ptr_array_index (days, N_DAYS - 1));
  g_assert_cmpint (ABS (add_up (f, &n_rows) - total_uusd), <=, 500 * (gint64) (n_rows + rows->len));
}

static void
pass (Fixture *f, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (f->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (f->clock, result, NULL));
}

/* Today and yesterday alone, and only while somebody looks. */
static void
test_again (Fixture *f, gconstpointer data)
{
  guint n_requests;

  look (f);
  pass (f, 11 * 60 * 1000);
  sublet_test_await (is_at_rest, f->history);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  g_assert_cmpuint (n_requests, >=, N_DAYS + 2 * 2);
  g_assert_cmpuint (n_requests, <=, N_DAYS + 2 * 2 + 2);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, N_DAYS);

  sublet_charge_history_set_visible (f->history, FALSE);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, n_requests);
}

/* After a restart without an answer what was seen is there. */
static void
test_restart (Fixture *f, gconstpointer data)
{
  gint64 total_uusd;
  guint n_rows;

  look (f);
  total_uusd = add_up (f, &n_rows);
  drop_history (f);
  make_history (f);

  pass (f, 10 * 60 * 1000);
  refuse (f, 403, 0);
  look (f);
  g_assert_error (sublet_charge_history_get_error (f->history),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 0);
  g_assert_cmpint (add_up (f, &n_rows), ==, total_uusd);
  /* Refused once, not once for each day. */
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);
}

/* Another account's charges are not shown, and are still there afterwards. */
static void
test_accounts (Fixture *f, gconstpointer data)
{
  gint64 total_uusd;
  guint n_rows;

  look (f);
  total_uusd = add_up (f, &n_rows);
  sublet_charge_history_set_visible (f->history, FALSE);
  sublet_charge_history_set_account (f->history, ACCOUNT + 1);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, 0);
  sublet_test_await (is_at_rest, f->history);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, 0);
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, N_DAYS);

  sublet_charge_history_set_account (f->history, ACCOUNT);
  sublet_test_await (is_at_rest, f->history);
  g_assert_cmpint (add_up (f, &n_rows), ==, total_uusd);

  sublet_charge_history_set_account (f->history, 0);
  sublet_charge_history_set_visible (f->history, TRUE);
  g_assert_false (sublet_charge_history_get_refreshing (f->history));
}

/* A token that expired: the day is asked for anew, once. The others do not wait for it. */
static void
test_token (Fixture *f, gconstpointer data)
{
  refuse (f, 400, 1);
  look (f);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 0);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);
}

static void
test_token_twice (Fixture *f, gconstpointer data)
{
  refuse (f, 400, 2);
  look (f);
  g_assert_error (sublet_charge_history_get_error (f->history), SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 1);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);

  pass (f, 6 * 60 * 1000);
  sublet_test_await (is_at_rest, f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 0);
}

static void
shift_date (Fixture *f, gint64 offset_s)
{
  g_autofree char *json = g_strdup_printf ("{\"date_offset\":%" G_GINT64_FORMAT "}", offset_s);
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
}

/* Refused with status 200: no day is taken for one without charges. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) answer =
    sublet_test_simulator_control_post (f->simulator,
                                        "/_sim/faults",
                                        "{\"fault\":\"success-false\",\"route\":\"charges\"}");

  look (f);
  g_assert_nonnull (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, N_DAYS);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 1);

  pass (f, 6 * 60 * 1000);
  sublet_test_await (is_at_rest, f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_n_missing (f->history), ==, 0);
}

/* The service's clock is a month ahead for a while: what was seen then is asked for again when it
 * is right, and nothing is there twice. */
static void
test_clock (Fixture *f, gconstpointer data)
{
  const gint64 ahead_s = 30 * 24 * 60 * 60;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total_uusd;
  gint64 now_us;
  guint n_rows;
  guint n_again;
  guint n_requests;
  guint i;

  look (f);
  total_uusd = add_up (f, &n_rows);

  shift_date (f, ahead_s);
  pass (f, 6 * 60 * 1000);
  sublet_test_await (is_at_rest, f->history);
  pass (f, 6 * 60 * 1000);
  sublet_test_await (is_at_rest, f->history);
  g_assert_cmpint (add_up (f, &n_again), ==, total_uusd);
  g_assert_cmpuint (n_again, ==, n_rows);

  /* Any answer tells the time. */
  shift_date (f, 0);
  rows = list_at_once (f);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  for (i = 0; i < 3; i++)
    {
      pass (f, 6 * 60 * 1000);
      sublet_test_await (is_at_rest, f->history);
    }
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"),
                    >=,
                    n_requests + N_DAYS - 1);
  now_us = sublet_clock_get_service_us (f->clock);
  for (i = 0; i < sublet_charge_history_get_days (f->history)->len; i++)
    {
      const SubletChargeDay *day =
        g_ptr_array_index (sublet_charge_history_get_days (f->history), i);

      g_assert_cmpint (day->known_at_us, <=, now_us);
    }
  g_assert_cmpint (add_up (f, &n_again), ==, total_uusd);
  g_assert_cmpuint (n_again, ==, n_rows);
}

#define ADD(name, func) \
  g_test_add ("/billing/charge-history/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  ADD ("days", test_days);
  ADD ("again", test_again);
  ADD ("restart", test_restart);
  ADD ("accounts", test_accounts);
  ADD ("refused", test_refused);
  ADD ("clock", test_clock);
  ADD ("token", test_token);
  ADD ("token-twice", test_token_twice);

  return g_test_run ();
}
