/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-port-list.h"

#include "ui/rent/sublet-port-line.h"

struct _SubletPortList
{
  AdwPreferencesRow parent_instance;

  /* state */
  GPtrArray *lines; /* (owned) (element-type SubletPortLine): children of lines_box */

  /* template children */
  GtkBox *lines_box;
  GtkButton *add_button;
};

G_DEFINE_FINAL_TYPE (SubletPortList, sublet_port_list, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletPortListSignal;

static guint signals[N_SIGNALS];

static void
on_line_changed (SubletPortList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The focus stays in the list: at the line that took its place, else at the button that adds. */
static void
on_line_removed (SubletPortList *self, SubletPortLine *line)
{
  guint i;

  if (!g_ptr_array_find (self->lines, line, &i))
    return;

  g_ptr_array_remove_index (self->lines, i);
  if (i < self->lines->len)
    sublet_port_line_focus (g_ptr_array_index (self->lines, i));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  gtk_box_remove (self->lines_box, GTK_WIDGET (line));
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), self->lines->len > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static SubletPortLine *
add_line (SubletPortList *self, int port, gboolean udp)
{
  GtkWidget *line = sublet_port_line_new (port, udp);

  g_signal_connect_swapped (line, "changed", G_CALLBACK (on_line_changed), self);
  g_signal_connect_swapped (line, "remove", G_CALLBACK (on_line_removed), self);
  gtk_box_append (self->lines_box, line);
  g_ptr_array_add (self->lines, line);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), TRUE);

  return SUBLET_PORT_LINE (line);
}

static void
on_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletPortList *self = SUBLET_PORT_LIST (widget);

  sublet_port_line_focus (add_line (self, 0, FALSE));
}

static void
sublet_port_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_PORT_LIST);

  G_OBJECT_CLASS (sublet_port_list_parent_class)->dispose (object);
}

static void
sublet_port_list_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_PORT_LIST (object)->lines);

  G_OBJECT_CLASS (sublet_port_list_parent_class)->finalize (object);
}

static void
sublet_port_list_class_init (SubletPortListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_port_list_dispose;
  object_class->finalize = sublet_port_list_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-port-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPortList, lines_box);
  gtk_widget_class_bind_template_child (widget_class, SubletPortList, add_button);

  gtk_widget_class_install_action (widget_class, "port.add", NULL, on_add);
}

static void
sublet_port_list_init (SubletPortList *self)
{
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_port_list_fill:
 * @self: a list
 * @launch: whose ports to show
 */
void
sublet_port_list_fill (SubletPortList *self, SubletLaunch *launch)
{
  const GArray *ports;
  guint i;

  g_return_if_fail (SUBLET_IS_PORT_LIST (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  ports = sublet_launch_get_ports (launch);
  for (i = 0; i < self->lines->len; i++)
    gtk_box_remove (self->lines_box, g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_box), FALSE);

  for (i = 0; ports != NULL && i < ports->len; i++)
    {
      const SubletLaunchPort *port = &g_array_index (ports, SubletLaunchPort, i);

      add_line (self, port->port, port->udp);
    }
}

/**
 * sublet_port_list_write:
 * @self: a list
 * @launch: where to; its own ports go
 */
void
sublet_port_list_write (SubletPortList *self, SubletLaunch *launch)
{
  guint i;

  g_return_if_fail (SUBLET_IS_PORT_LIST (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  sublet_launch_clear_ports (launch);
  for (i = 0; i < self->lines->len; i++)
    {
      SubletPortLine *line = g_ptr_array_index (self->lines, i);

      if (!sublet_port_line_is_blank (line))
        sublet_launch_add_port (launch,
                                sublet_port_line_get_port (line),
                                sublet_port_line_get_udp (line));
    }
}

/**
 * sublet_port_list_set_problem:
 * @self: a list
 * @index: among those that were written
 * @problem: (nullable): what is wrong with it; %NULL: all are fine
 */
void
sublet_port_list_set_problem (SubletPortList *self, guint index, const char *problem)
{
  guint written = 0;
  guint i;

  g_return_if_fail (SUBLET_IS_PORT_LIST (self));

  for (i = 0; i < self->lines->len; i++)
    {
      SubletPortLine *line = g_ptr_array_index (self->lines, i);
      gboolean wrong = problem != NULL && !sublet_port_line_is_blank (line) && written == index;

      sublet_port_line_set_problem (line, wrong ? problem : NULL);
      if (!sublet_port_line_is_blank (line))
        written++;
    }
}
