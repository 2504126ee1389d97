/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-seen.h"

#include "ui/compat/sublet-ui-compat.h"

/* On a mapped widget: what its window is drawn on. */
#define TOPLEVEL_KEY "sublet-seen-toplevel"

typedef struct
{
  GtkWidget *widget;     /* (borrowed): it owns this */
  GdkToplevel *toplevel; /* (owned) */
  gulong handler;
  SubletSeenFunc func;
} Seen;

static void
on_state (Seen *seen)
{
  seen->func (seen->widget, !sublet_ui_toplevel_is_hidden (seen->toplevel));
}

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_signal_handler_disconnect (seen->toplevel, seen->handler);
  g_object_unref (seen->toplevel);
  g_free (seen);
}

/**
 * sublet_seen_follow:
 * @widget: a widget that was just mapped, or is no longer
 * @func: is told now, and while it is mapped whenever that changes
 */
void
sublet_seen_follow (GtkWidget *widget, SubletSeenFunc func)
{
  GdkSurface *surface = NULL;
  Seen *seen;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data (G_OBJECT (widget), TOPLEVEL_KEY, NULL);
  if (gtk_widget_get_mapped (widget))
    surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  if (!GDK_IS_TOPLEVEL (surface))
    {
      func (widget, surface != NULL);
      return;
    }

  seen = g_new0 (Seen, 1);
  seen->widget = widget;
  seen->func = func;
  seen->toplevel = g_object_ref (GDK_TOPLEVEL (surface));
  seen->handler = g_signal_connect_swapped (surface, "notify::state", G_CALLBACK (on_state), seen);
  g_object_set_data_full (G_OBJECT (widget), TOPLEVEL_KEY, seen, seen_free);
  on_state (seen);
}
