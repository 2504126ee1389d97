/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "charge-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#define N_DAYS 10
#define ACCOUNT CHARGE_FIXTURE_ACCOUNT
#define DAY ((gint64) G_TIME_SPAN_DAY)

/* The charges of the days before today, as one question about all of them says. */
static GPtrArray *
list_at_once (ChargeFixture *f)
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
test_days (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *days;
  gint64 total_uusd = 0;
  guint n_rows;
  guint i;

  charge_fixture_look (f, N_DAYS);
  days = sublet_charge_history_get_days (f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS);
  g_assert_cmpuint (days->len, ==, N_DAYS);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);

  rows = list_at_once (f);
  for (i = 0; i < rows->len; i++)
    total_uusd += sublet_charge_get_data (g_ptr_array_index (rows, i))->amount_uusd;
  g_assert_cmpint (total_uusd, >, 0);
  total_uusd += sublet_charge_day_get_total_uusd (g_ptr_array_index (days, N_DAYS - 1));
  g_assert_cmpint (ABS (charge_fixture_add_up (f, &n_rows) - total_uusd),
                   <=,
                   500 * (gint64) (n_rows + rows->len));
}

/* Today and yesterday alone, and only while somebody looks. */
static void
test_again (ChargeFixture *f, gconstpointer data)
{
  guint n_requests;

  charge_fixture_look (f, N_DAYS);
  charge_fixture_pass (f, 11 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  g_assert_cmpuint (n_requests, >=, N_DAYS + 2 * 2);
  g_assert_cmpuint (n_requests, <=, N_DAYS + 2 * 2 + 2);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, N_DAYS);

  g_clear_object (&f->watch);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  charge_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, n_requests);
}

/* After a restart without an answer what was seen is there. */
static void
test_restart (ChargeFixture *f, gconstpointer data)
{
  gint64 total_uusd;
  guint n_rows;

  charge_fixture_look (f, N_DAYS);
  total_uusd = charge_fixture_add_up (f, &n_rows);
  charge_fixture_close (f);
  charge_fixture_open (f);

  charge_fixture_pass (f, 10 * 60 * 1000);
  charge_fixture_refuse (f, 403, 0);
  charge_fixture_look (f, N_DAYS);
  g_assert_error (sublet_charge_history_get_error (f->history),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  g_assert_cmpint (charge_fixture_add_up (f, &n_rows), ==, total_uusd);
  /* Refused once, not once for each day. */
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);
}

static void
on_account_wanted (guint *n_wanted)
{
  (*n_wanted)++;
}

/* Whose the key is was known once, and the service has not said so again: what is kept is there,
 * and nothing is asked on the strength of a memory. */
static void
test_awaited (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "connection refused");
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  gint64 from_us = now_us - (N_DAYS - 1) * G_TIME_SPAN_DAY;
  gint64 total_uusd;
  guint n_wanted = 0;
  guint n_rows;

  charge_fixture_look (f, N_DAYS);
  total_uusd = charge_fixture_add_up (f, &n_rows);
  charge_fixture_close (f);
  charge_fixture_open (f);
  charge_fixture_pass (f, 20 * 60 * 1000);

  g_signal_connect_swapped (f->history,
                            "account-wanted",
                            G_CALLBACK (on_account_wanted),
                            &n_wanted);
  sublet_charge_history_await_account (f->history, ACCOUNT, NULL);
  f->watch = sublet_charge_watch_new (f->history, from_us, now_us);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  sublet_charge_history_await_account (f->history, ACCOUNT, error);
  charge_fixture_pass (f, 20 * 60 * 1000);
  g_assert_cmpint (charge_fixture_add_up (f, &n_rows), ==, total_uusd);
  g_assert_cmpuint (sublet_charge_history_count_missing (f->history, from_us, now_us), ==, 0);
  g_assert_error (sublet_charge_history_get_error (f->history),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS);
  sublet_charge_history_retry (f->history);
  g_assert_cmpuint (n_wanted, ==, 1);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS);

  /* It is that one: the days stay, and those that may have changed are asked for. */
  sublet_charge_history_set_account (f->history, ACCOUNT);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, N_DAYS);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 2);
  sublet_charge_history_retry (f->history);
  g_assert_cmpuint (n_wanted, ==, 1);

  /* It is another one: nothing of the one before is left, in the middle of a question too. */
  charge_fixture_pass (f, 20 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  sublet_charge_history_await_account (f->history, ACCOUNT, error);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, N_DAYS);
  sublet_charge_history_set_account (f->history, ACCOUNT + 1);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, 0);

  /* Nothing is remembered: why nothing is known is said. */
  sublet_charge_history_await_account (f->history, 0, error);
  g_assert_true (charge_fixture_is_at_rest (f->history));
  g_assert_cmpuint (sublet_charge_history_count_missing (f->history, from_us, now_us), ==, N_DAYS);
  g_assert_error (sublet_charge_history_get_error (f->history),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
  g_signal_handlers_disconnect_by_data (f->history, &n_wanted);
}

