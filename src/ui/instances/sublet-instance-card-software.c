/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-software-question.h"

#include <glib/gi18n.h>

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_software_ask_finish (result, &error);
  sublet_instance_card_note_outcome (record,
                                     N_ ("That other software runs is not confirmed."), error);
}

/* From the window, because the card may be another one when the answer comes. */
void
sublet_instance_card_on_update_software (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->rental == NULL || root == NULL)
    return;

  sublet_software_ask_async (GTK_WIDGET (root),
                             self->engine,
                             self->rental,
                             NULL,
                             on_asked,
                             self->record == NULL ? NULL : g_object_ref (self->record));
}
