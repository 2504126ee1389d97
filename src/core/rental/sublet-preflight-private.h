/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/runtime/sublet-runtime-report.h"

G_BEGIN_DECLS

struct _SubletPreflight
{
  GObject parent_instance;

  SubletRentalEngine *engine;   /* (owned) */
  SubletRentalRequest *request; /* (owned) */
  GListStore *checks;           /* (owned) (element-type SubletPreflightCheck) in order of kind */
  SubletPreflightVerdict verdict;
  guint open_warnings;

  GPtrArray *offers; /* (owned) (element-type SubletOffer) at least one */
  bool own_offer;    /* the request's, whichever that is */
  double said_cuda;  /* NAN: nothing was said */
  double said_size_gb;

  /* what the journal says of their machines */
  guint round; /* answers to older questions are not taken */
  guint n_machines_asked;
  SubletMachineRecord machines;
  SubletRuntimeReport *machines_report; /* (owned) (nullable): the worst of their checks */
  GError *machines_error;               /* (owned) (nullable) */

  /* the request's own SSH key */
  char *key_text;         /* (owned) (nullable): as the launch has it; NULL: that of Preferences */
  char *key_name;         /* (owned) (nullable): "": Sublet's own */
  GError *key_error;      /* (owned) (nullable): why it cannot be used */
  bool key_known;         /* the two tell */
  GCancellable *key_look; /* (owned) (nullable): of the look under way */
  bool account_key_asked; /* for that of Preferences, instead of it */
};

/* One question to the journal. */
typedef struct
{
  GWeakRef preflight;
  guint round;
} SubletPreflightReading;

SubletPreflightReading *sublet_preflight_reading_new (SubletPreflight *self);
void sublet_preflight_reading_free (SubletPreflightReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletPreflightReading, sublet_preflight_reading_free)

typedef struct
{
  SubletPreflightVerdict verdict;
  guint count;
  gint64 rate_nusd;
  gint64 amount_uusd;
  gint64 deposit_uusd; /* of CREDIT: what all of them lock; 0: nothing */
  gint64 time_us;
  SubletKeyRegistration registration;
  bool own_key;  /* of SSH_KEY: it is about a key of the request's own */
  double needed; /* of CUDA a version, of IMAGE gigabytes; NAN: not known */
  double offered;
  bool needed_is_least;
  gint64 duration_us;
  char *key_name;              /* (owned) (nullable): of SSH_KEY, of a rental's own; "": Sublet's */
  GError *error;               /* (owned) (nullable) */
  SubletRuntimeReport *report; /* (owned) (nullable): of MACHINE, what was found there */
} SubletPreflightFinding;

struct _SubletPreflightCheck
{
  GObject parent_instance;

  SubletPreflightKind kind;
  SubletPreflightFinding finding;
  gboolean accepted;
};

void sublet_preflight_finding_init (SubletPreflightFinding *finding);

SubletPreflightCheck *sublet_preflight_check_new (SubletPreflightKind kind);
void sublet_preflight_check_set_finding (SubletPreflightCheck *self,
                                         SubletPreflightFinding *finding);

/* Whose own file says what each check is about. */
void sublet_preflight_look_at (SubletPreflight *self,
                               SubletPreflightKind kind,
                               const SubletQuote *quote,
                               SubletPreflightFinding *finding);

void sublet_preflight_look_at_cuda (SubletPreflight *self, SubletPreflightFinding *finding);
void sublet_preflight_look_at_image (SubletPreflight *self, SubletPreflightFinding *finding);
void sublet_preflight_look_at_machine (SubletPreflight *self, SubletPreflightFinding *finding);
void sublet_preflight_read_machines (SubletPreflight *self);

void sublet_preflight_look_at_own_key (SubletPreflight *self, SubletPreflightFinding *finding);
void sublet_preflight_read_key (SubletPreflight *self);
void sublet_preflight_drop_key (SubletPreflight *self);

/* At everything that is known now. */
void sublet_preflight_look (SubletPreflight *self);

G_END_DECLS
