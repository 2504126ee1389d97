/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-several-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Sums; SUBLET_MONEY_UNKNOWN and NAN where one of them is not known. */
typedef struct
{
  gint64 now_nusd;
  gint64 stopped_nusd;
  gint64 cost_uusd;
  double disk_gb;
  double used_gb;
  gboolean stale;
} Sums;

static SubletRental *
get (GPtrArray *rentals, guint i)
{
  return g_ptr_array_index (rentals, i);
}

static void
add_up (GPtrArray *rentals, gint64 now_us, Sums *sums)
{
  guint i;

  *sums = (Sums){ 0 };
  for (i = 0; i < rentals->len; i++)
    {
      SubletRental *rental = get (rentals, i);
      SubletInstance *instance = sublet_rental_get_instance (rental);
      const SubletInstanceData *data = instance == NULL ? NULL
                                                        : sublet_instance_get_data (instance);

      sums->now_nusd = sublet_money_add (sums->now_nusd, sublet_rental_get_rate_now_nusd (rental));
      sums->stopped_nusd =
        sublet_money_add (sums->stopped_nusd, sublet_rental_get_rate_stopped_nusd (rental));
      sums->cost_uusd =
        sublet_money_add (sums->cost_uusd, sublet_rental_get_cost_uusd (rental, now_us));
      sums->disk_gb += data == NULL ? (double) NAN : data->disk_space_gb;
      sums->used_gb += data == NULL ? (double) NAN : data->disk_used_gb;
      sums->stale |= sublet_rental_get_stale (rental);
    }
}

/**
 * sublet_several_text_dup_selected:
 * @rentals: (element-type SubletRental): those that are chosen
 *
 * Returns: (transfer full): how many, and what they cost now
 */
char *
sublet_several_text_dup_selected (GPtrArray *rentals)
{
  g_autofree char *rate = NULL;
  Sums sums;

  add_up (rentals, 0, &sums);
  if (rentals->len == 0)
    return g_strdup (_ ("None selected"));
  if (sums.now_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %u is a number of instances */
    return g_strdup_printf (ngettext ("%u selected", "%u selected", rentals->len), rentals->len);

  rate = sublet_format_rate_short (sums.now_nusd);
  /* TRANSLATORS: how many instances are selected, and what they cost, as in "3 selected, $0.98/h"
   */
  return g_strdup_printf (ngettext ("%1$u selected, %2$s", "%1$u selected, %2$s", rentals->len),
                          rentals->len,
                          rate);
}

/**
 * sublet_several_text_dup_toggled:
 * @rental: one that was chosen, or is not any more
 * @selected: whether it is
 * @rentals: (element-type SubletRental): all that are chosen now
 *
 * Returns: (transfer full): what is said aloud of it
 */
char *
sublet_several_text_dup_toggled (SubletRental *rental, gboolean selected, GPtrArray *rentals)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *rate = NULL;
  Sums sums;

  add_up (rentals, 0, &sums);
  if (rentals->len > 0 && sums.now_nusd != SUBLET_MONEY_UNKNOWN)
    rate = sublet_format_rate_short (sums.now_nusd);
  if (rate == NULL && selected)
    /* TRANSLATORS: said aloud: an instance's label, and how many are selected now */
    return g_strdup_printf (_ ("%1$s selected, %2$u"), name, rentals->len);
  if (rate == NULL)
    /* TRANSLATORS: said aloud: an instance's label, and how many are selected now */
    return g_strdup_printf (_ ("%1$s not selected, %2$u"), name, rentals->len);

  if (selected)
    /* TRANSLATORS: said aloud: an instance's label, how many are selected now, and what they cost,
     * as in "ada-1 selected, 3, $0.98/h" */
    return g_strdup_printf (_ ("%1$s selected, %2$u, %3$s"), name, rentals->len, rate);

  /* TRANSLATORS: said aloud: an instance's label, how many are selected now, and what they cost */
  return g_strdup_printf (_ ("%1$s not selected, %2$u, %3$s"), name, rentals->len, rate);
}

/**
 * sublet_several_text_dup_possible:
 * @kind: what is to be done
 * @n_possible: with how many it can be done
 * @n: how many are chosen
 *
 * Returns: (transfer full) (nullable): that it cannot be done with all
 */
char *
sublet_several_text_dup_possible (SubletRunKind kind, guint n_possible, guint n)
{
  if (n_possible == n)
    return NULL;

  switch (kind)
    {
    case SUBLET_RUN_STOP:
      /* TRANSLATORS: of the selected instances, as in "2 of 3 can be stopped" */
      return g_strdup_printf (ngettext ("%1$u of %2$u can be stopped",
                                        "%1$u of %2$u can be stopped",
                                        n_possible),
                              n_possible,
                              n);
    case SUBLET_RUN_EXTEND:
      /* TRANSLATORS: of the selected instances, as in "2 of 3 have a lease that can be extended" */
      return g_strdup_printf (ngettext ("%1$u of %2$u has a lease that can be extended",
                                        "%1$u of %2$u have a lease that can be extended",
                                        n_possible),
                              n_possible,
                              n);
    case SUBLET_RUN_DESTROY:
    default:
      /* TRANSLATORS: of the selected instances, as in "2 of 3 can be destroyed" */
      return g_strdup_printf (ngettext ("%1$u of %2$u can be destroyed",
                                        "%1$u of %2$u can be destroyed",
                                        n_possible),
                              n_possible,
                              n);
    }
}

