/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "charge-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/*
 * A month of forty rentals and two volumes, beside two witnesses: python3, which asks the service
 * by itself and adds up the decimals as they were sent; and the simulator's ledger, which knows
 * what it really came to.
 */

/* Today is one of them. */
#define N_DAYS 31
#define PAGE_ROWS 3

/* What a row was rounded by, at most. */
#define ROUNDED_UUSD 500

#define ADD_UP_AS_SENT                                                                          \
  "import http.client, json, sys, urllib.parse\n"                                               \
  "from decimal import Decimal\n"                                                               \
  "host, first, n_days = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])\n"                     \
  "total, n_rows = Decimal(0), 0\n"                                                             \
  "for day in range(first, first + n_days * 86400, 86400):\n"                                   \
  "    token = None\n"                                                                          \
  "    while True:\n"                                                                           \
  "        query = {'select_filters': json.dumps({'day': {'gte': day, 'lte': day + 86399}})}\n" \
  "        if token:\n"                                                                         \
  "            query['after_token'] = token\n"                                                  \
  "        connection = http.client.HTTPConnection(host)\n"                                     \
  "        connection.request('GET', '/api/v0/charges/?' + urllib.parse.urlencode(query),\n"    \
  "                           headers={'Authorization': 'Bearer demo-key'})\n"                  \
  "        page = json.load(connection.getresponse(), parse_float=Decimal)\n"                   \
  "        total += sum(Decimal(row['amount']) for row in page['results'])\n"                   \
  "        n_rows += len(page['results'])\n"                                                    \
  "        token = page['next_token']\n"                                                        \
  "        if not token:\n"                                                                     \
  "            break\n"                                                                         \
  "print(int(total * 1000000), n_rows)\n"

/* The days that are known, as the service sends them now. */
static void
assert_as_sent (ChargeFixture *f)
{
  GPtrArray *days = sublet_charge_history_get_days (f->history);
  const SubletChargeDay *first = g_ptr_array_index (days, 0);
  const char *url = sublet_test_simulator_get_url (f->simulator);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, first->day_us / G_TIME_SPAN_SECOND);
  g_autofree char *n_days = g_strdup_printf ("%u", days->len);
  const char *const command[] = { "python3", "-c", ADD_UP_AS_SENT, strstr (url, "//") + 2, from,
                                  n_days,    NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *expected = NULL;
  gint64 total_uusd;
  guint n_rows;
  int status;

  total_uusd = charge_fixture_add_up (f, &n_rows);
  expected = g_strdup_printf ("%" G_GINT64_FORMAT " %u\n", total_uusd, n_rows);
  g_spawn_sync (NULL,
                (char **) command,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &said,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_cmpstr (said, ==, expected);
}

/* Each row was rounded to a tenth of a cent. */
static void
assert_near_the_ledger (ChargeFixture *f)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (f->simulator);
  JsonArray *accounts = json_object_get_array_member (json_node_get_object (ledger), "accounts");
  double spent_usd =
    json_object_get_double_member (json_array_get_object_element (accounts, 0), "spent");
  gint64 total_uusd;
  guint n_rows;

  total_uusd = charge_fixture_add_up (f, &n_rows);
  g_assert_cmpint (ABS (total_uusd - llround (spent_usd * SUBLET_UUSD_PER_USD)),
                   <=,
                   ROUNDED_UUSD * (gint64) n_rows);
}

/* How often the service is asked when nothing goes wrong: for each day once, and for each further
 * page of it. */
static guint
count_pages (ChargeFixture *f, guint page_rows)
{
  GPtrArray *days = sublet_charge_history_get_days (f->history);
  guint n = 0;
  guint i;

  for (i = 0; i < days->len; i++)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i);

      n += MAX (1, (day->n_rows + page_rows - 1) / page_rows);
    }

  return n;
}

/* One of the month's volumes is still there, and bills on from one question to the next: what is
 * compared with what is sent now has to stand still. */
static void
end_volumes (ChargeFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing) listing = NULL;
  guint i;

  sublet_client_list_volumes_async (f->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_catalogue_finish (f->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->items->len, ==, 1);
  for (i = 0; i < listing->items->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (listing->items, i);
      g_autoptr (GAsyncResult) deleted = NULL;

      sublet_client_delete_volume_async (f->client,
                                         sublet_volume_get_data (volume)->id,
                                         NULL,
                                         sublet_test_on_result,
                                         &deleted);
      g_assert_true (sublet_client_delete_volume_finish (f->client,
                                                         sublet_test_await_result (&deleted),
                                                         &error));
      g_assert_no_error (error);
    }
}

static void
add_month (ChargeFixture *f, guint page_rows)
{
  g_autofree char *json =
    g_strdup_printf ("{\"history\":false,\"month\":\"ada\",\"charge_rows\":%u}", page_rows);

  charge_fixture_set (f, json);
  end_volumes (f);
}

static guint
count_requests (ChargeFixture *f)
{
  return sublet_test_simulator_count_requests (f->simulator, "charges");
}

