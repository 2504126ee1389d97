/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-increase-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/**
 * sublet_increase_text_is_told:
 * @rental: a rental
 *
 * Returns: whether a price increase waits for an answer, and none is on its way or in doubt
 */
bool
sublet_increase_text_is_told (SubletRental *rental)
{
  SubletIncreaseState state = sublet_rental_get_increase_state (rental);

  return sublet_rental_get_increase (rental) != NULL && sublet_rental_is_open (rental) &&
         state != SUBLET_INCREASE_STATE_ASKED && state != SUBLET_INCREASE_STATE_TAKEN &&
         state != SUBLET_INCREASE_STATE_UNCLEAR;
}

/* (nullable): it is not said when. */
static char *
dup_from (SubletRental *rental, SubletClock *clock)
{
  gint64 from_us = sublet_price_increase_get_data (sublet_rental_get_increase (rental))->from_us;

  if (from_us <= 0)
    return NULL;

  return sublet_format_time_ahead (from_us - sublet_clock_get_service_offset_us (clock),
                                   sublet_clock_get_wall_us (clock));
}

/* What an hour costs then and now, and by how much a day differs. */
typedef struct
{
  char *after;      /* (owned) (nullable) */
  char *now;        /* (owned) (nullable) */
  char *difference; /* (owned) (nullable) */
  bool falls;
} Rates;

static void
rates_clear (Rates *rates)
{
  g_free (rates->after);
  g_free (rates->now);
  g_free (rates->difference);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rates, rates_clear)

/* false: not enough is said for that. */
static bool
init_rates (Rates *rates, SubletRental *rental)
{
  gint64 after_nusd = sublet_rental_get_increased_rate_nusd (rental);
  gint64 now_nusd = sublet_rental_get_rate_running_nusd (rental);

  if (after_nusd == SUBLET_MONEY_UNKNOWN || now_nusd == SUBLET_MONEY_UNKNOWN)
    return false;

  rates->falls = after_nusd < now_nusd;
  rates->after = sublet_format_rate (after_nusd);
  rates->now = sublet_format_rate (now_nusd);
  rates->difference =
    sublet_format_amount (sublet_money_cost_uusd (ABS (after_nusd - now_nusd), G_TIME_SPAN_DAY));
  return true;
}

/**
 * sublet_increase_text_dup_line:
 * @rental: a rental with a price increase
 * @clock: the engine's
 *
 * Returns: (transfer full): a sentence: from when on it costs what instead of what, and what that
 *   is in a day
 */
char *
sublet_increase_text_dup_line (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *from = dup_from (rental, clock);
  g_auto (Rates) rates = { 0 };

  if (!init_rates (&rates, rental))
    {
      if (from == NULL)
        return g_strdup (_ ("Its host wants a higher price from the end of its contract on. By how "
                            "much is not known."));

      /* TRANSLATORS: %s is a time to come, as in "tomorrow 12:40" or "3 Dec 12:40" */
      return g_strdup_printf (_ ("Its host wants a higher price from %s on. By how much is not "
                                 "known."),
                                 from);
    }
  if (from == NULL)
    return g_strdup_printf (rates.falls
                            /* TRANSLATORS: two rates and an amount, as in "$0.310/h", "$0.349/h"
                             * and
                             * "$0.94" */
                            ? _ ("From the end of its contract it costs %1$s instead of %2$s, "
                                 "%3$s a day less.")
                            /* TRANSLATORS: two rates and an amount, as in "$0.349/h", "$0.310/h"
                             * and
                             * "$0.94" */
                            : _ ("From the end of its contract it costs %1$s instead of %2$s, "
                                 "%3$s a day more."),
                                 rates.after,
                                 rates.now,
                                 rates.difference);

  return g_strdup_printf (rates.falls
                          /* TRANSLATORS: a time to come, two rates and an amount, as in "tomorrow
                           * 12:40", "$0.310/h", "$0.349/h" and "$0.94" */
                          ? _ ("From %1$s it costs %2$s instead of %3$s, %4$s a day less.")
                          /* TRANSLATORS: a time to come, two rates and an amount, as in "tomorrow
                           * 12:40", "$0.349/h", "$0.310/h" and "$0.94" */
                          : _ ("From %1$s it costs %2$s instead of %3$s, %4$s a day more."),
                               from,
                               rates.after,
                               rates.now,
                               rates.difference);
}

/**
 * sublet_increase_text_dup_foot:
 * @rental: a rental with a price increase
 * @clock: the engine's
 *
 * Returns: (transfer full): sublet_increase_text_dup_line(), after that the answer to it came to
 *   nothing where it did, or that nobody knows
 */
