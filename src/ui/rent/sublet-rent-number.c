/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-number.h"

#include "core/base/sublet-money.h"

#include <math.h>

/**
 * sublet_rent_read_number:
 * @spin: a field for a number
 *
 * What is typed, not what the button made of it last: a value out of range is to be seen.
 *
 * Returns: the number; NAN when it is none
 */
double
sublet_rent_read_number (GtkSpinButton *spin)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;
  double number = g_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;

  return end == text || *end != '\0' ? NAN : number;
}

/**
 * sublet_rent_read_rate_nusd:
 * @spin: a field for dollars an hour
 *
 * Returns: what is typed, per hour; SUBLET_MONEY_UNKNOWN when it is no number, or below 0
 */
gint64
sublet_rent_read_rate_nusd (GtkSpinButton *spin)
{
  double usd = sublet_rent_read_number (spin);
  gint64 rate_nusd;

  if (!isfinite (usd) || usd < 0 || !sublet_money_nusd_from_usd (usd, &rate_nusd))
    return SUBLET_MONEY_UNKNOWN;

  return rate_nusd;
}

/**
 * sublet_rent_read_amount_uusd:
 * @spin: a field for dollars
 *
 * Returns: what is typed, nothing being 0; SUBLET_MONEY_UNKNOWN when it is no number, or below 0
 */
gint64
sublet_rent_read_amount_uusd (GtkSpinButton *spin)
{
  double usd = sublet_rent_read_number (spin);
  gint64 amount_uusd;

  if (*gtk_editable_get_text (GTK_EDITABLE (spin)) == '\0')
    return 0;
  if (!isfinite (usd) || usd < 0 || !sublet_money_uusd_from_usd (usd, &amount_uusd))
    return SUBLET_MONEY_UNKNOWN;

  return amount_uusd;
}
