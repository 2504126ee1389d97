/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-record-private.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (SubletInstanceRecord, sublet_instance_record, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} SubletInstanceRecordSignal;

static guint signals[SIGNAL_CHANGED + 1];

typedef enum
{
  PROP_FAILURE = 1,
  PROP_NEXT_OFFER,
} SubletInstanceRecordProperty;

static GParamSpec *properties[PROP_NEXT_OFFER + 1];

void
sublet_instance_record_tell (SubletInstanceRecord *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Readings survive a stop, but then they mean nothing. Source: fact sheet 4.3, `gpu_util`. */
static bool
has_usage (SubletRental *rental)
{
  return sublet_rental_is_up (rental);
}

static void
on_instance_changed (SubletInstanceRecord *self, GParamSpec *pspec, SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  const SubletInstanceData *data;
  SubletUsageSample sample;

  if (instance == NULL)
    return;

  data = sublet_instance_get_data (instance);
  sample.at_us = sublet_instance_get_known_at_us (instance);
  if (self->host_at_us == 0 && data->actual_status != SUBLET_ACTUAL_STATUS_NONE)
    self->host_at_us = sample.at_us;
  if (self->loading_at_us == 0 && data->actual_status == SUBLET_ACTUAL_STATUS_LOADING)
    self->loading_at_us = sample.at_us;
  if (!has_usage (rental))
    return;

  sample.gpu_ratio = CLAMP (data->gpu_util_percent / 100.0, 0.0, 1.0);
  sample.vram_ratio = CLAMP (data->vmem_used_ratio, 0.0, 1.0);
  sublet_instance_record_add_sample (self, &sample);
  sublet_instance_record_tell (self);
}

static void
on_next_offer_changed (SubletInstanceRecord *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_OFFER]);
}

static void
sublet_instance_record_dispose (GObject *object)
{
  g_clear_object (&SUBLET_INSTANCE_RECORD (object)->next_offer);

  G_OBJECT_CLASS (sublet_instance_record_parent_class)->dispose (object);
}

static void
sublet_instance_record_finalize (GObject *object)
{
  SubletInstanceRecord *self = SUBLET_INSTANCE_RECORD (object);

  g_array_unref (self->samples);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (sublet_instance_record_parent_class)->finalize (object);
}

static void
sublet_instance_record_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch ((SubletInstanceRecordProperty) prop_id)
    {
    case PROP_FAILURE:
      g_value_set_boxed (value, SUBLET_INSTANCE_RECORD (object)->failure);
      break;
    case PROP_NEXT_OFFER:
      g_value_set_object (value, SUBLET_INSTANCE_RECORD (object)->next_offer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_record_class_init (SubletInstanceRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_instance_record_dispose;
  object_class->finalize = sublet_instance_record_finalize;
  object_class->get_property = sublet_instance_record_get_property;

  properties[PROP_FAILURE] =
    g_param_spec_boxed ("failure",
                        NULL,
                        NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEXT_OFFER] =
    g_param_spec_object ("next-offer",
                         NULL,
                         NULL,
                         SUBLET_TYPE_NEXT_OFFER,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_instance_record_init (SubletInstanceRecord *self)
{
  self->samples = g_array_new (FALSE, FALSE, sizeof (SubletUsageSample));
}

/**
 * sublet_instance_record_new:
 * @rental: what to follow; not kept alive
 *
 * Returns: (transfer full): a record that begins with the present reading
 */
SubletInstanceRecord *
sublet_instance_record_new (SubletRental *rental)
{
  SubletInstanceRecord *self = g_object_new (SUBLET_TYPE_INSTANCE_RECORD, NULL);

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), self);

  g_signal_connect_object (rental,
                           "notify::instance",
                           G_CALLBACK (on_instance_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_instance_changed (self, NULL, rental);

  return self;
}

/**
 * sublet_instance_record_get_n_samples:
 * @self: a record
 *
 * Returns: how many readings of the last ten minutes it has
 */
guint
sublet_instance_record_get_n_samples (SubletInstanceRecord *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), 0);

  return self->samples->len;
}

/**
 * sublet_instance_record_get_sample:
 * @self: a record
 * @index: below the number of samples, 0 is the oldest
 *
 * Returns: (transfer none): the sample, until the next "changed"
 */
const SubletUsageSample *
sublet_instance_record_get_sample (SubletInstanceRecord *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), NULL);
  g_return_val_if_fail (index < self->samples->len, NULL);

  return &g_array_index (self->samples, SubletUsageSample, index);
}

/**
 * sublet_instance_record_get_host_at_us:
 * @self: a record
 *
 * Returns: service time at which the host was first seen to report, 0 while it has not
 */
gint64
sublet_instance_record_get_host_at_us (SubletInstanceRecord *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), 0);

  return self->host_at_us;
}

/**
 * sublet_instance_record_get_loading_at_us:
 * @self: a record
 *
 * Returns: service time at which the image was first seen loading, 0 while it was not
 */
gint64
sublet_instance_record_get_loading_at_us (SubletInstanceRecord *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), 0);

  return self->loading_at_us;
}

/**
 * sublet_instance_record_get_next_offer:
 * @self: a record
 * @rental: what it follows
 *
 * Returns: (transfer none): what could be taken instead; nobody is asked for it here
 */
SubletNextOffer *
sublet_instance_record_get_next_offer (SubletInstanceRecord *self, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), NULL);

  if (self->next_offer == NULL)
    {
      self->next_offer = sublet_next_offer_new (rental);
      g_signal_connect_object (self->next_offer,
                               "changed",
                               G_CALLBACK (on_next_offer_changed),
                               self,
                               G_CONNECT_SWAPPED);
    }

  return self->next_offer;
}

/**
 * sublet_instance_record_get_failure:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): why the last order failed; NULL when it did not
 */
const GError *
sublet_instance_record_get_failure (SubletInstanceRecord *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), NULL);

  return self->failure;
}

/**
 * sublet_instance_record_get_failed_order:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): which order failed and what that means, as a translated
 *   sentence; NULL when none did
 */
const char *
sublet_instance_record_get_failed_order (SubletInstanceRecord *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_RECORD (self), NULL);

  return self->failure != NULL ? _ (self->order) : NULL;
}

/**
 * sublet_instance_record_set_failure:
 * @self: a record
 * @order: a sentence that says which order it was, a literal marked for translation
 * @failure: (nullable): why it failed; NULL forgets it
 */
void
sublet_instance_record_set_failure (SubletInstanceRecord *self,
                                    const char *order,
                                    const GError *failure)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_RECORD (self));
  g_return_if_fail (order != NULL || failure == NULL);

  if (self->failure == NULL && failure == NULL)
    return;

  g_clear_error (&self->failure);
  self->order = order;
  if (failure != NULL)
    self->failure = g_error_copy (failure);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}
