/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-next-end.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

struct _SubletNextEnd
{
  GtkWidget parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  SubletRental *rental;       /* (owned) (nullable): whose lease ends next */

  /* template children */
  GtkWidget *words;
  GtkLabel *name;
  GtkLabel *time;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SubletNextEnd, sublet_next_end, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENGINE = 1,
} SubletNextEndProperty;

static GParamSpec *properties[PROP_ENGINE + 1];
static guint extend_signal;

static bool
has_end_to_come (SubletRental *rental)
{
  switch (sublet_rental_get_lease_state (rental))
    {
    case SUBLET_LEASE_STATE_RUNNING:
    case SUBLET_LEASE_STATE_SOON:
    case SUBLET_LEASE_STATE_LAST:
      return true;

    case SUBLET_LEASE_STATE_NONE:
    case SUBLET_LEASE_STATE_DUE:
    case SUBLET_LEASE_STATE_WAITING:
    case SUBLET_LEASE_STATE_OVER:
    default:
      return false;
    }
}

/* (transfer full) (nullable) */
static SubletRental *
find_next (SubletRentalEngine *engine)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (engine);
  g_autoptr (SubletRental) next = NULL;
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (has_end_to_come (rental) && (next == NULL || sublet_rental_get_lease_end_us (rental) <
                                                         sublet_rental_get_lease_end_us (next)))
        g_set_object (&next, rental);
    }

  return g_steal_pointer (&next);
}

static void update (SubletNextEnd *self);

static void
set_rental (SubletNextEnd *self, SubletRental *rental)
{
  if (rental == self->rental)
    return;

  if (self->rental != NULL)
    g_signal_handlers_disconnect_by_func (self->rental, update, self);
  g_set_object (&self->rental, rental);
  if (rental == NULL)
    return;

  g_signal_connect_object (rental,
                           "notify::lease-end-us",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rental,
                           "notify::lease-state",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
show (SubletNextEnd *self)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *name = sublet_rental_text_dup_name (self->rental);
  g_autofree char *time = sublet_format_time_ahead (sublet_rental_get_lease_end_us (self->rental) -
                                                      sublet_clock_get_service_offset_us (clock),
                                                    sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: whose lease ends next: an instance's label; below it stands when it ends */
  g_autofree char *whose = g_strdup_printf (_ ("Next: %s"), name);
  /* TRANSLATORS: when the lease of the instance that stands above ends, as in "today 17:58" */
  g_autofree char *when = g_strdup_printf (_ ("Lease ends %s"), time);
  /* TRANSLATORS: a button for those who listen; %s is an instance's label */
  g_autofree char *spoken = g_strdup_printf (_ ("Extend the lease of %s by one hour"), name);

  gtk_label_set_label (self->name, whose);
  sublet_tooltip_set (GTK_WIDGET (self->name), whose);
  gtk_label_set_label (self->time, when);
  sublet_tooltip_set (self->button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

static void
update (SubletNextEnd *self)
{
  g_autoptr (SubletRental) next = find_next (self->engine);

  set_rental (self, next);
  gtk_widget_set_visible (GTK_WIDGET (self), next != NULL);
  if (next != NULL)
    show (self);
}

static void
on_clicked (SubletNextEnd *self)
{
  g_signal_emit (self, extend_signal, 0, self->rental);
}

/**
 * sublet_next_end_get_rental:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): whose lease ends next
 */
SubletRental *
sublet_next_end_get_rental (SubletNextEnd *self)
{
  g_return_val_if_fail (SUBLET_IS_NEXT_END (self), NULL);

  return self->rental;
}

/* ---- the object ---- */

static void
sublet_next_end_constructed (GObject *object)
{
  SubletNextEnd *self = SUBLET_NEXT_END (object);

  G_OBJECT_CLASS (sublet_next_end_parent_class)->constructed (object);

  /* With each list, and each change of what is paid. */
  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_rental_engine_get_rentals (self->engine),
                           "items-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_next_end_dispose (GObject *object)
{
  SubletNextEnd *self = SUBLET_NEXT_END (object);

  set_rental (self, NULL);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_NEXT_END);

  G_OBJECT_CLASS (sublet_next_end_parent_class)->dispose (object);
}

static void
sublet_next_end_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletNextEnd *self = SUBLET_NEXT_END (object);

  switch ((SubletNextEndProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_next_end_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SubletNextEnd *self = SUBLET_NEXT_END (object);

  switch ((SubletNextEndProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_next_end_class_init (SubletNextEndClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_next_end_constructed;
  object_class->dispose = sublet_next_end_dispose;
  object_class->get_property = sublet_next_end_get_property;
  object_class->set_property = sublet_next_end_set_property;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL_ENGINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  extend_signal = g_signal_new ("extend",
                                SUBLET_TYPE_NEXT_END,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                SUBLET_TYPE_RENTAL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instances/sublet-next-end.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletNextEnd, words);
  gtk_widget_class_bind_template_child (widget_class, SubletNextEnd, name);
  gtk_widget_class_bind_template_child (widget_class, SubletNextEnd, time);
  gtk_widget_class_bind_template_child (widget_class, SubletNextEnd, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
sublet_next_end_init (SubletNextEnd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_next_end_new:
 * @engine: whose leases
 *
 * Returns: (transfer floating): a line
 */
GtkWidget *
sublet_next_end_new (SubletRentalEngine *engine)
{
  return g_object_new (SUBLET_TYPE_NEXT_END, "engine", engine, NULL);
}
