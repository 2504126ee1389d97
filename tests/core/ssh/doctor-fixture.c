/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "doctor-fixture.h"

#include "support/sublet-test.h"

#define STAGE_MS 1500

SubletDoctor *
doctor_fixture_make_doctor (DoctorFixture *f)
{
  SubletDoctor *doctor =
    sublet_doctor_new (f->world.client, f->world.identities, f->world.database, f->world.id);
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

void
doctor_fixture_set_up (DoctorFixture *f, gconstpointer data)
{
  sublet_test_instance_start (&f->world);
  f->doctor = doctor_fixture_make_doctor (f);
}

void
doctor_fixture_tear_down (DoctorFixture *f, gconstpointer data)
{
  g_clear_object (&f->doctor);
  sublet_test_instance_stop (&f->world);
}

void
doctor_fixture_connect_once (DoctorFixture *f)
{
  sublet_connection_start (f->world.connection);
  sublet_test_await (connection_fixture_is_ready, f->world.connection);
  sublet_connection_stop (f->world.connection);
}

static bool
has_ended (gpointer data)
{
  return !sublet_doctor_get_running (data);
}

void
doctor_fixture_examine (DoctorFixture *f)
{
  g_autofree char *report = NULL;

  sublet_doctor_start (f->doctor);
  g_assert_true (sublet_doctor_get_running (f->doctor));
  sublet_test_await (has_ended, f->doctor);
  report = sublet_doctor_dup_report (f->doctor);
  g_test_message ("%s", report);
}

void
doctor_fixture_assert_broken (DoctorFixture *f,
                              SubletDoctorLink link,
                              SubletDoctorFinding finding,
                              SubletDoctorFix fix)
{
  const SubletDoctorResult *result = sublet_doctor_get_result (f->doctor, link);
  int i;

  g_assert_cmpint (sublet_doctor_get_first (f->doctor), ==, link);
  g_assert_cmpint (result->state, ==, SUBLET_DOCTOR_STATE_BROKEN);
  g_assert_cmpint (result->finding, ==, finding);
  g_assert_cmpint (result->fix, ==, fix);
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      const SubletDoctorResult *other = sublet_doctor_get_result (f->doctor, i);

      if (i < (int) link)
        {
          g_assert_cmpint (other->state, ==, SUBLET_DOCTOR_STATE_DONE);
          g_assert_cmpint (other->duration_us, >, 0);
        }
      else if (i > (int) link)
        g_assert_cmpint (other->state, ==, SUBLET_DOCTOR_STATE_WAITING);
    }
}
