/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-forecast.h"

G_BEGIN_DECLS

/* At first, from the first end on, and from the second. */
#define SUBLET_COURSE_MOST_STEPS 3

/* What an hour of one thing costs, step by step; the last goes on for ever. */
typedef struct
{
  gint64 from_us[SUBLET_COURSE_MOST_STEPS];
  gint64 rate_nusd[SUBLET_COURSE_MOST_STEPS];
  guint n_steps;
  bool unpriced; /* a rate is missing, and counted as nothing */
} SubletCourse;

/* ---- course ---- */

bool sublet_burn_item_runs (const SubletBurnItem *item);
gint64 sublet_burn_item_get_resting_nusd (const SubletBurnItem *item);
SubletCourse sublet_course_new (const SubletBurnItem *item, SubletWhatIf what, gint64 from_us);
gint64 sublet_course_get_cost_uusd (const SubletCourse *self, gint64 until_us);

/* ---- what if ---- */

SubletWhatIf sublet_what_ifs_get (GHashTable *what_ifs, const SubletBurnItem *item);

/* ---- assumptions ---- */

/* Of nothing that has a name, where @item is NULL. */
void sublet_forecast_assume (SubletForecast *self,
                             SubletAssumptionKind kind,
                             const SubletBurnItem *item,
                             gint64 rate_nusd,
                             gint64 at_us);
void sublet_forecast_assume_of (SubletForecast *self,
                                const SubletBurnItem *item,
                                SubletWhatIf what);

G_END_DECLS
