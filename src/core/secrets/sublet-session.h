/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/secrets/sublet-key-store.h"

G_BEGIN_DECLS

/**
 * SubletKeyOrigin:
 * @SUBLET_KEY_ORIGIN_NONE: there is no key
 * @SUBLET_KEY_ORIGIN_ENVIRONMENT: `VAST_API_KEY` of this process
 * @SUBLET_KEY_ORIGIN_KEYRING: kept by an earlier run
 * @SUBLET_KEY_ORIGIN_FILE: a file that the person picked
 * @SUBLET_KEY_ORIGIN_CLIENT_FILE: where the official client keeps its own
 * @SUBLET_KEY_ORIGIN_PASTED: typed or pasted
 * @SUBLET_KEY_ORIGIN_DEMO: the demo's, for the simulator beside this process
 *
 * Where the key in use was found. Where it is kept now is #SubletKeyStore's "keeping".
 */
typedef enum
{
  SUBLET_KEY_ORIGIN_NONE,
  SUBLET_KEY_ORIGIN_ENVIRONMENT,
  SUBLET_KEY_ORIGIN_KEYRING,
  SUBLET_KEY_ORIGIN_FILE,
  SUBLET_KEY_ORIGIN_CLIENT_FILE,
  SUBLET_KEY_ORIGIN_PASTED,
  SUBLET_KEY_ORIGIN_DEMO,
} SubletKeyOrigin;

#define SUBLET_TYPE_KEY_ORIGIN (sublet_key_origin_get_type ())

GType sublet_key_origin_get_type (void);

/**
 * SubletSessionState:
 * @SUBLET_SESSION_STATE_STARTING: the keyring was asked and has not answered; a locked one waits
 *   for a person
 * @SUBLET_SESSION_STATE_SIGNED_OUT: no key; "error" says why when the keyring failed
 * @SUBLET_SESSION_STATE_SIGNED_IN: the client has a key; "account-known" says whether the service
 *   has answered whose it is
 * @SUBLET_SESSION_STATE_REJECTED: the service does not accept the key; it was taken from the client
 */
typedef enum
{
  SUBLET_SESSION_STATE_STARTING,
  SUBLET_SESSION_STATE_SIGNED_OUT,
  SUBLET_SESSION_STATE_SIGNED_IN,
  SUBLET_SESSION_STATE_REJECTED,
} SubletSessionState;

#define SUBLET_TYPE_SESSION_STATE (sublet_session_state_get_type ())

GType sublet_session_state_get_type (void);

#define SUBLET_TYPE_SESSION (sublet_session_get_type ())

/*
 * Which key is in use, whose it is and what it may do. Main thread. Hands the key to the client and
 * to the key store; nobody else holds it.
 *
 * Properties (read-only, notify): "state", "origin", "account" (nullable), "account-known" (the
 * service has answered; TRUE with a NULL account: the key lacks user_read), "scopes" (guint of
 * SubletScopes, 0 until known), "key-number" (grows with every key in use), "error" (boxed GError:
 * why it is signed out, rejected, or why the account is not known yet), "has-environment-key" and
 * "has-kept-key" (they wait for the person to choose).
 */
G_DECLARE_FINAL_TYPE (SubletSession, sublet_session, SUBLET, SESSION, GObject)

SubletSession *sublet_session_new (SubletClient *client, SubletKeyStore *key_store);

/*
 * Once, at the start. A key from the environment waits for sublet_session_use_environment_async(),
 * unless it is the one that the keyring holds; a kept key is used at once and checked while the
 * window is already there, again and again until the service answers.
 */
void sublet_session_start (SubletSession *self,
                           SecretValue *environment_key,
                           const char *environment_variable);
/* The demo's key: never kept. */
void sublet_session_start_demo (SubletSession *self, SecretValue *key);

SubletClient *sublet_session_get_client (SubletSession *self);
SubletKeyStore *sublet_session_get_key_store (SubletSession *self);
SubletSessionState sublet_session_get_state (SubletSession *self);
SubletKeyOrigin sublet_session_get_origin (SubletSession *self);
SubletAccount *sublet_session_get_account (SubletSession *self);
gboolean sublet_session_get_account_known (SubletSession *self);
SubletScopes sublet_session_get_scopes (SubletSession *self);
guint sublet_session_get_key_number (SubletSession *self);
const GError *sublet_session_get_error (SubletSession *self);
gboolean sublet_session_get_has_environment_key (SubletSession *self);
/* (nullable) "VAST_API_KEY", or the other name that it may have. */
const char *sublet_session_get_environment_variable (SubletSession *self);
gboolean sublet_session_get_has_kept_key (SubletSession *self);

/*
 * Checks the key against the service, then keeps it (session_only: in memory) and signs in. On an
 * error nothing has changed: the old key stays in use. Errors: AUTH, INVALID, NO_NETWORK,
 * TIMED_OUT, PROTOCOL, SERVER …
 */
void sublet_session_sign_in_async (SubletSession *self,
                                   SecretValue *key,
                                   SubletKeyOrigin origin,
                                   gboolean session_only,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sublet_session_sign_in_finish (SubletSession *self, GAsyncResult *result, GError **error);

/* The same with the key from the environment; ends with sublet_session_sign_in_finish(). */
void sublet_session_use_environment_async (SubletSession *self,
                                           gboolean session_only,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/* Uses the key that the keyring holds instead of the environment's, as an undisturbed start would.
 */
void sublet_session_use_keyring (SubletSession *self);

/* Signs out and takes the key from the keyring. Fails with SECRET_STORE when it is still there:
 * signed out all the same. */
void sublet_session_forget_async (SubletSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean sublet_session_forget_finish (SubletSession *self, GAsyncResult *result, GError **error);

/* Asks the keyring again: for the key when there is none, else to keep the one that is in memory.
 */
void sublet_session_retry_keyring (SubletSession *self);
/* Asks the service again whose key this is, now, unless it is being asked. */
void sublet_session_refresh (SubletSession *self);
/* Asks nothing any more, of the service or the keyring: for whoever gives the session up. */
void sublet_session_stop (SubletSession *self);

G_END_DECLS
