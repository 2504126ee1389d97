/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-money.h"

struct _SubletPreflightCheck
{
  GObject parent_instance;

  SubletPreflightKind kind;
  SubletPreflightFinding finding;
  gboolean accepted;
};

typedef enum
{
  PROP_CHECK_KIND = 1,
  PROP_CHECK_VERDICT,
  PROP_CHECK_COUNT,
  PROP_CHECK_RATE_NUSD,
  PROP_CHECK_AMOUNT_UUSD,
  PROP_CHECK_TIME_US,
  PROP_CHECK_REGISTRATION,
  PROP_CHECK_ERROR,
  PROP_CHECK_ACCEPTED,
  N_CHECK_PROPERTIES,
} SubletPreflightCheckProperty;

static GParamSpec *properties[N_CHECK_PROPERTIES];

G_DEFINE_FINAL_TYPE (SubletPreflightCheck, sublet_preflight_check, G_TYPE_OBJECT)

static void
sublet_preflight_check_finalize (GObject *object)
{
  SubletPreflightCheck *self = SUBLET_PREFLIGHT_CHECK (object);

  g_clear_error (&self->finding.error);

  G_OBJECT_CLASS (sublet_preflight_check_parent_class)->finalize (object);
}

static void
sublet_preflight_check_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  SubletPreflightCheck *self = SUBLET_PREFLIGHT_CHECK (object);

  switch ((SubletPreflightCheckProperty) prop_id)
    {
    case PROP_CHECK_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_CHECK_VERDICT:
      g_value_set_enum (value, self->finding.verdict);
      break;

    case PROP_CHECK_COUNT:
      g_value_set_uint (value, self->finding.count);
      break;

    case PROP_CHECK_RATE_NUSD:
      g_value_set_int64 (value, self->finding.rate_nusd);
      break;

    case PROP_CHECK_AMOUNT_UUSD:
      g_value_set_int64 (value, self->finding.amount_uusd);
      break;

    case PROP_CHECK_TIME_US:
      g_value_set_int64 (value, self->finding.time_us);
      break;

    case PROP_CHECK_REGISTRATION:
      g_value_set_enum (value, self->finding.registration);
      break;

    case PROP_CHECK_ERROR:
      g_value_set_boxed (value, self->finding.error);
      break;

    case PROP_CHECK_ACCEPTED:
      g_value_set_boolean (value, self->accepted);
      break;

    case N_CHECK_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_preflight_check_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  SubletPreflightCheck *self = SUBLET_PREFLIGHT_CHECK (object);

  switch ((SubletPreflightCheckProperty) prop_id)
    {
    case PROP_CHECK_ACCEPTED:
      sublet_preflight_check_set_accepted (self, g_value_get_boolean (value));
      break;

    case PROP_CHECK_KIND:
    case PROP_CHECK_VERDICT:
    case PROP_CHECK_COUNT:
    case PROP_CHECK_RATE_NUSD:
    case PROP_CHECK_AMOUNT_UUSD:
    case PROP_CHECK_TIME_US:
    case PROP_CHECK_REGISTRATION:
    case PROP_CHECK_ERROR:
    case N_CHECK_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static GParamSpec *
int64_pspec (const char *name, gint64 initial, GParamFlags flags)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, initial, flags);
}

static void
sublet_preflight_check_class_init (SubletPreflightCheckClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sublet_preflight_check_finalize;
  object_class->get_property = sublet_preflight_check_get_property;
  object_class->set_property = sublet_preflight_check_set_property;

  properties[PROP_CHECK_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, SUBLET_TYPE_PREFLIGHT_KIND, 0, flags);
  properties[PROP_CHECK_VERDICT] =
    g_param_spec_enum ("verdict", NULL, NULL, SUBLET_TYPE_PREFLIGHT_VERDICT, 0, flags);
  properties[PROP_CHECK_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CHECK_RATE_NUSD] = int64_pspec ("rate-nusd", SUBLET_MONEY_UNKNOWN, flags);
  properties[PROP_CHECK_AMOUNT_UUSD] = int64_pspec ("amount-uusd", SUBLET_MONEY_UNKNOWN, flags);
  properties[PROP_CHECK_TIME_US] = int64_pspec ("time-us", 0, flags);
  properties[PROP_CHECK_REGISTRATION] =
    g_param_spec_enum ("registration", NULL, NULL, SUBLET_TYPE_KEY_REGISTRATION, 0, flags);
  properties[PROP_CHECK_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_CHECK_ACCEPTED] =
    g_param_spec_boolean ("accepted", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, N_CHECK_PROPERTIES, properties);
}

