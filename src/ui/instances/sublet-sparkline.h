/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SUBLET_SPARKLINE_GPU,
  SUBLET_SPARKLINE_VRAM,
} SubletSparklineSeries;

#define SUBLET_TYPE_SPARKLINE (sublet_sparkline_get_type ())

GType sublet_sparkline_series_get_type (void);

/* Ten minutes of one figure as small bars. Properties: "series", "record". Its accessible label
 * has the figures. */
G_DECLARE_FINAL_TYPE (SubletSparkline, sublet_sparkline, SUBLET, SPARKLINE, GtkWidget)

GtkWidget *sublet_sparkline_new (SubletSparklineSeries series);

void sublet_sparkline_set_record (SubletSparkline *self, SubletInstanceRecord *record);

G_END_DECLS
