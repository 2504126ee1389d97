/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "doctor-fixture.h"

#include "support/sublet-test.h"

#include <string.h>

/* Where it runs, what leads to it and how it answers. */

static void
test_holds (DoctorFixture *f, gconstpointer data)
{
  g_autofree char *report = NULL;
  int i;

  doctor_fixture_connect_once (f);
  doctor_fixture_examine (f);
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      g_assert_cmpint (sublet_doctor_get_result (f->doctor, i)->state,
                       ==,
                       SUBLET_DOCTOR_STATE_DONE);
      g_assert_cmpint (sublet_doctor_get_result (f->doctor, i)->duration_us, >, 0);
    }
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_checked_us (f->doctor), >, 0);
  g_assert_nonnull (sublet_doctor_get_pinned_key (f->doctor));

  /* What is copied has nothing that opens a door. */
  report = sublet_doctor_dup_report (f->doctor);
  g_assert_nonnull (strstr (report, "10 home writable  ok"));
  g_assert_null (strstr (report, "demo-key"));
  g_assert_null (strstr (report, "root"));
}

static void
test_stopped (DoctorFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_stop_instance_async (f->world.client,
                                     f->world.id,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_client_stop_instance_finish (f->world.client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  do
    doctor_fixture_examine (f);
  while (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_RUNNING)->finding ==
         SUBLET_DOCTOR_FINDING_NOT_RUNNING);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_RUNNING,
                                SUBLET_DOCTOR_FINDING_STOPPED,
                                SUBLET_DOCTOR_FIX_START);
}

static void
test_not_listed (DoctorFixture *f, gconstpointer data)
{
  g_clear_object (&f->doctor);
  f->world.id += 1000;
  f->doctor = doctor_fixture_make_doctor (f);
  f->world.id -= 1000;
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_RUNNING,
                                SUBLET_DOCTOR_FINDING_NOT_LISTED,
                                SUBLET_DOCTOR_FIX_NONE);
}

static void
test_no_answer (DoctorFixture *f, gconstpointer data)
{
  sublet_test_instance_order (&f->world,
                              "/_sim/faults",
                              "{\"fault\":\"http-500-html\",\"route\":\"single\",\"times\":0}");
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_RUNNING,
                                SUBLET_DOCTOR_FINDING_NO_ANSWER,
                                SUBLET_DOCTOR_FIX_CHECK_AGAIN);
}

/* The proxy holds, so that the chain goes on to its end, and the shut port is what is told. */
static void
test_direct_shut (DoctorFixture *f, gconstpointer data)
{
  const SubletDoctorResult *result;

  doctor_fixture_connect_once (f);
  sublet_test_instance_set_link (&f->world, "direct", "refuse");
  doctor_fixture_examine (f);
  result = sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_PORT);
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_LINK_PORT);
  g_assert_cmpint (result->state, ==, SUBLET_DOCTOR_STATE_LIMPING);
  g_assert_cmpint (result->finding, ==, SUBLET_DOCTOR_FINDING_DIRECT_SHUT);
  g_assert_cmpint (result->fix, ==, SUBLET_DOCTOR_FIX_SWITCH_ROUTE);
  g_assert_cmpint (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
}

/* Refused, and without any answer: told, and nothing to be done while the direct one holds. */
static void
test_proxy_shut (DoctorFixture *f, gconstpointer data)
{
  static const char *const hows[] = { "refuse", "blackhole" };
  const SubletDoctorResult *result;
  gsize i;

  doctor_fixture_connect_once (f);
  for (i = 0; i < G_N_ELEMENTS (hows); i++)
    {
      sublet_test_instance_set_link (&f->world, "proxy", hows[i]);
      doctor_fixture_examine (f);
      result = sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_PORT);
      g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_LINK_PORT);
      g_assert_cmpint (result->finding, ==, SUBLET_DOCTOR_FINDING_PROXY_SHUT);
      g_assert_cmpint (result->fix, ==, SUBLET_DOCTOR_FIX_NONE);
      g_assert_cmpint (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                       ==,
                       SUBLET_DOCTOR_STATE_DONE);
    }
}

