/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-checks.h"

#include "ui/common/sublet-announcer.h"
#include "ui/instances/sublet-runtime-list.h"

struct _SubletInstanceChecks
{
  SubletInstanceSection parent_instance;

  gboolean was_running;

  GtkWidget *list;      /* (borrowed): inside */
  GtkWidget *announcer; /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletInstanceChecks, sublet_instance_checks, SUBLET_TYPE_INSTANCE_SECTION)

static SubletConnection *
get_connection (SubletInstanceChecks *self)
{
  return sublet_instance_subject_get_connection (sublet_instance_section_get_subject (self));
}

static void
sublet_instance_checks_update (SubletInstanceSection *section)
{
  SubletInstanceChecks *self = SUBLET_INSTANCE_CHECKS (section);
  SubletConnection *connection = get_connection (self);
  gboolean running = connection != NULL && sublet_connection_get_checking_runtime (connection);

  sublet_runtime_list_show_connection (SUBLET_RUNTIME_LIST (self->list), connection);

  /* Begin and end are heard; every row would be too much. */
  if (running != self->was_running)
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer),
                          sublet_runtime_list_get_headline (SUBLET_RUNTIME_LIST (self->list)));
  self->was_running = running;
}

static void
on_run_again (SubletInstanceChecks *self)
{
  SubletConnection *connection = get_connection (self);

  if (connection != NULL)
    sublet_connection_check_runtime (connection);
}

static void
on_cancel (SubletInstanceChecks *self)
{
  SubletConnection *connection = get_connection (self);

  if (connection != NULL)
    sublet_connection_cancel_runtime (connection);
}

static void
sublet_instance_checks_constructed (GObject *object)
{
  SubletInstanceChecks *self = SUBLET_INSTANCE_CHECKS (object);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);

  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (self->list),
                                 sublet_instance_subject_get_clock (subject));
  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_instance_subject_get_clock (subject));

  G_OBJECT_CLASS (sublet_instance_checks_parent_class)->constructed (object);
}

static void
sublet_instance_checks_class_init (SubletInstanceChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = sublet_instance_checks_constructed;
  SUBLET_INSTANCE_SECTION_CLASS (klass)->update = sublet_instance_checks_update;
}

static void
sublet_instance_checks_init (SubletInstanceChecks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = sublet_runtime_list_new ();
  self->announcer = sublet_announcer_new ();
  gtk_box_append (GTK_BOX (box), self->announcer);
  gtk_box_append (GTK_BOX (box), self->list);
  g_signal_connect_object (self->list,
                           "run-again",
                           G_CALLBACK (on_run_again),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "cancel", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  sublet_instance_section_set_scrolled (SUBLET_INSTANCE_SECTION (self), box);
}

/**
 * sublet_instance_checks_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_instance_checks_new (SubletInstanceSubject *subject)
{
  return g_object_new (SUBLET_TYPE_INSTANCE_CHECKS, "subject", subject, NULL);
}
