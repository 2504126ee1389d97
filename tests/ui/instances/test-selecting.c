/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-announcer.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* Which are chosen on the page, and what is asked of several before anything is ordered; no
 * service is asked. */

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *page;
  GtkWidget *window;
  SubletRental *ready;
  SubletRental *stopped;
  SubletRental *foreign;
} Still;

static void
set_up (Still *still, gconstpointer data)
{
  still->fixture = sublet_ui_fixture_new ();
  still->page = sublet_instances_page_new (still->fixture->engine, NULL);
  still->window = sublet_ui_test_present (still->page, 1200, 700);
  g_object_add_weak_pointer (G_OBJECT (still->page), (gpointer *) &still->page);
  still->foreign =
    sublet_ui_fixture_add_rental (still->fixture, "theirs", SUBLET_RENTAL_STATE_RUNNING);
  sublet_rental_set_origin (still->foreign, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  still->stopped =
    sublet_ui_fixture_add_rental (still->fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  still->ready = sublet_ui_fixture_add_rental (still->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_knowledge (still->fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (still->window);
}

static void
tear_down (Still *still, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (still->window));
  sublet_ui_test_assert_gone ((gpointer *) &still->page);
  g_clear_pointer (&still->fixture, sublet_ui_fixture_free);
}

static bool
is_selecting (Still *still)
{
  gboolean selecting;

  g_object_get (still->page, "select-mode", &selecting, NULL);

  return selecting;
}

/* Cards have some of the same name. */
static GtkWidget *
find_in_bar (GtkWidget *page, const char *name)
{
  return sublet_ui_test_find (sublet_ui_test_find (page, "bar_slot"), name);
}

static const char *
get_summary (Still *still)
{
  return gtk_label_get_label (GTK_LABEL (find_in_bar (still->page, "label")));
}

static const char *
get_said (Still *still)
{
  return sublet_announcer_get_said (
    SUBLET_ANNOUNCER (sublet_ui_test_find_type (still->page, SUBLET_TYPE_ANNOUNCER)));
}

/* Of the first card or line. */
static GtkWidget *
find_check (Still *still)
{
  GtkWidget *view = sublet_ui_test_find_type (still->page, GTK_TYPE_COLUMN_VIEW);

  /* The card that acts for the lines has one too, which is never seen. */
  return sublet_ui_test_find_type (gtk_widget_get_mapped (view)
                                     ? view
                                     : sublet_ui_test_find (still->page, "list"),
                                   GTK_TYPE_CHECK_BUTTON);
}

/* Space, Ctrl+A and Escape; the mark is on card and line alike. */
static void
test_keys (Still *still, gconstpointer data)
{
  GtkWidget *check;

  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (still->page), still->ready);
  sublet_ui_test_settle (still->window);
  sublet_ui_test_press (sublet_ui_test_find (still->page, "list"), GDK_KEY_space, 0);
  g_assert_true (is_selecting (still));
  g_assert_cmpstr (get_summary (still), ==, "1 selected, $0.33/h");
  g_assert_cmpstr (get_said (still), ==, "ada-1 selected, 1, $0.33/h");
  sublet_ui_test_settle (still->window);
  check = find_check (still);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Select ada-1");

  g_object_set (still->page, "view", "table", NULL);
  sublet_ui_test_settle (still->window);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (still))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (still)), FALSE);
  g_assert_cmpstr (get_summary (still), ==, "None selected");
  sublet_ui_test_press (still->page, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpstr (get_summary (still), ==, "3 selected, $0.67/h");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (still))));

  sublet_ui_test_press (still->page, GDK_KEY_Escape, 0);
  g_assert_false (is_selecting (still));
  sublet_ui_test_settle (still->window);
  g_assert_cmpstr (get_summary (still), ==, "None selected");
}

static bool
says_not_selected (gpointer user_data)
{
  return g_strcmp0 (get_said (user_data), "ada-1 not selected, 0") == 0;
}

/* Space once more, and it is said that it is not chosen any more. */
static void
test_space_again (Still *still, gconstpointer data)
{
  GtkWidget *list = sublet_ui_test_find (still->page, "list");

  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (still->page), still->ready);
  sublet_ui_test_settle (still->window);
  sublet_ui_test_press (list, GDK_KEY_space, 0);
  sublet_ui_test_press (list, GDK_KEY_space, 0);
  g_assert_cmpstr (get_summary (still), ==, "None selected");
  /* One sentence after the other. */
  sublet_manual_clock_advance (still->fixture->clock, 2000);
  sublet_test_await (says_not_selected, still);
}

/* What cannot be done with any is off, and what with some only is said. */
static void
test_possible (Still *still, gconstpointer data)
{
  GtkWidget *stop = find_in_bar (still->page, "stop_button");
  GtkWidget *extend = find_in_bar (still->page, "extend_button");

  gtk_widget_activate_action (still->page, "instances.select-all", NULL);
  g_assert_true (gtk_widget_get_sensitive (stop));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (stop), ==, "2 of 3 can be stopped");
  g_assert_false (gtk_widget_get_sensitive (extend));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (extend),
                   ==,
                   "0 of 3 have a lease that can be extended");
  sublet_rental_set_state (still->ready, SUBLET_RENTAL_STATE_STOPPED, SUBLET_RENTAL_REASON_NONE, 1);
  sublet_test_drain ();
  g_assert_cmpstr (gtk_widget_get_tooltip_text (stop), ==, "1 of 3 can be stopped");
}

