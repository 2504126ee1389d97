/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/billing/sublet-figure-table.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* The month that lies behind the demo, as the window shows it. */

#define N_PAST_RENTALS 40

/* Of which its rentals are. */
#define N_PAST_DAYS 30

/* Of the columns of Quote and Bill. */
#define COLUMN_QUOTED 3

static guint
count_quoted (GtkWidget *window)
{
  GtkWidget *table = sublet_ui_test_find_type (window, SUBLET_TYPE_FIGURE_TABLE);
  GListModel *rows;
  guint count = 0;
  guint i;

  if (table == NULL)
    return 0;

  rows = sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (table));
  for (i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SubletFigureRow) row = g_list_model_get_item (rows, i);

      if (g_str_has_prefix (sublet_figure_row_get_text (row, COLUMN_QUOTED), "$"))
        count++;
    }

  return count;
}

static bool
is_compared (gpointer user_data)
{
  return count_quoted (user_data) == N_PAST_RENTALS &&
         sublet_ui_test_find_label (user_data,
                                    "3 bills are above their quotes by more than 10 cents and") !=
           NULL;
}

typedef struct
{
  SubletServices *services;
  guint n_missing;
} Days;

/* G_MAXUINT: nobody knows yet whose. */
static guint
count_missing (SubletServices *services)
{
  SubletChargeHistory *charges = sublet_services_get_charges (services);
  gint64 now_us = g_get_real_time ();

  if (charges == NULL || sublet_charge_history_get_account (charges) == 0)
    return G_MAXUINT;

  return sublet_charge_history_count_missing (charges,
                                              now_us - N_PAST_DAYS * G_TIME_SPAN_DAY,
                                              now_us);
}

static bool
has_one_more (gpointer user_data)
{
  const Days *days = user_data;

  return count_missing (days->services) < days->n_missing;
}

/* One after the other, which takes long in all. */
static void
await_days (SubletServices *services)
{
  Days days = { services, G_MAXUINT };

  while (days.n_missing > 0)
    {
      sublet_test_await (has_one_more, &days);
      days.n_missing = count_missing (services);
    }
}

/* Each bill of it has a quote, and three are dearer. */
static void
test_quotes (void)
{
  g_autoptr (SubletServices) services = window_fixture_start (TRUE);
  SubletWindow *window;

  window_fixture_choose_days (services, N_PAST_DAYS);
  window = window_fixture_present (services);
  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 900);
  sublet_window_show_billing_section (window, "quotes");
  await_days (services);
  sublet_test_await (is_compared, window);
  g_object_set (sublet_services_get_settings (services),
                "page",
                "market",
                "billing-section",
                "overview",
                NULL);
  window_fixture_destroy (window);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window-past/quotes", test_quotes);

  return g_test_run ();
}
