/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-job-bar.h"

#include "ui/sublet-ui-test.h"

#define WIDTH 1200

static bool
is_folded (GtkWidget *bar)
{
  gboolean folded;

  g_object_get (bar, "folded", &folded, NULL);
  /* The same field either way. */
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (bar, "hours_spin")) == !folded);
  g_assert_true (gtk_widget_get_mapped (sublet_ui_test_find (bar, "summary")) == !!folded);

  return folded;
}

static void
set_word (GtkWidget *bar, const char *word)
{
  gtk_button_set_label (GTK_BUTTON (sublet_ui_test_find (bar, "reserved")), word);
  /* Words do not change in a program that runs: what does is the width. */
  gtk_widget_queue_allocate (bar);
  /* Seen too wide in one frame, folded in the next. */
  sublet_ui_test_settle (bar);
  sublet_ui_test_settle (bar);
}

static void
test_long_words (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *bar = sublet_job_bar_new (settings);
  GtkWidget *window = sublet_ui_test_present (bar, WIDTH, 100);
  int minimum;

  g_assert_false (is_folded (bar));
  set_word (bar,
            "A word that is so long that not even one window of this width has room for it "
            "beside all that comes before");
  g_assert_true (is_folded (bar));
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 360);
  g_assert_cmpint (gtk_widget_get_width (window), ==, WIDTH);
  set_word (bar, "Short");
  g_assert_false (is_folded (bar));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whether it folds is a matter of the width alone: what has room unfolds where it has just that. */
static void
test_just_enough (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *bar = sublet_job_bar_new (settings);
  GtkWidget *window = sublet_ui_test_present (bar, WIDTH, 100);
  int width;

  set_word (bar, "Short");
  gtk_widget_measure (sublet_ui_test_find (bar, "form"),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_set_halign (bar, GTK_ALIGN_START);
  gtk_widget_set_size_request (bar, width, -1);
  gtk_widget_set_hexpand (bar, FALSE);
  set_word (bar, "Short");
  g_assert_cmpint (gtk_widget_get_width (bar), ==, width);
  g_assert_false (is_folded (bar));

  sublet_job_bar_set_folded (SUBLET_JOB_BAR (bar), TRUE);
  sublet_ui_test_settle (window);
  g_assert_true (is_folded (bar));
  sublet_job_bar_set_folded (SUBLET_JOB_BAR (bar), FALSE);
  set_word (bar, "Short");
  g_assert_false (is_folded (bar));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_folded (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *bar = sublet_job_bar_new (settings);
  GtkWidget *window = sublet_ui_test_present (bar, WIDTH, 100);

  sublet_job_bar_set_folded (SUBLET_JOB_BAR (bar), TRUE);
  sublet_ui_test_settle (window);
  g_assert_true (is_folded (bar));
  sublet_job_bar_set_folded (SUBLET_JOB_BAR (bar), FALSE);
  sublet_ui_test_settle (window);
  g_assert_false (is_folded (bar));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whole hours have no decimals, parts of one are a tenth. */
static void
test_hours (void)
{
  static const struct
  {
    double hours;
    const char *text;
  } rows[] = { { 8, "8" }, { 0.1, "0.1" }, { 2.5, "2.5" }, { 8760, "8760" }, { 3, "3" } };
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *bar = sublet_job_bar_new (settings);
  GtkWidget *window = sublet_ui_test_present (bar, WIDTH, 100);
  GtkSpinButton *spin = GTK_SPIN_BUTTON (sublet_ui_test_find (bar, "hours_spin"));
  double hours;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_object_set (settings, "job-hours", rows[i].hours, NULL);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, rows[i].text);
    }

  gtk_editable_set_text (GTK_EDITABLE (spin), "0.5");
  gtk_spin_button_update (spin);
  g_object_get (settings, "job-hours", &hours, NULL);
  g_assert_cmpfloat_with_epsilon (hours, 0.5, 1e-9);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
step (GtkSpinButton *spin, GtkSpinType direction)
{
  gtk_spin_button_spin (spin, direction, 0);
}

static void
assert_hours (SubletSettings *settings, GtkSpinButton *spin, double expected, const char *text)
{
  double hours;

  g_object_get (settings, "job-hours", &hours, NULL);
  g_assert_cmpfloat_with_epsilon (hours, expected, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, text);
}

/* Down to the shortest job and up again are whole hours, however it got there. */
static void
test_hour_steps (void)
{
  static const char *const shortest[] = { "0.1", "0", "-1" };
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *bar = sublet_job_bar_new (settings);
  GtkWidget *window = sublet_ui_test_present (bar, WIDTH, 100);
  GtkSpinButton *spin = GTK_SPIN_BUTTON (sublet_ui_test_find (bar, "hours_spin"));
  gsize i;

  g_object_set (settings, "job-hours", 2.0, NULL);
  step (spin, GTK_SPIN_STEP_BACKWARD);
  assert_hours (settings, spin, 1, "1");
  step (spin, GTK_SPIN_STEP_BACKWARD);
  assert_hours (settings, spin, 0.1, "0.1");
  step (spin, GTK_SPIN_STEP_BACKWARD);
  assert_hours (settings, spin, 0.1, "0.1");
  step (spin, GTK_SPIN_STEP_FORWARD);
  assert_hours (settings, spin, 1, "1");
  step (spin, GTK_SPIN_STEP_FORWARD);
  assert_hours (settings, spin, 2, "2");

  for (i = 0; i < G_N_ELEMENTS (shortest); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (spin), shortest[i]);
      gtk_spin_button_update (spin);
      assert_hours (settings, spin, 0.1, "0.1");
      step (spin, GTK_SPIN_STEP_FORWARD);
      assert_hours (settings, spin, 1, "1");
    }
  g_object_set (settings, "job-hours", 0.1, NULL);
  step (spin, GTK_SPIN_STEP_FORWARD);
  assert_hours (settings, spin, 1, "1");

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/market/job-bar/long-words", test_long_words);
  g_test_add_func ("/ui/market/job-bar/just-enough", test_just_enough);
  g_test_add_func ("/ui/market/job-bar/folded", test_folded);
  g_test_add_func ("/ui/market/job-bar/hours", test_hours);
  g_test_add_func ("/ui/market/job-bar/hour-steps", test_hour_steps);

  return g_test_run ();
}
