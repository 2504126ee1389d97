/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-session-private.h"

/* The first wait before the service is asked again whose key this is; each is twice the last. */
#define FIRST_RETRY_MS 5000
#define LAST_RETRY_MS 300000

G_DEFINE_ENUM_TYPE (SubletKeyOrigin,
                    sublet_key_origin,
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_ENVIRONMENT, "environment"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_KEYRING, "keyring"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_FILE, "file"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_CLIENT_FILE, "client-file"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_PASTED, "pasted"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_ORIGIN_DEMO, "demo"))

G_DEFINE_ENUM_TYPE (SubletSessionState,
                    sublet_session_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_SESSION_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SESSION_STATE_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SESSION_STATE_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SESSION_STATE_REJECTED, "rejected"))

struct _SubletSession
{
  GObject parent_instance;

  SubletClient *client;      /* (owned) */
  SubletKeyStore *key_store; /* (owned) */

  SubletSessionState state;
  SubletKeyOrigin origin;
  SecretValue *key;       /* (owned) (nullable): in use, or rejected */
  guint key_number;       /* grows with every key that the client was given */
  SubletAccount *account; /* (owned) (nullable) */
  gboolean account_known;
  SubletScopes scopes;
  GError *error; /* (owned) (nullable) */

  SecretValue *environment_key; /* (owned) (nullable) */
  char *environment_variable;   /* (owned) (nullable) */
  SecretValue *kept_key;        /* (owned) (nullable): waits beside the environment's */

  GCancellable *cancellable; /* (owned): what the present key set going */
  gint64 retry_ms;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ORIGIN,
  PROP_ACCOUNT,
  PROP_ACCOUNT_KNOWN,
  PROP_SCOPES,
  PROP_KEY_NUMBER,
  PROP_ERROR,
  PROP_HAS_ENVIRONMENT_KEY,
  PROP_HAS_KEPT_KEY,
} SubletSessionProperty;

G_DEFINE_FINAL_TYPE (SubletSession, sublet_session, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_HAS_KEPT_KEY + 1];

static void
set_secret (SecretValue **field, SecretValue *value)
{
  if (value != NULL)
    secret_value_ref (value);
  g_clear_pointer (field, secret_value_unref);
  *field = value;
}

static void
set_kept_key (SubletSession *self, SecretValue *key)
{
  gboolean had = self->kept_key != NULL;

  set_secret (&self->kept_key, key);
  if (key != NULL)
    sublet_client_note_secret (self->client, key);
  if (had != (key != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEPT_KEY]);
}

static void
set_error (SubletSession *self, const GError *error)
{
  GError *copy;

  if (self->error == NULL && error == NULL)
    return;

  copy = error != NULL ? g_error_copy (error) : NULL;
  g_clear_error (&self->error);
  self->error = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_account (SubletSession *self, SubletAccount *account, gboolean known, SubletScopes scopes)
{
  GObject *object = G_OBJECT (self);

  if (g_set_object (&self->account, account))
    g_object_notify_by_pspec (object, properties[PROP_ACCOUNT]);
  if (self->scopes != scopes)
    {
      self->scopes = scopes;
      g_object_notify_by_pspec (object, properties[PROP_SCOPES]);
    }
  if (self->account_known != known)
    {
      self->account_known = known;
      g_object_notify_by_pspec (object, properties[PROP_ACCOUNT_KNOWN]);
    }
}

static void
set_state (SubletSession *self, SubletSessionState state, SubletKeyOrigin origin)
{
  GObject *object = G_OBJECT (self);

  if (self->origin != origin)
    {
      self->origin = origin;
      g_object_notify_by_pspec (object, properties[PROP_ORIGIN]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (object, properties[PROP_STATE]);
    }
}

/* What an earlier key set going is of no interest any more. */
static void
start_over (SubletSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->retry_ms = FIRST_RETRY_MS;
}

/* The client has a key; what was known of the one before is of no use. */
static void
give_key (SubletSession *self, SecretValue *key)
{
  start_over (self);
  set_secret (&self->key, key);
  set_kept_key (self, NULL);
  sublet_client_set_key (self->client, key);
  self->key_number++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY_NUMBER]);
}

