/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define SPINNER_AFTER_MS 300

/* ---- the wait before a spinner ---- */

static void
on_spinner_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillingPage) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  self->waited = TRUE;
  sublet_billing_page_update_rows (self);
}

/**
 * sublet_billing_page_stop_waiting: (skip)
 * @self: a page that goes out of sight
 */
void
sublet_billing_page_stop_waiting (SubletBillingPage *self)
{
  if (self->spinner_wait != NULL)
    g_cancellable_cancel (self->spinner_wait);
  g_clear_object (&self->spinner_wait);
}

/* Each range has a wait of its own. */
static void
update_wait (SubletBillingPage *self)
{
  SubletBillingState state = sublet_billing_get_state (self->billing);

  if (state == SUBLET_BILLING_STATE_KNOWN || state == SUBLET_BILLING_STATE_ERROR)
    {
      sublet_billing_page_stop_waiting (self);
      self->waited = FALSE;
      return;
    }
  if (self->spinner_wait != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->spinner_wait = g_cancellable_new ();
  sublet_clock_wait_async (sublet_billing_get_clock (self->billing),
                           SPINNER_AFTER_MS,
                           self->spinner_wait,
                           on_spinner_due,
                           g_object_ref (self));
}

/* ---- what is said aloud ---- */

/* The first answer in a range, not those that come by themselves. */
static void
say (SubletBillingPage *self)
{
  SubletBillingState state = sublet_billing_get_state (self->billing);
  bool known = state == SUBLET_BILLING_STATE_KNOWN;
  g_autofree char *total = NULL;
  g_autofree char *days = NULL;
  g_autofree char *sentence = NULL;

  if (!known && state != SUBLET_BILLING_STATE_ERROR)
    {
      self->unknown = self->unknown || sublet_billing_get_error (self->billing) == NULL;
      return;
    }
  if (!self->unknown || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->unknown = FALSE;
  if (!known)
    {
      sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer),
                            sublet_error_text_get_sentence (
                              sublet_billing_get_error (self->billing)));
      return;
    }
  total = sublet_format_amount (sublet_billing_get_total_uusd (self->billing));
  days = sublet_billing_text_dup_days (sublet_billing_get_from_us (self->billing),
                                       sublet_billing_get_until_us (self->billing),
                                       sublet_clock_get_service_us (
                                         sublet_billing_get_clock (self->billing)));
  /* TRANSLATORS: said aloud: an amount, and the days that it was billed in, as in "30 Oct to 28
   * Nov, UTC days" */
  sentence = g_strdup_printf (_ ("%1$s billed, %2$s"), total, days);
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

/**
 * sublet_billing_page_on_billing: (skip)
 * @self: a page
 *
 * Shows and says what the bill tells.
 */
void
sublet_billing_page_on_billing (SubletBillingPage *self)
{
  update_wait (self);
  sublet_billing_page_update_rows (self);
  say (self);
}
