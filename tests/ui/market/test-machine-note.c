/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-report-store.h"
#include "ui/market/sublet-market-page-private.h"

#include "support/sublet-test.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

/* What was found on a machine stands with its offer. */

static void
keep (SubletUiRenting *fixture, SubletRuntimeReport *report)
{
  const SubletOfferRow *row = sublet_offer_get_row (fixture->offer);
  const SubletRuntimeMachine machine = { row->machine_id, row->host_id };
  SubletDatabase *database = sublet_rental_engine_get_database (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_runtime_report_store_put_async (database,
                                         sublet_rental_engine_get_server (fixture->engine),
                                         0,
                                         1,
                                         &machine,
                                         report,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  sublet_runtime_report_store_put_finish (database, result, &error);
  g_assert_no_error (error);
}

static bool
has_note (gpointer user_data)
{
  return gtk_widget_get_visible (sublet_ui_test_find (user_data, "report_box"));
}

static const char *
get_note (GtkWidget *page)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (page, "report_label")));
}

static void
show_later (SubletUiRenting *fixture, GtkWidget *page, SubletRuntimeReport *report)
{
  keep (fixture, report);
  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  sublet_test_await (has_note, page);
}

static gint64
find_other (SubletUiRenting *fixture)
{
  guint i;

  for (i = 0; i < sublet_market_get_shown (fixture->market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (fixture->market, i);

      if (row->machine_id != sublet_offer_get_row (fixture->offer)->machine_id)
        return row->id;
    }

  g_error ("all offers are of one machine");
}

static void
test_note (SubletUiRenting *fixture, gconstpointer data)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_client_get_clock (fixture->client));
  g_autoptr (SubletRuntimeReport) fine = sublet_ui_runtime_report_new (now_us, NULL);
  g_autoptr (SubletRuntimeReport)
    image = sublet_ui_runtime_report_new (now_us + 1, "=product right", "=product 5", NULL);
  g_autoptr (SubletRuntimeReport) broken =
    sublet_ui_runtime_report_new (now_us + 2, "4090, 24564, 570", "4090, 16380, 570", NULL);
  gint64 offer_id;
  SubletMarketPage *page;
  GtkWidget *window;
  GtkWidget *icon;

  sublet_ui_renting_use_market (fixture);
  page = SUBLET_MARKET_PAGE (sublet_market_page_new (fixture->market, fixture->settings));
  window = sublet_ui_test_present (GTK_WIDGET (page), 1200, 700);
  sublet_ui_test_settle (window);
  g_set_object (&fixture->offer, sublet_offer_details_get_offer (page->details));
  g_assert_nonnull (fixture->offer);
  offer_id = sublet_offer_get_row (fixture->offer)->id;

  /* Nobody is there who would know. */
  keep (fixture, fine);
  g_assert_false (has_note (page));
  sublet_market_page_set_engine (page, fixture->engine);
  sublet_test_await (has_note, page);
  icon = sublet_ui_test_find (GTK_WIDGET (page), "report_icon");
  g_assert_true (g_str_has_prefix (get_note (GTK_WIDGET (page)), "Checked by you, "));
  g_assert_true (g_str_has_suffix (get_note (GTK_WIDGET (page)), ": Fit for work"));
  g_assert_true (gtk_widget_has_css_class (icon, "state-success"));

  /* Another machine's has none. */
  sublet_market_page_select_offer (page, find_other (fixture));
  g_assert_false (has_note (page));

  /* A later one is there when the page comes into sight again. */
  sublet_market_page_select_offer (page, offer_id);
  sublet_test_await (has_note, page);
  show_later (fixture, GTK_WIDGET (page), image);
  /* What the image of then lacks is not the machine's fault. */
  g_assert_true (g_str_has_suffix (get_note (GTK_WIDGET (page)),
                                   ": Fit for work. The image then: PyTorch is broken"));
  g_assert_true (gtk_widget_has_css_class (icon, "state-success"));

  show_later (fixture, GTK_WIDGET (page), broken);
  g_assert_true (
    g_str_has_suffix (get_note (GTK_WIDGET (page)), ": Not fit: less GPU memory than was rented"));
  g_assert_true (gtk_widget_has_css_class (icon, "state-error"));
  g_assert_false (gtk_widget_has_css_class (icon, "state-success"));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/market/machine-note", test_note);

  return g_test_run ();
}
