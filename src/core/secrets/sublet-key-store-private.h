/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-store.h"

G_BEGIN_DECLS

struct _SubletKeyStore
{
  GObject parent_instance;

  /* construct-only */
  const SecretSchema *schema; /* (borrowed): static */
  char *label;                /* (owned): what a keyring's owner sees */
  gboolean memory_only;       /* never touches the keyring */

  GHashTable *attributes; /* (owned) (element-type utf8 utf8) */
  SecretValue *memory;    /* (owned) (nullable): the key while the keyring does not hold it */
  GQueue operations;      /* (element-type Operation): the keyring file's; the first is running */
  SubletKeyKeeping keeping;
  GError *error; /* (owned) (nullable) */
};

typedef enum
{
  SUBLET_KEY_OPERATION_LOOKUP,
  SUBLET_KEY_OPERATION_STORE,
  SUBLET_KEY_OPERATION_FORGET,
  SUBLET_KEY_OPERATION_COUNT,
} SubletKeyOperationKind;

/* sublet-key-store.c: what became of it */
void sublet_key_store_set_memory (SubletKeyStore *self, SecretValue *key);
void sublet_key_store_set_keeping (SubletKeyStore *self,
                                   SubletKeyKeeping keeping,
                                   const GError *error);
void sublet_key_store_notify_busy (SubletKeyStore *self);

/* sublet-key-store-keyring.c: the questions to the keyring */
void sublet_key_store_ask (GTask *task, SubletKeyOperationKind kind, SecretValue *key);
gboolean sublet_key_store_is_storing (SubletKeyStore *self, SecretValue *key);

G_END_DECLS
