/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-receipt.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-tight-text.h"

#include <glib/gi18n.h>

struct _SubletReceipt
{
  AdwBin parent_instance;

  GtkLabel *gpu_figure;
  GtkLabel *disk_title;
  GtkLabel *disk_figure;
  GtkBox *volume_line;
  GtkLabel *volume_figure;
  GtkLabel *running_figure;
  GtkBox *deposit_line;
  GtkLabel *deposit_figure;
  GtkBox *discount_line;
  GtkLabel *discount_figure;
  GtkLabel *stopped_figure;
  GtkLabel *traffic_title;
  GtkLabel *traffic_figure;
  GtkLabel *job_title;
  GtkLabel *job_figure;
  GtkLabel *credit_figure;
};

G_DEFINE_FINAL_TYPE (SubletReceipt, sublet_receipt, ADW_TYPE_BIN)

/* Takes the text. A label that says the same is left alone, so that nothing is laid out anew. */
static void
take_text (GtkLabel *label, char *text)
{
  g_autofree char *owned = text;

  sublet_label_set_text (label, owned);
}

static char *
dup_traffic (gint64 traffic_uusd)
{
  g_autofree char *amount = sublet_format_amount (traffic_uusd);

  /* Zero, unknown and "under $0.01" are said as they are. */
  if (traffic_uusd == SUBLET_MONEY_UNKNOWN || traffic_uusd < SUBLET_UUSD_PER_USD / 200)
    return g_steal_pointer (&amount);

  /* TRANSLATORS: an estimate; %s is an amount, as in $0.07 */
  return g_strdup_printf (_ ("about %s"), amount);
}

static void
sublet_receipt_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_RECEIPT);

  G_OBJECT_CLASS (sublet_receipt_parent_class)->dispose (object);
}

static void
sublet_receipt_class_init (SubletReceiptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_receipt_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-receipt.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, gpu_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, disk_title);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, disk_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, volume_line);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, volume_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, running_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, deposit_line);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, deposit_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, discount_line);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, discount_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, stopped_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, traffic_title);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, traffic_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, job_title);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, job_figure);
  gtk_widget_class_bind_template_child (widget_class, SubletReceipt, credit_figure);
}

static void
sublet_receipt_init (SubletReceipt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (self->running_figure);
}

/**
 * sublet_receipt_new:
 *
 * Returns: (transfer floating): a receipt without figures
 */
GtkWidget *
sublet_receipt_new (void)
{
  return g_object_new (SUBLET_TYPE_RECEIPT, NULL);
}

/**
 * sublet_receipt_set_quote:
 * @self: a receipt
 * @quote: the price in its parts
 * @job: what it is the price of
 * @credit_lasts_us: how long the credit lasts once this runs too, in microseconds; 0 when it
 *   cannot be said
 */
void
sublet_receipt_set_quote (SubletReceipt *self,
                          const SubletQuote *quote,
                          const SubletJob *job,
                          gint64 credit_lasts_us)
{
  g_autofree char *disk = NULL;
  g_autofree char *traffic = NULL;
  g_autofree char *hours = NULL;

  g_return_if_fail (SUBLET_IS_RECEIPT (self));
  g_return_if_fail (quote != NULL);
  g_return_if_fail (job != NULL);

  disk = sublet_format_number (job->disk_gb, 0);
  traffic = sublet_format_number (job->down_gb + job->up_gb, 0);
  hours = sublet_format_duration (sublet_job_hours_to_us (job->hours));

  /* TRANSLATORS: %s is a number of gigabytes */
  take_text (self->disk_title, g_strdup_printf (_ ("Disk %s GB"), disk));
  /* TRANSLATORS: %s is a number of gigabytes, down and up together */
  take_text (self->traffic_title, g_strdup_printf (_ ("Traffic %s GB, once"), traffic));
  /* TRANSLATORS: %s is a duration, as in 8 h */
  take_text (self->job_title, g_strdup_printf (_ ("This job, %s"), hours));

  take_text (self->gpu_figure, sublet_format_rate (quote->gpu_rate_nusd));
  take_text (self->disk_figure, sublet_format_rate (quote->disk_rate_nusd));
  take_text (self->running_figure, sublet_format_rate_and_day (quote->running_rate_nusd));
  take_text (self->stopped_figure, sublet_format_rate_per_day (quote->stopped_rate_nusd));
  take_text (self->traffic_figure, dup_traffic (quote->traffic_uusd));
  take_text (self->job_figure, sublet_format_amount (quote->job_uusd));
  take_text (self->credit_figure,
             sublet_format_duration_short (credit_lasts_us > 0 ? credit_lasts_us : G_MININT64));
}

/**
 * sublet_receipt_set_volume:
 * @self: a receipt
 * @rate_nusd: what a volume that is made along costs, per hour; 0: none is
 *
 * A line of its own: it is not the instance's price, and goes on after it. The sums of the quote
 * are to have it already.
 */
void
sublet_receipt_set_volume (SubletReceipt *self, gint64 rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RECEIPT (self));

  gtk_widget_set_visible (GTK_WIDGET (self->volume_line), rate_nusd != 0);
  take_text (self->volume_figure, sublet_format_rate (rate_nusd));
}

/**
 * sublet_receipt_set_deposit:
 * @self: a receipt
 * @deposit_uusd: what is paid ahead once it runs; 0: nothing
 * @discounted_nusd: what it costs running with the whole discount, per hour, or
 *   SUBLET_MONEY_UNKNOWN
 *
 * Two lines of their own: a deposit is no price, and how much of the discount it brings is not
 * certain. The sums are those without.
 */
void
sublet_receipt_set_deposit (SubletReceipt *self, gint64 deposit_uusd, gint64 discounted_nusd)
{
  g_autofree char *rate = NULL;

  g_return_if_fail (SUBLET_IS_RECEIPT (self));

  rate = sublet_format_rate (discounted_nusd);
  gtk_widget_set_visible (GTK_WIDGET (self->deposit_line), deposit_uusd != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->discount_line), deposit_uusd != 0);
  take_text (self->deposit_figure, sublet_format_amount (deposit_uusd));
  /* TRANSLATORS: the lowest rate that a discount may bring; %s as in $0.301/h */
  take_text (self->discount_figure, g_strdup_printf (_ ("from %s"), rate));
}
