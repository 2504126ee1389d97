/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-checks.h"

#include "ui/instance/sublet-instance-scroll.h"
#include "ui/instances/sublet-runtime-list.h"

struct _SubletInstanceChecks
{
  AdwBin parent_instance;

  SubletInstanceSubject *subject; /* (owned) */
  GtkWidget *list;                /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletInstanceChecks, sublet_instance_checks, ADW_TYPE_BIN)

static void
update (SubletInstanceChecks *self)
{
  SubletConnection *connection = sublet_instance_subject_get_connection (self->subject);

  sublet_runtime_list_show_connection (SUBLET_RUNTIME_LIST (self->list), connection);
}

static void
on_run_again (SubletInstanceChecks *self)
{
  SubletConnection *connection = sublet_instance_subject_get_connection (self->subject);

  if (connection != NULL)
    sublet_connection_check_runtime (connection);
}

static void
on_cancel (SubletInstanceChecks *self)
{
  SubletConnection *connection = sublet_instance_subject_get_connection (self->subject);

  if (connection != NULL)
    sublet_connection_cancel_runtime (connection);
}

static void
sublet_instance_checks_dispose (GObject *object)
{
  g_clear_object (&SUBLET_INSTANCE_CHECKS (object)->subject);

  G_OBJECT_CLASS (sublet_instance_checks_parent_class)->dispose (object);
}

static void
sublet_instance_checks_class_init (SubletInstanceChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_instance_checks_dispose;
}

static void
sublet_instance_checks_init (SubletInstanceChecks *self)
{
  self->list = sublet_runtime_list_new ();
  g_signal_connect_object (self->list,
                           "run-again",
                           G_CALLBACK (on_run_again),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "cancel", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), sublet_instance_scroll_new (self->list));
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
  SubletInstanceChecks *self = g_object_new (SUBLET_TYPE_INSTANCE_CHECKS, NULL);

  self->subject = g_object_ref (subject);
  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (self->list),
                                 sublet_instance_subject_get_clock (subject));
  g_signal_connect_object (subject, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
