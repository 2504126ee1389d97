/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-money.h"

#include <math.h>

typedef enum
{
  PROP_CHECK_KIND = 1,
  PROP_CHECK_VERDICT,
  PROP_CHECK_COUNT,
  PROP_CHECK_RATE_NUSD,
  PROP_CHECK_AMOUNT_UUSD,
  PROP_CHECK_DEPOSIT_UUSD,
  PROP_CHECK_TIME_US,
  PROP_CHECK_REGISTRATION,
  PROP_CHECK_OWN_KEY,
  PROP_CHECK_KEY_NAME,
  PROP_CHECK_ERROR,
  PROP_CHECK_REPORT,
  PROP_CHECK_NEEDED,
  PROP_CHECK_OFFERED,
  PROP_CHECK_NEEDED_IS_LEAST,
  PROP_CHECK_DURATION_US,
  PROP_CHECK_ACCEPTED,
  N_CHECK_PROPERTIES,
} SubletPreflightCheckProperty;

static GParamSpec *properties[N_CHECK_PROPERTIES];

G_DEFINE_FINAL_TYPE (SubletPreflightCheck, sublet_preflight_check, G_TYPE_OBJECT)

static void
sublet_preflight_check_finalize (GObject *object)
{
  SubletPreflightCheck *self = SUBLET_PREFLIGHT_CHECK (object);

  g_free (self->finding.key_name);
  g_clear_error (&self->finding.error);
  g_clear_pointer (&self->finding.report, sublet_runtime_report_unref);

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

    case PROP_CHECK_DEPOSIT_UUSD:
      g_value_set_int64 (value, self->finding.deposit_uusd);
      break;

    case PROP_CHECK_TIME_US:
      g_value_set_int64 (value, self->finding.time_us);
      break;

    case PROP_CHECK_REGISTRATION:
      g_value_set_enum (value, self->finding.registration);
      break;

    case PROP_CHECK_OWN_KEY:
      g_value_set_boolean (value, self->finding.own_key);
      break;

    case PROP_CHECK_KEY_NAME:
      g_value_set_string (value, self->finding.key_name);
      break;

    case PROP_CHECK_ERROR:
      g_value_set_boxed (value, self->finding.error);
      break;
    case PROP_CHECK_REPORT:
      g_value_set_boxed (value, self->finding.report);
      break;

    case PROP_CHECK_NEEDED:
      g_value_set_double (value, self->finding.needed);
      break;

    case PROP_CHECK_OFFERED:
      g_value_set_double (value, self->finding.offered);
      break;

    case PROP_CHECK_NEEDED_IS_LEAST:
      g_value_set_boolean (value, self->finding.needed_is_least);
      break;

    case PROP_CHECK_DURATION_US:
      g_value_set_int64 (value, self->finding.duration_us);
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
    case PROP_CHECK_DEPOSIT_UUSD:
    case PROP_CHECK_TIME_US:
    case PROP_CHECK_REGISTRATION:
    case PROP_CHECK_OWN_KEY:
    case PROP_CHECK_KEY_NAME:
    case PROP_CHECK_ERROR:
    case PROP_CHECK_REPORT:
    case PROP_CHECK_NEEDED:
    case PROP_CHECK_OFFERED:
    case PROP_CHECK_NEEDED_IS_LEAST:
    case PROP_CHECK_DURATION_US:
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
  properties[PROP_CHECK_DEPOSIT_UUSD] = int64_pspec ("deposit-uusd", 0, flags);
  properties[PROP_CHECK_TIME_US] = int64_pspec ("time-us", 0, flags);
  properties[PROP_CHECK_REGISTRATION] =
    g_param_spec_enum ("registration", NULL, NULL, SUBLET_TYPE_KEY_REGISTRATION, 0, flags);
  properties[PROP_CHECK_OWN_KEY] = g_param_spec_boolean ("own-key", NULL, NULL, FALSE, flags);
  properties[PROP_CHECK_KEY_NAME] = g_param_spec_string ("key-name", NULL, NULL, NULL, flags);
  properties[PROP_CHECK_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_CHECK_REPORT] =
    g_param_spec_boxed ("report", NULL, NULL, SUBLET_TYPE_RUNTIME_REPORT, flags);
  properties[PROP_CHECK_NEEDED] =
    g_param_spec_double ("needed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_CHECK_OFFERED] =
    g_param_spec_double ("offered", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_CHECK_NEEDED_IS_LEAST] =
    g_param_spec_boolean ("needed-is-least", NULL, NULL, FALSE, flags);
  properties[PROP_CHECK_DURATION_US] = int64_pspec ("duration-us", 0, flags);
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
    .needed = NAN,
    .offered = NAN,
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

/* Two that are not known are the same. */
static bool
is_same (double a, double b)
{
  return (isnan (a) && isnan (b)) || !(a < b || a > b || isnan (a) || isnan (b));
}

static void
set_double (SubletPreflightCheck *self,
            double *field,
            double value,
            SubletPreflightCheckProperty property)
{
  if (is_same (*field, value))
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * sublet_preflight_check_set_finding:
 * @self: a check
 * @finding: what was found; its texts, error and report are taken
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
  if (old->own_key != finding->own_key)
    {
      old->own_key = finding->own_key;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_OWN_KEY]);
    }
  set_int64 (self, &old->rate_nusd, finding->rate_nusd, PROP_CHECK_RATE_NUSD);
  set_int64 (self, &old->amount_uusd, finding->amount_uusd, PROP_CHECK_AMOUNT_UUSD);
  set_int64 (self, &old->deposit_uusd, finding->deposit_uusd, PROP_CHECK_DEPOSIT_UUSD);
  set_int64 (self, &old->time_us, finding->time_us, PROP_CHECK_TIME_US);
  set_int64 (self, &old->duration_us, finding->duration_us, PROP_CHECK_DURATION_US);
  set_double (self, &old->needed, finding->needed, PROP_CHECK_NEEDED);
  set_double (self, &old->offered, finding->offered, PROP_CHECK_OFFERED);
  if (old->needed_is_least != finding->needed_is_least)
    {
      old->needed_is_least = finding->needed_is_least;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_NEEDED_IS_LEAST]);
    }
  if (g_strcmp0 (old->key_name, finding->key_name) != 0)
    {
      g_free (old->key_name);
      old->key_name = g_strdup (finding->key_name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_KEY_NAME]);
    }
  g_clear_pointer (&finding->key_name, g_free);
  if (!errors_equal (old->error, finding->error))
    {
      g_clear_error (&old->error);
      old->error = g_steal_pointer (&finding->error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_ERROR]);
    }
  g_clear_error (&finding->error);
  if (old->report != finding->report)
    {
      g_clear_pointer (&old->report, sublet_runtime_report_unref);
      old->report = g_steal_pointer (&finding->report);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_REPORT]);
    }
  g_clear_pointer (&finding->report, sublet_runtime_report_unref);
  g_object_thaw_notify (G_OBJECT (self));
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
