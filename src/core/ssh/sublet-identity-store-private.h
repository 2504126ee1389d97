/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-store.h"
#include "core/ssh/sublet-identity-store.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)   the object, and Sublet's own key
 *   -chosen  a key of the person's instead of it
 */
struct _SubletIdentityStore
{
  GObject parent_instance;

  SubletKeyStore *keys; /* (owned): keeps the private half */
  char *label;          /* (owned) (nullable): for the public half's comment */

  SubletSshIdentity *identity; /* (owned) (nullable): in use */
  GError *load_error;          /* (owned) (nullable): why it is not the one in the keyring */
  guint n_forgotten;           /* an answer from before the last order to forget is none */

  SubletKeyChoice *choice;   /* (owned) */
  SubletSshIdentity *chosen; /* (owned) (nullable): of the person's, once it is open */
  GQueue waiting;            /* (element-type GTask) (owned): for that */
  bool opening;
  bool asking;      /* the person, for the passphrase */
  bool declined;    /* they did not give it: not asked again without an order */
  guint n_asked;    /* since the last order */
  guint n_choices;  /* what was opened for an earlier one is none */
  char *agent_path; /* (owned) (nullable) */
};

/* ---- own ---- */

/* Takes the task. */
void sublet_identity_store_look_up (GTask *task);

/* ---- chosen ---- */

void sublet_identity_store_init_chosen (SubletIdentityStore *self);
void sublet_identity_store_dispose_chosen (SubletIdentityStore *self);
/* Takes the task. */
void sublet_identity_store_wait_for_chosen (SubletIdentityStore *self, GTask *task);

G_END_DECLS
