/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-model.h"

#include "core/billing/sublet-charge-history-private.h"
#include "ui/sublet-ui-overview.h"
#include "ui/sublet-ui-test.h"

/* Which days a range is of, as time goes by. */

/* One question does not follow the other at once, which is a matter of the clock. */
static bool
is_known (gpointer user_data)
{
  SubletUiOverview *overview = user_data;
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (overview->fixture->clock));

  sublet_manual_clock_advance (overview->fixture->clock, 50);
  return !sublet_charge_history_get_refreshing (overview->charges->history) &&
         sublet_charge_history_count_missing (overview->charges->history, now_us, now_us) == 0;
}

/* Of a range that goes on with the clock the next day is asked for when it has begun. */
static void
test_midnight (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  SubletUiOverview *overview = sublet_ui_overview_new (fixture);
  SubletChargeHistory *history = overview->charges->history;
  guint n_days;

  sublet_ui_charges_put_all (overview->charges, 30);
  sublet_ui_overview_answer (overview, 200, false);
  sublet_ui_overview_load (overview);
  sublet_spend_model_set_visible (overview->model, TRUE);
  sublet_test_await (is_known, overview);
  n_days = sublet_charge_history_get_days (history)->len;
  g_assert_cmpuint (sublet_spend_model_get_n_days (overview->model), ==, 23);

  /* From 14:10. */
  sublet_manual_clock_advance (fixture->clock, 10 * 60 * 60 * 1000);
  g_assert_cmpuint (sublet_spend_model_get_n_days (overview->model), ==, 24);
  g_assert_cmpuint (sublet_spend_model_get_n_missing (overview->model), ==, 1);
  sublet_test_await (is_known, overview);
  g_assert_cmpuint (sublet_charge_history_get_days (history)->len, ==, n_days + 1);
  g_assert_cmpuint (sublet_spend_model_get_n_missing (overview->model), ==, 0);

  /* Days that were chosen stay. */
  sublet_spend_model_set_range (overview->model, SUBLET_BILLING_RANGE_DAYS);
  sublet_manual_clock_advance (fixture->clock, 24 * 60 * 60 * 1000);
  g_assert_cmpuint (sublet_spend_model_get_n_days (overview->model), ==, 24);
  sublet_spend_model_set_visible (overview->model, FALSE);
  g_clear_pointer (&overview, sublet_ui_overview_free);
  g_clear_pointer (&fixture, sublet_ui_fixture_free);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-model/midnight", test_midnight);

  return g_test_run ();
}