char *
sublet_increase_text_dup_foot (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *line = sublet_increase_text_dup_line (rental, clock);
  SubletIncreaseState state = sublet_rental_get_increase_state (rental);

  if (state == SUBLET_INCREASE_STATE_NOT_KNOWN)
    /* TRANSLATORS: %s is what an instance is to cost from when on */
    return g_strdup_printf (_ ("It is not known what became of your answer. %s"), line);
  if (state != SUBLET_INCREASE_STATE_NOT_SEEN)
    return g_steal_pointer (&line);

  /* TRANSLATORS: %s is what an instance is to cost from when on */
  return g_strdup_printf (_ ("Your answer came to nothing. %s"), line);
}

/**
 * sublet_increase_text_dup_alert:
 * @rental: a rental with a price increase
 * @clock: the engine's
 *
 * Returns: (transfer full): what a person who does something else is to know of it
 */
char *
sublet_increase_text_dup_alert (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *from = dup_from (rental, clock);
  g_auto (Rates) rates = { 0 };

  if (from == NULL || !init_rates (&rates, rental))
    /* TRANSLATORS: %s is an instance's label */
    return g_strdup_printf (_ ("The host of %s wants a higher price"), name);

  /* TRANSLATORS: a time to come, an instance's label and a rate, as in "3 Dec 12:40", "ada-1" and
   * "$0.350/h" */
  return g_strdup_printf (_ ("From %1$s %2$s costs %3$s"), from, name, rates.after);
}

/**
 * sublet_increase_text_dup_alert_body:
 * @rental: a rental with a price increase
 *
 * Returns: (transfer full): the money, as far as it is known, and that an answer is waited for
 */
char *
sublet_increase_text_dup_alert_body (SubletRental *rental)
{
  g_auto (Rates) rates = { 0 };

  if (!init_rates (&rates, rental))
    return g_strdup (_ ("Accept or reject it before its contract ends."));

  return g_strdup_printf (rates.falls
                          /* TRANSLATORS: a rate and an amount, as in "$0.349/h" and "$0.94" */
                          ? _ ("Now it costs %1$s, then %2$s a day less. Accept or reject it "
                               "before its contract ends.")
                          /* TRANSLATORS: a rate and an amount, as in "$0.310/h" and "$0.94" */
                          : _ ("Now it costs %1$s, then %2$s a day more. Accept or reject it "
                               "before its contract ends."),
                               rates.now,
                               rates.difference);
}

/* What nobody can tell is said to be so. */
static char *
dup_others (SubletRental *rental)
{
  const SubletPriceIncreaseData *data =
    sublet_price_increase_get_data (sublet_rental_get_increase (rental));

  return data->changes_others ? g_strdup (_ ("Prices of traffic or fees change too, by how much is "
                                             "not known."))
                              : NULL;
}

/**
 * sublet_increase_text_dup_acceptance:
 * @rental: a rental with a price increase
 * @clock: the engine's
 *
 * Returns: (transfer full): what it costs then, and what is known of it besides
 */
char *
sublet_increase_text_dup_acceptance (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *line = sublet_increase_text_dup_line (rental, clock);
  g_autofree char *others = dup_others (rental);

  if (others != NULL)
    /* TRANSLATORS: two sentences, what it costs from when on and what else changes */
    return g_strdup_printf (_ ("%1$s %2$s Until then nothing changes."), line, others);

  /* TRANSLATORS: %s is a sentence, what it costs from when on */
  return g_strdup_printf (_ ("%s Until then nothing changes."), line);
}

/**
 * sublet_increase_text_dup_rejection:
 * @rental: a rental with a price increase
 * @clock: the engine's
 *
 * What becomes of a contract whose increase was rejected the service does not say; that it ends is
 * what is to be expected. Source: fact sheet 5.10, "applies from contract end".
 *
 * Returns: (transfer full): what it costs until then, and what is to be expected
 */
char *
sublet_increase_text_dup_rejection (SubletRental *rental, SubletClock *clock)
{
  gint64 now_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *from = dup_from (rental, clock);
  g_autofree char *day = NULL;

  if (now_nusd == SUBLET_MONEY_UNKNOWN || from == NULL)
    return g_strdup (_ ("It costs what it costs now until its contract ends. What happens then "
                        "Vast does not say: expect it to stop, and save what you need before."));

  day = sublet_format_rate_per_day (now_nusd);
  /* TRANSLATORS: a rate and a time to come, as in "$7.44 a day" and "tomorrow 12:40" */
  return g_strdup_printf (_ ("It costs %1$s as now until its contract ends, %2$s. What happens "
                             "then Vast does not say: expect it to stop, and save what you need "
                             "before."),
                             day,
                             from);
}
