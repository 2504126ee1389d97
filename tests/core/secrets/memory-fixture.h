/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-account-memory.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/* The account of a key that the service does not speak of: the real client and a simulator that is
 * down at the start, the real store against a keyring daemon of its own, the real cache. */

#define MEMORY_FIXTURE_KEY "demo-key"

typedef struct
{
  SubletTestSimulator *simulator; /* (nullable): the service is down */
  char *port;
  SubletManualClock *clock;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletClient *client;
  SubletKeyStore *key_store;
  SubletSession *session;
  SubletAccountMemory *memory;
  char *url;
  guint n_changes;
  SubletAccount *account; /* (owned) (nullable): what the service said before */
} MemoryFixture;

/* @account: whose the key is, NULL: the first one's */
void memory_fixture_come_up (MemoryFixture *f, const char *account);
void memory_fixture_go_down (MemoryFixture *f);

/* Is opened, and not yet handed over. */
void memory_fixture_start_without_database (MemoryFixture *f);

/* As the program does; the database is there as soon as it is open. */
void memory_fixture_start (MemoryFixture *f);

/* Of a key store. */
bool memory_fixture_is_idle (gpointer user_data);
void memory_fixture_end (MemoryFixture *f);
void memory_fixture_start_again (MemoryFixture *f);
void memory_fixture_set_up (MemoryFixture *f, gconstpointer data);
void memory_fixture_tear_down (MemoryFixture *f, gconstpointer data);

/* Lets time go on as far as the session and its client wait for it. */
void memory_fixture_advance_until (MemoryFixture *f,
                                   SubletTestCondition condition,
                                   gpointer user_data);

/* Of a place for a GAsyncResult. */
bool memory_fixture_has_result (gpointer user_data);

/* These are of a session. */
bool memory_fixture_is_signed_in (gpointer user_data);
bool memory_fixture_is_signed_out (gpointer user_data);
bool memory_fixture_is_rejected (gpointer user_data);
bool memory_fixture_has_error (gpointer user_data);

/* These are of a memory. */
bool memory_fixture_is_remembered (gpointer user_data);
bool memory_fixture_is_confirmed (gpointer user_data);
void memory_fixture_assert_account (MemoryFixture *f, gint64 account_id, gboolean confirmed);

/* With a key that was pasted; waits until it is kept. */
void memory_fixture_sign_in (MemoryFixture *f, const char *text, gboolean session_only);

/* Signed in once, and started again while the service is down. Returns whose the key is. */
gint64 memory_fixture_sign_in_and_start_without_service (MemoryFixture *f);

/* The key is there, the service was asked in vain. */
void memory_fixture_await_failure (MemoryFixture *f);

/* How many accounts the cache has, looked at from outside. */
void memory_fixture_assert_n_rows (MemoryFixture *f, guint n);

#define MEMORY_FIXTURE_ADD(path, function) \
  g_test_add (path, MemoryFixture, NULL, memory_fixture_set_up, function, memory_fixture_tear_down)

G_END_DECLS
