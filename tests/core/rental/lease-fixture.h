/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include "core/rental/engine-fixture.h"

/*
 * Leases end, in virtual time: what was ordered is asked of the simulator's ledger.
 */

#define MINUTE_MS (60 * 1000)
#define LEASE_US (40 * G_TIME_SPAN_MINUTE)

#define STATE(name) SUBLET_LEASE_STATE_##name

#define LEASE_FIXTURE_ADD(name, func, data) \
  g_test_add ("/core/rental/lease/" name,   \
              EngineFixture,                \
              data,                         \
              lease_fixture_set_up,         \
              func,                         \
              engine_fixture_tear_down)

void lease_fixture_set_up (EngineFixture *f, gconstpointer data);
SubletRental *lease_fixture_rent (EngineFixture *f, gint64 lease_us, SubletLeaseEnd at_end);
/* Of 40 minutes. */
SubletRental *lease_fixture_rent_running (EngineFixture *f, SubletLeaseEnd at_end);
/* Until so many minutes before its end, by the service's clock as it is right now. */
void lease_fixture_pass_until (EngineFixture *f, SubletRental *rental, int minutes_left);
#define lease_fixture_count_stops(f) engine_fixture_ledger_requests (f, "update")
gint64 lease_fixture_count_orders (EngineFixture *f, const char *where);
void lease_fixture_assert_state (SubletRental *rental, SubletLeaseState state);
bool lease_fixture_set_lease (EngineFixture *f,
                              SubletRental *rental,
                              gint64 end_us,
                              SubletLeaseEnd at_end,
                              GError **error);
void lease_fixture_set_lease_fine (EngineFixture *f,
                                   SubletRental *rental,
                                   gint64 end_us,
                                   SubletLeaseEnd at_end);
void lease_fixture_order (EngineFixture *f, SubletRental *rental, SubletOrder what);
