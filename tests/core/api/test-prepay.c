/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>
#include <string.h>

static void
test_request (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 amount_uusd;
    const char *body;
  } rows[] = {
    { 50 * SUBLET_UUSD_PER_USD, "{\"amount\":50}" },
    { 12340000, "{\"amount\":12.34}" },
    { 1, "{\"amount\":0.000001}" },
  };
  guint i;

  fixture_answer (fixture,
                  200,
                  "{\"success\":true,\"timescale\":1.4,\"discount_rate\":0.12,\"x\":[]}");
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletPaidOutcome)
        outcome = prepay (fixture->client, 40112233, rows[i].amount_uusd);
      const TestRequest *request = fixture_get_request (fixture, i);

      g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
      g_assert_no_error (outcome->error);
      g_assert_cmpfloat_with_epsilon (outcome->prepayment.months, 1.4, 1e-9);
      g_assert_cmpfloat_with_epsilon (outcome->prepayment.discount, 0.12, 1e-9);
      g_assert_cmpstr (request->method, ==, "PUT");
      g_assert_cmpstr (request->path, ==, "/api/v0/instances/prepay/40112233/");
      g_assert_cmpstr (request->body, ==, rows[i].body);
      g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
    }
}

/* What has only what a success has is one; what it does not say is not known. */
static void
test_scanty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletPaidOutcome) first = NULL;
  g_autoptr (SubletPaidOutcome) second = NULL;

  fixture_answer (fixture, 200, "{\"discount_rate\":\"0.12\"}");
  fixture_answer (fixture, 200, "{\"success\":true}");
  first = prepay (fixture->client, 40112233, SUBLET_UUSD_PER_USD);
  g_assert_cmpint (first->verdict, ==, SUBLET_PAID_VERDICT_DONE);
  g_assert_true (isnan (first->prepayment.months));

  second = prepay (fixture->client, 40112233, SUBLET_UUSD_PER_USD);
  g_assert_cmpint (second->verdict, ==, SUBLET_PAID_VERDICT_DONE);
  g_assert_true (isnan (second->prepayment.discount));
}

static SubletPrepaidBalance *
get_balance (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_get_balance_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_get_balance_finish (client, sublet_test_await_result (&result), error);
}

static void
test_balance (Fixture *fixture, gconstpointer data)
{
  g_autofree SubletPrepaidBalance *whole = NULL;
  g_autofree SubletPrepaidBalance *scanty = NULL;
  g_autofree SubletPrepaidBalance *none = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture,
                  200,
                  "{\"success\":true,\"refundable_deposit\":41.5,\"total_discount\":0.25,"
                  "\"discount_months\":1.4}");
  fixture_answer (fixture, 200, "{\"success\":true,\"refundable_deposit\":0}");
  fixture_answer (fixture, 200, "{\"success\":true}");
  whole = get_balance (fixture->client, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->path, ==, "/api/v0/instances/balance/7/");
  g_assert_cmpint (whole->refundable_uusd, ==, 41500000);
  g_assert_cmpint (whole->saved_uusd, ==, 250000);
  g_assert_cmpfloat_with_epsilon (whole->months, 1.4, 1e-9);

  scanty = get_balance (fixture->client, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scanty->refundable_uusd, ==, 0);
  g_assert_cmpint (scanty->saved_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_true (isnan (scanty->months));

  /* Nothing that was said is not nothing that is there. */
  none = get_balance (fixture->client, 7, &error);
  g_assert_null (none);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
}

#define ROW_HEAD "{\"success\":true,\"total_instances\":1,\"instances\":[{\"id\":7,"
#define ROW_TAIL "}]}"

static void
assert_discount (double discount, double expected)
{
  if (expected < 0)
    g_assert_true (isnan (discount));
  else
    g_assert_cmpfloat_with_epsilon (discount, expected, 1e-9);
}

/* What lists say of it. */
static void
test_listed (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    gint64 balance_uusd;
    double discount; /* below 0: not known */
    double most;     /* likewise */
  } listed[] = {
    { ROW_HEAD "\"credit_balance\":49.5,\"credit_discount\":0.12" ROW_TAIL, 49500000, 0.12, -1 },
    { ROW_HEAD "\"credit_balance\":0,\"credit_discount_max\":0.23" ROW_TAIL, 0, -1, 0.23 },
    { ROW_HEAD "\"credit_balance\":0,\"credit_discount_max\":0" ROW_TAIL, 0, -1, 0 },
    { ROW_HEAD "\"credit_balance\":null" ROW_TAIL, SUBLET_MONEY_UNKNOWN, -1, -1 },
    { ROW_HEAD "\"credit_balance\":-1,\"credit_discount\":12,\"credit_discount_max\":40" ROW_TAIL,
      SUBLET_MONEY_UNKNOWN,
      -1,
      -1 },
    { ROW_HEAD "\"label\":\"x\"" ROW_TAIL, SUBLET_MONEY_UNKNOWN, -1, -1 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (listed); i++)
    fixture_answer (fixture, 200, listed[i].body);
  for (i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      g_autoptr (SubletInstanceListing) listing = NULL;
      g_autoptr (GError) error = NULL;
      const SubletInstanceData *row;

      listing = list (fixture->client, &error);
      g_assert_no_error (error);
      row = sublet_instance_get_data (g_ptr_array_index (listing->instances, 0));
      g_assert_cmpint (row->credit_balance_uusd, ==, listed[i].balance_uusd);
      assert_discount (row->credit_discount, listed[i].discount);
      assert_discount (row->credit_discount_max, listed[i].most);
    }
}

#define ADD(name, func) \
  g_test_add ("/core/api/prepay/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("request", test_request);
  ADD ("scanty", test_scanty);
  ADD ("balance", test_balance);
  ADD ("listed", test_listed);

  return g_test_run ();
}
