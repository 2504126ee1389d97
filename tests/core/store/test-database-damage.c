/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "database-fixture.h"

#include "support/sublet-test-database.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files that are damaged or lost. */

static void
spoil (const char *folder, const char *how)
{
  g_autofree char *path = g_build_filename (folder, "rentals.db", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 8192);
  if (strcmp (how, "text") == 0)
    memset (content, 'x', length);
  else if (strcmp (how, "cut") == 0)
    length = 5000;
  else if (strcmp (how, "page") == 0)
    memset (content + 4096, 0xff, 4096);
  else
    g_assert_not_reached ();
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_damaged (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  const SubletDatabaseReport *report;
  g_autofree char *moved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));
  spoil (f->folder, data);

  database = sublet_test_open_database (f->profile, NULL);
  report = sublet_database_get_report (database);
  g_assert_true (report->writable);
  g_assert_true (report->made);
  g_assert_nonnull (report->moved_aside);
  g_assert_true (g_file_test (report->moved_aside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   0);
  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_no_error (error);
}

static void
test_lost (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);

  g_assert_finalize_object (g_steal_pointer (&database));
  g_assert_cmpint (g_remove (path), ==, 0);
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_true (sublet_database_get_report (database)->lost);
}

static void
test_damaged_cache (DatabaseFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "cache.db", NULL);
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "this is no database, it is a sentence", -1, &error);
  g_assert_no_error (error);
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_null (sublet_database_get_report (database)->moved_aside);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_CACHE,
                                                "SELECT count (*) FROM meters"),
                   ==,
                   0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  DATABASE_FIXTURE_ADD ("lost", test_lost);
  DATABASE_FIXTURE_ADD ("damaged-cache", test_damaged_cache);
  g_test_add ("/core/store/database/damaged/text",
              DatabaseFixture,
              "text",
              database_fixture_set_up,
              test_damaged,
              database_fixture_tear_down);
  g_test_add ("/core/store/database/damaged/cut",
              DatabaseFixture,
              "cut",
              database_fixture_set_up,
              test_damaged,
              database_fixture_tear_down);
  g_test_add ("/core/store/database/damaged/page",
              DatabaseFixture,
              "page",
              database_fixture_set_up,
              test_damaged,
              database_fixture_tear_down);

  return g_test_run ();
}
