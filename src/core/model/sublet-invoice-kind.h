/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-invoice.h"

G_BEGIN_DECLS

/* The service's words, which the cache keeps too. */
SubletInvoiceKind sublet_invoice_kind_from_word (const char *word);
const char *sublet_invoice_kind_get_word (SubletInvoiceKind kind);

G_END_DECLS
