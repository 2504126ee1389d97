/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

#include "core/base/sublet-money.h"

/* More at once is a slip of the finger. */
#define MOST_AT_ONCE 16

/* Which offer by which policy, and several of them. */

/* Whether a policy would pick the very offer that is seen. */
static gboolean
is_picked_by (SubletRentDialog *self, SubletPolicy policy)
{
  guint position = sublet_market_choose (self->market, policy);

  return position != G_MAXUINT && sublet_market_get_row (self->market, position)->id ==
                                    sublet_offer_get_row (self->offer)->id;
}

static gboolean
is_of_market (SubletRentDialog *self)
{
  SubletJob job;

  if (self->market == NULL || sublet_market_get_state (self->market) != SUBLET_MARKET_STATE_KNOWN)
    return FALSE;
  sublet_market_get_job (self->market, &job);

  return job.kind == sublet_offer_get_kind (self->offer);
}

/* Before there is a request for another offer: what the market has beside it. */
void
sublet_rent_dialog_look_around (SubletRentDialog *self)
{
  SubletPolicy policy = sublet_settings_get_policy (self->settings);
  g_autoptr (GPtrArray) offers = NULL;

  if (!is_of_market (self))
    {
      sublet_rent_form_set_most (self->form, 1);
      return;
    }

  offers = sublet_market_pick (self->market, policy, self->offer, MOST_AT_ONCE);
  sublet_rent_form_set_policy (self->form, is_picked_by (self, policy), policy);
  sublet_rent_form_set_most (self->form, MAX (offers->len, 1));
}

/* The offers of as many as are wanted: the one that is seen and the next best. */
void
sublet_rent_dialog_pick_offers (SubletRentDialog *self)
{
  guint count = sublet_rent_form_get_count (self->form);

  g_clear_pointer (&self->offers, g_ptr_array_unref);
  if (count > 1 && is_of_market (self))
    self->offers = sublet_market_pick (self->market,
                                       sublet_settings_get_policy (self->settings),
                                       self->offer,
                                       count);
  sublet_preflight_set_offers (self->preflight, self->offers);
}

/* 0: that many are not there. */
guint
sublet_rent_dialog_get_count (SubletRentDialog *self)
{
  guint count = sublet_rent_form_get_count (self->form);

  if (count <= 1)
    return count;

  return self->offers != NULL && self->offers->len == count ? count : 0;
}

/* Of all of them together: running, and for the job. */
void
sublet_rent_dialog_get_totals (SubletRentDialog *self, gint64 *rate_nusd, gint64 *job_uusd)
{
  g_autoptr (SubletRentalBatch) batch = NULL;
  SubletQuote quote;

  if (self->offers == NULL)
    {
      sublet_rental_request_get_quote (self->request, &quote);
      *rate_nusd = quote.running_rate_nusd;
      *job_uusd = quote.job_uusd;
      return;
    }

  batch = sublet_rental_batch_new (self->engine, self->request, self->offers, TRUE);
  *rate_nusd = sublet_rental_batch_get_total_rate_nusd (batch);
  *job_uusd = sublet_rental_batch_get_total_job_uusd (batch);
}

/* What is typed stays. */
void
sublet_rent_dialog_on_policy_chosen (SubletRentDialog *self, SubletPolicy policy)
{
  g_autoptr (SubletOffer) offer = NULL;
  guint position;

  if (!is_of_market (self) || self->asking)
    return;

  position = sublet_market_choose (self->market, policy);
  if (position != G_MAXUINT)
    offer = sublet_market_dup_offer (self->market, position);
  sublet_settings_set_policy (self->settings, policy);
  if (offer == NULL)
    {
      sublet_rent_form_set_policy (self->form, FALSE, policy);
      return;
    }

  g_set_object (&self->offer, offer);
  sublet_rent_dialog_drop_request (self);
  sublet_rent_form_set_offer (self->form, offer);
  sublet_rent_dialog_look_around (self);
  sublet_rent_dialog_renew_request (self);
  sublet_rent_dialog_show_page (self, FALSE);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean started =
    sublet_rental_batch_start_finish (SUBLET_RENTAL_BATCH (source), result, &error);

  /* Destroyed with the window it belongs to. */
  if (self->engine == NULL)
    return;

  if (!started)
    {
      g_clear_object (&self->batch);
      sublet_batch_progress_set_batch (self->batch_progress, NULL);
      sublet_rent_dialog_come_back (self, error);
      return;
    }

  self->begun = TRUE;
  /* Closed meanwhile: the rest goes on by itself. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

void
sublet_rent_dialog_rent_several (SubletRentDialog *self)
{
  g_set_object (&self->batch, NULL);
  self->batch = sublet_rental_batch_new (self->engine,
                                         self->request,
                                         self->offers,
                                         sublet_rent_form_get_stop_on_failure (self->form));
  sublet_batch_progress_set_batch (self->batch_progress, self->batch);
  sublet_rent_dialog_show_page (self, TRUE);
  sublet_rental_batch_start_async (self->batch, NULL, on_started, g_object_ref (self));
}

/* All of them are rented: to the card of the first. */
void
sublet_rent_dialog_on_batch_answered (SubletRentDialog *self)
{
  g_autoptr (SubletRentalBatchItem)
    item = g_list_model_get_item (sublet_rental_batch_get_items (self->batch), 0);

  g_set_object (&self->rental, sublet_rental_batch_item_get_rental (item));
  sublet_rent_dialog_on_answered (self);
}

void
sublet_rent_dialog_on_batch_ended (SubletRentDialog *self)
{
  if (sublet_rental_batch_get_n_rented (self->batch) == 0 &&
      sublet_rental_batch_get_n_unclear (self->batch) == 0)
    sublet_rent_dialog_on_refused (self);
}

/* Which template is gone is known of any of them. */
void
sublet_rent_dialog_on_batch_back (SubletRentDialog *self)
{
  GListModel *items = sublet_rental_batch_get_items (self->batch);
  guint i;

  for (i = 0; self->rental == NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);

      g_set_object (&self->rental, sublet_rental_batch_item_get_rental (item));
    }

  g_clear_object (&self->batch);
  sublet_batch_progress_set_batch (self->batch_progress, NULL);
  sublet_rent_dialog_on_back (self);
}
