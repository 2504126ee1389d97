/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-order-question.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  /* input */
  GtkWidget *parent;          /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
  SubletRental *rental;       /* (owned) */
  char *name;                 /* (owned) */
  /* in progress */
  SubletOrder order;
} AskData;

static void
ask_data_free (AskData *data)
{
  g_clear_object (&data->parent);
  g_clear_object (&data->engine);
  g_clear_object (&data->rental);
  g_free (data->name);
  g_free (data);
}

static void ask (GTask *task);
static void on_answered (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_ordered (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_facts (AskData *data, SubletOrderFacts *facts)
{
  SubletInstance *instance = sublet_rental_get_instance (data->rental);
  SubletAccount *account = sublet_rental_engine_get_account (data->engine);
  SubletClock *clock = sublet_rental_engine_get_clock (data->engine);
  gint64 burn_nusd = sublet_rental_engine_get_burn_rate_nusd (data->engine);

  *facts = (SubletOrderFacts){
    .order = data->order,
    .origin = sublet_rental_get_origin (data->rental),
    .label = data->name,
    .disk_gb = NAN,
    .disk_used_gb = NAN,
    .rate_running_nusd = sublet_rental_get_rate_running_nusd (data->rental),
    .rate_stopped_nusd = sublet_rental_get_rate_stopped_nusd (data->rental),
    .cost_uusd = sublet_rental_get_cost_uusd (data->rental, sublet_clock_get_service_us (clock)),
    .stale = sublet_rental_get_stale (data->rental),
  };

  if (instance != NULL)
    {
      facts->disk_gb = sublet_instance_get_data (instance)->disk_space_gb;
      facts->disk_used_gb = sublet_instance_get_data (instance)->disk_used_gb;
    }

  if (account != NULL && burn_nusd != SUBLET_MONEY_UNKNOWN &&
      facts->rate_running_nusd != SUBLET_MONEY_UNKNOWN)
    {
      gint64 credit_uusd = sublet_account_get_data (account)->credit_uusd;
      gint64 stopped_nusd = MAX (facts->rate_stopped_nusd, 0);
      gint64 after_nusd = burn_nusd - stopped_nusd + facts->rate_running_nusd;

      /* µ$ ÷ (n$/h) = 1000 h. */
      if (credit_uusd > 0 && after_nusd > 0)
        facts->credit_lasts_us =
          sublet_money_multiply_divide (credit_uusd, 1000 * G_TIME_SPAN_HOUR, after_nusd);
    }
}

/**
 * sublet_order_question_dup_losses:
 * @engine: what knows the money
 * @rental: what it is about
 * @order: which one
 *
 * For a question that asks for more than a yes.
 *
 * Returns: (transfer full): the figures, as sublet_order_question_dup_body()
 */
char *
sublet_order_question_dup_losses (SubletRentalEngine *engine,
                                  SubletRental *rental,
                                  SubletOrder order)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  AskData data = { .engine = engine, .rental = rental, .name = name, .order = order };
  SubletOrderFacts facts;

  read_facts (&data, &facts);

  return sublet_order_question_dup_body (&facts);
}

static void
ask (GTask *task)
{
  AskData *data = g_task_get_task_data (task);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  SubletOrderFacts facts;
  SubletAnswer answers[3];
  SubletQuestion question = { 0 };
  gsize n = 0;

  read_facts (data, &facts);
  heading = sublet_order_question_dup_heading (&facts);
  body = sublet_order_question_dup_body (&facts);
  name = sublet_format_no_mnemonic (facts.label);
  label = sublet_order_question_dup_label (data->order, name);

  answers[n++] = (SubletAnswer){ "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN };
  if (data->order == SUBLET_ORDER_STOP && sublet_rental_can_destroy (data->rental))
    answers[n++] = (SubletAnswer){ "destroy", _ ("_Destroy…"), SUBLET_ANSWER_PLAIN };
  if (data->order == SUBLET_ORDER_DESTROY && sublet_rental_can_stop (data->rental))
    answers[n++] = (SubletAnswer){ "stop", _ ("_Stop Instead"), SUBLET_ANSWER_PLAIN };
  answers[n++] = (SubletAnswer){
    "order",
    label,
    data->order == SUBLET_ORDER_DESTROY || data->order == SUBLET_ORDER_RECYCLE
      ? SUBLET_ANSWER_DESTRUCTIVE
    : data->order == SUBLET_ORDER_START ? SUBLET_ANSWER_SUGGESTED
                                        : SUBLET_ANSWER_PLAIN,
  };

  question.heading = heading;
  question.body = body;
  question.answers = answers;
  question.n_answers = n;
  question.default_answer = data->order == SUBLET_ORDER_START ? "order" : "cancel";
  question.close_answer = "cancel";

  sublet_ui_confirm_async (data->parent,
                           &question,
                           g_task_get_cancellable (task),
                           on_answered,
                           g_object_ref (task));
}

static void
give_order (GTask *task)
{
  AskData *data = g_task_get_task_data (task);

  sublet_rental_engine_order_async (data->engine,
                                    data->rental,
                                    data->order,
                                    NULL,
                                    on_ordered,
                                    g_object_ref (task));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AskData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_str_equal (answer, "order"))
    give_order (task);
  else if (g_str_equal (answer, "stop"))
    {
      /* Its figures were not said yet. */
      data->order = SUBLET_ORDER_STOP;
      ask (task);
    }
  else if (g_str_equal (answer, "destroy"))
    {
      data->order = SUBLET_ORDER_DESTROY;
      ask (task);
    }
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted after all");
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (sublet_rental_engine_order_finish (SUBLET_RENTAL_ENGINE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sublet_order_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what carries the order out
 * @rental: what it is about
 * @order: which one
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when the order was accepted, failed or was not wanted
 * @user_data: for the callback
 *
 * Asks with figures, then gives the order. *Stop* leads to *Destroy…* and back.
 */
void
sublet_order_ask_async (GtkWidget *parent,
                        SubletRentalEngine *engine,
                        SubletRental *rental,
                        SubletOrder order,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_order_ask_async);
  /* Once given, the order's own end counts, not the window's. */
  g_task_set_check_cancellable (task, FALSE);

  data = g_new0 (AskData, 1);
  data->parent = g_object_ref (parent);
  data->engine = g_object_ref (engine);
  data->rental = g_object_ref (rental);
  data->name = sublet_rental_text_dup_name (rental);
  data->order = order;
  g_task_set_task_data (task, data, (GDestroyNotify) ask_data_free);

  ask (task);
}

/**
 * sublet_order_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether the order was accepted
 */
gboolean
sublet_order_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
