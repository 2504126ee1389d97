/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-account-keys-private.h"

/**
 * sublet_account_keys_get_identity_store:
 * @self: account keys
 *
 * Returns: (transfer none): where Sublet's own key is kept
 */
SubletIdentityStore *
sublet_account_keys_get_identity_store (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), NULL);

  return self->identity_store;
}

/**
 * sublet_account_keys_get_clock:
 * @self: account keys
 *
 * Returns: (transfer none): the clock that its times are of
 */
SubletClock *
sublet_account_keys_get_clock (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), NULL);

  return sublet_client_get_clock (self->client);
}

/**
 * sublet_account_keys_get_keys:
 * @self: account keys
 *
 * Returns: (transfer none): a list model of SubletSshKey, always the same one; empty also while
 *   nothing is known
 */
GListModel *
sublet_account_keys_get_keys (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), NULL);

  return G_LIST_MODEL (self->keys);
}

/**
 * sublet_account_keys_is_own:
 * @self: account keys
 * @key: one of the list
 *
 * Returns: whether it is Sublet's own; that is known once the identity was loaded
 */
gboolean
sublet_account_keys_is_own (SubletAccountKeys *self, SubletSshKey *key)
{
  const char *line;

  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), FALSE);
  g_return_val_if_fail (SUBLET_IS_SSH_KEY (key), FALSE);

  line = sublet_account_keys_get_own_line (self);
  return line != NULL && sublet_ssh_key_matches (key, line);
}

/**
 * sublet_account_keys_get_state:
 * @self: account keys
 *
 * Returns: what is known of the list
 */
SubletAccountKeysState
sublet_account_keys_get_state (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), SUBLET_ACCOUNT_KEYS_STATE_NEVER);

  return self->state;
}

/**
 * sublet_account_keys_get_error:
 * @self: account keys
 *
 * Returns: (transfer none) (nullable): why the last list did not come
 */
const GError *
sublet_account_keys_get_error (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), NULL);

  return self->error;
}

/**
 * sublet_account_keys_get_refreshing:
 * @self: account keys
 *
 * Returns: whether the list is being asked for
 */
gboolean
sublet_account_keys_get_refreshing (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), FALSE);

  return self->listing;
}

/**
 * sublet_account_keys_get_known_at_us:
 * @self: account keys
 *
 * Returns: service time of the list in Unix microseconds; 0: there is none
 */
gint64
sublet_account_keys_get_known_at_us (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), 0);

  return self->known_at_us;
}

/**
 * sublet_account_keys_get_registration:
 * @self: account keys
 *
 * Returns: whether the account has Sublet's own key
 */
SubletKeyRegistration
sublet_account_keys_get_registration (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), SUBLET_KEY_REGISTRATION_UNKNOWN);

  return self->registration;
}

/**
 * sublet_account_keys_get_registration_error:
 * @self: account keys
 *
 * Returns: (transfer none) (nullable): why it is not there, or could not be checked again
 */
const GError *
sublet_account_keys_get_registration_error (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), NULL);

  return self->registration_error;
}

/**
 * sublet_account_keys_get_checking:
 * @self: account keys
 *
 * Returns: whether the account is being asked about Sublet's own key
 */
gboolean
sublet_account_keys_get_checking (SubletAccountKeys *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (self), FALSE);

  return self->checking;
}
