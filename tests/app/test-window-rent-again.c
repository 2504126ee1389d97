/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ui/common/sublet-format.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* From the journal back into the rent window, in the demo. */

#define IMAGE "a/b:c"
#define HEADING "None Passes the Filters"

typedef struct
{
  SubletServices *services; /* (owned) */
  SubletWindow *window;
} Scene;

static GtkWidget *
get_journal (Scene *scene)
{
  return sublet_ui_test_find_type (GTK_WIDGET (scene->window), SUBLET_TYPE_JOURNAL_VIEW);
}

static bool
can_rent_again (gpointer data)
{
  GtkWidget *again = sublet_ui_test_find (get_journal (data), "again");

  return gtk_widget_get_mapped (again) && gtk_widget_is_sensitive (again);
}

static bool
has_image (gpointer data)
{
  GtkEditable *image =
    GTK_EDITABLE (sublet_ui_test_find (window_fixture_find_rent_dialog (), "image"));

  return g_str_equal (gtk_editable_get_text (image), IMAGE);
}

/* With what the demo's person rented in the month before. */
#define N_PAST_RENTALS 40

static bool
is_read (gpointer data)
{
  SubletJournalHistory *journal = sublet_services_get_journal (data);

  return sublet_journal_history_get_state (journal) == SUBLET_JOURNAL_STATE_KNOWN &&
         sublet_journal_history_get_total (journal) == N_PAST_RENTALS + 1;
}

static void
scene_init (Scene *scene)
{
  scene->services = window_fixture_start (TRUE);
  scene->window = window_fixture_present (scene->services);
  sublet_test_await (window_fixture_is_main, scene->window);
}

static void
scene_clear (Scene *scene)
{
  gpointer weak = NULL;

  g_set_weak_pointer (&weak, scene->window);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone (&weak);
  g_clear_object (&scene->services);
}

/* From the journal; what comes of it is awaited by others. */
static void
press_again (Scene *scene, SubletRental *rental)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.show-journal", NULL);
  sublet_test_await (is_read, scene->services);
  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (get_journal (scene)),
                                   sublet_rental_get_id (rental));
  sublet_test_await (can_rent_again, scene);
  sublet_ui_test_click (sublet_ui_test_find (get_journal (scene), "again"));
}

/* Filled as that rental was; the question is asked, and nothing else is. */
static void
assert_asked (Scene *scene, SubletRental *rental)
{
  g_autofree char *gpu = NULL;

  sublet_test_await (window_fixture_has_rent_dialog, NULL);
  sublet_test_await (has_image, NULL);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (window_fixture_find_rent_dialog ())) ==
                 GTK_WINDOW (scene->window));
  gpu =
    sublet_format_gpu (sublet_rental_get_gpu_name (rental), sublet_rental_get_num_gpus (rental));
  g_assert_nonnull (sublet_ui_test_find_label (window_fixture_find_rent_dialog (), gpu));
  gtk_window_destroy (GTK_WINDOW (window_fixture_find_rent_dialog ()));
  g_assert_cmpuint (g_list_model_get_n_items (sublet_rental_engine_get_rentals (
                      sublet_services_get_engine (scene->services))),
                    ==,
                    1);
}

static bool
has_question (gpointer data)
{
  return sublet_ui_test_find_dialog (HEADING) != NULL;
}

static void
set_filter (Scene *scene, const SubletOfferFilter *filter)
{
  sublet_market_set_filter (sublet_services_get_market (scene->services), filter);
}

static void
test_journal (void)
{
  Scene scene;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

  scene_init (&scene);
  rental = window_fixture_rent (scene.services, scene.window, IMAGE);
  press_again (&scene, rental);
  assert_asked (&scene, rental);

  /* The market shows other models. */
  sublet_offer_filter_set_model (filter, "No Such GPU", true);
  set_filter (&scene, filter);
  press_again (&scene, rental);
  assert_asked (&scene, rental);

  /* What the filters keep out is rented only when somebody says so. */
  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 1);
  set_filter (&scene, filter);
  press_again (&scene, rental);
  sublet_test_await (has_question, NULL);
  g_assert_false (window_fixture_has_rent_dialog (NULL));
  sublet_ui_test_answer (HEADING, "cancel");
  sublet_test_drain ();
  g_assert_false (window_fixture_has_rent_dialog (NULL));
  press_again (&scene, rental);
  sublet_test_await (has_question, NULL);
  sublet_ui_test_answer (HEADING, "rent");
  assert_asked (&scene, rental);
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window/rent-again/journal", test_journal);

  return g_test_run ();
}
