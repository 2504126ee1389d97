/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-gauge-row.h"
#include "ui/instances/sublet-outbid-row.h"
#include "ui/instances/sublet-sparkline.h"
#include "ui/instances/sublet-state-icon.h"
#include "ui/instances/sublet-steps-row.h"

/* What it is put together from. */

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletInstanceCard, child)

void
sublet_instance_card_bind_parts (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_CARD_LAYOUT);
  g_type_ensure (SUBLET_TYPE_CONNECTION_ROW);
  g_type_ensure (SUBLET_TYPE_OUTBID_ROW);
  g_type_ensure (SUBLET_TYPE_GAUGE_ROW);
  g_type_ensure (SUBLET_TYPE_SPARKLINE);
  g_type_ensure (SUBLET_TYPE_STATE_ICON);
  g_type_ensure (SUBLET_TYPE_STEPS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instances/sublet-instance-card.ui");

  BIND (layout);
  BIND (identity);
  BIND (state_icon);
  BIND (select_check);
  BIND (name_label);
  BIND (state_label);
  BIND (gpu_label);
  BIND (use);
  BIND (gpu_sparkline);
  BIND (gpu_use_label);
  BIND (vram_sparkline);
  BIND (vram_use_label);
  BIND (heat_label);
  BIND (room);
  BIND (disk_gauge);
  BIND (ram_gauge);
  BIND (image_label);
  BIND (steps);
  BIND (steps_row);
  BIND (progress_label);
  BIND (message);
  BIND (kept_gauge);
  BIND (line_label);
  BIND (next_step_label);
  BIND (money);
  BIND (rate_label);
  BIND (cost_label);
  BIND (later_label);
  BIND (lease_label);
  BIND (actions);
  BIND (main_button);
  BIND (main_label);
  BIND (extend_button);
  BIND (menu_button);
  BIND (connection_row);
  BIND (foot);
  BIND (outbid_row);
  BIND (foot_line);
  BIND (failure_icon);
  BIND (foot_label);
  BIND (foot_extend_button);
  BIND (foot_text);
  BIND (foot_answers);
  BIND (foot_details_button);
  BIND (foot_details_label);
}
