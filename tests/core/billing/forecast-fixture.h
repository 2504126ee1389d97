/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-forecast.h"

G_BEGIN_DECLS

/* Burns of items that are made by hand, at the end of a month. */

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

/* 28 November 2026, 00:00: three days are left of the month. */
#define NOW (20785 * DAY)
#define END (20788 * DAY)

/* $0.36 and $0.02 an hour: $25.92 and $1.44 in three days. */
#define RUNNING_NUSD G_GINT64_CONSTANT (360000000)
#define DISK_NUSD G_GINT64_CONSTANT (20000000)

/* (transfer full): "ada", at these rates, which nothing ends. */
SubletBurnItem forecast_fixture_make_item (SubletBurnKind kind);
/* Takes the item's members; volumes and traffic are known. */
SubletBurn *forecast_fixture_make_burn (SubletBurnItem item);
void forecast_fixture_assert_assumed (const SubletForecast *forecast,
                                      SubletAssumptionKind kind,
                                      guint count,
                                      gint64 at_us);
/* Nothing else is assumed. */
void forecast_fixture_assert_n_assumed (const SubletForecast *forecast, guint n);

G_END_DECLS
