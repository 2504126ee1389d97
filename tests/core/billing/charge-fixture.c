/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "charge-fixture.h"

#include "billing-fixture.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

void
charge_fixture_open (ChargeFixture *f)
{
  const SubletDatabaseOptions shipped = { NULL };

  f->database = sublet_test_open_database (f->profile, &shipped);
  f->history = sublet_charge_history_new (f->client, f->database);
}

void
charge_fixture_close (ChargeFixture *f)
{
  g_clear_object (&f->watch);
  sublet_charge_history_set_account (f->history, 0);
  sublet_test_drop (g_steal_pointer (&f->history));
  sublet_test_drop (g_steal_pointer (&f->database));
}

void
charge_fixture_set_up (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->simulator = sublet_test_simulator_new ("--offers", "100", NULL);
  f->client = billing_fixture_make_client (f->simulator);
  f->clock = g_object_ref (sublet_client_get_clock (f->client));
  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  charge_fixture_open (f);
}

void
charge_fixture_tear_down (ChargeFixture *f, gconstpointer data)
{
  charge_fixture_close (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
}

bool
charge_fixture_is_at_rest (gpointer user_data)
{
  return !sublet_charge_history_get_refreshing (user_data);
}

void
charge_fixture_look (ChargeFixture *f, int n_days)
{
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  gint64 from_us = now_us - (n_days - 1) * G_TIME_SPAN_DAY;

  sublet_charge_history_set_account (f->history, CHARGE_FIXTURE_ACCOUNT);
  if (f->watch == NULL)
    f->watch = sublet_charge_watch_new (f->history, from_us, now_us);
  else
    sublet_charge_watch_set_range (f->watch, from_us, now_us);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
}

guint
charge_fixture_count_missing (ChargeFixture *f, int n_days)
{
  gint64 now_us = sublet_clock_get_service_us (f->clock);

  return sublet_charge_history_count_missing (f->history,
                                              now_us - (n_days - 1) * G_TIME_SPAN_DAY,
                                              now_us);
}

void
charge_fixture_refuse (ChargeFixture *f, int status, int times)
{
  g_autofree char *json =
    g_strdup_printf ("{\"fault\":\"json-error\",\"status\":%d,\"route\":\"charges\",\"times\":%d}",
                     status,
                     times);
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator, "/_sim/faults", json);
}

void
charge_fixture_set (ChargeFixture *f, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
}

gint64
charge_fixture_add_up (ChargeFixture *f, guint *n_rows)
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

void
charge_fixture_pass (ChargeFixture *f, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (f->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (f->clock, result, NULL));
}
