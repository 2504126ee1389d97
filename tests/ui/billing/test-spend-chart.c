/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-chart.h"

#include "ui/billing/sublet-spend-figure.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#define USD G_GINT64_CONSTANT (1000000)

typedef struct
{
  GtkWidget *figure;
  GtkWidget *chart;
  GtkWidget *window;
  guint n_notified;
} Scene;

static void
on_sentence (Scene *scene)
{
  scene->n_notified++;
}

static void
scene_init (Scene *scene, int width)
{
  scene->n_notified = 0;
  scene->figure = sublet_spend_figure_new ();
  scene->chart = sublet_ui_test_find_type (scene->figure, SUBLET_TYPE_SPEND_CHART);
  g_signal_connect_swapped (scene->chart, "notify::sentence", G_CALLBACK (on_sentence), scene);
  scene->window = sublet_ui_test_present (scene->figure, width, 400);
  g_object_add_weak_pointer (G_OBJECT (scene->chart), (gpointer *) &scene->chart);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->chart);
}

static void
take (Scene *scene, SubletSpendSeries *series)
{
  sublet_spend_figure_take_series (SUBLET_SPEND_FIGURE (scene->figure), series);
  sublet_ui_test_settle (scene->window);
}

/* On the chart, below it, and as its value. */
static void
assert_sentence (Scene *scene, const char *expected)
{
  const char *sentence = sublet_spend_chart_get_sentence (SUBLET_SPEND_CHART (scene->chart));
  g_auto (GStrv) parts = g_strsplit (sentence, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene->figure, "sentence"))),
                   ==,
                   sentence);
  if (*sentence != '\0')
    {
      gtk_test_accessible_assert_property (scene->chart,
                                           GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                           sentence);
      gtk_test_accessible_assert_property (scene->chart,
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           sentence);
    }
}

static void
test_keys (void)
{
  Scene scene;
  SubletSpendSeries *series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 3);

  scene_init (&scene, 600);
  assert_sentence (&scene, "");
  sublet_ui_spend_set (series, 0, 7410000, 220000, 0, 0);
  sublet_ui_spend_set (series, 2, USD, 0, 0, 0);
  take (&scene, series);
  gtk_test_accessible_assert_role (scene.chart, GTK_ACCESSIBLE_ROLE_SLIDER);
  g_assert_true (gtk_widget_grab_focus (scene.figure));
  g_assert_true (gtk_widget_has_focus (scene.chart));

  /* The last one first: that is today. */
  assert_sentence (&scene, "Thu 19 Nov: $1.00 = GPU $1.00");
  g_assert_cmpuint (scene.n_notified, ==, 1);
  sublet_ui_test_press (scene.chart, GDK_KEY_Left, 0);
  assert_sentence (&scene, "Wed 18 Nov: nothing was billed");
  sublet_ui_test_press (scene.chart, GDK_KEY_Home, 0);
  assert_sentence (&scene, "Tue 17 Nov: $7.41 = GPU $7.19, disk $0.22");
  sublet_ui_test_press (scene.chart, GDK_KEY_Left, 0);
  assert_sentence (&scene, "Tue 17 Nov: $7.41 = GPU $7.19, disk $0.22");
  gtk_test_accessible_assert_property (scene.chart, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 1.0);
  gtk_test_accessible_assert_property (scene.chart, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 3.0);
  sublet_ui_test_press (scene.chart, GDK_KEY_Right, 0);
  assert_sentence (&scene, "Wed 18 Nov: nothing was billed");
  sublet_ui_test_press (scene.chart, GDK_KEY_End, 0);
  assert_sentence (&scene, "Thu 19 Nov: $1.00 = GPU $1.00");

  take (&scene, NULL);
  assert_sentence (&scene, "");
  sublet_ui_test_press (scene.chart, GDK_KEY_Left, 0);
  assert_sentence (&scene, "");
  scene_clear (&scene);
}

/* The chosen day stays when the days around it are others; the last one is the last one again. */
static void
test_chosen_stays (void)
{
  Scene scene;

  scene_init (&scene, 600);
  take (&scene, sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 10));
  assert_sentence (&scene, "Thu 26 Nov: nothing was billed");
  take (&scene, sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 11));
  assert_sentence (&scene, "Fri 27 Nov: nothing was billed");
  sublet_ui_test_press (scene.chart, GDK_KEY_Left, 0);
  sublet_ui_test_press (scene.chart, GDK_KEY_Left, 0);
  assert_sentence (&scene, "Wed 25 Nov: nothing was billed");
  take (&scene, sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US - G_TIME_SPAN_DAY, 20));
  assert_sentence (&scene, "Wed 25 Nov: nothing was billed");
  take (&scene, sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US - 30 * G_TIME_SPAN_DAY, 3));
  assert_sentence (&scene, "Tue 20 Oct: nothing was billed");
  scene_clear (&scene);
}

static guint
get_n_bars (Scene *scene)
{
  return sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (scene->chart))->buckets->len;
}

