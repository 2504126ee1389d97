/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/journal/sublet-journal-table.h"
#include "ui/journal/sublet-journal-tile.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/sublet-ui-journal.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletUiFixture *fixture;
  SubletUiJournal *journal;
  GtkWidget *view;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene, guint n)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->journal = sublet_ui_journal_new (scene->fixture, n);
  scene->view = sublet_journal_view_new (scene->journal->history);
  scene->window = sublet_ui_test_present (scene->view, 1200, 700);
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
  sublet_ui_journal_await (scene->journal);
  sublet_ui_test_settle (scene->window);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_clear_pointer (&scene->journal, sublet_ui_journal_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static const char *
get_page (Scene *scene)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sublet_ui_test_find (scene->view, "stack")));
}

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene->view, name)));
}

static void
search (Scene *scene, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (scene->view, "search")), text);
  sublet_ui_test_settle (scene->window);
}

static SubletJournalTable *
get_table (Scene *scene)
{
  return SUBLET_JOURNAL_TABLE (sublet_ui_test_find_type (scene->view, SUBLET_TYPE_JOURNAL_TABLE));
}

static SubletJournalListModel *
get_model (Scene *scene)
{
  return SUBLET_JOURNAL_LIST_MODEL (
    gtk_column_view_get_model (sublet_journal_table_get_view (get_table (scene))));
}

static void
on_signal (GtkWidget *view, guint *count)
{
  (*count)++;
}

static void
test_empty (void)
{
  Scene scene;
  guint found = 0;

  scene_init (&scene, 0);
  g_signal_connect (scene.view, "find-gpu", G_CALLBACK (on_signal), &found);
  g_assert_cmpstr (get_page (&scene), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "Nothing Rented Yet"));
  g_assert_false (gtk_widget_get_sensitive (sublet_ui_test_find (scene.view, "export_button")));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Find a GPU"));
  g_assert_cmpuint (found, ==, 1);
  scene_clear (&scene);
}

/* Neither the first 300 ms nor a journal that is there at once shows a spinner. */
static void
test_loading (void)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletJournalHistory) history = sublet_journal_history_new (fixture->engine);
  GtkWidget *view = sublet_journal_view_new (history);
  GtkWidget *window = sublet_ui_test_present (view, 800, 600);
  GtkStack *stack = GTK_STACK (sublet_ui_test_find (view, "stack"));

  sublet_ui_test_settle (window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "blank");
  sublet_manual_clock_advance (fixture->clock, 400);
  sublet_ui_test_settle (window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "loading");
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
}

static void
test_error (void)
{
  Scene scene;

  scene.fixture = sublet_ui_fixture_new ();
  scene.journal = sublet_ui_journal_new (scene.fixture, 6);
  sublet_ui_journal_write (scene.journal, "ALTER TABLE rentals RENAME COLUMN label TO l");
  scene.view = sublet_journal_view_new (scene.journal->history);
  scene.window = sublet_ui_test_present (scene.view, 1200, 700);
  g_object_add_weak_pointer (G_OBJECT (scene.view), (gpointer *) &scene.view);
  sublet_ui_journal_await (scene.journal);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "The Journal Cannot Be Read"));
  gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (scene.view, "face_details")), TRUE);
  g_assert_nonnull (strstr (get_text (&scene, "face_message"), "label"));

  sublet_ui_journal_write (scene.journal, "ALTER TABLE rentals RENAME COLUMN l TO label");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  sublet_ui_journal_await (scene.journal);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_page (&scene), ==, "table");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "6 entries");
  scene_clear (&scene);
}

/* Ten thousand are no more rows than a few hundred, and a search builds none anew. */
static void
test_search (void)
{
  Scene scene;
  guint n_live;

  scene_init (&scene, 3000);
  g_assert_cmpstr (get_page (&scene), ==, "table");
  n_live = sublet_slot_list_model_get_n_live (SUBLET_SLOT_LIST_MODEL (get_model (&scene)));
  g_assert_cmpuint (n_live, <, 500);

  search (&scene, "finland 4090");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "500 of 3000 entries");
  sublet_manual_clock_advance (scene.fixture->clock, 3000);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (strstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (
                              sublet_ui_test_find_type (scene.view, SUBLET_TYPE_ANNOUNCER))),
                            " of "));
  search (&scene, "lease");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_model (&scene))), ==, 500);
  search (&scene, "<b>nobody</b>");
  g_assert_cmpstr (get_page (&scene), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "Nothing Matches “<b>nobody</b>”"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show All"));
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_page (&scene), ==, "table");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "3000 entries");
  scene_clear (&scene);
}

static bool
has_moments (gpointer view)
{
  return gtk_widget_get_visible (sublet_ui_test_find (view, "moments"));
}

static void
on_rent_again (GtkWidget *view, const char *id, char **asked)
{
  g_free (*asked);
  *asked = g_strdup (id);
}

