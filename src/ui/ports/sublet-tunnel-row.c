/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-tunnel-row.h"

#include "ui/ports/sublet-port-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* Between two looks whether something listens by now. */
#define LOOK_S 5

struct _SubletTunnelRow
{
  AdwActionRow parent_instance;

  /* construct-only */
  SubletTunnel *tunnel;         /* (owned) */
  SubletConnection *connection; /* (owned) */

  SubletTunnelState shown; /* of the latest update */
  guint look_id;
  GtkWidget *open_button; /* (borrowed): inside */
  GtkWidget *on_switch;   /* (borrowed): inside */
};

static guint open_signal;

G_DEFINE_FINAL_TYPE (SubletTunnelRow, sublet_tunnel_row, ADW_TYPE_ACTION_ROW)

static gboolean
on_look (gpointer user_data)
{
  SubletTunnelRow *self = user_data;

  if (sublet_tunnel_get_nothing_listens (self->tunnel))
    sublet_tunnel_look (self->tunnel);

  return G_SOURCE_CONTINUE;
}

static void
update_looking (SubletTunnelRow *self)
{
  bool looks = gtk_widget_get_mapped (GTK_WIDGET (self)) &&
               sublet_tunnel_get_state (self->tunnel) == SUBLET_TUNNEL_STATE_OPEN &&
               sublet_tunnel_get_nothing_listens (self->tunnel);

  if (looks && self->look_id == 0)
    self->look_id = g_timeout_add_seconds (LOOK_S, on_look, self);
  else if (!looks)
    g_clear_handle_id (&self->look_id, g_source_remove);
}

static void on_switched (SubletTunnelRow *self);

static void
show_switch (SubletTunnelRow *self)
{
  gboolean on = sublet_tunnel_get_on (self->tunnel);

  if (gtk_switch_get_active (GTK_SWITCH (self->on_switch)) == on)
    return;
  g_signal_handlers_block_by_func (self->on_switch, on_switched, self);
  gtk_switch_set_active (GTK_SWITCH (self->on_switch), on);
  g_signal_handlers_unblock_by_func (self->on_switch, on_switched, self);
}

static void
update (SubletTunnelRow *self)
{
  SubletTunnelState state = sublet_tunnel_get_state (self->tunnel);
  g_autofree char *text =
    sublet_port_text_dup_state (self->tunnel, sublet_connection_get_state (self->connection));
  g_autofree char *spoken = sublet_port_text_dup_spoken (self->tunnel);

  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), text) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  if (state != self->shown)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken,
                                    -1);
  gtk_widget_set_sensitive (self->open_button, state == SUBLET_TUNNEL_STATE_OPEN);
  show_switch (self);
  if (state != self->shown && state == SUBLET_TUNNEL_STATE_OPEN)
    sublet_tunnel_look (self->tunnel);
  self->shown = state;
  update_looking (self);
}

static void
on_switched (SubletTunnelRow *self)
{
  sublet_tunnel_set_on (self->tunnel, gtk_switch_get_active (GTK_SWITCH (self->on_switch)));
}

static void
on_open (SubletTunnelRow *self)
{
  g_signal_emit (self, open_signal, 0);
}

static void
sublet_tunnel_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_tunnel_row_parent_class)->map (widget);

  update_looking (SUBLET_TUNNEL_ROW (widget));
}

static void
sublet_tunnel_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_tunnel_row_parent_class)->unmap (widget);

  update_looking (SUBLET_TUNNEL_ROW (widget));
}

static void
sublet_tunnel_row_dispose (GObject *object)
{
  SubletTunnelRow *self = SUBLET_TUNNEL_ROW (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->tunnel);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (sublet_tunnel_row_parent_class)->dispose (object);
}

static void
sublet_tunnel_row_class_init (SubletTunnelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_tunnel_row_dispose;
  widget_class->map = sublet_tunnel_row_map;
  widget_class->unmap = sublet_tunnel_row_unmap;

  open_signal = g_signal_new ("open",
                              G_TYPE_FROM_CLASS (klass),
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              0);
}

static void
sublet_tunnel_row_init (SubletTunnelRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");

  self->open_button = gtk_button_new_with_label (_ ("Open"));
  gtk_widget_set_valign (self->open_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->open_button, _ ("Open in the Browser"));
  g_signal_connect_object (self->open_button,
                           "clicked",
                           G_CALLBACK (on_open),
                           self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, self->open_button);
  adw_action_row_set_activatable_widget (row, self->open_button);

  self->on_switch = gtk_switch_new ();
  gtk_widget_set_valign (self->on_switch, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->on_switch,
                           "notify::active",
                           G_CALLBACK (on_switched),
                           self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, self->on_switch);
  self->shown = (SubletTunnelState) -1;
}

static void
name_control (GtkWidget *control, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/**
 * sublet_tunnel_row_new:
 * @tunnel: a tunnel
 * @connection: what it goes through
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
sublet_tunnel_row_new (SubletTunnel *tunnel, SubletConnection *connection)
{
  SubletTunnelRow *self = g_object_new (SUBLET_TYPE_TUNNEL_ROW, NULL);
  g_autofree char *title = sublet_port_text_dup_title (sublet_tunnel_get_remote_port (tunnel),
                                                       sublet_tunnel_get_name (tunnel));
  /* TRANSLATORS: spoken; %s is a port, as in "8888 · Jupyter" */
  g_autofree char *opened = g_strdup_printf (_ ("Open %s in the browser"), title);
  /* TRANSLATORS: spoken; %s is a port, as in "8888 · Jupyter" */
  g_autofree char *switched = g_strdup_printf (_ ("Tunnel to %s"), title);

  self->tunnel = g_object_ref (tunnel);
  self->connection = g_object_ref (connection);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  name_control (self->open_button, opened);
  name_control (self->on_switch, switched);
  g_signal_connect_object (tunnel, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

SubletTunnel *
sublet_tunnel_row_get_tunnel (SubletTunnelRow *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL_ROW (self), NULL);

  return self->tunnel;
}
