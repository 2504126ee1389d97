/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-forecast-view.h"

#include "core/billing/sublet-forecast.h"

G_BEGIN_DECLS

struct _SubletForecastView
{
  AdwBin parent_instance;

  /* construct-only */
  SubletOutlook *outlook; /* (owned) */

  /* state */
  GHashTable *what_ifs; /* (owned) of those that have a row */
  GPtrArray *rows;      /* (owned) (element-type AdwComboRow) borrowed from the group */
  GPtrArray *sentences; /* (owned) (element-type AdwActionRow) likewise */
  char *shape;          /* (owned) (nullable): which rows there are */
  gboolean filling;     /* what is selected is no person's doing */

  /* template children */
  GtkWidget *sum_box;
  GtkWidget *total_label;
  GtkWidget *spent_label;
  GtkWidget *difference_label;
  GtkWidget *budget_box;
  GtkWidget *budget_icon;
  GtkWidget *budget_label;
  GtkWidget *credit_label;
  AdwPreferencesGroup *what_group;
  AdwPreferencesGroup *assumptions_group;
};

void sublet_forecast_view_update (SubletForecastView *self);

/* ---- what if ---- */

void sublet_forecast_view_make_rows (SubletForecastView *self, const SubletBurn *burn);
void sublet_forecast_view_update_rows (SubletForecastView *self, const SubletForecast *forecast);

G_END_DECLS
