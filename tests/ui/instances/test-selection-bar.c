/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* Several chosen on the page, with the shipped engine; what was ordered says the ledger. */

typedef struct
{
  EngineFixture f;
  GtkWidget *page;
  GtkWidget *window;
  const char *text;  /* what is waited for */
  gint64 ends_us[2]; /* of the leases, at first */
} Scene;

/* Asks again and again, for a poll would be a while. */
static bool
both_run (gpointer user_data)
{
  EngineFixture *f = user_data;
  guint i;

  for (i = 0; i < 2; i++)
    {
      if (sublet_rental_get_state (engine_fixture_nth (f, i)) != SUBLET_RENTAL_STATE_RUNNING)
        {
          if (!f->engine->asking)
            sublet_rental_engine_refresh (f->engine);
          return false;
        }
    }

  return true;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  EngineFixture *f = &scene->f;
  GtkWidget *toasts = adw_toast_overlay_new ();

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "1000", NULL);
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  g_object_unref (engine_fixture_rent (f));
  g_object_unref (engine_fixture_rent (f));
  sublet_test_await (both_run, f);
  scene->page = sublet_instances_page_new (f->engine, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), scene->page);
  scene->window = sublet_ui_test_present (toasts, 1100, 700);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  engine_fixture_tear_down (&scene->f, data);
}

static const char *
get_text (Scene *scene)
{
  GtkWidget *bar = sublet_ui_test_find (scene->page, "bar_slot");

  return gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (bar, "label")));
}

static bool
is_revealed (Scene *scene)
{
  return gtk_revealer_get_reveal_child (
    GTK_REVEALER (sublet_ui_test_find (scene->page, "revealer")));
}

static bool
says (gpointer user_data)
{
  Scene *scene = user_data;

  return strstr (get_text (scene), scene->text) != NULL;
}

static void
await_text (Scene *scene, const char *text)
{
  scene->text = text;
  sublet_test_await (says, scene);
}

static bool
is_hidden (gpointer user_data)
{
  return !is_revealed (user_data);
}

static void
select_all (Scene *scene)
{
  sublet_ui_test_settle (scene->window);
  gtk_widget_activate_action (scene->page, "instances.select-all", NULL);
  sublet_ui_test_settle (scene->window);
}

/* Cards have some of the same name. */
static GtkWidget *
find_in_bar (GtkWidget *page, const char *name)
{
  return sublet_ui_test_find (sublet_ui_test_find (page, "bar_slot"), name);
}

static void
press (Scene *scene, const char *name)
{
  GtkWidget *button = find_in_bar (scene->page, name);

  g_assert_true (gtk_widget_is_sensitive (button));
  sublet_ui_test_click (button);
  sublet_test_drain ();
}

/* One question, one order for each, told at the end; a second click asks nothing. */
static void
test_stop (Scene *scene, gconstpointer data)
{
  g_assert_false (is_revealed (scene));
  select_all (scene);
  g_assert_true (is_revealed (scene));
  g_assert_true (g_str_has_prefix (get_text (scene), "2 selected, $"));
  press (scene, "stop_button");
  press (scene, "stop_button");
  g_assert_nonnull (sublet_ui_test_find_dialog ("Stop 2 instances?"));
  sublet_ui_test_answer ("Stop 2 instances?", "order");
  g_assert_null (sublet_ui_test_find_dialog ("Stop"));
  sublet_test_await (is_hidden, scene);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update"), ==, 2);
  sublet_ui_test_settle (scene->window);
  g_assert_nonnull (sublet_ui_test_find_label (scene->window, "2 instances are stopping"));
}

/* What failed is named with its reason, stays chosen, and is tried again alone. */
static void
test_failure (Scene *scene, gconstpointer data)
{
  engine_fixture_arm (&scene->f,
                      "{\"fault\": \"json-error\", \"status\": 400, \"error\": \"invalid_args\","
                      " \"msg\": \"not now\", \"route\": \"update\", \"nth\": 2}");
  select_all (scene);
  press (scene, "stop_button");
  sublet_ui_test_answer ("Stop 2 instances?", "order");
  await_text (scene, "Not stopped, may bill on: ada-1.");
  g_assert_true (is_revealed (scene));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene->page, "choices")));
  engine_fixture_await_state (engine_fixture_nth (&scene->f, 1), SUBLET_RENTAL_STATE_RUNNING);
  press (scene, "try_again_button");
  sublet_test_await (is_hidden, scene);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update"), ==, 3);
}

/* Ended before the second is tried again: its card says still that it may bill on, and it stays
 * chosen. */
static void
test_stop_here_again (Scene *scene, gconstpointer data)
{
  GtkWidget *list = sublet_ui_test_find (scene->page, "list");

  engine_fixture_arm (&scene->f,
                      "{\"fault\": \"json-error\", \"status\": 400, \"error\": \"invalid_args\","
                      " \"msg\": \"not now\", \"route\": \"update\", \"times\": 2}");
  select_all (scene);
  press (scene, "stop_button");
  sublet_ui_test_answer ("Stop 2 instances?", "order");
  await_text (scene, "Not stopped, may bill on: ada-1, ada-1.");
  sublet_test_await (both_run, &scene->f);
  /* Before any answer can come. */
  sublet_ui_test_click (find_in_bar (scene->page, "try_again_button"));
  sublet_ui_test_click (find_in_bar (scene->page, "stop_here_button"));
  /* Nothing waits any more. */
  g_assert_true (gtk_widget_get_mapped (find_in_bar (scene->page, "stop_here_button")));
  g_assert_false (gtk_widget_is_sensitive (find_in_bar (scene->page, "stop_here_button")));
  await_text (scene, "1 selected");
  sublet_ui_test_settle (scene->window);
  g_assert_nonnull (sublet_ui_test_find_label (list, "The stop is not confirmed"));
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update"), ==, 3);
}

