/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"

G_BEGIN_DECLS

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
  gboolean asking;           /* whose it is, this moment: not in the pause between two checks */
  gint64 retry_ms;
};

/* ---- sublet-session.c: the state, and the key that the client has ---- */

void sublet_session_set_environment_key (SubletSession *self,
                                         SecretValue *key,
                                         const char *variable);
void sublet_session_set_kept_key (SubletSession *self, SecretValue *key);
void sublet_session_set_error (SubletSession *self, const GError *error);
void sublet_session_set_account (SubletSession *self,
                                 SubletAccount *account,
                                 gboolean known,
                                 SubletScopes scopes);
void sublet_session_set_state (SubletSession *self,
                               SubletSessionState state,
                               SubletKeyOrigin origin);
void sublet_session_start_over (SubletSession *self);
void sublet_session_use_trusted_key (SubletSession *self, SecretValue *key, SubletKeyOrigin origin);
void sublet_session_accept (SubletSession *self,
                            SecretValue *key,
                            SubletKeyOrigin origin,
                            const SubletKeyCheck *check);
void sublet_session_drop_key (SubletSession *self);
void sublet_session_take_key_away (SubletSession *self,
                                   SubletSessionState state,
                                   SubletKeyOrigin origin,
                                   const GError *error);
void sublet_session_reject (SubletSession *self, const GError *error);

/* ---- sublet-session-owner.c ---- */

void sublet_session_ask_whose_it_is (SubletSession *self);

/* ---- sublet-session-get.c ---- */

SecretValue *sublet_session_get_environment_key (SubletSession *self);

G_END_DECLS
