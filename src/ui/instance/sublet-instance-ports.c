/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-ports.h"

#include "ui/instances/sublet-rental-text.h"
#include "ui/ports/sublet-ports-view.h"

struct _SubletInstancePorts
{
  SubletInstanceSection parent_instance;

  GtkWidget *view; /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletInstancePorts, sublet_instance_ports, SUBLET_TYPE_INSTANCE_SECTION)

static void
sublet_instance_ports_update (SubletInstanceSection *section)
{
  SubletInstancePorts *self = SUBLET_INSTANCE_PORTS (section);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  sublet_ports_view_show (SUBLET_PORTS_VIEW (self->view),
                          name,
                          sublet_instance_subject_get_connection (subject),
                          sublet_rental_get_instance (rental));
}

static void
sublet_instance_ports_class_init (SubletInstancePortsClass *klass)
{
  SUBLET_INSTANCE_SECTION_CLASS (klass)->update = sublet_instance_ports_update;
}

static void
sublet_instance_ports_init (SubletInstancePorts *self)
{
  self->view = sublet_ports_view_new ();
  sublet_instance_section_set_scrolled (SUBLET_INSTANCE_SECTION (self), self->view);
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
  return g_object_new (SUBLET_TYPE_INSTANCE_PORTS, "subject", subject, NULL);
}
