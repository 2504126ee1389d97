/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-batch-text.h"

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

static SubletRentStep *
new_step (SubletRentStepLook look, char *text, const char *aside)
{
  SubletRentStep *step = g_new0 (SubletRentStep, 1);

  step->look = look;
  step->text = text;
  step->aside = g_strdup (aside);

  return step;
}

static char *
dup_refused (const SubletBatchReading *reading)
{
  g_autofree char *why = NULL;

  if (reading->error != NULL)
    why = g_strdup (sublet_error_text_get_sentence (reading->error));
  else
    why = sublet_rent_steps_dup_refused (reading->reason);

  /* TRANSLATORS: the name of an instance, and why it was not rented */
  return g_strdup_printf (_ ("%1$s: %2$s"), reading->label, why);
}

static char *
dup_rented (const SubletBatchReading *reading)
{
  g_autofree char *rate = NULL;

  if (reading->next_rate_nusd <= 0)
    return g_strdup (reading->label);

  rate = sublet_format_rate (reading->next_rate_nusd);
  /* TRANSLATORS: the name of an instance, and what it costs now that another offer was taken for
   * it, as in $0.332/h */
  return g_strdup_printf (_ ("%1$s: the first was taken, the next is %2$s"), reading->label, rate);
}

/**
 * sublet_batch_text_step:
 * @reading: one of several rentals
 *
 * Returns: (transfer full): its row
 */
SubletRentStep *
sublet_batch_text_step (const SubletBatchReading *reading)
{
  switch (reading->state)
    {
    case SUBLET_BATCH_ITEM_ASKING:
      /* TRANSLATORS: beside the name of an instance: Vast is being asked for it */
      return new_step (SUBLET_RENT_STEP_PENDING, g_strdup (reading->label), _ ("asking"));
    case SUBLET_BATCH_ITEM_RENTED:
      /* TRANSLATORS: beside the name of an instance: it is rented and comes up */
      return new_step (SUBLET_RENT_STEP_DONE, dup_rented (reading), _ ("starting"));
    case SUBLET_BATCH_ITEM_REFUSED:
      return new_step (SUBLET_RENT_STEP_STOP, dup_refused (reading), NULL);
    case SUBLET_BATCH_ITEM_UNCLEAR:
      return new_step (SUBLET_RENT_STEP_DOUBT,
                       /* TRANSLATORS: %s is the name of an instance */
                       g_strdup_printf (_ ("%s: the answer got lost, and Sublet looks for it"),
                                           reading->label),
                                        NULL);
    case SUBLET_BATCH_ITEM_NOT_ASKED:
      /* TRANSLATORS: beside the name of an instance: it was stopped before its turn */
      return new_step (SUBLET_RENT_STEP_TODO, g_strdup (reading->label), _ ("not asked for"));
    case SUBLET_BATCH_ITEM_WAITING:
    default:
      /* TRANSLATORS: beside the name of an instance: its turn has not come */
      return new_step (SUBLET_RENT_STEP_TODO, g_strdup (reading->label), _ ("waiting"));
    }
}

/**
 * sublet_batch_text_title:
 * @sums: several rentals
 *
 * Returns: (transfer full): how many, and whether more is to come
 */
char *
sublet_batch_text_title (const SubletBatchSums *sums)
{
  if (sums->running)
    /* TRANSLATORS: %u is how many are rented together; what follows is how far that is */
    return g_strdup_printf (_ ("Count %u, so far"), sums->count);

  /* TRANSLATORS: how many of how many were rented */
  return g_strdup_printf (_ ("%1$u of %2$u rented"), sums->n_rented, sums->count);
}

/**
 * sublet_batch_text_message:
 * @sums: several rentals
 *
 * Returns: (transfer full) (nullable): the sentences below the rows
 */
char *
sublet_batch_text_message (const SubletBatchSums *sums)
{
  g_autofree char *rate = NULL;

  if (sums->running)
    return g_strdup (_ ("Each is asked for when the one before it is answered. You can close this "
                        "window; the rest goes on."));
  if (sums->n_unclear > 0)
    return g_strdup (_ ("An answer got lost. Sublet is looking for the instance and will not rent "
                        "another in its place."));
  if (sums->n_rented == 0)
    return g_strdup (_ ("Nothing was rented."));
  if (sums->n_rented == sums->count)
    return NULL;

  rate = sublet_format_rate (sums->rate_nusd);
  /* TRANSLATORS: %s is a rate, as in $0.650/h */
  return g_strdup_printf (_ ("Those that are rented cost %s. Nothing else was rented."), rate);
}
