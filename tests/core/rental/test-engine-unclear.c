/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"
#include "core/rental/sublet-rental-engine.h"

#include "support/sublet-test.h"

/* While nobody knows whether a create was carried out. */

#define CREATE(fault) "{\"fault\": \"" fault "\", \"route\": \"create\"}"

#define NOT_FOUND SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS

static void
test_looks (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  gint64 ended_us;

  engine_fixture_arm (f, CREATE ("reset-before"));
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  ended_us = sublet_rental_get_state_since_us (rental);
  g_assert_cmpint (sublet_rental_get_look (rental), ==, 1);
  g_assert_cmpint (sublet_rental_get_looks (rental), ==, 3);
  g_assert_cmpint (sublet_rental_get_next_look_us (rental), >=, ended_us + 29 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
  g_assert_true (sublet_rental_is_open (rental));

  engine_fixture_pass (f, 40 * 1000);
  g_assert_cmpint (sublet_rental_get_look (rental), ==, 2);
  engine_fixture_pass (f, 60 * 1000);
  g_assert_cmpint (sublet_rental_get_look (rental), ==, 3);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);
}

/* No list is complete: it stays unclear for as long as that lasts. */
static void
test_never_settled_blindly (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, CREATE ("reset-before"));
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_arm (f, data);
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNCLEAR);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (sublet_rental_get_stale (rental));
  g_assert_nonnull (sublet_rental_engine_get_error (f->engine));
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

/* Its environment is not listed: machine, GPU count and start are the second witness. */
static void
test_second_witness (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, CREATE ("reset-before"));
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  order = g_strdup_printf ("{\"add_foreign_instance\": {\"offer\": %" G_GINT64_FORMAT "}}",
                           sublet_offer_get_row (offer)->id);
  engine_fixture_set (f, order);

  /* Not before the first counted look: until then the token may still show up. */
  engine_fixture_pass (f, 15 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNCLEAR);
  g_assert_cmpuint (engine_fixture_count (f), ==, 2);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
}

/* An instance that was there before, on the same machine, is no witness. */
static void
test_no_witness (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletOffer) other = engine_fixture_pick_offer (f, 1);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, other);
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;

  order = g_strdup_printf ("{\"add_foreign_instance\": {\"offer\": %" G_GINT64_FORMAT "}}",
                           sublet_offer_get_row (offer)->id);
  engine_fixture_set (f, order);
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 5000);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);

  engine_fixture_arm (f, CREATE ("reset-before"));
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, NOT_FOUND);
  g_assert_cmpuint (engine_fixture_count (f), ==, 2);
}

/* Somebody else's new contract on that very machine, as its environment tells. Port flags are no
 * environment. */
static void
test_others_environment (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;
  const char *env = data;

  engine_fixture_arm (f, CREATE ("reset-before"));
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  order = g_strdup_printf ("{\"add_foreign_instance\": {\"offer\": %" G_GINT64_FORMAT
                           ", \"env\": %s}}",
                           sublet_offer_get_row (offer)->id,
                           env);
  engine_fixture_set (f, order);

  if (strstr (env, "TZ") == NULL)
    {
      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
      return;
    }
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, NOT_FOUND);
  g_assert_cmpuint (engine_fixture_count (f), ==, 2);
}

/* The token is not yet listed on its own machine, and somebody has copied it to another. */
static void
test_copied_token (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;
  SubletRentalTrack *track;

  engine_fixture_arm (f,
                      "{\"fault\": \"late-contract\", \"route\": \"create\","
                      " \"ms\": 60000, \"how\": \"lost\"}");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  track = sublet_engine_find_rental (f->engine, rental);
  order = g_strdup_printf ("{\"add_foreign_instance\": {\"gpu_name\": \"RTX 3090\","
                           " \"env\": {\"SUBLET_RENTAL\": \"%s\"}}}",
                           track->record->token);
  engine_fixture_set (f, order);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, engine_fixture_ledger_contract (f));
  g_assert_cmpuint (engine_fixture_count (f), ==, 2);
}

#define ADD(name, func, data)              \
  g_test_add ("/core/rental/create/" name, \
              EngineFixture,               \
              data,                        \
              set_up,                      \
              func,                        \
              engine_fixture_tear_down)

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

int
main (int argc, char *argv[])
{

  sublet_test_init (&argc, &argv);

  ADD ("looks", test_looks, NULL);
  ADD ("never-settled-blindly/incomplete",
       test_never_settled_blindly,
       "{\"fault\": \"incomplete-list\", \"route\": \"list\", \"times\": 0}");
  ADD ("never-settled-blindly/502",
       test_never_settled_blindly,
       "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 0}");
  ADD ("never-settled-blindly/cut",
       test_never_settled_blindly,
       "{\"fault\": \"cut-json\", \"route\": \"list\", \"times\": 0}");
  ADD ("never-settled-blindly/captive-portal",
       test_never_settled_blindly,
       "{\"fault\": \"wrong-json\", \"route\": \"list\", \"times\": 0}");
  ADD ("second-witness", test_second_witness, NULL);
  ADD ("no-witness", test_no_witness, NULL);
  ADD ("copied-token", test_copied_token, NULL);
  ADD ("others-environment", test_others_environment, "{\"-p 8080:8080\": \"1\", \"TZ\": \"UTC\"}");
  ADD ("ports-are-no-environment", test_others_environment, "{\"-p 8080:8080\": \"1\"}");

  return g_test_run ();
}
