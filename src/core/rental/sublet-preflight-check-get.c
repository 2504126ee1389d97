/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-money.h"

/**
 * sublet_preflight_check_get_kind:
 * @self: a check
 *
 * Returns: what it looks at
 */
SubletPreflightKind
sublet_preflight_check_get_kind (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), SUBLET_PREFLIGHT_KIND_KNOWN);

  return self->kind;
}

/**
 * sublet_preflight_check_get_verdict:
 * @self: a check
 *
 * Returns: how it came out, whether it was accepted or not
 */
SubletPreflightVerdict
sublet_preflight_check_get_verdict (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), SUBLET_PREFLIGHT_VERDICT_STOP);

  return self->finding.verdict;
}

/**
 * sublet_preflight_check_get_count:
 * @self: a check
 *
 * Returns: of RUNNING, how many run or come up; of MACHINE, how many rentals went wrong on it
 */
guint
sublet_preflight_check_get_count (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.count;
}

/**
 * sublet_preflight_check_get_rate_nusd:
 * @self: a check
 *
 * Returns: nano-dollars per hour: of RUNNING what runs, of CREDIT and CAP all with this, or UNKNOWN
 */
gint64
sublet_preflight_check_get_rate_nusd (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), SUBLET_MONEY_UNKNOWN);

  return self->finding.rate_nusd;
}

/**
 * sublet_preflight_check_get_amount_uusd:
 * @self: a check
 *
 * Returns: micro-dollars: of CREDIT what is left; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_preflight_check_get_amount_uusd (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), SUBLET_MONEY_UNKNOWN);

  return self->finding.amount_uusd;
}

/**
 * sublet_preflight_check_get_deposit_uusd:
 * @self: a check
 *
 * Returns: micro-dollars: of CREDIT what is to be paid ahead, of all together; 0: nothing
 */
gint64
sublet_preflight_check_get_deposit_uusd (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.deposit_uusd;
}

/**
 * sublet_preflight_check_get_time_us:
 * @self: a check
 *
 * Returns: service time in Unix microseconds: of KNOWN since when it is known, or is not; of CREDIT
 *   when the credit ends with this; of CONTRACT when the host's offer ends; of MACHINE when
 *   something went wrong on it last; 0
 */
gint64
sublet_preflight_check_get_time_us (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.time_us;
}

/**
 * sublet_preflight_check_get_registration:
 * @self: a check
 *
 * Returns: of SSH_KEY whether the account has it; UNKNOWN also where nobody looks after keys
 */
SubletKeyRegistration
sublet_preflight_check_get_registration (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), SUBLET_KEY_REGISTRATION_UNKNOWN);

  return self->finding.registration;
}

/**
 * sublet_preflight_check_get_own_key:
 * @self: a check
 *
 * Returns: of SSH_KEY, whether it is about a key of the request's own, looked at or not
 */
gboolean
sublet_preflight_check_get_own_key (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), FALSE);

  return self->finding.own_key;
}

/**
 * sublet_preflight_check_get_key_name:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): of SSH_KEY, what the request's own key is called, "" for
 *   Sublet's; NULL where it has none, or that is not known
 */
const char *
sublet_preflight_check_get_key_name (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), NULL);

  return self->finding.key_name;
}

/**
 * sublet_preflight_check_get_error:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): why it is a stop; of SSH_KEY also why it is not registered
 */
const GError *
sublet_preflight_check_get_error (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), NULL);

  return self->finding.error;
}

/**
 * sublet_preflight_check_get_accepted:
 * @self: a check
 *
 * Returns: whether the person accepted the warning
 */
gboolean
sublet_preflight_check_get_accepted (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), FALSE);

  return self->accepted;
}

/**
 * sublet_preflight_check_get_report:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): of MACHINE, what was found when something on it was last
 *   looked at; of several machines the worst
 */
SubletRuntimeReport *
sublet_preflight_check_get_report (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), NULL);

  return self->finding.report;
}

/**
 * sublet_preflight_check_get_needed:
 * @self: a check
 *
 * Returns: of CUDA the version that the image needs, 0 when it needs none; of IMAGE its size in GB
 *   on the disk; NAN when that is not known
 */
double
sublet_preflight_check_get_needed (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.needed;
}

/**
 * sublet_preflight_check_get_offered:
 * @self: a check
 *
 * Returns: of CUDA the newest version that the driver supports, of several machines the oldest; of
 *   IMAGE the disk in GB; NAN when that is not known
 */
double
sublet_preflight_check_get_offered (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.offered;
}

/**
 * sublet_preflight_check_get_needed_is_least:
 * @self: a check
 *
 * Returns: of CUDA, whether a newer build of the image may need more
 */
gboolean
sublet_preflight_check_get_needed_is_least (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), FALSE);

  return self->finding.needed_is_least;
}

/**
 * sublet_preflight_check_get_duration_us:
 * @self: a check
 *
 * Returns: of IMAGE, about how long it takes to arrive, microseconds; 0 when that is not known
 */
gint64
sublet_preflight_check_get_duration_us (SubletPreflightCheck *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self), 0);

  return self->finding.duration_us;
}
