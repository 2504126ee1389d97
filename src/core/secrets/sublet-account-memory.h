/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_ACCOUNT_MEMORY (sublet_account_memory_get_type ())

/*
 * Whose the key in use is: what the service says, and until it does, what it said of this very key
 * before. That is remembered only of the key that the keyring keeps, in cache.db beside what it
 * opens: with the account's number goes a keyed hash of the key, from which nothing of the key can
 * be told. Main thread. Signal "changed": what the getters say is another.
 */
G_DECLARE_FINAL_TYPE (SubletAccountMemory, sublet_account_memory, SUBLET, ACCOUNT_MEMORY, GObject)

SubletAccountMemory *sublet_account_memory_new (SubletSession *session, const char *install_id);

/* Once, as soon as it is open: nothing is remembered before. */
void sublet_account_memory_set_database (SubletAccountMemory *self, SubletDatabase *database);

/* 0: not known, or nobody's. */
gint64 sublet_account_memory_get_account_id (SubletAccountMemory *self);
/* Whether the service has said so, or that the key may not know. */
gboolean sublet_account_memory_get_confirmed (SubletAccountMemory *self);

G_END_DECLS