static void
test_ports_shut (DoctorFixture *f, gconstpointer data)
{
  sublet_test_instance_set_link (&f->world, NULL, "refuse");
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_PORT,
                                SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                                SUBLET_DOCTOR_FIX_REBOOT);
  /* Both are named. */
  g_assert_nonnull (
    strstr (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_PORT)->detail, "(proxy)"));
}

static void
test_silent (DoctorFixture *f, gconstpointer data)
{
  sublet_test_instance_set_link (&f->world, NULL, "silent");
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_BANNER,
                                SUBLET_DOCTOR_FINDING_SILENT,
                                SUBLET_DOCTOR_FIX_REBOOT);
}

static void
test_command_hangs (DoctorFixture *f, gconstpointer data)
{
  doctor_fixture_connect_once (f);
  sublet_test_instance_order (&f->world,
                              "/_sim/set",
                              "{\"hang_commands\":%" G_GINT64_FORMAT "}",
                              f->world.id);
  doctor_fixture_examine (f);
  doctor_fixture_assert_broken (f,
                                SUBLET_DOCTOR_LINK_COMMAND,
                                SUBLET_DOCTOR_FINDING_COMMAND_HANGS,
                                SUBLET_DOCTOR_FIX_REBOOT);
}

/* What answers late is told when nothing else is wrong. */
static void
test_slow (DoctorFixture *f, gconstpointer data)
{
  SubletDoctorTimes times;

  doctor_fixture_connect_once (f);
  sublet_doctor_get_times (f->doctor, &times);
  times.slow_ms = 0;
  sublet_doctor_set_times (f->doctor, &times);
  doctor_fixture_examine (f);
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_LINK_COMMAND);
  g_assert_cmpint (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_COMMAND)->finding,
                   ==,
                   SUBLET_DOCTOR_FINDING_SLOW);
  g_assert_cmpint (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
}

/* What was under way says nothing any more, and it can be asked again. */
static void
test_stop (DoctorFixture *f, gconstpointer data)
{
  doctor_fixture_connect_once (f);
  sublet_doctor_start (f->doctor);
  sublet_doctor_start (f->doctor);
  sublet_doctor_stop (f->doctor);
  g_assert_false (sublet_doctor_get_running (f->doctor));
  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, SUBLET_DOCTOR_N_LINKS);
  g_assert_cmpint (sublet_doctor_get_checked_us (f->doctor), ==, 0);
  sublet_doctor_start (f->doctor);
  g_clear_object (&f->doctor);
  f->doctor = doctor_fixture_make_doctor (f);
  doctor_fixture_examine (f);
  g_assert_cmpint (sublet_doctor_get_result (f->doctor, SUBLET_DOCTOR_LINK_HOME)->state,
                   ==,
                   SUBLET_DOCTOR_STATE_DONE);
  g_assert_cmpint (sublet_doctor_get_checked_us (f->doctor), >, 0);

  /* Nor does the run before it count for one that was stopped. */
  sublet_doctor_start (f->doctor);
  sublet_doctor_stop (f->doctor);
  g_assert_cmpint (sublet_doctor_get_checked_us (f->doctor), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  DOCTOR_FIXTURE_ADD ("holds", test_holds);
  DOCTOR_FIXTURE_ADD ("stopped", test_stopped);
  DOCTOR_FIXTURE_ADD ("not-listed", test_not_listed);
  DOCTOR_FIXTURE_ADD ("no-answer", test_no_answer);
  DOCTOR_FIXTURE_ADD ("direct-shut", test_direct_shut);
  DOCTOR_FIXTURE_ADD ("proxy-shut", test_proxy_shut);
  DOCTOR_FIXTURE_ADD ("ports-shut", test_ports_shut);
  DOCTOR_FIXTURE_ADD ("silent", test_silent);
  DOCTOR_FIXTURE_ADD ("command-hangs", test_command_hangs);
  DOCTOR_FIXTURE_ADD ("slow", test_slow);
  DOCTOR_FIXTURE_ADD ("stop", test_stop);

  return g_test_run ();
}
