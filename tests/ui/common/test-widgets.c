/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-manual-clock.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/sublet-ui-chooser.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *widget;
  int width;
  int height;
} Resize;

static bool
has_width (gpointer user_data)
{
  Resize *resize = user_data;

  return gtk_widget_get_width (resize->widget) == resize->width;
}

static void
resize_window (GtkWidget *window, int width, int height)
{
  Resize resize = { window, width, height };

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  sublet_test_await (has_width, &resize);
  sublet_ui_test_settle (window);
}

static GtkWidget *
make_area (int width, int height)
{
  GtkWidget *area = gtk_label_new ("area");

  gtk_widget_set_size_request (area, width, height);
  return area;
}

static void
test_size_bin_classes (void)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *child = make_area (1000, 200);
  g_autoptr (SubletNotifyCounter) counter = NULL;
  GtkWidget *window;
  int minimum;

  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), child);
  g_assert_cmpint (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (bin)),
                   ==,
                   SUBLET_SIZE_CLASS_WIDE);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 360);
  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 200);

  counter = sublet_notify_counter_new (bin, "size-class");
  window = sublet_ui_test_present (bin, 1100, 400);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);

  resize_window (window, 1039, 400);
  g_assert_cmpint (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (bin)),
                   ==,
                   SUBLET_SIZE_CLASS_MEDIUM);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);

  resize_window (window, 600, 400);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);
  g_assert_cmpint (gtk_widget_get_width (child), ==, 1000);

  resize_window (window, 599, 400);
  g_assert_cmpint (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (bin)),
                   ==,
                   SUBLET_SIZE_CLASS_NARROW);
  resize_window (window, 1040, 400);
  g_assert_cmpint (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (bin)),
                   ==,
                   SUBLET_SIZE_CLASS_WIDE);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 2);

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &window);
}

static void
test_size_bin_text_scale (void)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *window = sublet_ui_test_present (bin, 1100, 400);
  GtkSettings *settings = gtk_widget_get_settings (bin);
  int before;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);
  g_assert_cmpint (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (bin)),
                   ==,
                   SUBLET_SIZE_CLASS_NARROW);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pane_view_docking (void)
{
  GtkWidget *view = sublet_pane_view_new ();
  GtkWidget *start = make_area (100, 100);
  GtkWidget *content = make_area (200, 100);
  GtkWidget *end = make_area (100, 100);
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *window;

  g_object_set (view,
                "start",
                start,
                "content",
                content,
                "end",
                end,
                "start-title",
                "Filters",
                "end-title",
                "Details",
                "start-remembered",
                TRUE,
                "end-remembered",
                TRUE,
                NULL);
  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), view);

  /* Room for all three. */
  window = sublet_ui_test_present (bin, 1200, 500);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (gtk_widget_get_child_visible (start));
  g_assert_true (gtk_widget_get_child_visible (end));
  g_assert_cmpint (gtk_widget_get_width (start), ==, 260);
  g_assert_cmpint (gtk_widget_get_width (end), ==, 320);
  g_assert_cmpint (gtk_widget_get_width (content), >=, 520);

  /* Room for one: the end pane has the right of way. */
  resize_window (window, 1000, 500);
  g_assert_false (gtk_widget_get_child_visible (start));
  g_assert_false (sublet_pane_view_get_start_docked (SUBLET_PANE_VIEW (view)));
  g_assert_true (gtk_widget_get_child_visible (end));
  g_assert_cmpint (gtk_widget_get_width (content), >=, 520);

  /* The end pane away: the start pane comes back by itself. */
  sublet_pane_view_set_end_shown (SUBLET_PANE_VIEW (view), FALSE);
  sublet_ui_test_settle (window);
  g_assert_true (gtk_widget_get_child_visible (start));
  g_assert_false (gtk_widget_get_child_visible (end));

  /* Room for none: covering, and the way back. */
  resize_window (window, 500, 500);
  g_assert_false (gtk_widget_get_child_visible (start));
  g_assert_true (gtk_widget_get_child_visible (content));
  sublet_pane_view_set_start_shown (SUBLET_PANE_VIEW (view), TRUE);
  sublet_ui_test_settle (window);
  g_assert_true (gtk_widget_get_child_visible (start));
  g_assert_false (gtk_widget_get_child_visible (content));
  g_assert_cmpint (gtk_widget_get_width (start), ==, 500);
  sublet_pane_view_set_end_shown (SUBLET_PANE_VIEW (view), TRUE);
  sublet_ui_test_settle (window);
  g_assert_false (gtk_widget_get_child_visible (start));
  g_assert_true (gtk_widget_get_child_visible (end));
  sublet_ui_test_click (sublet_ui_test_find_button (view, "Details"));
  sublet_ui_test_settle (window);
  g_assert_false (sublet_pane_view_get_end_shown (SUBLET_PANE_VIEW (view)));
  g_assert_true (gtk_widget_get_child_visible (content));

  /* What was remembered is back when there is room. */
  resize_window (window, 1200, 500);
  g_assert_true (sublet_pane_view_get_start_shown (SUBLET_PANE_VIEW (view)));
  g_assert_false (sublet_pane_view_get_end_shown (SUBLET_PANE_VIEW (view)));

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &window);
}

