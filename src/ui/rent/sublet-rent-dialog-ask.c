/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

#include "core/base/sublet-error.h"

/* Source: fact sheet 7.4: credit is added on the website only. */
#define BILLING_PAGE "https://cloud.vast.ai/billing/"

void
sublet_rent_dialog_come_back (SubletRentDialog *self, const GError *error)
{
  sublet_rent_dialog_renew_request (self);
  sublet_rent_dialog_show_page (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_rent_dialog_show_failure (self, error);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_rent_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRental)
    rental = sublet_rental_engine_rent_finish (SUBLET_RENTAL_ENGINE (source), result, &error);

  /* Destroyed with the window it belongs to. */
  if (self->engine == NULL)
    return;

  /* Nothing was written and nothing was sent. Whoever closed the window meanwhile thinks that
   * something was, so it comes back to say so. */
  if (rental == NULL)
    {
      sublet_rent_dialog_come_back (self, error);
      return;
    }

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  self->begun = TRUE;
  g_set_object (&self->rental, rental);
  sublet_rent_progress_set_rental (self->progress,
                                   rental,
                                   sublet_rental_request_get_ceiling_nusd (self->request));
}

/* The button is off from the first press on: what is pressed twice is sent once. */
void
sublet_rent_dialog_rent (SubletRentDialog *self)
{
  if (self->asking || !sublet_rent_dialog_check_now (self))
    return;

  sublet_rent_dialog_stop_waiting (self);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_strip), FALSE);
  self->begun = FALSE;
  if (self->offers != NULL)
    {
      sublet_rent_dialog_rent_several (self);
      return;
    }

  g_clear_object (&self->batch);
  sublet_rent_progress_start (self->progress, sublet_rental_engine_get_clock (self->engine));
  sublet_rent_dialog_show_page (self, TRUE);
  sublet_rental_engine_rent_async (self->engine,
                                   self->request,
                                   NULL,
                                   on_rent_answered,
                                   g_object_ref (self));
}

void
sublet_rent_dialog_on_answered (SubletRentDialog *self)
{
  g_autoptr (SubletRentDialog) held = g_object_ref (self);

  if (self->rented)
    return;

  self->rented = TRUE;
  sublet_rent_dialog_emit_rented (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

void
sublet_rent_dialog_on_back (SubletRentDialog *self)
{
  gboolean template_gone = self->rental != NULL &&
                           sublet_rental_get_reason (self->rental) == SUBLET_RENTAL_REASON_TEMPLATE;

  self->begun = FALSE;
  g_clear_object (&self->rental);
  sublet_rent_dialog_renew_request (self);
  sublet_rent_dialog_show_page (self, FALSE);
  if (template_gone)
    sublet_rent_form_set_template_gone (self->form, TRUE);
}

void
sublet_rent_dialog_on_search_kind (SubletRentDialog *self, SubletPriceKind kind)
{
  SubletJob job;

  if (self->market != NULL)
    {
      sublet_market_get_job (self->market, &job);
      job.kind = kind;
      sublet_market_set_job (self->market, &job);
    }
  g_object_set (self->settings, "price-kind", kind, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
lacks_key (SubletRentDialog *self)
{
  GListModel *checks = sublet_preflight_get_checks (self->preflight);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (SubletPreflightCheck) check = g_list_model_get_item (checks, i);

      if (g_error_matches (sublet_preflight_check_get_error (check),
                           SUBLET_ERROR,
                           SUBLET_ERROR_AUTH))
        return TRUE;
    }

  return FALSE;
}

void
sublet_rent_dialog_on_fix (SubletRentDialog *self, SubletPreflightKind kind)
{
  switch (kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
      if (lacks_key (self))
        sublet_rent_dialog_request_preferences (self, "account");
      else
        sublet_rental_engine_refresh (self->engine);
      break;
    case SUBLET_PREFLIGHT_KIND_CREDIT:
      g_app_info_launch_default_for_uri_async (BILLING_PAGE, NULL, NULL, NULL, NULL);
      break;
    case SUBLET_PREFLIGHT_KIND_CAP:
      sublet_rent_dialog_request_preferences (self, "renting");
      break;
    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
      sublet_preflight_register_key (self->preflight);
      break;
    case SUBLET_PREFLIGHT_KIND_RUNNING:
    case SUBLET_PREFLIGHT_KIND_CONTRACT:
    case SUBLET_PREFLIGHT_KIND_CUDA:
    case SUBLET_PREFLIGHT_KIND_IMAGE:
    case SUBLET_PREFLIGHT_KIND_MACHINE:
    case SUBLET_PREFLIGHT_KIND_FIELDS:
    default:
      break;
    }
}
