/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "core/model/sublet-ssh-text.h"
#include "core/ssh/sublet-doctor.h"

#include "key-agent-fixture.h"
#include "key-fixture.h"
#include "support/sublet-test.h"

#include <string.h>

/* Broken chains to an instance of the simulator: the doctor names the first broken link, and what
 * mends it. */

#define STAGE_MS 1500

typedef struct
{
  SubletTestInstance world;
  SubletDoctor *doctor; /* (owned) */
} Scene;

static SubletDoctor *
make_doctor (Scene *scene)
{
  SubletDoctor *doctor = sublet_doctor_new (scene->world.client,
                                            scene->world.identities,
                                            scene->world.database,
                                            scene->world.id);
  SubletDoctorTimes times;

  sublet_doctor_get_times (doctor, &times);
  times.session.connect_ms = STAGE_MS;
  times.session.banner_ms = STAGE_MS;
  times.session.handshake_ms = STAGE_MS;
  times.command_ms = STAGE_MS;
  sublet_doctor_set_times (doctor, &times);
  g_object_set (doctor, "new-key-until-us", G_MAXINT64, NULL);

  return doctor;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  sublet_test_instance_start (&scene->world);
  scene->doctor = make_doctor (scene);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_clear_object (&scene->doctor);
  sublet_test_instance_stop (&scene->world);
}

/* The key is attached by whoever connects, and the host key pinned. */
static void
connect_once (Scene *scene)
{
  sublet_connection_start (scene->world.connection);
  sublet_test_await (connection_fixture_is_ready, scene->world.connection);
  sublet_connection_stop (scene->world.connection);
}

static bool
has_ended (gpointer data)
{
  return !sublet_doctor_get_running (data);
}

static void
examine (Scene *scene)
{
  g_autofree char *report = NULL;

  sublet_doctor_start (scene->doctor);
  g_assert_true (sublet_doctor_get_running (scene->doctor));
  sublet_test_await (has_ended, scene->doctor);
  report = sublet_doctor_dup_report (scene->doctor);
  g_test_message ("%s", report);
}

/* Those before it hold, and nothing after it was reached. */
static void
assert_broken (Scene *scene,
               SubletDoctorLink link,
               SubletDoctorFinding finding,
               SubletDoctorFix fix)
{
  const SubletDoctorResult *result = sublet_doctor_get_result (scene->doctor, link);
  int i;

  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, link);
  g_assert_cmpint (result->state, ==, SUBLET_DOCTOR_STATE_BROKEN);
  g_assert_cmpint (result->finding, ==, finding);
  g_assert_cmpint (result->fix, ==, fix);
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      const SubletDoctorResult *other = sublet_doctor_get_result (scene->doctor, i);

      if (i < (int) link)
        {
          g_assert_cmpint (other->state, ==, SUBLET_DOCTOR_STATE_DONE);
          g_assert_cmpint (other->duration_us, >, 0);
        }
      else if (i > (int) link)
        g_assert_cmpint (other->state, ==, SUBLET_DOCTOR_STATE_WAITING);
    }
}

static void
test_holds (Scene *scene, gconstpointer data)
{
  g_autofree char *report = NULL;
  int i;

  connect_once (scene);
  examine (scene);
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      g_assert_cmpint (sublet_doctor_get_result (scene->doctor, i)->state,
                       ==,
                       SUBLET_DOCTOR_STATE_DONE);
      g_assert_cmpint (sublet_doctor_get_result (scene->doctor, i)->duration_us, >, 0);
    }
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_checked_us (scene->doctor), >, 0);
  g_assert_nonnull (sublet_doctor_get_pinned_key (scene->doctor));

  /* What is copied has nothing that opens a door. */
  report = sublet_doctor_dup_report (scene->doctor);
  g_assert_nonnull (strstr (report, "10 home writable  ok"));
  g_assert_null (strstr (report, "demo-key"));
  g_assert_null (strstr (report, "root"));
}

