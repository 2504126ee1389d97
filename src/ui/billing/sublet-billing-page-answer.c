/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define SPINNER_AFTER_MS 300

static SubletClock *
get_clock (SubletBillingPage *self)
{
  return sublet_rental_engine_get_clock (sublet_outlook_get_engine (self->outlook));
}

/* ---- the wait before a spinner ---- */

static void
on_spinner_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillingPage) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  self->waited = TRUE;
  sublet_billing_page_update (self);
}

/**
 * sublet_billing_page_stop_waiting: (skip)
 * @self: a page that goes out of sight, or has something to show
 */
void
sublet_billing_page_stop_waiting (SubletBillingPage *self)
{
  sublet_cancel_clear (&self->spinner_wait);
}

/**
 * sublet_billing_page_update_wait: (skip)
 * @self: a page
 */
void
sublet_billing_page_update_wait (SubletBillingPage *self)
{
  if (self->kind != SUBLET_BILLING_FACE_BLANK && self->kind != SUBLET_BILLING_FACE_LOADING)
    {
      sublet_billing_page_stop_waiting (self);
      self->waited = FALSE;
    }
  else if (self->spinner_wait == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->spinner_wait = g_cancellable_new ();
      sublet_clock_wait_async (get_clock (self),
                               SPINNER_AFTER_MS,
                               self->spinner_wait,
                               on_spinner_due,
                               g_object_ref (self));
    }
}

/* ---- what is said aloud ---- */

/**
 * sublet_billing_page_say_total: (skip)
 * @self: a page that has something to show for the first time
 * @series: the month
 */
void
sublet_billing_page_say_total (SubletBillingPage *self, const SubletSpendSeries *series)
{
  g_autofree char *total = sublet_format_amount (series->sum.total_uusd);
  g_autofree char *days = NULL;
  g_autofree char *sentence = NULL;
  SubletOutlookMonth month;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  sublet_outlook_read_month (self->outlook, &month);
  days = sublet_billing_text_dup_days (month.from_us, month.until_us, month.until_us);
  /* TRANSLATORS: said aloud: an amount, and the days that it was billed in, as in "30 Oct to 28
   * Nov, UTC days" */
  sentence = g_strdup_printf (_ ("%1$s billed, %2$s"), total, days);
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}
