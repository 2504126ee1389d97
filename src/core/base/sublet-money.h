/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Amounts are micro-dollars (`_uusd`), rates are nano-dollars per hour, per GB and month, or per TB
 * (`_nusd`). The service sends dollars as JSON numbers; they are converted once, while decoding,
 * and every product is taken in 128 bits and rounded once, half away from zero.
 */

#define SUBLET_UUSD_PER_USD G_GINT64_CONSTANT (1000000)
#define SUBLET_NUSD_PER_USD G_GINT64_CONSTANT (1000000000)

/** An amount or rate that is not known. Never a price: compare before use. */
#define SUBLET_MONEY_UNKNOWN G_MININT64

/** The service's month for disk prices. Source: pricing guide, "storage_cost" per 720 hours. */
#define SUBLET_HOURS_PER_MONTH 720

/** The service's GB per TB in traffic prices. Source: `inet_up_cost` against
 * `internet_up_cost_per_tb`. */
#define SUBLET_GB_PER_TB 1024

bool sublet_money_uusd_from_usd (double usd, gint64 *amount_uusd);
bool sublet_money_nusd_from_usd (double usd, gint64 *rate_nusd);

double sublet_money_usd_from_uusd (gint64 amount_uusd);
double sublet_money_usd_from_nusd (gint64 rate_nusd);

gint64 sublet_money_multiply_divide (gint64 value, gint64 factor, gint64 divisor);
gint64 sublet_money_add (gint64 a, gint64 b);

gint64 sublet_money_cost_uusd (gint64 rate_per_hour_nusd, gint64 duration_us);
gint64 sublet_money_disk_rate_nusd (gint64 rate_per_gb_month_nusd, double disk_gb);
gint64 sublet_money_traffic_uusd (gint64 rate_per_tb_nusd, double traffic_gb);

G_END_DECLS
