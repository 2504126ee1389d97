/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/bid-fixture.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "support/sublet-test.h"

/* ---- done ---- */

/* A bid like any other order: journalled, sent once, seen in a list; what was accepted follows. */
static void
test_changed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  gint64 before_rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 bid_nusd = before_nusd + RAISE_NUSD;
  g_autoptr (GError) error = NULL;
  SubletRental *card;

  g_assert_true (sublet_rental_can_change_bid (rental));
  g_assert_true (bid_fixture_change (f, rental, bid_nusd, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, bid_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 1);
  g_assert_cmpint (sublet_rental_get_bid_asked_nusd (rental), ==, bid_nusd);
  g_assert_cmpint (sublet_rental_get_rate_running_nusd (rental), ==, before_rate_nusd + RAISE_NUSD);
  g_assert_cmpint (sublet_rental_get_quoted_rate_nusd (rental), ==, before_rate_nusd);
  g_assert_cmpuint (engine_fixture_count_events (f, "bidding"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "bid-changed"), ==, 1);
  g_assert_cmpint (bid_fixture_count_orders (f, "done"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT rate_nusd FROM orders WHERE kind = 'bid'"
                                               "  AND accepted_us > 0 AND closed_us > 0"),
                   ==,
                   bid_nusd);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT rate_nusd FROM events"
                                               "  WHERE reason = 'bid-changed'"),
                   ==,
                   bid_nusd);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT bid_before_nusd FROM rentals"),
                   ==,
                   before_nusd);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT bid_nusd FROM rentals"), ==, bid_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  bid_fixture_assert_settled (f, card, SUBLET_BID_STATE_CHANGED, bid_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 1);

  /* What nobody ordered here is told, against what was accepted last. */
  bid_fixture_bid_elsewhere (f, card, bid_nusd + RAISE_NUSD);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (sublet_rental_get_differences (card), ==, SUBLET_RENTAL_DIFFERENCE_RATE);
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (card), ==, before_rate_nusd + RAISE_NUSD);
}

/* Outbid, it runs again after a raise, as the lists tell. */
static void
test_outbid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  gint64 floor_nusd;
  g_autoptr (GError) error = NULL;

  bid_fixture_outbid (f, rental);
  floor_nusd = bid_fixture_get_data (rental)->min_bid_nusd;
  g_assert_cmpint (floor_nusd, >, before_nusd);
  bid_fixture_assert_refused (f, rental, floor_nusd - 1, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);

  g_assert_true (bid_fixture_change (f, rental, floor_nusd, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, floor_nusd);
}

/* The floor rises between the look and the order: what the person saw is not enough any more. */
static void
test_floor_rises (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 bid_nusd = bid_fixture_get_bid (rental) + 1000000;
  g_autofree char *order =
    g_strdup_printf ("{\"outbid\":%" G_GINT64_FORMAT "}", sublet_rental_get_instance_id (rental));

  /* Until the list does not count as fresh any more, so that one is asked for first. */
  while (sublet_engine_mono_us (f->engine) - f->engine->asked_mono_us <= SUBLET_ENGINE_FRESH_US)
    engine_fixture_pass (f, 5 * 1000);
  engine_fixture_set (f, order);
  bid_fixture_assert_refused (f, rental, bid_nusd, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
  g_assert_cmpint (sublet_rental_get_bid_state (rental), ==, SUBLET_BID_STATE_NONE);
}

static void
test_stopped (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 bid_nusd = bid_fixture_get_bid (rental) + RAISE_NUSD;
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_true (bid_fixture_change (f, rental, bid_nusd, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, bid_nusd);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);
}

/* ---- what is not asked for ---- */

static void
test_invalid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 bid_nusd = bid_fixture_get_bid (rental);

  bid_fixture_assert_refused (f, rental, bid_nusd, SUBLET_ERROR_INVALID);
  bid_fixture_assert_refused (f,
                              rental,
                              bid_fixture_get_data (rental)->min_bid_nusd - 1,
                              SUBLET_ERROR_INVALID);
  bid_fixture_assert_refused (f, rental, 0, SUBLET_ERROR_INVALID);
  bid_fixture_assert_refused (f, rental, -1, SUBLET_ERROR_INVALID);
  bid_fixture_assert_refused (f, rental, SUBLET_MONEY_UNKNOWN, SUBLET_ERROR_INVALID);
  bid_fixture_assert_refused (f, rental, SUBLET_BID_MAX_NUSD + 1, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 0);
  g_assert_cmpint (sublet_rental_get_bid_state (rental), ==, SUBLET_BID_STATE_NONE);
}

