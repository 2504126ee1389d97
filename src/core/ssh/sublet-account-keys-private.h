/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-account-keys.h"

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   -get     what is known
 *   -ask     the list, and whether Sublet's own key is in it
 *   -settle  how a check ends, and when the next one is due
 *   -change  adding and removing
 */
struct _SubletAccountKeys
{
  GObject parent_instance;

  /* construct-only */
  SubletSession *session;              /* (owned) */
  SubletClient *client;                /* (owned): the session's */
  SubletIdentityStore *identity_store; /* (owned) */

  guint key_number;          /* of the API key that all the rest is about */
  GCancellable *account;     /* (owned) (nullable): of that key alone; NULL: none is accepted */
  GCancellable *cancellable; /* (owned) (nullable): of what is under way about the SSH key that
                                Preferences name; there as long as @account is */

  GListStore *keys; /* (owned) (element-type SubletSshKey) */
  SubletAccountKeysState state;
  GError *error; /* (owned) (nullable) */
  gint64 known_at_us;
  bool listing;
  bool list_again; /* what is under way may have been answered before a change */

  SubletKeyRegistration registration;
  GError *registration_error; /* (owned) (nullable) */
  gint64 answered_mono_us;    /* when the last check ended */
  bool checking;
  bool looking;        /* the next list answers it */
  bool was_registered; /* before the check */
  bool taken_away;     /* by the person: not put back unasked */

  gint64 retry_ms;       /* the latest pause, 0: none yet */
  GCancellable *waiting; /* (owned) (nullable): of the pause before the next try */
};

typedef enum
{
  PROP_KEYS_STATE = 1,
  PROP_KEYS_ERROR,
  PROP_KEYS_REFRESHING,
  PROP_KEYS_KNOWN_AT_US,
  PROP_KEYS_REGISTRATION,
  PROP_KEYS_REGISTRATION_ERROR,
  PROP_KEYS_CHECKING,
} SubletAccountKeysProperty;

/* ---- account keys ---- */

void sublet_account_keys_notify (SubletAccountKeys *self, SubletAccountKeysProperty property);
void sublet_account_keys_set_state (SubletAccountKeys *self,
                                    SubletAccountKeysState state,
                                    const GError *error);
void sublet_account_keys_set_registration (SubletAccountKeys *self,
                                           SubletKeyRegistration registration,
                                           const GError *error);
/* (nullable) the line of Sublet's own key, once it was loaded. */
const char *sublet_account_keys_get_own_line (SubletAccountKeys *self);

/* ---- ask ---- */

/* What came is of the present API key, not of one before. */
void sublet_account_keys_take_list (SubletAccountKeys *self, SubletSshKeyListing *listing);
void sublet_account_keys_list (SubletAccountKeys *self);
void sublet_account_keys_begin_check (SubletAccountKeys *self);

/* ---- settle ---- */

/* What was asked with one API key. Holds nothing back: who asked may be gone by the answer. */
typedef struct _SubletAsking SubletAsking;

SubletAsking *sublet_account_keys_asking_new (SubletAccountKeys *self);
SubletAccountKeys *sublet_account_keys_asking_end (SubletAsking *asking);

void sublet_account_keys_settle (SubletAccountKeys *self,
                                 SubletKeyRegistration registration,
                                 const GError *error);
void sublet_account_keys_settle_failed (SubletAccountKeys *self, const GError *error, bool missing);
void sublet_account_keys_stop_waiting (SubletAccountKeys *self);

G_END_DECLS
