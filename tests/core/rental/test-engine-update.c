/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* Other software on one of ours. */

#define IMAGE "vllm/vllm-openai:v0.6"
#define SECRET "planted-secret-value"
#define TEN_MINUTES_MS (10 * 60 * 1000)

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
    g_strdup_printf ("orders WHERE kind = 'update' AND outcome = '%s'", outcome);

  return count (f, from);
}

static SubletLaunch *
make_launch (EngineFixture *f, SubletRental *rental)
{
  SubletLaunch *launch = sublet_rental_engine_dup_launch (f->engine, rental);

  g_assert_nonnull (launch);
  sublet_launch_set_image (launch, IMAGE);
  sublet_launch_clear_env (launch);
  sublet_launch_add_env (launch, "TOKEN", SECRET);
  sublet_launch_set_onstart (launch, "echo " SECRET);

  return launch;
}

static gboolean
update (EngineFixture *f, SubletRental *rental, SubletLaunch *launch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_update_software_async (f->engine,
                                              rental,
                                              launch,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_update_software_finish (f->engine, result, error);
}

/* What was to run is not kept, and with it its secrets, once nothing needs it any more. */
static void
assert_forgotten (EngineFixture *f, SubletRental *rental)
{
  g_assert_null (sublet_engine_find_rental (f->engine, rental)->update);
}

static const SubletInstanceData *
get_data (SubletRental *rental)
{
  return sublet_instance_get_data (sublet_rental_get_instance (rental));
}

static gint64
count_rentals_with (EngineFixture *f, const char *word)
{
  g_autofree char *from = g_strdup_printf ("rentals WHERE image = '%s'", word);

  return count (f, from);
}

/* The list shows it, the token is still ours, the journal has it without its secrets, and what is
 * rented again is what runs now. */
static void
test_done (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (SubletLaunch) after = NULL;
  g_autofree char *token = g_strdup (get_data (rental)->rental_token);
  g_autoptr (GError) error = NULL;

  g_assert_true (update (f, rental, launch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RECYCLING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  assert_forgotten (f, rental);
  g_assert_cmpstr (get_data (rental)->image, ==, IMAGE);
  g_assert_cmpstr (get_data (rental)->rental_token, ==, token);
  g_assert_true (g_strv_contains ((const char *const *) get_data (rental)->env_names, "TOKEN"));
  g_assert_cmpstr (sublet_rental_get_image (rental), ==, IMAGE);
  g_assert_cmpint (count_rentals_with (f, IMAGE), ==, 1);
  g_assert_cmpint (count (f, "rentals WHERE launch_json LIKE '%TOKEN%'"), ==, 1);
  g_assert_cmpint (count (f, "orders WHERE launch_json LIKE '%" SECRET "%'"), ==, 0);
  g_assert_cmpint (count (f, "rentals WHERE launch_json LIKE '%" SECRET "%'"), ==, 0);
  after = sublet_rental_engine_dup_launch (f->engine, rental);
  g_assert_cmpstr (sublet_launch_get_image (after), ==, IMAGE);
  g_assert_cmpstr (sublet_launch_get_env_value (after, 0), ==, SECRET);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

typedef struct
{
  const char *name;
  const char *fault;
  const char *outcome;
  guint n_requests;
  bool fine;
  bool changed;
} FaultRow;

static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", "done", 1, false, true },
  { "cut", "{\"fault\":\"cut-json\"", "done", 1, false, true },
  { "reset-before", "{\"fault\":\"reset-before\"", "not seen", 1, false, false },
  { "502", "{\"fault\":\"502-html\"", "not seen", 1, false, false },
  { "400", "{\"fault\":\"json-error\"", "refused", 1, false, false },
  { "401", "{\"fault\":\"auth-401\"", "refused", 1, false, false },
  { "429", "{\"fault\":\"429-json\"", "done", 2, true, true },
};

/* Never asked for twice where it may have been done; what became of it, lists tell. */
static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *json = g_strconcat (row->fault, ",\"route\":\"update-template\"}", NULL);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, json);
  g_assert_cmpint (update (f, rental, launch, &error), ==, row->fine);
  g_assert_cmpint (error == NULL, ==, row->fine);
  engine_fixture_pass (f, TEN_MINUTES_MS);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (sublet_rental_get_busy (rental));
  g_assert_cmpint (count_orders (f, row->outcome), ==, 1);
  assert_forgotten (f, rental);
  g_assert_cmpint (count (f, "orders WHERE closed_us = 0"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, row->n_requests);
  g_assert_cmpint (count_rentals_with (f, IMAGE), ==, row->changed);
  g_assert_cmpint (count (f, "rentals WHERE launch_json LIKE '%TOKEN%'"), ==, row->changed);
}

/* The answer was lost, and the image alone is another one: that is enough to tell. */
static void
test_image_alone (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = sublet_rental_engine_dup_launch (f->engine, rental);
  g_autoptr (SubletLaunch) after = NULL;
  g_autoptr (GError) error = NULL;

  sublet_launch_set_image (launch, IMAGE);
  engine_fixture_arm (f, "{\"fault\":\"lost-reply\",\"route\":\"update-template\"}");
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  engine_fixture_pass (f, TEN_MINUTES_MS);
  g_assert_cmpint (count_orders (f, "done"), ==, 1);
  after = sublet_rental_engine_dup_launch (f->engine, rental);
  g_assert_cmpstr (sublet_launch_get_image (after), ==, IMAGE);
  g_assert_cmpint (count (f, "rentals WHERE launch_json LIKE '%" IMAGE "%'"), ==, 1);
}

/* Only values differ, and the answer was lost: no list can tell, and nothing is claimed. */
static void
test_cannot_tell (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = sublet_rental_engine_dup_launch (f->engine, rental);
  g_autoptr (GError) error = NULL;

  sublet_launch_set_onstart (launch, "echo other");
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"update-template\"}");
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  engine_fixture_pass (f, TEN_MINUTES_MS);
  g_assert_cmpint (count_orders (f, "unclear"), ==, 1);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* The program ends while it is on its way: nobody asks again, and lists tell the next one. */
static void
test_killed (EngineFixture *f, gconstpointer data)
{
  const bool done = GPOINTER_TO_INT (data);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);

  engine_fixture_arm (f,
                      done ? "{\"fault\":\"lost-reply\",\"route\":\"update-template\"}"
                           : "{\"fault\":\"reset-before\",\"route\":\"update-template\"}");
  sublet_rental_engine_update_software_async (f->engine, rental, launch, NULL, NULL, NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"update-template\",\"count\":1}");
  g_assert_cmpint (count (f, "orders WHERE kind = 'update' AND closed_us = 0"), ==, 1);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, TEN_MINUTES_MS);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (count_orders (f, done ? "done" : "not seen"), ==, 1);
  g_assert_cmpint (count_rentals_with (f, IMAGE), ==, done);
  g_assert_cmpint (count (f, "rentals WHERE launch_json LIKE '%TOKEN%'"), ==, done);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 1);
}

