/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* 2026-08-05 and the day after, UTC midnight. */
#define DAY_S G_GINT64_CONSTANT (1785888000)
#define DAY_US (DAY_S * G_USEC_PER_SEC)

static SubletBillingListing *
list_charges (SubletClient *client, gint64 from_us, gint64 until_us, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_charges_async (client,
                                    from_us,
                                    until_us,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  return sublet_client_list_charges_finish (client, result, error);
}

static SubletBillingListing *
list_invoices (SubletClient *client, gint64 from_us, gint64 until_us, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_invoices_async (client,
                                     from_us,
                                     until_us,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_test_await_result (&result);
  return sublet_client_list_invoices_finish (client, result, error);
}

static const SubletChargeData *
get_charge (SubletBillingListing *listing, guint i)
{
  return sublet_charge_get_data (g_ptr_array_index (listing->rows, i));
}

static const SubletInvoiceData *
get_invoice (SubletBillingListing *listing, guint i)
{
  return sublet_invoice_get_data (g_ptr_array_index (listing->rows, i));
}

#define CHARGE                                                                            \
  "{\"start\":1785888000,\"end\":1786060800,\"type\":\"instance\",\"source\":\"instance-" \
  "40112233\","                                                                           \
  "\"description\":\"Instance 40112233 Charges - 2 days\",\"amount\":3.412,"              \
  "\"metadata\":{\"label\":\"ada-1\"},\"items\":[{\"type\":\"gpu\",\"amount\":3.255},"    \
  "{\"type\":\"disk\",\"amount\":0.140},{\"type\":\"bwd\",\"amount\":0.012},"             \
  "{\"type\":\"bwu\",\"amount\":0.005}]}"

static void
test_charge (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  const SubletChargeData *charge;
  const TestRequest *request;
  g_autofree char *query = NULL;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"count\":1,\"total\":1,\"next_token\":null,"
                  "\"results\":[" CHARGE "]}");
  listing = list_charges (f->client, DAY_US + 5, DAY_US + G_TIME_SPAN_DAY + 7, &error);
  g_assert_no_error (error);
  g_assert_true (listing->complete);
  g_assert_cmpuint (listing->rows->len, ==, 1);
  charge = get_charge (listing, 0);
  g_assert_cmpint (charge->instance_id, ==, 40112233);
  g_assert_cmpint (charge->start_us, ==, DAY_US);
  g_assert_cmpint (charge->end_us, ==, DAY_US + 2 * G_TIME_SPAN_DAY);
  g_assert_cmpstr (charge->label, ==, "ada-1");
  g_assert_cmpint (charge->amount_uusd, ==, 3412000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_GPU], ==, 3255000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_DISK], ==, 140000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD], ==, 12000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_UPLOAD], ==, 5000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 0);

  /* Whole UTC days, and nothing of the day after. */
  request = fixture_get_request (f, 0);
  g_assert_cmpstr (request->path, ==, "/api/v0/charges/");
  query = g_uri_unescape_string (request->query, NULL);
  g_assert_cmpstr (query,
                   ==,
                   "select_filters={\"day\":{\"gte\":1785888000,\"lte\":1786060799}}"
                   "&format=table&latest_first=true&limit=100");
}

/* Anything may be missing but the amount; what no part explains is still there. */
static void
test_odd_charges (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  const SubletChargeData *charge;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":3,\"next_token\":null,\"results\":["
                  "{\"amount\":\"0.5\",\"source\":\"volume-7\",\"items\":[{\"type\":\"gpu\"},3,"
                  "{\"type\":\"new\",\"amount\":0.125}]},"
                  "{\"source\":\"instance-1\",\"amount\":null},"
                  "{\"source\":\"instance-x\",\"amount\":1e300},"
                  "{\"source\":\"instance-9223372036854775808\",\"amount\":1,\"metadata\":[]}]}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  g_assert_false (listing->complete);
  g_assert_cmpuint (listing->skipped_rows, ==, 2);
  g_assert_cmpuint (listing->rows->len, ==, 2);
  charge = get_charge (listing, 0);
  g_assert_cmpint (charge->instance_id, ==, 0);
  g_assert_cmpint (charge->start_us, ==, 0);
  g_assert_null (charge->label);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 500000);
  g_assert_cmpint (get_charge (listing, 1)->instance_id, ==, 0);
}

