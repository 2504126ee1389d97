/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* A container that is made anew on the same GPU. */

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static gint64
count (EngineFixture *f, const char *from)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", from, NULL);

  return engine_fixture_ask_journal (f, sql);
}

static gint64
count_orders (EngineFixture *f, const char *outcome)
{
  g_autofree char *from =
    g_strdup_printf ("orders WHERE kind = 'recycle' AND outcome = '%s'", outcome);

  return count (f, from);
}

/* As a connection would have pinned it. */
static void
pin (EngineFixture *f)
{
  engine_fixture_order_journal (f,
                                "INSERT INTO host_keys (server, account_id, contract_id, type,"
                                "  blob, first_seen_us)"
                                "  SELECT server, account_id, contract_id, 'ssh-ed25519', x'00', 1"
                                "  FROM rentals");
  g_assert_cmpint (count (f, "host_keys"), ==, 1);
}

/* The GPU and the bill stay; the host key may be another one then. */
static void
test_done (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  pin (f);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RECYCLING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  g_assert_cmpint (count (f, "host_keys"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "recycle"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

/* Lists that were asked for after the order may still show the container of before: they end
 * nothing, so that no connection goes there and keeps its key. */
static void
test_late_lists (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_pass (f, 60 * 1000);
  pin (f);
  engine_fixture_arm (f, "{\"fault\":\"stale-list\",\"route\":\"list\",\"ms\":20000,\"times\":0}");
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error));
  g_assert_no_error (error);
  engine_fixture_pass (f, 18 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RECYCLING);
  g_assert_cmpint (count (f, "orders WHERE kind = 'recycle' AND closed_us = 0"), ==, 1);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  g_assert_cmpint (count (f, "host_keys"), ==, 0);
}

/* A reboot keeps the container, and with it the key. */
static void
test_reboot_keeps_key (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  pin (f);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_REBOOT, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count (f, "host_keys"), ==, 1);
}

typedef struct
{
  const char *name;
  const char *fault;
  const char *outcome;
  guint n_requests;
  gint64 n_keys; /* still pinned */
  bool fine;
} FaultRow;

static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", "done", 1, 0, false },
  { "reset-before", "{\"fault\":\"reset-before\"", "done", 1, 0, false },
  { "502", "{\"fault\":\"502-html\"", "done", 1, 0, false },
  { "400", "{\"fault\":\"json-error\"", "refused", 1, 1, false },
  { "401", "{\"fault\":\"auth-401\"", "refused", 1, 1, false },
  { "429", "{\"fault\":\"429-json\"", "done", 2, 0, true },
};

/* What is unclear is never asked for twice, and may have been done: only what was refused leaves
 * the key as it is. */
static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *json = g_strconcat (row->fault, ",\"route\":\"recycle\"}", NULL);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  pin (f);
  engine_fixture_arm (f, json);
  g_assert_cmpint (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error), ==, row->fine);
  g_assert_cmpint (error == NULL, ==, row->fine);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (sublet_rental_get_busy (rental));
  g_assert_cmpint (count_orders (f, row->outcome), ==, 1);
  g_assert_cmpint (count (f, "orders WHERE closed_us = 0"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "recycle"), ==, row->n_requests);
  g_assert_cmpint (count (f, "host_keys"), ==, row->n_keys);
}

/* The program ends while it is on its way: nobody asks again, and the key is not held against what
 * may be another container. */
static void
test_killed (EngineFixture *f, gconstpointer data)
{
  const char *fault = data;
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  pin (f);
  engine_fixture_arm (f, fault);
  sublet_rental_engine_order_async (f->engine, rental, SUBLET_ORDER_RECYCLE, NULL, NULL, NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"recycle\",\"count\":1}");
  g_assert_cmpint (count (f, "orders WHERE kind = 'recycle' AND closed_us = 0"), ==, 1);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, "interrupted"), ==, 1);
  g_assert_cmpint (count (f, "host_keys"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "recycle"), ==, 1);
}

/* What ends data goes out with its row alone. */
static void
test_journal_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER full BEFORE INSERT ON orders"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_order_journal (f, "DROP TRIGGER full");
  engine_fixture_pass (f, 600000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "recycle"), ==, 0);
  g_clear_error (&error);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error));
}

/* Only what runs has a container. */
static void
test_state (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_false (sublet_rental_can_recycle (rental));
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_RECYCLE, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "recycle"), ==, 0);
}

static void
add (const char *name, gconstpointer data, void (*test) (EngineFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/core/rental/engine-recycle/", name, NULL);

  g_test_add (path, EngineFixture, data, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  add ("done", NULL, test_done);
  add ("late-lists", NULL, test_late_lists);
  add ("reboot-keeps-key", NULL, test_reboot_keeps_key);
  add ("killed-done", "{\"fault\":\"lost-reply\",\"route\":\"recycle\"}", test_killed);
  add ("killed-undone", "{\"fault\":\"reset-before\",\"route\":\"recycle\"}", test_killed);
  add ("journal-fails", NULL, test_journal_fails);
  add ("state", NULL, test_state);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *name = g_strconcat ("fault/", fault_rows[i].name, NULL);

      add (name, &fault_rows[i], test_fault);
    }

  return g_test_run ();
}
