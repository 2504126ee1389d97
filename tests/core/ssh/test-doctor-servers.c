/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-ssh-text.h"
#include "core/ssh/sublet-doctor-private.h"

#include "ssh-fixture.h"
#include "support/sublet-test-instance.h"
#include "support/sublet-test.h"

#include <string.h>

/* Chains that are broken at the server: what the simulator's instances never do, servers of our own
 * do. The service is the simulator; where the instance is, the test says. */

#define STAGE_MS 1500

typedef struct
{
  SubletTestInstance world;
  SubletDoctor *doctor; /* (owned) */
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  SubletDoctorTimes times;

  sublet_test_instance_start (&scene->world);
  sublet_identity_store_load_async (scene->world.identities, NULL, sublet_test_on_result, &result);
  identity = sublet_identity_store_load_finish (scene->world.identities,
                                                sublet_test_await_result (&result),
                                                NULL);
  g_assert_nonnull (identity);
  scene->doctor = sublet_connection_make_doctor (scene->world.connection);
  sublet_doctor_get_times (scene->doctor, &times);
  times.session.banner_ms = STAGE_MS;
  times.session.handshake_ms = STAGE_MS;
  times.command_ms = STAGE_MS;
  sublet_doctor_set_times (scene->doctor, &times);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_clear_object (&scene->doctor);
  sublet_test_instance_stop (&scene->world);
}

static SubletSshIdentity *
get_identity (Scene *scene)
{
  return sublet_identity_store_get_identity (scene->world.identities);
}

static bool
has_ended (gpointer data)
{
  return !sublet_doctor_get_running (data);
}

/* As if the service had said that it runs there; 0: nowhere. */
static void
examine (Scene *scene, guint16 port)
{
  g_autoptr (SubletInstance) instance = NULL;
  g_autofree char *report = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = scene->world.id;
  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.cur_state = SUBLET_CONTRACT_STATUS_RUNNING;
  data.public_ipaddr = g_strdup ("127.0.0.1");
  data.direct_ssh_port = port > 0 ? port : -1;
  instance = sublet_instance_new_take (&data, 1);

  scene->doctor->run = g_cancellable_new ();
  sublet_doctor_take_instance (scene->doctor, instance);
  sublet_test_await (has_ended, scene->doctor);
  report = sublet_doctor_dup_report (scene->doctor);
  g_test_message ("%s", report);
}

static void
assert_broken (Scene *scene,
               SubletDoctorLink link,
               SubletDoctorFinding finding,
               SubletDoctorFix fix)
{
  const SubletDoctorResult *result = sublet_doctor_get_result (scene->doctor, link);

  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, link);
  g_assert_cmpint (result->state, ==, SUBLET_DOCTOR_STATE_BROKEN);
  g_assert_cmpint (result->finding, ==, finding);
  g_assert_cmpint (result->fix, ==, fix);
}

static void
test_no_ports (Scene *scene, gconstpointer data)
{
  examine (scene, 0);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_PORTS,
                 SUBLET_DOCTOR_FINDING_NO_PORTS,
                 SUBLET_DOCTOR_FIX_OPEN_PORTS);
}

static void
examine_fake (Scene *scene, SshFake *fake)
{
  ssh_fake_start (fake);
  examine (scene, fake->port);
  ssh_fake_stop (fake);
}

