/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-details-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/instances/sublet-runtime-text.h"
#include "ui/market/sublet-kind-text.h"
#include "ui/market/sublet-offer-warning-text.h"
#include "ui/market/sublet-presence-text.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (SubletOfferDetails, sublet_offer_details, ADW_TYPE_BIN)

/**
 * sublet_offer_details_take_text: (skip)
 * @label: one of the pane's
 * @text: (transfer full): what it says
 *
 * A label that says so already is not laid out again.
 */
void
sublet_offer_details_take_text (GtkLabel *label, char *text)
{
  g_autofree char *owned = text;

  sublet_label_set_text (label, text);
}

/* (nullable): NULL when nobody says where it stands. */
static char *
dup_place_name (const SubletOfferRow *row)
{
  g_autofree char *country = NULL;
  g_autofree char *region = NULL;

  if (row->region == NULL && row->country[0] == '\0')
    return NULL;
  if (row->region == NULL || row->country[0] == '\0')
    return sublet_format_place (row->region, row->country);

  country = sublet_format_place (NULL, row->country);
  /* Where no region is known some hosts repeat the country. */
  if (g_utf8_collate (row->region, country) == 0)
    return g_steal_pointer (&country);

  region = sublet_format_name (row->region);
  /* TRANSLATORS: a region and its country */
  return g_strdup_printf (_ ("%1$s, %2$s"), region, country);
}

static char *
dup_place (const SubletOfferRow *row)
{
  g_autofree char *place = dup_place_name (row);
  g_autofree char *share = NULL;
  int n_all;

  if (row->num_gpus <= 0 || isnan (row->gpu_frac) || row->gpu_frac <= 0 || row->gpu_frac > 1)
    return place != NULL ? g_steal_pointer (&place) : g_strdup (_ ("Place not known"));

  n_all = (int) lround (row->num_gpus / row->gpu_frac);
  /* TRANSLATORS: how many of a machine's GPUs are offered */
  share = g_strdup_printf (ngettext ("%1$d of %2$d GPU", "%1$d of %2$d GPUs", n_all),
                           row->num_gpus,
                           n_all);

  return place != NULL ? g_strconcat (share, " · ", place, NULL) : g_steal_pointer (&share);
}

static GtkWidget *
make_warning (const char *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_widget_add_css_class (image, "state-warning");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* (transfer full) (nullable) */
static void
take_warnings (SubletOfferDetails *self, char *text)
{
  g_auto (GStrv) sentences = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  guint i;

  if (g_strcmp0 (self->warning_text, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (self->warning_text);
  self->warning_text = text;
  if (self->warnings != NULL)
    gtk_box_remove (self->content, self->warnings);
  self->warnings = NULL;
  if (text == NULL)
    return;

  /* A new box each time: one that was hidden is measured by GTK as if it were empty still. */
  self->warnings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_name (self->warnings, "warnings");
  for (i = 0; sentences[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->warnings), make_warning (sentences[i]));
  gtk_box_insert_child_after (self->content, self->warnings, self->reason_box);
}

static char *
join_warnings (char *warnings, const char *more)
{
  g_autofree char *owned = warnings;

  return warnings != NULL ? g_strconcat (more, "\n", warnings, NULL) : g_strdup (more);
}

static void
update_receipt (SubletOfferDetails *self, const SubletQuote *quote, const SubletJob *job)
{
  g_autofree char *disk_gb = sublet_format_number (job->disk_gb, 0);
  g_autofree char *traffic_gb = sublet_format_number (job->down_gb + job->up_gb, 0);
  g_autofree char *hours = sublet_format_duration (sublet_job_hours_to_us (job->hours));

  gtk_label_set_text (self->gpu_title, sublet_kind_get_gpu_title (job->kind));
  sublet_offer_details_take_text (self->gpu_figure, sublet_format_rate (quote->gpu_rate_nusd));
  /* TRANSLATORS: a line of a receipt; %s is a number, the blank a no-break space */
  sublet_offer_details_take_text (self->disk_title, g_strdup_printf (_ ("Disk %s GB"), disk_gb));
  sublet_offer_details_take_text (self->disk_figure, sublet_format_rate (quote->disk_rate_nusd));
  sublet_offer_details_take_text (self->running_figure,
                                  sublet_format_rate_and_day (quote->running_rate_nusd));
  /* TRANSLATORS: a line of a receipt; %s is a number, the blank a no-break space */
  sublet_offer_details_take_text (self->traffic_title,
                                  g_strdup_printf (_ ("Traffic %s GB, once"), traffic_gb));
  sublet_offer_details_take_text (self->traffic_figure, sublet_format_amount (quote->traffic_uusd));
  /* TRANSLATORS: a line of a receipt; %s is a duration */
  sublet_offer_details_take_text (self->job_title, g_strdup_printf (_ ("Job, %s"), hours));
  sublet_offer_details_take_text (self->job_figure, sublet_format_amount (quote->job_uusd));
  sublet_offer_details_take_text (self->stopped_figure,
                                  sublet_format_rate_per_day (quote->stopped_rate_nusd));
}

static void
update_rent (SubletOfferDetails *self, const SubletQuote *quote, SubletPresence presence)
{
  g_autofree char *rate = sublet_format_rate (quote->running_rate_nusd);
  g_autofree char *label = NULL;

  /* TRANSLATORS: a button that opens the rent window; %s is what it costs while it runs */
  label = g_strdup_printf (_ ("Rent… · %s"), rate);
  gtk_button_set_label (self->rent,
                        presence == SUBLET_PRESENCE_LISTED ? label
                                                           : sublet_presence_get_label (presence));
}

static void
sublet_offer_details_dispose (GObject *object)
{
  SubletOfferDetails *self = SUBLET_OFFER_DETAILS (object);

  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_OFFER_DETAILS);
  g_clear_object (&self->offer);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_offer_details_parent_class)->dispose (object);
}

static void
sublet_offer_details_finalize (GObject *object)
{
  SubletOfferDetails *self = SUBLET_OFFER_DETAILS (object);

  g_ptr_array_unref (self->figures);
  g_free (self->warning_text);

  G_OBJECT_CLASS (sublet_offer_details_parent_class)->finalize (object);
}

static void
sublet_offer_details_class_init (SubletOfferDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_offer_details_dispose;
  object_class->finalize = sublet_offer_details_finalize;

  g_type_ensure (SUBLET_TYPE_OFFER_KINDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-offer-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, name);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, place);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, close);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, reason_box);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, reason);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, report_box);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, report_icon);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, report_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, content);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, gpu_title);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, gpu_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, disk_title);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, disk_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, running_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, traffic_title);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, traffic_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, job_title);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, job_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, stopped_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, kinds);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, groups);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferDetails, rent);
}

