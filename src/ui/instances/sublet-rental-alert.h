/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"
#include "core/runtime/sublet-runtime-report.h"

#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletRentalAlert:
 *
 * What about a rental is worth telling a person who does something else.
 */
typedef enum
{
  SUBLET_RENTAL_ALERT_NONE,
  SUBLET_RENTAL_ALERT_READY,
  SUBLET_RENTAL_ALERT_FAILED,
  SUBLET_RENTAL_ALERT_NOT_DESTROYED,
  SUBLET_RENTAL_ALERT_OUTBID,
  SUBLET_RENTAL_ALERT_OFFLINE,
} SubletRentalAlert;

#define SUBLET_RENTAL_N_ALERTS (SUBLET_RENTAL_ALERT_OFFLINE + 1)

SubletRentalAlert sublet_rental_alert_get (SubletRental *rental);
bool sublet_rental_alert_is_urgent (SubletRentalAlert alert);

/* "ada-1 is ready"; the money is below it. */
char *sublet_rental_alert_dup_title (SubletRental *rental, SubletRentalState before);
char *sublet_rental_alert_dup_body (SubletRental *rental);

/* Of one that is ready, when its checks have found why work would fail there: "ada-1 is ready, but
 * not fit for work"; why is below it. */
char *sublet_rental_alert_dup_unfit_title (SubletRental *rental);
char *sublet_rental_alert_dup_unfit_body (SubletRental *rental, const SubletRuntimeReport *report);

G_END_DECLS