/* It looks, and mends nothing: not even by giving the instance the key. */
static void
test_not_attached (Scene *scene, gconstpointer data)
{
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_AUTHORISED,
                 SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                 SUBLET_DOCTOR_FIX_ATTACH_KEY);
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_AUTHORISED,
                 SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                 SUBLET_DOCTOR_FIX_ATTACH_KEY);
}

/* (transfer full): its fingerprint. */
static char *
choose_file (Scene *scene, const char *options)
{
  g_autofree char *path = key_fixture_make (scene->world.folder, "mine", options);
  g_autofree char *line = key_fixture_dup_line (path);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);

  sublet_identity_store_set_choice (scene->world.identities, choice);

  return sublet_ssh_text_dup_fingerprint (line);
}

/* A key of the person's is called by its name, but not in what goes to strangers. */
static void
test_chosen (Scene *scene, gconstpointer data)
{
  g_autofree char *fingerprint = choose_file (scene, "-t ed25519 -C my-desk -N ''");
  g_autofree char *expected = g_strdup_printf ("my-desk (%s)", fingerprint);
  g_autofree char *report = NULL;

  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_AUTHORISED,
                 SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                 SUBLET_DOCTOR_FIX_ATTACH_KEY);
  g_assert_cmpstr (sublet_doctor_get_key_name (scene->doctor), ==, expected);
  report = sublet_doctor_dup_report (scene->doctor);
  g_assert_null (strstr (report, "my-desk"));
}

static void
test_locked (Scene *scene, gconstpointer data)
{
  g_autofree char *fingerprint = choose_file (scene, "-t ed25519 -C my-desk -N secret -a 1");

  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_KEYS,
                 SUBLET_DOCTOR_FINDING_NO_KEY,
                 SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpint (sublet_doctor_get_key_problem (scene->doctor),
                   ==,
                   SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_null (sublet_doctor_get_key_name (scene->doctor));
}

/* The agent lists the key, the instance has it, and nobody is there to confirm its use. */
static void
test_refuses (Scene *scene, gconstpointer data)
{
  g_autofree char *path =
    key_fixture_make (scene->world.folder, "mine", "-t ed25519 -C my-desk -N ''");
  g_autofree char *line = key_fixture_dup_line (path);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_agent (fingerprint);
  KeyAgent agent = { NULL };

  key_agent_start (&agent);
  key_agent_add (&agent, path, NULL);
  sublet_identity_store_set_agent_path (scene->world.identities, agent.path);
  sublet_identity_store_set_choice (scene->world.identities, choice);
  connect_once (scene);
  key_agent_add (&agent, path, "-c");
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_KEYS,
                 SUBLET_DOCTOR_FINDING_NO_KEY,
                 SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpint (sublet_doctor_get_key_problem (scene->doctor),
                   ==,
                   SUBLET_KEY_PROBLEM_AGENT_REFUSES);
  key_agent_stop (&agent);
}

static void
test_stopped (Scene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_stop_instance_async (scene->world.client,
                                     scene->world.id,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_client_stop_instance_finish (scene->world.client,
                                      sublet_test_await_result (&result),
                                      &error);
  g_assert_no_error (error);
  do
    examine (scene);
  while (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_RUNNING)->finding ==
         SUBLET_DOCTOR_FINDING_NOT_RUNNING);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_RUNNING,
                 SUBLET_DOCTOR_FINDING_STOPPED,
                 SUBLET_DOCTOR_FIX_START);
}

static void
test_not_listed (Scene *scene, gconstpointer data)
{
  g_clear_object (&scene->doctor);
  scene->world.id += 1000;
  scene->doctor = make_doctor (scene);
  scene->world.id -= 1000;
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_RUNNING,
                 SUBLET_DOCTOR_FINDING_NOT_LISTED,
                 SUBLET_DOCTOR_FIX_NONE);
}

static void
test_no_answer (Scene *scene, gconstpointer data)
{
  sublet_test_instance_order (&scene->world,
                              "/_sim/faults",
                              "{\"fault\":\"http-500-html\",\"route\":\"single\",\"times\":0}");
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_RUNNING,
                 SUBLET_DOCTOR_FINDING_NO_ANSWER,
                 SUBLET_DOCTOR_FIX_CHECK_AGAIN);
}