static bool
is_overtaken (gpointer user_data)
{
  return count_orders (user_data, "overtaken") == 1;
}

/* It is destroyed, or stopped, before a list shows it. */
static void
test_overtaken (EngineFixture *f, gconstpointer data)
{
  const SubletOrder order = (SubletOrder) GPOINTER_TO_INT (data);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"update-template\"}");
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_clear_error (&error);
  g_assert_nonnull (sublet_engine_find_rental (f->engine, rental)->update);
  g_assert_true (engine_fixture_order (f, rental, order, &error));
  g_assert_no_error (error);
  assert_forgotten (f, rental);
  g_assert_true (sublet_test_wait_for (is_overtaken, f, SUBLET_TEST_TIMEOUT_MS));
}

/* Without its row nothing is sent. */
static void
test_journal_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (GError) error = NULL;

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER full BEFORE INSERT ON orders"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  assert_forgotten (f, rental);
  engine_fixture_order_journal (f, "DROP TRIGGER full");
  engine_fixture_pass (f, TEN_MINUTES_MS);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 0);
}

/* Of one that was adopted, or rented before launches were kept, nobody knows what it was started
 * with: what is not known is not replaced by nothing. */
static void
test_launch_unknown (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sublet_rental_can_update_software (rental));
  g_clear_object (&rental);
  engine_fixture_order_journal (f, "UPDATE rentals SET launch_json = NULL");
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  rental = g_object_ref (engine_fixture_nth (f, 0));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);

  g_assert_false (sublet_rental_can_update_software (rental));
  launch = make_launch (f, rental);
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 0);
}

/* What cannot be sent as it is, or is no business of ours. */
static void
test_refused (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  g_autoptr (SubletLaunch) launch = make_launch (f, rental);
  g_autoptr (GError) error = NULL;

  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  sublet_launch_set_image (launch, NULL);
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  sublet_launch_set_image (launch, IMAGE);
  sublet_launch_add_env (launch, "NOT_KEPT", NULL);
  g_assert_false (update (f, rental, launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "update-template"), ==, 0);
  g_assert_cmpint (count (f, "orders"), ==, 0);
}

static void
add (const char *name, gconstpointer data, void (*test) (EngineFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/core/rental/engine-update/", name, NULL);

  g_test_add (path, EngineFixture, data, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  add ("done", NULL, test_done);
  add ("image-alone", NULL, test_image_alone);
  add ("cannot-tell", NULL, test_cannot_tell);
  add ("killed-done", GINT_TO_POINTER (TRUE), test_killed);
  add ("killed-undone", NULL, test_killed);
  add ("overtaken/destroy", GINT_TO_POINTER (SUBLET_ORDER_DESTROY), test_overtaken);
  add ("overtaken/stop", GINT_TO_POINTER (SUBLET_ORDER_STOP), test_overtaken);
  add ("journal-fails", NULL, test_journal_fails);
  add ("refused", NULL, test_refused);
  add ("launch-unknown", NULL, test_launch_unknown);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *name = g_strconcat ("fault/", fault_rows[i].name, NULL);

      add (name, &fault_rows[i], test_fault);
    }

  return g_test_run ();
}
