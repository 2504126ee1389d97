/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-budget-memory.h"
#include "core/billing/sublet-charge-history-private.h"
#include "core/billing/sublet-charge-watch.h"
#include "core/billing/sublet-outlook.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-forecast.h"
#include "core/rental/engine-fixture.h"

#include "support/sublet-test.h"

/* What is spent and comes, against the simulator, in virtual time. */

/* 20 November 2026, noon: on the first of a month nothing of it is spent yet. */
#define EPOCH_S 1795176000

typedef struct
{
  EngineFixture engine;
  SubletSettings *settings;
  SubletChargeHistory *history;
  SubletOutlook *outlook;
  guint n_changes;
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changes++;
}

static gint64
get_account_id (Fixture *f)
{
  return sublet_account_get_data (sublet_rental_engine_get_account (f->engine.engine))->id;
}

static void
make_outlook (Fixture *f)
{
  f->outlook = sublet_outlook_new (f->engine.engine, f->engine.client, f->settings);
  g_signal_connect_swapped (f->outlook, "changed", G_CALLBACK (on_changed), f);
  f->history = sublet_charge_history_new (f->engine.client,
                                          sublet_rental_engine_get_database (f->engine.engine));
  sublet_outlook_set_history (f->outlook, f->history);
  sublet_charge_history_set_account (f->history, get_account_id (f));
}

static void
drop_outlook (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->outlook, f);
  g_object_set (f->settings, "daily-budget", 0.0, "monthly-budget", 0.0, NULL);
  sublet_charge_history_set_account (f->history, 0);
  sublet_test_drop (g_steal_pointer (&f->outlook));
  sublet_test_drop (g_steal_pointer (&f->history));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->engine.epoch_s = EPOCH_S;
  engine_fixture_set_up (&f->engine, NULL);
  f->settings = sublet_settings_new (TRUE);
  make_outlook (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  drop_outlook (f);
  g_clear_object (&f->settings);
  engine_fixture_tear_down (&f->engine, NULL);
}

static guint
count_requests (Fixture *f, const char *route)
{
  return sublet_test_simulator_count_requests (f->engine.simulator, route);
}

static bool
is_month_known (gpointer user_data)
{
  SubletSpent spent;

  sublet_outlook_read_spent (user_data, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  return spent.known;
}

static void
await_month (Fixture *f)
{
  sublet_test_await (is_month_known, f->outlook);
}

/* Nobody looks, and there is no budget: nothing is asked. Then what is missing is, until it is
 * known. */
static void
test_asking (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBurn) before = sublet_outlook_make_burn (f->outlook);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletSpendSeries) series = NULL;
  SubletOutlookMonth month;
  SubletSpent spent;

  g_assert_null (sublet_outlook_make_month_series (f->outlook));
  g_assert_true (sublet_outlook_get_engine (f->outlook) == f->engine.engine);
  g_assert_cmpuint (count_requests (f, "charges"), ==, 0);
  g_assert_cmpuint (count_requests (f, "volumes"), ==, 0);
  g_assert_false (before->volumes_known);
  g_assert_false (before->traffic_known);
  sublet_outlook_read_spent (f->outlook, SUBLET_BUDGET_PERIOD_DAY, &spent);
  g_assert_false (spent.known);

  sublet_outlook_set_watched (f->outlook, TRUE);
  sublet_outlook_set_watched (f->outlook, TRUE);
  sublet_outlook_set_watched (f->outlook, FALSE);
  await_month (f);
  sublet_outlook_read_month (f->outlook, &month);
  g_assert_cmpuint (month.n_known, ==, month.n_days);
  g_assert_cmpint (month.known_at_us, >, month.from_us);
  series = sublet_outlook_make_month_series (f->outlook);
  g_assert_cmpuint (series->buckets->len, ==, month.n_days);
  burn = sublet_outlook_make_burn (f->outlook);
  g_assert_true (burn->volumes_known);
  g_assert_true (burn->traffic_known);
  g_assert_cmpuint (month.n_days, ==, 20);
  g_assert_cmpuint (count_requests (f, "charges"), >=, month.n_days);
  g_assert_cmpuint (f->n_changes, >, 0);
  sublet_outlook_set_watched (f->outlook, FALSE);
}

