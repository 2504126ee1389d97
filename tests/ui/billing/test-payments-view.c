/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/billing/sublet-payment-store.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "support/sublet-test-database.h"
#include "ui/billing/sublet-payments-view.h"
#include "ui/sublet-ui-bill.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#define ACCOUNT 900

typedef struct
{
  SubletUiFixture *ui;
  SubletDatabase *database;
  SubletPayments *payments;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->ui = sublet_ui_fixture_new ();
  f->database = sublet_test_open_database (f->ui->profile, NULL);
  f->payments = sublet_payments_new (f->ui->engine->client);
  sublet_payments_set_database (f->payments, f->database);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  sublet_ui_test_assert_gone ((gpointer *) &f->view);
  sublet_payments_set_account (f->payments, 0);
  g_clear_object (&f->payments);
  g_clear_object (&f->database);
  sublet_ui_fixture_free (f->ui);
}

static void
keep (Fixture *f, GPtrArray *rows)
{
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (f->ui->clock));
  g_autoptr (SubletPaymentList) list = sublet_payment_list_new (now_us, rows);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_payment_store_put_async (f->database,
                                  sublet_client_get_server (f->ui->engine->client),
                                  ACCOUNT,
                                  list,
                                  sublet_test_on_result,
                                  &result);
  sublet_test_await_result (&result);
  sublet_payment_store_put_finish (f->database, result, &error);
  g_assert_no_error (error);
}

static void
present (Fixture *f)
{
  f->view = sublet_payments_view_new (f->payments, SUBLET_CLOCK (f->ui->clock));
  f->window = sublet_ui_test_present (f->view, 700, 400);
  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
}

static const char *
get_shown (Fixture *f)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sublet_ui_test_find (f->view, "stack")));
}

static bool
is_read (gpointer user_data)
{
  return sublet_payments_get_known_at_us (user_data) > 0;
}

/* A list makes its rows when it is laid out. */
static bool
has_rows (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "+\u2060$25.00") != NULL;
}

/* From the cache at once; a top-up adds. */
static void
test_rows (Fixture *f, gconstpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (f->ui->clock));

  g_ptr_array_add (rows,
                   sublet_ui_make_invoice (SUBLET_INVOICE_KIND_CREDIT,
                                           now_us - G_TIME_SPAN_DAY,
                                           25000000,
                                           true));
  g_ptr_array_add (rows,
                   sublet_ui_make_invoice (SUBLET_INVOICE_KIND_RESERVED,
                                           now_us - 2 * G_TIME_SPAN_DAY,
                                           -3000000,
                                           true));
  keep (f, rows);
  present (f);
  g_assert_cmpstr (get_shown (f), ==, "face");
  sublet_payments_set_account (f->payments, ACCOUNT);
  sublet_test_await (is_read, f->payments);
  g_assert_cmpstr (get_shown (f), ==, "rows");
  sublet_test_await (has_rows, f->view);
  g_assert_nonnull (sublet_ui_test_find_label (f->view, "−$3.00"));
  g_assert_nonnull (sublet_ui_test_find_label (f->view, "Credit Added"));
  g_assert_nonnull (sublet_ui_test_find_button (f->view, "Invoices on Vast"));
}

/* Known to be none, which is not the same as not known. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  keep (f, g_ptr_array_new_with_free_func (g_object_unref));
  present (f);
  sublet_payments_set_account (f->payments, ACCOUNT);
  sublet_test_await (is_read, f->payments);
  g_assert_cmpstr (get_shown (f), ==, "nothing");
}

/* The service does not answer whose the key is: what was known stays, and how old it is is said. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "connection refused");
  GtkWidget *icon;

  present (f);
  icon = sublet_ui_test_find (f->view, "note_icon");
  sublet_payments_await_account (f->payments, 0, error);
  g_assert_cmpstr (get_shown (f), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (f->view, "Your Bill Is Not Known"));
  g_assert_false (gtk_widget_get_visible (icon));

  keep (f, g_ptr_array_new_with_free_func (g_object_unref));
  sublet_payments_await_account (f->payments, ACCOUNT, error);
  sublet_test_await (is_read, f->payments);
  g_assert_cmpstr (get_shown (f), ==, "nothing");
  g_assert_nonnull (sublet_ui_test_find_label (f->view, "No answer from Vast since"));
  g_assert_true (gtk_widget_get_visible (icon));

  sublet_payments_set_account (f->payments, ACCOUNT);
  g_assert_null (sublet_ui_test_find_label (f->view, "No answer from Vast since"));
  g_assert_nonnull (sublet_ui_test_find_label (f->view, "Known at"));
  g_assert_false (gtk_widget_get_visible (icon));
}

/* The window is closed, and something holds the view for a moment longer. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkWidget) held = NULL;

  present (f);
  held = g_object_ref (f->view);
  gtk_window_destroy (GTK_WINDOW (f->window));
  sublet_payments_set_account (f->payments, ACCOUNT);
  sublet_payments_set_account (f->payments, 0);
  f->window = sublet_ui_test_present (gtk_label_new (NULL), 100, 100);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/billing/payments/rows", test_rows);
  ADD ("/ui/billing/payments/nothing", test_nothing);
  ADD ("/ui/billing/payments/offline", test_offline);
  ADD ("/ui/billing/payments/closed", test_closed);
#undef ADD

  return g_test_run ();
}
