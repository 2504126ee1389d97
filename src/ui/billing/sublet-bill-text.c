/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-bill-text.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* Takes the fact; NULL is left out. A line ends after a dot, not before it. */
static void
add_fact (GString *line, char *fact)
{
  if (fact != NULL)
    {
      if (line->len > 0)
        g_string_append (line, "\302\240· ");
      g_string_append (line, fact);
    }
  g_free (fact);
}

static char *
dup_name (const SubletBillRental *rental)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, rental->contract_id);

  if (rental->label != NULL && *rental->label != '\0')
    return sublet_format_name (rental->label);

  /* TRANSLATORS: an instance without a label; %s is its id */
  return g_strdup_printf (_ ("Instance %s"), id);
}

/**
 * sublet_bill_text_dup_title:
 * @row: a rental
 *
 * Returns: (transfer full): its label, or its instance, and its GPU
 */
char *
sublet_bill_text_dup_title (const SubletBillCheckRow *row)
{
  const SubletBillRental *rental = row->rental;
  g_autoptr (GString) line = g_string_new (NULL);

  add_fact (line, dup_name (rental));
  if (rental->gpu_name != NULL)
    add_fact (line, sublet_format_name (rental->gpu_name));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Takes the pattern's amount; NULL where it is not known. */
static char *
dup_amount (const char *pattern, gint64 amount_uusd)
{
  g_autofree char *amount = sublet_format_amount (amount_uusd);
  g_auto (GStrv) parts = NULL;

  if (amount_uusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  parts = g_strsplit (pattern, "%s", 2);
  return g_strjoinv (amount, parts);
}

static char *
dup_cause (SubletBillCause cause)
{
  switch (cause)
    {
    case SUBLET_BILL_CAUSE_TRAFFIC:
      return g_strdup (_ ("likely traffic"));
    case SUBLET_BILL_CAUSE_PRICE:
      return g_strdup (_ ("likely a change of price"));
    case SUBLET_BILL_CAUSE_LOADING:
      return g_strdup (_ ("likely the disk while loading"));
    case SUBLET_BILL_CAUSE_UNKNOWN:
      return g_strdup (_ ("cause not known"));
    case SUBLET_BILL_CAUSE_NONE:
    default:
      return NULL;
    }
}

/**
 * sublet_bill_text_dup_percent:
 * @row: a rental
 *
 * Returns: (transfer full): the difference in per cent of the quote; "" where there is none
 */
char *
sublet_bill_text_dup_percent (const SubletBillCheckRow *row)
{
  double percent = sublet_bill_check_row_get_percent (row);
  g_autofree char *figure = NULL;

  if (row->until_us == 0 || !isfinite (percent))
    return g_strdup ("");

  figure = sublet_format_number (fabs (percent), 1);
  return percent < 0
    /* TRANSLATORS: by how many per cent less; the blank is a no-break space */
    ? g_strdup_printf (_ ("−%s %%"), figure)
    /* TRANSLATORS: by how many per cent more; the blank is a no-break space */
    : g_strdup_printf (_ ("+%s %%"), figure);
}

/* NULL: it was seen to end, or has not. */
static char *
dup_about (const SubletBillCheckRow *row, gint64 now_us)
{
  g_autofree char *moment = NULL;

  if (row->about_us == 0)
    return NULL;

  moment = sublet_billing_text_dup_moment (row->about_us, now_us);
  /* TRANSLATORS: when a rental ended that nobody saw end; as in "until about 19 Nov 14:02 UTC" */
  return g_strdup_printf (_ ("until about %s"), moment);
}

/* NULL: all of its charges are there. */
static char *
dup_missing (const SubletBillCheckRow *row)
{
  if (row->until_us == 0)
    return g_strdup (_ ("not billed yet"));
  if (!row->whole)
    /* TRANSLATORS: more charges of a rental are still to come */
    return g_strdup (C_ ("bill", "so far"));

  return NULL;
}

/**
 * sublet_bill_text_dup_remark:
 * @row: a rental
 * @now_us: now, service time, for the year
 *
 * Returns: (transfer full): what its figures do not say; "" where there is nothing
 */
char *
sublet_bill_text_dup_remark (const SubletBillCheckRow *row, gint64 now_us)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add_fact (line, dup_missing (row));
  add_fact (line, row->exceeds ? dup_cause (row->cause) : NULL);
  add_fact (line, dup_about (row, now_us));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_bill_text_dup_facts:
 * @row: a rental
 * @now_us: now, service time, for the year
 *
 * Returns: (transfer full): what was quoted, counted and billed, and why they differ
 */
char *
sublet_bill_text_dup_facts (const SubletBillCheckRow *row, gint64 now_us)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *percent = sublet_bill_text_dup_percent (row);

  /* TRANSLATORS: what a rental's time came to at the price that was accepted */
  add_fact (line, dup_amount (_ ("quoted %s"), row->quoted_uusd));
  /* TRANSLATORS: what Sublet counted while it ran */
  add_fact (line, dup_amount (_ ("running total %s"), row->metered_uusd));
  if (row->until_us != 0)
    /* TRANSLATORS: what the service charged for a rental */
    add_fact (line, dup_amount (_ ("billed %s"), row->billed_uusd));
  add_fact (line, dup_missing (row));
  if (*percent != '\0')
    add_fact (line, g_steal_pointer (&percent));
  add_fact (line, row->exceeds ? dup_cause (row->cause) : NULL);
  add_fact (line, dup_about (row, now_us));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_bill_text_dup_difference:
 * @row: a rental
 *
 * Returns: (transfer full): by how much the bill is above the quote; with a sign where that is more
 *   than a little
 */
char *
sublet_bill_text_dup_difference (const SubletBillCheckRow *row)
{
  g_autofree char *amount = NULL;

  if (row->until_us == 0 || row->difference_uusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup ("–");

  amount = sublet_format_amount_signed (row->difference_uusd);
  return row->exceeds ? g_strconcat ("⚠\302\240", amount, NULL) : g_steal_pointer (&amount);
}

/**
 * sublet_bill_text_dup_alert:
 * @row: a rental whose bill exceeds its quote
 *
 * Returns: (transfer full): what there is to be told, as a title
 */
char *
sublet_bill_text_dup_alert (const SubletBillCheckRow *row)
{
  g_autofree char *name = dup_name (row->rental);

  /* TRANSLATORS: %s is the name of an instance that has ended */
  return g_strdup_printf (_ ("%s cost more than quoted"), name);
}

/**
 * sublet_bill_text_dup_alert_body:
 * @row: a rental whose bill exceeds its quote
 *
 * Returns: (transfer full): the money, and why
 */
char *
sublet_bill_text_dup_alert_body (const SubletBillCheckRow *row)
{
  g_autofree char *billed = sublet_format_amount (row->billed_uusd);
  g_autofree char *quoted = sublet_format_amount (row->quoted_uusd);
  g_autofree char *cause = dup_cause (row->cause);

  g_return_val_if_fail (cause != NULL, NULL);

  /* TRANSLATORS: %1$s and %2$s are amounts, %3$s is the cause, as in "likely traffic" */
  return g_strdup_printf (_ ("Billed %1$s, quoted %2$s: %3$s."), billed, quoted, cause);
}
