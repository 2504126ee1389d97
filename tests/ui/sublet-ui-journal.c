/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-journal.h"

#include "core/store/sublet-sql.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

typedef struct
{
  guint from;
  guint until;
  gint64 now_us;
} Fill;

typedef struct
{
  const char *label;
  const char *gpu;
  int num_gpus;
  const char *place;
  const char *state;
  const char *reason;
  const char *last; /* what it was before it ended */
  const char *ordered;
  gint64 cost_uusd;
  gint64 hours;
} Kind;

static const Kind kinds[] = {
  { "ada-1", "RTX 4090", 1, "Uusimaa, FI", "ready", "none", NULL, NULL, 1440000, 0 },
  { "old-run", "H100 SXM", 8, "Île-de-France, FR", "gone", "none", "ready", "", 128310000, 26 },
  { "a-label-that-is-exactly-forty-characters",
    "RTX PRO 6000",
    8,
    "Bayern, DE",
    "gone",
    "none",
    "ready",
    "lease",
    3110000,
    8 },
  { "night", "A100 SXM4", 2, "Oslo, NO", "gone", "none", "offline", NULL, 410000, 1 },
  { "ada-1", "RTX 4090", 1, "US", "refused", "offer-gone", "requesting", NULL, 0, 0 },
  { NULL, "RTX 3060", 1, NULL, "gone", "none", "ready", NULL, 4000, 0 },
};

static bool
put_event (sqlite3 *db,
           const char *id,
           gint64 at_us,
           const char *state,
           const char *reason,
           gint64 rate_nusd,
           GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "INSERT INTO events VALUES (NULL, ?, 'https://vast.example', 900, ?, ?, ?,"
                         "  31900417, ?, NULL, NULL)",
                         "sissm",
                         id,
                         at_us,
                         state,
                         reason,
                         rate_nusd);
}

static bool
put (sqlite3 *db, const Fill *fill, guint i, GError **error)
{
  const Kind *kind = &kinds[i % G_N_ELEMENTS (kinds)];
  bool first = i < G_N_ELEMENTS (kinds);
  g_autofree char *id = g_strdup_printf ("rental-%05u", i);
  g_autofree char *label = first || kind->label == NULL ? g_strdup (kind->label)
                                                        : g_strdup_printf ("ada-%u", i);
  bool open = i == 0;
  bool refused = g_str_equal (kind->state, "refused");
  gint64 made_us = fill->now_us - (gint64) (i + 1) * 7 * G_TIME_SPAN_HOUR;
  gint64 ended_us = open ? 0 : made_us + kind->hours * G_TIME_SPAN_HOUR + 250 * G_TIME_SPAN_SECOND;
  const char *state = open || first || !g_str_equal (kind->state, "ready") ? kind->state : "gone";

  if (!sublet_sql_run (
        db,
        error,
        "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason,"
        "  state_since_us, contract_id, machine_id, num_gpus, gpu_name, place, image, label,"
        "  detail, disk_gb, quoted_running_nusd, quoted_stopped_nusd, next_rate_nusd,"
        "  lease_us, lease_at_end, lease_end_us, made_us, ended_us, meter_uusd,"
        "  meter_at_us, meter_rate_nusd)"
        "  VALUES (?, 'https://vast.example', 900, ?, 0, ?, ?, ?,"
        "  ?, 20417, ?, ?, ?, 'pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime', ?,"
        "  NULL, 64, 325000000, 15000000, NULL, 0, 'warn', 0, ?, ?, ?, ?, ?)",
        "ssssiiisssiiiii",
        id,
        id,
        state,
        kind->reason,
        made_us,
        refused ? G_GINT64_CONSTANT (0) : (gint64) (40112233 + i),
        (gint64) kind->num_gpus,
        kind->gpu,
        kind->place,
        label,
        made_us,
        ended_us,
        kind->cost_uusd,
        fill->now_us,
        open ? G_GINT64_CONSTANT (325000000) : G_GINT64_CONSTANT (0)))
    return false;

  if (!put_event (db, id, made_us, "intended", "none", 325000000, error) ||
      !put_event (db, id, made_us + 1000, "requesting", "none", 325000000, error) ||
      (!refused &&
       !put_event (db, id, made_us + 2000000, "provisioning", "none", G_MININT64, error)) ||
      (kind->last != NULL && !refused &&
       !put_event (db, id, made_us + 60000000, kind->last, "none", G_MININT64, error)) ||
      !put_event (db,
                  id,
                  open ? made_us + 60000000 : ended_us,
                  state,
                  kind->reason,
                  G_MININT64,
                  error))
    return false;

  if (!sublet_sql_run (db,
                       error,
                       "INSERT INTO intents VALUES (?, ?, 'https://vast.example', 900, 1, 31900417,"
                       "  20417, 1, NULL, NULL, NULL, 64, 325000000, 341000000, ?)",
                       "ssi",
                       id,
                       id,
                       made_us) ||
      !sublet_sql_run (db,
                       error,
                       "INSERT INTO requests VALUES (?, ?, ?, 'https://vast.example', 900, 1, ?, ?,"
                       "  'created', 200, NULL)",
                       "sssii",
                       id,
                       id,
                       id,
                       made_us + 1000,
                       made_us + 2000))
    return false;

  return kind->ordered == NULL ||
         sublet_sql_run (db,
                         error,
                         "INSERT INTO orders (id, rental_id, server, account_id, contract_id, kind,"
                         "  written_us, sent_us, accepted_us, closed_us, outcome, by_lease)"
                         " VALUES (?, ?, 'https://vast.example', 900, 1, 'destroy', ?, 1, 1, 1,"
                         "  'gone', ?)",
                         "ssii",
                         id,
                         id,
                         ended_us - 20000000,
                         (gint64) g_str_equal (kind->ordered, "lease"));
}

