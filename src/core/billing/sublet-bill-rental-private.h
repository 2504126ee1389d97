/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-bill-rental.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/* All rentals of an account that came to an instance: a question to the journal. */
typedef struct
{
  char *server; /* (owned) */
  gint64 account_id;
  GPtrArray *rentals; /* (owned) (nullable) (element-type SubletBillRental): the answer */
} SubletBillRentalsQuery;

void sublet_bill_rentals_query_free (SubletBillRentalsQuery *query);
bool sublet_bill_rentals_read (sqlite3 *db, gpointer query, GError **error);

G_END_DECLS
