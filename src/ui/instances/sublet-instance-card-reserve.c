/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-reserve-question.h"

#include <glib/gi18n.h>

static const SubletCardQuestion question = {
  .ask_async = sublet_reserve_ask_async,
  .ask_finish = sublet_reserve_ask_finish,
  .failed = N_ ("The deposit is not confirmed."),
  };

void
sublet_instance_card_on_reserve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  if (sublet_instance_card_can_reserve (self))
    sublet_instance_card_ask (self, &question);
}

/**
 * sublet_instance_card_can_reserve:
 * @self: a card
 *
 * Returns: whether what it shows can be paid ahead, and is not yet
 */
gboolean
sublet_instance_card_can_reserve (SubletInstanceCard *self)
{
  return self->rental != NULL && !sublet_rental_engine_get_read_only (self->engine) &&
         sublet_rental_can_prepay (self->rental) && !sublet_rental_is_reserved (self->rental);
}
