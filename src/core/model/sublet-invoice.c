/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-invoice.h"

struct _SubletInvoice
{
  GObject parent_instance;

  SubletInvoiceData data; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletInvoice, sublet_invoice, G_TYPE_OBJECT)

static void
sublet_invoice_finalize (GObject *object)
{
  sublet_invoice_data_clear (&SUBLET_INVOICE (object)->data);

  G_OBJECT_CLASS (sublet_invoice_parent_class)->finalize (object);
}

static void
sublet_invoice_class_init (SubletInvoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_invoice_finalize;
}

static void
sublet_invoice_init (SubletInvoice *self)
{
}

/**
 * sublet_invoice_data_clear:
 * @data: data whose members are freed
 */
void
sublet_invoice_data_clear (SubletInvoiceData *data)
{
  g_clear_pointer (&data->source, g_free);
  g_clear_pointer (&data->service, g_free);
  g_clear_pointer (&data->description, g_free);
}

/**
 * sublet_invoice_new_take:
 * @data: what the row says; its members are taken and @data is zeroed
 *
 * Returns: (transfer full): the invoice
 */
SubletInvoice *
sublet_invoice_new_take (SubletInvoiceData *data)
{
  SubletInvoice *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_INVOICE, NULL);
  self->data = *data;
  *data = (SubletInvoiceData){ 0 };

  return self;
}

/**
 * sublet_invoice_get_data:
 * @self: an invoice
 *
 * Returns: (transfer none): what it says
 */
const SubletInvoiceData *
sublet_invoice_get_data (SubletInvoice *self)
{
  g_return_val_if_fail (SUBLET_IS_INVOICE (self), NULL);

  return &self->data;
}
