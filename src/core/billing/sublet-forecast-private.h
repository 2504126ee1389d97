/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-forecast.h"

G_BEGIN_DECLS

/* At first, from a price increase on, and from two ends. */
#define SUBLET_COURSE_MOST_STEPS 4

/* What an hour of one thing costs, step by step; the last goes on for ever. */
typedef struct
{
  gint64 from_us[SUBLET_COURSE_MOST_STEPS];
  gint64 rate_nusd[SUBLET_COURSE_MOST_STEPS];
  guint n_steps;
  bool unpriced;        /* a rate is missing, and counted as nothing */
  gint64 increase_us;   /* when it becomes dearer; 0: it does not */
  gint64 increase_nusd; /* what it costs then, traffic aside */
  gint64 vague_us;      /* since when it may be dearer by what is not known; 0: never */
} SubletCourse;

/* ---- course ---- */

bool sublet_burn_item_runs (const SubletBurnItem *item);
gint64 sublet_burn_item_get_resting_nusd (const SubletBurnItem *item);
/* When its host's contract ends and nothing says that it goes on; 0: never, or not known. */
gint64 sublet_burn_item_get_end_us (const SubletBurnItem *item);
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
void sublet_forecast_assume_increase (SubletForecast *self,
                                      const SubletBurnItem *item,
                                      const SubletCourse *course);
void sublet_forecast_assume_deposit (SubletForecast *self, const SubletBurnItem *item);

G_END_DECLS
