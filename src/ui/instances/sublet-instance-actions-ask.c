/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "ui/instances/sublet-bid-question.h"
#include "ui/instances/sublet-replace-question.h"
#include "ui/instances/sublet-reserve-question.h"
#include "ui/instances/sublet-software-question.h"
#include "ui/instances/sublet-ssh-key-question.h"

#include <glib/gi18n.h>

/* What is asked with more than a yes, and ends in an order. */

typedef struct
{
  void (*ask_async) (GtkWidget *parent,
                     SubletRentalEngine *engine,
                     SubletRental *rental,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gboolean (*ask_finish) (GAsyncResult *result, GError **error);
  const char *failed; /* not translated yet */
} Question;

static const Question bid_question = {
  .ask_async = sublet_bid_ask_async,
  .ask_finish = sublet_bid_ask_finish,
  .failed = N_ ("The new bid is not confirmed."),
  };

static const Question another_question = {
  .ask_async = sublet_replace_ask_async,
  .ask_finish = sublet_replace_ask_finish,
  .failed = N_ ("It was not replaced and bills on."),
  };

static const Question reserve_question = {
  .ask_async = sublet_reserve_ask_async,
  .ask_finish = sublet_reserve_ask_finish,
  .failed = N_ ("The deposit is not confirmed."),
  };

static const Question software_question = {
  .ask_async = sublet_software_ask_async,
  .ask_finish = sublet_software_ask_finish,
  .failed = N_ ("That other software runs is not confirmed."),
  };

static const Question key_question = {
  .ask_async = sublet_ssh_key_ask_async,
  .ask_finish = sublet_ssh_key_ask_finish,
  .failed = N_ ("The SSH key was not changed."),
  };

typedef struct
{
  const Question *question;     /* (static) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
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

/* From the window, because what acts may be about another one when the answer comes. */
static void
ask (SubletInstanceActions *self, const Question *question)
{
  GtkRoot *root = sublet_instance_actions_get_root (self);
  Asking *asking;

  if (root == NULL)
    return;

  asking = g_new0 (Asking, 1);
  asking->question = question;
  g_set_object (&asking->record, self->record);
  question->ask_async (GTK_WIDGET (root), self->engine, self->rental, NULL, on_asked, asking);
}

void
sublet_instance_actions_update_software (SubletInstanceActions *self)
{
  ask (self, &software_question);
}

void
sublet_instance_actions_change_key (SubletInstanceActions *self)
{
  ask (self, &key_question);
}

/* ---- another bid ---- */

gboolean
sublet_instance_actions_can_change_bid (SubletInstanceActions *self)
{
  return !sublet_rental_engine_get_read_only (self->engine) &&
         sublet_rental_can_change_bid (self->rental);
}

/**
 * sublet_instance_actions_change_bid:
 * @self: actions
 *
 * Asks for another bid, if there may be one: also before its action was brought up to date.
 */
void
sublet_instance_actions_change_bid (SubletInstanceActions *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self));

  if (self->rental != NULL && sublet_instance_actions_can_change_bid (self))
    ask (self, &bid_question);
}

/* ---- paid ahead ---- */

/* It can be, and is not yet. */
gboolean
sublet_instance_actions_can_reserve (SubletInstanceActions *self)
{
  return !sublet_rental_engine_get_read_only (self->engine) &&
         sublet_rental_can_prepay (self->rental) && !sublet_rental_is_reserved (self->rental);
}

void
sublet_instance_actions_reserve (SubletInstanceActions *self)
{
  if (sublet_instance_actions_can_reserve (self))
    ask (self, &reserve_question);
}

/* ---- the next one instead ---- */

void
sublet_instance_actions_try_another (SubletInstanceActions *self)
{
  ask (self, &another_question);
}

/**
 * sublet_instance_actions_can_try_another:
 * @self: actions with a rental
 *
 * Returns: whether it can be ended and the next one taken: one of ours that does not come to work,
 *   while it is seen
 */
gboolean
sublet_instance_actions_can_try_another (SubletInstanceActions *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self) && self->rental != NULL, FALSE);

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
