/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-port-line.h"

#include "ui/common/sublet-field-mark.h"
#include "ui/common/sublet-list-line.h"

#include <glib/gi18n.h>

/* As they stand in the template. */
#define PROTOCOL_UDP 1

struct _SubletPortLine
{
  AdwBin parent_instance;

  /* template children */
  GtkEntry *entry;
  GtkDropDown *protocol;
  GtkButton *remove_button;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (SubletPortLine, sublet_port_line, ADW_TYPE_BIN)

static void
set_label (gpointer widget, char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_free (label);
}

static void
name_controls (SubletPortLine *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *port = *text == '\0' ? _ ("a port") : text;

  /* TRANSLATORS: TCP or UDP; %s is a number of a port, or "a port" */
  set_label (self->protocol, g_strdup_printf (_ ("Protocol of %s"), port));
  /* TRANSLATORS: takes it out of the list; %s as above */
  set_label (self->remove_button, g_strdup_printf (_ ("Remove %s"), port));
}

static void
on_changed (SubletPortLine *self)
{
  name_controls (self);
  sublet_list_line_changed (GTK_WIDGET (self));
}

static void
sublet_port_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_PORT_LINE);

  G_OBJECT_CLASS (sublet_port_line_parent_class)->dispose (object);
}

static void
sublet_port_line_class_init (SubletPortLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_port_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-port-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPortLine, entry);
  gtk_widget_class_bind_template_child (widget_class, SubletPortLine, protocol);
  gtk_widget_class_bind_template_child (widget_class, SubletPortLine, remove_button);
  gtk_widget_class_bind_template_child (widget_class, SubletPortLine, problem_label);

  sublet_list_line_install (widget_class, "line.remove");
}

static void
sublet_port_line_init (SubletPortLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->protocol, "notify::selected", G_CALLBACK (on_changed), self);
}

/**
 * sublet_port_line_new:
 * @port: its number; 0: nothing is typed yet
 * @udp: whether it is for UDP
 *
 * Returns: (transfer floating): a line
 */
GtkWidget *
sublet_port_line_new (int port, gboolean udp)
{
  SubletPortLine *self = g_object_new (SUBLET_TYPE_PORT_LINE, NULL);

  if (port != 0)
    {
      g_autofree char *text = g_strdup_printf ("%d", port);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
    }
  gtk_drop_down_set_selected (self->protocol, udp ? PROTOCOL_UDP : 0);
  name_controls (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_port_line_is_blank:
 * @self: a line
 *
 * Returns: whether nothing is typed
 */
gboolean
sublet_port_line_is_blank (SubletPortLine *self)
{
  g_return_val_if_fail (SUBLET_IS_PORT_LINE (self), TRUE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
}

/**
 * sublet_port_line_get_port:
 * @self: a line
 *
 * Returns: the number that is typed, which may be out of range; 0 when it is no number
 */
int
sublet_port_line_get_port (SubletPortLine *self)
{
  g_autofree char *text = NULL;
  guint64 port;

  g_return_val_if_fail (SUBLET_IS_PORT_LINE (self), 0);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &port, NULL) ? (int) port : 0;
}

/**
 * sublet_port_line_get_udp:
 * @self: a line
 *
 * Returns: whether it is for UDP
 */
gboolean
sublet_port_line_get_udp (SubletPortLine *self)
{
  g_return_val_if_fail (SUBLET_IS_PORT_LINE (self), FALSE);

  return gtk_drop_down_get_selected (self->protocol) == PROTOCOL_UDP;
}

/**
 * sublet_port_line_set_problem:
 * @self: a line
 * @problem: (nullable): what is wrong with it, as a sentence; %NULL when it is fine
 */
void
sublet_port_line_set_problem (SubletPortLine *self, const char *problem)
{
  g_return_if_fail (SUBLET_IS_PORT_LINE (self));

  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  sublet_field_mark (GTK_WIDGET (self->entry), problem != NULL ? self->problem_label : NULL);
}

/**
 * sublet_port_line_focus:
 * @self: a line
 */
void
sublet_port_line_focus (SubletPortLine *self)
{
  g_return_if_fail (SUBLET_IS_PORT_LINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