static void
test_on_demand (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  g_assert_false (sublet_rental_can_change_bid (rental));
  bid_fixture_assert_refused (f, rental, SUBLET_NUSD_PER_USD, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
}

/* The caps hold against the rate afterwards, GPU and disk; to bid less no cap forbids. */
static void
test_caps (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  gint64 bid_nusd = before_nusd + RAISE_NUSD;
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  SubletSpendCaps caps = { .per_hour_nusd = after_nusd - 1 };
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  bid_fixture_assert_refused (f, rental, bid_nusd, SUBLET_ERROR_CAP);
  caps = (SubletSpendCaps){
    .per_day_uusd = sublet_money_cost_uusd (after_nusd, G_TIME_SPAN_DAY) - 1,
  };
  sublet_rental_engine_set_caps (f->engine, &caps);
  bid_fixture_assert_refused (f, rental, bid_nusd, SUBLET_ERROR_CAP);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 0);
  g_assert_cmpint (sublet_rental_get_bid_state (rental), ==, SUBLET_BID_STATE_NONE);

  caps = (SubletSpendCaps){ .per_hour_nusd = after_nusd };
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_true (bid_fixture_change (f, rental, bid_nusd, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, bid_nusd);

  caps.per_hour_nusd = 1;
  sublet_rental_engine_set_caps (f->engine, &caps);
  bid_fixture_assert_refused (f, rental, bid_nusd + 1000000, SUBLET_ERROR_CAP);
  g_assert_true (bid_fixture_change (f, rental, before_nusd, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, before_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 2);
}

/* What the volume costs that was made along belongs to the rate afterwards. */
static void
test_cap_with_volume (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  SubletSpendCaps caps = { .per_hour_nusd = after_nusd };
  g_autoptr (GError) error = NULL;

  track->intent->running_nusd += 1000;
  sublet_rental_engine_set_caps (f->engine, &caps);
  bid_fixture_assert_refused (f,
                              rental,
                              bid_fixture_get_bid (rental) + RAISE_NUSD,
                              SUBLET_ERROR_CAP);
  caps.per_hour_nusd += 1000;
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_true (bid_fixture_change (f, rental, bid_fixture_get_bid (rental) + RAISE_NUSD, &error));
  bid_fixture_await (rental, SUBLET_BID_STATE_CHANGED);
  /* It is no dearer volume now. */
  g_assert_cmpint (sublet_rental_track_get_volume_nusd (track), ==, 1000);
}

/* What cannot be written is not sent. */
static void
test_journal_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  g_autoptr (GError) error = NULL;

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER full BEFORE INSERT ON orders"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  bid_fixture_assert_refused (f, rental, before_nusd + RAISE_NUSD, SUBLET_ERROR_STORE);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
  engine_fixture_order_journal (f, "DROP TRIGGER full");
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_REFUSED, before_nusd);

  g_assert_true (bid_fixture_change (f, rental, before_nusd + RAISE_NUSD, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, before_nusd + RAISE_NUSD);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 1);
}

/* ---- faults ---- */

typedef struct
{
  const char *name;
  const char *fault;
  SubletBidState state; /* in the end */
  int code;             /* of SubletError; 0: it is taken */
  guint n_requests;
} FaultRow;

#define UNKNOWN SUBLET_ERROR_OUTCOME_UNKNOWN

/* Whatever comes back, nothing is asked for twice, and card and ledger agree in the end. */
static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "reset", "{\"fault\":\"lost-reply\",\"how\":\"reset\"", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "cut", "{\"fault\":\"cut-json\"", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "false-done", "{\"fault\":\"success-false-rented\"", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "empty-done", "{\"fault\":\"empty-200\",\"work\":true", SUBLET_BID_STATE_CHANGED, UNKNOWN, 1 },
  { "reset-before", "{\"fault\":\"reset-before\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "500", "{\"fault\":\"http-500-html\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "502", "{\"fault\":\"502-html\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "503", "{\"fault\":\"503-html\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "empty", "{\"fault\":\"empty-200\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "portal", "{\"fault\":\"wrong-json\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "false", "{\"fault\":\"success-false\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "redirect", "{\"fault\":\"redirect\"", SUBLET_BID_STATE_NOT_SEEN, UNKNOWN, 1 },
  { "slow", "{\"fault\":\"delay\"", SUBLET_BID_STATE_CHANGED, 0, 1 },
  { "400", "{\"fault\":\"json-error\"", SUBLET_BID_STATE_REFUSED, SUBLET_ERROR_INVALID, 1 },
  { "429", "{\"fault\":\"429-json\"", SUBLET_BID_STATE_CHANGED, 0, 2 },
  { "429-thrice", "{\"fault\":\"429-detail\",\"times\":3", SUBLET_BID_STATE_CHANGED, 0, 4 },
  { "429-for-ever",
    "{\"fault\":\"429-plain\",\"times\":0",
    SUBLET_BID_STATE_REFUSED,
    SUBLET_ERROR_RATE_LIMITED,
    4 },
};

static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *json = g_strconcat (row->fault, ",\"route\":\"bid\"}", NULL);
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  gint64 bid_nusd = before_nusd + RAISE_NUSD;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, json);
  g_assert_cmpint (bid_fixture_change (f, rental, bid_nusd, &error), ==, row->code == 0);
  if (row->code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUBLET_ERROR, row->code);
  if (row->code == UNKNOWN)
    g_assert_cmpuint (engine_fixture_count_events (f, "bid-unclear"), ==, 1);

  bid_fixture_assert_settled (f,
                              rental,
                              row->state,
                              row->state == SUBLET_BID_STATE_CHANGED ? bid_nusd : before_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, row->n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f, "bidding"), ==, row->n_requests);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE kind = 'bid'"),
                   ==,
                   row->n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f, "bid-changed"),
                    ==,
                    row->state == SUBLET_BID_STATE_CHANGED ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "bid-not-seen"),
                    ==,
                    row->state == SUBLET_BID_STATE_NOT_SEEN ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "bid-not-changed"),
                    ==,
                    row->state == SUBLET_BID_STATE_REFUSED ? 1 : 0);
}

