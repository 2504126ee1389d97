/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-order-question.h"
#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-replace-question.h"

#include <glib/gi18n.h>

static void
note_asked (GAsyncResult *result, SubletInstanceRecord *record, const char *sentence)
{
  g_autoptr (SubletInstanceRecord) owned = record;
  g_autoptr (GError) error = NULL;

  sublet_order_ask_finish (result, &error);
  sublet_instance_card_note_outcome (owned, sentence, error);
}

static void
on_start_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  note_asked (result, user_data, N_ ("The start is not confirmed."));
}

static void
on_stop_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  note_asked (result, user_data, N_ ("The stop is not confirmed: it may run and bill on."));
}

static void
on_reboot_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  note_asked (result, user_data, N_ ("The reboot is not confirmed."));
}

static void
on_recycle_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  note_asked (result, user_data, N_ ("That it is recycled is not confirmed."));
}

static void
on_destroy_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  note_asked (result, user_data, N_ ("It was not destroyed and bills on."));
}

static void
on_sent_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_order_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  sublet_instance_card_note_outcome (record, N_ ("It was not destroyed and bills on."), error);
}

static void
order (SubletInstanceCard *self, SubletOrder what, GAsyncReadyCallback callback)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->rental == NULL || root == NULL)
    return;

  /* From the window, because the card may be another one when the answer comes. */
  sublet_order_ask_async (GTK_WIDGET (root),
                          self->engine,
                          self->rental,
                          what,
                          NULL,
                          callback,
                          self->record == NULL ? NULL : g_object_ref (self->record));
}

void
sublet_instance_card_on_start (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_START, on_start_asked);
}

void
sublet_instance_card_on_stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_STOP, on_stop_asked);
}

void
sublet_instance_card_on_reboot (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_REBOOT, on_reboot_asked);
}

void
sublet_instance_card_on_recycle (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_RECYCLE, on_recycle_asked);
}

void
sublet_instance_card_on_destroy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_DESTROY, on_destroy_asked);
}

/* The person has confirmed it once; the same order goes out again. */
void
sublet_instance_card_on_destroy_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (widget);

  sublet_rental_engine_order_async (self->engine,
                                    self->rental,
                                    SUBLET_ORDER_DESTROY,
                                    NULL,
                                    on_sent_again,
                                    self->record == NULL ? NULL : g_object_ref (self->record));
}

static const SubletCardQuestion try_another_question = {
  .ask_async = sublet_replace_ask_async,
  .ask_finish = sublet_replace_ask_finish,
  .failed = N_ ("It was not replaced and bills on."),
  };

void
sublet_instance_card_on_try_another (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_card_ask (SUBLET_INSTANCE_CARD (widget), &try_another_question);
}

/* One of ours that does not come to work, while it is seen. */
gboolean
sublet_instance_card_can_try_another (SubletInstanceCard *self)
{
  if (sublet_rental_get_origin (self->rental) != SUBLET_RENTAL_ORIGIN_OURS ||
      !sublet_rental_can_destroy (self->rental) || sublet_rental_get_stale (self->rental) ||
      sublet_rental_get_busy (self->rental))
    return FALSE;

  switch (sublet_rental_get_state (self->rental))
    {
    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
      return TRUE;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return FALSE;
    }
}
