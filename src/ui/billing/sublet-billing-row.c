/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-row.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

struct _SubletBillingRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *words;
  GtkWidget *title;
  GtkWidget *facts;
  GtkWidget *amount;
};

G_DEFINE_FINAL_TYPE (SubletBillingRow, sublet_billing_row, GTK_TYPE_WIDGET)

static void
sublet_billing_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_BILLING_ROW);

  G_OBJECT_CLASS (sublet_billing_row_parent_class)->dispose (object);
}

static void
sublet_billing_row_class_init (SubletBillingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_billing_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBillingRow, words);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingRow, title);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingRow, facts);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingRow, amount);
  gtk_widget_class_set_css_name (widget_class, "billingrow");
}

static void
sublet_billing_row_init (SubletBillingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A sign stays before its figure, whichever way the words run. */
  gtk_widget_set_direction (self->amount, GTK_TEXT_DIR_LTR);
}

/**
 * sublet_billing_row_new:
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
sublet_billing_row_new (void)
{
  return g_object_new (SUBLET_TYPE_BILLING_ROW, NULL);
}

/**
 * sublet_billing_row_set_words:
 * @self: a row
 * @title: whose or what it is
 * @facts: what the amount is made of; "": nothing is said
 * @amount: how much
 */
void
sublet_billing_row_set_words (SubletBillingRow *self,
                              const char *title,
                              const char *facts,
                              const char *amount)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (SUBLET_IS_BILLING_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_widget_set_visible (self->facts, *facts != '\0');
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  /* TRANSLATORS: said aloud, a row of the bill: whose or what it is, an amount, and what that is
   * made of */
  sentence = g_strdup_printf (_ ("%1$s, %2$s: %3$s"), title, amount, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

/**
 * sublet_billing_row_set_invoice:
 * @self: a row
 * @invoice: what it shows from now on
 * @now_us: now, service time
 */
void
sublet_billing_row_set_invoice (SubletBillingRow *self, SubletInvoice *invoice, gint64 now_us)
{
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *amount = NULL;

  g_return_if_fail (SUBLET_IS_BILLING_ROW (self));
  g_return_if_fail (SUBLET_IS_INVOICE (invoice));

  title = sublet_invoice_text_dup_title (invoice);
  facts = sublet_invoice_text_dup_facts (invoice, now_us);
  amount = sublet_invoice_text_dup_amount (invoice);
  sublet_billing_row_set_words (self, title, facts, amount);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * sublet_billing_row_set_ends:
 * @self: a row
 * @first: whether it is its section's first one
 * @last: whether it is its section's last one
 */
void
sublet_billing_row_set_ends (SubletBillingRow *self, gboolean first, gboolean last)
{
  g_return_if_fail (SUBLET_IS_BILLING_ROW (self));

  set_class (GTK_WIDGET (self), "first", first);
  set_class (GTK_WIDGET (self), "last", last);
}
