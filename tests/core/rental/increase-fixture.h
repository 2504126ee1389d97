/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"

/*
 * A host's price increase, in virtual time: what became of it is asked of the simulator's ledger.
 */

#define HOUR_MS (G_TIME_SPAN_HOUR / 1000)

/* By so much the GPUs become dearer. */
#define RAISE_NUSD (G_GINT64_CONSTANT (41234567))

/* When the contract ends, after it was announced. */
#define ENDS_IN_S (3 * 3600)

#define INCREASE_FIXTURE_ADD(name, data, func)      \
  g_test_add ("/core/rental/engine-increase/" name, \
              EngineFixture,                        \
              data,                                 \
              increase_fixture_set_up,              \
              func,                                 \
              engine_fixture_tear_down)

void increase_fixture_set_up (EngineFixture *f, gconstpointer data);
/* One of ours that runs, and an increase of it that is known. */
SubletRental *increase_fixture_rent (EngineFixture *f);
/* By so much the GPUs are to become dearer. */
void increase_fixture_announce_by (EngineFixture *f, SubletRental *rental, gint64 raise_nusd);
/* In figures a second of six decimals, as the service sends them. */
void increase_fixture_announce_rounded (EngineFixture *f, SubletRental *rental, gint64 raise_nusd);
void increase_fixture_announce (EngineFixture *f, SubletRental *rental);
void increase_fixture_await_shown (SubletRental *rental, bool shown);
gint64 increase_fixture_get_id (SubletRental *rental);
void increase_fixture_withdraw (EngineFixture *f, SubletRental *rental);

void increase_fixture_begin (EngineFixture *f,
                             SubletRental *rental,
                             bool accept,
                             GAsyncResult **result);
gboolean increase_fixture_end (EngineFixture *f, GAsyncResult **result, GError **error);
gboolean increase_fixture_answer (EngineFixture *f,
                                  SubletRental *rental,
                                  bool accept,
                                  GError **error);
void increase_fixture_assert_refused (EngineFixture *f,
                                      SubletRental *rental,
                                      bool accept,
                                      SubletError code);
void increase_fixture_await (SubletRental *rental, SubletIncreaseState state);

/* Of accepting and rejecting. */
guint increase_fixture_count_requests (EngineFixture *f);
gint64 increase_fixture_count_orders (EngineFixture *f, const char *outcome);
void increase_fixture_assert_nothing_open (EngineFixture *f);
/* To the last digit but one: GPU and disk are rounded each. */
void increase_fixture_assert_rate (gint64 real_nusd, gint64 expected_nusd);
/* (transfer full): what the service has of the latest of the only contract. */
char *increase_fixture_dup_real (EngineFixture *f);
/* Whatever became of it is settled, and stays so. */
void increase_fixture_assert_settled (EngineFixture *f,
                                      SubletRental *rental,
                                      SubletIncreaseState state,
                                      const char *real);
