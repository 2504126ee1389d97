/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"

#include "support/sublet-test.h"

/*
 * A create meets a fault. Whatever becomes of the answer: never two contracts, never one that has
 * no card, and a refusal only when the ledger has none.
 */
typedef struct
{
  const char *name;
  const char *faults; /* armed before the create */

  SubletRentalState end; /* what it comes to */
  SubletRentalReason reason;
  bool through_unclear; /* and on the way there */
  guint rented;         /* in the ledger */
  guint creates;        /* requests that reached the service */
} Row;

#define CREATE(fault) "{\"fault\": \"" fault "\", \"route\": \"create\"}"

#define RUNNING SUBLET_RENTAL_STATE_RUNNING

#define REFUSED SUBLET_RENTAL_STATE_REFUSED

#define NONE SUBLET_RENTAL_REASON_NONE

#define NOT_FOUND SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS

static const Row rows[] = {
  { "lost-reply", CREATE ("lost-reply"), RUNNING, NONE, true, 1, 1 },
  { "lost-reply-reset",
    "{\"fault\": \"lost-reply\", \"route\": \"create\", \"how\": \"reset\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "reset-before", CREATE ("reset-before"), REFUSED, NOT_FOUND, true, 0, 1 },
  /* A write travels on a connection of its own, so there is none to close early. */
  { "early-close", CREATE ("early-close"), RUNNING, NONE, false, 1, 1 },
  { "500-html", CREATE ("http-500-html"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "502-html", CREATE ("502-html"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "502-html-rented",
    "{\"fault\": \"502-html\", \"route\": \"create\", \"work\": true}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "503-html", CREATE ("503-html"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "empty-200", CREATE ("empty-200"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "cut-json", CREATE ("cut-json"), RUNNING, NONE, true, 1, 1 },
  { "cut-json-short",
    "{\"fault\": \"cut-json\", \"route\": \"create\", \"how\": \"short\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "captive-portal", CREATE ("wrong-json"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "success-false", CREATE ("success-false"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "success-false-with-id",
    "{\"fault\": \"success-false-rented\", \"route\": \"create\", \"with_id\": true}",
    RUNNING,
    NONE,
    false,
    1,
    1 },
  { "success-false-without-id",
    "{\"fault\": \"success-false-rented\", \"route\": \"create\", \"with_id\": false}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "late-lost",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 60000, \"how\": \"lost\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "late-502",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 100000, \"how\": \"502\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "late-ok",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 60000, \"how\": \"ok\"}",
    RUNNING,
    NONE,
    false,
    1,
    1 },
  /* After two minutes, before the third look. */
  { "late-lost-150-s",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 150000, \"how\": \"lost\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "late-success-false",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 130000,"
    " \"how\": \"success-false\"}",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  /* Its id is known, so it is there, however long lists do not show it. */
  { "late-ok-150-s",
    "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 150000, \"how\": \"ok\"}",
    RUNNING,
    NONE,
    false,
    1,
    1 },
  { "redirect", CREATE ("redirect"), REFUSED, NOT_FOUND, true, 0, 1 },
  { "redirect-308",
    "{\"fault\": \"redirect\", \"route\": \"create\", \"status\": 308}",
    REFUSED,
    NOT_FOUND,
    true,
    0,
    1 },
  { "auth-404", CREATE ("auth-404"), REFUSED, SUBLET_RENTAL_REASON_KEY, false, 0, 1 },
  { "auth-401", CREATE ("auth-401"), REFUSED, SUBLET_RENTAL_REASON_KEY, false, 0, 1 },
  { "429-plain", CREATE ("429-plain"), RUNNING, NONE, false, 1, 2 },
  { "429-detail", CREATE ("429-detail"), RUNNING, NONE, false, 1, 2 },
  { "429-json", CREATE ("429-json"), RUNNING, NONE, false, 1, 2 },
  { "429-for-ever",
    "{\"fault\": \"429-plain\", \"route\": \"create\", \"times\": 0}",
    REFUSED,
    SUBLET_RENTAL_REASON_OTHER,
    false,
    0,
    4 },
  { "429-then-lost",
    "[" CREATE ("429-plain") "," CREATE ("lost-reply") "]",
    RUNNING,
    NONE,
    true,
    1,
    2 },
  /* After two sendings nobody can say which one the answer is about. */
  { "429-then-no-such-ask",
    "[" CREATE ("429-plain") "," CREATE ("no-such-ask") "]",
    REFUSED,
    NOT_FOUND,
    true,
    0,
    2 },
  /* Nothing is concluded from lists that are not complete. */
  { "lost-reply-and-incomplete-lists",
    "[" CREATE ("reset-before") ","
                                "{\"fault\": \"incomplete-list\", \"route\": \"list\", \"nth\": 1, "
                                "\"times\": 4}]",
    REFUSED,
    NOT_FOUND,
    true,
    0,
    1 },
  { "lost-reply-and-stale-lists",
    "[" CREATE ("lost-reply") ","
                              "{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 20000, "
                              "\"times\": 3}]",
    RUNNING,
    NONE,
    true,
    1,
    1 },
  { "slow-bytes", CREATE ("slow-bytes"), RUNNING, NONE, false, 1, 1 },
};

static bool
was (SubletRental *rental, SubletRentalState state)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      if (g_array_index (events, SubletRentalEvent, i).state == state)
        return true;
    }

  return false;
}

static gint64
get_moment (SubletRental *rental, SubletRentalState state)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state == state)
        return event->at_us;
    }

  g_error ("it was never in state %d", state);
}

