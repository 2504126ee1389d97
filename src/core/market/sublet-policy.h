/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-index.h"

G_BEGIN_DECLS

/**
 * SubletPolicy:
 *
 * How an offer is chosen from those that pass the filters. Values and nicks as in the settings
 * schema.
 */
typedef enum
{
  SUBLET_POLICY_CHEAPEST = 1,
  SUBLET_POLICY_SECOND_CHEAPEST,
  SUBLET_POLICY_BEST_VALUE,    /* DLPerf per dollar of the job's rate */
  SUBLET_POLICY_MOST_RELIABLE, /* then cheapest */
} SubletPolicy;

#define SUBLET_TYPE_POLICY (sublet_policy_get_type ())

GType sublet_policy_get_type (void);

typedef struct
{
  SubletPolicy policy;
  gint64 max_rate_nusd; /* of the job, for MOST_RELIABLE; SUBLET_MONEY_UNKNOWN: any */
} SubletPolicyTerms;

guint sublet_policy_choose (const SubletPolicyTerms *terms,
                            const SubletMarketIndex *index,
                            const guint32 *rows,
                            guint n_rows,
                            gint64 now_us);

G_END_DECLS
