/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-market-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/market/sublet-market-status.h"
#include "ui/market/sublet-market-table.h"
#include "ui/market/sublet-offer-details.h"
#include "ui/market/sublet-policy-button.h"

#include "market-page-fixture.h"

#include <dlfcn.h>

static const char *
get_face (MarketPageFixture *fixture)
{
  GtkStack *stack = GTK_STACK (sublet_ui_test_find (fixture->page, "stack"));

  return gtk_stack_get_visible_child_name (stack);
}

static bool
has_face (gpointer user_data)
{
  return g_str_equal (get_face (user_data), "face");
}

static void
test_content (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autoptr (GString) count = g_string_new (NULL);
  SubletAnnouncer *announcer;

  g_object_set (fixture->settings, "filters", "", NULL);
  market_page_present_known (fixture, 1200, 800);
  g_assert_cmpstr (get_face (fixture), ==, "table");

  /* At first only one model on verified machines, and the page says so. */
  g_assert_cmpstr (sublet_market_get_row (market, 0)->gpu_name, ==, "RTX 4090");
  g_assert_cmpuint (sublet_market_get_shown (market), <, sublet_market_get_total (market));
  g_string_printf (count,
                   "%u of %u offers",
                   sublet_market_get_shown (market),
                   sublet_market_get_total (market));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, count->str));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "hidden by 2 filters"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "known at"));
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Load More"));

  /* The first row is selected and priced. */
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (market, 0)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Traffic 22"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Kept stopped"));

  announcer = SUBLET_ANNOUNCER (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_ANNOUNCER));
  g_assert_nonnull (strstr (sublet_announcer_get_said (announcer), "offers, cheapest $"));
}

static void
test_rent (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *button;
  g_autofree char *rate = NULL;
  SubletQuote quote;
  gint64 id;

  market_page_present_known (fixture, 1200, 800);
  sublet_market_get_quote (market, 0, &quote);
  rate = sublet_format_rate (quote.running_rate_nusd);
  button = sublet_ui_test_find_button (fixture->page, rate);
  g_assert_nonnull (button);
  g_assert_true (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Rent… · $"));
  sublet_ui_test_click (button);
  sublet_test_drain ();
  g_assert_nonnull (fixture->requested);
  id = sublet_market_get_row (market, 0)->id;
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id, ==, id);

  /* Somebody else was faster: the details stay and say so, and nothing can be rented. */
  g_clear_object (&fixture->requested);
  market_fixture_take_offer (&fixture->base, id);
  market_fixture_refresh (&fixture->base);
  g_assert_cmpint (market_page_get_selected_id (fixture), ==, id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Somebody else has rented it"));
  button = sublet_ui_test_find_button (fixture->page, "Taken");
  g_assert_false (gtk_widget_is_sensitive (button));
  sublet_market_page_rent (SUBLET_MARKET_PAGE (fixture->page));
  g_assert_null (fixture->requested);

  /* Enter on a row, which is selected first. */
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                           sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE))),
                         "activate",
                         2u);
  g_assert_null (fixture->requested);
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                           sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE))),
                         "activate",
                         2u);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, 2)->id);
}

static void
test_policy (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *header;
  GtkWidget *button;
  guint chosen;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON);
  g_assert_true (gtk_widget_activate_action (button, "policy.choose", "s", "most-reliable"));
  sublet_test_drain ();
  chosen = sublet_market_choose (market, SUBLET_POLICY_MOST_RELIABLE);
  g_assert_cmpuint (chosen, !=, 0);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The most reliable of"));
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable"));
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings), ==, SUBLET_POLICY_MOST_RELIABLE);

  /* The last choice is what the button and Ctrl+N mean. */
  g_clear_object (&fixture->requested);
  market_page_activate (fixture, "market.rent-policy", NULL);
  g_assert_nonnull (fixture->requested);

  /* The reason is about that offer only. */
  sublet_market_page_select_offer (SUBLET_MARKET_PAGE (fixture->page),
                                   sublet_market_get_row (market, 1)->id);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "The most reliable of"));
}

static GtkWidget *
find_popover (GtkWidget *below)
{
  GtkWidget *popover = sublet_ui_test_find_type (below, GTK_TYPE_POPOVER_MENU);

  g_assert_nonnull (popover);
  return popover;
}

