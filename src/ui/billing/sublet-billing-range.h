/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SubletBillingRange:
 * @SUBLET_BILLING_RANGE_30_DAYS: today and the 29 days before it
 * @SUBLET_BILLING_RANGE_THIS_MONTH: the month's first day until today
 * @SUBLET_BILLING_RANGE_LAST_MONTH: the whole month before this one
 * @SUBLET_BILLING_RANGE_THIS_YEAR: the year's first day until today
 * @SUBLET_BILLING_RANGE_DAYS: days that somebody chose, and which are kept elsewhere
 *
 * Days and months are those of UTC, by which the service bills.
 */
typedef enum
{
  SUBLET_BILLING_RANGE_30_DAYS,
  SUBLET_BILLING_RANGE_THIS_MONTH,
  SUBLET_BILLING_RANGE_LAST_MONTH,
  SUBLET_BILLING_RANGE_THIS_YEAR,
  SUBLET_BILLING_RANGE_DAYS,
} SubletBillingRange;

/* A moment of the first day and one of the last, in Unix microseconds. */
void sublet_billing_range_get (SubletBillingRange range,
                               gint64 now_us,
                               gint64 *from_us,
                               gint64 *until_us);
/* As in "2026-11-17": 0: it is no day; a moment of it otherwise. */
gint64 sublet_billing_range_read_day (const char *text);
char *sublet_billing_range_dup_day (gint64 at_us);

G_END_DECLS
