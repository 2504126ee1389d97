/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/journal/sublet-journal-text.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/sublet-ui-journal.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* Volumes that were ordered away, in the journal's view. */

#define NEWEST "9000000000000000"

typedef struct
{
  SubletUiFixture *fixture;
  SubletUiJournal *journal;
  GtkWidget *view;
  GtkWidget *window;
} Scene;

/* Two of them beside a rental: one that is gone, and one that is still listed. */
static void
scene_init (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->journal = sublet_ui_journal_new (scene->fixture, 1);
  sublet_ui_journal_write (scene->journal,
                           "INSERT INTO volume_deletions VALUES"
                           "  ('v1', 'https://vast.example', 900, NULL, 7001, 20417, " NEWEST
                           ", " NEWEST ", 'gone', NULL),"
                           "  ('v2', 'https://vast.example', 900, NULL, 7002, 20418, 1, 2,"
                           "   'not-done', NULL)");
  scene->view = sublet_journal_view_new (scene->journal->history);
  sublet_journal_view_set_can_rent_again (SUBLET_JOURNAL_VIEW (scene->view), TRUE);
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

/* Found by its number and by what is read of it. */
static void
test_search (void)
{
  Scene scene;

  scene_init (&scene);
  g_assert_cmpstr (get_text (&scene, "count"), ==, "3 entries");
  search (&scene, "7002");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "1 of 3 entries");
  search (&scene, "volume still listed");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "1 of 3 entries");
  search (&scene, "volume");
  g_assert_cmpstr (get_text (&scene, "count"), ==, "2 of 3 entries");
  scene_clear (&scene);
}

/* Its outcome, and no cost: nothing is known of that. Nothing of it is rented again. */
static void
test_details (void)
{
  Scene scene;
  GtkWidget *again;

  scene_init (&scene);
  again = sublet_ui_test_find (scene.view, "again");
  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (scene.view), "v2");
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_text (&scene, "name"), ==, "Volume 7002");
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "Not deleted: still listed"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.view, "20418"));
  g_assert_null (sublet_ui_test_find_label (scene.view, "$0.00"));
  g_assert_false (gtk_widget_get_visible (again));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.view, "where")));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.view, "happened")));

  sublet_journal_view_show_rental (SUBLET_JOURNAL_VIEW (scene.view), "rental-00000");
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_get_visible (again));
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.view, "where")));
  scene_clear (&scene);
}

/* Each outcome has words of its own, for eyes and for ears. */
static void
test_words (void)
{
  static const SubletJournalEnding endings[] = {
    SUBLET_JOURNAL_ENDING_NONE,
    SUBLET_JOURNAL_ENDING_VOLUME_DELETED,
    SUBLET_JOURNAL_ENDING_VOLUME_REFUSED,
    SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT,
    SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE,
    SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN,
  };
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      SubletJournalRow row = { .id = "v",
                               .volume_id = 7001,
                               .made_us = 1,
                               .ending = endings[i],
                               .state = SUBLET_RENTAL_STATE_GONE };
      g_autofree char *sentence = sublet_journal_text_dup_sentence (&row, SUBLET_CLOCK (clock));

      g_assert_true (g_hash_table_add (seen, (gpointer) sublet_journal_text_get_ended_by (&row)));
      g_assert_true (g_str_has_prefix (sentence, "Volume 7001, ordered "));
      g_assert_true (g_str_has_suffix (sentence, sublet_journal_text_get_ended_by (&row)));
    }
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/journal/volumes/search", test_search);
  g_test_add_func ("/ui/journal/volumes/details", test_details);
  g_test_add_func ("/ui/journal/volumes/words", test_words);

  return g_test_run ();
}
