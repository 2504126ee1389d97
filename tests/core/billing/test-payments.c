/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-payment-store.h"
#include "core/billing/sublet-payments.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-invoice-kind.h"

#include "billing-fixture.h"
#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* Payments against the simulator, in virtual time, and in the cache. */

#define ACCOUNT 5
#define OTHER "https://other.test"

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletPayments *payments;
  guint n_looking;
  guint n_changes;
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changes++;
}

static void
make_payments (Fixture *f)
{
  const SubletDatabaseOptions shipped = { NULL };

  f->database = sublet_test_open_database (f->profile, &shipped);
  f->payments = sublet_payments_new (f->client);
  sublet_payments_set_database (f->payments, f->database);
  g_signal_connect_swapped (f->payments, "changed", G_CALLBACK (on_changed), f);
}

static void
look_away (Fixture *f)
{
  sublet_payments_set_visible (f->payments, FALSE);
  f->n_looking--;
}

static void
drop_payments (Fixture *f)
{
  while (f->n_looking > 0)
    look_away (f);
  g_signal_handlers_disconnect_by_data (f->payments, f);
  sublet_test_drop (g_steal_pointer (&f->payments));
  sublet_test_drop (g_steal_pointer (&f->database));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->simulator = sublet_test_simulator_new ("--offers", "100", NULL);
  f->client = billing_fixture_make_client (f->simulator);
  f->clock = g_object_ref (sublet_client_get_clock (f->client));
  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  make_payments (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  drop_payments (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
}

static bool
is_at_rest (gpointer user_data)
{
  return !sublet_payments_get_refreshing (user_data);
}

static void
read_cache (Fixture *f, gint64 account_id)
{
  sublet_payments_set_account (f->payments, account_id);
  sublet_test_await (is_at_rest, f->payments);
}

static void
look (Fixture *f)
{
  sublet_payments_set_visible (f->payments, TRUE);
  f->n_looking++;
  sublet_test_await (is_at_rest, f->payments);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->payments));
}

static guint
count_requests (Fixture *f)
{
  return sublet_test_simulator_count_requests (f->simulator, "invoices");
}

/* "kind amount" of each, and a "?" behind what is not paid yet. */
static char *
dup_words (GListModel *list)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SubletInvoice) invoice = g_list_model_get_item (list, i);
      const SubletInvoiceData *data = sublet_invoice_get_data (invoice);

      g_string_append_printf (words,
                              "%s%s %d%s",
                              i > 0 ? ", " : "",
                              sublet_invoice_kind_get_word (data->kind),
                              (int) (data->amount_uusd / 1000),
                              data->paid_us == 0 ? "?" : "");
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What came is there again at once, without a question. */
static void
test_again (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autofree char *kept = NULL;
  gint64 known_at_us;

  read_cache (f, ACCOUNT);
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpint (sublet_payments_get_known_at_us (f->payments), ==, 0);
  g_assert_cmpuint (count_requests (f), ==, 0);

  look (f);
  g_assert_no_error (sublet_payments_get_error (f->payments));
  words = dup_words (G_LIST_MODEL (f->payments));
  known_at_us = sublet_payments_get_known_at_us (f->payments);
  g_assert_cmpuint (count (f), >, 0);
  g_assert_cmpint (known_at_us, >, 0);
  g_assert_true (
    g_type_is_a (g_list_model_get_item_type (G_LIST_MODEL (f->payments)), SUBLET_TYPE_INVOICE));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->payments), count (f)));

  drop_payments (f);
  make_payments (f);
  read_cache (f, ACCOUNT);
  kept = dup_words (G_LIST_MODEL (f->payments));
  g_assert_cmpstr (kept, ==, words);
  g_assert_cmpint (sublet_payments_get_known_at_us (f->payments), ==, known_at_us);
  g_assert_cmpuint (count_requests (f), ==, 1);

  /* Another account has none of them. */
  read_cache (f, ACCOUNT + 1);
  g_assert_cmpuint (count (f), ==, 0);
  sublet_payments_set_account (f->payments, 0);
  g_assert_true (is_at_rest (f->payments));
}

