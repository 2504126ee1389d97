/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

typedef struct
{
  const SubletCardQuestion *question; /* (static) */
  SubletInstanceRecord *record;       /* (owned) (nullable) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->record);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;

  asking->question->ask_finish (result, &error);
  sublet_instance_record_note_outcome (asking->record, asking->question->failed, error);
}

/* From the window, because the card may be another one when the answer comes. */
void
sublet_instance_card_ask (SubletInstanceCard *self, const SubletCardQuestion *question)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Asking *asking;

  if (self->rental == NULL || root == NULL)
    return;

  asking = g_new0 (Asking, 1);
  asking->question = question;
  g_set_object (&asking->record, self->record);
  question->ask_async (GTK_WIDGET (root), self->engine, self->rental, NULL, on_asked, asking);
}
