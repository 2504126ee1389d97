/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-tooltip.h"
#include "ui/logs/sublet-log-window-private.h"

#include <glib/gi18n.h>

/* Words, or where there is no room for them a picture. */
static void
set_look (GtkWidget *button, const char *label, const char *icon_name, gboolean narrow)
{
  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  else
    gtk_button_set_label (GTK_BUTTON (button), label);
  sublet_tooltip_set (button, narrow ? label : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/* Between the buttons, or where there is no room for that below them. */
static void
place_sources (SubletLogWindow *self, gboolean narrow)
{
  g_autoptr (GtkWidget) sources = g_object_ref (self->sources);

  if (narrow == gtk_widget_get_visible (self->second_line))
    return;

  if (narrow)
    {
      adw_header_bar_set_title_widget (self->header, NULL);
      gtk_box_append (GTK_BOX (self->second_line), sources);
    }
  else
    {
      gtk_box_remove (GTK_BOX (self->second_line), sources);
      adw_header_bar_set_title_widget (self->header, sources);
    }
  gtk_widget_set_margin_bottom (sources, narrow ? 6 : 0);
  gtk_widget_set_visible (self->second_line, narrow);
}

/* How its header fits the width that there is. */
void
sublet_log_window_update_layout (SubletLogWindow *self)
{
  gboolean narrow = sublet_size_bin_get_size_class (self->size_bin) == SUBLET_SIZE_CLASS_NARROW;

  place_sources (self, narrow);
  /* TRANSLATORS: a toggle: the end of the log stays in sight */
  set_look (self->follow_button, _ ("Follow"), "go-down-symbolic", narrow);
  set_look (self->save_button, _ ("Save…"), "document-save-symbolic", narrow);
}
