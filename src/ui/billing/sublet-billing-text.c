/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-text.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* ---- days ---- */

static GDateTime *
utc_from_us (gint64 utc_us)
{
  return g_date_time_new_from_unix_utc (utc_us / G_TIME_SPAN_SECOND);
}

static bool
is_one_day (gint64 from_us, gint64 until_us)
{
  return from_us / G_TIME_SPAN_DAY == until_us / G_TIME_SPAN_DAY;
}

static char *
dup_day (GDateTime *day, bool with_year)
{
  if (with_year)
    /* TRANSLATORS: a day of another year, see g_date_time_format() */
    return g_date_time_format (day, _ ("%-d %b %Y"));

  /* TRANSLATORS: a day of this year, see g_date_time_format() */
  return g_date_time_format (day, C_ ("day", "%-d %b"));
}

/**
 * sublet_billing_text_dup_span:
 * @from_us: a moment of the first UTC day
 * @until_us: a moment of the last one
 * @now_us: now, for the year, which is said where it is not this one
 *
 * Returns: (transfer full): one day, or the first and the last
 */
char *
sublet_billing_text_dup_span (gint64 from_us, gint64 until_us, gint64 now_us)
{
  g_autoptr (GDateTime) from = utc_from_us (from_us);
  g_autoptr (GDateTime) until = utc_from_us (until_us);
  g_autoptr (GDateTime) now = utc_from_us (now_us);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  bool with_year;

  if (from == NULL || until == NULL || now == NULL)
    return g_strdup ("–");

  with_year = g_date_time_get_year (from) != g_date_time_get_year (now) ||
              g_date_time_get_year (until) != g_date_time_get_year (now);
  first = dup_day (from, with_year);
  if (is_one_day (from_us, until_us))
    return g_steal_pointer (&first);

  last = dup_day (until, with_year);
  /* TRANSLATORS: from the first day to the last, as in "30 Oct to 28 Nov" */
  return g_strdup_printf (_ ("%1$s to %2$s"), first, last);
}

/**
 * sublet_billing_text_dup_days:
 * @from_us: a moment of the first UTC day
 * @until_us: a moment of the last one
 * @now_us: now, for the year
 *
 * Returns: (transfer full): which days those are
 */
char *
sublet_billing_text_dup_days (gint64 from_us, gint64 until_us, gint64 now_us)
{
  g_autofree char *span = sublet_billing_text_dup_span (from_us, until_us, now_us);

  if (is_one_day (from_us, until_us))
    /* TRANSLATORS: one day, as in "1 Nov", which begins and ends by UTC */
    return g_strdup_printf (_ ("%s, UTC day"), span);

  /* TRANSLATORS: days, as in "30 Oct to 28 Nov", which begin and end by UTC */
  return g_strdup_printf (_ ("%s, UTC days"), span);
}

/**
 * sublet_billing_text_dup_total:
 * @total_uusd: how much
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one
 * @now_us: now
 *
 * Returns: (transfer full): what is said aloud when it appears
 */
char *
sublet_billing_text_dup_total (gint64 total_uusd, gint64 from_us, gint64 until_us, gint64 now_us)
{
  g_autofree char *total = sublet_format_amount (total_uusd);
  g_autofree char *days = sublet_billing_text_dup_days (from_us, until_us, now_us);

  /* TRANSLATORS: said aloud: an amount, and the days that it was billed in, as in "30 Oct to 28
   * Nov, UTC days" */
  return g_strdup_printf (_ ("%1$s billed, %2$s"), total, days);
}

/* ---- the page ---- */

/**
 * sublet_billing_text_choose_face:
 * @error: (nullable): why the last question was not answered
 * @waited: whether the short wait before a spinner is over
 *
 * An unknown bill is never an empty one.
 *
 * Returns: what to show while nothing is known
 */
SubletBillingFaceKind
sublet_billing_text_choose_face (const GError *error, gboolean waited)
{
  /* Asked again, it stands until there is an answer. */
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_ACCOUNT_HIDDEN))
    return SUBLET_BILLING_FACE_FORBIDDEN;
  if (error != NULL)
    return SUBLET_BILLING_FACE_ERROR;

  return waited ? SUBLET_BILLING_FACE_LOADING : SUBLET_BILLING_FACE_BLANK;
}

/* By this computer's clock. */
static char *
dup_time (SubletClock *clock, gint64 service_us)
{
  return sublet_format_time (service_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
}

/**
 * sublet_billing_text_dup_known_at:
 * @clock: the clock
 * @known_at_us: when it became known, service time; 0: it did not
 *
 * Returns: (transfer full): how old what is shown is
 */
char *
sublet_billing_text_dup_known_at (SubletClock *clock, gint64 known_at_us)
{
  g_autofree char *time = NULL;

  if (known_at_us == 0)
    return g_strdup (_ ("Not known yet"));

  time = dup_time (clock, known_at_us);
  /* TRANSLATORS: how old the figures are; %s is a time, as in "14:10" */
  return g_strdup_printf (_ ("Known at %s"), time);
}

/**
 * sublet_billing_text_dup_stale:
 * @clock: the clock
 * @known_at_us: when it became known, service time; 0: it did not
 * @error: why nothing newer is
 *
 * Returns: (transfer full): that what is shown is old, and why
 */
char *
sublet_billing_text_dup_stale (SubletClock *clock, gint64 known_at_us, const GError *error)
{
  g_autofree char *both = sublet_error_text_dup_both (error);
  g_autofree char *time = NULL;

  if (known_at_us == 0)
    return g_steal_pointer (&both);

  time = dup_time (clock, known_at_us);
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT))
    /* TRANSLATORS: %s is a time, as in "14:02" */
    return g_strdup_printf (_ ("No answer from Vast since %s. You see what was known then."), time);

  /* TRANSLATORS: %1$s says what failed, %2$s is a time, as in "14:02" */
  return g_strdup_printf (_ ("%1$s You see what was known at %2$s."), both, time);
}

