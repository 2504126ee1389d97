/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-store.h"
#include "core/ssh/sublet-identity-store.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)   the object
 *   -own     Sublet's own key
 *   -chosen  a key of the person's instead of it
 *   -fixed   stores that have one choice for good, each made by one that has not
 *   -open    how one of those opens its key, and asks for what it needs
 *   -kept    passphrases in the keyring
 *
 * A key of the person's is opened by a store of its own alone: the one whose choice changes uses
 * that one, so that a file is opened, and its passphrase asked for, once for all who want it.
 */
struct _SubletIdentityStore
{
  GObject parent_instance;

  SubletKeyStore *keys; /* (owned): keeps the private half */
  char *label;          /* (owned) (nullable): for the public half's comment */
  bool memory_only;     /* never touches the keyring */

  SubletSshIdentity *identity; /* (owned) (nullable): in use */
  GError *load_error;          /* (owned) (nullable): why it is not the one in the keyring */
  guint n_forgotten;           /* an answer from before the last order to forget is none */

  SubletKeyChoice *choice;   /* (owned) */
  SubletSshIdentity *chosen; /* (owned) (nullable): of the person's, once it is open */
  GQueue waiting;            /* (element-type GTask) (owned): for that */
  bool opening;
  guint n_choices; /* what was opened for an earlier one is none */

  /* of one whose choice may change */
  SubletIdentityStore *opener; /* (owned) (nullable): fixed on the present choice */
  GHashTable *fixed_stores;    /* (owned) (element-type utf8 SubletIdentityStore): borrowed */
  char *agent_path;            /* (owned) (nullable) */

  /* of one that is fixed */
  bool fixed;
  GWeakRef maker;
  bool asking;   /* the person, for the passphrase */
  bool declined; /* they did not give it: not asked again without an order */
  guint n_asked; /* since the last order */

  /* of one that is fixed on a file */
  SubletKeyStore *kept; /* (owned) (nullable): what the keyring holds for it */
  bool kept_asked;      /* it told, since the last order */
  bool to_keep;         /* the person wants the passphrase kept that they give */
};

/* ---- own ---- */

/* Takes the task. */
void sublet_identity_store_look_up (GTask *task);

/* ---- chosen ---- */

void sublet_identity_store_init_chosen (SubletIdentityStore *self);
void sublet_identity_store_dispose_chosen (SubletIdentityStore *self);
/* Takes the task. */
void sublet_identity_store_wait_for_chosen (SubletIdentityStore *self, GTask *task);
void sublet_identity_store_end_waiting (SubletIdentityStore *self, const GError *error);
/* One whose choice may change: has the key opened by the store that is fixed on it. */
void sublet_identity_store_use_opener (SubletIdentityStore *self);

/* ---- fixed ---- */

void sublet_identity_store_init_fixed (SubletIdentityStore *self);
void sublet_identity_store_dispose_fixed (SubletIdentityStore *self);
/* (transfer full) (nullable): of a fixed one, while it lives. */
SubletIdentityStore *sublet_identity_store_ref_maker (SubletIdentityStore *self);
/* Takes the task. Sublet's own, which the maker has. */
void sublet_identity_store_look_up_at_maker (GTask *task);
/* Who waits may give up: a question that nobody waits for any more is withdrawn. */
void sublet_identity_store_watch_waiter (SubletIdentityStore *self, GTask *task);
/* The maker waited and does no longer: where nobody else does, the question is nobody's. */
void sublet_identity_store_withdraw (SubletIdentityStore *self);

/* ---- open ---- */

/* A fixed one: opens the key, and asks for what it needs. */
void sublet_identity_store_open (SubletIdentityStore *self,
                                 SecretValue *passphrase,
                                 bool from_keyring);
/* For the passphrase; who waits is told when there is nobody to be asked. */
void sublet_identity_store_ask_person (SubletIdentityStore *self);
/* The person did not give the passphrase, or is asked anew. */
void sublet_identity_store_set_declined (SubletIdentityStore *self, bool declined);

/* ---- kept ---- */

/* Whether the keyring is asked first; if so it opens the key or asks the person in the end. */
bool sublet_identity_store_ask_keyring (SubletIdentityStore *self, const char *fingerprint);
/* What the keyring gave is of another time. */
void sublet_identity_store_drop_kept (SubletIdentityStore *self);
/* It opened the key, and the person wants it kept. */
void sublet_identity_store_keep (SubletIdentityStore *self,
                                 SubletSshIdentity *identity,
                                 SecretValue *passphrase);

G_END_DECLS
