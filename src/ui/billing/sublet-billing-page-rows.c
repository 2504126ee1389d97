/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/sublet-bill-text.h"
#include "ui/billing/sublet-billing-digest.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-tiles.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-announcer.h"

#include <glib/gi18n.h>

/* Of bills, and of payments. */
#define MAX_ROWS 3

static SubletClock *
get_clock (SubletBillingPage *self)
{
  return sublet_rental_engine_get_clock (sublet_outlook_get_engine (self->outlook));
}

/**
 * sublet_billing_page_make_rows: (skip)
 * @self: a page
 */
void
sublet_billing_page_make_rows (SubletBillingPage *self)
{
  self->tiles = sublet_billing_tiles_new (self->outlook);
  gtk_box_prepend (GTK_BOX (self->column), self->tiles);
  gtk_label_set_text (GTK_LABEL (self->spending_title),
                      sublet_spend_text_get_caption (SUBLET_SPEND_STEP_DAY));
  self->bills_digest =
    /* TRANSLATORS: a button that leads to every rental's quote and bill */
    sublet_billing_digest_new (_ ("Quote and Bill"), _ ("All Bills"), "quotes");
  gtk_box_append (GTK_BOX (self->content), self->bills_digest);
  self->payments_digest =
    sublet_billing_digest_new (_ ("Payments"), _ ("All Payments"), "payments");
  gtk_box_append (GTK_BOX (self->content), self->payments_digest);
}

/* ---- what they show ---- */

static guint
get_n_payments (SubletBillingPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->payments));
}

/* (nullable): why something of it is missing or old; that of the charges first. */
static const GError *
get_error (SubletBillingPage *self)
{
  const GError *error = sublet_outlook_get_error (self->outlook);

  return error != NULL ? error : sublet_payments_get_error (self->payments);
}

/* An unknown bill is never an empty one, and what is there is never replaced by a spinner. */
static SubletBillingFaceKind
choose_face (SubletBillingPage *self,
             const SubletOutlookMonth *month,
             const SubletSpendSeries *series)
{
  bool some = get_n_payments (self) > 0 || (self->bills != NULL && self->bills->rows->len > 0) ||
              (series != NULL && series->sum.total_uusd != 0);
  bool none = !some && series != NULL && month->n_known == month->n_days &&
              sublet_payments_get_known_at_us (self->payments) > 0;

  if (none)
    return SUBLET_BILLING_FACE_EMPTY;
  if (some || series != NULL)
    return SUBLET_BILLING_FACE_CONTENT;

  return sublet_billing_text_choose_face (get_error (self),
                                          sublet_billing_face_get_waited (
                                            SUBLET_BILLING_FACE (self->face)));
}

static void
update_bills (SubletBillingPage *self)
{
  SubletBillingDigest *digest = SUBLET_BILLING_DIGEST (self->bills_digest);
  g_autoptr (GPtrArray) rows = sublet_billing_page_choose_bills (self, MAX_ROWS);
  gint64 now_us = sublet_clock_get_service_us (get_clock (self));
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      const SubletBillCheckRow *row = g_ptr_array_index (rows, i);
      g_autofree char *title = sublet_bill_text_dup_title (row);
      g_autofree char *facts = sublet_bill_text_dup_facts (row, now_us);
      g_autofree char *difference = sublet_bill_text_dup_difference (row);

      sublet_billing_row_set_words (sublet_billing_digest_take_row (digest, i),
                                    title,
                                    facts,
                                    difference);
    }
  sublet_billing_digest_end (digest,
                             rows->len,
                             self->bills != NULL
                             ? _ ("No rental can be compared with its bill yet.")
                             : _ ("Not known yet"));
}

static void
update_payments (SubletBillingPage *self)
{
  SubletBillingDigest *digest = SUBLET_BILLING_DIGEST (self->payments_digest);
  guint n = MIN (get_n_payments (self), MAX_ROWS);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletInvoice) invoice = g_list_model_get_item (G_LIST_MODEL (self->payments), i);

      sublet_billing_row_set_invoice (sublet_billing_digest_take_row (digest, i),
                                      invoice,
                                      sublet_clock_get_service_us (get_clock (self)));
    }
  sublet_billing_digest_end (digest,
                             n,
                             sublet_payments_get_known_at_us (self->payments) > 0
                             ? _ ("Nothing was paid in or back yet.")
                             : _ ("Not known yet"));
}

