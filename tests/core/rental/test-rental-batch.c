/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-batch.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* Several rentals of one wish, one after the other. */

#define CREATE(fault) "{\"fault\": \"" fault "\", \"route\": \"create\"}"
#define SECOND(fault) "{\"fault\": \"" fault "\", \"route\": \"create\", \"nth\": 2}"

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static GPtrArray *
pick (EngineFixture *f, guint count)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < count; i++)
    g_ptr_array_add (offers, engine_fixture_pick_offer (f, i));

  return offers;
}

static SubletRentalBatch *
make_of (EngineFixture *f, GPtrArray *offers, gint64 ceiling_nusd, gboolean stop_on_failure)
{
  g_autoptr (SubletRentalRequest)
    request = engine_fixture_make_request (f, g_ptr_array_index (offers, 0));

  sublet_rental_request_set_ceiling_nusd (request, ceiling_nusd);
  return sublet_rental_batch_new (f->engine, request, offers, stop_on_failure);
}

static SubletRentalBatch *
make (EngineFixture *f, guint count, gboolean stop_on_failure)
{
  g_autoptr (GPtrArray) offers = pick (f, count);

  return make_of (f, offers, 0, stop_on_failure);
}

static gboolean
start (SubletRentalBatch *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_batch_start_async (batch, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_batch_start_finish (batch, result, error);
}

static bool
is_over (gpointer user_data)
{
  return !sublet_rental_batch_get_running (user_data);
}

static void
start_and_await (SubletRentalBatch *batch)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (start (batch, &error));
  g_assert_no_error (error);
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
}

static SubletRentalBatchItem *
get (SubletRentalBatch *batch, guint i)
{
  g_autoptr (SubletRentalBatchItem)
    item = g_list_model_get_item (sublet_rental_batch_get_items (batch), i);

  g_assert_nonnull (item);
  return item;
}

static SubletBatchItemState
get_state (SubletRentalBatch *batch, guint i)
{
  return sublet_rental_batch_item_get_state (get (batch, i));
}

static gint64
add_up_jobs (SubletRentalBatch *batch, guint count)
{
  gint64 sum_uusd = 0;
  guint i;

  for (i = 0; i < count; i++)
    {
      SubletQuote quote;

      sublet_rental_request_get_quote (sublet_rental_batch_item_get_request (get (batch, i)),
                                       &quote);
      g_assert_cmpint (quote.job_uusd, >, 0);
      sum_uusd += quote.job_uusd;
    }

  return sum_uusd;
}

static void
test_all (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 3, FALSE);
  g_autofree char *sql = NULL;
  guint i;

  g_assert_cmpint (sublet_rental_batch_get_total_job_uusd (batch), ==, add_up_jobs (batch, 3));

  g_assert_cmpuint (sublet_rental_batch_get_n_waiting (batch), ==, 3);
  start_and_await (batch);
  g_assert_cmpuint (sublet_rental_batch_get_n_rented (batch), ==, 3);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 3);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 3);
  g_assert_cmpint (sublet_rental_batch_get_rate_nusd (batch),
                   ==,
                   sublet_rental_batch_get_total_rate_nusd (batch));
  for (i = 0; i < 3; i++)
    {
      SubletRental *rental = sublet_rental_batch_item_get_rental (get (batch, i));
      g_autofree char *label = g_strdup_printf ("ada-%u", i + 1);

      g_assert_cmpstr (sublet_rental_get_label (rental), ==, label);
      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
    }
  sql = g_strdup_printf ("SELECT count (DISTINCT batch_position) FROM rentals"
                         "  WHERE batch_id = '%s' AND batch_position BETWEEN 1 AND 3",
                         sublet_rental_batch_get_id (batch));
  g_assert_cmpint (engine_fixture_ask_journal (f, sql), ==, 3);
  /* Each has an intent and a request of its own. */
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 3);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM requests"), ==, 3);
}

/* Never two on the wire at once: each intent is written after the outcome of the one before. */
static void
test_one_after_the_other (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 2, FALSE);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  g_assert_true (start (batch, &error));
  engine_fixture_pass (f, 30 * 1000);
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_ASKING);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_WAITING);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  engine_fixture_post (f, "/_sim/release", "{}");
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 2);
}

/* One is refused: the rest is asked for, or left, as was wanted. */
static void
test_refused (EngineFixture *f, gconstpointer data)
{
  bool stop = data != NULL;
  g_autoptr (SubletRentalBatch) batch = make (f, 3, stop);

  engine_fixture_arm (f, SECOND ("auth-401"));
  start_and_await (batch);
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_RENTED);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_REFUSED);
  g_assert_cmpint (get_state (batch, 2),
                   ==,
                   stop ? SUBLET_BATCH_ITEM_NOT_ASKED : SUBLET_BATCH_ITEM_RENTED);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, stop ? 1 : 2);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, stop ? 2 : 3);
}

/* A lost answer is a failure too, and becomes what the lists show. */
static void
test_unclear (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 2, TRUE);

  engine_fixture_arm (f, CREATE ("lost-reply"));
  start_and_await (batch);
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_UNCLEAR);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_NOT_ASKED);
  engine_fixture_await_state (sublet_rental_batch_item_get_rental (get (batch, 0)),
                              SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_RENTED);
  g_assert_cmpuint (sublet_rental_batch_get_n_rented (batch), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

static void
test_stop (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 3, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (start (batch, &error));
  sublet_rental_batch_stop (batch);
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_RENTED);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_NOT_ASKED);
  g_assert_cmpint (get_state (batch, 2), ==, SUBLET_BATCH_ITEM_NOT_ASKED);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 1);
}

