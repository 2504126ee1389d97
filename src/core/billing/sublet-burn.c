/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-burn.h"

#include "core/base/sublet-money.h"

/* Traffic comes in bursts, and the service tells it by the day: of today and the days before. */
#define TRAFFIC_DAYS_BEFORE 2

/* What a new instance fetched in its first minutes is not fetched every minute. */
#define TRAFFIC_LEAST_US G_TIME_SPAN_HOUR

/**
 * sublet_burn_item_clear:
 * @item: something that is paid for
 *
 * Frees its members; nothing is left in it.
 */
void
sublet_burn_item_clear (SubletBurnItem *item)
{
  g_free (item->id);
  g_free (item->name);
  *item = (SubletBurnItem){ 0 };
}

/**
 * sublet_burn_new:
 *
 * Returns: (transfer full): nothing is paid for, and of volumes and traffic nothing is known
 */
SubletBurn *
sublet_burn_new (void)
{
  SubletBurn *self = g_new0 (SubletBurn, 1);

  self->items = g_array_new (FALSE, TRUE, sizeof (SubletBurnItem));
  g_array_set_clear_func (self->items, (GDestroyNotify) sublet_burn_item_clear);

  return self;
}

/**
 * sublet_burn_free:
 * @self: (transfer full): what is paid for
 */
void
sublet_burn_free (SubletBurn *self)
{
  g_array_unref (self->items);
  g_free (self);
}

/* What is not known, or does not fit, is left out. */
static bool
add_known (gint64 *sum_nusd, gint64 rate_nusd)
{
  gint64 more_nusd = sublet_money_add (*sum_nusd, rate_nusd);

  if (more_nusd != SUBLET_MONEY_UNKNOWN)
    *sum_nusd = more_nusd;

  return more_nusd != SUBLET_MONEY_UNKNOWN;
}

static void
count (SubletBurnPart *part, gint64 rate_nusd)
{
  part->count++;
  part->n_unpriced += !add_known (&part->rate_nusd, rate_nusd);
}

/**
 * sublet_burn_add:
 * @self: what is paid for
 * @item: (transfer full): one thing more; empty afterwards, its memory stays the caller's
 */
void
sublet_burn_add (SubletBurn *self, SubletBurnItem *item)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (item != NULL && item->id != NULL);

  count (&self->parts[item->kind], item->now_nusd);
  count (&self->sum, item->now_nusd);
  g_array_append_val (self->items, *item);
  *item = (SubletBurnItem){ 0 };
}

/* ---- volumes ---- */

/**
 * sublet_burn_add_volumes:
 * @self: what is paid for
 * @volumes: (element-type SubletVolume): all of the account; a volume bills whether it is used or
 *   not, and beside the instance that uses it
 */
void
sublet_burn_add_volumes (SubletBurn *self, GPtrArray *volumes)
{
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (volumes != NULL);

  self->volumes_known = true;
  for (i = 0; i < volumes->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (volumes, i);
      const SubletVolumeData *data = sublet_volume_get_data (volume);
      SubletBurnItem item = { .kind = SUBLET_BURN_KIND_VOLUME };

      item.id = g_strdup_printf ("volume-%" G_GINT64_FORMAT, data->id);
      item.name = g_strdup (data->label);
      item.start_us = data->start_us;
      item.now_nusd = sublet_volume_get_rate_nusd (volume, data->size_gb);
      item.running_nusd = item.now_nusd;
      item.stopped_nusd = item.now_nusd;
      sublet_burn_add (self, &item);
    }
}

/* ---- traffic ---- */

static SubletBurnItem *
find_running (SubletBurn *self, gint64 instance_id)
{
  guint i;

  for (i = 0; i < self->items->len; i++)
    {
      SubletBurnItem *item = &g_array_index (self->items, SubletBurnItem, i);

      if (item->kind == SUBLET_BURN_KIND_RUNNING && item->instance_id == instance_id)
        return item;
    }

  return NULL;
}

/* Nothing is what a refund of more than was charged comes to. */
static gint64
get_mean_nusd (const SubletSpendGroup *group, gint64 duration_us)
{
  gint64 traffic_uusd = sublet_money_add (group->parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD],
                                          group->parts_uusd[SUBLET_CHARGE_KIND_UPLOAD]);
  gint64 mean_nusd = sublet_money_multiply_divide (traffic_uusd,
                                                   G_TIME_SPAN_HOUR * 1000,
                                                   MAX (duration_us, TRAFFIC_LEAST_US));

  return MAX (mean_nusd, 0);
}

/**
 * sublet_burn_add_traffic:
 * @self: what is paid for, its rentals added
 * @spend: what was charged
 * @known_at_us: service time of what is charged for the present day; 0: it is not known, and
 *   neither is the traffic
 *
 * Of each instance that runs the mean since it was rented, of the present UTC day and the two
 * before at most. What an instance that does not run sent and received is over.
 */
void
sublet_burn_add_traffic (SubletBurn *self, const SubletSpend *spend, gint64 known_at_us)
{
  g_autoptr (GArray) groups = NULL;
  gint64 from_us;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (spend != NULL);

  if (known_at_us <= 0)
    return;

  from_us = MAX (sublet_charge_day_floor (known_at_us) - TRAFFIC_DAYS_BEFORE * G_TIME_SPAN_DAY, 1);
  groups = sublet_spend_make_groups (spend, from_us, known_at_us, SUBLET_SPEND_GROUPING_INSTANCE);
  self->traffic_known = true;
  for (i = 0; i < groups->len; i++)
    {
      const SubletSpendGroup *group = &g_array_index (groups, SubletSpendGroup, i);
      SubletBurnItem *item = group->id != 0 ? find_running (self, group->id) : NULL;

      if (item == NULL)
        continue;
      item->traffic_nusd = get_mean_nusd (group, known_at_us - MAX (from_us, item->start_us));
      add_known (&self->traffic_nusd, item->traffic_nusd);
      add_known (&self->sum.rate_nusd, item->traffic_nusd);
    }
}