static bool
is_shown (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

/* By keys alone; what was in a menu that is closed has the focus no more, or no key would come. */
static void
test_menus (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkWidget *header;
  GtkWidget *status;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *focus;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  popover = find_popover (sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON));
  market_page_activate (fixture, "market.show-policies", NULL);
  sublet_test_await (is_shown, popover);
  gtk_popover_popdown (GTK_POPOVER (popover));

  status = sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_STATUS);
  button = sublet_ui_test_find (status, "sort");
  popover = find_popover (button);
  market_page_activate (fixture, "market.show-sort", NULL);
  sublet_test_await (is_shown, popover);
  /* First By, whose items are another page of the menu. */
  g_assert_true (gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (fixture->window))));
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  sublet_ui_test_settle (fixture->window);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, button));
  g_assert_true (gtk_widget_get_mapped (focus));
}

static bool
is_answered (gpointer data)
{
  return sublet_ui_test_find_dialog ("Most Reliable under…") == NULL;
}

/* Typed, and Enter. */
static void
set_limit (const char *text)
{
  GtkWidget *dialog = sublet_ui_test_find_dialog ("Most Reliable under…");
  GtkWidget *spin;
  GtkEditable *inside;

  g_assert_nonnull (dialog);
  spin = sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON);
  inside = gtk_editable_get_delegate (GTK_EDITABLE (spin));
  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  g_signal_emit_by_name (inside, "activate");
  sublet_test_await (is_answered, NULL);
  sublet_test_drain ();
}

/* The most reliable up to a price: asked for, kept, told, and none where there is none. */
static void
test_policy_limit (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *header;
  GtkWidget *button;
  SubletQuote quote;
  gint64 lowest_nusd;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  guint chosen;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON);
  lowest_nusd = sublet_market_get_lowest_rate_nusd (market);

  g_assert_true (gtk_widget_activate_action (button, "policy.limit", NULL));
  sublet_test_drain ();
  g_ascii_formatd (text, sizeof text, "%.3f", sublet_money_usd_from_nusd (lowest_nusd) + 0.05);
  set_limit (text);
  chosen = sublet_market_choose (market, SUBLET_POLICY_MOST_RELIABLE);
  sublet_market_get_quote (market, chosen, &quote);
  g_assert_cmpint (quote.job_rate_nusd, <=, lowest_nusd + SUBLET_NUSD_PER_USD / 20 + 1000000);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, " offers up to $"));
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable under…"));
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings), ==, SUBLET_POLICY_MOST_RELIABLE);

  /* Below the cheapest nothing is picked, and that is said. */
  g_clear_object (&fixture->requested);
  g_assert_true (gtk_widget_activate_action (button, "policy.limit", NULL));
  sublet_test_drain ();
  set_limit ("0.001");
  g_assert_null (fixture->requested);
  sublet_ui_test_answer ("No Offer under That Price", "close");

  /* Without a limit again. */
  g_assert_true (gtk_widget_activate_action (button, "policy.choose", "s", "most-reliable"));
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_market_get_policy_max_rate_nusd (market), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable"));
}

