/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-keys-world.h"

#include "core/ssh/sublet-key-problem.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>

/* Rentals with an SSH key of their own. */

/* A rental with a key of its own: that one is on the account before the request goes out, and is
 * not put there twice. */
static void
test_own_key (EngineKeysWorld *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->engine.folder, "lab", NULL);
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q -t ed25519 -C lab -N '' -f '%s'", path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *line = NULL;
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  g_spawn_command_line_sync (command, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (public_path, &line, NULL, &error);
  g_assert_no_error (error);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  for (i = 0; i < 2; i++)
    {
      g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, i);
      g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (&world->engine, offer);
      g_autoptr (SubletLaunch)
        launch = sublet_launch_copy (sublet_rental_request_get_launch (request));

      sublet_launch_set_ssh_key (launch, uri);
      sublet_rental_request_set_launch (request, launch);
      engine_keys_rent (world, request);
      sublet_test_await (engine_keys_is_settled, world->keys);
    }
  listing = engine_keys_list (world);
  g_assert_true (sublet_ssh_key_listing_contains (listing, line));
  g_assert_cmpuint (listing->keys->len, ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 2);
}

typedef struct
{
  SubletPreflight *preflight;
  SubletPreflightVerdict verdict;
} Judged;

static bool
is_judged (gpointer user_data)
{
  Judged *judged = user_data;

  return sublet_preflight_check_get_verdict (engine_keys_get_check (judged->preflight)) ==
         judged->verdict;
}

static void
await_judged (SubletPreflight *preflight, SubletPreflightVerdict verdict)
{
  Judged judged = { preflight, verdict };

  sublet_test_await (is_judged, &judged);
}

static void
make_file (const char *path, const char *options)
{
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q %s -C lab -N '' -f '%s'", options, path);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* A key that is not there, or that cannot be signed with, is known before anything is rented; until
 * it is known, nothing may be rented either. */
static void
test_own_key_checked (EngineKeysWorld *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->engine.folder, "lab", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (SubletLaunch) launch = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  preflight = engine_keys_make_preflight (world, &request);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_ssh_key (launch, uri);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_CHECKING);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (engine_keys_get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_GONE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_STOP);

  make_file (path, "-t ed25519");
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)),
                   ==,
                   "lab");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  g_unlink (path);
  make_file (path, "-t dsa");
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (engine_keys_get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_DSA);

  sublet_launch_set_ssh_key (launch, "own");
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)), ==, "");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  sublet_launch_set_ssh_key (launch, NULL);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_null (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)));
}

#define ADD(name, function)                        \
  g_test_add ("/core/rental/engine-own-key/" name, \
              EngineKeysWorld,                     \
              NULL,                                \
              engine_keys_set_up,                  \
              function,                            \
              engine_keys_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("registered", test_own_key);
  ADD ("checked", test_own_key_checked);

  return g_test_run ();
}