static void
pass (Fixture *f, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (f->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (f->clock, result, NULL));
}

static void
on_account_wanted (guint *n_wanted)
{
  (*n_wanted)++;
}

/* Whose the key is was known once, and the service has not said so again: what is kept is there,
 * and nothing is asked on the strength of a memory. */
static void
test_awaited (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "connection refused");
  guint n_wanted = 0;
  guint n;

  read_cache (f, ACCOUNT);
  look (f);
  n = count (f);
  g_assert_cmpuint (n, >, 0);
  drop_payments (f);
  make_payments (f);

  g_signal_connect_swapped (f->payments,
                            "account-wanted",
                            G_CALLBACK (on_account_wanted),
                            &n_wanted);
  sublet_payments_await_account (f->payments, ACCOUNT, error);
  look (f);
  pass (f, 11 * 60 * 1000);
  g_assert_cmpuint (count (f), ==, n);
  g_assert_error (sublet_payments_get_error (f->payments), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  sublet_payments_refresh (f->payments);
  g_assert_cmpuint (n_wanted, ==, 1);
  g_assert_cmpuint (count_requests (f), ==, 1);

  /* It is that one. */
  sublet_payments_set_account (f->payments, ACCOUNT);
  g_assert_no_error (sublet_payments_get_error (f->payments));
  g_assert_cmpuint (count (f), ==, n);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_cmpuint (count_requests (f), ==, 2);

  /* It is another one. */
  sublet_payments_await_account (f->payments, ACCOUNT, error);
  g_assert_cmpuint (count (f), ==, n);
  sublet_payments_set_account (f->payments, ACCOUNT + 1);
  g_assert_cmpuint (count (f), ==, 0);
  g_signal_handlers_disconnect_by_data (f->payments, &n_wanted);
}

/* Every five minutes while somebody looks, however often they come and go. */
static void
test_pace (Fixture *f, gconstpointer data)
{
  read_cache (f, ACCOUNT);
  look (f);
  look_away (f);
  look (f);
  g_assert_cmpuint (count_requests (f), ==, 1);
  pass (f, 11 * 60 * 1000);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_cmpuint (count_requests (f), ==, 3);

  /* One of two goes, as the section that another takes the place of. */
  look (f);
  look_away (f);
  pass (f, 6 * 60 * 1000);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_cmpuint (count_requests (f), ==, 4);

  look_away (f);
  pass (f, 11 * 60 * 1000);
  g_assert_cmpuint (count_requests (f), ==, 4);
  look (f);
  g_assert_cmpuint (count_requests (f), ==, 5);
  sublet_payments_refresh (f->payments);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_cmpuint (count_requests (f), ==, 6);
}

/* What was known stays, with the reason beside it, until an answer comes. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  guint n;

  read_cache (f, ACCOUNT);
  look (f);
  n = count (f);
  json_node_unref (sublet_test_simulator_control_post (f->simulator,
                                                       "/_sim/faults",
                                                       "{\"fault\":\"json-error\",\"status\":403,"
                                                       "\"route\":\"invoices\",\"times\":1}"));
  sublet_payments_refresh (f->payments);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_error (sublet_payments_get_error (f->payments), SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (count (f), ==, n);
  g_assert_cmpint (sublet_payments_get_known_at_us (f->payments), >, 0);

  sublet_payments_refresh (f->payments);
  sublet_test_await (is_at_rest, f->payments);
  g_assert_no_error (sublet_payments_get_error (f->payments));
  g_assert_cmpuint (f->n_changes, >, 0);
}

/* ---- the cache alone ---- */

