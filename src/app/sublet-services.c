/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-services.h"

#include "app/sublet-services-private.h"

G_DEFINE_ENUM_TYPE (SubletServicesState,
                    sublet_services_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_FAILED, "failed"))

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_CHARGES,
} SubletServicesProperty;

G_DEFINE_FINAL_TYPE (SubletServices, sublet_services, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_CHARGES + 1];

void
sublet_services_set_state (SubletServices *self, SubletServicesState state, const GError *error)
{
  GObject *object = G_OBJECT (self);
  GError *copy = error != NULL ? g_error_copy (error) : NULL;

  g_object_freeze_notify (object);
  if (self->error != NULL || copy != NULL)
    g_object_notify_by_pspec (object, properties[PROP_ERROR]);
  g_clear_error (&self->error);
  self->error = copy;
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (object, properties[PROP_STATE]);
    }
  g_object_thaw_notify (object);
}

/**
 * sublet_services_set_charges: (skip)
 * @self: the services
 * @charges: (nullable): the days of charges
 */
void
sublet_services_set_charges (SubletServices *self, SubletChargeHistory *charges)
{
  if (g_set_object (&self->charges, charges))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHARGES]);
}

static void
sublet_services_dispose (GObject *object)
{
  SubletServices *self = SUBLET_SERVICES (object);

  sublet_services_clear_parts (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_services_parent_class)->dispose (object);
}

static void
sublet_services_finalize (GObject *object)
{
  SubletServices *self = SUBLET_SERVICES (object);

  g_clear_pointer (&self->environment_key, secret_value_unref);
  g_free (self->environment_variable);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (sublet_services_parent_class)->finalize (object);
}

static void
sublet_services_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletServices *self = SUBLET_SERVICES (object);

  switch ((SubletServicesProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_CHARGES:
      g_value_set_object (value, self->charges);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_services_class_init (SubletServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_services_dispose;
  object_class->finalize = sublet_services_finalize;
  object_class->get_property = sublet_services_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SERVICES_STATE,
                       SUBLET_SERVICES_STATE_STARTING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error",
                        NULL,
                        NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CHARGES] =
    g_param_spec_object ("charges",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CHARGE_HISTORY,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_services_init (SubletServices *self)
{
  self->cancellable = g_cancellable_new ();
  self->clock = sublet_clock_new ();
}

/**
 * sublet_services_new:
 * @demo: the demo's: its own profile, emptied first, settings in memory, no keyring, loopback alone
 *
 * Returns: (transfer full): the settings; the rest comes with sublet_services_start()
 */
SubletServices *
sublet_services_new (gboolean demo)
{
  SubletServices *self = g_object_new (SUBLET_TYPE_SERVICES, NULL);

  self->demo = demo;
  self->settings = sublet_settings_new (demo);
  g_signal_connect_object (self->settings,
                           "notify::spend-cap-per-hour",
                           G_CALLBACK (sublet_services_update_caps),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::spend-cap-per-day",
                           G_CALLBACK (sublet_services_update_caps),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::give-up-minutes",
                           G_CALLBACK (sublet_services_update_patience),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::idle-minutes",
                           G_CALLBACK (sublet_services_update_idle_rule),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::idle-percent",
                           G_CALLBACK (sublet_services_update_idle_rule),
                           self,
                           G_CONNECT_SWAPPED);
  if (!demo)
    g_signal_connect_object (g_network_monitor_get_default (),
                             "network-changed",
                             G_CALLBACK (sublet_services_on_network_changed),
                             self,
                             G_CONNECT_SWAPPED);

  return self;
}

/**
 * sublet_services_start:
 * @self: services that were not started yet
 * @environment_key: (nullable): the key that the environment brought; the demo ignores it
 * @environment_variable: (nullable): the name of its variable
 *
 * Builds everything and looks for a key. Waits for nothing: "state" tells.
 */
void
sublet_services_start (SubletServices *self,
                       SecretValue *environment_key,
                       const char *environment_variable)
{
  g_return_if_fail (SUBLET_IS_SERVICES (self));
  g_return_if_fail (self->state == SUBLET_SERVICES_STATE_STARTING && self->session == NULL);

  if (environment_key != NULL && !self->demo)
    {
      self->environment_key = secret_value_ref (environment_key);
      self->environment_variable = g_strdup (environment_variable);
    }

  sublet_services_start_parts (self);
}

/**
 * sublet_services_try_again:
 * @self: services that failed
 */
void
sublet_services_try_again (SubletServices *self)
{
  g_return_if_fail (SUBLET_IS_SERVICES (self));
  g_return_if_fail (self->state == SUBLET_SERVICES_STATE_FAILED);

  sublet_services_set_state (self, SUBLET_SERVICES_STATE_STARTING, NULL);
  sublet_services_start_parts (self);
}
