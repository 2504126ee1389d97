/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-increase-question.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-increase-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRental *rental;       /* (owned) */
  gint64 increase_id;         /* of what the person reads */
  gboolean accept;
} AskData;

static void
ask_data_free (AskData *data)
{
  g_clear_object (&data->engine);
  g_clear_object (&data->rental);
  g_free (data);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_rental_engine_answer_increase_finish (SUBLET_RENTAL_ENGINE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AskData *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!g_str_equal (answer, "answer"))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted after all");
  else
    sublet_rental_engine_answer_increase_async (data->engine,
                                                data->rental,
                                                data->increase_id,
                                                data->accept,
                                                NULL,
                                                on_ordered,
                                                g_object_ref (task));
}

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
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "answer",
        accept
        ? _ ("_Accept the Higher Price")
             : _ ("_Reject the Higher Price"),
                  accept ? SUBLET_ANSWER_SUGGESTED : SUBLET_ANSWER_DESTRUCTIVE },
      };
  SubletQuestion question = {
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (sublet_rental_get_increase (rental) != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_increase_ask_async);
  /* Once given, the order's own end counts, not the window's. */
  g_task_set_check_cancellable (task, FALSE);
  name = sublet_rental_text_dup_name (rental);
  heading = g_strdup_printf (accept
                             /* TRANSLATORS: %s is the name of an instance */
                             ? _ ("Accept the Higher Price for %s?")
                             /* TRANSLATORS: %s is the name of an instance */
                             : _ ("Reject the Higher Price for %s?"), name);
  body = accept ? sublet_increase_text_dup_acceptance (rental, clock)
                : sublet_increase_text_dup_rejection (rental, clock);

  data = g_new0 (AskData, 1);
  data->engine = g_object_ref (engine);
  data->rental = g_object_ref (rental);
  data->increase_id = sublet_price_increase_get_data (sublet_rental_get_increase (rental))->id;
  data->accept = accept;
  question.heading = heading;
  question.body = body;
  g_task_set_task_data (task, data, (GDestroyNotify) ask_data_free);
  sublet_ui_confirm_async (parent, &question, cancellable, on_answered, g_object_ref (task));
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
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
