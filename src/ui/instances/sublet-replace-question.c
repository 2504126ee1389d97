/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-replace-question.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

typedef struct
{
  /* input */
  GtkWidget *parent;          /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
  SubletRental *rental;       /* (owned) */
  /* in progress */
  SubletRentalRequest *request; /* (owned) (nullable) */
} AskData;

static void
ask_data_free (AskData *data)
{
  g_clear_object (&data->parent);
  g_clear_object (&data->engine);
  g_clear_object (&data->rental);
  g_clear_object (&data->request);
  g_free (data);
}

static char *
dup_prices (const SubletReplaceFacts *facts)
{
  g_autofree char *next_rate = sublet_format_rate (facts->next_rate_nusd);
  g_autofree char *rate = NULL;
  g_autofree char *cost = NULL;

  if (facts->cost_uusd == SUBLET_MONEY_UNKNOWN || facts->rate_now_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: a label, a GPU with its place, and a rate, as in "ada-2", "RTX 4090 · Sweden"
     * and "$0.332/h" */
    return g_strdup_printf (_ ("%1$s is destroyed, and what is on its disk is lost. The next one "
                               "is %2$s at %3$s; it is asked for when Vast has taken that order."),
                               facts->label,
                               facts->next,
                               next_rate);

  cost = sublet_format_amount (facts->cost_uusd);
  rate = sublet_format_rate (facts->rate_now_nusd);
  /* TRANSLATORS: a label, an amount, a rate, a GPU with its place, and a rate, as in "ada-2",
   * "$0.12", "$0.015/h", "RTX 4090 · Sweden" and "$0.332/h" */
  return g_strdup_printf (_ ("%1$s has cost about %2$s, bills %3$s until it is gone, and what is on "
                             "its disk is lost. The next one is %4$s at %5$s; it is asked for when "
                             "Vast has taken the order to destroy."),
    facts->label,
    cost,
    rate,
    facts->next,
    next_rate);
}

/**
 * sublet_replace_question_dup_body:
 * @facts: what both cost
 *
 * Returns: (transfer full): what is lost, what it has cost, and what comes then
 */
char *
sublet_replace_question_dup_body (const SubletReplaceFacts *facts)
{
  g_autofree char *prices = dup_prices (facts);
  g_autofree char *deposit = NULL;

  if (facts->deposit_uusd <= 0)
    return g_steal_pointer (&prices);

  deposit = sublet_format_amount (facts->deposit_uusd);
  /* TRANSLATORS: the sentences before it, and an amount, as in "$25.00" */
  return g_strdup_printf (_ ("%1$s Its deposit of %2$s is paid once it runs."), prices, deposit);
}

static void
on_replaced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletRental) rental = NULL;
  GError *error = NULL;

  rental = sublet_rental_engine_replace_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  if (rental == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
  else if (!g_str_equal (answer, "replace"))
    g_task_return_boolean (task, TRUE);
  else
    sublet_rental_engine_replace_async (data->engine,
                                        data->rental,
                                        data->request,
                                        NULL,
                                        on_replaced,
                                        g_object_ref (task));
}

/**
 * sublet_replace_question_dup_next:
 * @request: what would be asked for
 *
 * Returns: (transfer full): its GPU, and the place of the machine
 */
char *
sublet_replace_question_dup_next (SubletRentalRequest *request)
{
  const SubletOfferRow *row = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  g_autofree char *gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  g_autofree char *place = NULL;

  if (row->region == NULL && row->country[0] == '\0')
    return g_steal_pointer (&gpu);

  place = sublet_format_place (row->region, row->country);
  /* TRANSLATORS: a GPU and the place of its machine, as in "RTX 4090 · Finland" */
  return g_strdup_printf (_ ("%1$s · %2$s"), gpu, place);
}

static void
ask (GTask *task)
{
  AskData *data = g_task_get_task_data (task);
  SubletClock *clock = sublet_rental_engine_get_clock (data->engine);
  g_autofree char *label = sublet_rental_text_dup_name (data->rental);
  g_autofree char *next = sublet_replace_question_dup_next (data->request);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *button = NULL;
  SubletQuote quote;
  SubletReplaceFacts facts;
  SubletAnswer answers[2];
  SubletQuestion question = { 0 };

  sublet_rental_request_get_quote (data->request, &quote);
  facts = (SubletReplaceFacts){
    .label = label,
    .cost_uusd = sublet_rental_get_cost_uusd (data->rental, sublet_clock_get_service_us (clock)),
    .rate_now_nusd = sublet_rental_get_rate_now_nusd (data->rental),
    .next = next,
    .next_rate_nusd = quote.running_rate_nusd,
    .deposit_uusd = sublet_rental_request_get_deposit_uusd (data->request),
  };
  /* TRANSLATORS: %s is the name of an instance */
  heading = g_strdup_printf (_ ("Destroy %s and take another one?"), label);
  body = sublet_replace_question_dup_body (&facts);
  rate = sublet_format_rate (quote.running_rate_nusd);
  /* TRANSLATORS: on a button; %s is a rate, as in "$0.332/h" */
  button = g_strdup_printf (_ ("_Destroy and Rent · %s"), rate);

  answers[0] = (SubletAnswer){ "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN };
  answers[1] = (SubletAnswer){ "replace", button, SUBLET_ANSWER_DESTRUCTIVE };
  question.heading = heading;
  question.body = body;
  question.answers = answers;
  question.n_answers = G_N_ELEMENTS (answers);
  question.default_answer = "cancel";
  question.close_answer = "cancel";
  sublet_ui_confirm_async (data->parent,
                           &question,
                           g_task_get_cancellable (task),
                           on_answered,
                           g_object_ref (task));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AskData *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->request =
    sublet_rental_engine_find_next_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  if (data->request == NULL)
    g_task_return_error (task, error);
  else
    ask (task);
}

/**
 * sublet_replace_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what runs
 * @rental: one of its own rentals that can be destroyed
 * @cancellable: (nullable): for the question
 * @callback: called when it is begun, or nothing was done
 * @user_data: for @callback
 */
void
sublet_replace_ask_async (GtkWidget *parent,
                          SubletRentalEngine *engine,
                          SubletRental *rental,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  AskData *data = g_new0 (AskData, 1);

  data->parent = g_object_ref (parent);
  data->engine = g_object_ref (engine);
  data->rental = g_object_ref (rental);
  g_task_set_source_tag (task, sublet_replace_ask_async);
  g_task_set_task_data (task, data, (GDestroyNotify) ask_data_free);
  sublet_rental_engine_find_next_async (engine,
                                        rental,
                                        cancellable,
                                        on_found,
                                        g_steal_pointer (&task));
}

/**
 * sublet_replace_ask_finish:
 * @result: what the callback got
 * @error: as sublet_rental_engine_find_next_finish() and sublet_rental_engine_replace_finish():
 *   nothing was done
 *
 * Returns: whether it was begun, or was not wanted
 */
gboolean
sublet_replace_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
