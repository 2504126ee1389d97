/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "ui/billing/sublet-spend-figure.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

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

const Shot spend_shots[] = {
  { "spend-month", make_month, NULL, true },   { "spend-year", make_year, NULL, false },
  { "spend-one", make_one, NULL, false },      { "spend-refunds", make_refunds, NULL, false },
  { "spend-empty", make_empty, NULL, false },  { "spend-table", make_month, show_table, true },
  { "spend-hover", make_month, focus, false }, { NULL },
};
