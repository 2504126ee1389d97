/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"

#include "core/rental/increase-fixture.h"
#include "support/sublet-test.h"

/* ---- faults ---- */

typedef struct
{
  const char *name;
  const char *fault;
  SubletIncreaseState state; /* in the end */
  int code;                  /* of SubletError; 0: it is taken */
  guint n_requests;
} FaultRow;

#define DONE SUBLET_INCREASE_STATE_DONE
#define NOT_SEEN SUBLET_INCREASE_STATE_NOT_SEEN
#define UNKNOWN SUBLET_ERROR_OUTCOME_UNKNOWN

/* Whatever comes back, nothing is sent twice, and card and ledger agree in the end. */
static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", DONE, UNKNOWN, 1 },
  { "reset", "{\"fault\":\"lost-reply\",\"how\":\"reset\"", DONE, UNKNOWN, 1 },
  { "cut", "{\"fault\":\"cut-json\"", DONE, UNKNOWN, 1 },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", DONE, UNKNOWN, 1 },
  { "false-done", "{\"fault\":\"success-false-rented\"", DONE, UNKNOWN, 1 },
  { "empty-done", "{\"fault\":\"empty-200\",\"work\":true", DONE, UNKNOWN, 1 },
  { "reset-before", "{\"fault\":\"reset-before\"", NOT_SEEN, UNKNOWN, 1 },
  { "500", "{\"fault\":\"http-500-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "502", "{\"fault\":\"502-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "503", "{\"fault\":\"503-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "empty", "{\"fault\":\"empty-200\"", NOT_SEEN, UNKNOWN, 1 },
  { "portal", "{\"fault\":\"wrong-json\"", NOT_SEEN, UNKNOWN, 1 },
  { "false", "{\"fault\":\"success-false\"", NOT_SEEN, UNKNOWN, 1 },
  { "redirect", "{\"fault\":\"redirect\"", NOT_SEEN, UNKNOWN, 1 },
  { "slow", "{\"fault\":\"delay\"", DONE, 0, 1 },
  { "400", "{\"fault\":\"json-error\"", SUBLET_INCREASE_STATE_REFUSED, SUBLET_ERROR_INVALID, 1 },
  { "429", "{\"fault\":\"429-json\"", DONE, 0, 2 },
  { "429-thrice", "{\"fault\":\"429-detail\",\"times\":3", DONE, 0, 4 },
  { "429-for-ever",
    "{\"fault\":\"429-plain\",\"times\":0",
    SUBLET_INCREASE_STATE_REFUSED,
    SUBLET_ERROR_RATE_LIMITED,
    4 },
};

static void
check_fault (EngineFixture *f, const FaultRow *row, bool accept)
{
  g_autofree char *json =
    g_strdup_printf ("%s,\"route\":\"increase-%s\"}", row->fault, accept ? "accept" : "reject");
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GError) error = NULL;
  const char *done = accept ? "accepted" : "rejected";

  engine_fixture_arm (f, json);
  g_assert_cmpint (increase_fixture_answer (f, rental, accept, &error), ==, row->code == 0);
  if (row->code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUBLET_ERROR, row->code);
  if (row->code == UNKNOWN)
    g_assert_cmpuint (engine_fixture_count_events (f, "increase-unclear"), ==, 1);

  increase_fixture_assert_settled (f, rental, row->state, row->state == DONE ? done : "pending");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, row->n_requests);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"),
                   ==,
                   row->n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f,
                                                 accept ? "increase-accepted"
                                                        : "increase-rejected"),
                    ==,
                    row->state == DONE ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-seen"),
                    ==,
                    row->state == NOT_SEEN ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-answered"),
                    ==,
                    row->state == SUBLET_INCREASE_STATE_REFUSED ? 1 : 0);
}

static void
test_accept_fault (EngineFixture *f, gconstpointer data)
{
  check_fault (f, data, true);
}

static void
test_reject_fault (EngineFixture *f, gconstpointer data)
{
  check_fault (f, data, false);
}

/* How older services say that it does not wait. */
static void
test_409 (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);

  engine_fixture_arm (f, "{\"fault\":\"json-error\",\"route\":\"increase-accept\",\"status\":409}");
  increase_fixture_withdraw (f, rental);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_NOT_FOUND);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_WITHDRAWN, "withdrawn");
}

