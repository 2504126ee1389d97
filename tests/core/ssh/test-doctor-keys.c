/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "doctor-fixture.h"

#include "core/model/sublet-ssh-text.h"

#include "key-agent-fixture.h"
#include "key-fixture.h"

#include "support/sublet-test.h"

#include <string.h>

/* The key that signs in, and the one that the instance shows. */

/* It looks, and mends nothing: not even by giving the instance the key. */
static void
test_not_attached (DoctorFixture *f, gconstpointer data)
{
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_AUTHORISED,
                                SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                                SUBLET_DOCTOR_FIX_ATTACH_KEY);
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_AUTHORISED,
                                SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                                SUBLET_DOCTOR_FIX_ATTACH_KEY);
}

/* (transfer full): its fingerprint. */
static char *
choose_file (DoctorFixture *f, const char *options)
{
  g_autofree char *path = key_fixture_make (f->world.folder, "mine", options);
  g_autofree char *line = key_fixture_dup_line (path);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);

  sublet_identity_store_set_choice (f->world.identities, choice);

  return sublet_ssh_text_dup_fingerprint (line);
}

/* A key of the person's is called by its name, but not in what goes to strangers. */
static void
test_chosen (DoctorFixture *f, gconstpointer data)
{
  g_autofree char *fingerprint = choose_file (f, "-t ed25519 -C my-desk -N ''");
  g_autofree char *expected = g_strdup_printf ("my-desk (%s)", fingerprint);
  g_autofree char *report = NULL;

  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_AUTHORISED,
                                SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
                                SUBLET_DOCTOR_FIX_ATTACH_KEY);
  g_assert_cmpstr (sublet_doctor_get_key_name (f->doctor), ==, expected);
  report = sublet_doctor_dup_report (f->doctor);
  g_assert_null (strstr (report, "my-desk"));
}

static void
test_locked (DoctorFixture *f, gconstpointer data)
{
  g_autofree char *fingerprint = choose_file (f, "-t ed25519 -C my-desk -N secret -a 1");

  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_KEYS,
                                SUBLET_DOCTOR_FINDING_NO_KEY,
                                SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpint (sublet_doctor_get_key_problem (f->doctor), ==, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_null (sublet_doctor_get_key_name (f->doctor));
}

/* The agent lists the key, the instance has it, and nobody is there to confirm its use. */
static void
test_refuses (DoctorFixture *f, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (f->world.folder, "mine", "-t ed25519 -C my-desk -N ''");
  g_autofree char *line = key_fixture_dup_line (path);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_agent (fingerprint);
  KeyAgent agent = { NULL };

  key_agent_start (&agent);
  key_agent_add (&agent, path, NULL);
  sublet_identity_store_set_agent_path (f->world.identities, agent.path);
  sublet_identity_store_set_choice (f->world.identities, choice);
  doctor_fixture_connect_once (f);
  key_agent_add (&agent, path, "-c");
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_KEYS,
                                SUBLET_DOCTOR_FINDING_NO_KEY,
                                SUBLET_DOCTOR_FIX_CHOOSE_KEY);
  g_assert_cmpint (sublet_doctor_get_key_problem (f->doctor), ==, SUBLET_KEY_PROBLEM_AGENT_REFUSES);
  key_agent_stop (&agent);
}

static void
test_host_key (DoctorFixture *f, gconstpointer data)
{
  doctor_fixture_connect_once (f);
  sublet_test_instance_order (&f->world,
                              "/_sim/set",
                              "{\"change_host_key\":%" G_GINT64_FORMAT "}",
                              f->world.id);
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_HOST_KEY,
                                SUBLET_DOCTOR_FINDING_HOST_KEY,
                                SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY);
  g_assert_false (sublet_ssh_host_key_equal (sublet_doctor_get_pinned_key (f->doctor),
                                             sublet_doctor_get_presented_key (f->doctor)));
}

/* A stranger's, or one whose pin is lost: no key is offered to it before the person has looked. */
static void
test_host_key_new (DoctorFixture *f, gconstpointer data)
{
  g_clear_object (&f->doctor);
  f->doctor = sublet_connection_make_doctor (f->world.connection);
  sublet_connection_set_new_key_until (f->world.connection, 0);
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_HOST_KEY,
                                SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                                SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  g_assert_null (sublet_doctor_get_pinned_key (f->doctor));
  g_assert_nonnull (sublet_doctor_get_presented_key (f->doctor));

  sublet_connection_accept_host_key (f->world.connection,
                                     sublet_doctor_get_presented_key (f->doctor));
  sublet_test_await (connection_fixture_is_ready, f->world.connection);
  sublet_connection_stop (f->world.connection);
  doctor_fixture_examine (f);
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_N_LINKS);
}

/* Its pin is told with its time; after a person removed it nothing vouches for the next one. */
static void
test_pin_removed (DoctorFixture *f, gconstpointer data)
{
  SubletConnection *connection = f->world.connection;

  doctor_fixture_connect_once (f);
  doctor_fixture_examine (f);
  g_assert_cmpint (sublet_doctor_get_pinned_us (f->doctor), >, 0);

  sublet_connection_forget_host_key (connection);
  g_object_set (f->doctor, "new-key-until-us", G_MAXINT64, NULL);
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_HOST_KEY,
                                SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
                                SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  g_assert_cmpint (sublet_doctor_get_pinned_us (f->doctor), ==, 0);
}

/* What no disk took holds all the same, as long as its connection. */
static void
test_pin_unkept (DoctorFixture *f, gconstpointer data)
{
  SubletConnection *connection = f->world.connection;

  g_clear_object (&f->doctor);
  sublet_connection_set_database (connection, NULL, 0);
  sublet_connection_set_new_key_until (connection, G_MAXINT64);
  sublet_connection_start (connection);
  sublet_test_await (connection_fixture_is_ready, connection);
  sublet_connection_stop (connection);
  sublet_connection_set_new_key_until (connection, 0);
  f->doctor = sublet_connection_make_doctor (connection);
  doctor_fixture_examine (f);
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_nonnull (sublet_doctor_get_pinned_key (f->doctor));
  g_assert_cmpint (sublet_doctor_get_pinned_us (f->doctor), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  DOCTOR_FIXTURE_ADD ("not-attached", test_not_attached);
  DOCTOR_FIXTURE_ADD ("chosen", test_chosen);
  DOCTOR_FIXTURE_ADD ("locked", test_locked);
  DOCTOR_FIXTURE_ADD ("refuses", test_refuses);
  DOCTOR_FIXTURE_ADD ("host-key", test_host_key);
  DOCTOR_FIXTURE_ADD ("host-key-new", test_host_key_new);
  DOCTOR_FIXTURE_ADD ("pin-removed", test_pin_removed);
  DOCTOR_FIXTURE_ADD ("pin-unkept", test_pin_unkept);

  return g_test_run ();
}
