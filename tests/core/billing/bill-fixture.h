/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-bill-check.h"

G_BEGIN_DECLS

/* Rentals and days of charges, made by hand; a dollar an hour, of which the disk is ten cents. */

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define HOUR ((gint64) G_TIME_SPAN_HOUR)
#define THIS (20000 * DAY)
#define STATE(state) SUBLET_RENTAL_STATE_##state
#define REASON(reason) SUBLET_RENTAL_REASON_##reason

SubletBillRental *bill_fixture_make_rental (gint64 contract_id);
void bill_fixture_add_event (SubletBillRental *rental,
                             int hours,
                             SubletRentalState state,
                             SubletRentalReason reason);
/* Loads for an hour, runs for ten from two o'clock on, and ends. */
SubletBillRental *bill_fixture_make_usual_rental (gint64 contract_id);
/* Seen for the last time at ten, noticed the next day at noon. */
SubletBillRental *bill_fixture_make_late_rental (gint64 contract_id);

/* One day of one charge, its parts in cents. */
SubletChargeDay *bill_fixture_make_day (int number,
                                        bool complete,
                                        gint64 contract_id,
                                        int gpu,
                                        int disk,
                                        int download,
                                        int upload,
                                        int other);
/* Takes the days; (nullable): the second. */
SubletSpend *bill_fixture_make_spend (SubletChargeDay *first, SubletChargeDay *second);
/* Takes the rental. */
SubletBillCheck *bill_fixture_check_one (SubletBillRental *rental,
                                         SubletSpend *spend,
                                         gint64 now_us);
const SubletBillCheckRow *bill_fixture_get_row (const SubletBillCheck *check, guint i);

G_END_DECLS
