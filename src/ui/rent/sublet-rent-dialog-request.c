/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* A check for every key typed would be one too many. */
#define CHECK_AFTER_MS 500
#define SPEAK_AFTER_MS 1000

/* The same model and count, and no less checked than this one. */
static SubletOfferQuery *
build_requery (SubletRentDialog *self)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);
  SubletOfferQuery *query = sublet_offer_query_new ();
  const char *gpu_names[] = { row->gpu_name, NULL };

  sublet_offer_query_set_kind (query, sublet_offer_get_kind (self->offer));
  sublet_offer_query_set_disk_gb (query, self->job.disk_gb);
  sublet_offer_query_set_gpu_names (query, gpu_names);
  sublet_offer_query_set_num_gpus (query, MAX (row->num_gpus, 0));
  sublet_offer_query_set_verified_only (query, row->verification == SUBLET_VERIFICATION_VERIFIED);

  return query;
}

static void
fill_request (SubletRentDialog *self)
{
  double disk_gb = sublet_rent_form_get_disk_gb (self->form);
  gint64 ceiling_nusd = sublet_rent_form_get_ceiling_nusd (self->form);
  gint64 deposit_uusd = sublet_rent_form_get_deposit_uusd (self->form);
  g_autofree char *label = sublet_rent_form_dup_label (self->form);
  g_autoptr (SubletOfferQuery) requery = NULL;

  if (isfinite (disk_gb) && disk_gb > 0)
    self->job.disk_gb = disk_gb;
  requery = build_requery (self);
  sublet_rental_request_set_job (self->request, &self->job);
  sublet_rental_request_set_launch (self->request, sublet_rent_form_get_launch (self->form));
  sublet_rental_request_set_bid_nusd (self->request, sublet_rent_form_get_bid_nusd (self->form));
  sublet_rental_request_set_deposit_uusd (self->request,
                                          deposit_uusd == SUBLET_MONEY_UNKNOWN ? 0 : deposit_uusd);
  sublet_rental_request_set_label (self->request, label);
  sublet_rental_request_set_ceiling_nusd (self->request,
                                          ceiling_nusd == SUBLET_MONEY_UNKNOWN ? 0 : ceiling_nusd);
  sublet_rental_request_set_lease (self->request,
                                   sublet_rent_form_get_lease_us (self->form),
                                   sublet_rent_form_get_lease_end (self->form));
  sublet_rental_request_set_requery (self->request, requery);
}

void
sublet_rent_dialog_drop_request (SubletRentDialog *self)
{
  if (self->preflight != NULL)
    g_clear_signal_handler (&self->preflight_handler, self->preflight);
  g_clear_object (&self->preflight);
  g_clear_object (&self->request);
}

/* One that the engine had is frozen: what comes after it is a new one. */
void
sublet_rent_dialog_renew_request (SubletRentDialog *self)
{
  sublet_rent_dialog_drop_request (self);

  self->request = sublet_rental_request_new (self->offer, &self->job);
  fill_request (self);
  self->preflight = sublet_preflight_new (self->engine, self->request);
  self->preflight_handler =
    g_signal_connect_swapped (self->preflight,
                              "notify",
                              G_CALLBACK (sublet_rent_dialog_update_actions),
                              self);
  sublet_rent_dialog_tell_image_needs (self);
  sublet_rent_dialog_pick_offers (self);
  sublet_check_list_set_preflight (self->check_list, self->preflight, self->engine);
  sublet_rent_dialog_update_money (self);
}

/* "ada" and what runs already give "ada-4". */
char *
sublet_rent_dialog_dup_next_label (SubletRentDialog *self, const char *base)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      /* Held by the engine's list, which does not change in here. */
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_label (rental) != NULL)
        g_ptr_array_add (labels, (gpointer) sublet_rental_get_label (rental));
    }
  g_ptr_array_add (labels, NULL);

  return sublet_rent_text_next_label (base, (const char *const *) labels->pdata);
}

static char *
dup_label (SubletRentDialog *self)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);
  const char *base = self->account_label;

  if (base == NULL && account != NULL)
    base = sublet_account_get_default_label (account);

  return sublet_rent_dialog_dup_next_label (self, base == NULL ? "vast-user" : base);
}

void
sublet_rent_dialog_show_credit (SubletRentDialog *self)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);

  sublet_rent_form_set_credit (self->form,
                               account != NULL ? sublet_account_get_data (account)->credit_uusd
                                               : SUBLET_MONEY_UNKNOWN);
}