static void
test_totals (ChargeFixture *f, gconstpointer data)
{
  gint64 total_uusd;
  guint n_rows;
  guint n_again;

  add_month (f, PAGE_ROWS);
  charge_fixture_look (f, N_DAYS);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, ==, N_DAYS);
  g_assert_cmpuint (count_requests (f), ==, count_pages (f, PAGE_ROWS));
  g_assert_cmpuint (count_requests (f), >, N_DAYS);
  total_uusd = charge_fixture_add_up (f, &n_rows);
  g_assert_cmpuint (n_rows, >, 80);
  assert_as_sent (f);
  assert_near_the_ledger (f);

  /* After a restart that gets no answer. */
  charge_fixture_close (f);
  charge_fixture_open (f);
  charge_fixture_refuse (f, 403, 0);
  charge_fixture_look (f, N_DAYS);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  g_assert_cmpint (charge_fixture_add_up (f, &n_again), ==, total_uusd);
  g_assert_cmpuint (n_again, ==, n_rows);
}

/* The program ends in the middle, and goes on with the days that are missing. */
static void
test_restart (ChargeFixture *f, gconstpointer data)
{
  guint n_before;

  add_month (f, PAGE_ROWS);
  charge_fixture_look (f, N_DAYS / 2);
  n_before = count_requests (f);
  charge_fixture_close (f);
  charge_fixture_open (f);
  charge_fixture_look (f, N_DAYS);
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  /* Of the first half at most today and yesterday are asked for again. */
  g_assert_cmpuint (count_requests (f), <=, count_pages (f, PAGE_ROWS) + 2);
  g_assert_cmpuint (count_requests (f), >, n_before);
  assert_as_sent (f);
  assert_near_the_ledger (f);
}

static gint64
get_day_uusd (ChargeFixture *f, gint64 day_us)
{
  GPtrArray *days = sublet_charge_history_get_days (f->history);
  guint i;

  for (i = 0; i < days->len; i++)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i);

      if (day->day_us == day_us)
        return sublet_charge_day_get_total_uusd (day);
    }

  return SUBLET_MONEY_UNKNOWN;
}

/* An instance's latest charge. */
static const SubletChargeRow *
find_latest (ChargeFixture *f)
{
  GPtrArray *days = sublet_charge_history_get_days (f->history);
  guint i;
  guint row;

  for (i = days->len; i > 0; i--)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i - 1);

      for (row = 0; row < day->n_rows; row++)
        {
          if (day->rows[row].instance_id != 0)
            return &day->rows[row];
        }
    }

  g_assert_not_reached ();
}

/* Days after the day has ended the service adds a quarter of a dollar to a charge of it. */
static void
test_changed (ChargeFixture *f, gconstpointer data)
{
  const SubletChargeRow *row;
  g_autofree char *json = NULL;
  gint64 day_us;
  gint64 before_uusd;

  add_month (f, PAGE_ROWS);
  charge_fixture_look (f, N_DAYS);
  row = find_latest (f);
  day_us = row->start_us;
  before_uusd = get_day_uusd (f, day_us);
  json = g_strdup_printf ("{\"change_charge\":{\"contract\":%" G_GINT64_FORMAT
                          ",\"day\":%" G_GINT64_FORMAT ",\"usd\":0.25}}",
                          row->instance_id,
                          day_us / G_TIME_SPAN_SECOND);
  charge_fixture_set (f, json);
  g_clear_object (&f->watch);

  charge_fixture_pass (f, 8 * G_TIME_SPAN_DAY / 1000);
  charge_fixture_look (f, N_DAYS + 8);
  g_assert_cmpint (get_day_uusd (f, day_us), ==, before_uusd + 250000);
  assert_as_sent (f);
  assert_near_the_ledger (f);
}

/* In the middle of a day's pages a token is good no more. */
static void
test_token (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (f->simulator,
                                                 "/_sim/faults",
                                                 "{\"fault\":\"json-error\",\"status\":400,"
                                                 "\"route\":\"charges\",\"nth\":40}");

  add_month (f, 1);
  charge_fixture_look (f, N_DAYS);
  g_assert_no_error (sublet_charge_history_get_error (f->history));
  g_assert_cmpuint (charge_fixture_count_missing (f, N_DAYS), ==, 0);
  /* Pages of that day are asked for a second time, and not only the first one. */
  g_assert_cmpuint (count_requests (f), >, count_pages (f, 1) + 1);
  assert_as_sent (f);
  assert_near_the_ledger (f);
}

#define ADD(name, func)                      \
  g_test_add ("/billing/charge-month/" name, \
              ChargeFixture,                 \
              NULL,                          \
              charge_fixture_set_up,         \
              func,                          \
              charge_fixture_tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  ADD ("totals", test_totals);
  ADD ("restart", test_restart);
  ADD ("changed", test_changed);
  ADD ("token", test_token);

  return g_test_run ();
}
