/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/runtime/sublet-runtime-report.h"

G_BEGIN_DECLS

typedef enum
{
  SUBLET_PREFLIGHT_KIND_KNOWN,    /* is it known what runs? a stop when not */
  SUBLET_PREFLIGHT_KIND_RUNNING,  /* what runs already and its rate: a warning to accept when any */
  SUBLET_PREFLIGHT_KIND_CREDIT,   /* credit against this job and its first day */
  SUBLET_PREFLIGHT_KIND_CAP,      /* spend caps */
  SUBLET_PREFLIGHT_KIND_CONTRACT, /* the offer's end against the lease */
  SUBLET_PREFLIGHT_KIND_SSH_KEY,  /* whether the account has it, or there is the request's own */
  SUBLET_PREFLIGHT_KIND_CUDA,     /* what the driver offers against what the image needs */
  SUBLET_PREFLIGHT_KIND_IMAGE,    /* its size against the disk and the link */
  SUBLET_PREFLIGHT_KIND_MACHINE,  /* what went wrong on it before, and what was found there */
  SUBLET_PREFLIGHT_KIND_FIELDS,   /* the request's own fields */
} SubletPreflightKind;

#define SUBLET_TYPE_PREFLIGHT_KIND (sublet_preflight_kind_get_type ())

GType sublet_preflight_kind_get_type (void);

typedef enum
{
  SUBLET_PREFLIGHT_VERDICT_CHECKING,
  SUBLET_PREFLIGHT_VERDICT_FINE,
  SUBLET_PREFLIGHT_VERDICT_WARNING, /* can be accepted */
  SUBLET_PREFLIGHT_VERDICT_STOP,
} SubletPreflightVerdict;

#define SUBLET_TYPE_PREFLIGHT_VERDICT (sublet_preflight_verdict_get_type ())

GType sublet_preflight_verdict_get_type (void);

#define SUBLET_TYPE_PREFLIGHT_CHECK (sublet_preflight_check_get_type ())

/* One line of the list. Properties (read-only, notify): "kind", "verdict", "count" (running ones),
 * "rate-nusd", "amount-uusd", "deposit-uusd", "time-us", "registration", "key-name", "error" and
 * "report" (boxed), "needed", "offered", "needed-is-least", "duration-us", and "accepted"
 * (writable).
 */
G_DECLARE_FINAL_TYPE (SubletPreflightCheck,
                      sublet_preflight_check,
                      SUBLET,
                      PREFLIGHT_CHECK,
                      GObject)

SubletPreflightKind sublet_preflight_check_get_kind (SubletPreflightCheck *self);
SubletPreflightVerdict sublet_preflight_check_get_verdict (SubletPreflightCheck *self);
guint sublet_preflight_check_get_count (SubletPreflightCheck *self);
gint64 sublet_preflight_check_get_rate_nusd (SubletPreflightCheck *self);
gint64 sublet_preflight_check_get_amount_uusd (SubletPreflightCheck *self);
gint64 sublet_preflight_check_get_deposit_uusd (SubletPreflightCheck *self);
gint64 sublet_preflight_check_get_time_us (SubletPreflightCheck *self);
SubletKeyRegistration sublet_preflight_check_get_registration (SubletPreflightCheck *self);
/* (nullable): of SSH_KEY, what the request's own is called, "" Sublet's; NULL: that of Preferences
 */
gboolean sublet_preflight_check_get_own_key (SubletPreflightCheck *self);
const char *sublet_preflight_check_get_key_name (SubletPreflightCheck *self);
const GError *sublet_preflight_check_get_error (SubletPreflightCheck *self);
double sublet_preflight_check_get_needed (SubletPreflightCheck *self);
double sublet_preflight_check_get_offered (SubletPreflightCheck *self);
gboolean sublet_preflight_check_get_needed_is_least (SubletPreflightCheck *self);
gint64 sublet_preflight_check_get_duration_us (SubletPreflightCheck *self);
/* (nullable): of MACHINE, what was found when something on it was last looked at. */
SubletRuntimeReport *sublet_preflight_check_get_report (SubletPreflightCheck *self);
gboolean sublet_preflight_check_get_accepted (SubletPreflightCheck *self);
void sublet_preflight_check_set_accepted (SubletPreflightCheck *self, gboolean accepted);

#define SUBLET_TYPE_PREFLIGHT (sublet_preflight_get_type ())

/*
 * Checks a request against what the engine knows, and again whenever either changes.
 * Properties (read-only, notify): "verdict" (the worst; WARNING only while one is not accepted,
 * FINE when Rent may be pressed), "open-warnings" (count). Makes the engine refresh first when its
 * list is older than 15 s.
 */
G_DECLARE_FINAL_TYPE (SubletPreflight, sublet_preflight, SUBLET, PREFLIGHT, GObject)

SubletPreflight *sublet_preflight_new (SubletRentalEngine *engine, SubletRentalRequest *request);

/* (transfer none) GListModel of SubletPreflightCheck, always the same items in the same order. */
GListModel *sublet_preflight_get_checks (SubletPreflight *self);
SubletPreflightVerdict sublet_preflight_get_verdict (SubletPreflight *self);
guint sublet_preflight_get_open_warnings (SubletPreflight *self);
/* After the request's fields changed. */
void sublet_preflight_check_again (SubletPreflight *self);
/* (element-type SubletOffer) of several rentals of the request: all checks are of all of them
 * together. NULL: of the request's own offer. */
void sublet_preflight_set_offers (SubletPreflight *self, GPtrArray *offers);
/* What the person or a template says of the image; NAN: what is known of its name. */
void sublet_preflight_set_image_needs (SubletPreflight *self, double cuda, double size_gb);
/* What its line about the SSH key offers. */
void sublet_preflight_register_key (SubletPreflight *self);

G_END_DECLS
