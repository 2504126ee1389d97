/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-budget.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * Of which budgets a person was told how much of them is spent, in cache.db, so that a restart does
 * not tell it again. Of one account of one server each. Main thread.
 */

typedef struct
{
  gint64 start_us;    /* of the UTC day or month; 0: nothing was told */
  gint64 budget_uusd; /* another budget is another matter */
  SubletBudgetLevel level;
} SubletBudgetWarning;

void sublet_budget_memory_load_async (SubletDatabase *database,
                                      const char *server,
                                      gint64 account_id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sublet_budget_memory_load_finish (SubletDatabase *database,
                                           GAsyncResult *result,
                                           SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS],
                                           GError **error);

/* Takes the place of what was kept of that period. Nobody waits for it. */
void sublet_budget_memory_put (SubletDatabase *database,
                               const char *server,
                               gint64 account_id,
                               SubletBudgetPeriod period,
                               const SubletBudgetWarning *warning);

/* Whether @level is more than was told of the same period and budget; then it is as told. */
bool sublet_budget_warning_take (SubletBudgetWarning *warning,
                                 gint64 start_us,
                                 gint64 budget_uusd,
                                 SubletBudgetLevel level);

G_END_DECLS