static bool
fill_in (sqlite3 *db, gpointer data, GError **error)
{
  const Fill *fill = data;
  guint i;

  for (i = fill->from; i < fill->until; i++)
    {
      if (!put (db, fill, i, error))
        return false;
    }

  return true;
}

static bool
execute (sqlite3 *db, gpointer sql, GError **error)
{
  return sublet_sql_exec (db, sql, error);
}

static void
run (SubletUiJournal *journal, SubletDatabaseFunc func, gpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (journal->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             func,
                             data,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  sublet_database_run_finish (journal->database, result, NULL, &error);
  g_assert_no_error (error);
}

/**
 * sublet_ui_journal_new:
 * @fixture: a fixture
 * @n: how many rentals
 *
 * Returns: (transfer full): a journal in the fixture's profile
 */
SubletUiJournal *
sublet_ui_journal_new (SubletUiFixture *fixture, guint n)
{
  SubletUiJournal *journal = g_new0 (SubletUiJournal, 1);
  Fill fill = { .now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) };

  journal->database = sublet_test_open_database (fixture->profile, NULL);
  /* In pieces that do not take long, also under a sanitizer. */
  for (fill.from = 0; fill.from < n; fill.from = fill.until)
    {
      fill.until = MIN (fill.from + 500, n);
      run (journal, fill_in, &fill);
    }
  journal->history = sublet_journal_history_new (fixture->engine);
  sublet_journal_history_set_database (journal->history, journal->database);

  return journal;
}

/**
 * sublet_ui_journal_free:
 * @journal: (transfer full): a journal that nobody shows any more
 */
void
sublet_ui_journal_free (SubletUiJournal *journal)
{
  g_clear_object (&journal->history);
  g_clear_object (&journal->database);
  g_free (journal);
}

/**
 * sublet_ui_journal_write:
 * @journal: a journal
 * @sql: statements
 */
void
sublet_ui_journal_write (SubletUiJournal *journal, const char *sql)
{
  run (journal, execute, (gpointer) sql);
}

static bool
is_read (gpointer user_data)
{
  return sublet_journal_history_get_state (user_data) != SUBLET_JOURNAL_STATE_LOADING;
}

/**
 * sublet_ui_journal_await:
 * @journal: a journal that somebody looks at
 */
void
sublet_ui_journal_await (SubletUiJournal *journal)
{
  sublet_test_await (is_read, journal->history);
}
