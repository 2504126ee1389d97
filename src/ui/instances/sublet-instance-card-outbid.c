/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/instances/sublet-outbid-row.h"

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

  if (outbid && self->record != NULL && sublet_instance_actions_can_try_another (self->acts))
    {
      next = sublet_instance_record_get_next_offer (self->record, self->rental);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        sublet_next_offer_ask (next, self->engine);
    }
  if (outbid)
    sublet_outbid_row_show (SUBLET_OUTBID_ROW (self->outbid_row), self->rental, next);
  gtk_widget_set_visible (self->outbid_row, outbid);
}
