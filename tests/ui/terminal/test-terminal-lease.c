/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-line.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-window-private.h"

/*
 * What a terminal says of the lease of the instance under it.
 */

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletSettings *settings;
  SubletTerminalWindow *window;
  SubletRental *extended; /* (borrowed) (nullable) */
  SubletRental *ended;    /* (borrowed) (nullable) */
} Scene;

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
on_extend (Scene *scene, SubletRental *rental, GtkWidget *where)
{
  scene->extended = rental;
  g_assert_nonnull (gtk_widget_get_ancestor (where, ADW_TYPE_TOAST_OVERLAY));
}

static void
on_destroy (Scene *scene, SubletRental *rental)
{
  scene->ended = rental;
}

static void
add_line (Scene *scene, SubletRental *rental)
{
  g_autoptr (SubletUiLine) line = sublet_ui_line_new ();

  sublet_terminal_window_add_line (scene->window, rental, SUBLET_TERMINAL_LINE (line));
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

static void
set_up (Scene *scene, gconstpointer data)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->settings = sublet_settings_new (TRUE);
  scene->window = sublet_terminal_window_new (NULL,
                                              scene->settings,
                                              SUBLET_CLOCK (scene->fixture->clock),
                                              FALSE,
                                              NULL);
  g_object_add_weak_pointer (G_OBJECT (scene->window), (gpointer *) &scene->window);
  g_signal_connect_swapped (scene->window, "extend-lease", G_CALLBACK (on_extend), scene);
  g_signal_connect_swapped (scene->window, "destroy-rental", G_CALLBACK (on_destroy), scene);
  gtk_window_present (GTK_WINDOW (scene->window));
  sublet_test_await (is_mapped, scene->window);
  add_line (scene, scene->rental);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->window);
  sublet_test_drain ();
  g_assert_finalize_object (scene->settings);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static void
set_lease (Scene *scene, SubletLeaseState state, int minutes)
{
  sublet_rental_set_lease_end_us (scene->rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene->fixture->clock)) +
                                    minutes * G_TIME_SPAN_MINUTE);
  sublet_rental_set_lease_state (scene->rental, state);
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

/* (nullable): NULL while nothing is said. */
static const char *
get_sentence (Scene *scene)
{
  GtkWidget *revealer = gtk_widget_get_first_child (scene->window->lease);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer))
           ? gtk_label_get_label (GTK_LABEL (sublet_ui_test_find (scene->window->lease, "label")))
           : NULL;
}

static GtkWidget *
find_button (Scene *scene, const char *label)
{
  return sublet_ui_test_find_button (scene->window->lease, label);
}

/* In the last minutes, with what can be done; and when it could not be ended. */
static void
test_told (Scene *scene, gconstpointer data)
{
  g_assert_null (get_sentence (scene));
  set_lease (scene, SUBLET_LEASE_STATE_SOON, 20);
  g_assert_null (get_sentence (scene));
  set_lease (scene, SUBLET_LEASE_STATE_LAST, 5);
  g_assert_cmpstr (get_sentence (scene), ==, "ada-1 stops in 5 min");
  sublet_ui_test_click (find_button (scene, "Extend 1 h"));
  g_assert_true (scene->extended == scene->rental);
  g_assert_null (scene->ended);
  sublet_ui_test_click (find_button (scene, "End Now…"));
  g_assert_true (scene->ended == scene->rental);

  set_lease (scene, SUBLET_LEASE_STATE_WAITING, -1);
  g_assert_cmpstr (get_sentence (scene), ==, "The lease of ada-1 has ended, and it bills on");
  set_lease (scene, SUBLET_LEASE_STATE_RUNNING, 60);
  g_assert_null (get_sentence (scene));
}

/* As time passes, by the window's own tick. */
static void
test_time (Scene *scene, gconstpointer data)
{
  set_lease (scene, SUBLET_LEASE_STATE_LAST, 5);
  sublet_manual_clock_advance (scene->fixture->clock, 61 * 1000);
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
  g_assert_cmpstr (get_sentence (scene), ==, "ada-1 stops in 4 min");
}

/* Of the tab in sight. */
static void
test_tabs (Scene *scene, gconstpointer data)
{
  SubletRental *other =
    sublet_ui_fixture_add_rental (scene->fixture, "ada-2", SUBLET_RENTAL_STATE_READY);

  set_lease (scene, SUBLET_LEASE_STATE_LAST, 5);
  add_line (scene, other);
  g_assert_null (get_sentence (scene));
  adw_tab_view_select_previous_page (scene->window->tab_view);
  g_assert_nonnull (get_sentence (scene));
}

#define ADD(name, func) \
  g_test_add ("/ui/terminal/lease/" name, Scene, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("told", test_told);
  ADD ("time", test_time);
  ADD ("tabs", test_tabs);

  return g_test_run ();
}
