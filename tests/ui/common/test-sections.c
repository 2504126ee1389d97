/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-sections.h"

#include "ui/sublet-ui-test.h"

static GtkWidget *
make_sections (void)
{
  GtkWidget *sections = sublet_sections_new ("Parts", TRUE);

  sublet_sections_add (SUBLET_SECTIONS (sections), "one", "One", gtk_button_new_with_label ("1"));
  sublet_sections_add (SUBLET_SECTIONS (sections), "two", "Two", gtk_button_new_with_label ("2"));
  return sections;
}

/* The one that was shown last; a narrow page still begins with its list, and Escape leads to it. */
static void
test_restore (void)
{
  GtkWidget *sections = make_sections ();
  GtkWidget *window = sublet_ui_test_present (sections, 700, 400);
  SubletSections *self = SUBLET_SECTIONS (sections);

  sublet_sections_restore (self, "attic");
  g_assert_cmpstr (sublet_sections_get_shown (self), ==, "one");
  sublet_sections_restore (self, "two");
  g_assert_cmpstr (sublet_sections_get_shown (self), ==, "two");
  g_assert_false (sublet_sections_can_go_back (self));

  sublet_sections_set_size_class (self, SUBLET_SIZE_CLASS_NARROW);
  g_assert_null (sublet_sections_get_shown (self));
  g_assert_false (sublet_sections_can_go_back (self));
  sublet_sections_show (self, "one");
  g_assert_true (sublet_sections_can_go_back (self));
  sublet_ui_test_settle (window);
  sublet_ui_test_press (sections, GDK_KEY_Escape, 0);
  g_assert_null (sublet_sections_get_shown (self));
  sublet_sections_set_size_class (self, SUBLET_SIZE_CLASS_WIDE);
  g_assert_cmpstr (sublet_sections_get_shown (self), ==, "one");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What a row of the list counts; of nothing nothing is said. */
static void
test_count (void)
{
  GtkWidget *sections = make_sections ();
  GtkWidget *window = sublet_ui_test_present (sections, 700, 400);
  SubletSections *self = SUBLET_SECTIONS (sections);
  GtkListBox *list = GTK_LIST_BOX (sublet_ui_test_find (sections, "list"));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1));
  GtkWidget *count = gtk_widget_get_last_child (gtk_widget_get_first_child (row));

  g_assert_false (gtk_widget_get_visible (count));
  sublet_sections_set_count (self, "two", 3, "Two, 3 things");
  g_assert_true (gtk_widget_get_visible (count));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (count)), ==, "3");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Two, 3 things");

  sublet_sections_set_count (self, "two", 0, NULL);
  g_assert_false (gtk_widget_get_visible (count));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/sections/restore", test_restore);
  g_test_add_func ("/ui/common/sections/count", test_count);

  return g_test_run ();
}
