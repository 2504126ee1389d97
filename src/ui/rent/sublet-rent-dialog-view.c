/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-tooltip.h"
#include "ui/rent/sublet-rent-dialog-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>

#define WIDE_CLAMP 1012
#define FORM_CLAMP 600
#define SIDE_WIDTH 360

/* As the fields stand now; the check of the credit follows when the typing rests. */
static gint64
get_lasts_us (SubletRentDialog *self, gint64 rate_nusd, gint64 deposits_uusd)
{
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);
  gint64 credit_uusd;

  if (account == NULL)
    return 0;

  credit_uusd = sublet_account_get_data (account)->credit_uusd;
  if (credit_uusd != SUBLET_MONEY_UNKNOWN)
    credit_uusd -= deposits_uusd;

  return sublet_rent_lasts_us (credit_uusd,
                               sublet_money_add (sublet_rental_engine_get_burn_rate_nusd (
                                                   self->engine),
                                                 rate_nusd));
}

static void
set_reason (GtkLabel *label, const char *reason, gboolean has_room)
{
  gtk_label_set_label (label, reason == NULL ? "" : reason);
  sublet_tooltip_set (GTK_WIDGET (label), reason);
  gtk_widget_set_visible (GTK_WIDGET (label), has_room && reason != NULL);
}

static gboolean
is_narrow (SubletRentDialog *self)
{
  return sublet_size_bin_get_size_class (self->size_bin) == SUBLET_SIZE_CLASS_NARROW;
}

static char *
dup_reason (SubletRentDialog *self)
{
  const char *problem = sublet_rent_form_get_problem (self->form);
  char *stop;

  if (problem != NULL)
    return g_strdup (problem);
  if (sublet_rent_dialog_get_count (self) == 0)
    return g_strdup (_ ("There are fewer such offers now."));

  switch (sublet_preflight_get_verdict (self->preflight))
    {
    case SUBLET_PREFLIGHT_VERDICT_CHECKING:
      return g_strdup (_ ("Checking…"));
    case SUBLET_PREFLIGHT_VERDICT_STOP:
      stop = sublet_check_list_dup_stop (self->check_list);
      return stop == NULL ? g_strdup (_ ("A check says stop.")) : stop;
    case SUBLET_PREFLIGHT_VERDICT_WARNING:
      return sublet_rent_text_open_warnings (sublet_preflight_get_open_warnings (self->preflight));
    case SUBLET_PREFLIGHT_VERDICT_FINE:
    default:
      return NULL;
    }
}

