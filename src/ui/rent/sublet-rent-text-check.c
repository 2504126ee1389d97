/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* What each line of the checks says, and the buttons beside it. */

static char *
check_known (const SubletRentCheckFacts *facts)
{
  g_autofree char *since = NULL;

  switch (facts->verdict)
    {
    case SUBLET_PREFLIGHT_VERDICT_CHECKING:
      return g_strdup (_ ("Looking at what runs already…"));
    case SUBLET_PREFLIGHT_VERDICT_FINE:
    case SUBLET_PREFLIGHT_VERDICT_WARNING:
      since = sublet_format_time (facts->time_us, facts->now_us);
      /* TRANSLATORS: %s is a time, as in 14:10 */
      return g_strdup_printf (_ ("Your instances are known, at %s"), since);
    case SUBLET_PREFLIGHT_VERDICT_STOP:
    default:
      if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY))
        return g_strdup (sublet_error_text_get_sentence (facts->error));
      if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
        return g_strdup (_ ("Without a key that Vast accepts, Sublet does not see what runs."));
      if (facts->time_us <= 0)
        return g_strdup (_ ("Your instances are not known. Sublet rents only when it sees what "
                            "runs."));
      since = sublet_format_time (facts->time_us, facts->now_us);
      /* TRANSLATORS: %s is a time, as in 14:02 */
      return g_strdup_printf (_ ("Your instances are not known since %s. Sublet rents only when it "
                                 "sees what runs."),
                                 since);
    }
}

static char *
check_running (const SubletRentCheckFacts *facts)
{
  g_autofree char *rate = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Looking at what runs already…"));
  if (facts->count == 0)
    return g_strdup (_ ("Nothing else is rented"));

  rate = sublet_format_rate_short (facts->rate_nusd);
  /* TRANSLATORS: how many instances are running, and what they cost, as in $1.84/h */
  return g_strdup_printf (ngettext ("%1$u instance runs, %2$s",
                                    "%1$u instances run, %2$s",
                                    facts->count),
                          facts->count,
                          rate);
}

static char *
check_credit (const SubletRentCheckFacts *facts)
{
  g_autofree char *credit = NULL;
  g_autofree char *lasts = NULL;
  gint64 lasts_us;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Asking what your credit is…"));
  if (facts->amount_uusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Your credit is not known: this key may not see the account."));
  if (facts->deposit_uusd > 0 && facts->amount_uusd > 0)
    return sublet_rent_text_credit_after_deposit (facts);

  credit = sublet_format_amount (facts->amount_uusd);
  lasts_us = sublet_rent_lasts_us (facts->amount_uusd, facts->rate_nusd);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    /* TRANSLATORS: %s is an amount, as in $0.12 */
    return g_strdup_printf (_ ("Your credit of %s is not enough."), credit);
  if (lasts_us <= 0)
    /* TRANSLATORS: %s is an amount, as in $41.37 */
    return g_strdup_printf (_ ("Your credit is %s"), credit);

  lasts = sublet_format_duration_short (lasts_us);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    /* TRANSLATORS: an amount and a duration, as in $41.37 and 19 h */
    return g_strdup_printf (_ ("Credit of %1$s lasts %2$s"), credit, lasts);
  if (lasts_us < G_TIME_SPAN_DAY)
    /* TRANSLATORS: an amount and a duration, as in $1.20 and 3 h */
    return g_strdup_printf (_ ("Credit of %1$s lasts %2$s, less than a day"), credit, lasts);

  /* TRANSLATORS: an amount and a duration, as in $51.20 and 3 d */
  return g_strdup_printf (_ ("Credit of %1$s lasts %2$s, less than this job"), credit, lasts);
}

static char *
check_cap (const SubletRentCheckFacts *facts)
{
  g_autofree char *after = NULL;
  g_autofree char *cap = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Comparing with your spend cap…"));
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    return g_strdup (_ ("Below your spend cap"));
  if (facts->rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("What this would make is not known, so your spend cap cannot be kept."));

  if (facts->cap_per_hour_nusd > 0 && facts->rate_nusd > facts->cap_per_hour_nusd)
    {
      after = sublet_format_rate_short (facts->rate_nusd);
      cap = sublet_format_rate_short (facts->cap_per_hour_nusd);
      /* TRANSLATORS: two rates, as in $2.17/h and $2.00/h */
      return g_strdup_printf (_ ("This would make %1$s; your cap is %2$s."), after, cap);
    }
  if (facts->cap_per_day_uusd > 0)
    {
      after = sublet_format_rate_per_day (facts->rate_nusd);
      cap = sublet_format_amount (facts->cap_per_day_uusd);
      /* TRANSLATORS: a rate and an amount, as in "$52.08 a day" and $50.00 */
      return g_strdup_printf (_ ("This would make %1$s; your cap is %2$s."), after, cap);
    }

  after = sublet_format_rate_short (facts->rate_nusd);
  /* TRANSLATORS: %s is a rate, as in $2.17/h */
  return g_strdup_printf (_ ("This would make %s, above your spend cap."), after);
}

static char *
check_contract (const SubletRentCheckFacts *facts)
{
  g_autofree char *left = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Reading how long the machine is offered…"));
  if (facts->time_us <= 0)
    return g_strdup (_ ("The machine's offer has no end"));

  left = sublet_format_duration (facts->time_us - facts->now_us);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    /* TRANSLATORS: %s is a duration, as in 21 d 8 h */
    return g_strdup_printf (_ ("The machine is offered for %s more"), left);

  /* TRANSLATORS: %s is a duration, as in 6 h; the host takes the machine back then */
  return g_strdup_printf (_ ("The machine is offered for %s only, less than this job"), left);
}

static char *
check_fields (const SubletRentCheckFacts *facts)
{
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING)
    return g_strdup (_ ("Reading the fields…"));
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    return g_strdup (_ ("All fields are fine"));

  return g_strdup (_ ("A field has to be changed before this can be rented."));
}

