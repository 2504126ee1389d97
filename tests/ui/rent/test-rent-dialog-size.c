/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "ui/common/sublet-size-bin.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

/* It fits where it is narrow and where text is large. */

static void
assert_natural_height (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget,
                      GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (widget),
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  g_assert_cmpint (gtk_widget_get_height (widget), ==, natural);
}

/* Where there is little room the receipt folds above the button. */
static void
test_narrow (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *fold;
  GtkImage *arrow;

  sublet_ui_renting_open_dialog (fixture);
  arrow = GTK_IMAGE (sublet_ui_renting_find_widget (fixture, "fold_icon"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 640);
  while (!gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "foot_button")))
    sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpint (gtk_widget_get_width (fixture->dialog), <=, 360);
  g_assert_false (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "head_button")));
  g_assert_false (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  g_assert_cmpstr (gtk_image_get_icon_name (arrow), ==, "go-up-symbolic");

  fold = sublet_ui_renting_find_widget (fixture, "fold_button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fold), TRUE);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  assert_natural_height (sublet_ui_renting_find_widget (fixture, "receipt_group"));
  g_assert_cmpstr (gtk_image_get_icon_name (arrow), ==, "go-down-symbolic");

  /* And back beside the form, as high as it was. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 1060, 720);
  while (!gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "head_button")))
    sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "receipt")));
  assert_natural_height (sublet_ui_renting_find_widget (fixture, "receipt_group"));
}

/* Nothing in it is wider than the narrowest window: not the receipt, nor a check with a button. */
static void
test_large_text (SubletUiRenting *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *content;
  int least;

  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  sublet_ui_renting_rent_and_open_again (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_renting_find_widget (fixture, "fold_button")),
                                TRUE);
  sublet_ui_test_settle (fixture->dialog);
  content = sublet_size_bin_get_child (
    SUBLET_SIZE_BIN (sublet_ui_renting_find_widget (fixture, "size_bin")));
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/narrow", test_narrow);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/large-text", test_large_text);

  return g_test_run ();
}