/* Amounts as text, as other endpoints have sent them. */
static void
test_text_amounts (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  const SubletChargeData *charge;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":\"1\",\"next_token\":null,\"results\":["
                  "{\"start\":\"1785888000\",\"amount\":\"3.412\",\"source\":\"instance-8\","
                  "\"items\":[{\"type\":\"gpu\",\"amount\":\"3.255\"},"
                  "{\"type\":\"disk\",\"amount\":\"1.57e-1\"},"
                  "{\"type\":\"bwd\",\"amount\":\"much\"}]}]}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  g_assert_true (listing->complete);
  charge = get_charge (listing, 0);
  g_assert_cmpint (charge->start_us, ==, DAY_US);
  g_assert_cmpint (charge->amount_uusd, ==, 3412000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_GPU], ==, 3255000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_DISK], ==, 157000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD], ==, 0);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 0);
}

/* What is null is not said; what was paid is counted all the same. */
static void
test_null_parts (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":3,\"next_token\":null,\"results\":["
                  "{\"amount\":2,\"items\":null,\"metadata\":null,\"source\":null,"
                  "\"type\":null,\"start\":null,\"end\":null,\"description\":null},"
                  "{\"amount\":2,\"items\":[null,{\"type\":null,\"amount\":1.5},"
                  "{\"type\":\"gpu\",\"amount\":null}],\"metadata\":{\"label\":null}},"
                  "{\"amount\":2,\"items\":[]}]}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  g_assert_true (listing->complete);
  g_assert_cmpuint (listing->rows->len, ==, 3);
  for (i = 0; i < 3; i++)
    {
      const SubletChargeData *charge = get_charge (listing, i);

      g_assert_cmpint (charge->amount_uusd, ==, 2000000);
      g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 2000000);
      g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_GPU], ==, 0);
      g_assert_null (charge->source);
      g_assert_null (charge->label);
    }
}

/* Each part is rounded for itself: what they are too much is no part of its own. */
static void
test_rounded_parts (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  const SubletChargeData *charge;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":1,\"next_token\":null,\"results\":["
                  "{\"amount\":0.001,\"items\":[{\"type\":\"gpu\",\"amount\":0.001},"
                  "{\"type\":\"disk\",\"amount\":0.001}]}]}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  charge = get_charge (listing, 0);
  g_assert_cmpint (charge->amount_uusd, ==, 1000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_GPU], ==, 1000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_DISK], ==, 1000);
  g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_OTHER], ==, 0);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (SubletBillingListing) looped = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":2,\"next_token\":\"a b\",\"results\":[" CHARGE "]}");
  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":2,\"next_token\":null,\"results\":[" CHARGE "]}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->rows->len, ==, 2);
  g_assert_true (listing->complete);
  g_assert_nonnull (strstr (fixture_get_request (f, 1)->query, "&after_token=a%20b"));

  /* The same token for ever: cut, and said so. */
  g_queue_clear_full (&f->answers, g_free);
  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":9,\"next_token\":\"t\",\"results\":[" CHARGE "]}");
  looped = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_no_error (error);
  g_assert_false (looped->complete);
  g_assert_cmpuint (looped->rows->len, ==, 2);
}

/* A failure of a later page is one of the walk: half a bill is no bill. */
static void
test_failed_page (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":2,\"next_token\":\"t\",\"results\":[" CHARGE "]}");
  fixture_answer (f, 400, "{\"success\":false,\"error\":\"invalid_token\"}");
  listing = list_charges (f->client, DAY_US, DAY_US, &error);
  g_assert_null (listing);
  g_assert_nonnull (error);
}

