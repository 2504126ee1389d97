/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session-private.h"

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
