/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-steps.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_rent_step_free:
 * @step: a step
 */
void
sublet_rent_step_free (SubletRentStep *step)
{
  g_free (step->text);
  g_free (step->aside);
  g_free (step);
}

/* Takes both texts. */
static void
add_step (GPtrArray *steps, SubletRentStepLook look, char *text, char *aside)
{
  SubletRentStep *step = g_new0 (SubletRentStep, 1);

  step->look = look;
  step->text = text;
  step->aside = aside;
  g_ptr_array_add (steps, step);
}

static char *
dup_clock_time (gint64 at_us)
{
  g_autoptr (GDateTime) time = NULL;

  if (at_us <= 0)
    return NULL;

  time = g_date_time_new_from_unix_local (at_us / G_TIME_SPAN_SECOND);
  /* TRANSLATORS: a time with its seconds, see g_date_time_format() */
  return time == NULL ? NULL : g_date_time_format (time, _ ("%H:%M:%S"));
}

static char *
dup_short_time (gint64 at_us, gint64 now_us)
{
  return sublet_format_time (at_us, now_us);
}

/* Asked: the first time by number, then what it is in place of. */
static char *
dup_asked (const SubletRentReading *reading, const SubletRentalEvent *event, gint64 asked_before)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, event->offer_id);
  g_autofree char *rate = NULL;
  g_autofree char *ceiling = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *place = NULL;

  if (asked_before == 0)
    /* TRANSLATORS: %s is the number of an offer */
    return g_strdup_printf (_ ("Asked Vast for offer %s"), number);
  if (asked_before == event->offer_id)
    return g_strdup (_ ("Asked again: Vast had been too busy to look"));
  if (event->rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("That offer was just taken. Sublet asked for the next one."));

  rate = sublet_format_rate (event->rate_nusd);
  if (reading->ceiling_nusd <= 0)
    /* TRANSLATORS: %s is a rate, as in $0.332/h */
    return g_strdup_printf (_ ("That offer was just taken. Sublet asked for the next one, at %s."),
                               rate);

  ceiling = sublet_format_rate (reading->ceiling_nusd);
  if (reading->place == NULL || reading->gpu_name == NULL)
    /* TRANSLATORS: two rates, as in $0.332/h and $0.341/h */
    return g_strdup_printf (_ ("That offer was just taken. Sublet asked for the next one, at "
                               "%1$s, below your ceiling of %2$s."),
                               rate,
                               ceiling);

  gpu = sublet_format_name (reading->gpu_name);
  place = sublet_format_name (reading->place);

  /* TRANSLATORS: a GPU model, a place and two rates, as in RTX 4090, Sweden, $0.332/h and
   * $0.341/h */
  return g_strdup_printf (_ ("That offer was just taken. Sublet asked for the next one, %1$s in "
                             "%2$s at %3$s, below your ceiling of %4$s."),
                             gpu,
                             place,
                             rate,
                             ceiling);
}

/**
 * sublet_rent_steps_dup_refused:
 * @reason: why nothing was rented
 *
 * Returns: (transfer full): that, as one step
 */
