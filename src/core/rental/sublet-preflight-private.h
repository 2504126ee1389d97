/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"
#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

struct _SubletPreflight
{
  GObject parent_instance;

  SubletRentalEngine *engine;   /* (owned) */
  SubletRentalRequest *request; /* (owned) */
  GListStore *checks;           /* (owned) (element-type SubletPreflightCheck) in order of kind */
  SubletPreflightVerdict verdict;
  guint open_warnings;
};

typedef struct
{
  SubletPreflightVerdict verdict;
  guint count;
  gint64 rate_nusd;
  gint64 amount_uusd;
  gint64 time_us;
  SubletKeyRegistration registration;
  GError *error; /* (owned) (nullable) */
} SubletPreflightFinding;

void sublet_preflight_finding_init (SubletPreflightFinding *finding);

SubletPreflightCheck *sublet_preflight_check_new (SubletPreflightKind kind);
void sublet_preflight_check_set_finding (SubletPreflightCheck *self,
                                         SubletPreflightFinding *finding);

/* Whose own file says what each check is about. */
void sublet_preflight_look_at (SubletPreflight *self,
                               SubletPreflightKind kind,
                               const SubletQuote *quote,
                               SubletPreflightFinding *finding);

G_END_DECLS