static void
test_settings (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const char *const sorted[] = { "-gpu-ram", "down", NULL };
  static const char *const columns[] = { "gpu", "job-rate", "machine", NULL };
  static const char *const panes[] = { NULL };
  SubletMarket *market = fixture->base.market;
  g_auto (GStrv) stored = NULL;
  SubletOfferOrder order;
  SubletJob job;

  g_object_set (fixture->settings,
                "job-hours",
                3.0,
                "disk-gb",
                40,
                "price-kind",
                SUBLET_PRICE_KIND_INTERRUPTIBLE,
                "sort-columns",
                sorted,
                "visible-columns",
                columns,
                "market-panes",
                panes,
                "filters",
                "{\"gpus\":\"2\"}",
                NULL);
  market_page_present_known (fixture, 1200, 800);

  sublet_market_get_job (market, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.disk_gb, 40, 1e-9);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_market_get_order (market, &order);
  g_assert_cmpint (order.first, ==, SUBLET_OFFER_KEY_GPU_RAM);
  g_assert_true (order.first_descending);
  g_assert_cmpint (sublet_offer_filter_get_count (sublet_market_get_filter (market)),
                   ==,
                   SUBLET_GPU_COUNT_2);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "Clear All"));
  g_assert_true (gtk_toggle_button_get_active (
    GTK_TOGGLE_BUTTON (sublet_ui_test_find (fixture->page, "interruptible"))));

  /* From the page to the settings. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_test_find (fixture->page, "on_demand")),
                                TRUE);
  g_assert_true (sublet_market_get_refreshing (market));
  market_fixture_await_idle (&fixture->base);
  sublet_settings_get_job (fixture->settings, &job);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);

  market_page_activate (fixture, "sort.first", "reliability");
  g_object_get (fixture->settings, "sort-columns", &stored, NULL);
  g_assert_cmpstr (stored[0], ==, "-reliability");
  g_assert_cmpstr (stored[1], ==, "-gpu-ram");
  market_page_activate (fixture, "sort.direction", "ascending");
  market_page_activate (fixture, "sort.second", "up");
  g_clear_pointer (&stored, g_strfreev);
  g_object_get (fixture->settings, "sort-columns", &stored, NULL);
  g_assert_cmpstr (stored[0], ==, "reliability");
  g_assert_cmpstr (stored[1], ==, "-up");

  market_page_activate (fixture, "market.toggle-details", NULL);
  g_clear_pointer (&stored, g_strfreev);
  g_object_get (fixture->settings, "market-panes", &stored, NULL);
  g_assert_true (g_strv_contains ((const char *const *) stored, "details"));
}

static void
test_panes (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletPaneView *panes;

  market_page_present_known (fixture, 1200, 800);
  panes = SUBLET_PANE_VIEW (sublet_ui_test_find (fixture->page, "panes"));
  g_assert_true (sublet_pane_view_get_start_shown (panes));
  g_assert_true (sublet_pane_view_get_end_shown (panes));
  market_page_activate (fixture, "market.toggle-filters", NULL);
  market_page_activate (fixture, "market.toggle-details", NULL);
  g_assert_false (sublet_pane_view_get_start_shown (panes));
  g_assert_false (sublet_pane_view_get_end_shown (panes));
  market_page_activate (fixture, "market.search-models", NULL);
  g_assert_true (sublet_pane_view_get_start_shown (panes));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         sublet_ui_test_find (fixture->page, "search")));
}

static void
test_narrow (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkListView *list;
  GtkColumnView *view;
  SubletPaneView *panes;
  g_autofree char *gpu = NULL;

  market_page_present_known (fixture, 400, 700);
  g_assert_cmpstr (get_face (fixture), ==, "list");
  list = GTK_LIST_VIEW (sublet_ui_test_find (fixture->page, "list_view"));
  view = sublet_market_table_get_view (
    SUBLET_MARKET_TABLE (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE)));
  g_assert_nonnull (gtk_list_view_get_model (list));
  g_assert_null (gtk_column_view_get_model (view));

  /* A tap on a row shows it in full; from there it is rented. */
  panes = SUBLET_PANE_VIEW (sublet_ui_test_find (fixture->page, "panes"));
  g_assert_false (sublet_pane_view_get_end_shown (panes));
  g_signal_emit_by_name (list, "activate", 1u);
  g_assert_true (sublet_pane_view_get_end_shown (panes));
  g_assert_null (fixture->requested);
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (fixture->base.market, 1)->id);
  market_page_activate (fixture, "market.rent", NULL);
  g_assert_nonnull (fixture->requested);

  /* The job is one button, whose popover holds the same fields. */
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Job: 8"));
}

static void
test_no_answer (MarketPageFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletNotifyCounter) asked = NULL;
  GtkWidget *again;

  sublet_test_simulator_stop (fixture->base.simulator);
  market_page_present_page (fixture, 1200, 800);
  market_fixture_await_idle (&fixture->base);
  sublet_test_await (has_face, fixture);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Offers Are Not Known"));
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->page, "No answer from Vast. Check the network."));
  /* No empty lines at the foot. */
  g_assert_false (
    gtk_widget_get_visible (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_STATUS)));
  again = sublet_ui_test_find_button (fixture->page, "Try Again");
  asked = sublet_notify_counter_new (fixture->base.market, "refreshing");
  sublet_ui_test_click (again);
  sublet_test_drain ();
  g_assert_cmpuint (sublet_notify_counter_take (asked), >, 0);
  market_fixture_await_idle (&fixture->base);
}