/* Where bars would be thinner than a pixel, several days are one. */
static void
test_many_bars (void)
{
  Scene scene;

  scene_init (&scene, 1200);
  take (&scene, sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, 366));
  g_assert_cmpuint (get_n_bars (&scene), ==, 366);
  take (&scene, sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, 3660));
  g_assert_cmpuint (get_n_bars (&scene), <=, 600);
  g_assert_cmpuint (get_n_bars (&scene), >=, 300);
  scene_clear (&scene);

  /* Also when the room comes after the days. */
  scene_init (&scene, 300);
  take (&scene, sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, 366));
  g_assert_cmpuint (get_n_bars (&scene), ==, 92);
  gtk_window_set_default_size (GTK_WINDOW (scene.window), 1000, 400);
  sublet_ui_test_settle (scene.window);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpuint (get_n_bars (&scene), ==, 366);
  take (&scene, sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, 1));
  g_assert_cmpuint (get_n_bars (&scene), ==, 1);
  scene_clear (&scene);
}

static gboolean
is_shown (Scene *scene, const char *label)
{
  GtkWidget *widget = sublet_ui_test_find_label (scene->figure, label);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
test_legend (void)
{
  Scene scene;
  SubletSpendSeries *series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 3);

  scene_init (&scene, 600);
  sublet_ui_spend_set (series, 0, 7410000, 220000, 0, 0);
  take (&scene, series);
  g_assert_true (is_shown (&scene, "GPU"));
  g_assert_true (is_shown (&scene, "Disk"));
  g_assert_false (is_shown (&scene, "Download"));
  g_assert_false (is_shown (&scene, "not all known"));
  g_assert_false (is_shown (&scene, "budget"));
  series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 3);
  sublet_ui_spend_set_incomplete (series, 2);
  take (&scene, series);
  sublet_spend_figure_set_budget_uusd (SUBLET_SPEND_FIGURE (scene.figure), 20 * USD);
  sublet_ui_test_settle (scene.window);
  g_assert_false (is_shown (&scene, "Disk"));
  g_assert_true (is_shown (&scene, "not all known"));
  g_assert_true (is_shown (&scene, "budget $20.00"));
  scene_clear (&scene);
}

static void
test_table (void)
{
  Scene scene;
  SubletSpendSeries *series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 2);

  scene_init (&scene, 600);
  sublet_ui_spend_set (series, 0, 7410000, 220000, 50000, 20000);
  sublet_ui_spend_set_incomplete (series, 1);
  take (&scene, series);
  g_assert_false (is_shown (&scene, "$7.41"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.figure, "Show as Table"));
  sublet_ui_test_settle (scene.window);
  g_assert_false (gtk_widget_get_mapped (scene.chart));
  g_assert_true (is_shown (&scene, "$7.41"));
  g_assert_true (is_shown (&scene, "$7.12"));
  g_assert_true (is_shown (&scene, "Tue 17 Nov"));
  g_assert_true (is_shown (&scene, "Wed 18 Nov, so far"));
  g_assert_true (gtk_widget_grab_focus (scene.figure));
  take (&scene, NULL);
  g_assert_false (is_shown (&scene, "$7.12"));
  scene_clear (&scene);
}

/* All shapes that a series can have are drawn without a complaint; how long that takes is told. */
static void
test_drawing (void)
{
  static const guint n_days[] = { 0, 1, 30, 366, 3660 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (n_days); i++)
    {
      Scene scene;
      SubletSpendSeries *series = sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, n_days[i]);
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GtkWidgetClass *klass;
      GskRenderNode *node;
      gint64 start_us;

      scene_init (&scene, 1000);
      if (n_days[i] > 0)
        sublet_ui_spend_set (series, 0, -3 * USD, -5 * USD, 0, 0);
      if (n_days[i] > 1)
        sublet_ui_spend_set_incomplete (series, n_days[i] - 1);
      take (&scene, series);
      sublet_spend_figure_set_budget_uusd (SUBLET_SPEND_FIGURE (scene.figure), 4 * USD);
      sublet_ui_test_settle (scene.window);

      klass = GTK_WIDGET_GET_CLASS (scene.chart);
      start_us = g_get_monotonic_time ();
      klass->snapshot (scene.chart, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      g_test_message ("%u days: drawn in %d us",
                      n_days[i],
                      (int) (g_get_monotonic_time () - start_us));
      g_assert_nonnull (node);
      gsk_render_node_unref (node);
      scene_clear (&scene);
    }
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-chart/keys", test_keys);
  g_test_add_func ("/ui/billing/spend-chart/chosen-stays", test_chosen_stays);
  g_test_add_func ("/ui/billing/spend-chart/many-bars", test_many_bars);
  g_test_add_func ("/ui/billing/spend-chart/legend", test_legend);
  g_test_add_func ("/ui/billing/spend-chart/table", test_table);
  g_test_add_func ("/ui/billing/spend-chart/drawing", test_drawing);

  return g_test_run ();
}
