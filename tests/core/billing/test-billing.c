/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-billing.h"

#include "core/base/sublet-error.h"

#include "billing-fixture.h"
#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The bill against the simulator, in virtual time. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletBilling *billing;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->simulator = sublet_test_simulator_new ("--offers", "100", NULL);
  f->client = billing_fixture_make_client (f->simulator);
  f->clock = g_object_ref (sublet_client_get_clock (f->client));
  f->billing = sublet_billing_new (f->client);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sublet_billing_set_visible (f->billing, FALSE);
  sublet_billing_clear (f->billing);
  sublet_test_drop (g_steal_pointer (&f->billing));
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
}

static bool
is_at_rest (gpointer user_data)
{
  return !sublet_billing_get_refreshing (user_data);
}

static void
await_rest (Fixture *f)
{
  sublet_test_await (is_at_rest, f->billing);
}

static void
post (Fixture *f, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (f->simulator, path, json);
}

static guint
count (GListModel *model)
{
  return g_list_model_get_n_items (model);
}

static void
test_known (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (f->billing, "state");
  GListModel *charges = sublet_billing_get_charges (f->billing);
  gint64 total_uusd = 0;
  gint64 last_uusd = G_MAXINT64;
  guint i;

  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_NEVER);
  sublet_billing_refresh (f->billing);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_LOADING);
  g_assert_true (sublet_billing_get_refreshing (f->billing));
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_KNOWN);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
  g_assert_true (sublet_billing_get_complete (f->billing));
  g_assert_cmpuint (count (charges), >, 0);
  g_assert_cmpuint (count (sublet_billing_get_invoices (f->billing)), >, 0);
  g_assert_cmpint (sublet_billing_get_known_at_us (f->billing), >, 0);

  for (i = 0; i < count (charges); i++)
    {
      g_autoptr (SubletCharge) charge = g_list_model_get_item (charges, i);
      gint64 amount_uusd = sublet_charge_get_data (charge)->amount_uusd;

      g_assert_cmpint (amount_uusd, <=, last_uusd);
      last_uusd = amount_uusd;
      total_uusd += amount_uusd;
    }
  g_assert_cmpint (sublet_billing_get_total_uusd (f->billing), ==, total_uusd);
}

/* Another range is another bill: nothing of the old one is shown under its name. */
static void
test_range (Fixture *f, gconstpointer data)
{
  gint64 month_uusd;
  gint64 now_us;

  sublet_billing_refresh (f->billing);
  await_rest (f);
  month_uusd = sublet_billing_get_total_uusd (f->billing);
  now_us = sublet_billing_get_until_us (f->billing);

  sublet_billing_set_range (f->billing, now_us - 6 * G_TIME_SPAN_DAY, now_us);
  g_assert_cmpuint (count (sublet_billing_get_charges (f->billing)), ==, 0);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_LOADING);
  /* And again before the answer: the first one is not listened to. */
  sublet_billing_set_range (f->billing, now_us - 400 * G_TIME_SPAN_DAY, now_us);
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_KNOWN);
  g_assert_cmpint (sublet_billing_get_total_uusd (f->billing), >=, month_uusd);
  g_assert_cmpint (sublet_billing_get_from_us (f->billing), ==, now_us - 400 * G_TIME_SPAN_DAY);

  sublet_billing_set_range (f->billing,
                            now_us + 10 * G_TIME_SPAN_DAY,
                            now_us + 11 * G_TIME_SPAN_DAY);
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_KNOWN);
  g_assert_cmpuint (count (sublet_billing_get_charges (f->billing)), ==, 0);
  g_assert_cmpint (sublet_billing_get_total_uusd (f->billing), ==, 0);
}

/* Unknown is never empty: what was known stays, with the reason. */
static void
test_error (Fixture *f, gconstpointer data)
{
  guint n_charges;

  post (f, "/_sim/faults", "{\"fault\":\"json-error\",\"status\":403,\"route\":\"charges\"}");
  sublet_billing_refresh (f->billing);
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_ERROR);
  g_assert_nonnull (sublet_billing_get_error (f->billing));

  sublet_billing_refresh (f->billing);
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_KNOWN);
  g_assert_null (sublet_billing_get_error (f->billing));
  n_charges = count (sublet_billing_get_charges (f->billing));

  post (f, "/_sim/faults", "{\"fault\":\"json-error\",\"status\":403,\"route\":\"invoices\"}");
  sublet_billing_refresh (f->billing);
  await_rest (f);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_KNOWN);
  g_assert_nonnull (sublet_billing_get_error (f->billing));
  g_assert_cmpuint (count (sublet_billing_get_charges (f->billing)), ==, n_charges);

  sublet_billing_clear (f->billing);
  g_assert_cmpint (sublet_billing_get_state (f->billing), ==, SUBLET_BILLING_STATE_NEVER);
  g_assert_null (sublet_billing_get_error (f->billing));
  g_assert_cmpuint (count (sublet_billing_get_charges (f->billing)), ==, 0);
}

static void
pass (Fixture *f, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (f->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (f->clock, result, NULL));
}

/* Only while somebody looks, and not at every glance. */
static void
test_visible (Fixture *f, gconstpointer data)
{
  pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 0);

  sublet_billing_set_visible (f->billing, TRUE);
  await_rest (f);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 1);
  sublet_billing_set_visible (f->billing, FALSE);
  sublet_billing_set_visible (f->billing, TRUE);
  g_assert_false (sublet_billing_get_refreshing (f->billing));
  pass (f, 16 * 60 * 1000);
  await_rest (f);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 4);

  sublet_billing_set_visible (f->billing, FALSE);
  pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, 4);
}

#define ADD(name, func) g_test_add ("/core/billing/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("known", test_known);
  ADD ("range", test_range);
  ADD ("error", test_error);
  ADD ("visible", test_visible);

  return g_test_run ();
}