static void
test_not_ssh (Scene *scene, gconstpointer data)
{
  SshFake fake = { .kind = SSH_FAKE_TALK,
                   .text = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
                   .n_times = 1,
                   .then_close = GPOINTER_TO_INT (data) };

  examine_fake (scene, &fake);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_BANNER,
                 SUBLET_DOCTOR_FINDING_NOT_SSH,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

static void
test_hangs_up (Scene *scene, gconstpointer data)
{
  SshFake fake = { .kind = SSH_FAKE_TALK, .then_close = true };

  examine_fake (scene, &fake);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_BANNER,
                 SUBLET_DOCTOR_FINDING_SILENT,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

/* After its first line: it falls silent, or hangs up. */
static void
test_handshake_cut (Scene *scene, gconstpointer data)
{
  SshFake fake = { .kind = SSH_FAKE_TALK,
                   .text = "SSH-2.0-Fake\r\n",
                   .n_times = 1,
                   .then_close = GPOINTER_TO_INT (data) };

  examine_fake (scene, &fake);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HANDSHAKE,
                 SUBLET_DOCTOR_FINDING_HANDSHAKE_CUT,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

static void
examine_server (Scene *scene, const char *more)
{
  g_autoptr (SshServer) server = ssh_server_new_with (get_identity (scene), "ed25519", more);

  examine (scene, ssh_server_get_port (server));
}

/* As the list of the account's keys shows it. The comment is not told: a computer's name is in it.
 */
static void
assert_key_named (Scene *scene, SubletDoctorLink link)
{
  const char *line = sublet_ssh_identity_get_public_line (get_identity (scene));
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autofree char *expected = g_strconcat ("ssh-ed25519 ", fingerprint, NULL);
  g_autofree char *report = sublet_doctor_dup_report (scene->doctor);

  g_assert_cmpstr (sublet_doctor_get_result (scene->doctor, link)->detail, ==, expected);
  g_assert_nonnull (strstr (report, expected));
  g_assert_true (g_str_has_suffix (line, " sublet@test"));
  g_assert_null (strstr (report, "sublet@test"));
}

#define TAKES_NO_KEY "PubkeyAuthentication no\n"

/* The service has the key, and the server takes none. */
static void
test_refused (Scene *scene, gconstpointer data)
{
  g_autoptr (SshServer)
    server = ssh_server_new_with (get_identity (scene), "ed25519", TAKES_NO_KEY);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_attach_ssh_key_async (scene->world.client,
                                      scene->world.id,
                                      sublet_ssh_identity_get_public_line (get_identity (scene)),
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_client_attach_ssh_key_finish (scene->world.client,
                                       sublet_test_await_result (&result),
                                       &error);
  g_assert_no_error (error);
  examine (scene, ssh_server_get_port (server));
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_AUTHORISED,
                 SUBLET_DOCTOR_FINDING_KEY_REFUSED,
                 SUBLET_DOCTOR_FIX_REBOOT);
  assert_key_named (scene, SUBLET_DOCTOR_LINK_KEYS);
}

/* Refused, and the service does not say which keys the instance has: that is no absence. */
static void
test_keys_unknown (Scene *scene, gconstpointer data)
{
  const SubletDoctorResult *result;

  sublet_test_instance_order (&scene->world,
                              "/_sim/faults",
                              "{\"fault\":\"%s\",\"route\":\"instance-ssh-list\",\"times\":0,"
                              "\"status\":403,\"error\":\"forbidden\",\"msg\":\"not yours\"}",
                              (const char *) data);
  examine_server (scene, TAKES_NO_KEY);
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_AUTHORISED,
                 SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN,
                 SUBLET_DOCTOR_FIX_CHECK_AGAIN);
  result = sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_AUTHORISED);
  g_assert_nonnull (strstr (result->detail, "(direct)"));
  g_assert_nonnull (strstr (result->detail, "\nthe instance's keys: "));
}

static void
test_shell_broken (Scene *scene, gconstpointer data)
{
  examine_server (scene, "ForceCommand echo this account is currently not available; exit 1\n");
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_COMMAND,
                 SUBLET_DOCTOR_FINDING_SHELL_BROKEN,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

/* Whoever is asked for help reads it in a terminal, and takes our lines for ours. */
static void
test_forged (Scene *scene, gconstpointer data)
{
  g_autofree char *report = NULL;

  examine_server (scene,
                  "ForceCommand printf 'no\\r 1 running ok\\033[2J\\n 2 forged\\342\\200\\250 3 "
                  "forged'\n");
  report = sublet_doctor_dup_report (scene->doctor);
  g_test_message ("%s", report);
  g_assert_null (strpbrk (report, "\r\033\v\f"));
  g_assert_null (strstr (report, "\342\200\250"));
  g_assert_nonnull (strstr (report, "     | 2 forged 3 forged\n"));
}

static void
test_home_shut (Scene *scene, gconstpointer data)
{
  examine_server (scene, "SetEnv HOME=/proc\n");
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOME,
                 SUBLET_DOCTOR_FINDING_HOME_SHUT,
                 SUBLET_DOCTOR_FIX_REBOOT);
}

#define ANSWERS "eval \"$SSH_ORIGINAL_COMMAND\""
/* Kills the server's process for this connection. */
#define CUTS "kill -9 $PPID"
#define IN_HOME(word) \
  "ForceCommand case \"$SSH_ORIGINAL_COMMAND\" in *home*) " word ";; *) " ANSWERS ";; esac\n"

/* A job that keeps the disk busy is not to be ended by a restart. */
static void
test_home_slow (Scene *scene, gconstpointer data)
{
  examine_server (scene, IN_HOME ("exec sleep 60"));
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOME,
                 SUBLET_DOCTOR_FINDING_HOME_SLOW,
                 SUBLET_DOCTOR_FIX_CHECK_AGAIN);
}

