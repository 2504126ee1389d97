/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-label.h"

#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

/* What says the same is not set again; what differs, or goes, is. */
static void
test_set_text (void)
{
  g_autoptr (GtkLabel) label = GTK_LABEL (g_object_ref_sink (gtk_label_new (NULL)));
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (label, "label");

  g_assert_false (sublet_label_set_text (label, NULL));
  g_assert_false (sublet_label_set_text (label, ""));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);

  g_assert_true (sublet_label_set_text (label, "$2.17 <an hour>"));
  g_assert_false (sublet_label_set_text (label, "$2.17 <an hour>"));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "$2.17 <an hour>");
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);

  g_assert_true (sublet_label_set_text (label, NULL));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/label/set-text", test_set_text);

  return g_test_run ();
}
