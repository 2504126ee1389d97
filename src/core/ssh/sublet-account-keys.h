/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"
#include "core/ssh/sublet-identity-store.h"

G_BEGIN_DECLS

/**
 * SubletAccountKeysState:
 * @SUBLET_ACCOUNT_KEYS_STATE_NEVER: not asked yet, or there is no accepted API key
 * @SUBLET_ACCOUNT_KEYS_STATE_LOADING: asked for the first time
 * @SUBLET_ACCOUNT_KEYS_STATE_KNOWN: the list stands; "error" tells when a later refresh failed
 * @SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN: the API key may not read them
 * @SUBLET_ACCOUNT_KEYS_STATE_ERROR: nothing is known; "error" says why
 */
typedef enum
{
  SUBLET_ACCOUNT_KEYS_STATE_NEVER,
  SUBLET_ACCOUNT_KEYS_STATE_LOADING,
  SUBLET_ACCOUNT_KEYS_STATE_KNOWN,
  SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN,
  SUBLET_ACCOUNT_KEYS_STATE_ERROR,
} SubletAccountKeysState;

#define SUBLET_TYPE_ACCOUNT_KEYS_STATE (sublet_account_keys_state_get_type ())

GType sublet_account_keys_state_get_type (void);

/**
 * SubletKeyRegistration:
 * @SUBLET_KEY_REGISTRATION_UNKNOWN: not looked yet, or there is no accepted API key
 * @SUBLET_KEY_REGISTRATION_REGISTERING: the account is being asked, for the first time or again
 * @SUBLET_KEY_REGISTRATION_REGISTERED: the account has it
 * @SUBLET_KEY_REGISTRATION_MISSING: the account lost it; put back before the next rental, unless
 *   the person took it away
 * @SUBLET_KEY_REGISTRATION_TEAM_REFUSED: a team's account takes none; it is attached to each
 *   instance instead
 * @SUBLET_KEY_REGISTRATION_FAILED: "registration-error" says why; tried again by itself, except
 *   with %SUBLET_ERROR_FORBIDDEN
 *
 * Whether instances made now accept Sublet's own key.
 */
typedef enum
{
  SUBLET_KEY_REGISTRATION_UNKNOWN,
  SUBLET_KEY_REGISTRATION_REGISTERING,
  SUBLET_KEY_REGISTRATION_REGISTERED,
  SUBLET_KEY_REGISTRATION_MISSING,
  SUBLET_KEY_REGISTRATION_TEAM_REFUSED,
  SUBLET_KEY_REGISTRATION_FAILED,
} SubletKeyRegistration;

#define SUBLET_TYPE_KEY_REGISTRATION (sublet_key_registration_get_type ())

GType sublet_key_registration_get_type (void);

#define SUBLET_TYPE_ACCOUNT_KEYS (sublet_account_keys_get_type ())

/*
 * The SSH keys of the account that the session is signed in to, and among them Sublet's own, which
 * is registered as soon as the API key is accepted. Main thread. Follows the session by itself:
 * with another API key everything is forgotten and begins again, and nothing that was under way
 * reaches the other account.
 *
 * Properties (read-only, notify): "state", "error" (boxed GError), "refreshing", "known-at-us",
 * "registration", "registration-error" (boxed GError; also why a registered key could not be
 * checked again) and "checking" (whether the account has it, is being asked).
 */
G_DECLARE_FINAL_TYPE (SubletAccountKeys, sublet_account_keys, SUBLET, ACCOUNT_KEYS, GObject)

SubletAccountKeys *sublet_account_keys_new (SubletSession *session,
                                            SubletIdentityStore *identity_store);

SubletIdentityStore *sublet_account_keys_get_identity_store (SubletAccountKeys *self);
SubletClock *sublet_account_keys_get_clock (SubletAccountKeys *self);

/* ---- the list ---- */

/* (transfer none) GListModel of SubletSshKey, in the service's order. */
GListModel *sublet_account_keys_get_keys (SubletAccountKeys *self);
/* Sublet's own? Tells once the identity was loaded. */
gboolean sublet_account_keys_is_own (SubletAccountKeys *self, SubletSshKey *key);
SubletAccountKeysState sublet_account_keys_get_state (SubletAccountKeys *self);
const GError *sublet_account_keys_get_error (SubletAccountKeys *self);
gboolean sublet_account_keys_get_refreshing (SubletAccountKeys *self);
gint64 sublet_account_keys_get_known_at_us (SubletAccountKeys *self);
/* Asks again now; changes nothing. */
void sublet_account_keys_refresh (SubletAccountKeys *self);

/* ---- Sublet's own key ---- */

SubletKeyRegistration sublet_account_keys_get_registration (SubletAccountKeys *self);
const GError *sublet_account_keys_get_registration_error (SubletAccountKeys *self);
gboolean sublet_account_keys_get_checking (SubletAccountKeys *self);
/* Makes sure that the account has it, unless that was asked within so many microseconds. */
void sublet_account_keys_check (SubletAccountKeys *self, gint64 max_age_us);
/* By hand: now, also after it was taken away. */
void sublet_account_keys_register (SubletAccountKeys *self);

/* ---- changes ---- */

/* SUBLET_KEY_PLACEMENT_TEAM_REFUSED is no error: nothing was done. */
void sublet_account_keys_add_async (SubletAccountKeys *self,
                                    const char *text,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* The store's key, once it is open, unless another API key is in use by then. */
void sublet_account_keys_add_identity_async (SubletAccountKeys *self,
                                             SubletIdentityStore *store,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
SubletKeyPlacement sublet_account_keys_add_finish (SubletAccountKeys *self,
                                                   GAsyncResult *result,
                                                   GError **error);

void sublet_account_keys_remove_async (SubletAccountKeys *self,
                                       SubletSshKey *key,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_account_keys_remove_finish (SubletAccountKeys *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
