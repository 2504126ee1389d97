/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "charge-fixture.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-journal.h"

#include "support/sublet-test.h"

#include <math.h>

/*
 * A month of forty rentals as the journal would have it, beside what the service charged for them.
 * The simulator planted what a person must be told, and says where.
 */

#define N_RENTALS 40
#define N_PLANTED 15
#define N_DAYS 31
/* What is no surprise: rounding, and the disk while the image loaded. */
#define USUAL_PERCENT 1.0

#define NEVER SUBLET_MONEY_UNKNOWN

#define LATE_US (12 * G_TIME_SPAN_HOUR)
#define SEEN_BEFORE_US (3 * G_TIME_SPAN_HOUR)
#define ABOUT_US (G_TIME_SPAN_HOUR)

static gint64
get_nusd (JsonObject *object, const char *member)
{
  gint64 nusd;

  g_assert_true (
    sublet_money_nusd_from_usd (json_object_get_double_member (object, member), &nusd));
  return nusd;
}

static gint64
get_us (JsonObject *object, const char *member)
{
  return llround (json_object_get_double_member (object, member) * G_USEC_PER_SEC);
}

static SubletRentalState
get_state (JsonObject *state)
{
  const char *actual = json_object_get_string_member (state, "actual");

  if (g_str_equal (actual, "loading"))
    return SUBLET_RENTAL_STATE_PROVISIONING;
  if (g_str_equal (actual, "exited"))
    return SUBLET_RENTAL_STATE_STOPPED;

  return get_nusd (state, "gpu_per_hour") > 0 ? SUBLET_RENTAL_STATE_READY
                                              : SUBLET_RENTAL_STATE_GONE;
}

/* What a contract was quoted: the rates of its first running state. */
static void
read_quote (JsonArray *states, SubletRentalRecord *record)
{
  guint i;

  for (i = 0; i < json_array_get_length (states); i++)
    {
      JsonObject *state = json_array_get_object_element (states, i);

      if (get_state (state) != SUBLET_RENTAL_STATE_READY)
        continue;
      record->quoted_stopped_nusd = get_nusd (state, "disk_per_hour");
      record->quoted_running_nusd = record->quoted_stopped_nusd + get_nusd (state, "gpu_per_hour");
      return;
    }
}

/* As the engine would have seen it; a price that differs is noted. */
static void
put_events (SubletJournalBatch *batch, JsonArray *states, const SubletRentalRecord *record)
{
  guint i;

  for (i = 0; i < json_array_get_length (states); i++)
    {
      JsonObject *state = json_array_get_object_element (states, i);
      SubletRentalEvent event = { .at_us = get_us (state, "since"),
                                  .state = get_state (state),
                                  .rate_nusd = NEVER };
      gint64 rate_nusd = get_nusd (state, "gpu_per_hour") + get_nusd (state, "disk_per_hour");

      if (event.state == SUBLET_RENTAL_STATE_GONE)
        event.at_us = record->ended_us;
      if (event.state == SUBLET_RENTAL_STATE_READY &&
          ABS (rate_nusd - record->quoted_running_nusd) > 10)
        event.reason = SUBLET_RENTAL_REASON_PRICE_DIFFERS;
      sublet_journal_batch_add_event (batch, record, &event);
    }
}

/* Every third ended while Sublet was closed: it was seen for the last time three hours before, and
 * its end was noticed half a day after. */
static bool
is_late (JsonObject *contract, gint64 now_us)
{
  return json_object_get_int_member (contract, "id") % 3 == 0 &&
         get_us (contract, "destroyed") + LATE_US < now_us;
}

static void
put_contract (SubletJournalBatch *batch, const char *server, JsonObject *contract, gint64 now_us)
{
  g_autofree char *id =
    g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (contract, "id"));
  JsonArray *states = json_object_get_array_member (contract, "states");
  SubletRentalRecord record = {
    .id = id,
    .owner = { .server = (char *) server, .account_id = CHARGE_FIXTURE_ACCOUNT },
    .token = (char *) "t",
    .state = SUBLET_RENTAL_STATE_GONE,
    .contract_id = json_object_get_int_member (contract, "id"),
    .next_rate_nusd = NEVER,
    .made_us = get_us (contract, "created"),
    .ended_us = get_us (contract, "destroyed"),
    .meter_uusd = llround (json_object_get_double_member (contract, "cost") * SUBLET_UUSD_PER_USD),
    .meter_at_us = get_us (contract, "destroyed"),
    .meter_rate_nusd = NEVER,
  };

  read_quote (states, &record);
  if (is_late (contract, now_us))
    {
      record.seen_us = MAX (record.ended_us - SEEN_BEFORE_US, record.made_us);
      record.ended_us += LATE_US;
    }
  sublet_journal_batch_put_rental (batch, &record);
  put_events (batch, states, &record);
}

