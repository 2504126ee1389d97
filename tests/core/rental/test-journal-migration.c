/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-journal.h"

#include "core/base/sublet-money.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <string.h>

/* What earlier versions wrote is read, and says what it does not know. */

/* Leases that ended in 1970 and in 2096. */
#define ENDED_US 28800000000
#define ENDS_US 4000000000000000

#define COLUMNS                                                                   \
  "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason,"   \
  "                     state_since_us, contract_id, machine_id, num_gpus,"       \
  "                     lease_us, lease_at_end, lease_end_us, made_us, ended_us," \
  "                     meter_at_us) "

#define OLD_RENTALS                                                                   \
  COLUMNS "VALUES ('old', 'https://vast.example', 900, 't', 0, 'ready', 'none', 1,"   \
          "  7, 20417, 1, 28800000000, 'destroy', 28800000000, 1, 0, 1);" COLUMNS     \
          "VALUES ('newer', 'https://vast.example', 900, 'u', 0, 'ready', 'none', 1," \
          "  8, 20417, 1, 28800000000, 'destroy', 4000000000000000, 2, 0, 1);"

static bool
insert (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, OLD_RENTALS, error);
}

static void
write_old (SubletDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             insert,
                             NULL,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (database, result, NULL, &error));
  g_assert_no_error (error);
}

static const SubletRentalRecord *
find (SubletJournalContents *contents, const char *id)
{
  guint i;

  for (i = 0; i < contents->rentals->len; i++)
    {
      const SubletJournalRental *read = g_ptr_array_index (contents->rentals, i);

      if (g_str_equal (read->record->id, id))
        return read->record;
    }

  g_error ("there is no rental \"%s\"", id);
}

static guint
count_steps (void)
{
  return g_strv_length ((char **) sublet_database_rentals_steps);
}

/* Whether leases were kept by then. */
static bool
has_leases (guint version)
{
  guint i;

  for (i = 0; i < version; i++)
    {
      if (strstr (sublet_database_rentals_steps[i], "lease_done_us") != NULL)
        return true;
    }

  return false;
}

static void
assert_read_from (guint version)
{
  g_autofree const char **before = g_new0 (const char *, version + 1);
  SubletDatabaseOptions old = { 0 };
  char *folder = sublet_test_make_folder ();
  g_autofree char *name = g_strdup_printf ("rentals.db-of-version-%u", version);
  g_autofree char *copy = g_build_filename (folder, "copies", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (SubletJournal) journal = NULL;
  g_autoptr (SubletJournalContents) contents = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const SubletRentalRecord *read;

  memcpy (before, sublet_database_rentals_steps, version * sizeof *before);
  old.rentals_steps = before;
  database = sublet_test_open_database (profile, &old);
  write_old (database);
  g_assert_finalize_object (g_steal_pointer (&database));

  database = sublet_test_open_database (profile, NULL);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  journal = sublet_journal_new (database);
  sublet_journal_load_async (journal, 0, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  contents = sublet_journal_load_finish (journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contents->rentals->len, ==, 2);
  read = find (contents, "old");
  g_assert_cmpint (read->price_kind, ==, SUBLET_PRICE_KIND_UNKNOWN);
  g_assert_cmpint (read->bid_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_null (read->launch_json);
  g_assert_null (read->key_print);
  g_assert_null (read->batch_id);
  g_assert_cmpint (read->batch_position, ==, 0);
  g_assert_null (read->replaces_id);
  g_assert_cmpint (read->bid_state, ==, SUBLET_BID_STATE_NONE);
  g_assert_cmpint (read->bid_asked_nusd, ==, 0);
  g_assert_cmpint (read->bid_before_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->bid_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->increase_state, ==, SUBLET_INCREASE_STATE_NONE);
  g_assert_cmpint (read->increase_id, ==, 0);
  g_assert_false (read->increase_accepts);
  g_assert_cmpint (read->increase_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->agreed_id, ==, 0);
  g_assert_cmpint (read->agreed_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->stopped_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (read->seen_us, ==, 0);
  g_assert_cmpint (read->contract_id, ==, 7);
  g_assert_cmpint (read->machine_id, ==, 20417);

  /* Nobody kept a lease then, and who rented was told so: what was over is not carried out now. */
  g_assert_cmpint (read->lease_end_us, ==, ENDED_US);
  g_assert_cmpint (read->lease_done_us, ==, has_leases (version) ? 0 : ENDED_US);
  g_assert_cmpint (find (contents, "newer")->lease_end_us, ==, ENDS_US);
  g_assert_cmpint (find (contents, "newer")->lease_done_us, ==, 0);

  g_clear_object (&journal);
  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

/* From every version that there was. */
static void
test_all (void)
{
  guint version;

  g_assert_cmpuint (count_steps (), >, 1);
  for (version = 1; version < count_steps (); version++)
    assert_read_from (version);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/journal-migration/all", test_all);

  return g_test_run ();
}
