/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-order-question.h"
#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-replace-question.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletOrder what;
  SubletInstanceRecord *record; /* (owned) (nullable) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->record);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  sublet_order_ask_finish (result, &error);
  sublet_instance_record_note_order (asked->record, asked->what, error);
}

static void
on_sent_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceRecord) record = user_data;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_order_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  sublet_instance_record_note_order (record, SUBLET_ORDER_DESTROY, error);
}

static void
order (SubletInstanceCard *self, SubletOrder what)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Asked *asked;

  if (self->rental == NULL || root == NULL)
    return;

  asked = g_new0 (Asked, 1);
  asked->what = what;
  g_set_object (&asked->record, self->record);
  /* From the window, because the card may be another one when the answer comes. */
  sublet_order_ask_async (GTK_WIDGET (root),
                          self->engine,
                          self->rental,
                          what,
                          NULL,
                          on_asked,
                          asked);
}

void
sublet_instance_card_on_start (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_START);
}

void
sublet_instance_card_on_stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_STOP);
}

void
sublet_instance_card_on_reboot (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_REBOOT);
}

void
sublet_instance_card_on_recycle (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_RECYCLE);
}

void
sublet_instance_card_on_destroy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  order (SUBLET_INSTANCE_CARD (widget), SUBLET_ORDER_DESTROY);
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
