/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"

#include "core/rental/increase-fixture.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "support/sublet-test.h"

/* ---- another one before it holds ---- */

static void
accept_and_await (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_DONE);
  engine_fixture_pass (f, HOUR_MS / 6);
}

static void
answer_another (EngineFixture *f, SubletRental *rental, const char *answer)
{
  const bool refused = g_str_equal (answer, "refused");
  g_autoptr (GError) error = NULL;

  if (refused)
    engine_fixture_arm (f, "{\"fault\":\"json-error\",\"route\":\"increase-accept\"}");
  g_assert_cmpint (increase_fixture_answer (f, rental, refused, &error), ==, !refused);
  increase_fixture_await (rental,
                          refused ? SUBLET_INCREASE_STATE_REFUSED : SUBLET_INCREASE_STATE_DONE);
}

/* What was accepted comes all the same: it counts until then, in another process too, and is no
 * surprise. */
static void
test_another_after (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  SubletRental *card;

  accept_and_await (f, rental);
  increase_fixture_announce (f, rental);
  answer_another (f, rental, data);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (rental), ==, after_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (card), ==, after_nusd);

  engine_fixture_pass (f, 4 * HOUR_MS);
  increase_fixture_assert_rate (sublet_rental_get_rate_running_nusd (card), after_nusd);
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (card), ==, after_nusd);
  g_assert_cmpint (sublet_rental_get_differences (card), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT agreed_id FROM rentals"), ==, 0);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (card), ==, SUBLET_MONEY_UNKNOWN);
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL), after_nusd);
}

/* The later one holds, and nothing of the earlier one counts any more. */
static void
test_both_accepted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;

  accept_and_await (f, rental);
  increase_fixture_announce_by (f, rental, RAISE_NUSD / 2);
  accept_and_await (f, rental);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (rental), ==, after_nusd);

  engine_fixture_pass (f, 4 * HOUR_MS);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_APPLIED, "applied");
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL),
                                after_nusd - RAISE_NUSD + RAISE_NUSD / 2);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
}

/* The caps go by the dearer of both. */
static void
test_cheaper_after (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  const SubletSpendCaps caps = { .per_hour_nusd = after_nusd - 1 };

  accept_and_await (f, rental);
  increase_fixture_announce_by (f, rental, RAISE_NUSD / 2);
  sublet_rental_engine_set_caps (f->engine, &caps);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_CAP);
}

/* ---- as it is announced ---- */

/* An hour's, of the last digit that is announced of a second's: 0.000001 $. */
#define STEP_NUSD (G_GINT64_CONSTANT (3600000))

/* By how much a price lies above the announced one that is next to it. */
static gint64
get_rest (gint64 nusd)
{
  gint64 rest_nusd = nusd % STEP_NUSD;

  return rest_nusd > STEP_NUSD / 2 ? rest_nusd - STEP_NUSD : rest_nusd;
}

/* What an hour comes to is announced as two figures a second: it is the increase that was accepted
 * though it is not announced to the last digit, and what it comes to is what counts from then on,
 * in another process too. */
static void
test_rounded (EngineFixture *f, gconstpointer data)
{
  const bool again = data != NULL;
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 price_nusd = sublet_instance_get_data (sublet_rental_get_instance (rental))->dph_base_nusd;
  /* As far from what is announced of it as can be, and on the other side than the price now. */
  gint64 rest_nusd = (get_rest (price_nusd) > 0 ? -STEP_NUSD : STEP_NUSD) * 4 / 9;
  gint64 raise_nusd = RAISE_NUSD / STEP_NUSD * STEP_NUSD - get_rest (price_nusd) + rest_nusd;
  g_autoptr (GError) error = NULL;
  gint64 announced_nusd;
  SubletRental *card;

  increase_fixture_announce_rounded (f, rental, raise_nusd);
  announced_nusd = sublet_rental_get_increased_rate_nusd (rental);
  g_assert_cmpint (ABS (before_nusd + raise_nusd - announced_nusd), >, SUBLET_ENGINE_ROUNDING_NUSD);
  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_DONE);
  if (again)
    {
      increase_fixture_announce (f, rental);
      answer_another (f, rental, "rejected");
    }

  engine_fixture_pass (f, 4 * HOUR_MS);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
  increase_fixture_assert_rate (sublet_rental_get_rate_running_nusd (rental),
                                before_nusd + raise_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  engine_fixture_pass (f, HOUR_MS);
  increase_fixture_assert_rate (sublet_rental_get_accepted_rate_nusd (card),
                                before_nusd + raise_nusd);
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL),
                                before_nusd + raise_nusd);
  g_assert_cmpint (sublet_rental_get_differences (card), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
}

