/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-ports-view-private.h"

#include "ui/common/sublet-toast.h"
#include "ui/ports/sublet-port-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletPortsView, sublet_ports_view, ADW_TYPE_BIN)

/* ---- tunnels ---- */

static void
on_open_row (SubletPortsView *self, SubletTunnelRow *row)
{
  sublet_ports_view_browse_tunnel (self, sublet_tunnel_row_get_tunnel (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SubletPortsView *self = user_data;
  GtkWidget *row = sublet_tunnel_row_new (item, self->connection);

  g_signal_connect_object (row, "open", G_CALLBACK (on_open_row), self, G_CONNECT_SWAPPED);

  return row;
}

static void
update_faces (SubletPortsView *self)
{
  GListModel *tunnels = self->connection != NULL
                          ? G_LIST_MODEL (sublet_connection_get_tunnels (self->connection))
                          : NULL;
  bool any = tunnels != NULL && g_list_model_get_n_items (tunnels) > 0;
  /* A status page reads what it says as markup. */
  g_autofree char *name = g_markup_escape_text (self->name, -1);
  g_autofree char *reach =
    /* TRANSLATORS: %s is the name of an instance */
    g_strdup_printf (_ ("Reach a port of %s from this computer alone."), name);
  g_autofree char *stands =
    /* TRANSLATORS: %s is the name of an instance */
    g_strdup_printf (_ ("Ports are reached while %s runs."), name);

  gtk_widget_set_visible (GTK_WIDGET (self->tunnels_list), any);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_page), !any);
  adw_status_page_set_description (self->empty_page, tunnels != NULL ? reach : stands);
  gtk_widget_set_visible (self->empty_button, tunnels != NULL);
  gtk_widget_set_sensitive (self->open_button, tunnels != NULL);
}

/* Its row takes the focus, so that Enter opens its page. */
static void
focus_tunnel (SubletPortsView *self, SubletTunnel *tunnel)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->tunnels_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SUBLET_IS_TUNNEL_ROW (row) &&
        sublet_tunnel_row_get_tunnel (SUBLET_TUNNEL_ROW (row)) == tunnel)
      gtk_widget_grab_focus (row);
}

static void
open_port (SubletPortsView *self, guint16 port)
{
  if (self->connection == NULL || port == 0)
    return;

  focus_tunnel (self,
                sublet_tunnel_list_open (sublet_connection_get_tunnels (self->connection),
                                         port,
                                         sublet_port_text_get_name (port)));
}

static void
on_chosen (SubletPortsView *self, guint port)
{
  open_port (self, (guint16) port);
}

static void
on_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  guint32 port = g_variant_get_uint32 (parameter);

  if (port <= G_MAXUINT16)
    open_port (SUBLET_PORTS_VIEW (widget), (guint16) port);
}

/* ---- closing one ---- */

typedef struct
{
  SubletTunnelList *tunnels; /* (owned) */
  SubletTunnel *tunnel;      /* (owned) */
} Closed;

static void
closed_free (gpointer data, GClosure *closure)
{
  Closed *closed = data;

  g_object_unref (closed->tunnels);
  g_object_unref (closed->tunnel);
  g_free (closed);
}

static void
on_undo (GObject *toast, gpointer user_data)
{
  Closed *closed = user_data;

  sublet_tunnel_list_put_back (closed->tunnels, closed->tunnel);
}

static void
close_tunnel (SubletPortsView *self, SubletTunnelRow *row)
{
  Closed *closed = g_new0 (Closed, 1);
  g_autofree char *title = NULL;
  GtkWidget *neighbour = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (GTK_WIDGET (row));
  closed->tunnels = g_object_ref (sublet_connection_get_tunnels (self->connection));
  closed->tunnel = g_object_ref (sublet_tunnel_row_get_tunnel (row));
  title = sublet_port_text_dup_closed (closed->tunnel);
  gtk_widget_grab_focus (SUBLET_IS_TUNNEL_ROW (neighbour) ? neighbour : self->open_button);
  sublet_tunnel_list_remove (closed->tunnels, closed->tunnel);
  sublet_toast_offer (GTK_WIDGET (self),
                      title,
                      _ ("Undo"), G_CALLBACK (on_undo), closed, closed_free);
}

