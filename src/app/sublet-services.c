/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-services.h"

#include "app/sublet-demo-server.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

G_DEFINE_ENUM_TYPE (SubletServicesState,
                    sublet_services_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SERVICES_STATE_FAILED, "failed"))

struct _SubletServices
{
  GObject parent_instance;

  /* construct-only */
  gboolean demo;
  SubletClock *clock;       /* (owned) */
  SubletSettings *settings; /* (owned) */

  SecretValue *environment_key; /* (owned) (nullable) */
  char *environment_variable;   /* (owned) (nullable) */

  SubletServicesState state;
  GError *error; /* (owned) (nullable) */

  /* while ready */
  SubletDemoServer *demo_server; /* (owned) (nullable): the demo's, also while starting */
  SubletProfile *profile;        /* (owned) (nullable) */
  SubletMarket *market;          /* (owned) (nullable) */
  SubletBilling *billing;        /* (owned) (nullable) */
  SubletRentalEngine *engine;    /* (owned) (nullable) */
  SubletSession *session;        /* (owned) (nullable) */
  gint64 billed_account_id;      /* whose bill it is, 0: not known */
  gboolean engine_open;
  GCancellable *cancellable; /* (owned): of the start under way */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
} SubletServicesProperty;

G_DEFINE_FINAL_TYPE (SubletServices, sublet_services, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_ERROR + 1];

static void
set_state (SubletServices *self, SubletServicesState state, const GError *error)
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

/* Once nobody is told to use them any more. */
static void
clear_parts (SubletServices *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  self->engine_open = FALSE;
  self->billed_account_id = 0;
  if (self->billing != NULL)
    {
      /* A question under way holds it. */
      sublet_billing_set_visible (self->billing, FALSE);
      sublet_billing_clear (self->billing);
    }
  g_clear_object (&self->billing);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);
  g_clear_object (&self->market);
  g_clear_object (&self->profile);
  g_clear_object (&self->demo_server);
}

static void
fail (SubletServices *self, const GError *error)
{
  g_message ("Sublet cannot start: %s", error->message);
  set_state (self, SUBLET_SERVICES_STATE_FAILED, error);
  clear_parts (self);
}

/* The engine works for the account that the key belongs to, once both are known. What a key that
 * was taken away in mid-work has rented stays as it was known. */
static void
update_account (SubletServices *self)
{
  if (!self->engine_open)
    return;

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_SIGNED_IN:
      if (sublet_session_get_account_known (self->session))
        sublet_rental_engine_set_account (self->engine,
                                          sublet_session_get_account (self->session),
                                          TRUE);
      else
        sublet_rental_engine_await_account (self->engine, sublet_session_get_error (self->session));
      break;
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      sublet_rental_engine_set_account (self->engine, NULL, FALSE);
      break;
    case SUBLET_SESSION_STATE_STARTING:
      sublet_rental_engine_await_account (self->engine, NULL);
      break;
    case SUBLET_SESSION_STATE_REJECTED:
    default:
      break;
    }
}

/* Asks for what is old or not known, if somebody looks. */
static void
look_at_billing (SubletServices *self)
{
  if (sublet_billing_get_visible (self->billing))
    sublet_billing_set_visible (self->billing, TRUE);
}

/* Nobody sees another account's bill, nor one that a key which may not say whose it is has not
 * asked for. */
static void
on_session_account (SubletServices *self)
{
  SubletAccount *account = sublet_session_get_account (self->session);
  gint64 id = account != NULL ? sublet_account_get_data (account)->id : 0;

  update_account (self);
  if (!sublet_session_get_account_known (self->session) || id == self->billed_account_id)
    return;
  if (self->billed_account_id != 0)
    sublet_billing_clear (self->billing);
  self->billed_account_id = id;
  look_at_billing (self);
}

/* Why it is not known whose key it is. */
static void
on_session_error (SubletServices *self)
{
  if (!sublet_session_get_account_known (self->session))
    update_account (self);
}

static void
on_session_state (SubletServices *self)
{
  SubletSessionState state = sublet_session_get_state (self->session);

  update_account (self);
  if (state == SUBLET_SESSION_STATE_SIGNED_IN)
    {
      sublet_market_refresh (self->market);
      look_at_billing (self);
    }
  else if (state == SUBLET_SESSION_STATE_SIGNED_OUT)
    {
      sublet_market_clear (self->market);
      sublet_billing_clear (self->billing);
      self->billed_account_id = 0;
    }
}

static void
update_caps (SubletServices *self)
{
  SubletSpendCaps caps = { 0, 0 };

  if (self->engine == NULL)
    return;

  /* The schema's ranges lie within what the conversions take. */
  sublet_money_nusd_from_usd (sublet_settings_get_spend_cap_per_hour (self->settings),
                              &caps.per_hour_nusd);
  sublet_money_uusd_from_usd (sublet_settings_get_spend_cap_per_day (self->settings),
                              &caps.per_day_uusd);
  sublet_rental_engine_set_caps (self->engine, &caps);
}

static void
on_engine_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletServices) self = SUBLET_SERVICES (user_data);
  SubletRentalEngine *engine = SUBLET_RENTAL_ENGINE (source);
  g_autoptr (GError) error = NULL;

  if (!sublet_rental_engine_open_finish (engine, result, &error))
    {
      if (self->engine == engine && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }
  if (self->engine != engine)
    return;

  self->engine_open = TRUE;
  update_account (self);
}