/* What adds to the credit is positive, whatever the sign on the wire. */
static void
test_invoices (Fixture *f, gconstpointer data)
{
  static const struct
  {
    SubletInvoiceKind kind;
    gint64 amount_uusd;
  } rows[] = {
    { SUBLET_INVOICE_KIND_CREDIT, 20000000 },   { SUBLET_INVOICE_KIND_TRANSFER, 5500000 },
    { SUBLET_INVOICE_KIND_PAYOUT, 1000000 },    { SUBLET_INVOICE_KIND_REFUND, 2000000 },
    { SUBLET_INVOICE_KIND_RESERVED, -3000000 }, { SUBLET_INVOICE_KIND_OTHER, 4000000 },
  };
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"count\":6,\"total\":6,\"next_token\":null,\"results\":["
                  "{\"start\":1785001000.0,\"end\":1785001060.0,\"type\":\"credit\",\"source\":"
                  "\"stripe\","
                  "\"description\":\"Card payment\",\"amount\":-20.0,"
                  "\"metadata\":{\"invoice_id\":551,\"service\":\"stripe_payments\"},\"items\":[]},"
                  "{\"start\":1,\"type\":\"transfer\",\"amount\":5.5},"
                  "{\"start\":1,\"type\":\"payout\",\"amount\":1},"
                  "{\"start\":1,\"type\":\"refund\",\"amount\":-2},"
                  "{\"start\":1,\"type\":\"reserved\",\"amount\":3,\"end\":null},"
                  "{\"start\":1,\"type\":\"gift\",\"amount\":-4}]}");
  listing = list_invoices (f->client, DAY_US, DAY_US + 1, &error);
  g_assert_no_error (error);
  g_assert_true (listing->complete);
  g_assert_cmpuint (listing->rows->len, ==, G_N_ELEMENTS (rows));
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (get_invoice (listing, i)->kind, ==, rows[i].kind);
      g_assert_cmpint (get_invoice (listing, i)->amount_uusd, ==, rows[i].amount_uusd);
    }
  g_assert_cmpint (get_invoice (listing, 0)->id, ==, 551);
  g_assert_cmpint (get_invoice (listing, 0)->paid_us, ==, G_GINT64_CONSTANT (1785001060000000));
  g_assert_cmpstr (get_invoice (listing, 0)->service, ==, "stripe_payments");
  g_assert_cmpint (get_invoice (listing, 4)->paid_us, ==, 0);
}

/* A row needs a time and an amount; whatever else is odd about it is left out of it. */
static void
test_odd_invoices (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletBillingListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (f,
                  200,
                  "{\"success\":true,\"total\":7,\"next_token\":null,\"results\":["
                  "{\"start\":\"2\",\"type\":null,\"amount\":\"-0.000001\",\"metadata\":[]},"
                  "{\"start\":2,\"type\":7,\"amount\":0,\"metadata\":{\"invoice_id\":-5}},"
                  "{\"start\":2,\"type\":\"transfer\",\"amount\":-5.5,\"metadata\":{\"invoice_id\":"
                  "\"551\",\"service\":3}},"
                  "{\"start\":2,\"type\":\"Credit\",\"amount\":-1},"
                  "{\"type\":\"credit\",\"amount\":-1},"
                  "{\"start\":2,\"type\":\"credit\",\"amount\":1e300},"
                  "{\"start\":2,\"type\":\"credit\"}]}");
  listing = list_invoices (f->client, DAY_US, DAY_US + 1, &error);
  g_assert_no_error (error);
  g_assert_false (listing->complete);
  g_assert_cmpuint (listing->skipped_rows, ==, 3);
  g_assert_cmpuint (listing->rows->len, ==, 4);
  g_assert_cmpint (get_invoice (listing, 0)->kind, ==, SUBLET_INVOICE_KIND_OTHER);
  g_assert_cmpint (get_invoice (listing, 0)->amount_uusd, ==, 1);
  g_assert_cmpint (get_invoice (listing, 1)->kind, ==, SUBLET_INVOICE_KIND_OTHER);
  g_assert_cmpint (get_invoice (listing, 1)->amount_uusd, ==, 0);
  g_assert_cmpint (get_invoice (listing, 1)->id, ==, 0);
  /* Out of this account, into another. */
  g_assert_cmpint (get_invoice (listing, 2)->amount_uusd, ==, -5500000);
  g_assert_null (get_invoice (listing, 2)->service);
  g_assert_cmpint (get_invoice (listing, 3)->kind, ==, SUBLET_INVOICE_KIND_OTHER);
}

