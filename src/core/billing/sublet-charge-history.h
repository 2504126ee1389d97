/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/billing/sublet-bill-check.h"
#include "core/billing/sublet-charge-day.h"
#include "core/billing/sublet-spend.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_CHARGE_HISTORY (sublet_charge_history_get_type ())

/*
 * What an account was charged, day by day: from the cache at once, from the service as far as
 * somebody looks (SubletChargeWatch), the latest days first. One for all who look: no day is asked
 * for, kept or added up twice. Main thread; reads only. Signals: "changed" (days, their sums or the
 * error are others), "account-wanted" (somebody wants an answer, for which it must be known whose
 * the key is).
 */
G_DECLARE_FINAL_TYPE (SubletChargeHistory, sublet_charge_history, SUBLET, CHARGE_HISTORY, GObject)

SubletChargeHistory *sublet_charge_history_new (SubletClient *client, SubletDatabase *database);

/* 0: nobody. Forgets what is another's, and reads its own. */
void sublet_charge_history_set_account (SubletChargeHistory *self, gint64 account_id);
/* The service has not said yet whose the key is: what is kept is read, and nothing is asked. */
void sublet_charge_history_await_account (SubletChargeHistory *self,
                                          gint64 account_id,
                                          const GError *error);
gint64 sublet_charge_history_get_account (SubletChargeHistory *self);
gboolean sublet_charge_history_get_awaited (SubletChargeHistory *self);
SubletDatabase *sublet_charge_history_get_database (SubletChargeHistory *self);
/* Asks now for what is wanted, also after a failure. */
void sublet_charge_history_retry (SubletChargeHistory *self);

gboolean sublet_charge_history_get_refreshing (SubletChargeHistory *self);
const GError *sublet_charge_history_get_error (SubletChargeHistory *self);
GPtrArray *sublet_charge_history_get_days (SubletChargeHistory *self);
/* (nullable): all of them, added up; a little later than the days. */
SubletSpend *sublet_charge_history_get_spend (SubletChargeHistory *self);
/* How many days of a range, until today, are not known. */
guint sublet_charge_history_count_missing (SubletChargeHistory *self,
                                           gint64 from_us,
                                           gint64 until_us);

typedef enum
{
  SUBLET_CHARGE_FORMAT_CSV,
  SUBLET_CHARGE_FORMAT_JSON,
} SubletChargeFormat;

void sublet_charge_history_export_async (SubletChargeHistory *self,
                                         SubletSpend *spend,
                                         gint64 from_us,
                                         gint64 until_us,
                                         GFile *file,
                                         SubletChargeFormat format,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_charge_history_export_finish (SubletChargeHistory *self,
                                              GAsyncResult *result,
                                              GError **error);

/* Quote against bill, of every rental of the account that the journal has. */
void sublet_charge_history_check_bill_async (SubletChargeHistory *self,
                                             SubletSpend *spend,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
SubletBillCheck *sublet_charge_history_check_bill_finish (SubletChargeHistory *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/* Of those, the ones whose bill is above the quote and of which nobody was told yet. */
void sublet_charge_history_take_dearer_async (SubletChargeHistory *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
SubletBillCheck *sublet_charge_history_take_dearer_finish (SubletChargeHistory *self,
                                                           GAsyncResult *result,
                                                           GError **error);

G_END_DECLS