/* As long as nobody knows which of two bids holds, the dearer one counts, and no other is taken. */
static void
test_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);

  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"bid\"}");
  bid_fixture_assert_refused (f, rental, before_nusd + RAISE_NUSD, SUBLET_ERROR_OUTCOME_UNKNOWN);
  bid_fixture_await (rental, SUBLET_BID_STATE_UNCLEAR);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd + RAISE_NUSD);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
  g_assert_false (sublet_rental_can_change_bid (rental));
  bid_fixture_assert_refused (f, rental, before_nusd + 2 * RAISE_NUSD, SUBLET_ERROR_INVALID);
  engine_fixture_pass (f, 150 * 1000);
  g_assert_cmpint (sublet_rental_get_bid_state (rental), ==, SUBLET_BID_STATE_UNCLEAR);
  bid_fixture_await (rental, SUBLET_BID_STATE_NOT_SEEN);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);

  /* Late, it is believed all the same. */
  bid_fixture_bid_elsewhere (f, rental, before_nusd + RAISE_NUSD);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, before_nusd + RAISE_NUSD);
}

/* A list that leaves the price of the GPUs out says it by the whole. */
static void
test_no_base (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);
  gint64 bid_nusd = bid_fixture_get_bid (rental) + RAISE_NUSD;
  const gint64 now_us = sublet_instance_get_known_at_us (sublet_rental_get_instance (rental));
  gint64 disk_nusd = sublet_instance_get_rate_stopped_nusd (sublet_rental_get_instance (rental));
  gint64 totals_nusd[] = { bid_fixture_get_data (rental)->dph_total_nusd, bid_nusd + disk_nusd };
  guint i;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"bid\"}");
  bid_fixture_assert_refused (f, rental, bid_nusd, SUBLET_ERROR_OUTCOME_UNKNOWN);
  bid_fixture_await (rental, SUBLET_BID_STATE_UNCLEAR);
  for (i = 0; i < G_N_ELEMENTS (totals_nusd); i++)
    {
      g_autoptr (SubletInstance) reading = NULL;
      SubletInstanceData row;

      sublet_instance_data_init (&row);
      row.id = sublet_rental_get_instance_id (rental);
      row.is_bid = true;
      row.dph_total_nusd = totals_nusd[i];
      row.storage_nusd_per_gb_month = bid_fixture_get_data (rental)->storage_nusd_per_gb_month;
      row.disk_space_gb = bid_fixture_get_data (rental)->disk_space_gb;
      reading = sublet_instance_new_take (&row, now_us);
      g_assert_cmpint (track->record->bid_state, ==, SUBLET_BID_STATE_UNCLEAR);
      sublet_engine_look_for_bid (f->engine, track, reading, 0);
    }
  g_assert_cmpint (track->record->bid_state, ==, SUBLET_BID_STATE_CHANGED);
  g_assert_cmpint (track->record->bid_rate_nusd, ==, bid_nusd + disk_nusd);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  BID_FIXTURE_ADD ("changed", NULL, test_changed);
  BID_FIXTURE_ADD ("outbid", NULL, test_outbid);
  BID_FIXTURE_ADD ("floor-rises", NULL, test_floor_rises);
  BID_FIXTURE_ADD ("stopped", NULL, test_stopped);
  BID_FIXTURE_ADD ("invalid", NULL, test_invalid);
  BID_FIXTURE_ADD ("on-demand", NULL, test_on_demand);
  BID_FIXTURE_ADD ("caps", NULL, test_caps);
  BID_FIXTURE_ADD ("cap-with-volume", NULL, test_cap_with_volume);
  BID_FIXTURE_ADD ("journal-fails", NULL, test_journal_fails);
  BID_FIXTURE_ADD ("in-doubt", NULL, test_in_doubt);
  BID_FIXTURE_ADD ("no-base", NULL, test_no_base);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *path =
        g_strconcat ("/core/rental/engine-bid/fault/", fault_rows[i].name, NULL);

      g_test_add (path,
                  EngineFixture,
                  &fault_rows[i],
                  bid_fixture_set_up,
                  test_fault,
                  engine_fixture_tear_down);
    }

  return g_test_run ();
}