static bool
is_at_rest (gpointer history)
{
  return !sublet_charge_history_get_refreshing (history);
}

/* A person looks at the spending of the last weeks while the outlook wants this month's: each day
 * is asked for once. */
static void
test_shared (Fixture *f, gconstpointer data)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_client_get_clock (f->engine.client));
  gint64 from_us = now_us - 40 * G_TIME_SPAN_DAY;
  g_autoptr (SubletChargeWatch) watch = NULL;

  g_object_set (f->settings, "monthly-budget", 1000000.0, NULL);
  sublet_outlook_set_watched (f->outlook, TRUE);
  watch = sublet_charge_watch_new (f->history, from_us, now_us);
  sublet_test_await (is_at_rest, f->history);
  g_assert_cmpuint (sublet_charge_history_count_missing (f->history, from_us, now_us), ==, 0);
  await_month (f);
  g_assert_cmpuint (count_requests (f, "charges"), ==, 41);

  /* What only the outlook needs goes on being known when the other goes. */
  g_clear_object (&watch);
  g_assert_true (is_month_known (f->outlook));
  sublet_outlook_set_watched (f->outlook, FALSE);
}

static double
get_usd_below (gint64 amount_uusd, int percent)
{
  return sublet_money_usd_from_uusd (amount_uusd * 100 / percent);
}

static bool
take (Fixture *f, SubletBudgetLevel *level)
{
  SubletSpent spent;

  return sublet_outlook_take_warning (f->outlook, SUBLET_BUDGET_PERIOD_MONTH, level, &spent);
}

static bool
is_warned (gpointer user_data)
{
  SubletBudgetLevel level;

  return take (user_data, &level);
}

/* The database's thread does one thing after the other: what was asked for before is read, too. */
static void
await_memory (Fixture *f)
{
  SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS];
  SubletDatabase *database = sublet_rental_engine_get_database (f->engine.engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_budget_memory_load_async (database,
                                   sublet_client_get_server (f->engine.client),
                                   get_account_id (f),
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_budget_memory_load_finish (database, result, warnings, &error));
  g_assert_no_error (error);
}

/* A budget is enough to ask for charges; each level is told once, also by another process, and anew
 * when the budget is another. */
