/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-scroll.h"

#include <adwaita.h>

#define EDGE 12
#define WIDTH 720

/**
 * sublet_instance_scroll_new:
 * @child: (transfer floating): what a section shows
 *
 * Returns: (transfer floating): it, in its place
 */
GtkWidget *
sublet_instance_scroll_new (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_margin_top (clamp, EDGE);
  gtk_widget_set_margin_bottom (clamp, EDGE);
  gtk_widget_set_margin_start (clamp, EDGE);
  gtk_widget_set_margin_end (clamp, EDGE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}
