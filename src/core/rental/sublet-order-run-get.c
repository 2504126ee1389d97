/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-order-run-private.h"

/**
 * sublet_order_run_can:
 * @engine: an engine
 * @kind: what is to be done
 * @rental: one of its rentals
 *
 * Returns: whether it can be done with it now
 */
gboolean
sublet_order_run_can (SubletRentalEngine *engine, SubletRunKind kind, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), FALSE);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), FALSE);

  if (sublet_rental_engine_get_read_only (engine))
    return FALSE;

  switch (kind)
    {
    case SUBLET_RUN_STOP:
      return sublet_rental_can_stop (rental);
    case SUBLET_RUN_EXTEND:
      return sublet_rental_can_extend (rental);
    case SUBLET_RUN_DESTROY:
    default:
      return sublet_rental_can_destroy (rental);
    }
}

/**
 * sublet_order_run_get_running:
 * @self: a run
 *
 * Returns: whether an order is on its way
 */
gboolean
sublet_order_run_get_running (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), FALSE);

  return self->running;
}

/**
 * sublet_order_run_get_kind:
 * @self: a run
 *
 * Returns: what is done with each
 */
SubletRunKind
sublet_order_run_get_kind (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), SUBLET_RUN_STOP);

  return self->kind;
}

/**
 * sublet_order_run_get_n_items:
 * @self: a run
 *
 * Returns: how many there are
 */
guint
sublet_order_run_get_n_items (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), 0);

  return self->items->len;
}

/**
 * sublet_order_run_count:
 * @self: a run
 * @outcome: an outcome
 *
 * Returns: how many have it
 */
guint
sublet_order_run_count (SubletOrderRun *self, SubletRunOutcome outcome)
{
  guint count = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), 0);

  for (i = 0; i < self->items->len; i++)
    count += sublet_order_run_get_item (self, i)->outcome == outcome;

  return count;
}

/**
 * sublet_order_run_get_rental:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: (transfer none): one of them
 */
SubletRental *
sublet_order_run_get_rental (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, NULL);

  return sublet_order_run_get_item (self, index)->rental;
}

/**
 * sublet_order_run_get_outcome:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: what became of its order
 */
SubletRunOutcome
sublet_order_run_get_outcome (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, SUBLET_RUN_WAITING);

  return sublet_order_run_get_item (self, index)->outcome;
}

/**
 * sublet_order_run_get_lease:
 * @self: a run that extends
 * @index: less than how many there are
 * @before_us: (out): service time at which its lease ended before; 0: its turn has not come
 * @end_us: (out): service time at which it ends by its order; 0 likewise
 */
void
sublet_order_run_get_lease (SubletOrderRun *self, guint index, gint64 *before_us, gint64 *end_us)
{
  g_return_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len);

  *before_us = sublet_order_run_get_item (self, index)->before_us;
  *end_us = sublet_order_run_get_item (self, index)->end_us;
}

/**
 * sublet_order_run_get_error:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: (transfer none) (nullable): why its order failed, the last time that it was tried
 */
const GError *
sublet_order_run_get_error (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, NULL);

  return sublet_order_run_get_item (self, index)->error;
}