static GtkWidget *
find_button (GtkWidget *dialog, const char *answer)
{
  g_autofree char *label =
    g_strdup (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), answer));
  char *mark = strchr (label, '_');

  if (mark != NULL)
    memmove (mark, mark + 1, strlen (mark));

  return sublet_ui_test_find_button (dialog, label);
}

static GtkWidget *
ask (Still *still, const char *button, const char *heading)
{
  GtkWidget *dialog;

  sublet_ui_test_click (find_in_bar (still->page, button));
  sublet_test_drain ();
  dialog = sublet_ui_test_find_dialog (heading);
  g_assert_nonnull (dialog);
  sublet_ui_test_settle (dialog);

  return dialog;
}

static void
assert_answer (GtkWidget *dialog, const char *heading, const char *label)
{
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, heading);
  g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), "order"),
                   ==,
                   label);
}

/* Somebody else's counts only when it is ticked, in the question, its figures and its button. */
static void
test_foreign (Still *still, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *check;

  gtk_widget_activate_action (still->page, "instances.select-all", NULL);
  dialog = ask (still, "destroy_button", "Destroy 2 instances?");
  assert_answer (dialog, "Destroy 2 instances?", "_Destroy 2");
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "82 GB are lost for good."));
  check = sublet_ui_test_find_type (dialog, GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  assert_answer (dialog, "Destroy 3 instances?", "_Destroy 3");
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "123 GB are lost for good."));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  assert_answer (dialog, "Destroy 2 instances?", "_Destroy 2");
  sublet_ui_test_answer ("Destroy 2 instances?", "cancel");

  /* Of that alone nothing happens before it is ticked. */
  g_object_set (still->page, "select-mode", FALSE, NULL);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (still->page), still->foreign);
  sublet_ui_test_settle (still->window);
  sublet_ui_test_press (sublet_ui_test_find (still->page, "list"), GDK_KEY_space, 0);
  dialog = ask (still, "stop_button", "Stop the selected instances?");
  g_assert_false (gtk_widget_is_sensitive (find_button (dialog, "order")));
  check = sublet_ui_test_find_type (dialog, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (gtk_widget_is_sensitive (find_button (dialog, "order")));
  assert_answer (dialog, "Stop 1 instance?", "_Stop 1");
  sublet_ui_test_answer ("Stop 1 instance?", "cancel");
}

/* Each with what is on its disk and what it has cost; what the order skips is named where no scroll
 * hides it. */
static void
test_lines (Still *still, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *scrolled;

  gtk_widget_activate_action (still->page, "instances.select-all", NULL);
  dialog = ask (still, "destroy_button", "Destroy 2 instances?");
  g_assert_nonnull (
    sublet_ui_test_find_label (dialog, "ada-1, RTX 4090 · Finland, $0.325/h, 41\u00a0GB used, $"));
  sublet_ui_test_answer ("Destroy 2 instances?", "cancel");

  dialog = ask (still, "stop_button", "Stop 1 instance?");
  scrolled = sublet_ui_test_find_type (dialog, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "Left as they are: old-run."));
  g_assert_nonnull (sublet_ui_test_find_label (scrolled, "ada-1"));
  g_assert_null (sublet_ui_test_find_label (dialog, "GB used"));
  g_assert_null (sublet_ui_test_find_label (scrolled, "Left as they are"));
  sublet_ui_test_answer ("Stop 1 instance?", "cancel");
}

/* It fits the smallest window, however long what it names is called. */
static void
test_narrow_question (Still *still, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *check;
  GtkWidget *label;
  int least;

  sublet_rental_set_label (still->foreign, "a-long-name-that-somebody-else-gave-to-the-machine");
  gtk_widget_activate_action (still->page, "instances.select-all", NULL);
  dialog = ask (still, "destroy_button", "Destroy 2 instances?");
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  check = sublet_ui_test_find_type (dialog, GTK_TYPE_CHECK_BUTTON);
  label = sublet_ui_test_find_label (check, "a-long-name");
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (check),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       label,
                                       NULL);
  sublet_ui_test_answer ("Destroy 2 instances?", "cancel");
}

/* Five names and a fold for the others. */
static void
test_many (Still *still, gconstpointer data)
{
  GtkWidget *dialog;
  guint i;

  for (i = 0; i < 8; i++)
    {
      g_autofree char *label = g_strdup_printf ("run-%u", i);

      sublet_ui_fixture_add_rental (still->fixture, label, SUBLET_RENTAL_STATE_READY);
    }
  gtk_widget_activate_action (still->page, "instances.select-all", NULL);
  sublet_ui_test_press (still->page, GDK_KEY_Delete, 0);
  sublet_test_drain ();
  dialog = sublet_ui_test_find_dialog ("Destroy 10 instances?");
  sublet_ui_test_settle (dialog);
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "and 5 more"));
  g_assert_nonnull (sublet_ui_test_find_label (dialog, "run-2"));
  g_assert_null (sublet_ui_test_find_label (dialog, "run-3"));
  sublet_ui_test_answer ("Destroy 10 instances?", "cancel");
}

#define STILL(path, test) \
  g_test_add ("/ui/selection-bar/" path, Still, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  STILL ("keys", test_keys);
  STILL ("space-again", test_space_again);
  STILL ("possible", test_possible);
  STILL ("foreign", test_foreign);
  STILL ("lines", test_lines);
  STILL ("narrow-question", test_narrow_question);
  STILL ("many", test_many);

  return g_test_run ();
}