/* Another account's charges are not shown, and are still there afterwards. */
static void
test_accounts (ChargeFixture *f, gconstpointer data)
{
  gint64 total_uusd;
  guint n_rows;

  charge_fixture_look (f, N_DAYS);
  total_uusd = charge_fixture_add_up (f, &n_rows);
  g_clear_object (&f->watch);
  sublet_charge_history_set_account (f->history, ACCOUNT + 1);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, 0);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, 0);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, N_DAYS);

  sublet_charge_history_set_account (f->history, ACCOUNT);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpint (charge_fixture_add_up (f, &n_rows), ==, total_uusd);

  sublet_charge_history_set_account (f->history, 0);
  f->watch = sublet_charge_watch_new (f->history, 1, sublet_clock_get_service_us (f->clock));
  g_assert_false (sublet_charge_history_get_refreshing (f->history));
}

/* A token that expired: the day is asked for anew, once. The others do not wait for it. */
static void
test_token (ChargeFixture *f, gconstpointer data)
{
  charge_fixture_refuse (f, 400, 1);
  charge_fixture_look (f, N_DAYS);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);
}

static void
test_token_twice (ChargeFixture *f, gconstpointer data)
{
  charge_fixture_refuse (f, 400, 2);
  charge_fixture_look (f, N_DAYS);
  g_assert_error (sublet_charge_history_get_error (f->history), SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 1);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, N_DAYS + 1);

  charge_fixture_pass (f, 6 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
}

static guint
count_requests (ChargeFixture *f)
{
  return sublet_test_simulator_count_requests (f->simulator, "charges");
}

static SubletChargeWatch *
watch_days (ChargeFixture *f, int first_ago, int last_ago)
{
  gint64 now_us = sublet_clock_get_service_us (f->clock);

  return sublet_charge_watch_new (f->history,
                                  now_us - first_ago * G_TIME_SPAN_DAY,
                                  now_us - last_ago * G_TIME_SPAN_DAY);
}

/* Several look at ranges that overlap, or lie apart: each of their days is asked for once, and none
 * that lies between. Who looks at more has more asked for; once nobody looks, nothing is. */
static void
test_watches (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (SubletChargeWatch) month = watch_days (f, 5, -10);
  g_autoptr (SubletChargeWatch) same = watch_days (f, 5, 0);
  g_autoptr (SubletChargeWatch) week = watch_days (f, 7, 3);
  g_autoptr (SubletChargeWatch) past = watch_days (f, 21, 20);
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  GPtrArray *days;

  sublet_charge_history_set_account (f->history, ACCOUNT);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  days = sublet_charge_history_get_days (f->history);
  g_assert_cmpuint (days->len, ==, 8 + 2);
  g_assert_cmpuint (count_requests (f), ==, 8 + 2);
  g_assert_cmpuint (charge_fixture_count_missing (f, 8), ==, 0);
  g_assert_cmpuint (charge_fixture_count_missing (f, 22), ==, 12);

  /* One goes, another wants more: only that is asked for. */
  g_clear_object (&same);
  g_clear_object (&week);
  sublet_charge_watch_set_range (past, now_us - 21 * G_TIME_SPAN_DAY, now_us);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpuint (count_requests (f), ==, 22);
  g_assert_cmpuint (charge_fixture_count_missing (f, 22), ==, 0);

  g_clear_object (&past);
  g_clear_object (&month);
  charge_fixture_pass (f, 2 * G_TIME_SPAN_DAY / 1000);
  g_assert_cmpuint (count_requests (f), ==, 22);
}

