/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-rental-alert.h"

#include "ui/instances/sublet-outbid-text.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-runtime-text.h"

#include <glib/gi18n.h>

/**
 * sublet_rental_alert_get:
 * @rental: a rental
 *
 * Of an instance that somebody else started it is not told that it works or not: who started it
 * waits for that, and looks at it elsewhere.
 *
 * Returns: what is worth telling while its state lasts
 */
SubletRentalAlert
sublet_rental_alert_get (SubletRental *rental)
{
  bool ours;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), SUBLET_RENTAL_ALERT_NONE);

  ours = sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_OURS;
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_READY:
      return ours ? SUBLET_RENTAL_ALERT_READY : SUBLET_RENTAL_ALERT_NONE;
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_EXITED:
      return ours ? SUBLET_RENTAL_ALERT_FAILED : SUBLET_RENTAL_ALERT_NONE;
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      return SUBLET_RENTAL_ALERT_NOT_DESTROYED;
    case SUBLET_RENTAL_STATE_OUTBID:
      return SUBLET_RENTAL_ALERT_OUTBID;
    case SUBLET_RENTAL_STATE_OFFLINE:
      return SUBLET_RENTAL_ALERT_OFFLINE;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return SUBLET_RENTAL_ALERT_NONE;
    }
}

/**
 * sublet_rental_alert_is_urgent:
 * @alert: an alert
 *
 * Returns: whether it costs money that nobody wants to spend
 */
bool
sublet_rental_alert_is_urgent (SubletRentalAlert alert)
{
  return alert == SUBLET_RENTAL_ALERT_NOT_DESTROYED || alert == SUBLET_RENTAL_ALERT_FAILED;
}

/* Whether it has never run before this. */
static bool
was_starting (SubletRentalState before)
{
  return before == SUBLET_RENTAL_STATE_PROVISIONING || before == SUBLET_RENTAL_STATE_STARTING ||
         before == SUBLET_RENTAL_STATE_WAITING_FOR_GPU;
}

/**
 * sublet_rental_alert_dup_title:
 * @rental: a rental with an alert
 * @before: its last other state
 *
 * Returns: (transfer full): which instance, and what it does
 */
char *
sublet_rental_alert_dup_title (SubletRental *rental, SubletRentalState before)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  name = sublet_rental_text_dup_name (rental);
  switch (sublet_rental_alert_get (rental))
    {
    case SUBLET_RENTAL_ALERT_READY:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s is ready"), name);
    case SUBLET_RENTAL_ALERT_FAILED:
      if (was_starting (before))
        /* TRANSLATORS: %s is an instance's label */
        return g_strdup_printf (_ ("%s did not start"), name);
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s has stopped working"), name);
    case SUBLET_RENTAL_ALERT_NOT_DESTROYED:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s is still listed and billing"), name);
    case SUBLET_RENTAL_ALERT_OUTBID:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s was outbid"), name);
    case SUBLET_RENTAL_ALERT_OFFLINE:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The host of %s is offline"), name);
    case SUBLET_RENTAL_ALERT_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * sublet_rental_alert_dup_body:
 * @rental: a rental with an alert
 *
 * Returns: (transfer full): why, as far as it is known, and what it costs now
 */
char *
sublet_rental_alert_dup_body (SubletRental *rental)
{
  g_autofree char *rate = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *raise = NULL;
  const char *reason;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  rate = sublet_rental_text_dup_rate (rental);
  reason = sublet_rental_text_get_reason (sublet_rental_get_reason (rental));
  if (sublet_rental_alert_get (rental) == SUBLET_RENTAL_ALERT_OUTBID)
    reason = raise = sublet_outbid_text_dup_raise (rental);
  if (reason != NULL && rate != NULL)
    /* TRANSLATORS: %1$s is a sentence, why an instance failed or what makes it run again; %2$s is
     * what it bills all the same,
     * "$0.36 a day" or "$0.325/h" */
    return g_strdup_printf (_ ("%1$s It bills %2$s."), reason, rate);
  if (reason != NULL)
    return g_strdup (reason);

  gpu = sublet_rental_text_dup_gpu (rental);
  if (rate == NULL)
    return g_steal_pointer (&gpu);

  /* TRANSLATORS: "2 × RTX 4090 · Finland" and a rate like "$0.325/h" */
  return g_strdup_printf (_ ("%1$s · %2$s"), gpu, rate);
}

/**
 * sublet_rental_alert_dup_unfit_title:
 * @rental: a rental that is ready
 *
 * Returns: (transfer full): which instance, and that its checks found something
 */
char *
sublet_rental_alert_dup_unfit_title (SubletRental *rental)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  name = sublet_rental_text_dup_name (rental);
  /* TRANSLATORS: %s is an instance's label */
  return g_strdup_printf (_ ("%s is ready, but not fit for work"), name);
}

/**
 * sublet_rental_alert_dup_unfit_body:
 * @rental: a rental that is ready
 * @report: what its checks found
 *
 * Returns: (transfer full): why work would fail there, and what it costs all the same
 */
char *
sublet_rental_alert_dup_unfit_body (SubletRental *rental, const SubletRuntimeReport *report)
{
  g_autofree char *headline = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);
  g_return_val_if_fail (report != NULL, NULL);

  headline = sublet_runtime_text_dup_headline (report);
  body = sublet_rental_alert_dup_body (rental);

  return g_strconcat (headline, body != NULL ? "\n" : NULL, body, NULL);
}
