/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-journal-history.h"

#include "core/base/sublet-error.h"

#include "core/rental/volumes-fixture.h"
#include "support/sublet-test.h"

#include <string.h>

/* Volumes that were ordered away, in the history of the journal. */

static char *
ending_words (const SubletJournalRow *row)
{
  return g_strdup (row->volume_id != 0 ? "Datenträger" : "Instanz");
}

static SubletJournalHistory *
make_history (EngineFixture *f)
{
  SubletJournalHistory *history = sublet_journal_history_new (f->engine);

  sublet_journal_history_set_words (history, NULL, ending_words);
  sublet_journal_history_set_database (history, f->engine->database);
  sublet_journal_history_load (history);

  return history;
}

static bool
is_read (gpointer history)
{
  return sublet_journal_history_get_state (history) == SUBLET_JOURNAL_STATE_KNOWN;
}

/* (transfer none) (nullable) */
static const SubletJournalRow *
find (SubletJournalHistory *history, gint64 volume_id)
{
  guint i;

  for (i = 0; i < sublet_journal_history_get_n_rows (history); i++)
    {
      const SubletJournalRow *row = sublet_journal_history_get_row (history, i);

      if (row->volume_id == volume_id)
        return row;
    }

  return NULL;
}

/* As a process that is gone has left them. */
static void
leave_row (EngineFixture *f, int number, const char *outcome)
{
  g_autofree char *told = outcome != NULL ? g_strdup_printf ("7200000000, '%s'", outcome)
                                          : g_strdup ("0, NULL");
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO volume_deletions VALUES ('v%d', 'https://vast.example', 900,"
                     " NULL, %d, 20417, %d, %s, 'detail')",
                     number,
                     7000 + number,
                     1000000 * number,
                     told);

  engine_fixture_order_journal (f, sql);
}

/* Each outcome has its ending, no cost that is known, and took no time; a word of a newer version
 * and what lists have not told are open. */
static void
test_endings (EngineFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *outcome;
    SubletJournalEnding ending;
  } cases[] = {
    { "gone", SUBLET_JOURNAL_ENDING_VOLUME_DELETED },
    { "refused", SUBLET_JOURNAL_ENDING_VOLUME_REFUSED },
    { "not-sent", SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT },
    { "not-done", SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE },
    { "ordered-again", SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN },
    { "eaten", SUBLET_JOURNAL_ENDING_NONE },
    { NULL, SUBLET_JOURNAL_ENDING_NONE },
  };
  g_autoptr (SubletJournalHistory) history = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    leave_row (f, (int) i + 1, cases[i].outcome);
  history = make_history (f);
  sublet_test_await (is_read, history);
  g_assert_cmpuint (sublet_journal_history_get_total (history), ==, G_N_ELEMENTS (cases));
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SubletJournalRow *row = find (history, 7001 + (gint64) i);

      g_assert_nonnull (row);
      g_assert_cmpint (row->ending, ==, cases[i].ending);
      g_assert_cmpint (row->machine_id, ==, 20417);
      g_assert_cmpint (row->made_us, ==, 1000000 * ((gint64) i + 1));
      g_assert_cmpint (sublet_journal_row_get_cost_uusd (row, 9000000000),
                       ==,
                       SUBLET_MONEY_UNKNOWN);
      g_assert_cmpint (sublet_journal_row_get_duration_us (row, 9000000000), ==, 0);
    }

  /* The newest first. */
  g_assert_cmpint (sublet_journal_history_get_row (history, 0)->volume_id, ==, 7007);
}