static void
on_network_changed (SubletServices *self, gboolean available)
{
  if (!available || self->session == NULL)
    return;

  if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN)
    {
      sublet_rental_engine_refresh (self->engine);
      sublet_market_refresh (self->market);
      look_at_billing (self);
    }
}

/* Everything that needs the service's address. */
static void
build (SubletServices *self, const char *base_url)
{
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SubletKeyStore) key_store = NULL;
  g_autoptr (GError) error = NULL;

  client = sublet_client_new (base_url, self->clock, &error);
  if (client != NULL)
    self->profile = self->demo ? sublet_profile_new_demo (APPLICATION_ID, &error)
                               : sublet_profile_new_default (APPLICATION_ID, &error);
  if (self->profile == NULL)
    {
      fail (self, error);
      return;
    }

  key_store = sublet_key_store_new (sublet_client_get_server (client), self->demo);
  self->session = sublet_session_new (client, key_store);
  self->market = sublet_market_new (client);
  self->billing = sublet_billing_new (client);
  self->engine = sublet_rental_engine_new (client, self->profile);
  update_caps (self);

  g_signal_connect_object (self->session,
                           "notify::state",
                           G_CALLBACK (on_session_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::account-known",
                           G_CALLBACK (update_account),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::error",
                           G_CALLBACK (on_session_error),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine,
                           "account-wanted",
                           G_CALLBACK (sublet_session_refresh),
                           self->session,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::account",
                           G_CALLBACK (on_session_account),
                           self,
                           G_CONNECT_SWAPPED);

  set_state (self, SUBLET_SERVICES_STATE_READY, NULL);
  sublet_rental_engine_open_async (self->engine,
                                   self->cancellable,
                                   on_engine_open,
                                   g_object_ref (self));
  if (self->demo)
    sublet_session_start_demo (self->session, sublet_demo_server_get_key (self->demo_server));
  else
    sublet_session_start (self->session, self->environment_key, self->environment_variable);
}

static void
on_demo_ended (SubletServices *self, SubletDemoServer *demo_server)
{
  g_autoptr (GError) error = NULL;

  if (self->demo_server != demo_server)
    return;

  error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FAILED, "the simulator ended");
  fail (self, error);
}

static void
on_demo_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletServices) self = SUBLET_SERVICES (user_data);
  SubletDemoServer *demo_server = SUBLET_DEMO_SERVER (source);
  g_autoptr (GError) error = NULL;

  if (!sublet_demo_server_start_finish (demo_server, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }

  build (self, sublet_demo_server_get_url (demo_server));
}

static void
start (SubletServices *self)
{
  g_autofree char *base_url = NULL;

  if (self->demo)
    {
      self->demo_server = sublet_demo_server_new ();
      g_signal_connect_object (self->demo_server,
                               "ended",
                               G_CALLBACK (on_demo_ended),
                               self,
                               G_CONNECT_SWAPPED);
      sublet_demo_server_start_async (self->demo_server,
                                      self->cancellable,
                                      on_demo_started,
                                      g_object_ref (self));
      return;
    }

  base_url = sublet_settings_dup_base_url (self->settings);
  build (self, base_url);
}

static void
sublet_services_dispose (GObject *object)
{
  SubletServices *self = SUBLET_SERVICES (object);

  clear_parts (self);
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
                           G_CALLBACK (update_caps),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::spend-cap-per-day",
                           G_CALLBACK (update_caps),
                           self,
                           G_CONNECT_SWAPPED);
  if (!demo)
    g_signal_connect_object (g_network_monitor_get_default (),
                             "network-changed",
                             G_CALLBACK (on_network_changed),
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

  start (self);
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

  set_state (self, SUBLET_SERVICES_STATE_STARTING, NULL);
  start (self);
}

/**
 * sublet_services_get_demo:
 * @self: the services
 *
 * Returns: whether nothing here costs money
 */
gboolean
sublet_services_get_demo (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), FALSE);

  return self->demo;
}

/**
 * sublet_services_get_state:
 * @self: the services
 *
 * Returns: whether they are there
 */
SubletServicesState
sublet_services_get_state (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), SUBLET_SERVICES_STATE_FAILED);

  return self->state;
}

/**
 * sublet_services_get_error:
 * @self: the services
 *
 * Returns: (nullable): why they are not there: %SUBLET_ERROR_INVALID for the service's address,
 *   %SUBLET_ERROR_STORE for the folder or the journal, %SUBLET_ERROR_NOT_FOUND for the simulator
 */
const GError *
sublet_services_get_error (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->error;
}

/**
 * sublet_services_get_settings:
 * @self: the services
 *
 * Returns: (transfer none): the person's settings, always there
 */
SubletSettings *
sublet_services_get_settings (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->settings;
}

/**
 * sublet_services_get_profile:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the folder of the person's data
 */
SubletProfile *
sublet_services_get_profile (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->profile;
}

/**
 * sublet_services_get_session:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): which key is in use
 */
SubletSession *
sublet_services_get_session (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->session;
}

/**
 * sublet_services_get_market:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what is offered
 */
SubletMarket *
sublet_services_get_market (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->market;
}

/**
 * sublet_services_get_billing:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what was billed and paid
 */
SubletBilling *
sublet_services_get_billing (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->billing;
}

/**
 * sublet_services_get_engine:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what is rented
 */
SubletRentalEngine *
sublet_services_get_engine (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->engine;
}
