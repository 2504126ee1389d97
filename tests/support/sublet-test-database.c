/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-database.h"

#include "support/sublet-test.h"

/**
 * sublet_test_open_database:
 * @profile: whose
 * @options: (nullable): what is to be unlike the shipped ones
 *
 * Returns: (transfer full): databases that are open; a failure ends the program
 */
SubletDatabase *
sublet_test_open_database (SubletProfile *profile, const SubletDatabaseOptions *options)
{
  const SubletDatabaseOptions shipped = { NULL };
  SubletDatabase *database =
    sublet_database_new_with_options (profile, options != NULL ? options : &shipped);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_open_async (database, sublet_test_on_result, &result);
  sublet_database_open_finish (database, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return database;
}

/**
 * sublet_test_run_database:
 * @database: databases that are open
 * @file: which of them
 * @access: whether it writes
 * @func: what to do there; gets no data
 *
 * Waits until it is done; a failure ends the program.
 */
void
sublet_test_run_database (SubletDatabase *database,
                          SubletDatabaseFile file,
                          SubletDatabaseAccess access,
                          SubletDatabaseFunc func)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (database,
                             file,
                             access,
                             func,
                             NULL,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_database_run_finish (database, sublet_test_await_result (&result), NULL, &error);
  g_assert_no_error (error);
}