/* As long as nobody knows whether it was accepted, the dearer rate counts, and no other answer is
 * taken. */
static void
test_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"increase-accept\"}");
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_OUTCOME_UNKNOWN);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_UNCLEAR);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd + RAISE_NUSD);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
  g_assert_false (sublet_rental_can_answer_increase (rental));
  increase_fixture_assert_refused (f, rental, false, SUBLET_ERROR_INVALID);
  engine_fixture_pass (f, 150 * 1000);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_UNCLEAR);
  increase_fixture_await (rental, NOT_SEEN);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, DONE, "accepted");
}

/* ---- lists that do not come ---- */

typedef struct
{
  const char *name;
  const char *fault;
  bool accept;
} BlindRow;

static const BlindRow blind_rows[] = {
  { "403", "{\"fault\":\"json-error\",\"status\":403,\"error\":\"permission_denied\"", true },
  { "404", "{\"fault\":\"json-error\",\"status\":404,\"error\":\"not_found\"", true },
  { "500", "{\"fault\":\"http-500-html\"", true },
  { "500-reject", "{\"fault\":\"http-500-html\"", false },
};

/* They are not asked for without end; then nobody knows, the dearer rate counts, and another answer
 * can be given. When a list comes at last, it tells. */
static void
test_blind (EngineFixture *f, gconstpointer data)
{
  const BlindRow *row = data;
  g_autofree char *fault = g_strdup_printf ("%s,\"route\":\"increases\",\"times\":0}", row->fault);
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 counted_nusd = before_nusd + (row->accept ? RAISE_NUSD : 0);
  g_autoptr (GError) error = NULL;
  guint n_asked;

  engine_fixture_arm (f, fault);
  g_assert_true (increase_fixture_answer (f, rental, row->accept, &error));
  g_assert_no_error (error);
  n_asked = engine_fixture_ledger_requests (f, "increases");
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_NOT_KNOWN);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, <=, 20);
  increase_fixture_assert_nothing_open (f);
  g_assert_cmpint (increase_fixture_count_orders (f, "not-known"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-known"), ==, 1);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, counted_nusd);
  g_assert_true (sublet_rental_can_answer_increase (rental));

  n_asked = engine_fixture_ledger_requests (f, "increases");
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, <=, 12);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_NOT_KNOWN);

  sublet_test_simulator_disarm (f->simulator);
  increase_fixture_await (rental, DONE);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, counted_nusd);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
}

/* The lists do not come, and the person answers again: that it does not wait any more means that it
 * was accepted. */
static void
test_blind_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"increases\",\"times\":0}");
  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_NOT_KNOWN);
  increase_fixture_assert_refused (f, rental, false, SUBLET_ERROR_NOT_FOUND);
  increase_fixture_assert_settled (f, rental, DONE, "accepted");
  g_assert_true (sublet_rental_get_increase_accepts (rental));
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
}

static void
add_fault (const char *word, const FaultRow *row, void (*test) (EngineFixture *f, gconstpointer))
{
  g_autofree char *path =
    g_strdup_printf ("/core/rental/engine-increase/fault/%s/%s", word, row->name);

  g_test_add (path, EngineFixture, row, increase_fixture_set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  INCREASE_FIXTURE_ADD ("409", NULL, test_409);
  INCREASE_FIXTURE_ADD ("in-doubt", NULL, test_in_doubt);
  INCREASE_FIXTURE_ADD ("blind-again", NULL, test_blind_again);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      add_fault ("accept", &fault_rows[i], test_accept_fault);
      add_fault ("reject", &fault_rows[i], test_reject_fault);
    }

  for (i = 0; i < G_N_ELEMENTS (blind_rows); i++)
    {
      g_autofree char *path =
        g_strconcat ("/core/rental/engine-increase/blind/", blind_rows[i].name, NULL);

      g_test_add (path,
                  EngineFixture,
                  &blind_rows[i],
                  increase_fixture_set_up,
                  test_blind,
                  engine_fixture_tear_down);
    }

  return g_test_run ();
}
