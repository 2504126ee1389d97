/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-price-increase.h"

#include "core/base/sublet-money.h"

struct _SubletPriceIncrease
{
  GObject parent_instance;

  SubletPriceIncreaseData data;
};

G_DEFINE_FINAL_TYPE (SubletPriceIncrease, sublet_price_increase, G_TYPE_OBJECT)

static void
sublet_price_increase_class_init (SubletPriceIncreaseClass *klass)
{
}

static void
sublet_price_increase_init (SubletPriceIncrease *self)
{
}

/* By how much more; what has no new rate stays as it is. */
static gint64
get_more (gint64 old_nusd, gint64 new_nusd)
{
  if (new_nusd == SUBLET_MONEY_UNKNOWN)
    return 0;

  return old_nusd != SUBLET_MONEY_UNKNOWN ? new_nusd - old_nusd : SUBLET_MONEY_UNKNOWN;
}

/**
 * sublet_price_increase_new:
 * @data: its fields
 *
 * Returns: (transfer full): an immutable price increase
 */
SubletPriceIncrease *
sublet_price_increase_new (const SubletPriceIncreaseData *data)
{
  SubletPriceIncrease *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_PRICE_INCREASE, NULL);
  self->data = *data;

  return self;
}

/**
 * sublet_price_increase_get_data:
 * @self: a price increase
 *
 * Returns: (transfer none): its fields
 */
const SubletPriceIncreaseData *
sublet_price_increase_get_data (SubletPriceIncrease *self)
{
  g_return_val_if_fail (SUBLET_IS_PRICE_INCREASE (self), NULL);

  return &self->data;
}

/**
 * sublet_price_increase_get_gpu_more_nusd:
 * @self: a price increase
 *
 * Returns: by how much an hour of the GPUs becomes dearer; 0: not at all; SUBLET_MONEY_UNKNOWN:
 * what they cost until then is not said
 */
gint64
sublet_price_increase_get_gpu_more_nusd (SubletPriceIncrease *self)
{
  g_return_val_if_fail (SUBLET_IS_PRICE_INCREASE (self), SUBLET_MONEY_UNKNOWN);

  return get_more (self->data.old_gpu_nusd, self->data.new_gpu_nusd);
}

/**
 * sublet_price_increase_get_disk_more_nusd:
 * @self: a price increase
 *
 * Returns: the same of the disk. The service says "disk_ram"; that memory is not billed beside it
 * is unconfirmed
 */
gint64
sublet_price_increase_get_disk_more_nusd (SubletPriceIncrease *self)
{
  g_return_val_if_fail (SUBLET_IS_PRICE_INCREASE (self), SUBLET_MONEY_UNKNOWN);

  return get_more (self->data.old_disk_nusd, self->data.new_disk_nusd);
}

/**
 * sublet_price_increase_get_more_nusd:
 * @self: a price increase
 *
 * Returns: by how much an hour of running becomes dearer, traffic and fee aside;
 *   SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_price_increase_get_more_nusd (SubletPriceIncrease *self)
{
  return sublet_money_add (sublet_price_increase_get_gpu_more_nusd (self),
                           sublet_price_increase_get_disk_more_nusd (self));
}

/**
 * sublet_price_increase_is_same:
 * @a: (nullable): a price increase
 * @b: (nullable): another one
 *
 * Returns: whether they say the same, to the last digit
 */
bool
sublet_price_increase_is_same (SubletPriceIncrease *a, SubletPriceIncrease *b)
{
  if (a == b)
    return true;
  if (a == NULL || b == NULL)
    return false;

  return a->data.id == b->data.id && a->data.contract_id == b->data.contract_id &&
         a->data.old_gpu_nusd == b->data.old_gpu_nusd &&
         a->data.new_gpu_nusd == b->data.new_gpu_nusd &&
         a->data.old_disk_nusd == b->data.old_disk_nusd &&
         a->data.new_disk_nusd == b->data.new_disk_nusd &&
         a->data.changes_others == b->data.changes_others && a->data.from_us == b->data.from_us;
}
