/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-port-chooser.h"

#include "ui/ports/sublet-port-text.h"

struct _SubletPortChooser
{
  GtkPopover parent_instance;

  GtkBox *common_box;
  GtkEntry *entry;
  GtkWidget *choose_button;
  GtkWidget *problem_label;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SubletPortChooser, sublet_port_chooser, GTK_TYPE_POPOVER)

static void
choose (SubletPortChooser *self, guint16 port)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, port);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_common (GtkWidget *button, gpointer user_data)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, SUBLET_TYPE_PORT_CHOOSER);

  choose (SUBLET_PORT_CHOOSER (self), (guint16) GPOINTER_TO_UINT (user_data));
}

static void
on_typed (SubletPortChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint16 port = sublet_port_text_parse (text);

  gtk_widget_set_sensitive (self->choose_button, port != 0);
  gtk_widget_set_visible (self->problem_label, port == 0 && *text != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               port == 0 && *text != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE
                                                          : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
on_entered (SubletPortChooser *self)
{
  guint16 port = sublet_port_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (port != 0)
    choose (self, port);
}

static void
sublet_port_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_PORT_CHOOSER);

  G_OBJECT_CLASS (sublet_port_chooser_parent_class)->dispose (object);
}

static void
sublet_port_chooser_class_init (SubletPortChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_port_chooser_dispose;

  chosen_signal = g_signal_new ("chosen",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/ports/sublet-port-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPortChooser, common_box);
  gtk_widget_class_bind_template_child (widget_class, SubletPortChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, SubletPortChooser, choose_button);
  gtk_widget_class_bind_template_child (widget_class, SubletPortChooser, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
}

static void
sublet_port_chooser_init (SubletPortChooser *self)
{
  const guint16 *port;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (port = sublet_port_text_get_common (); *port != 0; port++)
    {
      g_autofree char *title =
        sublet_port_text_dup_title (*port, sublet_port_text_get_name (*port));
      GtkWidget *button = gtk_button_new_with_label (title);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      g_signal_connect (button, "clicked", G_CALLBACK (on_common), GUINT_TO_POINTER (*port));
      gtk_box_append (self->common_box, button);
    }
}
