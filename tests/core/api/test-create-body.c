/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <string.h>

/* What of a launch goes over the wire, and how it is spelt (fact sheet 3.1 to 3.3). */

#define HEAD "{\"client_id\":\"me\""
#define TAIL \
  ",\"target_state\":\"running\",\"cancel_unavail\":true,\"env\":{\"SUBLET_RENTAL\":\"t\""

/* The body of one create. */
static const char *
send (Fixture *fixture, SubletLaunch *launch, bool direct)
{
  const SubletCreateRequest request = { .offer_id = 31900417,
                                        .launch = launch,
                                        .direct = direct,
                                        .disk_gb = 8,
                                        .token = "t",
                                        .bid_nusd = SUBLET_MONEY_UNKNOWN };
  g_autoptr (SubletCreateOutcome) outcome = NULL;

  fixture_answer (fixture, 200, "{\"success\":true,\"new_contract\":5}");
  outcome = create (fixture->client, &request);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_CREATED);

  return fixture_get_request (fixture, fixture->requests->len - 1)->body;
}

typedef struct
{
  const char *name;
  SubletLaunchMode mode;
  bool direct;
  const char *sent;
} ModeRow;

static const ModeRow mode_rows[] = {
  { "ssh", SUBLET_LAUNCH_MODE_SSH, false, "\"runtype\":\"ssh\"" },
  { "ssh-direct", SUBLET_LAUNCH_MODE_SSH, true, "\"runtype\":\"ssh_direct\"" },
  { "jupyter",
    SUBLET_LAUNCH_MODE_JUPYTER,
    false,
    "\"runtype\":\"jupyter\",\"use_jupyter_lab\":true,\"jupyter_dir\":\"/work\"" },
  { "jupyter-direct",
    SUBLET_LAUNCH_MODE_JUPYTER,
    true,
    "\"runtype\":\"jupyter_direct\",\"use_jupyter_lab\":true,\"jupyter_dir\":\"/work\"" },
  { "args",
    SUBLET_LAUNCH_MODE_ARGS,
    true,
    "\"runtype\":\"args\",\"args_str\":\"--model \\\"a b\\\"\"" },
};

/* What belongs to another mode is left out. */
static void
test_mode (Fixture *fixture, gconstpointer data)
{
  const ModeRow *row = data;
  g_autoptr (SubletLaunch) launch = make_launch ("a");
  g_autofree char *body =
    g_strconcat (HEAD ",\"image\":\"a\",\"disk\":8,", row->sent, TAIL "}}", NULL);

  sublet_launch_set_mode (launch, row->mode);
  sublet_launch_set_jupyter_lab (launch, TRUE);
  sublet_launch_set_jupyter_dir (launch, "/work");
  sublet_launch_set_args (launch, "--model \"a b\"");
  g_assert_cmpstr (send (fixture, launch, row->direct), ==, body);
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_template (launch, "0af1", "not sent");
  g_assert_cmpstr (send (fixture, launch, true),
                   ==,
                   HEAD ",\"template_hash_id\":\"0af1\",\"disk\":8,\"runtype\":\"ssh_direct\"" TAIL
                        "}}");
  sublet_launch_set_image (launch, "a:b");
  g_assert_cmpstr (send (fixture, launch, true),
                   ==,
                   HEAD ",\"image\":\"a:b\",\"template_hash_id\":\"0af1\",\"disk\":8,"
                        "\"runtype\":\"ssh_direct\"" TAIL "}}");
}

static void
test_env (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("a");

  sublet_launch_add_env (launch, "B", "two\nlines\t\"and\" \\");
  sublet_launch_add_env (launch, "A", "");
  sublet_launch_add_env (launch, "C", NULL);
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_add_port (launch, 9000, true);
  sublet_launch_add_port (launch, 70000, false);
  g_assert_cmpstr (send (fixture, launch, false),
                   ==,
                   HEAD ",\"image\":\"a\",\"disk\":8,\"runtype\":\"ssh\"" TAIL
                        ",\"B\":\"two\\u000alines\\u0009\\\"and\\\" \\\\\",\"A\":\"\","
                        "\"-p 7860:7860\":\"1\",\"-p 9000:9000/udp\":\"1\","
                        "\"-p 70000:70000\":\"1\"}}");
}