static void
on_close (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletPortsView *self = SUBLET_PORTS_VIEW (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->tunnels_list));

  if (SUBLET_IS_TUNNEL_ROW (row))
    close_tunnel (self, SUBLET_TUNNEL_ROW (row));
}

/* ---- */

static void
bind_tunnels (SubletPortsView *self)
{
  GListModel *tunnels = self->connection != NULL
                          ? G_LIST_MODEL (sublet_connection_get_tunnels (self->connection))
                          : NULL;

  gtk_list_box_bind_model (self->tunnels_list, tunnels, make_row, self, NULL);
  if (tunnels != NULL)
    g_signal_connect_object (tunnels,
                             "items-changed",
                             G_CALLBACK (update_faces),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
drop_tunnels (SubletPortsView *self)
{
  gtk_list_box_bind_model (self->tunnels_list, NULL, NULL, NULL, NULL);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (sublet_connection_get_tunnels (self->connection), self);
  g_clear_object (&self->connection);
}

static void
sublet_ports_view_root (GtkWidget *widget)
{
  SUBLET_PORTS_VIEW (widget)->cancellable = g_cancellable_new ();

  GTK_WIDGET_CLASS (sublet_ports_view_parent_class)->root (widget);
}

static void
sublet_ports_view_unroot (GtkWidget *widget)
{
  SubletPortsView *self = SUBLET_PORTS_VIEW (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  GTK_WIDGET_CLASS (sublet_ports_view_parent_class)->unroot (widget);
}

static void
sublet_ports_view_dispose (GObject *object)
{
  SubletPortsView *self = SUBLET_PORTS_VIEW (object);

  if (self->tunnels_list != NULL)
    drop_tunnels (self);
  g_clear_object (&self->instance);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_PORTS_VIEW);

  G_OBJECT_CLASS (sublet_ports_view_parent_class)->dispose (object);
}

static void
sublet_ports_view_finalize (GObject *object)
{
  SubletPortsView *self = SUBLET_PORTS_VIEW (object);

  g_ptr_array_unref (self->public_rows);
  g_free (self->public_shown);
  g_free (self->name);

  G_OBJECT_CLASS (sublet_ports_view_parent_class)->finalize (object);
}

static void
sublet_ports_view_class_init (SubletPortsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_ports_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_ports_view_finalize;
  widget_class->root = sublet_ports_view_root;
  widget_class->unroot = sublet_ports_view_unroot;

  g_type_ensure (SUBLET_TYPE_PORT_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/ports/sublet-ports-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, title_label);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, open_button);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, chooser);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, failure_label);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, tunnels_list);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SubletPortsView, public_group);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);

  gtk_widget_class_install_action (widget_class, "ports.open", "u", on_open);
  gtk_widget_class_install_action (widget_class, "ports.close", NULL, on_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "ports.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "ports.close", NULL);
}

static void
sublet_ports_view_init (SubletPortsView *self)
{
  self->public_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->public_group), FALSE);
}

GtkWidget *
sublet_ports_view_new (void)
{
  return g_object_new (SUBLET_TYPE_PORTS_VIEW, NULL);
}

static void
set_name (SubletPortsView *self, const char *name)
{
  /* TRANSLATORS: a heading; %s is the name of an instance */
  g_autofree char *title = g_strdup_printf (_ ("Tunnels to %s"), name);

  g_free (self->name);
  self->name = g_strdup (name);
  gtk_label_set_label (self->title_label, title);
}

/**
 * sublet_ports_view_show:
 * @self: the view
 * @name: what the instance is called
 * @connection: (nullable): the way to it, NULL while it does not run
 * @instance: (nullable): its latest reading
 */
void
sublet_ports_view_show (SubletPortsView *self,
                        const char *name,
                        SubletConnection *connection,
                        SubletInstance *instance)
{
  g_return_if_fail (SUBLET_IS_PORTS_VIEW (self));
  g_return_if_fail (name != NULL);

  if (g_strcmp0 (name, self->name) != 0)
    set_name (self, name);
  if (connection != self->connection)
    {
      drop_tunnels (self);
      g_set_object (&self->connection, connection);
      bind_tunnels (self);
    }
  g_set_object (&self->instance, instance);
  update_faces (self);
  sublet_ports_view_update_public (self);
}