static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_set_up (f, NULL);
  engine_fixture_arm (f, row->faults);
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, row->end);

  g_assert_cmpint (sublet_rental_get_reason (rental), ==, row->reason);
  g_assert_cmpint (was (rental, SUBLET_RENTAL_STATE_UNCLEAR), ==, row->through_unclear);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, row->rented);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, row->creates);
  /* A row for each sending, none without its outcome. */
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM requests"),
                   ==,
                   row->creates);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM requests WHERE outcome IS "
                                               "NULL OR ended_us = 0"),
                   ==,
                   0);
  if (row->rented == 1)
    g_assert_cmpint (sublet_rental_get_instance_id (rental),
                     ==,
                     engine_fixture_ledger_contract (f));
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  if (row->reason == NOT_FOUND)
    g_assert_cmpint (get_moment (rental, SUBLET_RENTAL_STATE_REFUSED) -
                       get_moment (rental, SUBLET_RENTAL_STATE_UNCLEAR),
                     >=,
                     179 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_rental_get_looks (rental), ==, 0);
  engine_fixture_tear_down (f, NULL);
}

/* It shows up after it was said that there is none: a card, for it is paid for. */
static void
test_late_arrival (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, data);
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_false (sublet_rental_is_open (rental));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (sublet_rental_can_destroy (rental));
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, engine_fixture_ledger_contract (f));
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
}

/* The same across a restart: what was settled is remembered. */
static void
test_late_arrival_after_restart (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  SubletRental *again;

  engine_fixture_arm (f,
                      "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 600000,"
                      " \"how\": \"lost\"}");
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
  g_clear_object (&rental);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
  engine_fixture_pass (f, 15 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  again = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (again), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpint (sublet_rental_get_state (again), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_instance_id (again), ==, engine_fixture_ledger_contract (f));
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
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/create/fault/%s", rows[i].name);

      g_test_add (path, EngineFixture, &rows[i], NULL, test_fault, NULL);
    }
  ADD ("late-arrival/lost",
       test_late_arrival,
       "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 600000, \"how\": \"lost\"}");
  /* An answer that proves nothing was rented, and lies. */
  ADD ("late-arrival/no-such-ask",
       test_late_arrival,
       "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 30000,"
       " \"how\": \"no-such-ask\"}");
  ADD ("late-arrival/after-restart", test_late_arrival_after_restart, NULL);

  return g_test_run ();
}
