/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-account-keys.h"

#include "core/ssh/sublet-account-keys-private.h"

#include "core/base/sublet-cancel.h"

G_DEFINE_ENUM_TYPE (SubletAccountKeysState,
                    sublet_account_keys_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_ACCOUNT_KEYS_STATE_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACCOUNT_KEYS_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACCOUNT_KEYS_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN, "forbidden"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACCOUNT_KEYS_STATE_ERROR, "error"))

G_DEFINE_ENUM_TYPE (SubletKeyRegistration,
                    sublet_key_registration,
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_REGISTERING, "registering"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_TEAM_REFUSED, "team-refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_REGISTRATION_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (SubletAccountKeys, sublet_account_keys, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_KEYS_CHECKING + 1];

void
sublet_account_keys_notify (SubletAccountKeys *self, SubletAccountKeysProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_error (SubletAccountKeys *self,
           GError **field,
           const GError *error,
           SubletAccountKeysProperty property)
{
  if (*field == NULL && error == NULL)
    return;
  g_clear_error (field);
  *field = error != NULL ? g_error_copy (error) : NULL;
  sublet_account_keys_notify (self, property);
}

void
sublet_account_keys_set_state (SubletAccountKeys *self,
                               SubletAccountKeysState state,
                               const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, &self->error, error, PROP_KEYS_ERROR);
  if (self->state != state)
    {
      self->state = state;
      sublet_account_keys_notify (self, PROP_KEYS_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
sublet_account_keys_set_registration (SubletAccountKeys *self,
                                      SubletKeyRegistration registration,
                                      const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, &self->registration_error, error, PROP_KEYS_REGISTRATION_ERROR);
  if (self->registration != registration)
    {
      self->registration = registration;
      sublet_account_keys_notify (self, PROP_KEYS_REGISTRATION);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
sublet_account_keys_get_own_line (SubletAccountKeys *self)
{
  SubletSshIdentity *identity = sublet_identity_store_get_identity (self->identity_store);

  return identity != NULL ? sublet_ssh_identity_get_public_line (identity) : NULL;
}

/* ---- the session ---- */

static void
leave (SubletAccountKeys *self)
{
  sublet_account_keys_stop_waiting (self);
  sublet_cancel_clear (&self->cancellable);
  self->listing = false;
  self->list_again = false;
  self->checking = false;
  self->taken_away = false;
}

static void
forget (SubletAccountKeys *self)
{
  if (self->cancellable == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  leave (self);
  g_list_store_remove_all (self->keys);
  self->known_at_us = 0;
  self->answered_mono_us = 0;
  sublet_account_keys_notify (self, PROP_KEYS_KNOWN_AT_US);
  sublet_account_keys_notify (self, PROP_KEYS_REFRESHING);
  sublet_account_keys_notify (self, PROP_KEYS_CHECKING);
  sublet_account_keys_set_state (self, SUBLET_ACCOUNT_KEYS_STATE_NEVER, NULL);
  sublet_account_keys_set_registration (self, SUBLET_KEY_REGISTRATION_UNKNOWN, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The key is registered on accounts whose API key was accepted, and on no other. */
static void
on_session (SubletAccountKeys *self)
{
  bool accepted = sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN &&
                  sublet_session_get_account_known (self->session);
  guint key_number = sublet_session_get_key_number (self->session);

  if (!accepted || key_number != self->key_number)
    {
      sublet_cancel_clear (&self->account);
      forget (self);
    }
  if (!accepted || self->cancellable != NULL)
    return;

  self->key_number = key_number;
  if (self->account == NULL)
    self->account = g_cancellable_new ();
  self->cancellable = g_cancellable_new ();
  sublet_account_keys_register (self);
}

/* What is under way was about the other key; what a rental or the person adds or removes was not.
 */
static void
on_choice (SubletAccountKeys *self)
{
  forget (self);
  on_session (self);
}

/* ---- the object ---- */

static void
sublet_account_keys_dispose (GObject *object)
{
  SubletAccountKeys *self = SUBLET_ACCOUNT_KEYS (object);

  sublet_cancel_clear (&self->account);
  leave (self);
  g_clear_object (&self->session);
  g_clear_object (&self->client);
  g_clear_object (&self->identity_store);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (sublet_account_keys_parent_class)->dispose (object);
}

static void
sublet_account_keys_finalize (GObject *object)
{
  SubletAccountKeys *self = SUBLET_ACCOUNT_KEYS (object);

  g_clear_error (&self->error);
  g_clear_error (&self->registration_error);

  G_OBJECT_CLASS (sublet_account_keys_parent_class)->finalize (object);
}

static void
sublet_account_keys_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletAccountKeys *self = SUBLET_ACCOUNT_KEYS (object);

  switch ((SubletAccountKeysProperty) prop_id)
    {
    case PROP_KEYS_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_KEYS_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_KEYS_REFRESHING:
      g_value_set_boolean (value, self->listing);
      break;
    case PROP_KEYS_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;
    case PROP_KEYS_REGISTRATION:
      g_value_set_enum (value, self->registration);
      break;
    case PROP_KEYS_REGISTRATION_ERROR:
      g_value_set_boxed (value, self->registration_error);
      break;
    case PROP_KEYS_CHECKING:
      g_value_set_boolean (value, self->checking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_account_keys_class_init (SubletAccountKeysClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_account_keys_dispose;
  object_class->finalize = sublet_account_keys_finalize;
  object_class->get_property = sublet_account_keys_get_property;

  /* What each means is in the header. */
  properties[PROP_KEYS_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SUBLET_TYPE_ACCOUNT_KEYS_STATE, 0, flags);
  properties[PROP_KEYS_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_KEYS_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  properties[PROP_KEYS_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_KEYS_REGISTRATION] =
    g_param_spec_enum ("registration", NULL, NULL, SUBLET_TYPE_KEY_REGISTRATION, 0, flags);
  properties[PROP_KEYS_REGISTRATION_ERROR] =
    g_param_spec_boxed ("registration-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_KEYS_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_account_keys_init (SubletAccountKeys *self)
{
  self->keys = g_list_store_new (SUBLET_TYPE_SSH_KEY);
}

/**
 * sublet_account_keys_new:
 * @session: which API key is in use
 * @identity_store: where Sublet's own SSH key is kept
 *
 * Returns: (transfer full): keys that follow the session from now on
 */
SubletAccountKeys *
sublet_account_keys_new (SubletSession *session, SubletIdentityStore *identity_store)
{
  SubletAccountKeys *self;

  g_return_val_if_fail (SUBLET_IS_SESSION (session), NULL);
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (identity_store), NULL);

  self = g_object_new (SUBLET_TYPE_ACCOUNT_KEYS, NULL);
  self->session = g_object_ref (session);
  self->client = g_object_ref (sublet_session_get_client (session));
  self->identity_store = g_object_ref (identity_store);
  g_signal_connect_object (session, "notify", G_CALLBACK (on_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (identity_store,
                           "notify::choice",
                           G_CALLBACK (on_choice),
                           self,
                           G_CONNECT_SWAPPED);
  on_session (self);

  return self;
}