static void
sublet_preflight_check_init (SubletPreflightCheck *self)
{
  sublet_preflight_finding_init (&self->finding);
}

/**
 * sublet_preflight_finding_init:
 * @finding: (out caller-allocates): nothing found yet
 */
void
sublet_preflight_finding_init (SubletPreflightFinding *finding)
{
  *finding = (SubletPreflightFinding){
    .verdict = SUBLET_PREFLIGHT_VERDICT_CHECKING,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
    .amount_uusd = SUBLET_MONEY_UNKNOWN,
  };
}

/**
 * sublet_preflight_check_new:
 * @kind: what it looks at
 *
 * Returns: (transfer full): a check that is being made
 */
SubletPreflightCheck *
sublet_preflight_check_new (SubletPreflightKind kind)
{
  SubletPreflightCheck *self = g_object_new (SUBLET_TYPE_PREFLIGHT_CHECK, NULL);

  self->kind = kind;
  return self;
}

static gboolean
errors_equal (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_error_matches (a, b->domain, b->code) && g_strcmp0 (a->message, b->message) == 0;
}

static void
set_int64 (SubletPreflightCheck *self,
           gint64 *field,
           gint64 value,
           SubletPreflightCheckProperty property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * sublet_preflight_check_set_finding:
 * @self: a check
 * @finding: what was found; its error is taken
 *
 * More than was accepted has to be accepted again.
 */
void
sublet_preflight_check_set_finding (SubletPreflightCheck *self, SubletPreflightFinding *finding)
{
  SubletPreflightFinding *old = &self->finding;

  g_object_freeze_notify (G_OBJECT (self));
  if (finding->verdict != SUBLET_PREFLIGHT_VERDICT_WARNING || finding->count > old->count)
    sublet_preflight_check_set_accepted (self, FALSE);
  if (old->verdict != finding->verdict)
    {
      old->verdict = finding->verdict;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_VERDICT]);
    }
  if (old->count != finding->count)
    {
      old->count = finding->count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_COUNT]);
    }
  if (old->registration != finding->registration)
    {
      old->registration = finding->registration;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_REGISTRATION]);
    }
  set_int64 (self, &old->rate_nusd, finding->rate_nusd, PROP_CHECK_RATE_NUSD);
  set_int64 (self, &old->amount_uusd, finding->amount_uusd, PROP_CHECK_AMOUNT_UUSD);
  set_int64 (self, &old->time_us, finding->time_us, PROP_CHECK_TIME_US);
  if (!errors_equal (old->error, finding->error))
    {
      g_clear_error (&old->error);
      old->error = g_steal_pointer (&finding->error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_ERROR]);
    }
  g_clear_error (&finding->error);
  g_object_thaw_notify (G_OBJECT (self));
}

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
 * Returns: of RUNNING, how many run or come up
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
 * sublet_preflight_check_get_time_us:
 * @self: a check
 *
 * Returns: service time in Unix microseconds: of KNOWN since when it is known, or is not; of CREDIT
 *   when the credit ends with this; of CONTRACT when the host's offer ends; 0
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
 * sublet_preflight_check_get_error:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): why it is a stop; of SSH_KEY why it is not registered
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
 * sublet_preflight_check_set_accepted:
 * @self: a check
 * @accepted: whether the person accepts the warning
 */
void
sublet_preflight_check_set_accepted (SubletPreflightCheck *self, gboolean accepted)
{
  g_return_if_fail (SUBLET_IS_PREFLIGHT_CHECK (self));

  if (self->accepted == accepted)
    return;
  self->accepted = accepted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_ACCEPTED]);
}
