/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"

/*
 * Another bid, in virtual time: what the contract stands at is asked of the simulator's ledger.
 */

#define HOUR_MS (G_TIME_SPAN_HOUR / 1000)

/* To the last digit, so that none is lost on the way. */
#define RAISE_NUSD (G_GINT64_CONSTANT (41234567))

#define BID_FIXTURE_ADD(name, data, func)      \
  g_test_add ("/core/rental/engine-bid/" name, \
              EngineFixture,                   \
              data,                            \
              bid_fixture_set_up,              \
              func,                            \
              engine_fixture_tear_down)

void bid_fixture_set_up (EngineFixture *f, gconstpointer data);
SubletRental *bid_fixture_rent (EngineFixture *f);

/* What the only contract stands at. */
gint64 bid_fixture_get_price_nusd (EngineFixture *f);
/* From some other tool. */
void bid_fixture_bid_elsewhere (EngineFixture *f, SubletRental *rental, gint64 bid_nusd);
void bid_fixture_outbid (EngineFixture *f, SubletRental *rental);

const SubletInstanceData *bid_fixture_get_data (SubletRental *rental);
gint64 bid_fixture_get_bid (SubletRental *rental);
void bid_fixture_begin (EngineFixture *f,
                        SubletRental *rental,
                        gint64 bid_nusd,
                        GAsyncResult **result);
gboolean bid_fixture_end (EngineFixture *f, GAsyncResult **result, GError **error);
gboolean bid_fixture_change (EngineFixture *f,
                             SubletRental *rental,
                             gint64 bid_nusd,
                             GError **error);
void bid_fixture_assert_refused (EngineFixture *f,
                                 SubletRental *rental,
                                 gint64 bid_nusd,
                                 SubletError code);
void bid_fixture_await (SubletRental *rental, SubletBidState state);

gint64 bid_fixture_count_orders (EngineFixture *f, const char *outcome);
void bid_fixture_assert_nothing_open (EngineFixture *f);
/* Whatever became of it is settled, and stays so. */
void bid_fixture_assert_settled (EngineFixture *f,
                                 SubletRental *rental,
                                 SubletBidState state,
                                 gint64 price_nusd);