char *
sublet_rent_steps_dup_refused (SubletRentalReason reason)
{
  switch (reason)
    {
    case SUBLET_RENTAL_REASON_OFFER_GONE:
      return g_strdup (_ ("That offer was just taken"));
    case SUBLET_RENTAL_REASON_NEXT_TOO_DEAR:
      return g_strdup (_ ("That offer was just taken; the next one is above your ceiling"));
    case SUBLET_RENTAL_REASON_NO_CANDIDATE:
      return g_strdup (_ ("That offer was just taken, and there is no other like it"));
    case SUBLET_RENTAL_REASON_KEY:
      return g_strdup (_ ("Vast does not accept this key"));
    case SUBLET_RENTAL_REASON_FORBIDDEN:
      return g_strdup (_ ("This key may not rent"));
    case SUBLET_RENTAL_REASON_NO_CREDIT:
    case SUBLET_RENTAL_REASON_CREDIT_USED_UP:
      return g_strdup (_ ("The credit is not enough"));
    case SUBLET_RENTAL_REASON_INVALID:
      return g_strdup (_ ("Vast refuses one of the values"));
    case SUBLET_RENTAL_REASON_TEMPLATE:
      return g_strdup (_ ("That template is gone"));
    case SUBLET_RENTAL_REASON_NOT_SENT:
      return g_strdup (_ ("Vast cannot be reached; nothing was sent"));
    case SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS:
      return g_strdup (_ ("Not rented. Three complete lists showed nothing new."));
    case SUBLET_RENTAL_REASON_CAP:
      return g_strdup (_ ("This would be above your spend cap; nothing was sent"));
    case SUBLET_RENTAL_REASON_JOURNAL:
      return g_strdup (_ ("The journal could not be written, so nothing was sent"));
    case SUBLET_RENTAL_REASON_NOT_REPLACED:
      return g_strdup (_ ("The one before had not ended, so nothing was sent"));
    case SUBLET_RENTAL_REASON_NONE:
    case SUBLET_RENTAL_REASON_IMAGE:
    case SUBLET_RENTAL_REASON_NO_PULL:
    case SUBLET_RENTAL_REASON_NO_SPACE:
    case SUBLET_RENTAL_REASON_CONTAINER:
    case SUBLET_RENTAL_REASON_EXITED:
    case SUBLET_RENTAL_REASON_HOST:
    case SUBLET_RENTAL_REASON_LEASE:
    case SUBLET_RENTAL_REASON_PRICE_DIFFERS:
    case SUBLET_RENTAL_REASON_STUCK:
    case SUBLET_RENTAL_REASON_PREPAYING:
    case SUBLET_RENTAL_REASON_PREPAID:
    case SUBLET_RENTAL_REASON_NOT_PREPAID:
    case SUBLET_RENTAL_REASON_PREPAID_UNCLEAR:
    case SUBLET_RENTAL_REASON_BIDDING:
    case SUBLET_RENTAL_REASON_BID_CHANGED:
    case SUBLET_RENTAL_REASON_BID_NOT_CHANGED:
    case SUBLET_RENTAL_REASON_BID_UNCLEAR:
    case SUBLET_RENTAL_REASON_BID_NOT_SEEN:
    case SUBLET_RENTAL_REASON_INCREASE_ACCEPTING:
    case SUBLET_RENTAL_REASON_INCREASE_REJECTING:
    case SUBLET_RENTAL_REASON_INCREASE_ACCEPTED:
    case SUBLET_RENTAL_REASON_INCREASE_REJECTED:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED:
    case SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN:
    case SUBLET_RENTAL_REASON_INCREASE_UNCLEAR:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN:
    case SUBLET_RENTAL_REASON_INCREASE_APPLIED:
    case SUBLET_RENTAL_REASON_OWNER_KNOWN:
    case SUBLET_RENTAL_REASON_LEASE_CHANGED:
    case SUBLET_RENTAL_REASON_LEASE_BEGUN:
    case SUBLET_RENTAL_REASON_LEASE_OVER:
    case SUBLET_RENTAL_REASON_SSH_KEY_CHANGED:
    case SUBLET_RENTAL_REASON_OTHER:
    default:
      return g_strdup (_ ("Vast refused"));
    }
}

static char *
dup_rented (const SubletRentReading *reading, const SubletRentalEvent *event, gboolean was_unclear)
{
  g_autofree char *rate = NULL;
  g_autofree char *time = NULL;

  if (!was_unclear)
    /* TRANSLATORS: %s is the name of an instance */
    return g_strdup_printf (_ ("Rented: %s"), reading->label);

  rate = sublet_format_rate (reading->rate_nusd);
  time = dup_short_time (event->at_us, reading->now_us);
  /* TRANSLATORS: the name of an instance, a rate and a time, as in ada-4, $0.325/h and 14:10 */
  return g_strdup_printf (_ ("Found: %1$s is rented, %2$s since %3$s."),
                             reading->label,
                             rate,
                             time);
}

static void
add_pending (GPtrArray *steps, const SubletRentReading *reading)
{
  g_autofree char *left = NULL;
  char *aside = NULL;

  switch (sublet_rent_outcome (reading->state, reading->reason))
    {
    case SUBLET_RENT_OUTCOME_ASKING:
      if (reading->events == NULL || reading->events->len == 0)
        add_step (steps, SUBLET_RENT_STEP_PENDING, g_strdup (_ ("Writing to the journal…")), NULL);
      else
        add_step (steps,
                  SUBLET_RENT_STEP_PENDING,
                  g_strdup (_ ("Waiting for Vast's answer…")), NULL);
      break;
    case SUBLET_RENT_OUTCOME_UNCLEAR:
      if (reading->next_look_us > reading->now_us)
        {
          left = sublet_format_duration (reading->next_look_us - reading->now_us);
          aside =
            /* TRANSLATORS: which look of how many, and a duration, as in "look 2 of 3 in 24 s" */
            g_strdup_printf (_ ("look %1$d of %2$d in %3$s"), reading->look, reading->looks, left);
        }
      else if (reading->look > 0)
        /* TRANSLATORS: which look of how many */
        aside = g_strdup_printf (_ ("look %1$d of %2$d"), reading->look, reading->looks);
      add_step (steps, SUBLET_RENT_STEP_PENDING, g_strdup (_ ("Looking for the instance")), aside);
      break;
    case SUBLET_RENT_OUTCOME_RENTED:
    case SUBLET_RENT_OUTCOME_TAKEN:
    case SUBLET_RENT_OUTCOME_REFUSED:
    default:
      break;
    }
}