static void
commit (ChargeFixture *f, SubletJournalBatch *batch)
{
  g_autoptr (SubletJournal) journal = sublet_journal_new (f->database);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_commit_async (journal, batch, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_journal_commit_finish (journal, result, &error));
  g_assert_no_error (error);
}

/* One more is of another account. */
static JsonArray *
fill_journal (ChargeFixture *f, JsonNode *ledger)
{
  JsonArray *contracts = json_object_get_array_member (json_node_get_object (ledger), "contracts");
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  SubletRentalRecord other = {
    .id = (char *) "other",
    .owner = { .server = (char *) sublet_test_simulator_get_url (f->simulator),
               .account_id = CHARGE_FIXTURE_ACCOUNT + 1 },
    .token = (char *) "t",
    .state = SUBLET_RENTAL_STATE_GONE,
    .contract_id = 1,
    .made_us = 1,
  };
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    put_contract (batch,
                  sublet_client_get_server (f->client),
                  json_array_get_object_element (contracts, i),
                  now_us);
  sublet_journal_batch_put_rental (batch, &other);
  commit (f, batch);

  return contracts;
}

static SubletBillCheck *
check_bill (ChargeFixture *f, SubletSpend *spend)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletBillCheck *check;

  sublet_charge_history_check_bill_async (f->history, spend, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  check = sublet_charge_history_check_bill_finish (f->history, result, &error);
  g_assert_no_error (error);

  return check;
}

static const char *
get_planted (JsonArray *contracts, gint64 id)
{
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    {
      JsonObject *contract = json_array_get_object_element (contracts, i);

      if (json_object_get_int_member (contract, "id") == id)
        return json_object_get_null_member (contract, "planted")
                 ? NULL
                 : json_object_get_string_member (contract, "planted");
    }

  g_assert_not_reached ();
}

static const char *
get_word (SubletBillCause cause)
{
  switch (cause)
    {
    case SUBLET_BILL_CAUSE_TRAFFIC:
      return "traffic";
    case SUBLET_BILL_CAUSE_PRICE:
      return "price";
    case SUBLET_BILL_CAUSE_LOADING:
      return "loading";
    case SUBLET_BILL_CAUSE_NONE:
      return NULL;
    case SUBLET_BILL_CAUSE_UNKNOWN:
    default:
      return "?";
    }
}

static void
test_planted (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) ledger = NULL;
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (SubletBillCheck) check = NULL;
  JsonArray *contracts;
  guint n_planted = 0;
  guint n_late = 0;
  guint i;

  charge_fixture_set (f, "{\"history\":false,\"month\":\"ada\"}");
  ledger = sublet_test_simulator_ledger (f->simulator);
  contracts = fill_journal (f, ledger);
  charge_fixture_look (f, N_DAYS);
  spend = sublet_spend_new (sublet_charge_history_get_days (f->history), NULL, NULL);
  check = check_bill (f, spend);

  g_assert_cmpuint (check->rows->len, ==, N_RENTALS);
  for (i = 0; i < check->rows->len; i++)
    {
      const SubletBillCheckRow *row = &g_array_index (check->rows, SubletBillCheckRow, i);
      const char *planted = get_planted (contracts, row->rental->contract_id);
      double percent = sublet_bill_check_row_get_percent (row);

      g_test_message ("%s: quoted %.4f, metered %.4f, billed %.4f, %.3f %%, %s",
                      row->rental->id,
                      sublet_money_usd_from_uusd (row->quoted_uusd),
                      sublet_money_usd_from_uusd (row->metered_uusd),
                      sublet_money_usd_from_uusd (row->billed_uusd),
                      percent,
                      planted != NULL ? planted : "as quoted");
      g_assert_true (row->whole);
      g_assert_cmpstr (get_word (row->cause), ==, planted);
      g_assert_true (row->exceeds == (planted != NULL));
      if (planted == NULL)
        g_assert_cmpfloat (fabs (percent), <=, USUAL_PERCENT);
      n_planted += planted != NULL;
      if (row->rental->seen_us == 0)
        {
          /* The running total is what the ledger says, and that is what is billed. */
          g_assert_cmpint (ABS (row->metered_uusd - row->billed_uusd), <=, 500 * 5);
          g_assert_cmpint (row->about_us, ==, 0);
          continue;
        }
      n_late++;
      /* The disk's charges say when, to the minutes that their rounding is worth. */
      g_assert_cmpint (ABS (row->about_us - (row->rental->ended_us - LATE_US)), <=, ABOUT_US);
    }
  g_assert_cmpuint (n_late, >=, N_RENTALS / 6);
  g_assert_cmpuint (n_planted, ==, N_PLANTED);
}