/* Closing what failed leaves it chosen; then something else can be done with it. */
static void
test_close_failure (Scene *scene, gconstpointer data)
{
  engine_fixture_arm (&scene->f,
                      "{\"fault\": \"json-error\", \"status\": 400, \"error\": \"invalid_args\","
                      " \"msg\": \"not now\", \"route\": \"update\", \"times\": 2}");
  select_all (scene);
  press (scene, "stop_button");
  sublet_ui_test_answer ("Stop 2 instances?", "order");
  await_text (scene, "Not stopped, may bill on: ada-1, ada-1.");
  press (scene, "close_button");
  g_assert_true (g_str_has_prefix (get_text (scene), "2 selected"));
  press (scene, "destroy_button");
  sublet_ui_test_answer ("Destroy 2 instances?", "order");
  sublet_test_await (is_hidden, scene);
  g_assert_cmpint (engine_fixture_ask_journal (&scene->f,
                                               "SELECT count (*) FROM orders"
                                               "  WHERE kind = 'destroy'"),
                   ==,
                   2);
}

static bool
can_undo (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Undo") != NULL;
}

static gint64
get_end_us (Scene *scene, guint n)
{
  return sublet_rental_get_lease_end_us (engine_fixture_nth (&scene->f, n));
}

static void
extend_both (Scene *scene)
{
  select_all (scene);
  press (scene, "extend_button");
  sublet_test_await (is_hidden, scene);
  sublet_ui_test_settle (scene->window);
  sublet_test_await (can_undo, scene->window);
}

static bool
is_back (gpointer user_data)
{
  Scene *scene = user_data;

  return get_end_us (scene, 0) == scene->ends_us[0] && get_end_us (scene, 1) == scene->ends_us[1];
}

/* Nothing is asked for a lease, and nothing sent; what it costs is told, and it can be taken back.
 */
static void
test_extend (Scene *scene, gconstpointer data)
{
  GtkWidget *label;
  guint i;

  for (i = 0; i < 2; i++)
    scene->ends_us[i] = get_end_us (scene, i);
  extend_both (scene);
  for (i = 0; i < 2; i++)
    g_assert_cmpint (get_end_us (scene, i), ==, scene->ends_us[i] + G_TIME_SPAN_HOUR);
  label = sublet_ui_test_find_label (scene->window, "2 leases end an hour later, about $");
  g_assert_nonnull (label);
  g_assert_true (g_str_has_suffix (gtk_label_get_label (GTK_LABEL (label)), " more"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene->window, "Undo"));
  sublet_test_await (is_back, scene);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update"), ==, 0);
}

static bool
has_changed (gpointer user_data)
{
  Scene *scene = user_data;

  return get_end_us (scene, 0) == scene->ends_us[0] + 5 * G_TIME_SPAN_HOUR;
}

static bool
second_is_back (gpointer user_data)
{
  Scene *scene = user_data;

  return get_end_us (scene, 1) == scene->ends_us[1];
}

/* A lease that was changed since is not taken back with the others. */
static void
test_extend_changed (Scene *scene, gconstpointer data)
{
  guint i;

  for (i = 0; i < 2; i++)
    scene->ends_us[i] = get_end_us (scene, i);
  extend_both (scene);
  sublet_rental_engine_set_lease_async (scene->f.engine,
                                        engine_fixture_nth (&scene->f, 0),
                                        scene->ends_us[0] + 5 * G_TIME_SPAN_HOUR,
                                        SUBLET_LEASE_END_STOP,
                                        NULL,
                                        NULL,
                                        NULL);
  sublet_test_await (has_changed, scene);
  sublet_ui_test_click (sublet_ui_test_find_button (scene->window, "Undo"));
  sublet_test_await (second_is_back, scene);
  g_assert_true (has_changed (scene));
  sublet_ui_test_settle (scene->window);
  g_assert_nonnull (sublet_ui_test_find_label (scene->window, "1 lease was changed again"));
}

/* The window goes after the answer: the orders go out all the same. */
static void
test_window_closed (Scene *scene, gconstpointer data)
{
  guint i;

  select_all (scene);
  press (scene, "stop_button");
  sublet_ui_test_answer ("Stop 2 instances?", "order");
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&scene->window)));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  for (i = 0; i < 2; i++)
    engine_fixture_await_state (engine_fixture_nth (&scene->f, i), SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (engine_fixture_ledger_requests (&scene->f, "update"), ==, 2);
}

#define LIVE(path, test) \
  g_test_add ("/ui/selection-bar/" path, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  LIVE ("stop", test_stop);
  LIVE ("failure", test_failure);
  LIVE ("stop-here-again", test_stop_here_again);
  LIVE ("close-failure", test_close_failure);
  LIVE ("extend", test_extend);
  LIVE ("extend-changed", test_extend_changed);
  LIVE ("window-closed", test_window_closed);

  return g_test_run ();
}
