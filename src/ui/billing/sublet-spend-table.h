/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_TABLE (sublet_spend_table_get_type ())

/* A series of spending in rows and columns, for those who read it so. */
G_DECLARE_FINAL_TYPE (SubletSpendTable, sublet_spend_table, SUBLET, SPEND_TABLE, AdwBin)

GtkWidget *sublet_spend_table_new (void);

/* (nullable): nothing. The series is not kept. */
void sublet_spend_table_set_series (SubletSpendTable *self, const SubletSpendSeries *series);

G_END_DECLS
