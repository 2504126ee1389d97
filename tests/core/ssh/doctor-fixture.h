/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "connection-fixture.h"

#include "core/ssh/sublet-doctor.h"

G_BEGIN_DECLS

/* Broken chains to an instance of the simulator: the doctor names the first broken link, and what
 * mends it. */

typedef struct
{
  SubletTestInstance world;
  SubletDoctor *doctor; /* (owned) */
} DoctorFixture;

/* (transfer full): it waits for nothing for long. */
SubletDoctor *doctor_fixture_make_doctor (DoctorFixture *f);
void doctor_fixture_set_up (DoctorFixture *f, gconstpointer data);
void doctor_fixture_tear_down (DoctorFixture *f, gconstpointer data);

/* The key is attached by whoever connects, and the host key pinned. */
void doctor_fixture_connect_once (DoctorFixture *f);

/* Looks once, until it has ended. */
void doctor_fixture_examine (DoctorFixture *f);

/* Those before it hold, and nothing after it was reached. */
void doctor_fixture_assert_broken (DoctorFixture *f,
                                   SubletDoctorLink link,
                                   SubletDoctorFinding finding,
                                   SubletDoctorFix fix);

#define DOCTOR_FIXTURE_ADD(name, function) \
  g_test_add ("/core/ssh/doctor/" name,    \
              DoctorFixture,               \
              NULL,                        \
              doctor_fixture_set_up,       \
              function,                    \
              doctor_fixture_tear_down)

G_END_DECLS
