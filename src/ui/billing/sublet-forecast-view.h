/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FORECAST_VIEW (sublet_forecast_view_get_type ())

/*
 * What this month comes to, what that rests on, and what it would come to if instances were
 * stopped or destroyed: nothing is done. Property: "outlook" (construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletForecastView, sublet_forecast_view, SUBLET, FORECAST_VIEW, AdwBin)

GtkWidget *sublet_forecast_view_new (SubletOutlook *outlook);

G_END_DECLS