typedef struct
{
  SubletDoctorLink link;
  const char *more;
} Cut;

static const Cut command_lost = { SUBLET_DOCTOR_LINK_COMMAND, "ForceCommand " CUTS "\n" };
static const Cut command_not_run = { SUBLET_DOCTOR_LINK_COMMAND, "MaxSessions 0\n" };
static const Cut home_lost = { SUBLET_DOCTOR_LINK_HOME, IN_HOME (CUTS) };

/* A link that is lost says nothing of the machine. */
static void
test_inside_cut (Scene *scene, gconstpointer data)
{
  const Cut *cut = data;

  examine_server (scene, cut->more);
  assert_broken (scene, cut->link, SUBLET_DOCTOR_FINDING_INSIDE_CUT, SUBLET_DOCTOR_FIX_CHECK_AGAIN);
  g_assert_nonnull (sublet_doctor_get_result (scene->doctor, cut->link)->detail);
}

/* A login shell in which a name and "=" is an error, as fish. */
static void
test_other_shell (Scene *scene, gconstpointer data)
{
  examine_server (scene,
                  "ForceCommand case \"${SSH_ORIGINAL_COMMAND%% -c*}\" in "
                  "*=*) echo \"fish: Unsupported use of =\"; exit 127;; esac; " ANSWERS "\n");
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
}

/* What a shell says on a full disk, by one that says it always. */
static void
test_home_full (Scene *scene, gconstpointer data)
{
  examine_server (scene,
                  "ForceCommand echo sublet-ready; echo 'sh: 1: echo: echo: I/O error: "
                  "No space left on device'\n");
  assert_broken (scene,
                 SUBLET_DOCTOR_LINK_HOME,
                 SUBLET_DOCTOR_FINDING_HOME_FULL,
                 SUBLET_DOCTOR_FIX_TERMINAL);
}

/* A login that has much to say breaks nothing, and nothing is left behind. */
static void
test_holds (Scene *scene, gconstpointer data)
{
  examine_server (scene, "");
  g_assert_cmpint (sublet_doctor_get_first (scene->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_result (scene->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
  assert_key_named (scene, SUBLET_DOCTOR_LINK_KEYS);
  assert_key_named (scene, SUBLET_DOCTOR_LINK_AUTHORISED);
}

#define ADD(name, data, function) \
  g_test_add ("/core/ssh/doctor/servers/" name, Scene, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  ADD ("holds", NULL, test_holds);
  ADD ("no-ports", NULL, test_no_ports);
  ADD ("not-ssh", GINT_TO_POINTER (0), test_not_ssh);
  ADD ("not-ssh-closes", GINT_TO_POINTER (1), test_not_ssh);
  ADD ("hangs-up", NULL, test_hangs_up);
  ADD ("handshake-silent", GINT_TO_POINTER (0), test_handshake_cut);
  ADD ("handshake-cut", GINT_TO_POINTER (1), test_handshake_cut);
  ADD ("refused", NULL, test_refused);
  ADD ("keys-unknown-500", "http-500-html", test_keys_unknown);
  ADD ("keys-unknown-403", "json-error", test_keys_unknown);
  ADD ("shell-broken", NULL, test_shell_broken);
  ADD ("other-shell", NULL, test_other_shell);
  ADD ("command-lost", &command_lost, test_inside_cut);
  ADD ("command-not-run", &command_not_run, test_inside_cut);
  ADD ("forged", NULL, test_forged);
  ADD ("home-shut", NULL, test_home_shut);
  ADD ("home-full", NULL, test_home_full);
  ADD ("home-slow", NULL, test_home_slow);
  ADD ("home-lost", &home_lost, test_inside_cut);

  return g_test_run ();
}