/**
 * sublet_rent_text_check:
 * @facts: one line of the checks
 *
 * Returns: (transfer full): what it says
 */
char *
sublet_rent_text_check (const SubletRentCheckFacts *facts)
{
  switch (facts->kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
      return check_known (facts);
    case SUBLET_PREFLIGHT_KIND_RUNNING:
      return check_running (facts);
    case SUBLET_PREFLIGHT_KIND_CREDIT:
      return check_credit (facts);
    case SUBLET_PREFLIGHT_KIND_CAP:
      return check_cap (facts);
    case SUBLET_PREFLIGHT_KIND_CONTRACT:
      return check_contract (facts);
    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
      return sublet_rent_text_ssh_key (facts);
    case SUBLET_PREFLIGHT_KIND_CUDA:
      return sublet_rent_text_cuda (facts);
    case SUBLET_PREFLIGHT_KIND_IMAGE:
      return sublet_rent_text_image_size (facts);
    case SUBLET_PREFLIGHT_KIND_MACHINE:
      return sublet_rent_text_machine (facts);
    case SUBLET_PREFLIGHT_KIND_FIELDS:
      return check_fields (facts);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * sublet_rent_text_check_accept:
 * @facts: one line of the checks
 *
 * Returns: (transfer full) (nullable): what the check button beside a warning says
 */
char *
sublet_rent_text_check_accept (const SubletRentCheckFacts *facts)
{
  if (facts->verdict != SUBLET_PREFLIGHT_VERDICT_WARNING)
    return NULL;

  if (facts->kind == SUBLET_PREFLIGHT_KIND_RUNNING)
    return g_strdup (_ ("Rent one more"));
  return g_strdup (_ ("Rent it all the same"));
}

/**
 * sublet_rent_text_check_short:
 * @kind: what stops
 *
 * Returns: (transfer full): why the button is off, for the little room beside it
 */
char *
sublet_rent_text_check_short (SubletPreflightKind kind)
{
  switch (kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
    case SUBLET_PREFLIGHT_KIND_RUNNING:
      return g_strdup (_ ("What runs is not known"));
    case SUBLET_PREFLIGHT_KIND_CREDIT:
      return g_strdup (_ ("Credit is not enough"));
    case SUBLET_PREFLIGHT_KIND_CAP:
      return g_strdup (_ ("Above your spend cap"));
    case SUBLET_PREFLIGHT_KIND_CONTRACT:
      return g_strdup (_ ("The offer ends too soon"));
    case SUBLET_PREFLIGHT_KIND_CUDA:
      return g_strdup (_ ("The driver is too old for the image"));
    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
      return g_strdup (_ ("The SSH key cannot be used"));
    case SUBLET_PREFLIGHT_KIND_IMAGE:
      return g_strdup (_ ("The disk is too small for the image"));
    case SUBLET_PREFLIGHT_KIND_MACHINE: /* never stops */
    case SUBLET_PREFLIGHT_KIND_FIELDS:
    default:
      return g_strdup (_ ("A field has to be changed"));
    }
}

/**
 * sublet_rent_text_check_fix:
 * @facts: one line of the checks
 *
 * Returns: (transfer full) (nullable): what the button that mends it says
 */
char *
sublet_rent_text_check_fix (const SubletRentCheckFacts *facts)
{
  if (facts->kind == SUBLET_PREFLIGHT_KIND_SSH_KEY)
    return sublet_rent_text_ssh_key_fix (facts);
  if (facts->verdict != SUBLET_PREFLIGHT_VERDICT_STOP)
    return NULL;

  switch (facts->kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
      if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY))
        return NULL;
      if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
        return g_strdup (_ ("See the Key…"));
      return g_strdup (_ ("Ask Again"));
    case SUBLET_PREFLIGHT_KIND_CREDIT:
      return g_strdup (_ ("Add Credit"));
    case SUBLET_PREFLIGHT_KIND_CAP:
      return g_strdup (_ ("Change the Cap…"));
    case SUBLET_PREFLIGHT_KIND_RUNNING:
    case SUBLET_PREFLIGHT_KIND_CONTRACT:
    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
    case SUBLET_PREFLIGHT_KIND_CUDA:
    case SUBLET_PREFLIGHT_KIND_IMAGE:
    case SUBLET_PREFLIGHT_KIND_MACHINE:
    case SUBLET_PREFLIGHT_KIND_FIELDS:
    default:
      return NULL;
    }
}

/**
 * sublet_rent_text_open_warnings:
 * @open_warnings: how many are not accepted yet, above 0
 *
 * Returns: (transfer full): why the button is off
 */
char *
sublet_rent_text_open_warnings (guint open_warnings)
{
  /* TRANSLATORS: %u is how many warnings are not accepted yet */
  return g_strdup_printf (ngettext ("%u warning to accept", "%u warnings to accept", open_warnings),
                          open_warnings);
}
