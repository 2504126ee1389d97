/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "ui/billing/sublet-bill-view.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/billing/sublet-spend-view.h"
#include "ui/sublet-ui-charges.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#include <glib/gi18n.h>

#define USD G_GINT64_CONSTANT (1000000)
#define FIRST_DAY_US (SUBLET_UI_SPEND_DAY_US - 16 * G_TIME_SPAN_DAY)

/* Takes the series. */
static GtkWidget *
make_figure (SubletSpendSeries *series, gint64 budget_uusd)
{
  GtkWidget *figure = sublet_spend_figure_new ();

  sublet_spend_figure_set_budget_uusd (SUBLET_SPEND_FIGURE (figure), budget_uusd);
  sublet_spend_figure_take_series (SUBLET_SPEND_FIGURE (figure), series);
  gtk_widget_set_valign (figure, GTK_ALIGN_START);

  return figure;
}

static GtkWidget *
make_month (SubletUiFixture *fixture)
{
  SubletSpendSeries *series = sublet_ui_spend_new_some (FIRST_DAY_US, 30);

  sublet_ui_spend_set_incomplete (series, 11);
  sublet_ui_spend_set_incomplete (series, 12);
  sublet_ui_spend_set_incomplete (series, 29);
  return make_figure (series, 9 * USD);
}

static GtkWidget *
make_year (SubletUiFixture *fixture)
{
  return make_figure (sublet_ui_spend_new_some (FIRST_DAY_US - 365 * G_TIME_SPAN_DAY, 366), 0);
}

static GtkWidget *
make_one (SubletUiFixture *fixture)
{
  SubletSpendSeries *series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 1);

  sublet_ui_spend_set (series, 0, 7410000, 220000, 50000, 20000);
  return make_figure (series, 0);
}

static GtkWidget *
make_refunds (SubletUiFixture *fixture)
{
  SubletSpendSeries *series = sublet_ui_spend_new_some (FIRST_DAY_US, 14);

  sublet_ui_spend_set (series, 4, -2 * USD, -USD, 0, 0);
  sublet_ui_spend_set (series, 9, 4 * USD, -3 * USD, USD, 0);
  return make_figure (series, 0);
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  return make_figure (sublet_ui_spend_new (FIRST_DAY_US, 30), 0);
}

static GtkWidget *
show_table (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_spend_figure_set_show_table (SUBLET_SPEND_FIGURE (
                                        sublet_ui_test_find_type (window,
                                                                  SUBLET_TYPE_SPEND_FIGURE)),
                                      TRUE);
  return window;
}

static GtkWidget *
focus (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *figure = sublet_ui_test_find_type (window, SUBLET_TYPE_SPEND_FIGURE);
  guint i;

  gtk_widget_grab_focus (figure);
  for (i = 0; i < 12; i++)
    sublet_ui_test_press (sublet_ui_test_find (figure, "chart"), GDK_KEY_Left, 0);
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  return window;
}

/* ---- the section ---- */

/* Takes the charges. */
static GtkWidget *
make_section (SubletUiCharges *charges)
{
  GtkWidget *view = sublet_spend_view_new (charges->journal->history);

  g_object_set_data_full (G_OBJECT (view),
                          "charges",
                          charges,
                          (GDestroyNotify) sublet_ui_charges_free);
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (view), charges->history);
  sublet_journal_history_load (charges->journal->history);
  sublet_ui_journal_await (charges->journal);
  sublet_ui_charges_load (charges);

  return view;
}

static GtkWidget *
make_section_month (SubletUiFixture *fixture)
{
  SubletUiCharges *charges = sublet_ui_charges_new (fixture);

  sublet_ui_charges_put_all (charges, 60);
  return make_section (charges);
}

static GtkWidget *
make_section_part (SubletUiFixture *fixture)
{
  SubletUiCharges *charges = sublet_ui_charges_new (fixture);

  sublet_ui_charges_put_all (charges, 18);
  return make_section (charges);
}

static GtkWidget *
make_section_empty (SubletUiFixture *fixture)
{
  SubletUiCharges *charges = sublet_ui_charges_new (fixture);
  guint i;

  for (i = 0; i < 40; i++)
    sublet_ui_charges_put (charges, i, false);
  return make_section (charges);
}

static GtkWidget *
make_section_never (SubletUiFixture *fixture)
{
  return make_section (sublet_ui_charges_new (fixture));
}

