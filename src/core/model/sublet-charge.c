/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-charge.h"

struct _SubletCharge
{
  GObject parent_instance;

  SubletChargeData data; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletCharge, sublet_charge, G_TYPE_OBJECT)

static void
sublet_charge_finalize (GObject *object)
{
  sublet_charge_data_clear (&SUBLET_CHARGE (object)->data);

  G_OBJECT_CLASS (sublet_charge_parent_class)->finalize (object);
}

static void
sublet_charge_class_init (SubletChargeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_charge_finalize;
}

static void
sublet_charge_init (SubletCharge *self)
{
}

/**
 * sublet_charge_data_clear:
 * @data: data whose members are freed
 */
void
sublet_charge_data_clear (SubletChargeData *data)
{
  g_clear_pointer (&data->type, g_free);
  g_clear_pointer (&data->source, g_free);
  g_clear_pointer (&data->label, g_free);
  g_clear_pointer (&data->description, g_free);
}

/**
 * sublet_charge_new_take:
 * @data: what the row says; its members are taken and @data is zeroed
 *
 * Returns: (transfer full): the charge
 */
SubletCharge *
sublet_charge_new_take (SubletChargeData *data)
{
  SubletCharge *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_CHARGE, NULL);
  self->data = *data;
  *data = (SubletChargeData){ 0 };

  return self;
}

/**
 * sublet_charge_get_data:
 * @self: a charge
 *
 * Returns: (transfer none): what it says
 */
const SubletChargeData *
sublet_charge_get_data (SubletCharge *self)
{
  g_return_val_if_fail (SUBLET_IS_CHARGE (self), NULL);

  return &self->data;
}