/**
 * sublet_rent_outcome:
 * @state: a rental's state
 * @reason: why it was refused, if it was
 *
 * Returns: what that means for the window that asked for it
 */
SubletRentOutcome
sublet_rent_outcome (SubletRentalState state, SubletRentalReason reason)
{
  switch (state)
    {
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
      return SUBLET_RENT_OUTCOME_ASKING;
    case SUBLET_RENTAL_STATE_UNCLEAR:
      return SUBLET_RENT_OUTCOME_UNCLEAR;
    case SUBLET_RENTAL_STATE_REFUSED:
      return reason == SUBLET_RENTAL_REASON_OFFER_GONE ||
                 reason == SUBLET_RENTAL_REASON_NEXT_TOO_DEAR ||
                 reason == SUBLET_RENTAL_REASON_NO_CANDIDATE
               ? SUBLET_RENT_OUTCOME_TAKEN
               : SUBLET_RENT_OUTCOME_REFUSED;
    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return SUBLET_RENT_OUTCOME_RENTED;
    }
}

/**
 * sublet_rent_steps_new:
 * @reading: a rental at one moment
 *
 * Returns: (transfer full) (element-type SubletRentStep): what happened, in order, and what is
 *   waited for
 */
GPtrArray *
sublet_rent_steps_new (const SubletRentReading *reading)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_rent_step_free);
  gint64 asked_before = 0;
  gboolean was_unclear = FALSE;
  gboolean rented = FALSE;
  guint i;

  for (i = 0; reading->events != NULL && i < reading->events->len && !rented; i++)
    {
      const SubletRentalEvent *event = &g_array_index (reading->events, SubletRentalEvent, i);
      char *time = dup_clock_time (event->at_us);

      switch (sublet_rent_outcome (event->state, event->reason))
        {
        case SUBLET_RENT_OUTCOME_ASKING:
          if (event->state == SUBLET_RENTAL_STATE_INTENDED)
            {
              add_step (steps,
                        SUBLET_RENT_STEP_DONE,
                        g_strdup (_ ("Written to the journal")), time);
              break;
            }
          add_step (steps, SUBLET_RENT_STEP_DONE, dup_asked (reading, event, asked_before), time);
          asked_before = event->offer_id;
          break;
        case SUBLET_RENT_OUTCOME_UNCLEAR:
          was_unclear = TRUE;
          add_step (steps, SUBLET_RENT_STEP_DOUBT, g_strdup (_ ("The answer got lost")), time);
          break;
        case SUBLET_RENT_OUTCOME_RENTED:
          rented = TRUE;
          add_step (steps, SUBLET_RENT_STEP_DONE, dup_rented (reading, event, was_unclear), time);
          break;
        case SUBLET_RENT_OUTCOME_TAKEN:
        case SUBLET_RENT_OUTCOME_REFUSED:
        default:
          add_step (steps,
                    SUBLET_RENT_STEP_STOP,
                    sublet_rent_steps_dup_refused (event->reason),
                    time);
        }
    }

  add_pending (steps, reading);

  return steps;
}

/**
 * sublet_rent_steps_dup_message:
 * @reading: a rental at one moment
 *
 * Returns: (transfer full) (nullable): the sentences below the steps; %NULL when the steps say it
 *   all
 */
