/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-billing-private.h"

/* Older than this is asked for again when somebody comes to look. */
#define FRESH_US (60 * G_TIME_SPAN_SECOND)

G_DEFINE_ENUM_TYPE (SubletBillingState,
                    sublet_billing_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_BILLING_STATE_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BILLING_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BILLING_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BILLING_STATE_ERROR, "error"))

G_DEFINE_FINAL_TYPE (SubletBilling, sublet_billing, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_COMPLETE + 1];

void
sublet_billing_notify (SubletBilling *self, SubletBillingProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
sublet_billing_set_state (SubletBilling *self, SubletBillingState state)
{
  if (self->state == state)
    return;
  self->state = state;
  sublet_billing_notify (self, PROP_STATE);
}

void
sublet_billing_set_error (SubletBilling *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  sublet_billing_notify (self, PROP_ERROR);
}

static void
sublet_billing_dispose (GObject *object)
{
  SubletBilling *self = SUBLET_BILLING (object);

  sublet_billing_stop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->charges);
  g_clear_object (&self->invoices);

  G_OBJECT_CLASS (sublet_billing_parent_class)->dispose (object);
}

static void
sublet_billing_finalize (GObject *object)
{
  g_clear_error (&SUBLET_BILLING (object)->error);

  G_OBJECT_CLASS (sublet_billing_parent_class)->finalize (object);
}

static void
sublet_billing_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBilling *self = SUBLET_BILLING (object);

  switch ((SubletBillingProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->asking != NULL);
      break;
    case PROP_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;
    case PROP_TOTAL_UUSD:
      g_value_set_int64 (value, self->total_uusd);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_class_init (SubletBillingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sublet_billing_dispose;
  object_class->finalize = sublet_billing_finalize;
  object_class->get_property = sublet_billing_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SUBLET_TYPE_BILLING_STATE, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  properties[PROP_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TOTAL_UUSD] =
    g_param_spec_int64 ("total-uusd", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_billing_init (SubletBilling *self)
{
  self->charges = g_list_store_new (SUBLET_TYPE_CHARGE);
  self->invoices = g_list_store_new (SUBLET_TYPE_INVOICE);
}

/**
 * sublet_billing_new:
 * @client: the service
 *
 * Returns: (transfer full): a bill of the last thirty days that nobody has asked for yet
 */
SubletBilling *
sublet_billing_new (SubletClient *client)
{
  SubletBilling *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);

  self = g_object_new (SUBLET_TYPE_BILLING, NULL);
  self->client = g_object_ref (client);

  return self;
}

/**
 * sublet_billing_get_clock:
 * @self: a bill
 *
 * Returns: (transfer none): the clock that its times are of
 */
SubletClock *
sublet_billing_get_clock (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), NULL);

  return sublet_client_get_clock (self->client);
}

static void
forget (SubletBilling *self)
{
  GObject *object = G_OBJECT (self);

  sublet_billing_stop (self);
  g_object_freeze_notify (object);
  g_list_store_remove_all (self->charges);
  g_list_store_remove_all (self->invoices);
  self->known_at_us = 0;
  self->total_uusd = 0;
  self->complete = FALSE;
  sublet_billing_notify (self, PROP_KNOWN_AT_US);
  sublet_billing_notify (self, PROP_TOTAL_UUSD);
  sublet_billing_notify (self, PROP_COMPLETE);
  sublet_billing_notify (self, PROP_REFRESHING);
  sublet_billing_set_error (self, NULL);
  sublet_billing_set_state (self, SUBLET_BILLING_STATE_NEVER);
  g_object_thaw_notify (object);
}

/**
 * sublet_billing_set_range:
 * @self: a bill
 * @from_us: a moment of the first UTC day, service time in Unix microseconds; 0 with @until_us 0:
 *   the last thirty days
 * @until_us: a moment of the last one, not before @from_us
 *
 * Forgets the other range and asks for this one.
 */
void
sublet_billing_set_range (SubletBilling *self, gint64 from_us, gint64 until_us)
{
  g_return_if_fail (SUBLET_IS_BILLING (self));
  g_return_if_fail (from_us >= 0 && until_us >= from_us);

  self->from_us = from_us;
  self->until_us = until_us;
  forget (self);
  sublet_billing_ask (self);
}