void
sublet_rent_dialog_update_actions (SubletRentDialog *self)
{
  g_autofree char *reason = NULL;

  if (self->preflight == NULL)
    return;

  if (!self->asking)
    reason = dup_reason (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rent.rent", !self->asking && reason == NULL);
  set_reason (self->head_reason, reason, !is_narrow (self));
  set_reason (self->foot_reason, reason, TRUE);
}

/* The quote is the instance's own; what is paid is with the volume that is made along. */
static void
add_volume (SubletRentDialog *self,
            SubletQuote *quote,
            gint64 *volume_nusd,
            gint64 *total_nusd,
            gint64 *total_uusd)
{
  gint64 job_uusd;

  *volume_nusd = sublet_rental_request_get_volume_rate_nusd (self->request);
  job_uusd =
    *volume_nusd == SUBLET_MONEY_UNKNOWN
      ? SUBLET_MONEY_UNKNOWN
      : sublet_money_multiply_divide (*volume_nusd, (gint64) (self->job.hours * 1000), 1000 * 1000);
  quote->running_rate_nusd = sublet_money_add (quote->running_rate_nusd, *volume_nusd);
  quote->stopped_rate_nusd = sublet_money_add (quote->stopped_rate_nusd, *volume_nusd);
  quote->job_uusd = sublet_money_add (quote->job_uusd, job_uusd);
  *total_nusd = sublet_money_add (*total_nusd, *volume_nusd);
  *total_uusd = sublet_money_add (*total_uusd, job_uusd);
}

void
sublet_rent_dialog_update_money (SubletRentDialog *self)
{
  g_autofree char *button = NULL;
  g_autofree char *all = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *title = NULL;
  g_autofree char *figure = NULL;
  SubletQuote quote;
  SubletQuote discounted;
  gint64 deposit_uusd;
  gint64 total_nusd;
  gint64 total_uusd;
  gint64 volume_nusd;
  gint64 lasts_us;
  guint count;

  if (self->request == NULL)
    return;

  sublet_rental_request_get_quote (self->request, &quote);
  sublet_rent_dialog_get_totals (self, &total_nusd, &total_uusd);
  add_volume (self, &quote, &volume_nusd, &total_nusd, &total_uusd);
  count = sublet_rent_dialog_get_count (self);
  deposit_uusd = sublet_rental_request_get_deposit_uusd (self->request);
  sublet_rental_request_get_discounted_quote (self->request, &discounted);
  lasts_us = get_lasts_us (self, total_nusd, deposit_uusd * (gint64) MAX (count, 1));
  button = sublet_rent_text_button (count, total_nusd);
  all = sublet_rent_text_all (count, total_nusd);
  hours = sublet_format_duration (sublet_job_hours_to_us (self->job.hours));
  figure = sublet_format_amount (total_uusd);
  /* TRANSLATORS: %s is a duration, as in 8 h */
  title = g_strdup_printf (_ ("You pay for this job, %s"), hours);

  sublet_receipt_set_volume (self->receipt, volume_nusd);
  sublet_receipt_set_deposit (self->receipt,
                              deposit_uusd,
                              sublet_money_add (discounted.running_rate_nusd, volume_nusd));
  sublet_receipt_set_quote (self->receipt, &quote, &self->job, lasts_us);
  adw_preferences_group_set_description (self->receipt_group, all);
  gtk_button_set_label (self->head_button, button);
  gtk_button_set_label (self->foot_button, button);
  gtk_label_set_label (self->fold_title, title);
  gtk_label_set_label (self->fold_figure, figure);
}

static void
update_title (SubletRentDialog *self)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);
  g_autofree char *gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  g_autofree char *title = NULL;

  if (self->asking)
    title = g_strdup (self->refused ? _ ("Not Rented") : _ ("Renting"));
  else
    /* TRANSLATORS: the title of the window; %s is a GPU, as in "2 × RTX 4090" */
    title = g_strdup_printf (_ ("Rent %s"), gpu);

  gtk_label_set_label (self->window_title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* Where there is little room the receipt folds above the button, which stands under the thumb. */
void
sublet_rent_dialog_update_layout (SubletRentDialog *self)
{
  SubletSizeClass size_class = sublet_size_bin_get_size_class (self->size_bin);
  gboolean narrow = size_class == SUBLET_SIZE_CLASS_NARROW;
  gboolean wide = size_class == SUBLET_SIZE_CLASS_WIDE;
  gboolean form = !self->asking;
  gboolean unfolded = gtk_toggle_button_get_active (self->fold_button);
  GtkWidget *receipt = GTK_WIDGET (self->receipt_group);
  AdwBin *place = narrow ? self->fold_slot : self->receipt_slot;
  int margin = narrow ? 12 : 24;

  if (adw_bin_get_child (place) != receipt)
    {
      g_autoptr (GtkWidget) held = g_object_ref (receipt);

      /* Both slots stay visible: GTK 4.8 keeps how a widget asked for its size while it was hidden,
       * and an empty one asks for none. */
      adw_bin_set_child (ADW_BIN (gtk_widget_get_parent (receipt)), NULL);
      adw_bin_set_child (place, receipt);
      gtk_widget_set_margin_bottom (GTK_WIDGET (self->receipt_slot), narrow ? 0 : 18);
      adw_preferences_group_set_title (self->receipt_group, narrow ? "" : _ ("You Pay"));
    }
  gtk_widget_set_visible (receipt, !narrow || unfolded);
  /* It shows the way that the receipt goes. */
  gtk_image_set_from_icon_name (self->fold_icon, unfolded ? "go-down-symbolic" : "go-up-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->side), wide ? SIDE_WIDTH : -1, -1);
  adw_clamp_set_maximum_size (self->clamp, wide ? WIDE_CLAMP : FORM_CLAMP);
  adw_clamp_set_tightening_threshold (self->clamp, wide ? WIDE_CLAMP : FORM_CLAMP);
  gtk_widget_set_margin_start (GTK_WIDGET (self->columns), margin);
  gtk_widget_set_margin_end (GTK_WIDGET (self->columns), margin);
  gtk_widget_set_margin_top (GTK_WIDGET (self->columns), margin);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->columns), margin);
  sublet_rent_form_set_narrow (self->form, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->head_button), form && !narrow);
  sublet_rent_dialog_update_actions (self);
}

void
sublet_rent_dialog_show_page (SubletRentDialog *self, gboolean asking)
{
  self->asking = asking;
  self->refused = FALSE;
  gtk_stack_set_visible_child_name (self->pages,
                                    !asking               ? "form"
                                    : self->batch != NULL ? "several"
                                                          : "progress");
  gtk_button_set_label (self->cancel_button, asking ? _ ("Close") : _ ("Cancel"));
  update_title (self);
  sublet_rent_dialog_update_actions (self);
  sublet_rent_dialog_update_layout (self);
  /* Before it is shown it has no place among the accessible windows yet, and asking for the focus
   * would give it one without its role. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (asking)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  else
    sublet_rent_form_focus_image (self->form);
}

void
sublet_rent_dialog_on_refused (SubletRentDialog *self)
{
  self->refused = TRUE;
  update_title (self);
}

void
sublet_rent_dialog_show_failure (SubletRentDialog *self, const GError *error)
{
  g_autofree char *sentence = sublet_error_text_dup_both (error);

  gtk_label_set_label (self->failure_label, sentence);
  sublet_tooltip_set (GTK_WIDGET (self->failure_label), error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_strip), TRUE);
  sublet_announcer_say (self->announcer, sentence);
}
