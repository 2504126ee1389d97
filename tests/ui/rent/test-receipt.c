/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-receipt.h"
#include "ui/sublet-ui-test.h"

/* As wide as where it stands beside the form. */
#define WIDTH 336

/* From GTK 4.10 on a box takes what its child needs of itself for the least that it needs at any
 * width: if that is more than at this width, there is room below the last line. */
static void
test_height (void)
{
  const SubletQuote quote = {
    .gpu_rate_nusd = 310000000,
    .disk_rate_nusd = 15000000,
    .running_rate_nusd = 325000000,
    .stopped_rate_nusd = 15000000,
    .traffic_uusd = 70000,
    .job_uusd = 2670000,
  };
  SubletJob job;
  GtkWidget *receipt = sublet_receipt_new ();
  GtkWidget *window = sublet_ui_test_present (receipt, WIDTH, 400);
  int of_itself;
  int least;
  int natural;

  sublet_job_init (&job);
  sublet_receipt_set_quote (SUBLET_RECEIPT (receipt), &quote, &job, 5 * G_TIME_SPAN_DAY);

  gtk_widget_measure (receipt, GTK_ORIENTATION_VERTICAL, -1, &of_itself, NULL, NULL, NULL);
  gtk_widget_measure (receipt, GTK_ORIENTATION_VERTICAL, WIDTH, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, natural);
  g_assert_cmpint (of_itself, <=, least);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A volume that is made along has a line of its own, and only then. */
static void
test_volume (void)
{
  GtkWidget *receipt = sublet_receipt_new ();
  GtkWidget *window = sublet_ui_test_present (receipt, 400, 400);

  g_assert_null (sublet_ui_test_find_label (window, "New volume"));
  sublet_receipt_set_volume (SUBLET_RECEIPT (receipt), 11805556);
  sublet_ui_test_settle (window);
  g_assert_nonnull (sublet_ui_test_find_label (window, "New volume, until deleted"));
  g_assert_nonnull (sublet_ui_test_find_label (window, "$0.012/h"));
  sublet_receipt_set_volume (SUBLET_RECEIPT (receipt), 0);
  sublet_ui_test_settle (window);
  g_assert_null (sublet_ui_test_find_label (window, "New volume"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A deposit and what it may bring stand beside the price, and only where there is one. */
static void
test_deposit (void)
{
  GtkWidget *receipt = sublet_receipt_new ();
  GtkWidget *window = sublet_ui_test_present (receipt, 400, 400);

  g_assert_null (sublet_ui_test_find_label (window, "Deposit, once it runs"));
  sublet_receipt_set_deposit (SUBLET_RECEIPT (receipt), 25000000, 253811111);
  sublet_ui_test_settle (window);
  g_assert_nonnull (sublet_ui_test_find_label (window, "Deposit, once it runs"));
  g_assert_nonnull (sublet_ui_test_find_label (window, "$25.00"));
  g_assert_nonnull (sublet_ui_test_find_label (window, "from $0.254/h"));
  sublet_receipt_set_deposit (SUBLET_RECEIPT (receipt), 0, 253811111);
  sublet_ui_test_settle (window);
  g_assert_null (sublet_ui_test_find_label (window, "Deposit, once it runs"));
  g_assert_null (sublet_ui_test_find_label (window, "from $0.254/h"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/rent/receipt/height", test_height);
  g_test_add_func ("/ui/rent/receipt/volume", test_volume);
  g_test_add_func ("/ui/rent/receipt/deposit", test_deposit);

  return g_test_run ();
}