/* All who look share one sum of the days, and the days' rows. */
static void
test_shared (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (SubletSpendSeries) series = NULL;
  SubletSpend *spend;
  gint64 now_us;
  guint n_rows;

  g_assert_null (sublet_charge_history_get_spend (f->history));
  charge_fixture_look (f, N_DAYS);
  now_us = sublet_clock_get_service_us (f->clock);
  spend = sublet_charge_history_get_spend (f->history);
  g_assert_nonnull (spend);
  series = sublet_spend_make_series (spend,
                                     now_us - (N_DAYS - 1) * G_TIME_SPAN_DAY,
                                     now_us,
                                     SUBLET_SPEND_STEP_DAY);
  g_assert_cmpint (series->sum.total_uusd, ==, charge_fixture_add_up (f, &n_rows));
  g_assert_cmpint (sublet_spend_get_known_at_us (spend, sublet_charge_day_floor (now_us)), >, 0);
  g_assert_cmpint (sublet_spend_get_known_at_us (spend, sublet_charge_day_floor (now_us) + DAY),
                   ==,
                   0);

  sublet_charge_history_set_account (f->history, ACCOUNT + 1);
  g_assert_null (sublet_charge_history_get_spend (f->history));
}

/* A failure is followed by a pause, which ends when somebody asks to try again. */
static void
test_retry (ChargeFixture *f, gconstpointer data)
{
  charge_fixture_refuse (f, 403, 1);
  charge_fixture_look (f, N_DAYS);
  g_assert_error (sublet_charge_history_get_error (f->history),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (count_requests (f), ==, 1);

  sublet_charge_history_retry (f->history);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  g_assert_cmpuint (count_requests (f), ==, 1 + N_DAYS);
}

static void
shift_date (ChargeFixture *f, gint64 offset_s)
{
  g_autofree char *json = g_strdup_printf ("{\"date_offset\":%" G_GINT64_FORMAT "}", offset_s);

  charge_fixture_set (f, json);
}

/* Refused with status 200: no day is taken for one without charges. */
static void
test_refused (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) answer =
    sublet_test_simulator_control_post (f->simulator,
                                        "/_sim/faults",
                                        "{\"fault\":\"success-false\",\"route\":\"charges\"}");

  charge_fixture_look (f, N_DAYS);
  g_assert_nonnull (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, N_DAYS);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 1);

  charge_fixture_pass (f, 6 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
}

/* The service's clock is a month ahead for a while: what was seen then is asked for again when it
 * is right, and nothing is there twice. */
static void
test_clock (ChargeFixture *f, gconstpointer data)
{
  const gint64 ahead_s = 30 * 24 * 60 * 60;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total_uusd;
  gint64 now_us;
  guint n_rows;
  guint n_again;
  guint n_requests;
  guint i;

  charge_fixture_look (f, N_DAYS);
  total_uusd = charge_fixture_add_up (f, &n_rows);

  shift_date (f, ahead_s);
  charge_fixture_pass (f, 6 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  charge_fixture_pass (f, 6 * 60 * 1000);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpint (charge_fixture_add_up (f, &n_again), ==, total_uusd);
  g_assert_cmpuint (n_again, ==, n_rows);

  /* Any answer tells the time. */
  shift_date (f, 0);
  rows = list_at_once (f);
  n_requests = sublet_test_simulator_count_requests (f->simulator, "charges");
  for (i = 0; i < 3; i++)
    {
      charge_fixture_pass (f, 6 * 60 * 1000);
      sublet_test_await (charge_fixture_is_at_rest, f->history);
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
  g_assert_cmpint (charge_fixture_add_up (f, &n_again), ==, total_uusd);
  g_assert_cmpuint (n_again, ==, n_rows);
}

#define ADD(name, func)                        \
  g_test_add ("/billing/charge-history/" name, \
              ChargeFixture,                   \
              NULL,                            \
              charge_fixture_set_up,           \
              func,                            \
              charge_fixture_tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  ADD ("days", test_days);
  ADD ("again", test_again);
  ADD ("restart", test_restart);
  ADD ("awaited", test_awaited);
  ADD ("accounts", test_accounts);
  ADD ("watches", test_watches);
  ADD ("shared", test_shared);
  ADD ("retry", test_retry);
  ADD ("refused", test_refused);
  ADD ("clock", test_clock);
  ADD ("token", test_token);
  ADD ("token-twice", test_token_twice);

  return g_test_run ();
}
