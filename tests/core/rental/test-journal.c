/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/journal-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/* What was rented, and what its machine is to blame for. */

static SubletJournalRental *
find (JournalFixture *f, gint64 contract_id, const char *token)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletJournalRental *rental;

  sublet_journal_find_async (f->journal,
                             "https://vast.example",
                             contract_id,
                             token,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  rental = sublet_journal_find_finish (f->journal, result, &error);
  g_assert_no_error (error);
  return rental;
}

static void
test_round_trip (JournalFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRecord) record = journal_fixture_make_record ("one");
  SubletIntentRecord intent = {
    .id = (char *) "intent",
    .number = 1,
    .offer_id = 31900417,
    .machine_id = 20417,
    .num_gpus = 2,
    .gpu_name = (char *) "RTX 4090",
    .disk_gb = 64,
    .running_nusd = 325000000,
    .ceiling_nusd = 341000000,
    .written_us = 10,
  };
  SubletRequestRecord request = {
    .id = (char *) "request",
    .intent_id = (char *) "intent",
    .sending = 1,
    .written_us = 12,
  };
  const SubletRentalEvent intended = {
    .at_us = 11,
    .state = SUBLET_RENTAL_STATE_INTENDED,
    .offer_id = 31900417,
    .rate_nusd = 325000000,
  };
  const SubletRentalEvent requesting = {
    .at_us = 12,
    .state = SUBLET_RENTAL_STATE_REQUESTING,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  g_autoptr (SubletJournalContents) contents = NULL;
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  const SubletJournalRental *read;
  g_autoptr (GError) error = NULL;

  sublet_journal_batch_put_rental (batch, record);
  sublet_journal_batch_add_intent (batch, record, &intent);
  sublet_journal_batch_add_event (batch, record, &intended);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);

  record->state = SUBLET_RENTAL_STATE_REQUESTING;
  record->state_since_us = 12;
  batch = sublet_journal_batch_new ();
  /* The order within a batch does not matter. */
  sublet_journal_batch_put_request (batch, record, &request);
  sublet_journal_batch_add_event (batch, record, &requesting);
  sublet_journal_batch_put_rental (batch, record);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);

  contents = journal_fixture_load (f, 0);
  g_assert_cmpuint (contents->rentals->len, ==, 1);
  read = g_ptr_array_index (contents->rentals, 0);
  g_assert_cmpstr (read->record->id, ==, "one");
  g_assert_cmpstr (read->record->owner.server, ==, "https://vast.example");
  g_assert_cmpint (read->record->owner.account_id, ==, 900);
  g_assert_cmpstr (read->record->token, ==, "install/one");
  g_assert_false (read->record->adopted);
  g_assert_cmpint (read->record->state, ==, SUBLET_RENTAL_STATE_REQUESTING);
  g_assert_cmpint (read->record->reason, ==, SUBLET_RENTAL_REASON_NONE);
  g_assert_cmpint (read->record->state_since_us, ==, 12);
  g_assert_cmpint (read->record->contract_id, ==, 0);
  g_assert_cmpint (read->record->machine_id, ==, 20417);
  g_assert_cmpint (read->record->num_gpus, ==, 2);
  g_assert_cmpstr (read->record->gpu_name, ==, "RTX 4090");
  g_assert_cmpstr (read->record->place, ==, "Uusimaa, FI");
  g_assert_cmpstr (read->record->image, ==, "pytorch/pytorch:latest");
  g_assert_cmpstr (read->record->label, ==, "ada-1");
  g_assert_null (read->record->detail);
  g_assert_cmpfloat_with_epsilon (read->record->disk_gb, 64, 1e-9);
  g_assert_cmpstr (read->record->launch_json, ==, "{\"version\":1}");
  g_assert_cmpint (read->record->price_kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpint (read->record->bid_nusd, ==, 310000000);
  g_assert_cmpint (read->record->quoted_running_nusd, ==, 325000000);
  g_assert_cmpint (read->record->quoted_stopped_nusd, ==, 15000000);
  g_assert_cmpint (read->record->quoted_traffic_uusd, ==, 412345);
  g_assert_cmpint (read->record->stopped_rate_nusd, ==, 18000000);
  g_assert_cmpint (read->record->seen_us, ==, 9);
  g_assert_cmpint (read->record->next_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->record->lease_us, ==, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (read->record->lease_at_end, ==, SUBLET_LEASE_END_DESTROY);
  g_assert_cmpint (read->record->made_us, ==, 10);

  g_assert_cmpuint (read->events->len, ==, 2);
  g_assert_cmpint (g_array_index (read->events, SubletRentalEvent, 0).offer_id, ==, 31900417);
  g_assert_cmpint (g_array_index (read->events, SubletRentalEvent, 1).state,
                   ==,
                   SUBLET_RENTAL_STATE_REQUESTING);
  g_assert_cmpstr (read->intent->id, ==, "intent");
  g_assert_cmpint (read->intent->ceiling_nusd, ==, 341000000);
  g_assert_cmpint (read->n_requests, ==, 1);
  g_assert_cmpstr (read->request->id, ==, "request");
  g_assert_cmpint (read->request->written_us, ==, 12);
  g_assert_cmpint (read->request->ended_us, ==, 0);
  g_assert_null (read->request->outcome);
}

static void
test_whole_or_not (JournalFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRecord) record = journal_fixture_make_record ("one");
  g_autoptr (SubletRentalRecord) stranger = journal_fixture_make_record ("nowhere");
  const SubletRentalEvent event = { .at_us = 1, .state = SUBLET_RENTAL_STATE_INTENDED };
  g_autoptr (SubletJournalContents) contents = NULL;
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (GError) error = NULL;

  sublet_journal_batch_put_rental (batch, record);
  sublet_journal_batch_add_event (batch, stranger, &event);
  g_assert_false (journal_fixture_commit (f, batch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);

  contents = journal_fixture_load (f, 0);
  g_assert_cmpuint (contents->rentals->len, ==, 0);
}

static void
put (JournalFixture *f,
     const char *id,
     SubletRentalState state,
     gint64 contract_id,
     gint64 ended_us)
{
  g_autoptr (SubletRentalRecord) record = journal_fixture_make_record (id);
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (GError) error = NULL;

  record->state = state;
  record->contract_id = contract_id;
  record->ended_us = ended_us;
  sublet_journal_batch_put_rental (batch, record);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);
}

