/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-ports.h"

#include "ui/instance/sublet-instance-scroll.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/ports/sublet-ports-view.h"

struct _SubletInstancePorts
{
  AdwBin parent_instance;

  SubletInstanceSubject *subject; /* (owned) */
  GtkWidget *view;                /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletInstancePorts, sublet_instance_ports, ADW_TYPE_BIN)

static void
update (SubletInstancePorts *self)
{
  SubletRental *rental = sublet_instance_subject_get_rental (self->subject);
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  sublet_ports_view_show (SUBLET_PORTS_VIEW (self->view),
                          name,
                          sublet_instance_subject_get_connection (self->subject),
                          sublet_rental_get_instance (rental));
}

static void
sublet_instance_ports_dispose (GObject *object)
{
  g_clear_object (&SUBLET_INSTANCE_PORTS (object)->subject);

  G_OBJECT_CLASS (sublet_instance_ports_parent_class)->dispose (object);
}

static void
sublet_instance_ports_class_init (SubletInstancePortsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_instance_ports_dispose;
}

static void
sublet_instance_ports_init (SubletInstancePorts *self)
{
  self->view = sublet_ports_view_new ();
  adw_bin_set_child (ADW_BIN (self), sublet_instance_scroll_new (self->view));
}

/**
 * sublet_instance_ports_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_instance_ports_new (SubletInstanceSubject *subject)
{
  SubletInstancePorts *self = g_object_new (SUBLET_TYPE_INSTANCE_PORTS, NULL);

  self->subject = g_object_ref (subject);
  g_signal_connect_object (subject, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
