/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"
#include "core/base/sublet-money.h"

static bool
has_machine (GPtrArray *offers, const SubletOfferRow *row)
{
  guint i;

  for (i = 0; i < offers->len; i++)
    {
      const SubletOfferRow *other = sublet_offer_get_row (g_ptr_array_index (offers, i));

      if (other->id == row->id || (row->machine_id > 0 && other->machine_id == row->machine_id))
        return true;
    }

  return false;
}

/**
 * sublet_market_pick:
 * @self: a market
 * @policy: how
 * @first: (nullable): the one that was chosen already; the rest have its model and number of GPUs
 * @count: how many are wanted
 *
 * For several rentals of one wish. A machine that fails takes no two of them along, so each is of
 * another one.
 *
 * Returns: (transfer full) (element-type SubletOffer): at most @count offers, fewer when there are
 *   not so many
 */
GPtrArray *
sublet_market_pick (SubletMarket *self, SubletPolicy policy, SubletOffer *first, guint count)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  gint64 now_us = sublet_clock_get_service_us (sublet_market_get_clock (self));
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletOfferRow *model = first != NULL ? sublet_offer_get_row (first) : NULL;
  g_autofree guint32 *rows = NULL;
  guint n_rows = 0;
  guint i;

  if (first != NULL && count > 0)
    g_ptr_array_add (offers, g_object_ref (first));
  if (shown == NULL)
    return g_steal_pointer (&offers);

  rows = g_new (guint32, MAX (shown->n_positions, 1));
  for (i = 0; i < shown->n_positions; i++)
    {
      const SubletOfferRow *row =
        sublet_offer_table_get_row (shown->view->index->table, shown->positions[i]);

      if (!sublet_market_shown_is_taken (shown, i) &&
          (model == NULL ||
           (g_strcmp0 (row->gpu_name, model->gpu_name) == 0 && row->num_gpus == model->num_gpus)))
        rows[n_rows++] = shown->positions[i];
    }

  while (offers->len < count)
    {
      guint chosen;
      guint n_left = 0;

      /* Without the machines that are in it. */
      for (i = 0; i < n_rows; i++)
        {
          if (!has_machine (offers,
                            sublet_offer_table_get_row (shown->view->index->table, rows[i])))
            rows[n_left++] = rows[i];
        }
      n_rows = n_left;
      chosen = sublet_policy_choose (policy, shown->view->index, rows, n_rows, now_us);
      if (chosen == G_MAXUINT)
        break;
      g_ptr_array_add (offers,
                       sublet_offer_new (sublet_offer_table_get_row (shown->view->index->table,
                                                                     rows[chosen]),
                                         shown->view->index->table->kind,
                                         shown->view->index->table->known_at_us));
    }

  return g_steal_pointer (&offers);
}
