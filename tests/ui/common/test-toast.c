/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-toast.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

static void
count (guint *n)
{
  (*n)++;
}

static void
count_over (gpointer data, GClosure *closure)
{
  count (data);
}

static void
on_clicked (AdwToast *toast, guint *n)
{
  g_assert_cmpuint (*n, ==, 0);
  *n += 10;
}

/* A label may hold anything: it is shown as it is. */
static void
test_text (void)
{
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *child = gtk_label_new ("page");
  GtkWidget *window;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), child);
  window = sublet_ui_test_present (toasts, 400, 200);
  sublet_toast_show (child, "R&D <b>1</b>");
  sublet_ui_test_settle (window);
  g_assert_nonnull (sublet_ui_test_find_label (window, "R&D <b>1</b>"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_offer (void)
{
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *window = sublet_ui_test_present (toasts, 400, 200);
  guint n = 0;

  sublet_toast_offer (toasts, "Gone", "Undo", G_CALLBACK (on_clicked), &n, count_over);
  sublet_ui_test_settle (window);
  g_assert_cmpuint (n, ==, 0);
  sublet_ui_test_click (sublet_ui_test_find_button (window, "Undo"));
  sublet_test_drain ();
  g_assert_cmpuint (n, >=, 10);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
  /* Pressed once, and let go of once. */
  g_assert_cmpuint (n, ==, 11);
}

static void
on_clicked_show (AdwToast *toast, GtkWidget *toasts)
{
  sublet_toast_show (toasts, "Back");
}

static void
forget (gpointer data, GClosure *closure)
{
}

/* A newer one takes its place at once, and what came of pressing it comes after it. */
static void
test_newer (void)
{
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *window = sublet_ui_test_present (toasts, 400, 200);
  guint n = 0;

  sublet_toast_offer (toasts, "Gone", "Undo", G_CALLBACK (on_clicked), &n, count_over);
  sublet_ui_test_settle (window);
  sublet_toast_offer (toasts, "Gone too", "Undo it", G_CALLBACK (on_clicked_show), toasts, forget);
  sublet_ui_test_settle (window);
  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (sublet_ui_test_find_label (window, "Gone too"));
  sublet_ui_test_click (sublet_ui_test_find_button (window, "Undo it"));
  sublet_ui_test_settle (window);
  g_assert_null (sublet_ui_test_find_label (window, "Gone"));
  g_assert_nonnull (sublet_ui_test_find_label (window, "Back"));
  sublet_toast_show (toasts, "Something else");
  sublet_ui_test_settle (window);
  g_assert_null (sublet_ui_test_find_label (window, "Back"));
  g_assert_nonnull (sublet_ui_test_find_label (window, "Something else"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nobody can press it: what belongs to it goes at once. */
static void
test_nowhere (void)
{
  GtkWidget *alone = g_object_ref_sink (gtk_label_new ("alone"));
  guint n = 0;

  sublet_toast_show (alone, "Nobody sees it");
  sublet_toast_offer (alone, "Gone", "Undo", G_CALLBACK (on_clicked), &n, count_over);
  g_assert_cmpuint (n, ==, 1);
  g_object_unref (alone);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/toast/text", test_text);
  g_test_add_func ("/ui/toast/offer", test_offer);
  g_test_add_func ("/ui/toast/newer", test_newer);
  g_test_add_func ("/ui/toast/nowhere", test_nowhere);

  return g_test_run ();
}