/* By its number, and by what a person reads of it; no rental is found by that. */
static void
test_search (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletJournalHistory) history = NULL;

  leave_row (f, 1, "gone");
  leave_row (f, 2, NULL);
  history = make_history (f);
  sublet_test_await (is_read, history);
  g_assert_cmpuint (sublet_journal_history_get_n_rows (history), ==, 3);
  sublet_journal_history_set_search (history, "datenträger");
  g_assert_cmpuint (sublet_journal_history_get_n_rows (history), ==, 2);
  sublet_journal_history_set_search (history, "7002");
  g_assert_cmpuint (sublet_journal_history_get_n_rows (history), ==, 1);
  g_assert_cmpint (sublet_journal_history_get_row (history, 0)->volume_id, ==, 7002);
  sublet_journal_history_set_search (history, "instanz");
  g_assert_cmpuint (sublet_journal_history_get_n_rows (history), ==, 1);
  g_assert_cmpint (sublet_journal_history_get_row (history, 0)->volume_id, ==, 0);
}

static char *
dup_export (EngineFixture *f, SubletJournalHistory *history, SubletJournalFormat format)
{
  g_autofree char *path = g_build_filename (f->folder, "export", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  guint n = 0;

  sublet_journal_history_export_async (history, file, format, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_journal_history_export_finish (history, result, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

/* What only a rental has is empty. */
static void
test_export (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletJournalHistory) history = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;

  leave_row (f, 1, "not-done");
  leave_row (f, 2, NULL);
  history = make_history (f);
  sublet_test_await (is_read, history);
  csv = dup_export (f, history, SUBLET_JOURNAL_FORMAT_CSV);
  g_assert_nonnull (strstr (csv,
                            "\r\nv1,,1970-01-01T02:00:00Z,,,,,,,,,,,,,volume-not-done,,,20417,,"
                            "\"https://vast.example\",900,volume-deletion,7001,"
                            "1970-01-01T00:00:01Z\r\n"));
  g_assert_nonnull (strstr (csv, "\r\nv2,,,,,,,,,,,,,,,,,,20417,,"));
  json = dup_export (f, history, SUBLET_JOURNAL_FORMAT_JSON);
  g_assert_nonnull (strstr (json, "\"kind\": \"volume-deletion\", \"volume_id\": 7001"));
}

typedef struct
{
  SubletJournalHistory *history;
  gint64 volume_id;
  SubletJournalEnding ending;
} Awaited;

static bool
has_row (gpointer user_data)
{
  const Awaited *awaited = user_data;
  const SubletJournalRow *row = find (awaited->history, awaited->volume_id);

  return row != NULL && row->ending == awaited->ending;
}

/* The real one: it is there as soon as it is written, before the service has answered, and has its
 * outcome when lists have told. */
static void
test_followed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = sublet_idle_volumes_dup_shared (f->engine);
  g_autoptr (SubletVolume) volume = NULL;
  g_autoptr (SubletJournalHistory) history = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Awaited awaited = { NULL, 0, SUBLET_JOURNAL_ENDING_NONE };

  sublet_idle_volumes_set_watched (volumes, TRUE);
  volume = volumes_fixture_leave_one (f, volumes);
  history = make_history (f);
  sublet_test_await (is_read, history);
  awaited.history = history;
  awaited.volume_id = sublet_volume_get_data (volume)->id;
  g_assert_null (find (history, awaited.volume_id));

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"volume-delete\"}");
  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  sublet_test_await (has_row, &awaited);
  engine_fixture_post (f, "/_sim/release", "{}");
  sublet_test_await_result (&result);
  g_assert_true (sublet_idle_volumes_delete_finish (volumes, result, &error));
  g_assert_no_error (error);
  awaited.ending = SUBLET_JOURNAL_ENDING_VOLUME_DELETED;
  sublet_test_await (has_row, &awaited);
  sublet_idle_volumes_set_watched (volumes, FALSE);
}

#define ADD(name, func)                                     \
  g_test_add ("/core/rental/journal-history-volumes/" name, \
              EngineFixture,                                \
              NULL,                                         \
              engine_fixture_set_up,                        \
              func,                                         \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("endings", test_endings);
  ADD ("search", test_search);
  ADD ("export", test_export);
  ADD ("followed", test_followed);

  return g_test_run ();
}
