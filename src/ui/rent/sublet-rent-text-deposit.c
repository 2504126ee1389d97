/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_rent_text_credit_after_deposit:
 * @facts: the line about the credit, of something with a deposit
 *
 * What the deposit leaves of the credit has to last.
 *
 * Returns: (transfer full): what it says
 */
char *
sublet_rent_text_credit_after_deposit (const SubletRentCheckFacts *facts)
{
  gint64 rest_uusd = facts->amount_uusd - facts->deposit_uusd;
  gint64 lasts_us = sublet_rent_lasts_us (rest_uusd, facts->rate_nusd);
  g_autofree char *credit = sublet_format_amount (facts->amount_uusd);
  g_autofree char *deposit = sublet_format_amount (facts->deposit_uusd);
  g_autofree char *rest = sublet_format_amount (rest_uusd);
  g_autofree char *lasts = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    /* TRANSLATORS: two amounts, as in $41.37 and $50.00 */
    return g_strdup_printf (_ ("Your credit of %1$s is less than the deposit of %2$s."),
                               credit,
                               deposit);
  if (lasts_us <= 0)
    /* TRANSLATORS: %s is an amount, as in $21.37 */
    return g_strdup_printf (_ ("The deposit leaves %s of your credit"), rest);

  lasts = sublet_format_duration_short (lasts_us);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    /* TRANSLATORS: an amount and a duration, as in $21.37 and 19 h */
    return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s"), rest, lasts);
  if (lasts_us < G_TIME_SPAN_DAY)
    /* TRANSLATORS: an amount and a duration, as in $1.20 and 3 h */
    return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s, less than a day"),
                               rest,
                               lasts);

  /* TRANSLATORS: an amount and a duration, as in $51.20 and 3 d */
  return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s, less than this job"),
                             rest,
                             lasts);
}