/* The rentals of the account that is billed. */
static GtkWidget *
make_quotes (SubletUiFixture *fixture)
{
  SubletUiCharges *charges = sublet_ui_charges_new (fixture);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *view;

  /* As the sections of the page have it. */
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  sublet_ui_charges_put_all (charges, 30);
  sublet_ui_journal_write (charges->journal, "UPDATE rentals SET server = 'http://127.0.0.1:1'");
  view = make_section (charges);
  gtk_stack_add_named (GTK_STACK (stack),
                       sublet_bill_view_new (
                         sublet_spend_view_get_model (SUBLET_SPEND_VIEW (view))),
                       "quotes");
  gtk_stack_add_named (GTK_STACK (stack), view, "spending");

  return stack;
}

static GtkWidget *
make_quotes_never (SubletUiFixture *fixture)
{
  SubletUiCharges *charges = sublet_ui_charges_new (fixture);
  GtkWidget *spending = make_section (charges);
  GtkWidget *view =
    sublet_bill_view_new (sublet_spend_view_get_model (SUBLET_SPEND_VIEW (spending)));

  /* It has the model and the charges. */
  g_object_set_data_full (G_OBJECT (view),
                          "spending",
                          g_object_ref_sink (spending),
                          g_object_unref);

  return view;
}

static GtkWidget *
lose_network (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *view = sublet_ui_test_find_type (window, SUBLET_TYPE_BILL_VIEW);
  GObject *spending = g_object_get_data (G_OBJECT (view), "spending");

  sublet_ui_charges_fail (g_object_get_data (spending, "charges"), SUBLET_ERROR_NO_NETWORK);
  return window;
}

static GtkWidget *
find_view (GtkWidget *window)
{
  return sublet_ui_test_find_type (window, SUBLET_TYPE_SPEND_VIEW);
}

static bool
has_rows (gpointer window)
{
  sublet_ui_test_settle (window);
  return sublet_ui_test_find_type (window, SUBLET_TYPE_BILLING_ROW) != NULL ||
         sublet_ui_test_find_type (window, SUBLET_TYPE_FIGURE_TABLE) != NULL;
}

static GtkWidget *
await_rows (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_test_await (has_rows, window);
  return window;
}

static GtkWidget *
choose_year (SubletUiFixture *fixture, GtkWidget *window)
{
  await_rows (fixture, window);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find (window, "range")), 3);
  return window;
}

static GtkWidget *
choose_days (SubletUiFixture *fixture, GtkWidget *window)
{
  await_rows (fixture, window);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find (window, "range")), 4);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "from")), "2026-11-31");
  sublet_ui_test_click (sublet_ui_test_find_button (window, _ ("Show")));
  return window;
}

static GtkWidget *
fail_some (SubletUiFixture *fixture, GtkWidget *window)
{
  await_rows (fixture, window);
  sublet_ui_charges_fail (g_object_get_data (G_OBJECT (find_view (window)), "charges"),
                          SUBLET_ERROR_NO_NETWORK);
  return window;
}

static GtkWidget *
forbid (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_charges_fail (g_object_get_data (G_OBJECT (find_view (window)), "charges"),
                          SUBLET_ERROR_FORBIDDEN);
  return window;
}

static bool
is_empty (gpointer window)
{
  sublet_ui_test_settle (window);
  return sublet_ui_test_find_label (window, _ ("Nothing Spent")) != NULL;
}

static GtkWidget *
await_empty (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_test_await (is_empty, window);
  return window;
}

const Shot spend_shots[] = {
  { "spend-month", make_month, NULL, true },
  { "spend-year", make_year, NULL, false },
  { "spend-one", make_one, NULL, false },
  { "spend-refunds", make_refunds, NULL, false },
  { "spend-empty", make_empty, NULL, false },
  { "spend-table", make_month, show_table, true },
  { "spend-hover", make_month, focus, false },
  { "quotes", make_quotes, await_rows, true },
  { "quotes-unknown", make_quotes_never, lose_network, false },
  { "spending-month", make_section_month, await_rows, true },
  { "spending-year", make_section_month, choose_year, false },
  { "spending-days", make_section_month, choose_days, true },
  { "spending-part", make_section_part, fail_some, false },
  { "spending-empty", make_section_empty, await_empty, false },
  { "spending-forbidden", make_section_never, forbid, false },
  { NULL },
};