/* The first is gone: its next candidate is none of the offers that the others ask for. */
static void
test_candidates (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) offers = pick (f, 3);
  g_autoptr (SubletRentalBatch) batch = make_of (f, offers, 100 * SUBLET_NUSD_PER_USD, FALSE);
  g_autofree char *sql = NULL;

  engine_fixture_arm (f, "{\"fault\": \"no-such-ask\", \"route\": \"create\"}");
  start_and_await (batch);
  g_assert_cmpuint (sublet_rental_batch_get_n_rented (batch), ==, 3);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 3);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 4);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (DISTINCT offer_id) FROM intents"),
                   ==,
                   4);
}

/* All of them against the cap before the first is written. */
static void
test_cap (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 2, FALSE);
  SubletSpendCaps caps = {
    .per_hour_nusd = sublet_rental_batch_get_total_rate_nusd (batch) - 1,
  };
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_false (start (batch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 0);
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_WAITING);

  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  start_and_await (batch);
  g_assert_cmpuint (sublet_rental_batch_get_n_rented (batch), ==, 2);
}

/* What is made along with each of them counts in that. */
static void
test_cap_of_volumes (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) offers = pick (f, 2);
  g_autoptr (SubletRentalRequest)
    request = engine_fixture_make_request (f, g_ptr_array_index (offers, 0));
  const gint64 volume_nusd = engine_fixture_add_volume (request, 7);
  g_autoptr (SubletRentalBatch) batch = sublet_rental_batch_new (f->engine, request, offers, FALSE);
  SubletSpendCaps caps = {
    .per_hour_nusd = sublet_rental_batch_get_total_rate_nusd (batch) + 2 * volume_nusd - 1,
  };
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_false (start (batch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM intents"), ==, 0);

  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  start_and_await (batch);
}

/* The cap is lowered in between: what is left is refused before anything of it is written. */
static void
test_cap_in_between (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 2, FALSE);
  const SubletSpendCaps caps = { .per_hour_nusd = 1 };
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  g_assert_true (start (batch, &error));
  engine_fixture_pass (f, 5 * 1000);
  sublet_rental_engine_set_caps (f->engine, &caps);
  engine_fixture_post (f, "/_sim/release", "{}");
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
  g_assert_cmpint (get_state (batch, 0), ==, SUBLET_BATCH_ITEM_RENTED);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_REFUSED);
  g_assert_null (sublet_rental_batch_item_get_rental (get (batch, 1)));
  g_assert_error (sublet_rental_batch_item_get_error (get (batch, 1)),
                  SUBLET_ERROR,
                  SUBLET_ERROR_CAP);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

static void
test_no_credit (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 2, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (start (batch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
}

static void
test_same_offer (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) offers = pick (f, 1);
  g_autoptr (SubletRentalBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (offers, engine_fixture_pick_offer (f, 0));
  batch = make_of (f, offers, 0, FALSE);
  g_assert_false (start (batch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
}

/* The program ends after the first: the others are simply not rented, and nothing is left open. */
static void
test_restart (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 3, FALSE);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  g_assert_true (start (batch, &error));
  engine_fixture_pass (f, 5 * 1000);
  sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  engine_fixture_post (f, "/_sim/release", "{}");
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
  g_clear_object (&batch);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE batch_id IS "
                                               "NOT NULL"),
                   ==,
                   1);
}

/* Another key in between pays for nothing of it. */
static void
test_other_key (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalBatch) batch = make (f, 3, FALSE);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  g_assert_true (start (batch, &error));
  engine_fixture_pass (f, 5 * 1000);
  engine_fixture_sign_in (f, "other-key");
  engine_fixture_post (f, "/_sim/release", "{}");
  g_assert_true (sublet_test_wait_for (is_over, batch, SUBLET_TEST_TIMEOUT_MS));
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpint (get_state (batch, 1), ==, SUBLET_BATCH_ITEM_NOT_ASKED);
}

#define OTHER_ACCOUNT                                                                   \
  "{\"add_account\": {\"username\": \"eve\", \"email\": \"eve@example.org\", \"key\": " \
  "\"other-key\", \"credit\": 50}}"

#define ADD(name, func, data)             \
  g_test_add ("/core/rental/batch/" name, \
              EngineFixture,              \
              data,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("all", test_all, NULL);
  ADD ("one-after-the-other", test_one_after_the_other, NULL);
  g_test_add ("/core/rental/batch/refused/go-on",
              EngineFixture,
              NULL,
              engine_fixture_set_up,
              test_refused,
              engine_fixture_tear_down);
  g_test_add ("/core/rental/batch/refused/stop",
              EngineFixture,
              "{}",
              engine_fixture_set_up,
              test_refused,
              engine_fixture_tear_down);
  ADD ("unclear", test_unclear, NULL);
  ADD ("stop", test_stop, NULL);
  ADD ("candidates", test_candidates, NULL);
  ADD ("cap", test_cap, NULL);
  ADD ("cap/volumes", test_cap_of_volumes, NULL);
  ADD ("cap-in-between", test_cap_in_between, NULL);
  ADD ("no-credit", test_no_credit, "{\"credit\": {\"account\": \"ada\", \"usd\": 0}}");
  ADD ("same-offer", test_same_offer, NULL);
  ADD ("restart", test_restart, NULL);
  ADD ("other-key", test_other_key, OTHER_ACCOUNT);

  return g_test_run ();
}