static void
test_announcer (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  GtkWidget *announcer = sublet_announcer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box), announcer);
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (announcer), SUBLET_CLOCK (clock));
  window = sublet_ui_test_present (box, 300, 200);
  g_object_add_weak_pointer (G_OBJECT (announcer), (gpointer *) &announcer);

  gtk_test_accessible_assert_role (announcer, GTK_ACCESSIBLE_ROLE_STATUS);
  sublet_announcer_say (SUBLET_ANNOUNCER (announcer), "one");
  gtk_test_accessible_assert_property (announcer, GTK_ACCESSIBLE_PROPERTY_LABEL, "one");

  sublet_announcer_say (SUBLET_ANNOUNCER (announcer), "two");
  sublet_announcer_say (SUBLET_ANNOUNCER (announcer), "three");
  g_assert_cmpstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (announcer)), ==, "one");
  sublet_manual_clock_advance (clock, 1999);
  g_assert_cmpstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (announcer)), ==, "one");
  sublet_manual_clock_advance (clock, 1);
  gtk_test_accessible_assert_property (announcer, GTK_ACCESSIBLE_PROPERTY_LABEL, "three");

  /* A pause that is running does not keep the widget. */
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &announcer);
}

static void
ask (GtkWidget *window, GCancellable *cancellable, GAsyncResult **result)
{
  static const SubletAnswer answers[] = {
    { "cancel", "Cancel", SUBLET_ANSWER_PLAIN },
    { "destroy", "Destroy ada-1", SUBLET_ANSWER_DESTRUCTIVE },
  };
  const SubletQuestion question = {
    .heading = "Destroy ada-1?",
    .body = "The 41 GB on its disk are lost for good.",
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };

  sublet_ui_confirm_async (window, &question, cancellable, sublet_test_on_result, result);
}

