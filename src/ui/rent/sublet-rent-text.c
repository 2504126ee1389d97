/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Source: fact sheet 3.1, "disk: minimum 8". */
#define LEAST_DISK_GB 8

/* Source: fact sheet 5.1, "label_too_long (> 1024; keep < 128)". */
#define LONGEST_LABEL 127

/* Ours, as in the request: longer than any reference with registry, path and digest. */
#define LONGEST_IMAGE 512

/* What a container engine takes as a reference. */
#define IMAGE_CHARACTERS       \
  "abcdefghijklmnopqrstuvwxyz" \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
  "0123456789._-/:@+"

static char *
dup_gb (double gb)
{
  return sublet_format_number (gb, 0);
}

/**
 * sublet_rent_text_disk_problem:
 * @disk_gb: what was typed, GB as sold; NAN when it is no number
 * @most_gb: what the machine has left; NAN when it does not say
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_disk_problem (double disk_gb, double most_gb)
{
  g_autofree char *least = dup_gb (LEAST_DISK_GB);
  g_autofree char *most = NULL;

  if (isfinite (disk_gb) && disk_gb >= LEAST_DISK_GB && !(disk_gb > most_gb))
    return NULL;

  if (!isfinite (most_gb))
    /* TRANSLATORS: %s is a number of gigabytes, 8 */
    return g_strdup_printf (_ ("Disk must be %s GB or more."), least);

  if (most_gb < LEAST_DISK_GB)
    /* TRANSLATORS: %s is a number of gigabytes, 8 */
    return g_strdup_printf (_ ("This machine has less than %s GB of disk left."), least);

  most = dup_gb (floor (most_gb));
  /* TRANSLATORS: two numbers of gigabytes, as in "8 to 812 GB" */
  return g_strdup_printf (_ ("Disk must be %1$s to %2$s GB on this machine."), least, most);
}

/**
 * sublet_rent_text_disk_hint:
 * @most_gb: what the machine has left; NAN when it does not say
 *
 * Returns: (transfer full): the range, and that it cannot be changed later
 */
char *
sublet_rent_text_disk_hint (double most_gb)
{
  g_autofree char *least = dup_gb (LEAST_DISK_GB);
  g_autofree char *most = NULL;

  if (!isfinite (most_gb))
    /* TRANSLATORS: %s is a number of gigabytes, 8; the size can never be changed later */
    return g_strdup_printf (_ ("%s or more, fixed for life."), least);

  most = dup_gb (floor (most_gb));
  /* TRANSLATORS: two numbers of gigabytes; the size can never be changed later */
  return g_strdup_printf (_ ("%1$s to %2$s, fixed for life."), least, most);
}

/**
 * sublet_rent_text_image_problem:
 * @image: what was typed
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_image_problem (const char *image)
{
  const char *odd;
  char character[8] = { 0 };

  if (image == NULL || *image == '\0')
    return g_strdup (_ ("Name an image, such as pytorch/pytorch:latest."));
  if (strlen (image) > LONGEST_IMAGE)
    return g_strdup (_ ("This name is longer than an image's can be."));

  odd = image + strspn (image, IMAGE_CHARACTERS);
  if (g_ascii_isspace (*odd))
    return g_strdup (_ ("The name of an image has no spaces."));
  if (*odd != '\0')
    {
      g_unichar_to_utf8 (g_utf8_get_char (odd), character);
      /* TRANSLATORS: %s is one character that was typed */
      return g_strdup_printf (_ ("The name of an image cannot have “%s”."), character);
    }
  if (!g_ascii_isalnum (*image))
    return g_strdup (_ ("The name of an image begins with a letter or a digit."));

  return NULL;
}

/**
 * sublet_rent_text_label_problem:
 * @label: what was typed, without blanks at its ends
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_label_problem (const char *label)
{
  const char *p;
  glong length;

  if (label == NULL || *label == '\0')
    return g_strdup (_ ("Name the instance, so that you find it again."));

  length = g_utf8_strlen (label, -1);
  if (length > LONGEST_LABEL)
    /* TRANSLATORS: two numbers: the most characters, and how many there are */
    return g_strdup_printf (_ ("A label has at most %1$d characters; this one has %2$ld."),
                               LONGEST_LABEL,
                               length);

  for (p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return g_strdup (_ ("A label is one line of plain text."));
    }

  return NULL;
}

