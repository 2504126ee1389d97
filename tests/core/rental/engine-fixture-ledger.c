/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-fixture.h"

#include "core/store/sublet-sql.h"

#include "support/sublet-test.h"

/* What happened to money, asked of the ledger, and what is written down of it, of the journal. */

/* ---- the ledger ---- */

JsonObject *
engine_fixture_ledger (EngineFixture *f, JsonNode **owner)
{
  *owner = sublet_test_simulator_ledger (f->simulator);
  return json_node_get_object (*owner);
}

guint
engine_fixture_ledger_rented (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    n += !json_object_get_boolean_member (json_array_get_object_element (contracts, i), "foreign");

  return n;
}

guint
engine_fixture_ledger_billing (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return json_array_get_length (
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "billing"));
}

guint
engine_fixture_ledger_creates (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return (guint) json_object_get_int_member (engine_fixture_ledger (f, &owner), "create_requests");
}

guint
engine_fixture_ledger_destroys (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return (guint) json_object_get_int_member (engine_fixture_ledger (f, &owner), "destroy_requests");
}

guint
engine_fixture_ledger_requests (EngineFixture *f, const char *route)
{
  return sublet_test_simulator_count_requests (f->simulator, route);
}

gint64
engine_fixture_ledger_contract (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  gint64 id = 0;
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    {
      JsonObject *contract = json_array_get_object_element (contracts, i);

      if (json_object_get_boolean_member (contract, "foreign"))
        continue;
      g_assert_cmpint (id, ==, 0);
      id = json_object_get_int_member (contract, "id");
    }
  g_assert_cmpint (id, >, 0);

  return id;
}

/* ---- the journal ---- */

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static bool
ask (sqlite3 *db, gpointer data, GError **error)
{
  Question *question = data;

  return sublet_sql_get_int (db, question->sql, &question->value, error);
}

gint64
engine_fixture_ask_journal (EngineFixture *f, const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             ask,
                             &question,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, &error));
  g_assert_no_error (error);

  return question.value;
}

guint
engine_fixture_count_events (EngineFixture *f, const char *reason)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM events WHERE reason = '%s'", reason);

  return (guint) engine_fixture_ask_journal (f, sql);
}

static bool
order (sqlite3 *db, gpointer sql, GError **error)
{
  return sublet_sql_exec (db, sql, error);
}

void
engine_fixture_order_journal (EngineFixture *f, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             order,
                             (gpointer) sql,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, &error));
  g_assert_no_error (error);
}
