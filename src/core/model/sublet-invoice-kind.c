/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-invoice-kind.h"

/* Source: fact sheet 7.3. */
static const char *const words[] = {
  [SUBLET_INVOICE_KIND_CREDIT] = "credit",     [SUBLET_INVOICE_KIND_TRANSFER] = "transfer",
  [SUBLET_INVOICE_KIND_PAYOUT] = "payout",     [SUBLET_INVOICE_KIND_REFUND] = "refund",
  [SUBLET_INVOICE_KIND_RESERVED] = "reserved", [SUBLET_INVOICE_KIND_OTHER] = "other",
};

/**
 * sublet_invoice_kind_from_word:
 * @word: (nullable): what the service calls it
 *
 * Returns: the kind; OTHER when it is not known here
 */
SubletInvoiceKind
sublet_invoice_kind_from_word (const char *word)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (word, words[i]) == 0)
        return (SubletInvoiceKind) i;
    }

  return SUBLET_INVOICE_KIND_OTHER;
}

/**
 * sublet_invoice_kind_get_word:
 * @kind: a kind
 *
 * Returns: what the service calls it
 */
const char *
sublet_invoice_kind_get_word (SubletInvoiceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return words[kind];
}
