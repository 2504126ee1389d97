/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sublet-demo-past.h"
#include "core/base/sublet-error.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* What keeps the demo's past from being written is told; what is written, the window's test sees.
 */

#define SERVER "http://127.0.0.1:1"

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletJournal *journal;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->database = sublet_test_open_database (f->profile, NULL);
  f->journal = sublet_journal_new (f->database);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sublet_test_drop (g_steal_pointer (&f->journal));
  sublet_test_drop (g_steal_pointer (&f->database));
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

static void
assert_fails (Fixture *f, const char *base_url, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_demo_past_write_async (f->journal, base_url, SERVER, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_false (sublet_demo_past_write_finish (f->journal, result, &error));
  g_assert_error (error, SUBLET_ERROR, code);
}

static void
test_no_address (Fixture *f, gconstpointer data)
{
  assert_fails (f, "nowhere", SUBLET_ERROR_INVALID);
}

/* Whatever the answer says beside its status. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new ("--offers", "10", NULL);
  g_autofree char *url =
    g_strconcat (sublet_test_simulator_get_url (simulator), "/no-such-place", NULL);

  assert_fails (f, url, SUBLET_ERROR_SERVER);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/app/demo-past/no-address", test_no_address);
  ADD ("/app/demo-past/refused", test_refused);

  return g_test_run ();
}
