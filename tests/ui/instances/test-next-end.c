/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-next-end.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

/*
 * Which lease ends next.
 */

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *line;
  GtkWidget *window;
  SubletRental *extended; /* (borrowed) (nullable) */
} Scene;

static void
on_extend (Scene *scene, SubletRental *rental)
{
  scene->extended = rental;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->line = sublet_next_end_new (scene->fixture->engine);
  g_signal_connect_swapped (scene->line, "extend", G_CALLBACK (on_extend), scene);
  scene->window = sublet_ui_test_present (scene->line, 360, 120);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_test_drain ();
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static SubletRental *
add (Scene *scene, const char *label, int minutes, SubletLeaseState state)
{
  SubletRental *rental =
    sublet_ui_fixture_add_rental (scene->fixture, label, SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene->fixture->clock)) +
                                    minutes * G_TIME_SPAN_MINUTE);
  sublet_rental_set_lease_state (rental, state);
  /* As with each list. */
  g_object_notify (G_OBJECT (scene->fixture->engine), "known-at-us");

  return rental;
}

static void
assert_next (Scene *scene, SubletRental *rental)
{
  g_assert_true (sublet_next_end_get_rental (SUBLET_NEXT_END (scene->line)) == rental);
  g_assert_true (gtk_widget_get_visible (scene->line) == (rental != NULL));
}

/* The first that is still to come, whatever comes, goes and is put off. */
static void
test_next (Scene *scene, gconstpointer data)
{
  SubletRental *late;
  SubletRental *early;

  assert_next (scene, NULL);
  add (scene, "none", 5, SUBLET_LEASE_STATE_NONE);
  add (scene, "over", -5, SUBLET_LEASE_STATE_OVER);
  assert_next (scene, NULL);
  late = add (scene, "late", 90, SUBLET_LEASE_STATE_RUNNING);
  assert_next (scene, late);
  early = add (scene, "early", 20, SUBLET_LEASE_STATE_SOON);
  add (scene, "middle", 60, SUBLET_LEASE_STATE_RUNNING);
  assert_next (scene, early);
  sublet_rental_set_lease_state (early, SUBLET_LEASE_STATE_LAST);
  assert_next (scene, early);

  sublet_ui_test_click (gtk_widget_get_last_child (scene->line));
  g_assert_true (scene->extended == early);
  sublet_rental_set_lease_end_us (early, sublet_rental_get_lease_end_us (late) + G_TIME_SPAN_HOUR);
  g_assert_cmpstr (sublet_rental_get_label (
                     sublet_next_end_get_rental (SUBLET_NEXT_END (scene->line))),
                   ==,
                   "middle");
}

static void
test_text (Scene *scene, gconstpointer data)
{
  SubletRental *one = add (scene, "ada-1", 30, SUBLET_LEASE_STATE_SOON);
  GtkWidget *name = sublet_ui_test_find (scene->line, "name");
  GtkWidget *time = sublet_ui_test_find (scene->line, "time");

  assert_next (scene, one);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (name)), ==, "Next: ada-1");
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (time)), "Lease ends "));
  /* A long name is shortened there, and told. */
  g_assert_cmpstr (gtk_widget_get_tooltip_text (name), ==, "Next: ada-1");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_widget_get_last_child (scene->line)),
                   ==,
                   "Extend the lease of ada-1 by one hour");
  /* It is not shown any longer when it has ended. */
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_DUE);
  assert_next (scene, NULL);
}

#define ADD(name, func) \
  g_test_add ("/ui/instances/next-end/" name, Scene, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("next", test_next);
  ADD ("text", test_text);

  return g_test_run ();
}
