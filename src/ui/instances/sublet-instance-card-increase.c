/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "core/base/sublet-error.h"
#include "ui/instances/sublet-increase-question.h"
#include "ui/instances/sublet-instance-card-private.h"

#include <glib/gi18n.h>

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_increase_ask_finish (result, &error);
  sublet_instance_card_note_outcome (record,
                                     g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND)
                                     ? N_ ("Its host no longer wants the higher price.")
                                     : N_ ("The answer to its price increase is not "
                                             "confirmed."),
                                           error);
}

/* From the window, because the card may be another one when the answer comes. */
static void
ask (SubletInstanceCard *self, gboolean accept)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->rental == NULL || root == NULL || !sublet_rental_can_answer_increase (self->rental))
    return;

  sublet_increase_ask_async (GTK_WIDGET (root),
                             self->engine,
                             self->rental,
                             accept,
                             NULL,
                             on_asked,
                             self->record == NULL ? NULL : g_object_ref (self->record));
}

void
sublet_instance_card_on_accept_increase (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (SUBLET_INSTANCE_CARD (widget), TRUE);
}

void
sublet_instance_card_on_reject_increase (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (SUBLET_INSTANCE_CARD (widget), FALSE);
}