/* ---- tiles ---- */

/* How old a figure is that may be wrong by now. */
static char *
dup_as_of (const SubletMoneyFacts *facts)
{
  g_autofree char *time = sublet_format_time (facts->known_local_us, facts->now_local_us);

  /* TRANSLATORS: an old figure; %s is a time, as in "14:02" */
  return g_strdup_printf (_ ("as of %s"), time);
}

/* Takes the fact. */
static void
append_fact (GString *line, char *fact)
{
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, fact);
  g_free (fact);
}

/* An automatic top-up makes the letter one about what has been done. */
static void
append_threshold (GString *line, const SubletAccountData *account)
{
  g_autofree char *threshold = NULL;
  g_autofree char *amount = NULL;

  if (sublet_account_data_tops_up (account))
    {
      amount = sublet_format_amount (account->autobill_amount_uusd);
      threshold = sublet_format_amount (account->autobill_threshold_uusd);
      /* TRANSLATORS: an automatic payment: as in "Vast adds $25.00 below $10.00" of credit */
      append_fact (line, g_strdup_printf (_ ("Vast adds %1$s below %2$s"), amount, threshold));
    }
  else if (account->balance_threshold_enabled &&
           account->balance_threshold_uusd != SUBLET_MONEY_UNKNOWN)
    {
      threshold = sublet_format_amount (account->balance_threshold_uusd);
      /* TRANSLATORS: an e-mail: as in "Vast writes to you below $5.00" of credit */
      append_fact (line, g_strdup_printf (_ ("Vast writes to you below %s"), threshold));
    }
}

/**
 * sublet_billing_text_dup_credit_line:
 * @facts: what there is to say
 * @account: (nullable): what the account has arranged with the service
 *
 * Returns: (transfer full): what stands below the credit
 */
char *
sublet_billing_text_dup_credit_line (const SubletMoneyFacts *facts,
                                     const SubletAccountData *account)
{
  g_autoptr (GString) line = NULL;

  if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN)
    return facts->knowledge == SUBLET_KNOWLEDGE_KNOWN ? g_strdup (_ ("This key may not see it"))
                                                      : g_strdup (_ ("Not known yet"));
  if (facts->knowledge == SUBLET_KNOWLEDGE_UNKNOWN)
    return dup_as_of (facts);

  line = g_string_new (_ ("Prepaid at Vast"));
  /* Of some accounts the service says the same figure twice. */
  if (account != NULL && account->balance_uusd != 0 &&
      account->balance_uusd != facts->credit_uusd && account->balance_uusd != SUBLET_MONEY_UNKNOWN)
    {
      g_autofree char *balance = sublet_format_amount (account->balance_uusd);

      /* TRANSLATORS: what the account has or owes beside its credit; %s is money */
      append_fact (line, g_strdup_printf (_ ("balance %s"), balance));
    }
  if (account != NULL)
    append_threshold (line, account);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_billing_text_dup_spending_line:
 * @facts: what there is to say
 * @parts: what is spent on
 *
 * Returns: (transfer full): what stands below the rate
 */
char *
sublet_billing_text_dup_spending_line (const SubletMoneyFacts *facts,
                                       const SubletSpendingPart parts[SUBLET_SPENDING_N])
{
  g_autoptr (GString) line = NULL;
  guint i;

  switch (facts->knowledge)
    {
    case SUBLET_KNOWLEDGE_NEVER:
      return g_strdup (_ ("Not known yet"));
    case SUBLET_KNOWLEDGE_UNKNOWN:
      return dup_as_of (facts);
    case SUBLET_KNOWLEDGE_KNOWN:
    default:
      break;
    }
  if (facts->rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("A price is missing"));

  line = g_string_new (NULL);
  for (i = 0; i < SUBLET_SPENDING_N; i++)
    {
      g_autofree char *name = NULL;

      if (parts[i].count == 0)
        continue;
      name = sublet_spending_dup_name ((SubletSpending) i, parts[i].count);
      if (line->len > 0)
        g_string_append (line, "\302\240· ");
      g_string_append (line, name);
    }
  if (line->len == 0)
    g_string_append (line,
                     facts->rate_nusd == 0
                     ? _ ("Nothing is billed")
                     : _ ("What bills is not listed"));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_billing_text_dup_end_line:
 * @facts: what there is to say
 *
 * Returns: (transfer full): what stands below the end of the credit
 */
char *
sublet_billing_text_dup_end_line (const SubletMoneyFacts *facts)
{
  g_autofree char *duration = NULL;

  if (facts->knowledge == SUBLET_KNOWLEDGE_NEVER)
    return g_strdup (_ ("Not known yet"));
  if (facts->knowledge == SUBLET_KNOWLEDGE_UNKNOWN)
    return dup_as_of (facts);
  if (facts->lasts_us <= 0)
    return facts->rate_nusd == 0 ? g_strdup (_ ("No end: nothing is billed"))
                                 : g_strdup (_ ("Not known"));

  duration = sublet_format_duration_short (facts->lasts_us);
  /* TRANSLATORS: how long the credit lasts at the present rate; %s is a duration, as in "22 h" */
  return g_strdup_printf (_ ("%s at this rate"), duration);
}
