/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-billing-page.h"

#include "core/base/sublet-money.h"
#include "ui/billing/page-scene.h"
#include "ui/common/sublet-format.h"
#include "ui/sublet-ui-test.h"

/* Overview: its figures, and how much room it needs. */

/* From GTK 4.10 on a box complains of a child that has less than it needs of itself. */
static void
assert_no_higher_of_itself (GtkWidget *widget)
{
  graphene_rect_t bounds;
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  /* With what its style adds around it, as it was measured. */
  g_assert_true (gtk_widget_compute_bounds (widget, widget, &bounds));
  g_assert_cmpint (least, <=, (int) bounds.size.height);
}

/* The figure between the lines, and beside them where the tiles are below each other. */
static void
test_tiles (void)
{
  static const SubletSizeClass size_classes[] = { SUBLET_SIZE_CLASS_MEDIUM,
                                                  SUBLET_SIZE_CLASS_NARROW,
                                                  SUBLET_SIZE_CLASS_MEDIUM };
  PageScene scene;
  gsize i;

  page_scene_init (&scene, 0);
  page_scene_present (&scene);
  for (i = 0; i < G_N_ELEMENTS (size_classes); i++)
    {
      GtkWidget *tile = page_scene_find (&scene, "credit_tile");
      GtkWidget *figure = sublet_ui_test_find (tile, "figure");
      gboolean narrow = size_classes[i] == SUBLET_SIZE_CLASS_NARROW;

      g_object_set (scene.page, "size-class", size_classes[i], NULL);
      sublet_ui_test_settle (scene.window);
      g_assert_true ((gtk_widget_get_parent (figure) == sublet_ui_test_find (tile, "row")) ==
                     narrow);
      g_assert_true (gtk_widget_get_mapped (figure));
      assert_no_higher_of_itself (tile);
      assert_no_higher_of_itself (page_scene_find (&scene, "spending_tile"));
      assert_no_higher_of_itself (page_scene_find (&scene, "end_tile"));
      assert_no_higher_of_itself (page_scene_find (&scene, "month_tile"));
    }
  page_scene_clear (&scene);
}

/* What the meters counted today, as long as no charge is known; and of how much. */
static void
test_month (void)
{
  PageScene scene;
  g_autofree char *amount = NULL;
  g_autofree char *of_budget = NULL;
  SubletRental *rental;
  gint64 now_us, cost_uusd;

  page_scene_init (&scene, 0);
  now_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene.fixture->clock));
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  page_scene_present (&scene);
  g_assert_cmpstr (page_scene_get_text (&scene, "month_tile", "figure"), ==, "–");
  g_assert_cmpstr (page_scene_get_text (&scene, "month_tile", "line"), ==, "Not known yet");

  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us);
  sublet_manual_clock_advance (scene.fixture->clock, 3 * 60 * 60 * 1000);
  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us + 3 * G_TIME_SPAN_HOUR) - cost_uusd;
  amount = sublet_format_amount (cost_uusd);
  of_budget = g_strconcat (amount, " of $200.00", NULL);
  g_object_notify (G_OBJECT (scene.fixture->engine), "known-at-us");
  g_assert_cmpstr (page_scene_get_text (&scene, "month_tile", "figure"), ==, amount);
  g_assert_cmpstr (page_scene_get_text (&scene, "month_tile", "line"),
                   ==,
                   "Or more: not all days are known yet");
  g_object_set (scene.overview->settings, "monthly-budget", 200.0, NULL);
  g_assert_cmpstr (page_scene_get_text (&scene, "month_tile", "figure"), ==, of_budget);
  /* A budget wants to know the charges, whoever looks. */
  g_object_set (scene.overview->settings, "monthly-budget", 0.0, NULL);
  page_scene_clear (&scene);
}

static void
test_money (void)
{
  PageScene scene;

  page_scene_init (&scene, 0);
  sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_burn (scene.fixture, PAGE_SCENE_BURN_NUSD);
  page_scene_present (&scene);
  g_assert_cmpstr (page_scene_get_text (&scene, "credit_tile", "figure"), ==, "$41.37");
  g_assert_cmpstr (page_scene_get_text (&scene, "spending_tile", "figure"), ==, "$1.84/h");
  g_assert_cmpstr (page_scene_get_text (&scene, "spending_tile", "line"), ==, "1 running");
  g_assert_cmpstr (page_scene_get_text (&scene, "end_tile", "figure"), ==, "tomorrow 12:39");
  g_assert_cmpstr (page_scene_get_text (&scene, "end_tile", "line"),
                   ==,
                   "22\302\240h at this rate");
  gtk_test_accessible_assert_property (page_scene_find (&scene, "credit_tile"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Credit: $41.37, Prepaid at Vast");
  g_assert_false (
    gtk_widget_get_visible (sublet_ui_test_find (page_scene_find (&scene, "end_tile"), "icon")));
  sublet_billing_page_set_low_credit_hours (SUBLET_BILLING_PAGE (scene.page), 24);
  g_assert_true (
    gtk_widget_get_visible (sublet_ui_test_find (page_scene_find (&scene, "end_tile"), "icon")));

  /* By itself. */
  sublet_manual_clock_advance (scene.fixture->clock, 30 * 60 * 1000);
  g_assert_cmpstr (page_scene_get_text (&scene, "end_tile", "line"),
                   ==,
                   "21\302\240h at this rate");

  sublet_ui_fixture_set_burn (scene.fixture, SUBLET_NUSD_PER_USD / 1000 * 22 + 500000);
  g_assert_cmpstr (page_scene_get_text (&scene, "spending_tile", "figure"), ==, "$0.0225/h");

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (g_str_has_prefix (page_scene_get_text (&scene, "credit_tile", "line"), "as of "));
  g_assert_true (
    g_str_has_prefix (page_scene_get_text (&scene, "spending_tile", "line"), "as of "));

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_NEVER);
  sublet_ui_fixture_set_account (scene.fixture, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpstr (page_scene_get_text (&scene, "credit_tile", "figure"), ==, "–");
  g_assert_cmpstr (page_scene_get_text (&scene, "spending_tile", "figure"), ==, "–");
  g_assert_cmpstr (page_scene_get_text (&scene, "end_tile", "figure"), ==, "–");
  g_assert_cmpstr (page_scene_get_text (&scene, "spending_tile", "line"), ==, "Not known yet");
  page_scene_clear (&scene);
}

static int
measure_width (PageScene *scene)
{
  int least;

  sublet_ui_test_settle (scene->window);
  gtk_widget_measure (scene->page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* No face is wider than the narrowest window, whatever its buttons say. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  PageScene scene;
  int before;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  page_scene_init (&scene, 30);
  sublet_ui_overview_quote (scene.overview);
  page_scene_present (&scene);
  g_object_set (scene.page, "size-class", SUBLET_SIZE_CLASS_NARROW, NULL);
  g_assert_cmpint (measure_width (&scene), <=, 360);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "+\u2060$50.00");
  page_scene_await (&scene, "old-run");
  g_assert_cmpint (measure_width (&scene), <=, 360);
  page_scene_clear (&scene);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/page/tiles", test_tiles);
  g_test_add_func ("/ui/billing/page/month", test_month);
  g_test_add_func ("/ui/billing/page/money", test_money);
  g_test_add_func ("/ui/billing/page/large-text", test_large_text);

  return g_test_run ();
}