/* The disk's part of what was quoted stays what it was: the bill is held against it. What it costs
 * by now is no surprise either, in another process too. */
static void
test_disk (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 stopped_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  gint64 dearer_nusd;
  g_autofree char *order = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT
                                            ",\"storage_cost\":0.9,\"ends_in\":%d}}",
                                            sublet_rental_get_instance_id (rental),
                                            ENDS_IN_S);
  g_autofree char *asked = NULL;

  engine_fixture_set (f, order);
  increase_fixture_await_shown (rental, true);
  accept_and_await (f, rental);
  engine_fixture_pass (f, 4 * HOUR_MS);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_APPLIED, "applied");
  dearer_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_assert_cmpint (dearer_nusd, >, stopped_nusd + SUBLET_ENGINE_ROUNDING_NUSD);
  asked = g_strdup_printf ("SELECT abs (quoted_stopped_nusd - %" G_GINT64_FORMAT ") FROM rentals",
                           stopped_nusd);
  g_assert_cmpint (engine_fixture_ask_journal (f, asked), <=, SUBLET_ENGINE_ROUNDING_NUSD);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT stopped_rate_nusd FROM rentals"),
                   ==,
                   dearer_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  g_assert_cmpint (sublet_rental_get_differences (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
}

/* 0.000086 and 0.000097 $ a second are announced of what costs 0.31 $ an hour: half a millionth
 * each, a thousandth of the whole, and not a nano-dollar more. */
static void
test_slack (void)
{
  const gint64 before_nusd = 310000000;
  const gint64 asked_nusd = before_nusd + (97 - 86) * STEP_NUSD;
  const gint64 slack_nusd = STEP_NUSD + asked_nusd / 1000;

  g_assert_true (sublet_engine_is_at_increased_rate (asked_nusd, asked_nusd, before_nusd));
  g_assert_true (
    sublet_engine_is_at_increased_rate (asked_nusd + slack_nusd, asked_nusd, before_nusd));
  g_assert_true (
    sublet_engine_is_at_increased_rate (asked_nusd - slack_nusd, asked_nusd, before_nusd));
  g_assert_false (
    sublet_engine_is_at_increased_rate (asked_nusd + slack_nusd + 1, asked_nusd, before_nusd));
  g_assert_false (
    sublet_engine_is_at_increased_rate (asked_nusd - slack_nusd - 1, asked_nusd, before_nusd));
  g_assert_true (sublet_engine_is_at_increased_rate (asked_nusd, asked_nusd, SUBLET_MONEY_UNKNOWN));

  /* A small raise: what is as near to the rate before as to this one is not taken for it. */
  g_assert_false (
    sublet_engine_is_at_increased_rate (before_nusd + 500000, before_nusd + 1000000, before_nusd));
  g_assert_true (
    sublet_engine_is_at_increased_rate (before_nusd + 500001, before_nusd + 1000000, before_nusd));

  g_assert_false (
    sublet_engine_is_at_increased_rate (SUBLET_MONEY_UNKNOWN, asked_nusd, before_nusd));
  g_assert_false (
    sublet_engine_is_at_increased_rate (asked_nusd, SUBLET_MONEY_UNKNOWN, before_nusd));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  INCREASE_FIXTURE_ADD ("another-after/rejected", "rejected", test_another_after);
  INCREASE_FIXTURE_ADD ("another-after/refused", "refused", test_another_after);
  INCREASE_FIXTURE_ADD ("another-after/accepted", NULL, test_both_accepted);
  INCREASE_FIXTURE_ADD ("another-after/caps", NULL, test_cheaper_after);
  INCREASE_FIXTURE_ADD ("rounded/accepted", NULL, test_rounded);
  INCREASE_FIXTURE_ADD ("rounded/another-after", "another", test_rounded);
  INCREASE_FIXTURE_ADD ("disk", NULL, test_disk);
  g_test_add_func ("/core/rental/engine-increase/slack", test_slack);

  return g_test_run ();
}