static void
test_confirm (void)
{
  GtkWidget *window = sublet_ui_test_present (gtk_label_new ("page"), 400, 300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answered = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) orphaned = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  AdwMessageDialog *dialog;

  ask (window, cancellable, &answered);
  dialog = ADW_MESSAGE_DIALOG (sublet_ui_test_find_dialog ("Destroy ada-1?"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, "destroy"),
                   ==,
                   ADW_RESPONSE_DESTRUCTIVE);
  sublet_ui_test_answer ("Destroy ada-1?", "destroy");
  answer = sublet_ui_confirm_finish (sublet_test_await_result (&answered), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "destroy");

  ask (window, NULL, &closed);
  gtk_window_close (GTK_WINDOW (sublet_ui_test_find_dialog ("Destroy ada-1?")));
  g_clear_pointer (&answer, g_free);
  answer = sublet_ui_confirm_finish (sublet_test_await_result (&closed), &error);
  g_assert_cmpstr (answer, ==, "cancel");

  ask (window, cancellable, &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_null (sublet_ui_confirm_finish (sublet_test_await_result (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (sublet_ui_test_find_dialog ("Destroy ada-1?"));

  ask (window, NULL, &orphaned);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (sublet_ui_confirm_finish (sublet_test_await_result (&orphaned), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_choose_file (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (!sublet_ui_chooser_is_alone ())
    return;

  sublet_ui_chooser_begin ();
  window = sublet_ui_test_present (gtk_label_new ("page"), 400, 300);
  sublet_ui_choose_file_async (window,
                               "Pick a Key File",
                               GTK_FILE_CHOOSER_ACTION_OPEN,
                               NULL,
                               cancellable,
                               sublet_test_on_result,
                               &result);
  sublet_test_drain ();
  g_cancellable_cancel (cancellable);
  g_assert_null (sublet_ui_choose_file_finish (sublet_test_await_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_chooser_end ();
}

static GtkColumnViewColumn *
insert_column (GtkColumnView *view, guint position, const char *title)
{
  GtkColumnViewColumn *column =
    gtk_column_view_column_new (title, gtk_signal_list_item_factory_new ());
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_fixed_width (column, 120);
  gtk_column_view_insert_column (view, position, column);
  g_object_unref (column);

  return column;
}

static void
test_column_header (void)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkColumnViewColumn *first = insert_column (GTK_COLUMN_VIEW (view), 0, "GPU");
  GtkColumnViewColumn *hidden = insert_column (GTK_COLUMN_VIEW (view), 1, "Hidden");
  GtkColumnViewColumn *figures = insert_column (GTK_COLUMN_VIEW (view), 2, "Job $/h");
  GtkColumnViewColumn *between = insert_column (GTK_COLUMN_VIEW (view), 1, "Bid $/h");
  GtkWidget *window;
  GtkWidget *label;
  GtkWidget *box;

  gtk_column_view_column_set_visible (hidden, FALSE);
  window = sublet_ui_test_present (view, 600, 300);
  sublet_ui_decorate_column_header (first, 0, NULL);
  sublet_ui_decorate_column_header (hidden, 1, "Hidden");
  sublet_ui_decorate_column_header (figures, 1, "Rate of the job, dollars an hour");
  sublet_ui_decorate_column_header (between, 1, NULL);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), figures, GTK_SORT_ASCENDING);
  sublet_ui_test_settle (window);

  label = sublet_ui_test_find_label (view, "Job $/h");
  box = gtk_widget_get_parent (label);
  g_assert_cmpint (gtk_widget_get_halign (box), ==, GTK_ALIGN_END);
  g_assert_null (gtk_widget_get_next_sibling (label));
  g_assert_nonnull (gtk_widget_get_prev_sibling (label));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_widget_get_parent (box)),
                   ==,
                   "Rate of the job, dollars an hour");
  label = sublet_ui_test_find_label (view, "GPU");
  g_assert_cmpint (gtk_widget_get_halign (gtk_widget_get_parent (label)), ==, GTK_ALIGN_START);
  /* One that came between others later. */
  box = gtk_widget_get_parent (sublet_ui_test_find_label (view, "Bid $/h"));
  g_assert_cmpint (gtk_widget_get_halign (box), ==, GTK_ALIGN_END);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_about (void)
{
  GtkWidget *window = sublet_ui_test_present (gtk_label_new ("page"), 400, 300);
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);

  sublet_ui_present_about (GTK_WINDOW (window), "Sublet " VERSION);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);
  sublet_test_drain ();
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/size-bin/classes", test_size_bin_classes);
  g_test_add_func ("/ui/size-bin/text-scale", test_size_bin_text_scale);
  g_test_add_func ("/ui/pane-view/docking", test_pane_view_docking);
  g_test_add_func ("/ui/announcer/one-in-two-seconds", test_announcer);
  g_test_add_func ("/ui/compat/confirm", test_confirm);
  g_test_add_func ("/ui/compat/choose-file", test_choose_file);
  g_test_add_func ("/ui/compat/column-header", test_column_header);
  g_test_add_func ("/ui/compat/about", test_about);

  return g_test_run ();
}