/**
 * sublet_rent_text_ceiling_problem:
 * @ceiling_nusd: what was typed, per hour; SUBLET_MONEY_UNKNOWN when it is no number
 * @running_rate_nusd: what this offer costs running, per hour
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_ceiling_problem (gint64 ceiling_nusd, gint64 running_rate_nusd)
{
  g_autofree char *rate = NULL;

  if (ceiling_nusd == 0)
    return NULL;
  if (ceiling_nusd == SUBLET_MONEY_UNKNOWN || ceiling_nusd < 0)
    return g_strdup (_ ("Type a rate in dollars an hour, or 0 to never take another one."));
  /* What is typed has three decimals, the offer's rate has more. */
  if (running_rate_nusd == SUBLET_MONEY_UNKNOWN ||
      ceiling_nusd > running_rate_nusd - SUBLET_NUSD_PER_USD / 2000)
    return NULL;

  rate = sublet_format_rate (running_rate_nusd);
  /* TRANSLATORS: %s is a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Below this offer's %s nothing can be taken; 0 turns it off."), rate);
}

/**
 * sublet_rent_text_ceiling_hint:
 * @ceiling_nusd: the ceiling, per hour; 0: none
 *
 * Returns: (transfer full): what will happen when the offer is gone
 */
char *
sublet_rent_text_ceiling_hint (gint64 ceiling_nusd)
{
  if (ceiling_nusd == 0)
    return g_strdup (_ ("The next one is proposed, never taken."));

  return g_strdup (_ ("Takes the next one, once, up to this rate."));
}

/**
 * sublet_rent_text_next_label:
 * @base: what instances of this account are called
 * @labels: (array zero-terminated=1): those that are taken
 *
 * Counts on after the highest number, so that a name is not given twice in a row.
 *
 * Returns: (transfer full): the base with a number
 */
char *
sublet_rent_text_next_label (const char *base, const char *const *labels)
{
  g_autofree char *prefix = g_strconcat (base, "-", NULL);
  guint64 highest = 0;
  gsize i;

  for (i = 0; labels[i] != NULL; i++)
    {
      guint64 number;

      if (g_str_has_prefix (labels[i], prefix) &&
          g_ascii_string_to_unsigned (labels[i] + strlen (prefix), 10, 1, 99999, &number, NULL))
        highest = MAX (highest, number);
    }

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, highest + 1);
}

/**
 * sublet_rent_text_offer_line:
 * @row: the offer
 *
 * Returns: (transfer full): place and reliability, what is not known left out
 */
char *
sublet_rent_text_offer_line (const SubletOfferRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (row->region != NULL || row->country[0] != '\0')
    g_ptr_array_add (parts, sublet_format_place (row->region, row->country));
  if (isfinite (row->reliability))
    {
      g_autofree char *percent = sublet_format_percent (row->reliability, 2);

      /* TRANSLATORS: %s is a percentage, as in 99.57; the blank is a no-break space */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s %% reliable"), percent));
    }
  if (row->verification == SUBLET_VERIFICATION_VERIFIED)
    g_ptr_array_add (parts, g_strdup (_ ("verified")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

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
    case SUBLET_PREFLIGHT_KIND_IMAGE:
      return g_strdup (_ ("The disk is too small for the image"));
    case SUBLET_PREFLIGHT_KIND_MACHINE: /* never stops */
    case SUBLET_PREFLIGHT_KIND_SSH_KEY: /* never stops */
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

/**
 * sublet_rent_lasts_us:
 * @credit_uusd: what is left, or SUBLET_MONEY_UNKNOWN
 * @rate_nusd: what is spent per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: for how long, in microseconds; 0 when it cannot be said
 */
gint64
sublet_rent_lasts_us (gint64 credit_uusd, gint64 rate_nusd)
{
  if (credit_uusd == SUBLET_MONEY_UNKNOWN || rate_nusd == SUBLET_MONEY_UNKNOWN ||
      credit_uusd <= 0 || rate_nusd <= 0)
    return 0;

  /* µ$ ÷ (n$/h) = 1000 h. */
  return sublet_money_multiply_divide (credit_uusd, 1000 * G_TIME_SPAN_HOUR, rate_nusd);
}

/**
 * sublet_rent_text_total:
 * @quote: the price in its parts
 * @hours: for how long
 *
 * Returns: (transfer full): the price as one sentence, to be spoken
 */
char *
sublet_rent_text_total (const SubletQuote *quote, double hours)
{
  g_autofree char *rate = sublet_format_rate (quote->running_rate_nusd);
  g_autofree char *job = sublet_format_amount (quote->job_uusd);
  g_autofree char *duration = sublet_format_duration (sublet_job_hours_to_us (hours));

  /* TRANSLATORS: a rate, an amount and a duration, as in $0.325/h, $2.67 and 8 h */
  return g_strdup_printf (_ ("%1$s, about %2$s for a job of %3$s"), rate, job, duration);
}
