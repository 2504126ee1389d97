/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-increase-question.h"

#include "ui/instances/sublet-asking.h"
#include "ui/instances/sublet-increase-text.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletAsking asking;
  gint64 increase_id; /* of what the person reads */
  gboolean accept;
} AskData;

static void
give (gpointer user_data, GAsyncReadyCallback callback, gpointer callback_data)
{
  AskData *data = user_data;

  sublet_rental_engine_answer_increase_async (data->asking.engine,
                                              data->asking.rental,
                                              data->increase_id,
                                              data->accept,
                                              NULL,
                                              callback,
                                              callback_data);
}

static const SubletAskingKind asking_kind = {
  .answer = "answer",
  .give = give,
  .finish = sublet_rental_engine_answer_increase_finish,
};

/**
 * sublet_increase_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what carries the order out
 * @rental: one of its rentals with a price increase that can be answered
 * @accept: whether it is to be accepted, or rejected
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when the order was accepted, failed or was not wanted
 * @user_data: for @callback
 *
 * What is answered is the increase that the person reads, and no other that comes meanwhile.
 */
void
sublet_increase_ask_async (GtkWidget *parent,
                           SubletRentalEngine *engine,
                           SubletRental *rental,
                           gboolean accept,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SubletClock *clock = sublet_rental_engine_get_clock (engine);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  SubletAskingWords words = {
    .label = accept ? _ ("_Accept the Higher Price")
                    : _ ("_Reject the Higher Price"),
                         .look = accept ? SUBLET_ANSWER_SUGGESTED : SUBLET_ANSWER_DESTRUCTIVE,
    };
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (sublet_rental_get_increase (rental) != NULL);

  data = sublet_asking_new (&asking_kind, sizeof (AskData), engine, rental);
  data->increase_id = sublet_price_increase_get_data (sublet_rental_get_increase (rental))->id;
  data->accept = accept;
  heading = g_strdup_printf (accept
                             /* TRANSLATORS: %s is the name of an instance */
                             ? _ ("Accept the Higher Price for %s?")
                             /* TRANSLATORS: %s is the name of an instance */
                             : _ ("Reject the Higher Price for %s?"), data->asking.name);
  body = accept ? sublet_increase_text_dup_acceptance (rental, clock)
                : sublet_increase_text_dup_rejection (rental, clock);
  words.heading = heading;
  words.body = body;
  sublet_asking_run_async (data, parent, &words, cancellable, callback, user_data);
}

/**
 * sublet_increase_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether the service took the answer
 */
gboolean
sublet_increase_ask_finish (GAsyncResult *result, GError **error)
{
  return sublet_asking_run_finish (result, error);
}