static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("a");
  g_autoptr (GString) script = g_string_new (NULL);
  const char *body;

  sublet_launch_set_onstart (launch, "echo \"a\"\n");
  sublet_launch_set_registry (launch, "r.example", "ada", "p4$$");
  g_assert_cmpstr (send (fixture, launch, false),
                   ==,
                   HEAD ",\"image\":\"a\",\"disk\":8,\"runtype\":\"ssh\","
                        "\"onstart\":\"echo \\\"a\\\"\\u000a\","
                        "\"image_login\":\"-u ada -p p4$$ r.example\"" TAIL "}}");

  /* A long script is packed; Docker Hub has a name; a password that is not kept is not sent. */
  while (script->len <= SUBLET_LAUNCH_MAX_ONSTART)
    g_string_append (script, "echo again\n");
  sublet_launch_set_onstart (launch, script->str);
  sublet_launch_set_registry (launch, NULL, "ada", "p");
  body = send (fixture, launch, false);
  g_assert_nonnull (strstr (body, "\"image_login\":\"-u ada -p p docker.io\""));
  g_assert_nonnull (strstr (body, "|base64 -d|gunzip>"));
  g_assert_null (strstr (body, "echo again"));
  g_assert_cmpuint (strlen (body), <, SUBLET_LAUNCH_MAX_ONSTART);
  sublet_launch_set_registry (launch, NULL, "ada", NULL);
  g_assert_null (strstr (send (fixture, launch, false), "image_login"));
}

static void
test_volume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("a");
  char path[] = "/data";
  char name[] = "d1";
  SubletLaunchVolume volume = { SUBLET_LAUNCH_VOLUME_NEW, 9001, 50.5, path, name, 20417 };

  sublet_launch_set_volume (launch, &volume);
  g_assert_cmpstr (send (fixture, launch, false),
                   ==,
                   HEAD ",\"image\":\"a\",\"disk\":8,\"runtype\":\"ssh\",\"volume_info\":"
                        "{\"create_new\":true,\"volume_id\":9001,\"size\":50.5,"
                        "\"mount_path\":\"/data\",\"name\":\"d1\"}" TAIL "}}");
  volume.kind = SUBLET_LAUNCH_VOLUME_EXISTING;
  volume.id = 61;
  sublet_launch_set_volume (launch, &volume);
  g_assert_cmpstr (send (fixture, launch, false),
                   ==,
                   HEAD ",\"image\":\"a\",\"disk\":8,\"runtype\":\"ssh\",\"volume_info\":"
                        "{\"create_new\":false,\"volume_id\":61,\"mount_path\":\"/data\"}" TAIL
                        "}}");
}

/* What is set in place of what runs: the whole environment with the token, and no script is one. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("a/b:c");
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture, 200, "{\"success\":true,\"updated_instance\":{\"id\":7}}");
  g_assert_true (update_template (fixture->client, 7, launch, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body,
                   ==,
                   "{\"id\":7,\"image\":\"a/b:c\",\"onstart\":\"\","
                   "\"env\":{\"SUBLET_RENTAL\":\"t\"}}");

  sublet_launch_add_env (launch, "A", "1 \"2\"");
  sublet_launch_add_env (launch, SUBLET_LAUNCH_TOKEN_NAME, "forged");
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_set_onstart (launch, "echo hi");
  fixture_answer (fixture, 200, "{\"success\":true}");
  g_assert_true (update_template (fixture->client, 7, launch, &error));
  g_assert_cmpstr (fixture_get_request (fixture, 1)->body,
                   ==,
                   "{\"id\":7,\"image\":\"a/b:c\",\"onstart\":\"echo hi\","
                   "\"env\":{\"SUBLET_RENTAL\":\"t\",\"A\":\"1 \\\"2\\\"\","
                   "\"-p 7860:7860\":\"1\"}}");
}

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (mode_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/create-body/mode/", mode_rows[i].name, NULL);

      ADD (path, test_mode, &mode_rows[i]);
    }
  ADD ("/core/api/create-body/template", test_template, NULL);
  ADD ("/core/api/create-body/env", test_env, NULL);
  ADD ("/core/api/create-body/secrets", test_secrets, NULL);
  ADD ("/core/api/create-body/volume", test_volume, NULL);
  ADD ("/core/api/create-body/update", test_update, NULL);

  return g_test_run ();
}
