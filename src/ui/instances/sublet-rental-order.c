/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-rental-order.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Above a century a lasting credit lasts for ever. */
#define FOR_EVER_US (G_GINT64_CONSTANT (36500) * G_TIME_SPAN_DAY)

typedef struct
{
  /* input */
  GtkWidget *parent;          /* (owned) (nullable) */
  SubletRentalEngine *engine; /* (owned) */
  SubletRental *rental;       /* (owned) */
  /* in progress */
  SubletOrder order;
} OrderData;

static void on_answer (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_ordered (GObject *source, GAsyncResult *result, gpointer user_data);

static void
order_data_free (OrderData *data)
{
  g_clear_object (&data->parent);
  g_clear_object (&data->engine);
  g_clear_object (&data->rental);
  g_free (data);
}

/* Two sentences, or the one there is. Takes both. */
static char *
join_sentences (char *first, char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  if (a == NULL)
    return g_steal_pointer (&b);
  if (b == NULL)
    return g_steal_pointer (&a);

  /* TRANSLATORS: two sentences that follow each other */
  return g_strdup_printf (_ ("%1$s %2$s"), a, b);
}

/* How long the credit would last at the rate after a start, NULL when that is not known. */
static char *
dup_credit_then (SubletRentalEngine *engine, SubletRental *rental)
{
  SubletAccount *account = sublet_rental_engine_get_account (engine);
  gint64 burn_nusd = sublet_rental_engine_get_burn_rate_nusd (engine);
  gint64 running_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 now_nusd = sublet_rental_get_rate_now_nusd (rental);
  gint64 credit_uusd;
  gint64 then_nusd;
  gint64 lasts_us;
  g_autofree char *duration = NULL;

  if (account == NULL || burn_nusd == SUBLET_MONEY_UNKNOWN || running_nusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  credit_uusd = sublet_account_get_data (account)->credit_uusd;
  then_nusd = burn_nusd + running_nusd - (now_nusd == SUBLET_MONEY_UNKNOWN ? 0 : now_nusd);
  if (credit_uusd == SUBLET_MONEY_UNKNOWN || credit_uusd <= 0 || then_nusd <= 0)
    return NULL;

  lasts_us =
    sublet_money_multiply_divide (credit_uusd,
                                  G_TIME_SPAN_HOUR * (SUBLET_NUSD_PER_USD / SUBLET_UUSD_PER_USD),
                                  then_nusd);
  if (lasts_us < 0 || lasts_us > FOR_EVER_US)
    return NULL;

  duration = sublet_format_duration_short (lasts_us);
  /* TRANSLATORS: %s is a duration, as in "19 h" */
  return g_strdup_printf (_ ("The credit then lasts %s."), duration);
}

static char *
dup_start_figures (SubletRentalEngine *engine, SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *rate = NULL;
  char *first;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("It bills from now on; Vast does not say at which rate."));

  rate = sublet_format_rate (rate_nusd);
  /* TRANSLATORS: %s is a rate, as in "$0.325/h" */
  first = g_strdup_printf (_ ("%s from now on."), rate);

  return join_sentences (first, dup_credit_then (engine, rental));
}

static char *
dup_stop_figures (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_autofree char *disk = sublet_rental_text_dup_disk (rental);
  g_autofree char *per_day = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup_printf (
      /* TRANSLATORS: %s is a disk, as in "64 GB disk" */
      _ ("Its GPU goes back to the market. Its %s keeps costing until you destroy it. Starting "
         "again needs a free GPU on this machine."),
         disk);

  per_day = sublet_format_rate_per_day (rate_nusd);
  return g_strdup_printf (
    /* TRANSLATORS: %1$s is a disk, as in "64 GB disk", %2$s a rate, as in "$0.36 a day" */
    _ ("Its GPU goes back to the market. Its %1$s keeps costing %2$s until you destroy it. "
       "Starting again needs a free GPU on this machine."),
       disk,
       per_day);
}

static char *
dup_reboot_figures (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *rate = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Its programs end; disk and GPU stay, and billing goes on."));

  rate = sublet_format_rate (rate_nusd);
  /* TRANSLATORS: %s is a rate, as in "$0.325/h" */
  return g_strdup_printf (_ ("Its programs end; disk and GPU stay, %s goes on."), rate);
}

static char *
dup_destroy_figures (SubletRentalEngine *engine, SubletRental *rental)
{
  SubletClock *clock = sublet_rental_engine_get_clock (engine);
  SubletInstance *instance = sublet_rental_get_instance (rental);
  double used_gb = instance == NULL ? NAN : sublet_instance_get_data (instance)->disk_used_gb;
  gint64 cost_uusd = sublet_rental_get_cost_uusd (rental, sublet_clock_get_service_us (clock));
  g_autofree char *used = NULL;
  g_autofree char *cost = NULL;
  char *lost;
  char *ends = NULL;

  if (isfinite (used_gb) && used_gb >= 0.5)
    {
      used = sublet_format_number (used_gb, 0);
      /* TRANSLATORS: %s is a number of gigabytes; a no-break space */
      lost = g_strdup_printf (_ ("The %s GB on its disk are lost for good."), used);
    }
  else
    lost = g_strdup (_ ("What is on its disk is lost for good."));

  if (cost_uusd != SUBLET_MONEY_UNKNOWN)
    {
      cost = sublet_format_amount (cost_uusd);
      /* TRANSLATORS: %s is an amount, as in "$1.44" */
      ends = g_strdup_printf (_ ("Billing ends at about %s."), cost);
    }

  return join_sentences (lost, ends);
}

static void
ask (GTask *task)
{
  OrderData *data = g_task_get_task_data (task);
  g_autofree char *name = sublet_rental_text_dup_name (data->rental);
  g_autofree char *heading = sublet_rental_order_dup_question (data->rental, data->order);
  g_autofree char *body = sublet_rental_order_dup_figures (data->engine, data->rental, data->order);
  /* TRANSLATORS: the button that destroys; %s is the instance's name */
  g_autofree char *destroy = g_strdup_printf (_ ("Destroy %s"), name);
  SubletAnswer answers[3] = { { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN } };
  SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = 1,
    .default_answer = "cancel",
    .close_answer = "cancel",
  };

  switch (data->order)
    {
    case SUBLET_ORDER_START:
      answers[question.n_answers++] =
        (SubletAnswer){ "start", _ ("Start"), SUBLET_ANSWER_SUGGESTED };
      question.default_answer = "start";
      break;
    case SUBLET_ORDER_STOP:
      answers[question.n_answers++] =
        (SubletAnswer){ "ask-destroy", _ ("Destroy…"), SUBLET_ANSWER_PLAIN };
      answers[question.n_answers++] = (SubletAnswer){ "stop", _ ("Stop"), SUBLET_ANSWER_PLAIN };
      break;
    case SUBLET_ORDER_REBOOT:
      answers[question.n_answers++] = (SubletAnswer){ "reboot", _ ("Reboot"), SUBLET_ANSWER_PLAIN };
      break;
    case SUBLET_ORDER_DESTROY:
    default:
      if (sublet_rental_can_stop (data->rental))
        answers[question.n_answers++] =
          (SubletAnswer){ "stop", _ ("Stop Instead"), SUBLET_ANSWER_PLAIN };
      answers[question.n_answers++] =
        (SubletAnswer){ "destroy", destroy, SUBLET_ANSWER_DESTRUCTIVE };
    }

  sublet_ui_confirm_async (data->parent,
                           &question,
                           g_task_get_cancellable (task),
                           on_answer,
                           g_object_ref (task));
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OrderData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_str_equal (answer, "cancel"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the person said no");
      return;
    }
  if (g_str_equal (answer, "ask-destroy"))
    {
      data->order = SUBLET_ORDER_DESTROY;
      ask (task);
      return;
    }

  /* "Stop Instead" is an answer to another question. */
  if (g_str_equal (answer, "stop"))
    data->order = SUBLET_ORDER_STOP;
  sublet_rental_engine_order_async (data->engine,
                                    data->rental,
                                    data->order,
                                    NULL,
                                    on_ordered,
                                    g_object_ref (task));
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
 * sublet_rental_order_dup_question:
 * @rental: a rental
 * @order: what to do to it
 *
 * Returns: (transfer full): the question, as a dialog's heading
 */
char *
sublet_rental_order_dup_question (SubletRental *rental, SubletOrder order)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  switch (order)
    {
    case SUBLET_ORDER_START:
      /* TRANSLATORS: %s is the instance's name */
      return g_strdup_printf (_ ("Start %s?"), name);
    case SUBLET_ORDER_STOP:
      /* TRANSLATORS: %s is the instance's name */
      return g_strdup_printf (_ ("Stop %s?"), name);
    case SUBLET_ORDER_REBOOT:
      /* TRANSLATORS: %s is the instance's name */
      return g_strdup_printf (_ ("Reboot %s?"), name);
    case SUBLET_ORDER_DESTROY:
    default:
      /* TRANSLATORS: %s is the instance's name */
      return g_strdup_printf (_ ("Destroy %s?"), name);
    }
}

