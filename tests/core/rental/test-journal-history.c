/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "history-fixture.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "core/store/sublet-sql.h"

static const SubletJournalRow *
get_row (HistoryFixture *f, guint position)
{
  return sublet_journal_history_get_row (f->history, position);
}

static void
test_endings (HistoryFixture *f, gconstpointer data)
{
  gint64 now_us = NOON + 2 * G_TIME_SPAN_HOUR;
  guint i;

  history_fixture_load (f);
  g_assert_cmpuint (sublet_journal_history_get_total (f->history),
                    ==,
                    G_N_ELEMENTS (history_lives));
  for (i = 0; i < G_N_ELEMENTS (history_lives); i++)
    {
      const SubletJournalRow *row = get_row (f, i);

      /* Newest first. */
      g_assert_cmpstr (row->id, ==, history_lives[i].id);
      g_assert_cmpstr (row->label, ==, history_lives[i].label);
      g_assert_cmpint (row->ending, ==, history_lives[i].ending);
      g_assert_cmpuint (sublet_journal_history_find (f->history, history_lives[i].id), ==, i);
    }
  /* What is open goes on costing. */
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 0), now_us), ==, 1440000 + 650000);
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 1), now_us), ==, 1440000);
  g_assert_cmpint (sublet_journal_row_get_cost_uusd (get_row (f, 7), now_us), ==, 0);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 0), now_us),
                   ==,
                   3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 1), now_us),
                   ==,
                   2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_journal_row_get_duration_us (get_row (f, 7), now_us), ==, 0);
  g_assert_null (get_row (f, G_N_ELEMENTS (history_lives)));
  g_assert_cmpuint (sublet_journal_history_find (f->history, "nobody"), ==, G_MAXUINT);
}

/* A word that this version does not know means an open rental of an unknown kind. */
static void
test_newer (HistoryFixture *f, gconstpointer data)
{
  gsize i;

  for (i = 0; i < 2; i++)
    history_fixture_put_life (f, &history_lives[i]);
  {
    g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
    g_autoptr (GError) error = NULL;
    sqlite3 *db = NULL;

    g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
    g_assert_true (sublet_sql_exec (db,
                                    "UPDATE rentals SET state = 'hibernating', reason = 'winter'"
                                    "  WHERE id = 'b'",
                                    &error));
    sqlite3_close (db);
  }
  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (history_fixture_is_read, f->history);
  g_assert_cmpint (get_row (f, 1)->state, ==, STATE (UNKNOWN));
  g_assert_cmpint (get_row (f, 1)->reason, ==, REASON (OTHER));
  g_assert_cmpint (get_row (f, 1)->ending, ==, ENDING (NONE));
}

typedef struct
{
  const char *search;
  const char *ids;
} Search;

static void
test_search (HistoryFixture *f, gconstpointer data)
{
  static const Search searches[] = {
    { "", "abcdefgh" },      { "   ", "abcdefgh" },    { "ADA", "a" },
    { "groesse", "" },       { "grosse", "b" },        { "GRÖSSE", "b" },
    { "ile", "b" },          { "lodz", "g" },          { "Łódź a100", "g" },
    { "a100 oslo", "defh" }, { "oslo a100", "defh" },  { "pytorch 4090", "a" },
    { "finnland", "a" },     { "geloscht", "b" },      { "von gelöscht h100", "b" },
    { "oslo finnland", "" }, { "latest", "abcdefgh" }, { "nothing-of-that", "" },
  };
  gsize i;

  history_fixture_load (f);
  for (i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      guint j;

      sublet_journal_history_set_search (f->history, searches[i].search);
      for (j = 0; j < sublet_journal_history_get_n_rows (f->history); j++)
        g_string_append (ids, get_row (f, j)->id);
      g_assert_cmpstr (ids->str, ==, searches[i].ids);
    }
  g_assert_cmpuint (sublet_journal_history_get_total (f->history),
                    ==,
                    G_N_ELEMENTS (history_lives));
  g_assert_nonnull (sublet_journal_history_lookup (f->history, "a"));
}

