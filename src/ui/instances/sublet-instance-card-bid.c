/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-bid-question.h"
#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-outbid-row.h"

#include <glib/gi18n.h>

static const SubletCardQuestion question = {
  .ask_async = sublet_bid_ask_async,
  .ask_finish = sublet_bid_ask_finish,
  .failed = N_ ("The new bid is not confirmed."),
  };

/**
 * sublet_instance_card_change_bid:
 * @self: a card
 *
 * Asks for another bid, if there may be one.
 */
void
sublet_instance_card_change_bid (SubletInstanceCard *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  if (self->rental != NULL && sublet_rental_can_change_bid (self->rental) &&
      !sublet_rental_engine_get_read_only (self->engine))
    sublet_instance_card_ask (self, &question);
}

void
sublet_instance_card_on_change_bid (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_card_change_bid (SUBLET_INSTANCE_CARD (widget));
}

/* ---- outbid ---- */

/* An interruptible one that stands still for another bid, whatever keeps its actions off. */
static gboolean
is_outbid (SubletInstanceCard *self)
{
  SubletInstance *instance = sublet_rental_get_instance (self->rental);

  return sublet_rental_get_state (self->rental) == SUBLET_RENTAL_STATE_OUTBID && instance != NULL &&
         sublet_instance_get_data (instance)->is_bid && !sublet_rental_get_stale (self->rental) &&
         !sublet_rental_engine_get_read_only (self->engine);
}

/* What can be done about it, with what each costs. What the next one costs is asked when somebody
 * may see it. */
void
sublet_instance_card_update_outbid (SubletInstanceCard *self)
{
  gboolean outbid = is_outbid (self);
  SubletNextOffer *next = NULL;

  if (outbid && self->record != NULL && sublet_instance_card_can_try_another (self))
    {
      next = sublet_instance_record_get_next_offer (self->record, self->rental);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        sublet_next_offer_ask (next, self->engine);
    }
  if (outbid)
    sublet_outbid_row_show (SUBLET_OUTBID_ROW (self->outbid_row), self->rental, next);
  gtk_widget_set_visible (self->outbid_row, outbid);
}
