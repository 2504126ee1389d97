/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-order-question.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the question says: heading, figures and button. */

/**
 * sublet_order_question_dup_heading:
 * @facts: what the question names
 *
 * Returns: (transfer full): the question
 */
char *
sublet_order_question_dup_heading (const SubletOrderFacts *facts)
{
  switch (facts->order)
    {
    case SUBLET_ORDER_START:
      /* TRANSLATORS: %s is the name of an instance */
      return g_strdup_printf (_ ("Start %s?"), facts->label);
    case SUBLET_ORDER_STOP:
      /* TRANSLATORS: %s is the name of an instance */
      return g_strdup_printf (_ ("Stop %s?"), facts->label);
    case SUBLET_ORDER_REBOOT:
      /* TRANSLATORS: %s is the name of an instance */
      return g_strdup_printf (_ ("Reboot %s?"), facts->label);
    case SUBLET_ORDER_RECYCLE:
      /* TRANSLATORS: %s is the name of an instance, whose container is made anew */
      return g_strdup_printf (_ ("Recycle %s?"), facts->label);
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
    case SUBLET_ORDER_UPDATE:
      /* They need an amount, a number or a launch: nobody asks for them here. */
      g_return_val_if_reached (NULL);
    case SUBLET_ORDER_DESTROY:
    default:
      /* TRANSLATORS: %s is the name of an instance */
      return g_strdup_printf (_ ("Destroy %s?"), facts->label);
    }
}

static char *
dup_start (const SubletOrderFacts *facts)
{
  g_autofree char *rate = sublet_format_rate (facts->rate_running_nusd);
  g_autofree char *lasts = NULL;

  if (facts->rate_running_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("It bills from now; Vast does not say at which rate."));
  if (facts->credit_lasts_us <= 0)
    /* TRANSLATORS: %s is a rate, as in $0.325/h */
    return g_strdup_printf (_ ("%s from now."), rate);

  lasts = sublet_format_duration_short (facts->credit_lasts_us);
  /* TRANSLATORS: a rate and a duration, as in $0.325/h and 19 h */
  return g_strdup_printf (_ ("%1$s from now; credit then lasts %2$s."), rate, lasts);
}

static char *
dup_stop (const SubletOrderFacts *facts)
{
  g_autofree char *size = NULL;
  g_autofree char *day = sublet_format_rate_per_day (facts->rate_stopped_nusd);

  if (facts->rate_stopped_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Its GPU goes back to the market. Its disk keeps costing until you destroy "
                        "it. Starting again needs a free GPU on this machine."));
  if (!isfinite (facts->disk_gb) || facts->disk_gb <= 0)
    /* TRANSLATORS: %s is a rate, as in "$0.36 a day" */
    return g_strdup_printf (_ ("Its GPU goes back to the market. Its disk keeps costing %s until "
                               "you destroy it. Starting again needs a free GPU on this machine."),
                               day);

  size = sublet_format_number (facts->disk_gb, 0);
  /* TRANSLATORS: a number of gigabytes and a rate, as in 64 and "$0.36 a day" */
  return g_strdup_printf (_ ("Its GPU goes back to the market. Its %1$s GB disk keeps costing %2$s "
                             "until you destroy it. Starting again needs a free GPU on this "
                             "machine."),
                             size,
                             day);
}

