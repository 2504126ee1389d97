/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-instance-selection.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

/* Which machines are chosen, without a widget. */

typedef struct
{
  SubletManualClock *clock;
  GListStore *rentals;
  SubletInstanceSelection *selection;
  guint n_changed;
} Scene;

static void
on_changed (Scene *scene)
{
  scene->n_changed++;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  scene->clock = sublet_manual_clock_new ();
  scene->rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  scene->selection = sublet_instance_selection_new (G_LIST_MODEL (scene->rentals));
  g_signal_connect_swapped (scene->selection, "changed", G_CALLBACK (on_changed), scene);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_assert_finalize_object (scene->selection);
  g_clear_object (&scene->rentals);
  g_clear_object (&scene->clock);
}

static SubletRental *
add (Scene *scene, const char *label, SubletRentalState state)
{
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (SUBLET_CLOCK (scene->clock), label, state);

  g_list_store_insert (scene->rentals, 0, rental);

  return rental;
}

static void
set_state (SubletRental *rental, SubletRentalState state)
{
  sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, 1);
}

static void
test_choose (Scene *scene, gconstpointer data)
{
  SubletRental *a = add (scene, "a", SUBLET_RENTAL_STATE_READY);
  SubletRental *b = add (scene, "b", SUBLET_RENTAL_STATE_STOPPED);
  SubletRental *gone = add (scene, "c", SUBLET_RENTAL_STATE_GONE);
  g_autoptr (GPtrArray) chosen = NULL;

  g_assert_false (sublet_instance_selection_get_active (scene->selection));
  sublet_instance_selection_set (scene->selection, a, TRUE);
  g_assert_true (sublet_instance_selection_get_active (scene->selection));
  sublet_instance_selection_set (scene->selection, b, TRUE);
  scene->n_changed = 0;
  sublet_instance_selection_set (scene->selection, b, TRUE);
  sublet_instance_selection_set (scene->selection, gone, TRUE);
  g_assert_cmpuint (scene->n_changed, ==, 0);
  g_assert_false (sublet_instance_selection_contains (scene->selection, gone));

  /* As the list has them, wherever they were chosen first. */
  chosen = sublet_instance_selection_dup_rentals (scene->selection);
  g_assert_cmpuint (chosen->len, ==, 2);
  g_assert_true (g_ptr_array_index (chosen, 0) == b);
  g_assert_true (g_ptr_array_index (chosen, 1) == a);

  sublet_instance_selection_set (scene->selection, a, FALSE);
  g_assert_cmpuint (scene->n_changed, ==, 1);
  g_assert_true (sublet_instance_selection_get_active (scene->selection));
  sublet_instance_selection_set_active (scene->selection, FALSE);
  g_assert_cmpuint (sublet_instance_selection_get_n_selected (scene->selection), ==, 0);

  /* All at once are told at once. */
  scene->n_changed = 0;
  sublet_instance_selection_add_all (scene->selection, G_LIST_MODEL (scene->rentals));
  g_assert_cmpuint (scene->n_changed, ==, 1);
  g_assert_cmpuint (sublet_instance_selection_get_n_selected (scene->selection), ==, 2);
}

/* What is gone leaves it; what only changes stays, and is told. */
static void
test_gone (Scene *scene, gconstpointer data)
{
  SubletRental *a = add (scene, "a", SUBLET_RENTAL_STATE_READY);
  SubletRental *b = add (scene, "b", SUBLET_RENTAL_STATE_READY);

  sublet_instance_selection_set (scene->selection, a, TRUE);
  sublet_instance_selection_set (scene->selection, b, TRUE);
  scene->n_changed = 0;
  set_state (a, SUBLET_RENTAL_STATE_STOPPED);
  sublet_rental_set_label (b, "c");
  sublet_test_drain ();
  g_assert_cmpuint (scene->n_changed, ==, 1);
  g_assert_true (sublet_instance_selection_contains (scene->selection, a));
  set_state (a, SUBLET_RENTAL_STATE_GONE);
  g_assert_false (sublet_instance_selection_contains (scene->selection, a));

  sublet_test_drain ();
  scene->n_changed = 0;
  g_list_store_remove_all (scene->rentals);
  g_assert_cmpuint (scene->n_changed, ==, 1);
  g_assert_cmpuint (sublet_instance_selection_get_n_selected (scene->selection), ==, 0);
  g_assert_true (sublet_instance_selection_get_active (scene->selection));
}

/* (transfer full): another rental of the same machine, as an adopted one is. */
static SubletRental *
make_twin (SubletRental *rental)
{
  SubletRental *twin = sublet_rental_new ("twin", SUBLET_RENTAL_ORIGIN_OURS);

  sublet_rental_set_instance (twin, sublet_rental_get_instance (rental));
  set_state (twin, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpint (sublet_rental_get_instance_id (twin),
                   ==,
                   sublet_rental_get_instance_id (rental));

  return twin;
}

/* The machine counts, not the object; but one that comes back later was not chosen. */
static void
test_adopted (Scene *scene, gconstpointer data)
{
  SubletRental *a = add (scene, "a", SUBLET_RENTAL_STATE_READY);
  g_autoptr (SubletRental) twin = make_twin (a);
  g_autoptr (SubletRental) later = make_twin (a);

  sublet_instance_selection_set (scene->selection, a, TRUE);
  g_list_store_remove (scene->rentals, 0);
  g_list_store_append (scene->rentals, twin);
  g_assert_true (sublet_instance_selection_contains (scene->selection, twin));

  g_list_store_remove (scene->rentals, 0);
  sublet_test_drain ();
  g_list_store_append (scene->rentals, later);
  g_assert_false (sublet_instance_selection_contains (scene->selection, later));
}

#define ADD(path, test) \
  g_test_add ("/ui/instance-selection/" path, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("choose", test_choose);
  ADD ("gone", test_gone);
  ADD ("adopted", test_adopted);

  return g_test_run ();
}
