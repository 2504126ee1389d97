/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/rent/sublet-rent-progress.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

/*
 * The rent window's parts may outlive it: what they wait for holds them.
 */

static bool
answer_is_lost (gpointer data)
{
  return sublet_ui_test_find_label (data, "The answer got lost") != NULL;
}

static void
count (guint *n)
{
  (*n)++;
}

/* Closed while the answer is unclear: what the rental does then is told to nobody who is gone. */
static void
test_progress (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GtkWidget) progress = NULL;
  guint n_refused = 0;

  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"lost-reply\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (answer_is_lost, fixture->dialog);
  progress = g_object_ref (sublet_ui_test_find_type (fixture->dialog, SUBLET_TYPE_RENT_PROGRESS));
  g_signal_connect_swapped (progress, "refused", G_CALLBACK (count), &n_refused);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Close"));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);

  rental = g_list_model_get_item (sublet_rental_engine_get_rentals (fixture->engine), 0);
  sublet_rental_set_state (rental,
                           SUBLET_RENTAL_STATE_REFUSED,
                           SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS,
                           1);
  g_assert_cmpuint (n_refused, ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/parts/progress", test_progress);

  return g_test_run ();
}