/**
 * sublet_billing_get_from_us:
 * @self: a bill
 *
 * Returns: a moment of the first UTC day of the range
 */
gint64
sublet_billing_get_from_us (SubletBilling *self)
{
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_BILLING (self), 0);

  sublet_billing_get_range (self, &from_us, &until_us);
  return from_us;
}

/**
 * sublet_billing_get_until_us:
 * @self: a bill
 *
 * Returns: a moment of the last UTC day of the range
 */
gint64
sublet_billing_get_until_us (SubletBilling *self)
{
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_BILLING (self), 0);

  sublet_billing_get_range (self, &from_us, &until_us);
  return until_us;
}

/**
 * sublet_billing_refresh:
 * @self: a bill
 *
 * Asks again, unless it is being asked.
 */
void
sublet_billing_refresh (SubletBilling *self)
{
  g_return_if_fail (SUBLET_IS_BILLING (self));

  if (self->asking == NULL)
    sublet_billing_ask (self);
}

/**
 * sublet_billing_set_visible:
 * @self: a bill
 * @visible: whether a person looks at it
 *
 * Asks when what is known is older than a minute, then every five minutes.
 */
void
sublet_billing_set_visible (SubletBilling *self, gboolean visible)
{
  gint64 now_us;

  g_return_if_fail (SUBLET_IS_BILLING (self));

  self->visible = visible;
  now_us = sublet_clock_get_service_us (sublet_client_get_clock (self->client));
  if (visible && self->asking == NULL && now_us - self->known_at_us > FRESH_US)
    sublet_billing_ask (self);
  else
    sublet_billing_wait (self);
}

/**
 * sublet_billing_get_visible:
 * @self: a bill
 *
 * Returns: whether a person looks at it
 */
gboolean
sublet_billing_get_visible (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), FALSE);

  return self->visible;
}

/**
 * sublet_billing_clear:
 * @self: a bill
 *
 * Forgets everything: the key belongs to another account, or is gone. With a new key
 * sublet_billing_set_visible() asks again.
 */
void
sublet_billing_clear (SubletBilling *self)
{
  g_return_if_fail (SUBLET_IS_BILLING (self));

  forget (self);
}

/**
 * sublet_billing_get_state:
 * @self: a bill
 *
 * Returns: what is known of the range
 */
SubletBillingState
sublet_billing_get_state (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), SUBLET_BILLING_STATE_NEVER);

  return self->state;
}

/**
 * sublet_billing_get_error:
 * @self: a bill
 *
 * Returns: (transfer none) (nullable): why the last question was not answered
 */
const GError *
sublet_billing_get_error (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), NULL);

  return self->error;
}

/**
 * sublet_billing_get_refreshing:
 * @self: a bill
 *
 * Returns: whether the service is being asked
 */
gboolean
sublet_billing_get_refreshing (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), FALSE);

  return self->asking != NULL;
}

/**
 * sublet_billing_get_known_at_us:
 * @self: a bill
 *
 * Returns: service time of what is known, 0: nothing is
 */
gint64
sublet_billing_get_known_at_us (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), 0);

  return self->known_at_us;
}

/**
 * sublet_billing_get_total_uusd:
 * @self: a bill
 *
 * Returns: the charges of the range added up, in micro-dollars
 */
gint64
sublet_billing_get_total_uusd (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), 0);

  return self->total_uusd;
}

/**
 * sublet_billing_get_complete:
 * @self: a bill
 *
 * Returns: whether every charge and payment of the range is here
 */
gboolean
sublet_billing_get_complete (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), FALSE);

  return self->complete;
}

/**
 * sublet_billing_get_charges:
 * @self: a bill
 *
 * Returns: (transfer none): a list model of SubletCharge, the dearest first
 */
GListModel *
sublet_billing_get_charges (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), NULL);

  return G_LIST_MODEL (self->charges);
}

/**
 * sublet_billing_get_invoices:
 * @self: a bill
 *
 * Returns: (transfer none): a list model of SubletInvoice, the latest first
 */
GListModel *
sublet_billing_get_invoices (SubletBilling *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING (self), NULL);

  return G_LIST_MODEL (self->invoices);
}