static char *
dup_reboot (const SubletOrderFacts *facts)
{
  g_autofree char *rate = sublet_format_rate (facts->rate_running_nusd);

  if (facts->rate_running_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Its programs end; disk and GPU stay, and billing goes on."));

  /* TRANSLATORS: %s is a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Its programs end; disk and GPU stay, %s goes on."), rate);
}

/* What a container that is made anew costs the person. */
static char *
dup_container_lost (const SubletOrderFacts *facts)
{
  g_autofree char *size = NULL;

  if (!isfinite (facts->disk_used_gb) || facts->disk_used_gb < 0.5)
    return g_strdup (_ ("What is on its disk outside volumes is lost for good."));

  size = sublet_format_number (facts->disk_used_gb, 0);
  /* TRANSLATORS: %s is a number of gigabytes */
  return g_strdup_printf (_ ("The %s GB on its disk are lost for good, but for volumes."), size);
}

static char *
dup_update (const SubletOrderFacts *facts)
{
  g_autofree char *lost = dup_container_lost (facts);
  g_autofree char *rate = sublet_format_rate (facts->rate_running_nusd);

  if (facts->rate_running_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a sentence about the disk */
    return g_strdup_printf (_ ("Its container is made anew with what is set here. %s The GPU "
                               "stays, billing goes on, and its SSH host key may be another one "
                               "then."),
                               lost);

  /* TRANSLATORS: a sentence about the disk, and a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Its container is made anew with what is set here. %1$s The GPU "
                             "stays, %2$s goes on, and its SSH host key may be another one then."),
                             lost,
                             rate);
}

static char *
dup_recycle (const SubletOrderFacts *facts)
{
  g_autofree char *lost = dup_container_lost (facts);
  g_autofree char *rate = sublet_format_rate (facts->rate_running_nusd);

  if (facts->rate_running_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a sentence about the disk */
    return g_strdup_printf (_ ("Its image is pulled again and its container made anew. %s The GPU "
                               "stays, billing goes on, and its SSH host key may be another one "
                               "then."),
                               lost);

  /* TRANSLATORS: a sentence about the disk, and a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Its image is pulled again and its container made anew. %1$s The GPU "
                             "stays, %2$s goes on, and its SSH host key may be another one then."),
                             lost,
                             rate);
}

static char *
dup_destroy (const SubletOrderFacts *facts)
{
  g_autofree char *size = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *lost = NULL;

  if (isfinite (facts->disk_used_gb) && facts->disk_used_gb >= 0.5)
    {
      size = sublet_format_number (facts->disk_used_gb, 0);
      /* TRANSLATORS: %s is a number of gigabytes */
      lost = g_strdup_printf (_ ("The %s GB on its disk are lost for good."), size);
    }
  else
    lost = g_strdup (_ ("What is on its disk is lost for good."));

  if (facts->cost_uusd == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&lost);

  cost = sublet_format_amount (facts->cost_uusd);
  if (facts->cost_uusd < SUBLET_UUSD_PER_USD / 100)
    /* TRANSLATORS: a sentence about the disk, and an amount, as in "under $0.01" or $0.00 */
    return g_strdup_printf (_ ("%1$s Billing ends at %2$s."), lost, cost);

  /* TRANSLATORS: a sentence about the disk, and an amount, as in $1.44 */
  return g_strdup_printf (_ ("%1$s Billing ends at about %2$s."), lost, cost);
}

/**
 * sublet_order_question_dup_body:
 * @facts: what the question names
 *
 * Returns: (transfer full): the figures
 */
char *
sublet_order_question_dup_body (const SubletOrderFacts *facts)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  switch (facts->order)
    {
    case SUBLET_ORDER_START:
      g_ptr_array_add (sentences, dup_start (facts));
      break;
    case SUBLET_ORDER_STOP:
      g_ptr_array_add (sentences, dup_stop (facts));
      break;
    case SUBLET_ORDER_REBOOT:
      g_ptr_array_add (sentences, dup_reboot (facts));
      break;
    case SUBLET_ORDER_RECYCLE:
      g_ptr_array_add (sentences, dup_recycle (facts));
      break;
    case SUBLET_ORDER_UPDATE:
      g_ptr_array_add (sentences, dup_update (facts));
      break;
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
      g_return_val_if_reached (NULL);
    case SUBLET_ORDER_DESTROY:
    default:
      g_ptr_array_add (sentences, dup_destroy (facts));
    }

  if (facts->origin != SUBLET_RENTAL_ORIGIN_OURS)
    g_ptr_array_add (sentences, g_strdup (_ ("It was not started by Sublet.")));
  if (facts->stale)
    g_ptr_array_add (sentences,
                     g_strdup (_ ("The order goes out now and is checked when Vast answers.")));
  g_ptr_array_add (sentences, NULL);

  /* Paragraphs, so that each stays a sentence of its own in every language. */
  return g_strjoinv ("\n\n", (char **) sentences->pdata);
}

/**
 * sublet_order_question_dup_label:
 * @order: which one
 * @name: the instance's, without mnemonic
 *
 * Returns: (transfer full): for the button: verb and name, as the heading has them
 */
char *
sublet_order_question_dup_label (SubletOrder order, const char *name)
{
  switch (order)
    {
    case SUBLET_ORDER_START:
      /* TRANSLATORS: on a button; %s is the name of an instance */
      return g_strdup_printf (_ ("_Start %s"), name);
    case SUBLET_ORDER_STOP:
      /* TRANSLATORS: on a button; %s is the name of an instance */
      return g_strdup_printf (_ ("_Stop %s"), name);
    case SUBLET_ORDER_REBOOT:
      /* TRANSLATORS: on a button; %s is the name of an instance */
      return g_strdup_printf (_ ("_Reboot %s"), name);
    case SUBLET_ORDER_RECYCLE:
      /* TRANSLATORS: on a button; %s is the name of an instance */
      return g_strdup_printf (_ ("_Recycle %s"), name);
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
    case SUBLET_ORDER_UPDATE:
      g_return_val_if_reached (NULL);
    case SUBLET_ORDER_DESTROY:
    default:
      /* TRANSLATORS: on a button; %s is the name of an instance */
      return g_strdup_printf (_ ("_Destroy %s"), name);
    }
}
