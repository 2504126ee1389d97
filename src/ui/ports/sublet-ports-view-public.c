/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-ports-view-private.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* As it was said: what is shown of it is tamed. */
static GQuark
address_quark (void)
{
  return g_quark_from_static_string ("sublet-public-address");
}

static const char *
get_address (GtkWidget *row)
{
  return g_object_get_qdata (G_OBJECT (row), address_quark ());
}

static void
on_copy (GtkWidget *row)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (row), get_address (row));
  sublet_toast_show (row, _ ("Copied"));
}

static void
on_open (GtkWidget *row)
{
  GtkWidget *view = gtk_widget_get_ancestor (row, SUBLET_TYPE_PORTS_VIEW);
  g_autofree char *page = g_strdup_printf ("http://%s/", get_address (row));

  sublet_ports_view_browse (SUBLET_PORTS_VIEW (view), page);
}

static GtkWidget *
add_button (GtkWidget *row, GtkWidget *button, const char *spoken, GCallback on_clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  g_signal_connect_object (button, "clicked", on_clicked, row, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static GtkWidget *
make_row (const SubletOpenPort *port, const char *host)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *title = g_strdup_printf ("%d/%s", port->inside, port->udp ? "udp" : "tcp");
  g_autofree char *address = sublet_format_address (host, port->outside);
  g_autofree char *shown = sublet_format_name (address);
  /* TRANSLATORS: spoken; %s is an address, "198.51.100.24:41080" */
  g_autofree char *copied = g_strdup_printf (_ ("Copy %s"), shown);
  /* TRANSLATORS: spoken; %s is an address, "198.51.100.24:41080" */
  g_autofree char *opened = g_strdup_printf (_ ("Open %s in the browser"), shown);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  g_object_set_qdata_full (G_OBJECT (row), address_quark (), g_steal_pointer (&address), g_free);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, _ ("Copy"));
  add_button (row, copy, copied, G_CALLBACK (on_copy));
  /* A browser speaks no UDP. */
  if (!port->udp)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row),
                                           add_button (row,
                                                       gtk_button_new_with_label (
                                                         _ ("Open")),
                                                         opened,
                                                         G_CALLBACK (on_open)));

  return row;
}

/* SSH's own is how Sublet gets there, and no page. */
static bool
is_shown (const SubletOpenPort *port)
{
  return port->udp || port->inside != 22;
}

static char *
dup_facts (GArray *ports, const char *host)
{
  GString *facts = g_string_new (host);
  guint i;

  for (i = 0; i < ports->len; i++)
    {
      const SubletOpenPort *port = &g_array_index (ports, SubletOpenPort, i);

      if (is_shown (port))
        g_string_append_printf (facts, " %d %d %d", port->inside, port->outside, port->udp);
    }

  return g_string_free (facts, FALSE);
}

static void
remove_rows (SubletPortsView *self)
{
  guint i;

  for (i = 0; i < self->public_rows->len; i++)
    adw_preferences_group_remove (self->public_group, g_ptr_array_index (self->public_rows, i));
  g_ptr_array_set_size (self->public_rows, 0);
}

/**
 * sublet_ports_view_update_public: (skip)
 * @self: the view
 *
 * Rows are made anew only when something of them is another: the focus stays.
 */
void
sublet_ports_view_update_public (SubletPortsView *self)
{
  const SubletInstanceData *data =
    self->instance != NULL ? sublet_instance_get_data (self->instance) : NULL;
  bool known = data != NULL && data->open_ports != NULL && data->public_ipaddr != NULL;
  g_autofree char *facts = known ? dup_facts (data->open_ports, data->public_ipaddr) : NULL;
  guint i;

  if (g_strcmp0 (facts, self->public_shown) == 0)
    return;

  remove_rows (self);
  for (i = 0; known && i < data->open_ports->len; i++)
    {
      const SubletOpenPort *port = &g_array_index (data->open_ports, SubletOpenPort, i);
      GtkWidget *row;

      if (!is_shown (port))
        continue;
      row = make_row (port, data->public_ipaddr);
      adw_preferences_group_add (self->public_group, row);
      g_ptr_array_add (self->public_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->public_group), self->public_rows->len > 0);
  g_free (self->public_shown);
  self->public_shown = g_steal_pointer (&facts);
}