/* A widget that names an action is off while the action is. */
static void
assert_action (MarketPageFixture *fixture, const char *action, gboolean on)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, fixture->page);
  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, on);
  gtk_widget_unparent (button);
}

static void
test_none (MarketPageFixture *fixture, gconstpointer user_data)
{
  market_fixture_order (&fixture->base, "{\"market_empty\":true}");
  market_page_present_known (fixture, 1200, 800);
  g_assert_cmpstr (get_face (fixture), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "No Offers of This Kind"));
  assert_action (fixture, "market.show-policies", FALSE);
  market_fixture_order (&fixture->base, "{\"market_empty\":false}");
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Look Now"));
  sublet_test_drain ();
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpstr (get_face (fixture), ==, "table");
  assert_action (fixture, "market.show-policies", TRUE);
}

static void
test_stale_and_cut (MarketPageFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletNotifyCounter) asked = NULL;

  market_fixture_order (&fixture->base, "{\"page_cap\":20}");
  market_page_present_known (fixture, 1200, 800);
  asked = sublet_notify_counter_new (fixture->base.market, "refreshing");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The list was cut."));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Load More"));
  sublet_test_drain ();
  g_assert_cmpuint (sublet_notify_counter_take (asked), >, 0);
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpuint (sublet_market_get_total (fixture->base.market), >, 20);

  /* What was known stays, and says how old it is. */
  sublet_test_simulator_stop (fixture->base.simulator);
  market_page_activate (fixture, "market.refresh", NULL);
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpstr (get_face (fixture), ==, "table");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "no answer since"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Try Again"));
}

/* Of libgtk-4; its header wants those of X. */
extern gulong gdk_x11_surface_get_xid (GdkSurface *surface);

/* There is no window manager here: this is what one says of a window that it has minimised. */
static void
set_minimized (GtkWidget *widget, bool minimized)
{
  void *x = dlopen ("libX11.so.6", RTLD_NOW);
  void *(*open_display) (const char *) = dlsym (x, "XOpenDisplay");
  gulong (*intern) (void *, const char *, int) = dlsym (x, "XInternAtom");
  int (*change) (void *, gulong, gulong, gulong, int, int, const void *, int) =
    dlsym (x, "XChangeProperty");
  int (*close_display) (void *) = dlsym (x, "XCloseDisplay");
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  void *display = open_display (NULL);
  gulong hidden = intern (display, "_NET_WM_STATE_HIDDEN", 0);

  /* 4 is the type ATOM. */
  change (display,
          gdk_x11_surface_get_xid (surface),
          intern (display, "_NET_WM_STATE", 0),
          4,
          32,
          0,
          &hidden,
          minimized ? 1 : 0);
  close_display (display);
  dlclose (x);
}

static bool
is_seen (gpointer market)
{
  return SUBLET_MARKET (market)->visible;
}

static bool
is_unseen (gpointer market)
{
  return !SUBLET_MARKET (market)->visible;
}

/* Asked by itself only while somebody may see it. */
static void
test_seen (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;

  market_page_present_known (fixture, 1200, 800);
  g_assert_true (is_seen (market));
  set_minimized (fixture->page, true);
  sublet_test_await (is_unseen, market);
  set_minimized (fixture->page, false);
  sublet_test_await (is_seen, market);

  /* Another page of the window. */
  gtk_widget_set_visible (fixture->page, FALSE);
  g_assert_true (is_unseen (market));
  set_minimized (fixture->page, true);
  sublet_test_drain ();
  gtk_widget_set_visible (fixture->page, TRUE);
  sublet_test_await (is_unseen, market);
  set_minimized (fixture->page, false);
  sublet_test_await (is_seen, market);
}

static bool
says_progress (gpointer page)
{
  return sublet_ui_test_find_label (page, "so far, page 3") != NULL;
}