static void
test_load (JournalFixture *f, gconstpointer data)
{
  g_autoptr (SubletJournalContents) contents = NULL;

  put (f, "open", SUBLET_RENTAL_STATE_RUNNING, 1, 0);
  put (f, "gone-long-ago", SUBLET_RENTAL_STATE_GONE, 2, 50);
  put (f, "gone-just-now", SUBLET_RENTAL_STATE_GONE, 3, 150);
  put (f, "refused-long-ago", SUBLET_RENTAL_STATE_REFUSED, 0, 50);
  put (f, "unclear", SUBLET_RENTAL_STATE_UNCLEAR, 0, 0);

  contents = journal_fixture_load (f, 100);
  g_assert_cmpuint (contents->rentals->len, ==, 3);
}

static void
test_find (JournalFixture *f, gconstpointer data)
{
  g_autoptr (SubletJournalRental) by_contract = NULL;
  g_autoptr (SubletJournalRental) by_token = NULL;

  put (f, "gone", SUBLET_RENTAL_STATE_GONE, 2, 50);
  put (f, "refused", SUBLET_RENTAL_STATE_REFUSED, 0, 50);

  by_contract = find (f, 2, NULL);
  g_assert_cmpstr (by_contract->record->id, ==, "gone");
  by_token = find (f, 77, "install/refused");
  g_assert_cmpstr (by_token->record->id, ==, "refused");

  g_assert_null (find (f, 77, "install/none"));
  g_assert_null (find (f, 77, NULL));
  /* Its rental has another contract: a second machine with one token stays to be seen. */
  g_assert_null (find (f, 77, "install/gone"));
}