static SubletBillCheck *
take_dearer (ChargeFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletBillCheck *found;

  sublet_charge_history_take_dearer_async (f->history, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  found = sublet_charge_history_take_dearer_finish (f->history, result, &error);
  g_assert_no_error (error);

  return found;
}

static void
assert_no_dearer (ChargeFixture *f)
{
  g_autoptr (SubletBillCheck) found = take_dearer (f);

  g_assert_cmpuint (found->rows->len, ==, 0);
}

/* Those that ended lately, each once, without a question: also when the program starts again. */
static void
test_dearer (ChargeFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) ledger = NULL;
  g_autoptr (SubletBillCheck) found = NULL;
  JsonArray *contracts;
  gint64 since_us;
  guint n_asked;
  guint n_late = 0;
  guint i;

  charge_fixture_set (f, "{\"history\":false,\"month\":\"ada\"}");
  ledger = sublet_test_simulator_ledger (f->simulator);
  contracts = fill_journal (f, ledger);
  charge_fixture_look (f, N_DAYS);
  n_asked = sublet_test_simulator_count_requests (f->simulator, "charges");
  since_us = sublet_clock_get_service_us (f->clock) - 7 * G_TIME_SPAN_DAY;
  for (i = 0; i < json_array_get_length (contracts); i++)
    {
      JsonObject *contract = json_array_get_object_element (contracts, i);

      n_late += !json_object_get_null_member (contract, "planted") &&
                get_us (contract, "destroyed") >= since_us;
    }
  g_assert_cmpuint (n_late, >, 0);
  g_assert_cmpuint (n_late, <, N_PLANTED);

  found = take_dearer (f);
  g_assert_cmpuint (found->rows->len, ==, n_late);
  for (i = 0; i < found->rows->len; i++)
    {
      const SubletBillCheckRow *row = &g_array_index (found->rows, SubletBillCheckRow, i);

      g_assert_cmpstr (get_word (row->cause),
                       ==,
                       get_planted (contracts, row->rental->contract_id));
      g_assert_cmpint (row->rental->ended_us, >=, since_us);
    }
  assert_no_dearer (f);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "charges"), ==, n_asked);

  charge_fixture_close (f);
  charge_fixture_open (f);
  sublet_charge_history_set_account (f->history, CHARGE_FIXTURE_ACCOUNT);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  g_assert_cmpuint (sublet_charge_history_get_days (f->history)->len, >, 0);
  assert_no_dearer (f);
}

/* Of an offer that was gone when it was asked for: the next one's rate was accepted. And what
 * traffic was said to cost is no surprise. */
static void
test_quote (ChargeFixture *f, gconstpointer data)
{
  SubletRentalRecord record = {
    .id = (char *) "next",
    .owner = { .server = (char *) sublet_client_get_server (f->client),
               .account_id = CHARGE_FIXTURE_ACCOUNT },
    .token = (char *) "t",
    .state = SUBLET_RENTAL_STATE_READY,
    .contract_id = 7,
    .quoted_running_nusd = 325000000,
    .quoted_stopped_nusd = 15000000,
    .quoted_traffic_uusd = 412345,
    .next_rate_nusd = 340000000,
    .made_us = 1,
    .meter_uusd = 2000000,
    .meter_at_us = 1,
    .meter_rate_nusd = 0,
  };
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (GPtrArray) days = g_ptr_array_new ();
  g_autoptr (SubletSpend) spend = sublet_spend_new (days, NULL, NULL);
  g_autoptr (SubletBillCheck) check = NULL;
  const SubletBillCheckRow *row;

  sublet_journal_batch_put_rental (batch, &record);
  commit (f, batch);
  sublet_charge_history_set_account (f->history, CHARGE_FIXTURE_ACCOUNT);
  sublet_test_await (charge_fixture_is_at_rest, f->history);
  check = check_bill (f, spend);
  g_assert_cmpuint (check->rows->len, ==, 1);
  row = &g_array_index (check->rows, SubletBillCheckRow, 0);
  g_assert_cmpint (row->rental->quoted_running_nusd, ==, 340000000);
  g_assert_cmpint (row->rental->traffic_uusd, ==, 412345);
  g_assert_cmpint (row->quoted_uusd, ==, 412345);
  g_assert_cmpint (row->metered_uusd, ==, 2000000);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add ("/billing/bill-month/planted",
              ChargeFixture,
              NULL,
              charge_fixture_set_up,
              test_planted,
              charge_fixture_tear_down);

  g_test_add ("/billing/bill-month/dearer",
              ChargeFixture,
              NULL,
              charge_fixture_set_up,
              test_dearer,
              charge_fixture_tear_down);

  g_test_add ("/billing/bill-month/quote",
              ChargeFixture,
              NULL,
              charge_fixture_set_up,
              test_quote,
              charge_fixture_tear_down);

  return g_test_run ();
}
