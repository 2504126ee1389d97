/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-invoice.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* (transfer full) */
SubletInvoice *sublet_ui_make_invoice (SubletInvoiceKind kind,
                                       gint64 when_us,
                                       gint64 amount_uusd,
                                       bool paid);

G_END_DECLS
