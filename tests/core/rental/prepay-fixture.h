/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"

G_BEGIN_DECLS

/* For tests of deposits: what became of them is asked of the simulator's ledger. */

#define PREPAY_FIXTURE_UUSD (5 * SUBLET_UUSD_PER_USD)
#define PREPAY_FIXTURE_HOUR_MS (G_TIME_SPAN_HOUR / 1000)

/* Whatever is started comes up. */
void prepay_fixture_set_up (EngineFixture *f, gconstpointer data);
/* Rented as reserved, with a deposit that is paid once it runs. */
SubletRental *prepay_fixture_rent (EngineFixture *f, gint64 deposit_uusd);
/* By hand. */
gboolean prepay_fixture_prepay (EngineFixture *f,
                                SubletRental *rental,
                                gint64 amount_uusd,
                                GError **error);
void prepay_fixture_await (SubletRental *rental, SubletDepositState state);

/* What the service holds: the ledger alone knows. */
guint prepay_fixture_count_deposits (EngineFixture *f);
/* In the journal, closed with this outcome. */
gint64 prepay_fixture_count_orders (EngineFixture *f, const char *outcome);

G_END_DECLS
