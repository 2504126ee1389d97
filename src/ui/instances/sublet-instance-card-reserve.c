/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-reserve-question.h"

#include <glib/gi18n.h>

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_reserve_ask_finish (result, &error);
  sublet_instance_card_note_outcome (record, N_ ("The deposit is not confirmed."), error);
}

/* From the window, because the card may be another one when the answer comes. */
void
sublet_instance_card_on_reserve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !sublet_instance_card_can_reserve (self))
    return;

  sublet_reserve_ask_async (GTK_WIDGET (root),
                            self->engine,
                            self->rental,
                            NULL,
                            on_asked,
                            self->record == NULL ? NULL : g_object_ref (self->record));
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