char *
sublet_rent_steps_dup_message (const SubletRentReading *reading)
{
  g_autofree char *rate = sublet_format_rate (reading->rate_nusd);
  g_autofree char *next = NULL;
  g_autofree char *gpu = sublet_format_gpu (reading->gpu_name, 1);

  switch (sublet_rent_outcome (reading->state, reading->reason))
    {
    case SUBLET_RENT_OUTCOME_UNCLEAR:
      /* TRANSLATORS: %s is a rate, as in $0.325/h */
      return g_strdup_printf (_ ("Vast's answer got lost. Sublet is looking for the instance and "
                                 "will not rent a second one. If it exists, it may bill %s "
                                 "already.\n\nYou can close this window; the search goes on."),
                                 rate);
    case SUBLET_RENT_OUTCOME_TAKEN:
      if (reading->reason == SUBLET_RENTAL_REASON_OFFER_GONE)
        return g_strdup (_ ("Somebody else was faster. Nothing was rented."));
      if (reading->next_rate_nusd == SUBLET_MONEY_UNKNOWN || reading->next_rate_nusd <= 0)
        /* TRANSLATORS: %s is the name of a GPU model */
        return g_strdup_printf (_ ("No other %s is offered right now. Nothing was rented."), gpu);
      next = sublet_format_rate (reading->next_rate_nusd);
      if (reading->ceiling_nusd > 0)
        /* TRANSLATORS: %s is a rate, as in $0.348/h */
        return g_strdup_printf (_ ("The next one costs %s, above your ceiling."), next);
      /* TRANSLATORS: %s is a rate, as in $0.348/h */
      return g_strdup_printf (_ ("The next one costs %s."), next);
    case SUBLET_RENT_OUTCOME_REFUSED:
      switch (reading->reason)
        {
        case SUBLET_RENTAL_REASON_KEY:
          return g_strdup (_ ("Nothing was rented. Paste a new key in Preferences."));
        case SUBLET_RENTAL_REASON_FORBIDDEN:
          return g_strdup (_ ("Nothing was rented. Make a key with the permission instance_write "
                              "on your account page."));
        case SUBLET_RENTAL_REASON_NO_CREDIT:
        case SUBLET_RENTAL_REASON_CREDIT_USED_UP:
          return g_strdup (_ ("Nothing was rented. Add credit on your account page, or choose a "
                              "cheaper offer."));
        case SUBLET_RENTAL_REASON_NOT_SENT:
          return g_strdup (_ ("Nothing was rented. Check the network, then rent again."));
        case SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS:
          return g_strdup (_ ("Should it turn up within a day, it gets a card with a button to "
                              "destroy it."));
        case SUBLET_RENTAL_REASON_CAP:
          return g_strdup (_ ("Nothing was rented. End what you do not need, or change the cap in "
                              "Preferences."));
        case SUBLET_RENTAL_REASON_JOURNAL:
          return g_strdup (_ ("Nothing was rented. Make room on the disk, then rent again."));
        case SUBLET_RENTAL_REASON_NOT_REPLACED:
          return g_strdup (_ ("Nothing was rented. Rent again when the one before is gone."));
        case SUBLET_RENTAL_REASON_TEMPLATE:
          return g_strdup (_ ("Nothing was rented. Choose another template, or rent without it."));
        case SUBLET_RENTAL_REASON_NONE:
        case SUBLET_RENTAL_REASON_OFFER_GONE:
        case SUBLET_RENTAL_REASON_NEXT_TOO_DEAR:
        case SUBLET_RENTAL_REASON_NO_CANDIDATE:
        case SUBLET_RENTAL_REASON_INVALID:
        case SUBLET_RENTAL_REASON_IMAGE:
        case SUBLET_RENTAL_REASON_NO_PULL:
        case SUBLET_RENTAL_REASON_NO_SPACE:
        case SUBLET_RENTAL_REASON_CONTAINER:
        case SUBLET_RENTAL_REASON_EXITED:
        case SUBLET_RENTAL_REASON_HOST:
        case SUBLET_RENTAL_REASON_LEASE:
        case SUBLET_RENTAL_REASON_PRICE_DIFFERS:
        case SUBLET_RENTAL_REASON_STUCK:
        case SUBLET_RENTAL_REASON_PREPAYING:
        case SUBLET_RENTAL_REASON_PREPAID:
        case SUBLET_RENTAL_REASON_NOT_PREPAID:
        case SUBLET_RENTAL_REASON_PREPAID_UNCLEAR:
        case SUBLET_RENTAL_REASON_BIDDING:
        case SUBLET_RENTAL_REASON_BID_CHANGED:
        case SUBLET_RENTAL_REASON_BID_NOT_CHANGED:
        case SUBLET_RENTAL_REASON_BID_UNCLEAR:
        case SUBLET_RENTAL_REASON_BID_NOT_SEEN:
        case SUBLET_RENTAL_REASON_INCREASE_ACCEPTING:
        case SUBLET_RENTAL_REASON_INCREASE_REJECTING:
        case SUBLET_RENTAL_REASON_INCREASE_ACCEPTED:
        case SUBLET_RENTAL_REASON_INCREASE_REJECTED:
        case SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED:
        case SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN:
        case SUBLET_RENTAL_REASON_INCREASE_UNCLEAR:
        case SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN:
        case SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN:
        case SUBLET_RENTAL_REASON_INCREASE_APPLIED:
        case SUBLET_RENTAL_REASON_OWNER_KNOWN:
        case SUBLET_RENTAL_REASON_LEASE_CHANGED:
        case SUBLET_RENTAL_REASON_LEASE_BEGUN:
        case SUBLET_RENTAL_REASON_LEASE_OVER:
        case SUBLET_RENTAL_REASON_SSH_KEY_CHANGED:
        case SUBLET_RENTAL_REASON_OTHER:
        default:
          return g_strdup (_ ("Nothing was rented. Details say more."));
        }
    case SUBLET_RENT_OUTCOME_ASKING:
    case SUBLET_RENT_OUTCOME_RENTED:
    default:
      return NULL;
    }
}
