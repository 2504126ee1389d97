/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-account-memory.h"

G_BEGIN_DECLS

struct _SubletAccountMemory
{
  GObject parent_instance;

  SubletSession *session;   /* (owned) */
  SubletDatabase *database; /* (owned) (nullable): until it is open */
  char *server;             /* (owned) */
  char *salt;               /* (owned) */

  guint key_number; /* of the session's key that the rest is about */
  char *key_print;  /* (owned) (nullable): none yet */
  gint64 account_id;
  bool confirmed;
  GCancellable *loading; /* (owned) (nullable): of what is read from the cache */

  char *kept_print; /* (owned) (nullable): what the cache has, as far as is known */
  gint64 kept_id;
  bool forgotten; /* the cache has nothing */
  guint n_puts;   /* how often something was to be written */
};

/* sublet-account-memory.c: what the cache has of the key in use is shown, where it may be. */
void sublet_account_memory_recall (SubletAccountMemory *self);

/* -cache.c: what a start of the program would find. All are of the main thread; none waits. */
void sublet_account_memory_load (SubletAccountMemory *self);
void sublet_account_memory_stop_loading (SubletAccountMemory *self);
/* As far as it is one that the keyring keeps. */
void sublet_account_memory_keep (SubletAccountMemory *self);
void sublet_account_memory_forget (SubletAccountMemory *self);

G_END_DECLS