/* What a rental belongs to is written once, and stays when the rental changes. */
static void
test_ties (JournalFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRecord) one = journal_fixture_make_record ("one");
  g_autoptr (SubletRentalRecord) two = journal_fixture_make_record ("two");
  g_autoptr (SubletJournalContents) contents = NULL;
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  const SubletRentalRecord *read;
  g_autoptr (GError) error = NULL;

  one->batch_id = g_strdup ("several");
  one->batch_position = 2;
  one->replaces_id = g_strdup ("zero");
  two->made_us++;
  sublet_journal_batch_put_rental (batch, one);
  sublet_journal_batch_put_ties (batch, one);
  sublet_journal_batch_put_rental (batch, two);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  one->state = SUBLET_RENTAL_STATE_REQUESTING;
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_rental (batch, one);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);

  contents = journal_fixture_load (f, 0);
  g_assert_cmpuint (contents->rentals->len, ==, 2);
  read = ((SubletJournalRental *) g_ptr_array_index (contents->rentals, 0))->record;
  g_assert_cmpint (read->state, ==, SUBLET_RENTAL_STATE_REQUESTING);
  g_assert_cmpstr (read->batch_id, ==, "several");
  g_assert_cmpint (read->batch_position, ==, 2);
  g_assert_cmpstr (read->replaces_id, ==, "zero");
  read = ((SubletJournalRental *) g_ptr_array_index (contents->rentals, 1))->record;
  g_assert_null (read->batch_id);
  g_assert_cmpint (read->batch_position, ==, 0);
  g_assert_null (read->replaces_id);
}

static void
put_outcome (JournalFixture *f,
             const char *id,
             gint64 machine_id,
             SubletRentalState state,
             SubletRentalReason reason,
             gint64 at_us)
{
  g_autoptr (SubletRentalRecord) record = journal_fixture_make_record (id);
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  const SubletRentalEvent event = {
    .at_us = at_us,
    .state = state,
    .reason = reason,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  g_autoptr (GError) error = NULL;

  record->machine_id = machine_id;
  record->contract_id = 40112233 + at_us;
  sublet_journal_batch_put_rental (batch, record);
  sublet_journal_batch_add_event (batch, record, &event);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);
}

static SubletMachineRecord
read_machine (JournalFixture *f, const char *server, gint64 machine_id)
{
  SubletMachineRecord record;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_read_machine_async (f->journal,
                                     server,
                                     machine_id,
                                     sublet_test_on_result,
                                     &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_journal_read_machine_finish (f->journal, result, &record, &error));
  g_assert_no_error (error);
  return record;
}

/* What the machine is to blame for, each rental once; of another machine and server nothing. */
static void
test_machine (JournalFixture *f, gconstpointer data)
{
  SubletMachineRecord record;

  put_outcome (f, "a", 7, SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_CONTAINER, 100);
  put_outcome (f, "b", 7, SUBLET_RENTAL_STATE_OFFLINE, SUBLET_RENTAL_REASON_HOST, 300);
  put_outcome (f, "b", 7, SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_OTHER, 200);
  put_outcome (f, "c", 7, SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_RENTAL_REASON_STUCK, 150);
  put_outcome (f, "d", 7, SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_IMAGE, 400);
  put_outcome (f, "e", 7, SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_NO_SPACE, 410);
  put_outcome (f, "g", 7, SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_REASON_NONE, 420);
  put_outcome (f, "h", 8, SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_HOST, 500);

  record = read_machine (f, "https://vast.example", 7);
  g_assert_cmpuint (record.rentals, ==, 6);
  g_assert_cmpuint (record.failures, ==, 3);
  g_assert_cmpint (record.last_failed_us, ==, 300);
  record = read_machine (f, "https://vast.example", 9);
  g_assert_cmpuint (record.rentals, ==, 0);
  g_assert_cmpuint (record.failures, ==, 0);
  g_assert_cmpint (record.last_failed_us, ==, 0);
  record = read_machine (f, "https://other.example", 7);
  g_assert_cmpuint (record.failures, ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  JOURNAL_FIXTURE_ADD ("round-trip", test_round_trip);
  JOURNAL_FIXTURE_ADD ("whole-or-not", test_whole_or_not);
  JOURNAL_FIXTURE_ADD ("load", test_load);
  JOURNAL_FIXTURE_ADD ("find", test_find);
  JOURNAL_FIXTURE_ADD ("ties", test_ties);
  JOURNAL_FIXTURE_ADD ("machine", test_machine);

  return g_test_run ();
}