static void
add_payment (GPtrArray *rows, SubletInvoiceKind kind, gint64 when_us, gint64 amount_uusd)
{
  SubletInvoiceData data = { .id = 551,
                             .kind = kind,
                             .when_us = when_us,
                             .paid_us = kind == SUBLET_INVOICE_KIND_OTHER ? 0 : when_us + 1,
                             .source = g_strdup ("stripe"),
                             .description = g_strdup ("a \"card\""),
                             .amount_uusd = amount_uusd };

  g_ptr_array_add (rows, sublet_invoice_new_take (&data));
}

static void
put (Fixture *f, const char *server, gint64 known_at_us, GPtrArray *rows)
{
  g_autoptr (SubletPaymentList) list = sublet_payment_list_new (known_at_us, rows);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_payment_store_put_async (f->database,
                                  server,
                                  ACCOUNT,
                                  list,
                                  sublet_test_on_result,
                                  &result);
  sublet_test_await_result (&result);
  sublet_payment_store_put_finish (f->database, result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
make_rows (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* Each kind comes back as it was, and another server's list is another. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  GPtrArray *rows = make_rows ();
  g_autofree char *words = NULL;
  g_autoptr (SubletInvoice) invoice = NULL;
  guint kind;

  for (kind = 0; kind <= SUBLET_INVOICE_KIND_OTHER; kind++)
    add_payment (rows, (SubletInvoiceKind) kind, 10000 - kind, (kind + 1) * 1000);
  put (f, sublet_client_get_server (f->client), 77, rows);
  put (f, OTHER, 78, make_rows ());
  read_cache (f, ACCOUNT);
  words = dup_words (G_LIST_MODEL (f->payments));
  g_assert_cmpstr (words, ==, "credit 1, transfer 2, payout 3, refund 4, reserved 5, other 6?");
  g_assert_cmpint (sublet_payments_get_known_at_us (f->payments), ==, 77);
  invoice = g_list_model_get_item (G_LIST_MODEL (f->payments), 0);
  g_assert_cmpint (sublet_invoice_get_data (invoice)->id, ==, 551);
  g_assert_cmpint (sublet_invoice_get_data (invoice)->when_us, ==, 10000);
  g_assert_cmpint (sublet_invoice_get_data (invoice)->paid_us, ==, 10001);
  g_assert_cmpstr (sublet_invoice_get_data (invoice)->source, ==, "stripe");
  g_assert_null (sublet_invoice_get_data (invoice)->service);
  g_assert_cmpstr (sublet_invoice_get_data (invoice)->description, ==, "a \"card\"");
}

/* What is old when it was seen is not asked for again, and stays; what is not there any more goes.
 */
static void
test_settled (Fixture *f, gconstpointer data)
{
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  GPtrArray *rows = make_rows ();
  g_autofree char *before = NULL;
  g_autofree char *words = NULL;

  read_cache (f, ACCOUNT);
  look (f);
  before = dup_words (G_LIST_MODEL (f->payments));
  drop_payments (f);
  make_payments (f);

  add_payment (rows, SUBLET_INVOICE_KIND_REFUND, now_us - G_TIME_SPAN_HOUR, 4000);
  add_payment (rows, SUBLET_INVOICE_KIND_TRANSFER, now_us - 400 * G_TIME_SPAN_DAY, 5000);
  put (f, sublet_client_get_server (f->client), now_us, rows);
  read_cache (f, ACCOUNT);
  g_assert_cmpuint (count (f), ==, 2);
  look (f);
  words = dup_words (G_LIST_MODEL (f->payments));
  g_assert_true (g_str_has_suffix (words, "transfer 5"));
  g_assert_null (strstr (words, "refund 4"));
  words[strlen (words) - strlen (", transfer 5")] = '\0';
  g_assert_cmpstr (words, ==, before);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/billing/payments/again", test_again);
  ADD ("/billing/payments/awaited", test_awaited);
  ADD ("/billing/payments/pace", test_pace);
  ADD ("/billing/payments/refused", test_refused);
  ADD ("/billing/payments/kinds", test_kinds);
  ADD ("/billing/payments/settled", test_settled);
#undef ADD

  return g_test_run ();
}
