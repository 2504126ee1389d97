/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"
#include "core/billing/sublet-spend.h"
#include "core/rental/sublet-journal-history.h"
#include "ui/billing/sublet-billing-range.h"

G_BEGIN_DECLS

/* A range is no longer. */
#define SUBLET_SPEND_MODEL_MAX_DAYS 3660

#define SUBLET_TYPE_SPEND_MODEL (sublet_spend_model_get_type ())

/*
 * What the section Spending shows: the charges of a range of UTC days, added up as chosen. Names
 * and places of instances come from the journal. Main thread. Signal "changed": anything is
 * another.
 */
G_DECLARE_FINAL_TYPE (SubletSpendModel, sublet_spend_model, SUBLET, SPEND_MODEL, GObject)

SubletSpendModel *sublet_spend_model_new (SubletJournalHistory *journal);

SubletClock *sublet_spend_model_get_clock (SubletSpendModel *self);
/* (nullable): not there yet. */
void sublet_spend_model_set_history (SubletSpendModel *self, SubletChargeHistory *history);
/* Once for each that looks at the range, and once when it does not any more: it is asked for. */
void sublet_spend_model_set_visible (SubletSpendModel *self, gboolean visible);

void sublet_spend_model_set_range (SubletSpendModel *self, SubletBillingRange range);
SubletBillingRange sublet_spend_model_get_range (SubletSpendModel *self);
/* Moments of the first and the last UTC day. */
void sublet_spend_model_set_days (SubletSpendModel *self, gint64 from_us, gint64 until_us);
void sublet_spend_model_get_days (SubletSpendModel *self, gint64 *from_us, gint64 *until_us);
void sublet_spend_model_set_step (SubletSpendModel *self, SubletSpendStep step);
SubletSpendStep sublet_spend_model_get_step (SubletSpendModel *self);
void sublet_spend_model_set_grouping (SubletSpendModel *self, SubletSpendGrouping grouping);
SubletSpendGrouping sublet_spend_model_get_grouping (SubletSpendModel *self);

/* Asks again now for what is missing. */
void sublet_spend_model_retry (SubletSpendModel *self);

const GError *sublet_spend_model_get_error (SubletSpendModel *self);
/* Whose charges they are; 0: nobody's, or not known. */
gint64 sublet_spend_model_get_account (SubletSpendModel *self);
/* Of the days until today. */
guint sublet_spend_model_get_n_days (SubletSpendModel *self);
guint sublet_spend_model_get_n_missing (SubletSpendModel *self);
/* When the latest answer came, service time; 0: never. */
gint64 sublet_spend_model_get_known_at_us (SubletSpendModel *self);

/* The charges of the range; there must be some. _finish: sublet_charge_history_export_finish(). */
void sublet_spend_model_export_async (SubletSpendModel *self,
                                      GFile *file,
                                      SubletChargeFormat format,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* FALSE: there are no charges, nothing is called. _finish: that of the history. */
gboolean sublet_spend_model_check_bill_async (SubletSpendModel *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/* Leaves out the rentals of other days than the range's. */
void sublet_spend_model_limit_check (SubletSpendModel *self, SubletBillCheck *check);

/* (transfer full) (nullable): until anything was added up. */
SubletSpendSeries *sublet_spend_model_make_series (SubletSpendModel *self);
GArray *sublet_spend_model_make_groups (SubletSpendModel *self);
/* "ada-1", "Instance 40112233", "RTX 4090" */
char *sublet_spend_model_dup_title (SubletSpendModel *self, gint64 id, const char *name);
/* The instance's, where its title is its label; else 0. */
gint64 sublet_spend_model_get_hidden_id (SubletSpendModel *self, gint64 id);

G_END_DECLS