static const struct
{
  int status;
  const char *body;
  int code;
} refusals[] = {
  { 200,
    "{\"success\":false,\"error\":\"Invalid date range\",\"count\":0,\"results\":[]}",
    SUBLET_ERROR_FAILED },
  { 403, "{\"error\":\"permission_denied\"}", SUBLET_ERROR_FORBIDDEN },
  { 401, "{\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}", SUBLET_ERROR_AUTH },
  { 200, "{\"success\":true}", SUBLET_ERROR_PROTOCOL },
};

static void
test_refused (Fixture *f, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (SubletBillingListing) listing = NULL;
      g_autoptr (SubletBillingListing) charges = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) charges_error = NULL;

      g_test_message ("%d %s", refusals[i].status, refusals[i].body);
      g_queue_clear_full (&f->answers, g_free);
      fixture_answer (f, refusals[i].status, refusals[i].body);
      listing = list_invoices (f->client, DAY_US, DAY_US, &error);
      g_assert_null (listing);
      g_assert_error (error, SUBLET_ERROR, refusals[i].code);

      g_queue_clear_full (&f->answers, g_free);
      fixture_answer (f, refusals[i].status, refusals[i].body);
      charges = list_charges (f->client, DAY_US, DAY_US, &charges_error);
      g_assert_null (charges);
      g_assert_error (charges_error, SUBLET_ERROR, refusals[i].code);
    }
}

/* The simulator's accounts come with a past; its ledger is the witness. */
static void
test_simulator (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new ("--offers", "100", NULL);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SecretValue) key = new_key ("demo-key");
  g_autoptr (SubletBillingListing) charges = NULL;
  g_autoptr (SubletBillingListing) invoices = NULL;
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us = sublet_clock_get_wall_us (clock);
  guint i;

  client = sublet_client_new (sublet_test_simulator_get_url (simulator), clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (client, key);

  charges = list_charges (client, now_us - 90 * G_TIME_SPAN_DAY, now_us, &error);
  g_assert_no_error (error);
  g_assert_true (charges->complete);
  g_assert_cmpuint (charges->rows->len, >, 0);
  for (i = 0; i < charges->rows->len; i++)
    {
      const SubletChargeData *charge = get_charge (charges, i);

      g_assert_cmpint (charge->instance_id, >, 0);
      g_assert_cmpint (charge->amount_uusd, >, 0);
      g_assert_cmpint (charge->parts_uusd[SUBLET_CHARGE_KIND_GPU], >, 0);
      g_assert_cmpint (charge->start_us % G_TIME_SPAN_DAY, ==, 0);
    }

  invoices = list_invoices (client, now_us - 365 * G_TIME_SPAN_DAY, now_us, &error);
  g_assert_no_error (error);
  g_assert_true (invoices->complete);
  g_assert_cmpuint (invoices->rows->len, >, 0);
}

#define ADD(name, func) \
  g_test_add ("/core/api/billing/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("charge", test_charge);
  ADD ("odd-charges", test_odd_charges);
  ADD ("text-amounts", test_text_amounts);
  ADD ("null-parts", test_null_parts);
  ADD ("rounded-parts", test_rounded_parts);
  ADD ("pages", test_pages);
  ADD ("failed-page", test_failed_page);
  ADD ("invoices", test_invoices);
  ADD ("odd-invoices", test_odd_invoices);
  ADD ("refused", test_refused);
  g_test_add_func ("/core/api/billing/simulator", test_simulator);

  return g_test_run ();
}