static void
take_key_away (SubletSession *self,
               SubletSessionState state,
               SubletKeyOrigin origin,
               const GError *error)
{
  start_over (self);
  g_object_freeze_notify (G_OBJECT (self));
  set_account (self, NULL, FALSE, SUBLET_SCOPE_NONE);
  set_error (self, error);
  set_state (self, state, origin);
  g_object_thaw_notify (G_OBJECT (self));

  /* Last: whoever hears of the state must not ask the client for anything more. */
  sublet_client_set_key (self->client, NULL);
}

static void
reject (SubletSession *self, const GError *error)
{
  g_info ("The service does not accept the key: %s", error->message);
  take_key_away (self, SUBLET_SESSION_STATE_REJECTED, self->origin, error);
}

static void ask_whose_it_is (SubletSession *self);

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    ask_whose_it_is (self);
}

static void
on_whose_it_is (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  check = sublet_client_check_key_finish (SUBLET_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (check != NULL)
    {
      g_object_freeze_notify (G_OBJECT (self));
      set_error (self, NULL);
      set_account (self, check->account, TRUE, check->scopes);
      g_object_thaw_notify (G_OBJECT (self));
    }
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    {
      reject (self, error);
    }
  else
    {
      g_info ("Whose key this is, is not known yet: %s", error->message);
      set_error (self, error);
      sublet_clock_wait_async (sublet_client_get_clock (self->client),
                               self->retry_ms,
                               self->cancellable,
                               on_waited,
                               g_object_ref (self));
      self->retry_ms = MIN (self->retry_ms * 2, LAST_RETRY_MS);
    }
}

static void
ask_whose_it_is (SubletSession *self)
{
  sublet_client_check_key_async (self->client,
                                 self->key,
                                 self->cancellable,
                                 on_whose_it_is,
                                 g_object_ref (self));
}

/* A key that was good before: it is used while the service is asked. */
static void
use_trusted_key (SubletSession *self, SecretValue *key, SubletKeyOrigin origin)
{
  g_object_freeze_notify (G_OBJECT (self));
  give_key (self, key);
  set_account (self, NULL, FALSE, SUBLET_SCOPE_NONE);
  set_error (self, NULL);
  set_state (self, SUBLET_SESSION_STATE_SIGNED_IN, origin);
  g_object_thaw_notify (G_OBJECT (self));

  ask_whose_it_is (self);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);
  g_autoptr (GError) error = NULL;
  SecretValue *key;

  key = sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (key == NULL)
    {
      take_key_away (self, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE, error);
    }
  else if (self->environment_key != NULL &&
           !g_str_equal (secret_value_get_text (key),
                         secret_value_get_text (self->environment_key)))
    {
      set_kept_key (self, key);
      take_key_away (self, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE, NULL);
    }
  else
    {
      use_trusted_key (self, key, SUBLET_KEY_ORIGIN_KEYRING);
    }
  g_clear_pointer (&key, secret_value_unref);
}

static void
look_up (SubletSession *self)
{
  start_over (self);
  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, NULL);
  set_state (self, SUBLET_SESSION_STATE_STARTING, SUBLET_KEY_ORIGIN_NONE);
  g_object_thaw_notify (G_OBJECT (self));

  sublet_key_store_lookup_async (self->key_store,
                                 self->cancellable,
                                 on_looked_up,
                                 g_object_ref (self));
}

static void
on_key_rejected (SubletSession *self, const GError *error)
{
  if (self->state == SUBLET_SESSION_STATE_SIGNED_IN)
    reject (self, error);
}

static void
sublet_session_dispose (GObject *object)
{
  SubletSession *self = SUBLET_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->account);
  g_clear_object (&self->key_store);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sublet_session_parent_class)->dispose (object);
}

static void
sublet_session_finalize (GObject *object)
{
  SubletSession *self = SUBLET_SESSION (object);

  g_clear_pointer (&self->key, secret_value_unref);
  g_clear_pointer (&self->kept_key, secret_value_unref);
  g_clear_pointer (&self->environment_key, secret_value_unref);
  g_clear_error (&self->error);
  g_free (self->environment_variable);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (sublet_session_parent_class)->finalize (object);
}