/* Takes the series. There is no chart of nothing: neither of a month of which nothing is known, nor
 * of one that is known to have cost nothing until now. */
static void
update_spending (SubletBillingPage *self,
                 const SubletOutlookMonth *month,
                 SubletSpendSeries *series)
{
  bool charged = series != NULL && (series->sum.total_uusd != 0 || month->n_known < month->n_days);
  g_autofree char *days =
    sublet_billing_text_dup_days (month->from_us, month->until_us, month->until_us);

  gtk_label_set_text (GTK_LABEL (self->days), days);
  gtk_widget_set_visible (self->figure, charged);
  gtk_widget_set_visible (self->no_spending, !charged);
  gtk_label_set_text (GTK_LABEL (self->no_spending),
                      series == NULL
                      ? _ ("Not known yet")
                      : _ ("Nothing was billed in these days."));
  sublet_spend_figure_set_budget_uusd (SUBLET_SPEND_FIGURE (self->figure),
                                       sublet_outlook_get_budget_uusd (self->outlook,
                                                                       SUBLET_BUDGET_PERIOD_DAY));
  sublet_spend_figure_take_series (SUBLET_SPEND_FIGURE (self->figure), series);
}

/* How old it is, or what is wrong with it. */
static void
update_note (SubletBillingPage *self, const SubletOutlookMonth *month, bool content)
{
  const GError *error = sublet_outlook_get_error (self->outlook);
  bool failed = content && get_error (self) != NULL;
  g_autofree char *reason = NULL;
  g_autofree char *note = NULL;

  if (failed && error != NULL)
    {
      reason = sublet_billing_text_dup_stale (get_clock (self), month->known_at_us, error);
      note = sublet_spend_text_dup_note (month->n_days - month->n_known, month->n_days, reason);
    }
  else if (failed)
    note = sublet_billing_text_dup_stale (get_clock (self),
                                          sublet_payments_get_known_at_us (self->payments),
                                          get_error (self));
  else
    note = sublet_billing_text_dup_known_at (get_clock (self), month->known_at_us);
  gtk_label_set_text (GTK_LABEL (self->note), note);
  gtk_widget_set_visible (self->note_icon, failed);
  gtk_widget_set_visible (self->retry_button, failed);
  sublet_billing_page_update_heads (self);
}

static void
say_total (SubletBillingPage *self,
           const SubletOutlookMonth *month,
           const SubletSpendSeries *series)
{
  g_autofree char *sentence = sublet_billing_text_dup_total (series->sum.total_uusd,
                                                             month->from_us,
                                                             month->until_us,
                                                             month->until_us);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

/**
 * sublet_billing_page_update: (skip)
 * @self: a page
 */
void
sublet_billing_page_update (SubletBillingPage *self)
{
  g_autoptr (SubletSpendSeries) series = sublet_outlook_make_month_series (self->outlook);
  SubletOutlookMonth month;
  bool content;

  sublet_outlook_read_month (self->outlook, &month);
  self->kind = choose_face (self, &month, series);
  content = self->kind == SUBLET_BILLING_FACE_CONTENT;
  gtk_widget_set_visible (self->content, content);
  if (content)
    gtk_widget_set_visible (self->face, FALSE);
  else
    sublet_billing_face_update (SUBLET_BILLING_FACE (self->face), self->kind, get_error (self));
  update_note (self, &month, content);
  /* The sum comes a little later than the days. */
  if (content && series != NULL && !self->told)
    say_total (self, &month, series);
  self->told = content && series != NULL;
  update_bills (self);
  update_payments (self);
  update_spending (self, &month, g_steal_pointer (&series));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_billing_face_wait (SUBLET_BILLING_FACE (self->face), self->kind);
}
