/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-text.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* Takes the fact; NULL and "" are left out. A line ends after a dot, not before it. */
static void
add_fact (GString *line, char *fact)
{
  if (fact != NULL && *fact != '\0')
    {
      if (line->len > 0)
        g_string_append (line, "\302\240· ");
      g_string_append (line, fact);
    }
  g_free (fact);
}

/* ---- charges ---- */

static bool
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* An amount may have a blank of its own, as in "under $0.01": a fact does not break. */
static char *
join_words (char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_free (text);
  return g_strjoinv ("\302\240", words);
}

/**
 * sublet_charge_text_dup_part:
 * @kind: what was paid for
 * @amount_uusd: how much
 *
 * Returns: (transfer full): both, without a place to break
 */
char *
sublet_charge_text_dup_part (SubletChargeKind kind, gint64 amount_uusd)
{
  g_autofree char *amount = join_words (sublet_format_amount (amount_uusd));

  switch (kind)
    {
    case SUBLET_CHARGE_KIND_GPU:
      /* TRANSLATORS: a part of what an instance cost; the blank is a no-break space */
      return g_strdup_printf (_ ("GPU %s"), amount);
    case SUBLET_CHARGE_KIND_DISK:
      /* TRANSLATORS: a part of what an instance cost; the blank is a no-break space */
      return g_strdup_printf (_ ("disk %s"), amount);
    case SUBLET_CHARGE_KIND_DOWNLOAD:
      /* TRANSLATORS: a part of what an instance cost; the blank is a no-break space */
      return g_strdup_printf (_ ("download %s"), amount);
    case SUBLET_CHARGE_KIND_UPLOAD:
      /* TRANSLATORS: a part of what an instance cost; the blank is a no-break space */
      return g_strdup_printf (_ ("upload %s"), amount);
    case SUBLET_CHARGE_KIND_OTHER:
    default:
      /* TRANSLATORS: a part of what an instance cost; the blank is a no-break space */
      return g_strdup_printf (_ ("other %s"), amount);
    }
}

static void
add_parts (GString *line, const gint64 *parts_uusd)
{
  guint kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    {
      if (parts_uusd[kind] != 0)
        add_fact (line, sublet_charge_text_dup_part ((SubletChargeKind) kind, parts_uusd[kind]));
    }
}

/**
 * sublet_spend_text_dup_facts:
 * @id: an instance's; 0: none
 * @parts_uusd: (array fixed-size=5): amounts by SubletChargeKind
 *
 * Returns: (transfer full): its id, and what its charges are made of
 */
char *
sublet_spend_text_dup_facts (gint64 id, const gint64 *parts_uusd)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (id != 0)
    add_fact (line, g_strdup_printf ("%" G_GINT64_FORMAT, id));
  add_parts (line, parts_uusd);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* ---- payments ---- */

/**
 * sublet_invoice_text_dup_title:
 * @invoice: a payment
 *
 * Returns: (transfer full): what it is
 */
char *
sublet_invoice_text_dup_title (SubletInvoice *invoice)
{
  switch (sublet_invoice_get_data (invoice)->kind)
    {
    case SUBLET_INVOICE_KIND_CREDIT:
      return g_strdup (_ ("Credit Added"));
    case SUBLET_INVOICE_KIND_TRANSFER:
      /* TRANSLATORS: credit that was moved between accounts */
      return g_strdup (_ ("Credit Moved"));
    case SUBLET_INVOICE_KIND_PAYOUT:
      /* TRANSLATORS: money that was paid out */
      return g_strdup (_ ("Payout"));
    case SUBLET_INVOICE_KIND_REFUND:
      return g_strdup (_ ("Refund"));
    case SUBLET_INVOICE_KIND_RESERVED:
      return g_strdup (_ ("Prepaid for an Instance"));
    case SUBLET_INVOICE_KIND_OTHER:
    default:
      return g_strdup (_ ("Other Payment"));
    }
}

/**
 * sublet_billing_text_dup_moment:
 * @at_us: service time in Unix microseconds
 * @now_us: now, service time, for the year
 *
 * Returns: (transfer full): the day and the time by UTC
 */
char *
sublet_billing_text_dup_moment (gint64 at_us, gint64 now_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / G_TIME_SPAN_SECOND);

  if (at == NULL || now == NULL)
    return g_strdup ("–");
  if (g_date_time_get_year (at) == g_date_time_get_year (now))
    /* TRANSLATORS: a day of this year and a time by UTC, see g_date_time_format() */
    return g_date_time_format (at, _ ("%-d %b %H:%M UTC"));

  /* TRANSLATORS: a day of another year and a time by UTC, see g_date_time_format() */
  return g_date_time_format (at, _ ("%-d %b %Y %H:%M UTC"));
}

/**
 * sublet_invoice_text_dup_facts:
 * @invoice: a payment
 * @now_us: now, service time, for the year
 *
 * Returns: (transfer full): when, the service's own words, and whether it is still to be paid
 */
char *
sublet_invoice_text_dup_facts (SubletInvoice *invoice, gint64 now_us)
{
  const SubletInvoiceData *data = sublet_invoice_get_data (invoice);
  g_autoptr (GString) line = g_string_new (NULL);

  add_fact (line, join_words (sublet_billing_text_dup_moment (data->when_us, now_us)));
  add_fact (line, g_strdup (has_text (data->description) ? data->description : data->source));
  if (data->id > 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, data->id);

      /* TRANSLATORS: the number of an invoice; the blank is a no-break space */
      add_fact (line, g_strdup_printf (_ ("no. %s"), id));
    }
  if (data->paid_us == 0)
    /* TRANSLATORS: a payment that was asked for and has not come */
    add_fact (line, g_strdup (_ ("not paid yet")));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_invoice_text_dup_amount:
 * @invoice: a payment
 *
 * What was added has its sign. What was moved between accounts has none: the service counts it
 * upwards whichever way it went, and only its own words may say which.
 *
 * Returns: (transfer full): how much
 */
char *
sublet_invoice_text_dup_amount (SubletInvoice *invoice)
{
  const SubletInvoiceData *data = sublet_invoice_get_data (invoice);

  return data->kind == SUBLET_INVOICE_KIND_TRANSFER
           ? sublet_format_amount (data->amount_uusd)
           : sublet_format_amount_signed (data->amount_uusd);
}