static void
sublet_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSession *self = SUBLET_SESSION (object);

  switch ((SubletSessionProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ORIGIN:
      g_value_set_enum (value, self->origin);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ACCOUNT_KNOWN:
      g_value_set_boolean (value, self->account_known);
      break;
    case PROP_SCOPES:
      g_value_set_uint (value, self->scopes);
      break;
    case PROP_KEY_NUMBER:
      g_value_set_uint (value, self->key_number);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_HAS_ENVIRONMENT_KEY:
      g_value_set_boolean (value, self->environment_key != NULL);
      break;
    case PROP_HAS_KEPT_KEY:
      g_value_set_boolean (value, self->kept_key != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_session_class_init (SubletSessionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_session_dispose;
  object_class->finalize = sublet_session_finalize;
  object_class->get_property = sublet_session_get_property;

  /* What each means is in the header. */
  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              SUBLET_TYPE_SESSION_STATE,
                                              SUBLET_SESSION_STATE_STARTING,
                                              flags);
  properties[PROP_ORIGIN] =
    g_param_spec_enum ("origin", NULL, NULL, SUBLET_TYPE_KEY_ORIGIN, SUBLET_KEY_ORIGIN_NONE, flags);
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, SUBLET_TYPE_ACCOUNT, flags);
  properties[PROP_ACCOUNT_KNOWN] = g_param_spec_boolean ("account-known", NULL, NULL, FALSE, flags);
  properties[PROP_SCOPES] = g_param_spec_uint ("scopes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_KEY_NUMBER] =
    g_param_spec_uint ("key-number", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_HAS_ENVIRONMENT_KEY] =
    g_param_spec_boolean ("has-environment-key", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_KEPT_KEY] = g_param_spec_boolean ("has-kept-key", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_session_init (SubletSession *self)
{
  self->cancellable = g_cancellable_new ();
  self->retry_ms = FIRST_RETRY_MS;
}

/**
 * sublet_session_new:
 * @client: the client that will use the key
 * @key_store: where the key is kept
 *
 * Returns: (transfer full): a session without a key, for sublet_session_start()
 */
SubletSession *
sublet_session_new (SubletClient *client, SubletKeyStore *key_store)
{
  SubletSession *self = NULL;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_KEY_STORE (key_store), NULL);

  self = g_object_new (SUBLET_TYPE_SESSION, NULL);
  self->client = g_object_ref (client);
  self->key_store = g_object_ref (key_store);
  g_signal_connect_object (client,
                           "key-rejected",
                           G_CALLBACK (on_key_rejected),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sublet_session_start:
 * @self: a session
 * @environment_key: (nullable): what sublet_key_source_take_environment() found
 * @environment_variable: (nullable): the name of its variable
 *
 * Looks for a kept key. The window is there meanwhile: a locked keyring may wait for the person.
 */
void
sublet_session_start (SubletSession *self,
                      SecretValue *environment_key,
                      const char *environment_variable)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (self->environment_key == NULL);

  if (environment_key != NULL)
    {
      self->environment_variable = g_strdup (environment_variable);
      set_secret (&self->environment_key, environment_key);
      sublet_client_note_secret (self->client, environment_key);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ENVIRONMENT_KEY]);
    }

  look_up (self);
}

/**
 * sublet_session_start_demo:
 * @self: a session whose key store is memory alone
 * @key: the key that the simulator was started with
 */
void
sublet_session_start_demo (SubletSession *self, SecretValue *key)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  sublet_key_store_store_async (self->key_store, key, TRUE, NULL, NULL, NULL);
  use_trusted_key (self, key, SUBLET_KEY_ORIGIN_DEMO);
}

/**
 * sublet_session_get_client:
 * @self: a session
 *
 * Returns: (transfer none): the client that has the key
 */
SubletClient *
sublet_session_get_client (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), NULL);

  return self->client;
}

/**
 * sublet_session_get_key_store:
 * @self: a session
 *
 * Returns: (transfer none): where the key is kept
 */
SubletKeyStore *
sublet_session_get_key_store (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), NULL);

  return self->key_store;
}

/**
 * sublet_session_get_state:
 * @self: a session
 *
 * Returns: whether there is a key, and whether it is accepted
 */
SubletSessionState
sublet_session_get_state (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), SUBLET_SESSION_STATE_SIGNED_OUT);

  return self->state;
}

/**
 * sublet_session_get_origin:
 * @self: a session
 *
 * Returns: where the key was found
 */
SubletKeyOrigin
sublet_session_get_origin (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), SUBLET_KEY_ORIGIN_NONE);

  return self->origin;
}

/**
 * sublet_session_get_account:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): whose key it is, as it was when the key was checked
 */
SubletAccount *
sublet_session_get_account (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), NULL);

  return self->account;
}

