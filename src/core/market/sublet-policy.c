/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-policy.h"

G_DEFINE_ENUM_TYPE (SubletPolicy,
                    sublet_policy,
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_CHEAPEST, "cheapest"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_SECOND_CHEAPEST, "second-cheapest"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_BEST_VALUE, "best-value"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_MOST_RELIABLE, "most-reliable"))
