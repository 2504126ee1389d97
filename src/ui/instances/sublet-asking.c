/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-asking.h"

#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

static void
asking_free (gpointer user_data)
{
  SubletAsking *asking = user_data;

  g_signal_handlers_disconnect_by_data (asking->rental, asking);
  g_signal_handlers_disconnect_by_data (asking->engine, asking);
  if (asking->kind->clear != NULL)
    asking->kind->clear (asking);
  g_clear_object (&asking->engine);
  g_clear_object (&asking->rental);
  g_free (asking->name);
  g_free (asking->label_name);
  g_free (asking);
}

/**
 * sublet_asking_new:
 * @kind: what the question adds
 * @size: of its own structure
 * @engine: what carries the order out
 * @rental: what it is about
 *
 * Handlers of the rental and of the engine that get it as their data are taken off at its end.
 *
 * Returns: (transfer full): the question's own structure, zeroed behind its SubletAsking
 */
gpointer
sublet_asking_new (const SubletAskingKind *kind,
                   gsize size,
                   SubletRentalEngine *engine,
                   SubletRental *rental)
{
  SubletAsking *asking;

  g_return_val_if_fail (size >= sizeof (SubletAsking), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  asking = g_malloc0 (size);
  asking->kind = kind;
  asking->engine = g_object_ref (engine);
  asking->rental = g_object_ref (rental);
  asking->name = sublet_rental_text_dup_name (rental);
  asking->label_name = sublet_format_no_mnemonic (asking->name);

  return asking;
}

static void
on_given (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletAsking *asking = g_task_get_task_data (task);
  GError *error = NULL;

  if (asking->kind->finish (SUBLET_RENTAL_ENGINE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletAsking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!g_str_equal (answer, asking->kind->answer))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted after all");
  else
    asking->kind->give (asking, on_given, g_object_ref (task));
}

/**
 * sublet_asking_run_async:
 * @asking: (transfer full): a question
 * @parent: a widget of the window that asks
 * @words: what it says
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when the order was accepted, failed or was not wanted
 * @user_data: for @callback
 */
void
sublet_asking_run_async (gpointer asking,
                         GtkWidget *parent,
                         const SubletAskingWords *words,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  SubletAsking *self = asking;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { self->kind->answer, words->label, words->look },
  };
  const SubletQuestion question = {
    .heading = words->heading,
    .body = words->body,
    .extra = words->extra,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = words->by_return ? self->kind->answer : "cancel",
    .close_answer = "cancel",
  };

  g_task_set_source_tag (task, sublet_asking_run_async);
  /* Once given, the order's own end counts, not the window's. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, asking_free);
  sublet_ui_confirm_async (parent, &question, cancellable, on_answered, g_object_ref (task));
  if (self->kind->follow != NULL)
    self->kind->follow (self);
}

/**
 * sublet_asking_run_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether the order was accepted
 */
gboolean
sublet_asking_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