static void
sublet_offer_details_init (SubletOfferDetails *self)
{
  self->clock = sublet_clock_new ();
  self->figures = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_offer_details_make_groups (self);
}

/**
 * sublet_offer_details_new:
 *
 * Returns: (transfer floating): a pane without an offer
 */
GtkWidget *
sublet_offer_details_new (void)
{
  return g_object_new (SUBLET_TYPE_OFFER_DETAILS, NULL);
}

/**
 * sublet_offer_details_set_clock:
 * @self: a pane
 * @clock: the client's: what ends is told by the service's time
 */
void
sublet_offer_details_set_clock (SubletOfferDetails *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));
  g_return_if_fail (SUBLET_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

/**
 * sublet_offer_details_show:
 * @self: a pane
 * @offer: (nullable): the offer, NULL for none
 * @job: what is to run on it; its kind is ignored, the offer has one
 * @presence: what became of it
 */
void
sublet_offer_details_show (SubletOfferDetails *self,
                           SubletOffer *offer,
                           const SubletJob *job,
                           SubletPresence presence)
{
  const SubletOfferRow *row;
  SubletJob priced = *job;
  SubletQuote quote;
  char *warnings;

  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));

  g_set_object (&self->offer, offer);
  gtk_stack_set_visible_child_name (self->stack, offer != NULL ? "offer" : "none");
  if (offer == NULL)
    return;

  row = sublet_offer_get_row (offer);
  priced.kind = sublet_offer_get_kind (offer);
  sublet_quote_for_row (row, &priced, &quote);
  self->quote = quote;

  sublet_offer_details_take_text (self->name, sublet_format_gpu (row->gpu_name, row->num_gpus));
  sublet_offer_details_take_text (self->place, dup_place (row));
  warnings = sublet_offer_row_dup_warnings (row,
                                            &priced,
                                            sublet_offer_get_known_at_us (offer),
                                            sublet_clock_get_service_us (self->clock));
  if (presence != SUBLET_PRESENCE_LISTED)
    warnings = join_warnings (warnings, sublet_presence_get_sentence (presence));
  take_warnings (self, warnings);
  update_receipt (self, &quote, &priced);
  update_rent (self, &quote, presence);
  sublet_offer_details_update_facts (self);
}

/**
 * sublet_offer_details_show_kinds:
 * @self: a pane
 * @market: a market, which may hold the kinds of price side by side
 * @job: what is to run
 *
 * What the offer that is shown costs in the other kinds too.
 */
void
sublet_offer_details_show_kinds (SubletOfferDetails *self,
                                 SubletMarket *market,
                                 const SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));

  sublet_offer_kinds_show (self->kinds, market, self->offer, job);
}

/**
 * sublet_offer_details_set_reason:
 * @self: a pane
 * @reason: (nullable): why a policy chose this offer, as a sentence
 */
void
sublet_offer_details_set_reason (SubletOfferDetails *self, const char *reason)
{
  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));

  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason_box, reason != NULL);
}

/**
 * sublet_offer_details_set_report:
 * @self: a pane
 * @report: (nullable): what was found when something on the machine of its offer was last looked at
 */
void
sublet_offer_details_set_report (SubletOfferDetails *self, SubletRuntimeReport *report)
{
  const SubletRuntimeLook *look;
  g_autofree char *note = NULL;

  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));

  gtk_widget_set_visible (self->report_box, report != NULL);
  if (report == NULL)
    return;

  look = sublet_runtime_text_get_look (
    sublet_runtime_text_get_verdict_sign (sublet_runtime_report_get_machine_verdict (report)));
  note = sublet_runtime_text_dup_machine_note (report, self->clock);
  gtk_label_set_text (self->report_label, note);
  gtk_image_set_from_icon_name (self->report_icon, look->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->report_icon),
                              (const char *[]){ look->icon_class, NULL });
}

/**
 * sublet_offer_details_get_offer:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the offer that is shown
 */
SubletOffer *
sublet_offer_details_get_offer (SubletOfferDetails *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_DETAILS (self), NULL);

  return self->offer;
}

/**
 * sublet_offer_details_set_closable:
 * @self: a pane
 * @closable: whether it has a cross; not where something else leads back
 */
void
sublet_offer_details_set_closable (SubletOfferDetails *self, gboolean closable)
{
  g_return_if_fail (SUBLET_IS_OFFER_DETAILS (self));

  gtk_widget_set_visible (self->close, closable);
}
