/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"

G_BEGIN_DECLS

typedef struct
{
  SubletPreflightVerdict verdict;
  guint count;
  gint64 rate_nusd;
  gint64 amount_uusd;
  gint64 time_us;
  GError *error; /* (owned) (nullable) */
} SubletPreflightFinding;

void sublet_preflight_finding_init (SubletPreflightFinding *finding);

SubletPreflightCheck *sublet_preflight_check_new (SubletPreflightKind kind);
void sublet_preflight_check_set_finding (SubletPreflightCheck *self,
                                         SubletPreflightFinding *finding);

G_END_DECLS