/* Up to a number that is remembered, seen as it comes, and stopped. */
static void
test_load_more (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autoptr (GVariant) number = NULL;
  int max_offers;
  guint n_total;

  market_fixture_order (&fixture->base, "{\"page_cap\":10}");
  market_page_present_known (fixture, 1200, 800);
  n_total = sublet_market_get_total (market);
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Stop"));
  number = g_variant_ref_sink (g_variant_new_int32 (10000));
  g_assert_true (gtk_widget_activate_action_variant (fixture->page, "load.max-offers", number));
  g_object_get (fixture->settings, "market-max-offers", &max_offers, NULL);
  g_assert_cmpint (max_offers, ==, 10000);
  g_assert_cmpuint (sublet_market_get_max_rows (market), ==, 10000);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Load More"));
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Load More"));
  sublet_test_await (says_progress, fixture->page);
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_total);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Stop"));
  g_assert_cmpuint (sublet_market_get_total (market), >, n_total);
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Stop"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Load More"));

  /* As many as one wanted. */
  sublet_market_set_max_rows (market, 15);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The list was cut at 15 offers."));
}

static void
test_held (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  gint64 id;

  market_page_present_known (fixture, 1200, 800);
  id = sublet_market_get_row (market, 1)->id;
  market_fixture_take_offer (&fixture->base, id);
  sublet_market_set_held (market, TRUE);
  market_fixture_refresh (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "change"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "taken"));

  /* A taken offer can be looked at, not rented. */
  sublet_market_page_select_offer (SUBLET_MARKET_PAGE (fixture->page), id);
  sublet_market_page_rent (SUBLET_MARKET_PAGE (fixture->page));
  g_assert_null (fixture->requested);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Show"));
  sublet_test_drain ();
  g_assert_cmpuint (sublet_market_get_changes (market), ==, 0);
  g_assert_cmpuint (sublet_market_find_offer (market, id), ==, G_MAXUINT);
}

static void
assert_label (GtkWidget *widget, const char *label)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       label);
}

static void
test_accessible (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    const char *label;
  } rows[] = {
    { "max-price", "Price, at most, in $/h" },
    { "count_8", "Eight GPUs or more" },
    { "details_toggle", "Details" },
  };
  GtkWidget *header;
  GtkWidget *announcer;
  gsize i;

  market_page_present_known (fixture, 1200, 800);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_label (sublet_ui_test_find (fixture->page, rows[i].name), rows[i].label);
  assert_label (GTK_WIDGET (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                  sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE)))),
                "Offers");
  announcer = sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_ANNOUNCER);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (announcer), GTK_ACCESSIBLE_ROLE_STATUS);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  assert_label (sublet_ui_test_find_type (header, GTK_TYPE_TOGGLE_BUTTON), "Filters");
}

static bool
has_words (gpointer user_data)
{
  return adw_split_button_get_label (user_data) != NULL;
}

/* Where the head has little room, an icon stands for the words; what is spoken stays. */
static void
test_medium (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkWidget *header;
  AdwSplitButton *button;

  market_page_present_known (fixture, 720, 600);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = ADW_SPLIT_BUTTON (sublet_ui_test_find_type (header, ADW_TYPE_SPLIT_BUTTON));
  g_assert_cmpstr (adw_split_button_get_icon_name (button), ==, "sublet-policy-symbolic");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), ==, "Rent Cheapest");
  assert_label (gtk_widget_get_first_child (GTK_WIDGET (button)), "Rent Cheapest");

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  sublet_test_await (has_words, button);
  g_assert_cmpstr (adw_split_button_get_label (button), ==, "Rent Cheapest");
  g_assert_null (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (MarketPageFixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/page/content", test_content },
    { "/ui/market/page/rent", test_rent },
    { "/ui/market/page/policy", test_policy },
    { "/ui/market/page/policy-limit", test_policy_limit },
    { "/ui/market/page/menus", test_menus },
    { "/ui/market/page/settings", test_settings },
    { "/ui/market/page/panes", test_panes },
    { "/ui/market/page/narrow", test_narrow },
    { "/ui/market/page/medium", test_medium },
    { "/ui/market/page/no-answer", test_no_answer },
    { "/ui/market/page/none", test_none },
    { "/ui/market/page/stale-and-cut", test_stale_and_cut },
    { "/ui/market/page/load-more", test_load_more },
    { "/ui/market/page/seen", test_seen },
    { "/ui/market/page/held", test_held },
    { "/ui/market/page/accessible", test_accessible },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                MarketPageFixture,
                NULL,
                market_page_set_up,
                tests[i].test,
                market_page_tear_down);

  return g_test_run ();
}
