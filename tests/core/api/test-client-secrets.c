/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <string.h>

/* What must be in no log, no message and no file, whatever the service repeats. */

/* Neither the log nor a message nor a kept reply has it, even when the service repeats it. */
static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  static const TestAnswer answers[] = {
    { 400, "{\"msg\":\"bad key " TEST_KEY " here\"}" },
    { 500, "you sent " TEST_KEY },
    { 200,
      "{\"id\":9,\"jupyter_token\":\"planted-1\",\"x\":\"" TEST_KEY
      "\",\"key\":\"ssh-rsa AAAA planted-3\",\"extra_env\":[[\"A\",\"planted-2\"" },
  };
  char *folder = sublet_test_make_folder ();
  g_autofree char *replies = g_build_filename (folder, "replies", NULL);
  g_autofree char *logs = NULL;
  gsize i;

  sublet_client_set_reply_folder (fixture->client, replies);
  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    fixture_answer_full (fixture, &answers[i]);
  sublet_test_logs_start ();
  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (SubletAccount) account = NULL;
      g_autoptr (GError) error = NULL;

      account = get_account (fixture->client, &error);
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, TEST_KEY));
      if (i == 2)
        {
          g_autofree char *kept = NULL;
          const char *path = strstr (error->message, replies);

          g_assert_nonnull (path);
          g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
          g_assert_null (strstr (kept, TEST_KEY));
          g_assert_null (strstr (kept, "planted"));
          g_assert_nonnull (strstr (kept, "jupyter_token"));
        }
    }
  logs = sublet_test_logs_stop ();
  /* The log was really taken, and it holds paths. */
  g_assert_nonnull (strstr (logs, "/api/v0/users/current/"));
  g_assert_null (strstr (logs, TEST_KEY));
  g_assert_null (strstr (logs, "Bearer"));
  g_assert_null (strstr (logs, "planted"));
  sublet_test_remove_folder (folder);
}

/* (transfer full): the newest kept reply. */
static char *
read_kept (const GError *error, const char *replies)
{
  const char *path = strstr (error->message, replies);
  char *kept = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  return kept;
}

/* What a create carries is known nowhere else, and its answer is kept as a shape; it went out once.
 * A list that repeats any of it says so with a blank. */
static void
test_secrets_of_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletCreateRequest request = { .offer_id = 7,
                                  .launch = launch,
                                  .direct = true,
                                  .disk_gb = 64,
                                  .token = "install/rental",
                                  .bid_nusd = SUBLET_MONEY_UNKNOWN };
  char *folder = sublet_test_make_folder ();
  g_autofree char *replies = g_build_filename (folder, "replies", NULL);
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autofree char *created = NULL;
  g_autofree char *listed = NULL;
  g_autoptr (GError) error = NULL;

  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_launch_add_env (launch, "HF_TOKEN", "planted-environment-value");
  sublet_launch_set_registry (launch, "registry.example", "ada", "planted-password");
  sublet_client_set_reply_folder (fixture->client, replies);
  fixture_answer (fixture, 200, "{\"success\": true, \"instance_api_key\": \"planted-key\", \"x");
  fixture_answer (fixture,
                  200,
                  "{\"instances\":[{\"id\":7,\"note\":\"planted-environment-value\","
                  "\"said\":\"ada/planted-password: denied\","
                  "\"Onstart\":\"planted-script\"}],\"next_token\": plantedword}");
  outcome = create (fixture->client, &request);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_UNCLEAR);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
  created = read_kept (outcome->error, replies);
  g_assert_cmpstr (created, ==, "{\"success\": true, \"instance_api_key\": \"***\", \"***");

  listing = list (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->requests->len, ==, 3);
  g_assert_null (strstr (error->message, "planted"));
  listed = read_kept (error, replies);
  g_assert_cmpstr (listed,
                   ==,
                   "{\"instances\":[{\"id\":7,\"note\":\"***\",\"said\":\"ada/***: denied\","
                   "\"Onstart\":\"***\"}],"
                   "\"next_token\": x}");
  sublet_test_remove_folder (folder);
}

/* Nor what other software carries. */
static void
test_secrets_of_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("a/b:c");
  g_autoptr (GError) error = NULL;

  sublet_launch_add_env (launch, "HF_TOKEN", "planted-environment-value");
  sublet_launch_set_onstart (launch, "planted-script-of-ours");
  fixture_answer (fixture,
                  400,
                  "{\"error\":\"invalid_args\",\"msg\":\"planted-environment-value, "
                  "planted-script-of-ours\"}");
  g_assert_false (update_template (fixture->client, 7, launch, &error));
  g_assert_cmpuint (fixture->requests->len, ==, 1);
  g_assert_null (strstr (error->message, "planted"));
}

/* Without a folder nothing is kept, and nothing is told that should not be. */
static void
test_secrets_unkept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) other = new_key ("another-key-that-waits");
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_note_secret (fixture->client, other);
  fixture_answer (fixture, 200, "{\"instances\":[],\"a\":another-key-that-waits}");
  listing = list (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_null (strstr (error->message, "another"));
  g_assert_null (strstr (error->message, "kept"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test)                         \
  g_test_add ("/core/api/client-secrets/" path, \
              Fixture,                          \
              NULL,                             \
              fixture_set_up,                   \
              test,                             \
              fixture_tear_down)
  ADD ("all", test_secrets);
  ADD ("of-create", test_secrets_of_create);
  ADD ("of-update", test_secrets_of_update);
  ADD ("unkept", test_secrets_unkept);

  return g_test_run ();
}