/**
 * sublet_session_get_account_known:
 * @self: a session
 *
 * Returns: whether the service has said whose key it is, or that the key may not know
 */
gboolean
sublet_session_get_account_known (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), FALSE);

  return self->account_known;
}

/**
 * sublet_session_get_scopes:
 * @self: a session
 *
 * Returns: what the key may do; nothing until the account is known
 */
SubletScopes
sublet_session_get_scopes (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), SUBLET_SCOPE_NONE);

  return self->scopes;
}

/**
 * sublet_session_get_key_number:
 * @self: a session
 *
 * Tells keys apart without telling anything about them, also two that do not say whose they are.
 *
 * Returns: a number that grows with every key that the client was given; 0 before the first
 */
guint
sublet_session_get_key_number (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), 0);

  return self->key_number;
}

/**
 * sublet_session_get_error:
 * @self: a session
 *
 * Returns: (nullable): why it is not signed in, or why the account is not known yet
 */
const GError *
sublet_session_get_error (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), NULL);

  return self->error;
}

/**
 * sublet_session_get_has_environment_key:
 * @self: a session
 *
 * Returns: whether the environment brought a key
 */
gboolean
sublet_session_get_has_environment_key (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), FALSE);

  return self->environment_key != NULL;
}

/**
 * sublet_session_get_environment_variable:
 * @self: a session
 *
 * Returns: (nullable): the name of the variable that brought a key
 */
const char *
sublet_session_get_environment_variable (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), NULL);

  return self->environment_variable;
}

/**
 * sublet_session_get_has_kept_key:
 * @self: a session
 *
 * Returns: whether the keyring holds a key that waits beside the environment's
 */
gboolean
sublet_session_get_has_kept_key (SubletSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SESSION (self), FALSE);

  return self->kept_key != NULL;
}

/**
 * sublet_session_accept:
 * @self: a session
 * @key: a key that the service has just accepted
 * @origin: where it was found
 * @check: what the service said
 *
 * From now on the client uses this key.
 */
void
sublet_session_accept (SubletSession *self,
                       SecretValue *key,
                       SubletKeyOrigin origin,
                       const SubletKeyCheck *check)
{
  g_object_freeze_notify (G_OBJECT (self));
  give_key (self, key);
  set_error (self, NULL);
  set_account (self, check->account, TRUE, check->scopes);
  set_state (self, SUBLET_SESSION_STATE_SIGNED_IN, origin);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_session_drop_key:
 * @self: a session
 *
 * From now on the client has no key.
 */
void
sublet_session_drop_key (SubletSession *self)
{
  set_secret (&self->key, NULL);
  set_kept_key (self, NULL);
  take_key_away (self, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE, NULL);
}

/**
 * sublet_session_get_environment_key:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the key from the environment
 */
SecretValue *
sublet_session_get_environment_key (SubletSession *self)
{
  return self->environment_key;
}

/**
 * sublet_session_use_keyring:
 * @self: a session whose kept key waits
 */
void
sublet_session_use_keyring (SubletSession *self)
{
  g_autoptr (SecretValue) key = NULL;

  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (self->kept_key != NULL);

  key = secret_value_ref (self->kept_key);
  use_trusted_key (self, key, SUBLET_KEY_ORIGIN_KEYRING);
}

/**
 * sublet_session_retry_keyring:
 * @self: a session
 *
 * To be offered where the keyring failed: looks for the key again, or tries again to keep the one
 * in use.
 */
void
sublet_session_retry_keyring (SubletSession *self)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));

  if (self->state == SUBLET_SESSION_STATE_SIGNED_OUT)
    look_up (self);
  else if (self->state == SUBLET_SESSION_STATE_SIGNED_IN)
    sublet_key_store_store_async (self->key_store, self->key, FALSE, NULL, NULL, NULL);
}

/**
 * sublet_session_refresh:
 * @self: a session
 *
 * Asks the service again, also with a key that it did not accept.
 */
void
sublet_session_refresh (SubletSession *self)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));

  if (self->key == NULL)
    return;

  if (self->state == SUBLET_SESSION_STATE_REJECTED)
    {
      use_trusted_key (self, self->key, self->origin);
    }
  else if (self->state == SUBLET_SESSION_STATE_SIGNED_IN)
    {
      start_over (self);
      ask_whose_it_is (self);
    }
}