static void
offer_recent_images (SubletRentDialog *self, const char *first_image)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  g_autoptr (GPtrArray) images = g_ptr_array_new ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      const char *image = sublet_rental_get_image (rental);

      if (image == NULL || *image == '\0' || g_strcmp0 (image, first_image) == 0)
        continue;
      if (!g_ptr_array_find_with_equal_func (images, image, g_str_equal, NULL))
        g_ptr_array_add (images, (gpointer) image);
    }

  /* With others to choose from, the first one too. */
  if (images->len > 0 && first_image != NULL)
    g_ptr_array_insert (images, 0, (gpointer) first_image);
  g_ptr_array_add (images, NULL);
  sublet_rent_form_set_recent_images (self->form, (const char *const *) images->pdata);
}

/* Everything that depends on the offer, from the beginning. */
void
sublet_rent_dialog_open_offer (SubletRentDialog *self, SubletOffer *offer)
{
  g_autofree char *image = sublet_settings_dup_image (self->settings);
  g_autofree char *label = dup_label (self);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_image (launch, image);
  g_set_object (&self->offer, offer);
  if (self->market != NULL)
    sublet_market_get_job (self->market, &self->job);
  else
    sublet_settings_get_job (self->settings, &self->job);
  self->job.kind = sublet_offer_get_kind (offer);

  g_clear_object (&self->rental);
  sublet_rent_dialog_drop_request (self);
  sublet_rent_form_fill (self->form,
                         offer,
                         &self->job,
                         sublet_settings_get_ceiling_percent (self->settings),
                         launch,
                         label);
  sublet_rent_form_set_lease (self->form,
                              sublet_settings_get_lease_hours (self->settings),
                              sublet_settings_get_lease_end (self->settings));
  sublet_rent_dialog_show_credit (self);
  offer_recent_images (self, image);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_strip), FALSE);
  sublet_rent_dialog_look_around (self);
  sublet_rent_dialog_renew_request (self);
  sublet_rent_dialog_show_page (self, FALSE);
}

static void
on_check_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    return;

  g_clear_object (&self->checking);
  if (self->preflight != NULL && !self->asking)
    sublet_preflight_check_again (self->preflight);
  sublet_rent_dialog_update_actions (self);
}

static void
on_total_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *total = NULL;
  SubletQuote quote;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    return;

  g_clear_object (&self->speaking);
  if (self->request == NULL || self->asking)
    return;

  sublet_rental_request_get_quote (self->request, &quote);
  total = sublet_rent_text_total (&quote, self->job.hours);
  sublet_announcer_say (self->announcer, total);
}

static void
wait_anew (SubletRentDialog *self,
           GCancellable **wait,
           gint64 wait_ms,
           GAsyncReadyCallback callback)
{
  sublet_cancel_clear (wait);
  *wait = g_cancellable_new ();
  sublet_clock_wait_async (sublet_rental_engine_get_clock (self->engine),
                           wait_ms,
                           *wait,
                           callback,
                           g_object_ref (self));
}

void
sublet_rent_dialog_on_form_changed (SubletRentDialog *self)
{
  if (self->request == NULL || self->asking)
    return;

  fill_request (self);
  sublet_rent_dialog_tell_image_needs (self);
  sublet_rent_dialog_pick_offers (self);
  sublet_rent_dialog_update_money (self);
  sublet_rent_dialog_update_actions (self);
  wait_anew (self, &self->checking, CHECK_AFTER_MS, on_check_due);
  wait_anew (self, &self->speaking, SPEAK_AFTER_MS, on_total_due);
}

gboolean
sublet_rent_dialog_check_now (SubletRentDialog *self)
{
  if (self->checking != NULL)
    {
      sublet_cancel_clear (&self->checking);
      sublet_preflight_check_again (self->preflight);
    }
  sublet_rent_dialog_update_actions (self);

  return sublet_rent_form_get_problem (self->form) == NULL &&
         sublet_preflight_get_verdict (self->preflight) == SUBLET_PREFLIGHT_VERDICT_FINE;
}

void
sublet_rent_dialog_stop_waiting (SubletRentDialog *self)
{
  sublet_cancel_clear (&self->checking);
  sublet_cancel_clear (&self->speaking);
}
