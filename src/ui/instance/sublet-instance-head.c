/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-head.h"

#include "ui/common/sublet-label.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-state-icon.h"
#include "ui/instances/sublet-steps-row.h"

struct _SubletInstanceHead
{
  AdwBin parent_instance;

  SubletInstanceSubject *subject; /* (owned) */

  /* template children */
  GtkWidget *icon;
  GtkLabel *name_label;
  GtkLabel *state_label;
  GtkWidget *terminal_button;
};

G_DEFINE_FINAL_TYPE (SubletInstanceHead, sublet_instance_head, ADW_TYPE_BIN)

static void
update (SubletInstanceHead *self)
{
  SubletRental *rental = sublet_instance_subject_get_rental (self->subject);
  SubletClock *clock = sublet_instance_subject_get_clock (self->subject);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *state = sublet_rental_text_dup_state (rental, clock);

  sublet_state_icon_set (SUBLET_STATE_ICON (self->icon),
                         sublet_rental_text_get_icon_name (rental),
                         sublet_rental_text_get_icon_class (rental),
                         sublet_steps_get_progress (rental,
                                                    sublet_instance_subject_get_record (
                                                      self->subject)));
  sublet_label_set_text (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  sublet_label_set_text (self->state_label, state);
  gtk_widget_set_visible (self->terminal_button,
                          sublet_instance_subject_get_connection (self->subject) != NULL);
}

static void
sublet_instance_head_dispose (GObject *object)
{
  SubletInstanceHead *self = SUBLET_INSTANCE_HEAD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_INSTANCE_HEAD);
  g_clear_object (&self->subject);

  G_OBJECT_CLASS (sublet_instance_head_parent_class)->dispose (object);
}

static void
sublet_instance_head_class_init (SubletInstanceHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_instance_head_dispose;

  g_type_ensure (SUBLET_TYPE_STATE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instance/sublet-instance-head.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceHead, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceHead, name_label);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceHead, state_label);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceHead, terminal_button);
}

static void
sublet_instance_head_init (SubletInstanceHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_instance_head_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): its head
 */
GtkWidget *
sublet_instance_head_new (SubletInstanceSubject *subject)
{
  SubletInstanceHead *self = g_object_new (SUBLET_TYPE_INSTANCE_HEAD, NULL);

  self->subject = g_object_ref (subject);
  g_signal_connect_object (subject, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
