/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-field-mark.h"

/**
 * sublet_field_mark:
 * @field: an entry or the like
 * @why: (nullable): the label that says what is wrong with it; %NULL when it is fine
 */
void
sublet_field_mark (GtkWidget *field, GtkLabel *why)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);

  if (why != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_accessible_update_relation (accessible,
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      why,
                                      NULL,
                                      -1);
    }
  else
    {
      gtk_widget_remove_css_class (field, "error");
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
    }
  gtk_accessible_update_state (accessible,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               why != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                           : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