/* The proxy holds, so that the chain goes on to its end, and the shut port is what is told. */
static void
test_direct_shut (Scene *scene, gconstpointer data)
{
  const SubletDoctorResult *result;

  connect_once (scene);
  sublet_test_instance_set_link (&scene->world, "direct", "refuse");
  examine (scene);
  result = sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_PORT);
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_LINK_PORT);
  g_assert_cmpint (result->state, ==, SUBLET_DOCTOR_STATE_LIMPING);
  g_assert_cmpint (result->finding, ==, SUBLET_DOCTOR_FINDING_DIRECT_SHUT);
  g_assert_cmpint (result->fix, ==, SUBLET_DOCTOR_FIX_SWITCH_ROUTE);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
}

/* Refused, and without any answer: told, and nothing to be done while the direct one holds. */
static void
test_proxy_shut (Scene *scene, gconstpointer data)
{
  static const char *const hows[] = { "refuse", "blackhole" };
  const SubletDoctorResult *result;
  gsize i;

  connect_once (scene);
  for (i = 0; i < G_N_ELEMENTS (hows); i++)
    {
      sublet_test_instance_set_link (&scene->world, "proxy", hows[i]);
      examine (scene);
      result = sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_PORT);
      g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_LINK_PORT);
      g_assert_cmpint (result->finding, ==, SUBLET_DOCTOR_FINDING_PROXY_SHUT);
      g_assert_cmpint (result->fix, ==, SUBLET_DOCTOR_FIX_NONE);
      g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                       ==,
                       SUBLET_DOCTOR_STATE_DONE);
    }
}

static void
test_ports_shut (Scene *scene, gconstpointer data)
{
  sublet_test_instance_set_link (&scene->world, NULL, "refuse");
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_PORT,
                 SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                 SUBLET_DOCTOR_FIX_REBOOT);
  /* Both are named. */
  g_assert_nonnull (
    strstr (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_PORT)->detail, "(proxy)"));
}

static void
test_silent (Scene *scene, gconstpointer data)
{
  sublet_test_instance_set_link (&scene->world, NULL, "silent");
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_BANNER,
                 SUBLET_DOCTOR_FINDING_SILENT,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

static void
test_host_key (Scene *scene, gconstpointer data)
{
  connect_once (scene);
  sublet_test_instance_order (&scene->world,
                              "/_sim/set",
                              "{\"change_host_key\":%" G_GINT64_FORMAT "}",
                              scene->world.id);
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOST_KEY,
                 SUBLET_DOCTOR_FINDING_HOST_KEY,
                 SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY);
  g_assert_false (sublet_ssh_host_key_equal (sublet_doctor_get_pinned_key (scene->doctor),
                                             sublet_doctor_get_presented_key (scene->doctor)));
}

/* A stranger's, or one whose pin is lost: no key is offered to it before the person has looked. */
static void
test_host_key_new (Scene *scene, gconstpointer data)
{
  g_clear_object (&scene->doctor);
  scene->doctor = sublet_connection_make_doctor (scene->world.connection);
  sublet_connection_set_new_key_until (scene->world.connection, 0);
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOST_KEY,
                 SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                 SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  g_assert_null (sublet_doctor_get_pinned_key (scene->doctor));
  g_assert_nonnull (sublet_doctor_get_presented_key (scene->doctor));

  sublet_connection_accept_host_key (scene->world.connection,
                                     sublet_doctor_get_presented_key (scene->doctor));
  sublet_test_await (connection_fixture_is_ready, scene->world.connection);
  sublet_connection_stop (scene->world.connection);
  examine (scene);
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
}