static void
test_details (void)
{
  g_autofree char *asked = NULL;
  Scene scene;
  GtkWidget *again;

  scene_init (&scene, 6);
  again = sublet_ui_test_find (scene.view, "again");
  /* Nobody answers: it is not offered. */
  g_assert_false (gtk_widget_get_visible (again));
  gtk_widget_activate_action (scene.view, "journal.rent-again", NULL);
  g_signal_connect (scene.view, "rent-again", G_CALLBACK (on_rent_again), &asked);
  sublet_journal_view_set_can_rent_again (SUBLET_JOURNAL_VIEW (scene.view), TRUE);
  g_assert_true (gtk_widget_get_visible (again));

  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (scene.view), "rental-00002");
  sublet_test_await (has_moments, scene.view);
  g_assert_cmpstr (get_text (&scene, "name"), ==, "a-label-that-is-exactly-forty-characters");
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "Its lease ended: destroy"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "Lease"));
  sublet_ui_test_settle (scene.window);
  sublet_ui_test_click (again);
  g_assert_cmpstr (asked, ==, "rental-00002");
  scene_clear (&scene);
}

static bool
is_stopped (gpointer user_data)
{
  Scene *scene = user_data;

  return sublet_journal_history_lookup (scene->journal->history, "rental-00000")->state ==
         SUBLET_RENTAL_STATE_STOPPED;
}

/* A row follows its rental; what is selected and where the list stands stays. */
static void
test_live (void)
{
  Scene scene;
  SubletRental *rental;
  g_autoptr (GObject) slot = NULL;
  g_autoptr (GObject) same = NULL;

  scene_init (&scene, 3000);
  rental = sublet_rental_new ("rental-00000", SUBLET_RENTAL_ORIGIN_OURS);
  g_list_store_append (scene.fixture->rentals, rental);
  sublet_test_drain ();
  sublet_journal_list_model_set_selected_id (get_model (&scene), "rental-00003");
  slot = g_list_model_get_item (G_LIST_MODEL (get_model (&scene)), 0);

  sublet_ui_journal_write (scene.journal,
                           "UPDATE rentals SET state = 'stopped' WHERE id = 'rental-00000'");
  sublet_rental_set_label (rental, "other");
  sublet_test_await (is_stopped, &scene);
  sublet_ui_test_settle (scene.window);
  same = g_list_model_get_item (G_LIST_MODEL (get_model (&scene)), 0);
  g_assert_true (slot == same);
  g_assert_cmpstr (sublet_journal_list_model_get_selected_id (get_model (&scene)),
                   ==,
                   "rental-00003");
  g_assert_cmpuint (sublet_slot_list_model_get_selected (
                      SUBLET_SLOT_LIST_MODEL (get_model (&scene))),
                    ==,
                    3);
  g_list_store_remove_all (scene.fixture->rentals);
  g_object_unref (rental);
  scene_clear (&scene);
}

static void
test_narrow (void)
{
  Scene scene;

  scene_init (&scene, 6);
  sublet_journal_view_set_size_class (SUBLET_JOURNAL_VIEW (scene.view), SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_page (&scene), ==, "list");
  g_assert_nonnull (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_JOURNAL_TILE));
  /* The table that is not seen holds nothing. */
  g_assert_null (gtk_column_view_get_model (sublet_journal_table_get_view (get_table (&scene))));
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "ada-1 · RTX 4090"));
  scene_clear (&scene);
}

/* By keys alone: Ctrl+F to the search, Enter to what was found, Enter again opens it. */
static void
test_keys (void)
{
  Scene scene;
  GtkWidget *entry;

  scene_init (&scene, 6);
  entry = sublet_ui_test_find (scene.view, "search");
  gtk_widget_activate_action (scene.view, "journal.search", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (scene.window)), entry));
  search (&scene, "old-run");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (scene.window)),
                                         GTK_WIDGET (get_table (&scene))));
  g_signal_emit_by_name (sublet_journal_table_get_view (get_table (&scene)), "activate", 0);
  g_assert_true (sublet_pane_view_get_end_shown (
    SUBLET_PANE_VIEW (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_PANE_VIEW))));
  g_assert_cmpstr (sublet_journal_list_model_get_selected_id (get_model (&scene)),
                   ==,
                   "rental-00001");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/journal/view/empty", test_empty);
  g_test_add_func ("/ui/journal/view/loading", test_loading);
  g_test_add_func ("/ui/journal/view/error", test_error);
  g_test_add_func ("/ui/journal/view/search", test_search);
  g_test_add_func ("/ui/journal/view/details", test_details);
  g_test_add_func ("/ui/journal/view/live", test_live);
  g_test_add_func ("/ui/journal/view/narrow", test_narrow);
  g_test_add_func ("/ui/journal/view/keys", test_keys);

  return g_test_run ();
}