static void
test_error (HistoryFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (sublet_sql_exec (db, "ALTER TABLE rentals RENAME COLUMN label TO l", &error));
  sqlite3_close (db);

  sublet_journal_history_set_database (f->history, f->database);
  sublet_journal_history_load (f->history);
  sublet_test_await (history_fixture_is_read, f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_ERROR);
  g_assert_error (sublet_journal_history_get_error (f->history), SUBLET_ERROR, SUBLET_ERROR_STORE);

  /* And again, when it can be. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (sublet_sql_exec (db, "ALTER TABLE rentals RENAME COLUMN l TO label", &error));
  sqlite3_close (db);
  sublet_journal_history_load (f->history);
  sublet_test_await (history_fixture_is_read, f->history);
  g_assert_cmpint (sublet_journal_history_get_state (f->history), ==, SUBLET_JOURNAL_STATE_KNOWN);
  g_assert_null (sublet_journal_history_get_error (f->history));
}

/* ---- live ---- */

static void
on_row_changed (SubletJournalHistory *history, guint position, guint *changed)
{
  *changed = position;
}

static void
on_view_changed (SubletJournalHistory *history, guint *count)
{
  (*count)++;
}

static bool
is_set (gpointer user_data)
{
  return *(guint *) user_data != G_MAXUINT;
}

static bool
is_positive (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
test_live (HistoryFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("a", SUBLET_RENTAL_ORIGIN_OURS);
  g_autoptr (SubletRental) stranger = sublet_rental_new ("z", SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  GListStore *rentals = G_LIST_STORE (sublet_rental_engine_get_rentals (f->engine));
  HistoryLife life = history_lives[0];
  guint changed = G_MAXUINT;
  guint views = 0;

  g_list_store_append (rentals, rental);
  g_list_store_append (rentals, stranger);
  g_signal_connect (f->history, "row-changed", G_CALLBACK (on_row_changed), &changed);
  history_fixture_load (f);
  /* What came before anybody followed it is read once more. */
  sublet_test_await (is_set, &changed);
  changed = G_MAXUINT;
  g_signal_connect (f->history, "view-changed", G_CALLBACK (on_view_changed), &views);

  /* First the journal, then the card: the row follows, in its place. */
  life.state = STATE (STOPPED);
  life.label = "renamed";
  history_fixture_put_life (f, &life);
  sublet_rental_set_label (rental, "renamed");
  sublet_test_await (is_set, &changed);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_cmpint (get_row (f, 0)->state, ==, STATE (STOPPED));
  g_assert_cmpstr (get_row (f, 0)->label, ==, "renamed");
  g_assert_cmpuint (views, ==, 0);

  /* A new one stands first. */
  life = history_lives[0];
  life.id = "new";
  life.hours_ago = 0;
  history_fixture_put_life (f, &life);
  {
    g_autoptr (SubletRental) another = sublet_rental_new ("new", SUBLET_RENTAL_ORIGIN_OURS);

    g_list_store_insert (rentals, 0, another);
  }
  sublet_test_await (is_positive, &views);
  g_assert_cmpstr (get_row (f, 0)->id, ==, "new");
  g_assert_cmpuint (sublet_journal_history_find (f->history, "a"), ==, 1);
  g_assert_cmpuint (sublet_journal_history_get_total (f->history),
                    ==,
                    G_N_ELEMENTS (history_lives) + 1);

  /* Out of a search by what it has become. */
  sublet_journal_history_set_search (f->history, "renamed");
  views = 0;
  life = history_lives[0];
  history_fixture_put_life (f, &life);
  sublet_rental_set_label (rental, "ada-1");
  sublet_test_await (is_positive, &views);
  g_assert_cmpuint (sublet_journal_history_get_n_rows (f->history), ==, 0);
  g_list_store_remove_all (rentals);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  HISTORY_FIXTURE_ADD ("endings", test_endings);
  HISTORY_FIXTURE_ADD ("newer", test_newer);
  HISTORY_FIXTURE_ADD ("search", test_search);
  HISTORY_FIXTURE_ADD ("error", test_error);
  HISTORY_FIXTURE_ADD ("live", test_live);

  return g_test_run ();
}
