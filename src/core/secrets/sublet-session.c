/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session-private.h"

/* The first wait before the service is asked again whose key this is. */
#define FIRST_RETRY_MS 5000

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

void
sublet_session_set_kept_key (SubletSession *self, SecretValue *key)
{
  gboolean had = self->kept_key != NULL;

  set_secret (&self->kept_key, key);
  if (key != NULL)
    sublet_client_note_secret (self->client, key);
  if (had != (key != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEPT_KEY]);
}

void
sublet_session_set_environment_key (SubletSession *self, SecretValue *key, const char *variable)
{
  self->environment_variable = g_strdup (variable);
  set_secret (&self->environment_key, key);
  sublet_client_note_secret (self->client, key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ENVIRONMENT_KEY]);
}

void
sublet_session_set_error (SubletSession *self, const GError *error)
{
  GError *copy;

  if (self->error == NULL && error == NULL)
    return;

  copy = error != NULL ? g_error_copy (error) : NULL;
  g_clear_error (&self->error);
  self->error = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
sublet_session_set_account (SubletSession *self,
                            SubletAccount *account,
                            gboolean known,
                            SubletScopes scopes)
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

void
sublet_session_set_state (SubletSession *self, SubletSessionState state, SubletKeyOrigin origin)
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
void
sublet_session_start_over (SubletSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->asking = FALSE;
  self->retry_ms = FIRST_RETRY_MS;
}

/* The client has a key; what was known of the one before is of no use. */
static void
give_key (SubletSession *self, SecretValue *key)
{
  sublet_session_start_over (self);
  set_secret (&self->key, key);
  sublet_session_set_kept_key (self, NULL);
  sublet_client_set_key (self->client, key);
  self->key_number++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY_NUMBER]);
}

void
sublet_session_take_key_away (SubletSession *self,
                              SubletSessionState state,
                              SubletKeyOrigin origin,
                              const GError *error)
{
  sublet_session_start_over (self);
  g_object_freeze_notify (G_OBJECT (self));
  sublet_session_set_account (self, NULL, FALSE, SUBLET_SCOPE_NONE);
  sublet_session_set_error (self, error);
  sublet_session_set_state (self, state, origin);
  g_object_thaw_notify (G_OBJECT (self));

  /* Last: whoever hears of the state must not ask the client for anything more. */
  sublet_client_set_key (self->client, NULL);
}

void
sublet_session_reject (SubletSession *self, const GError *error)
{
  g_info ("The service does not accept the key: %s", error->message);
  sublet_session_take_key_away (self, SUBLET_SESSION_STATE_REJECTED, self->origin, error);
}

/* A key that was good before: it is used while the service is asked. */
void
sublet_session_use_trusted_key (SubletSession *self, SecretValue *key, SubletKeyOrigin origin)
{
  g_object_freeze_notify (G_OBJECT (self));
  give_key (self, key);
  sublet_session_set_account (self, NULL, FALSE, SUBLET_SCOPE_NONE);
  sublet_session_set_error (self, NULL);
  sublet_session_set_state (self, SUBLET_SESSION_STATE_SIGNED_IN, origin);
  g_object_thaw_notify (G_OBJECT (self));

  sublet_session_ask_whose_it_is (self);
}

static void
on_key_rejected (SubletSession *self, const GError *error)
{
  if (self->state == SUBLET_SESSION_STATE_SIGNED_IN)
    sublet_session_reject (self, error);
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
  sublet_session_set_error (self, NULL);
  sublet_session_set_account (self, check->account, TRUE, check->scopes);
  sublet_session_set_state (self, SUBLET_SESSION_STATE_SIGNED_IN, origin);
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
  sublet_session_set_kept_key (self, NULL);
  sublet_session_take_key_away (self,
                                SUBLET_SESSION_STATE_SIGNED_OUT,
                                SUBLET_KEY_ORIGIN_NONE,
                                NULL);
}
