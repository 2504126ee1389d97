/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"

static void
take (SubletBillingPage *self, SubletBillCheck *found)
{
  g_clear_pointer (&self->bills, sublet_bill_check_free);
  self->bills = found;
  sublet_billing_page_update (self);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  SubletBillCheck *found =
    sublet_charge_history_check_bill_finish (SUBLET_CHARGE_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->checking);
  if (found == NULL)
    g_info ("bills were not compared: %s", error->message);
  take (self, found);
  if (self->stale)
    sublet_billing_page_check_bills (self);
}

/**
 * sublet_billing_page_check_bills: (skip)
 * @self: a page
 *
 * While it is seen, one comparison at a time.
 */
void
sublet_billing_page_check_bills (SubletBillingPage *self)
{
  self->stale = self->checking != NULL;
  if (self->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->checking = g_cancellable_new ();
  if (!sublet_spend_model_check_bill_async (self->model,
                                            self->checking,
                                            on_checked,
                                            g_object_ref (self)))
    {
      g_object_unref (self);
      g_clear_object (&self->checking);
      take (self, NULL);
    }
}

/**
 * sublet_billing_page_stop_checking: (skip)
 * @self: a page that goes out of sight
 */
void
sublet_billing_page_stop_checking (SubletBillingPage *self)
{
  sublet_cancel_clear (&self->checking);
  self->stale = FALSE;
}

/* What has a bill, and something to hold it against. */
static bool
has_difference (const SubletBillCheckRow *row)
{
  return row->until_us != 0 && row->difference_uusd != SUBLET_MONEY_UNKNOWN;
}

static void
add_bills (GPtrArray *chosen, GArray *rows, bool exceeding, guint max)
{
  guint i;

  for (i = 0; i < rows->len && chosen->len < max; i++)
    {
      SubletBillCheckRow *row = &g_array_index (rows, SubletBillCheckRow, i);

      if (has_difference (row) && row->exceeds == exceeding)
        g_ptr_array_add (chosen, row);
    }
}

/**
 * sublet_billing_page_choose_bills: (skip)
 * @self: a page
 * @max: how many at most
 *
 * Returns: (transfer container) (element-type SubletBillCheckRow): those that exceed their quotes
 *   first, then the others, each the newest first; until the next comparison
 */
GPtrArray *
sublet_billing_page_choose_bills (SubletBillingPage *self, guint max)
{
  GPtrArray *chosen = g_ptr_array_new ();

  if (self->bills == NULL)
    return chosen;

  add_bills (chosen, self->bills->rows, true, max);
  add_bills (chosen, self->bills->rows, false, max);

  return chosen;
}
