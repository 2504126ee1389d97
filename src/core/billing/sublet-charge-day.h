/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-pack.h"

G_BEGIN_DECLS

/*
 * What one account was charged on one UTC day, as one question about that day was answered. A
 * charge of several days cannot be told apart, so each day is asked for alone. Immutable and
 * reference counted, on any thread.
 */
typedef struct
{
  gint64 day_us;               /* its start, service time in Unix microseconds, a whole UTC day */
  gint64 known_at_us;          /* service time of the answer */
  const SubletChargeRow *rows; /* (borrowed from the pack), as the service sent them */
  guint n_rows;
  SubletChargePack *pack; /* (owned) which other days may be in as well */
} SubletChargeDay;

/* Of an answer of the service. */
SubletChargeDay *sublet_charge_day_new (gint64 day_us, gint64 known_at_us, GPtrArray *charges);
/* Of a pack that is whole: rows of it that lie together. */
SubletChargeDay *sublet_charge_day_new_packed (gint64 day_us,
                                               gint64 known_at_us,
                                               SubletChargePack *pack,
                                               guint first_row,
                                               guint n_rows);
SubletChargeDay *sublet_charge_day_ref (SubletChargeDay *day);
void sublet_charge_day_unref (SubletChargeDay *day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletChargeDay, sublet_charge_day_unref)

gint64 sublet_charge_day_get_total_uusd (const SubletChargeDay *day);

/* The start of the UTC day of a moment. */
gint64 sublet_charge_day_floor (gint64 at_us);

/* When a day is to be asked for (again); 0: now; G_MAXINT64: never again. */
gint64 sublet_charge_day_get_due_us (gint64 day_us, gint64 known_at_us, gint64 now_us);

G_END_DECLS
