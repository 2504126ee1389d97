/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "ui/billing/sublet-billing-page.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/sublet-ui-overview.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

#include <glib/gi18n.h>

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)
#define SMALL_BURN_NUSD G_GINT64_CONSTANT (22500000)

static SubletUiOverview *
make_overview (SubletUiFixture *fixture, guint n_days)
{
  SubletUiOverview *overview = sublet_ui_overview_new (fixture);

  sublet_ui_charges_put_all (overview->charges, n_days);
  sublet_ui_overview_answer (overview, 200, true);

  return overview;
}

/* Takes what it shows. */
static GtkWidget *
make_page (SubletUiOverview *overview, SubletKnowledge knowledge)
{
  GtkWidget *page;

  sublet_ui_fixture_set_account (overview->fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_knowledge (overview->fixture, knowledge);
  sublet_ui_overview_load (overview);
  page = sublet_billing_page_new (overview->outlook, overview->payments, overview->model);
  g_object_set_data_full (G_OBJECT (page),
                          "overview",
                          overview,
                          (GDestroyNotify) sublet_ui_overview_free);

  return page;
}

static SubletUiOverview *
get_overview (GtkWidget *window)
{
  return g_object_get_data (G_OBJECT (sublet_ui_test_find_type (window, SUBLET_TYPE_BILLING_PAGE)),
                            "overview");
}

static void
rent_some (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_ui_count_cost (SUBLET_CLOCK (fixture->clock), rental, 5);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
}

static GtkWidget *
make_some (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = make_overview (fixture, 30);

  rent_some (fixture);
  sublet_ui_overview_quote (overview);
  g_object_set (overview->settings, "daily-budget", 9.0, "monthly-budget", 200.0, NULL);
  return make_page (overview, SUBLET_KNOWLEDGE_KNOWN);
}

/* The first days of the month are refused. */
static GtkWidget *
make_part (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = make_overview (fixture, 12);

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_burn (fixture, SMALL_BURN_NUSD);
  sublet_ui_overview_answer (overview, 403, false);
  return make_page (overview, SUBLET_KNOWLEDGE_UNKNOWN);
}

static GtkWidget *
make_payments (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = make_overview (fixture, 0);
  guint i;

  for (i = 0; i < 30; i++)
    sublet_ui_charges_put (overview->charges, i, false);
  return make_page (overview, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_long (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = make_overview (fixture, 30);

  sublet_ui_journal_write (overview->charges->journal,
                           "UPDATE rentals SET"
                           " label = 'a-label-that-is-exactly-forty-characters',"
                           " quoted_running_nusd = quoted_running_nusd * 20000,"
                           " gpu_name = 'RTX PRO 6000 Max-Q'");
  sublet_ui_overview_quote (overview);
  sublet_ui_fixture_add_rental (fixture,
                                "a-label-that-is-exactly-forty-characters",
                                SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_burn (fixture, G_GINT64_CONSTANT (1234560000000));
  return make_page (overview, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  GtkWidget *page = make_payments (fixture);

  sublet_ui_overview_answer (g_object_get_data (G_OBJECT (page), "overview"), 200, false);
  return page;
}

static GtkWidget *
make_refused (SubletUiFixture *fixture, guint status)
{
  SubletUiOverview *overview = make_overview (fixture, 0);

  sublet_ui_overview_answer (overview, status, false);
  return make_page (overview, SUBLET_KNOWLEDGE_NEVER);
}

static GtkWidget *
make_forbidden (SubletUiFixture *fixture)
{
  return make_refused (fixture, 403);
}

/* An answer that nobody understands. */
static GtkWidget *
make_error (SubletUiFixture *fixture)
{
  return make_refused (fixture, 409);
}

static GtkWidget *
make_never (SubletUiFixture *fixture)
{
  SubletUiOverview *overview = make_overview (fixture, 0);
  GtkWidget *page = make_page (overview, SUBLET_KNOWLEDGE_NEVER);

  sublet_charge_history_set_account (overview->charges->history, 0);
  sublet_payments_set_account (overview->payments, 0);
  return page;
}

static GtkWidget *
wait_for_spinner (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_manual_clock_advance (fixture->clock, 400);
  return window;
}

/* ---- what is awaited ---- */

static bool
has_rows (gpointer window)
{
  SubletUiOverview *overview = get_overview (window);

  sublet_ui_test_settle (window);
  return sublet_ui_test_find_type (window, SUBLET_TYPE_BILLING_ROW) != NULL &&
         !sublet_payments_get_refreshing (overview->payments);
}

static bool
is_refused (gpointer window)
{
  SubletUiOverview *overview = get_overview (window);

  sublet_ui_test_settle (window);
  return sublet_outlook_get_error (overview->outlook) != NULL &&
         !sublet_payments_get_refreshing (overview->payments);
}

static bool
is_answered (gpointer window)
{
  sublet_ui_test_settle (window);
  return sublet_payments_get_known_at_us (get_overview (window)->payments) > 0;
}

static bool
has_difference (gpointer window)
{
  return has_rows (window) && sublet_ui_test_find_label (window, "%") != NULL;
}

static GtkWidget *
await_rows (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_test_await (has_rows, window);
  return window;
}

static GtkWidget *
await_difference (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_test_await (has_difference, window);
  return window;
}

typedef struct
{
  SubletManualClock *clock;
  GtkWidget *window;
} Refused;

/* What was refused for another reason than a permission is asked once more, at the client's pace.
 */
static bool
is_refused_in_time (gpointer user_data)
{
  Refused *refused = user_data;

  if (is_refused (refused->window))
    return true;

  sublet_manual_clock_advance (refused->clock, 100);
  return false;
}

static GtkWidget *
await_refusal (SubletUiFixture *fixture, GtkWidget *window)
{
  Refused refused = { fixture->clock, window };

  sublet_test_await (is_refused_in_time, &refused);
  return window;
}

static GtkWidget *
await_answer (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_test_await (is_answered, window);
  return window;
}

/* From the figures on. */
static GtkWidget *
focus_tile (SubletUiFixture *fixture, GtkWidget *window)
{
  await_difference (fixture, window);
  gtk_widget_grab_focus (sublet_ui_test_find (window, "spending_tile"));
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  return window;
}

const Shot billing_shots[] = {
  { "billing-some", make_some, await_difference, true },
  { "billing-focus", make_some, focus_tile, false },
  { "billing-part", make_part, await_refusal, false },
  { "billing-payments", make_payments, await_rows, false },
  { "billing-long", make_long, await_difference, false },
  { "billing-loading", make_never, wait_for_spinner, false },
  { "billing-empty", make_empty, await_answer, false },
  { "billing-error", make_error, await_refusal, false },
  { "billing-forbidden", make_forbidden, await_refusal, true },
  { NULL },
};