static void
test_warnings (Fixture *f, gconstpointer data)
{
  SubletBudgetLevel level;
  SubletSpent spent;

  g_object_set (f->settings, "monthly-budget", 1000000.0, NULL);
  await_month (f);
  g_assert_cmpint (sublet_outlook_get_budget_uusd (f->outlook, SUBLET_BUDGET_PERIOD_MONTH),
                   ==,
                   G_GINT64_CONSTANT (1000000000000));
  g_assert_false (take (f, &level));
  g_assert_cmpint (level, ==, SUBLET_BUDGET_LEVEL_WITHIN);

  sublet_outlook_read_spent (f->outlook, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  g_assert_cmpint (spent.spent_uusd, >, 0);
  g_object_set (f->settings, "monthly-budget", get_usd_below (spent.spent_uusd, 85), NULL);
  sublet_test_await (is_warned, f);
  g_assert_false (take (f, &level));
  g_assert_cmpint (level, ==, SUBLET_BUDGET_LEVEL_NEAR);

  drop_outlook (f);
  make_outlook (f);
  g_object_set (f->settings, "monthly-budget", get_usd_below (spent.spent_uusd, 85), NULL);
  await_month (f);
  await_memory (f);
  g_assert_false (take (f, &level));
  g_assert_cmpint (level, ==, SUBLET_BUDGET_LEVEL_NEAR);

  g_object_set (f->settings, "monthly-budget", get_usd_below (spent.spent_uusd, 120), NULL);
  g_assert_true (take (f, &level));
  g_assert_cmpint (level, ==, SUBLET_BUDGET_LEVEL_OVER);
  g_assert_false (take (f, &level));
}

/* What is another account's is nobody's to see. */
static void
test_account (Fixture *f, gconstpointer data)
{
  SubletBudgetLevel level;
  SubletSpent spent;

  g_object_set (f->settings, "monthly-budget", 0.01, NULL);
  await_month (f);
  sublet_charge_history_set_account (f->history, 0);
  g_assert_cmpint (sublet_outlook_get_account (f->outlook), ==, 0);
  sublet_outlook_read_spent (f->outlook, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  g_assert_false (spent.known);
  g_assert_false (take (f, &level));
}

/* Whose the key is is remembered only: what is kept counts, and nobody is asked or told. */
static void
test_awaited (Fixture *f, gconstpointer data)
{
  SubletBudgetLevel level;
  gint64 account_id = get_account_id (f);
  guint n_requests;

  sublet_outlook_set_watched (f->outlook, TRUE);
  await_month (f);
  sublet_outlook_set_watched (f->outlook, FALSE);
  drop_outlook (f);
  make_outlook (f);
  n_requests = count_requests (f, "charges");

  sublet_charge_history_await_account (f->history, account_id, NULL);
  g_object_set (f->settings, "monthly-budget", 0.01, NULL);
  await_month (f);
  await_memory (f);
  engine_fixture_pass (&f->engine, 11 * 60 * 1000);
  g_assert_false (take (f, &level));
  g_assert_cmpint (level, ==, SUBLET_BUDGET_LEVEL_OVER);
  g_assert_cmpuint (count_requests (f, "charges"), ==, n_requests);

  sublet_charge_history_set_account (f->history, account_id);
  g_assert_true (take (f, &level));
}

static gint64
get_last_us (Fixture *f)
{
  const SubletChargeRange *range;

  g_assert_cmpuint (f->history->ranges->len, ==, 1);
  range = g_ptr_array_index (f->history->ranges, 0);

  return range->until_us;
}

/* The days that are wanted are the present month's, also where no charge is known yet. */
static void
test_next_month (Fixture *f, gconstpointer data)
{
  gint64 end_us;

  sublet_charge_history_set_account (f->history, 0);
  sublet_outlook_set_watched (f->outlook, TRUE);
  end_us = get_last_us (f);
  /* 31 days. */
  engine_fixture_post (&f->engine, "/_sim/clock", "{\"advance_ms\": 2678400000}");
  engine_fixture_pass (&f->engine, 60 * 60 * 1000);
  g_assert_cmpint (get_last_us (f), >, end_us);
  sublet_outlook_set_watched (f->outlook, FALSE);
}

/* ---- what was told ---- */

static void
test_take (void)
{
  static const struct
  {
    gint64 start_us;
    gint64 budget_uusd;
    SubletBudgetLevel level;
    bool told;
  } steps[] = {
    { 100, 20, SUBLET_BUDGET_LEVEL_WITHIN, false }, { 100, 20, SUBLET_BUDGET_LEVEL_NEAR, true },
    { 100, 20, SUBLET_BUDGET_LEVEL_NEAR, false },   { 100, 20, SUBLET_BUDGET_LEVEL_WITHIN, false },
    { 100, 20, SUBLET_BUDGET_LEVEL_NEAR, false },   { 100, 20, SUBLET_BUDGET_LEVEL_OVER, true },
    { 100, 20, SUBLET_BUDGET_LEVEL_NEAR, false },   { 100, 20, SUBLET_BUDGET_LEVEL_OVER, false },
    { 100, 30, SUBLET_BUDGET_LEVEL_NEAR, true },    { 200, 30, SUBLET_BUDGET_LEVEL_NEAR, true },
    { 200, 30, SUBLET_BUDGET_LEVEL_NEAR, false },
  };
  SubletBudgetWarning warning = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_true (sublet_budget_warning_take (&warning,
                                               steps[i].start_us,
                                               steps[i].budget_uusd,
                                               steps[i].level) == steps[i].told);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/billing/outlook/asking", test_asking);
  ADD ("/billing/outlook/shared", test_shared);
  ADD ("/billing/outlook/warnings", test_warnings);
  ADD ("/billing/outlook/account", test_account);
  ADD ("/billing/outlook/awaited", test_awaited);
  ADD ("/billing/outlook/next-month", test_next_month);
#undef ADD
  g_test_add_func ("/billing/outlook/take", test_take);

  return g_test_run ();
}