/**
 * sublet_rental_order_dup_figures:
 * @engine: what knows the account and the rates
 * @rental: a rental
 * @order: what to do to it
 *
 * Returns: (transfer full): what it means and costs, as a dialog's body
 */
char *
sublet_rental_order_dup_figures (SubletRentalEngine *engine,
                                 SubletRental *rental,
                                 SubletOrder order)
{
  bool ends = order == SUBLET_ORDER_STOP || order == SUBLET_ORDER_DESTROY;
  char *body;

  switch (order)
    {
    case SUBLET_ORDER_START:
      body = dup_start_figures (engine, rental);
      break;
    case SUBLET_ORDER_STOP:
      body = dup_stop_figures (rental);
      break;
    case SUBLET_ORDER_REBOOT:
      body = dup_reboot_figures (rental);
      break;
    case SUBLET_ORDER_DESTROY:
    default:
      body = dup_destroy_figures (engine, rental);
    }

  if (sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_ELSEWHERE)
    body = join_sentences (body, g_strdup (_ ("It was not started by Sublet.")));
  if (ends && sublet_rental_get_stale (rental))
    body =
      join_sentences (body,
                      g_strdup (_ ("The order goes out now and is checked when Vast answers.")));

  return body;
}

/**
 * sublet_rental_order_async:
 * @parent: (nullable): a widget of the window that asks
 * @engine: what carries it out
 * @rental: a rental
 * @order: what to do to it
 * @cancellable: (nullable): takes the question away; an order that went out goes on
 * @callback: called when the service accepted it, or with the error
 * @user_data: for @callback
 */
void
sublet_rental_order_async (GtkWidget *parent,
                           SubletRentalEngine *engine,
                           SubletRental *rental,
                           SubletOrder order,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OrderData *data = g_new0 (OrderData, 1);
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);

  g_task_set_source_tag (task, sublet_rental_order_async);
  g_task_set_check_cancellable (task, FALSE);
  /* The window, not the button's card, which may be another one when the answer comes. */
  if (root != NULL)
    data->parent = GTK_WIDGET (g_object_ref (root));
  data->engine = g_object_ref (engine);
  data->rental = g_object_ref (rental);
  data->order = order;
  g_task_set_task_data (task, data, (GDestroyNotify) order_data_free);
  ask (task);
}

/**
 * sublet_rental_order_finish:
 * @result: what the callback got
 * @error: the engine's errors; G_IO_ERROR_CANCELLED when the person said no
 *
 * Returns: whether the order was accepted
 */
gboolean
sublet_rental_order_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