/* Its pin is told with its time; after a person removed it nothing vouches for the next one. */
static void
test_pin_removed (Scene *scene, gconstpointer data)
{
  SubletConnection *connection = scene->world.connection;

  connect_once (scene);
  examine (scene);
  g_assert_cmpint (sublet_doctor_get_pinned_us (scene->doctor), >, 0);

  sublet_connection_forget_host_key (connection);
  g_object_set (scene->doctor, "new-key-until-us", G_MAXINT64, NULL);
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOST_KEY,
                 SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                 SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  g_assert_cmpint (sublet_doctor_get_pinned_us (scene->doctor), ==, 0);
}

/* What no disk took holds all the same, as long as its connection. */
static void
test_pin_unkept (Scene *scene, gconstpointer data)
{
  SubletConnection *connection = scene->world.connection;

  g_clear_object (&scene->doctor);
  sublet_connection_set_database (connection, NULL, 0);
  sublet_connection_set_new_key_until (connection, G_MAXINT64);
  sublet_connection_start (connection);
  sublet_test_await (connection_fixture_is_ready, connection);
  sublet_connection_stop (connection);
  sublet_connection_set_new_key_until (connection, 0);
  scene->doctor = sublet_connection_make_doctor (connection);
  examine (scene);
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_nonnull (sublet_doctor_get_pinned_key (scene->doctor));
  g_assert_cmpint (sublet_doctor_get_pinned_us (scene->doctor), ==, 0);
}

static void
test_command_hangs (Scene *scene, gconstpointer data)
{
  connect_once (scene);
  sublet_test_instance_order (&scene->world,
                              "/_sim/set",
                              "{\"hang_commands\":%" G_GINT64_FORMAT "}",
                              scene->world.id);
  examine (scene);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_COMMAND,
                 SUBLET_DOCTOR_FINDING_COMMAND_HANGS,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

/* What answers late is told when nothing else is wrong. */
static void
test_slow (Scene *scene, gconstpointer data)
{
  SubletDoctorTimes times;

  connect_once (scene);
  sublet_doctor_get_times (scene->doctor, &times);
  times.slow_ms = 0;
  sublet_doctor_set_times (scene->doctor, &times);
  examine (scene);
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_LINK_COMMAND);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_COMMAND)->finding,
                   ==,
                   SUBLET_DOCTOR_FINDING_SLOW);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
}

/* What was under way says nothing any more, and it can be asked again. */
static void
test_stop (Scene *scene, gconstpointer data)
{
  connect_once (scene);
  sublet_doctor_start (scene->doctor);
  sublet_doctor_start (scene->doctor);
  sublet_doctor_stop (scene->doctor);
  g_assert_false (sublet_doctor_get_running (scene->doctor));
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_checked_us (scene->doctor), ==, 0);
  sublet_doctor_start (scene->doctor);
  g_clear_object (&scene->doctor);
  scene->doctor = make_doctor (scene);
  examine (scene);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
  g_assert_cmpint (sublet_doctor_get_checked_us (scene->doctor), >, 0);

  /* Nor does the run before it count for one that was stopped. */
  sublet_doctor_start (scene->doctor);
  sublet_doctor_stop (scene->doctor);
  g_assert_cmpint (sublet_doctor_get_checked_us (scene->doctor), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/core/ssh/doctor/" name, Scene, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  ADD ("holds", test_holds);
  ADD ("not-attached", test_not_attached);
  ADD ("chosen", test_chosen);
  ADD ("locked", test_locked);
  ADD ("refuses", test_refuses);
  ADD ("stopped", test_stopped);
  ADD ("not-listed", test_not_listed);
  ADD ("no-answer", test_no_answer);
  ADD ("direct-shut", test_direct_shut);
  ADD ("proxy-shut", test_proxy_shut);
  ADD ("ports-shut", test_ports_shut);
  ADD ("silent", test_silent);
  ADD ("host-key", test_host_key);
  ADD ("host-key-new", test_host_key_new);
  ADD ("pin-removed", test_pin_removed);
  ADD ("pin-unkept", test_pin_unkept);
  ADD ("command-hangs", test_command_hangs);
  ADD ("slow", test_slow);
  ADD ("stop", test_stop);

  return g_test_run ();
}