/**
 * sublet_several_text_dup_heading:
 * @kind: stop or destroy
 * @n: how many are meant; 0: none is ticked yet
 *
 * Returns: (transfer full): the question
 */
char *
sublet_several_text_dup_heading (SubletRunKind kind, guint n)
{
  if (n == 0)
    return g_strdup (kind == SUBLET_RUN_STOP ? _ ("Stop the selected instances?")
                                             : _ ("Destroy the selected instances?"));
  if (kind == SUBLET_RUN_STOP)
    /* TRANSLATORS: %u is a number of instances */
    return g_strdup_printf (ngettext ("Stop %u instance?", "Stop %u instances?", n), n);

  /* TRANSLATORS: %u is a number of instances */
  return g_strdup_printf (ngettext ("Destroy %u instance?", "Destroy %u instances?", n), n);
}

/**
 * sublet_several_text_dup_answer:
 * @kind: stop or destroy
 * @n: how many are meant; 0: none is ticked yet
 *
 * Returns: (transfer full): what the button says, with a mnemonic
 */
char *
sublet_several_text_dup_answer (SubletRunKind kind, guint n)
{
  if (n == 0)
    return g_strdup (kind == SUBLET_RUN_STOP ? _ ("_Stop Them") : _ ("_Destroy Them"));
  if (kind == SUBLET_RUN_STOP)
    /* TRANSLATORS: on a button; %u is a number of instances */
    return g_strdup_printf (ngettext ("_Stop %u", "_Stop %u", n), n);

  /* TRANSLATORS: on a button; %u is a number of instances */
  return g_strdup_printf (ngettext ("_Destroy %u", "_Destroy %u", n), n);
}

/* Takes the sentence. */
static void
add_sentence (GPtrArray *sentences, char *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

static void
add_stop (GPtrArray *sentences, const Sums *sums)
{
  g_autofree char *less = NULL;
  g_autofree char *size = NULL;
  g_autofree char *day = NULL;

  if (sums->now_nusd == SUBLET_MONEY_UNKNOWN || sums->stopped_nusd == SUBLET_MONEY_UNKNOWN)
    {
      add_sentence (sentences,
                    g_strdup (_ ("Their GPUs go back to the market. Their disks keep costing until "
                                 "you destroy them.")));
      return;
    }

  less = sublet_format_rate (MAX (sums->now_nusd - sums->stopped_nusd, 0));
  day = sublet_format_rate_per_day (sums->stopped_nusd);
  add_sentence (sentences,
                /* TRANSLATORS: %s is a rate, as in "$0.93/h" */
                g_strdup_printf (_ ("Their GPUs go back to the market: %s less."), less));
  if (isfinite (sums->disk_gb))
    {
      size = sublet_format_number (sums->disk_gb, 0);
      add_sentence (sentences,
                    /* TRANSLATORS: a number of gigabytes, and a rate, as in "$1.08 a day" */
                    g_strdup_printf (_ ("Their disks, %1$s GB, keep costing %2$s until you destroy "
                                        "them."),
                                        size,
                                        day));
    }
  else
    add_sentence (sentences,
                  /* TRANSLATORS: %s is a rate, as in "$1.08 a day" */
                  g_strdup_printf (_ ("Their disks keep costing %s until you destroy them."), day));
}

static void
add_destroy (GPtrArray *sentences, const Sums *sums)
{
  g_autofree char *size = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *less = NULL;

  if (isfinite (sums->used_gb) && sums->used_gb >= 0.5)
    {
      size = sublet_format_number (sums->used_gb, 0);
      /* TRANSLATORS: %s is a number of gigabytes */
      add_sentence (sentences, g_strdup_printf (_ ("%s GB are lost for good."), size));
    }
  else
    add_sentence (sentences, g_strdup (_ ("What is on their disks is lost for good.")));
  if (sums->now_nusd != SUBLET_MONEY_UNKNOWN)
    {
      less = sublet_format_rate (sums->now_nusd);
      /* TRANSLATORS: %s is a rate, as in "$0.98/h" */
      add_sentence (sentences, g_strdup_printf (_ ("They cost %s less."), less));
    }
  if (sums->cost_uusd != SUBLET_MONEY_UNKNOWN)
    {
      cost = sublet_format_amount (sums->cost_uusd);
      /* TRANSLATORS: %s is an amount, as in "$4.32" */
      add_sentence (sentences, g_strdup_printf (_ ("Billing ends at about %s in all."), cost));
    }
}

/**
 * sublet_several_text_dup_figures:
 * @kind: stop or destroy
 * @rentals: (element-type SubletRental): with which it is done
 * @clock: the engine's
 *
 * Returns: (transfer full): what it means in money and data, a sentence a line
 */
char *
sublet_several_text_dup_figures (SubletRunKind kind, GPtrArray *rentals, SubletClock *clock)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  Sums sums;

  if (rentals->len == 0)
    return g_strdup (_ ("Tick those that are meant."));

  add_up (rentals, sublet_clock_get_service_us (clock), &sums);
  if (kind == SUBLET_RUN_STOP)
    add_stop (sentences, &sums);
  else
    add_destroy (sentences, &sums);
  if (sums.stale)
    add_sentence (sentences,
                  g_strdup (_ ("The orders go out now and are checked when Vast answers.")));
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv ("\n", (char **) sentences->pdata);
}
