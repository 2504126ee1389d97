/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/* The real client against the simulator, the real store against a keyring daemon of its own. */
typedef struct
{
  SubletTestSimulator *simulator;
  SubletManualClock *clock;
  SubletClient *client;
  SubletKeyStore *key_store;
  SubletSession *session;
} SessionFixture;

/* (transfer full) */
SecretValue *session_fixture_make_key (const char *text);

/* Another start of the program against the same service and keyring. */
void session_fixture_start_again (SessionFixture *f);
void session_fixture_set_up (SessionFixture *f, gconstpointer data);

/* Of a key store. */
bool session_fixture_is_idle (gpointer user_data);

/* Of a place for a pointer. */
bool session_fixture_is_null (gpointer user_data);

/* Forgets the key, and lets go of everything. */
void session_fixture_tear_down (SessionFixture *f, gconstpointer data);

/* Orders of the simulator: of what there is, of faults, and that what is held goes on. */
void session_fixture_set (SessionFixture *f, const char *json);
void session_fixture_arm (SessionFixture *f, const char *json);
void session_fixture_release (SessionFixture *f);

/* Lets time go on as far as the session and its client wait for it. */
void session_fixture_advance_until (SessionFixture *f,
                                    SubletTestCondition condition,
                                    gpointer user_data);

/* Of a place for a GAsyncResult. */
bool session_fixture_has_result (gpointer user_data);

/* With a key that was pasted. */
gboolean session_fixture_sign_in (SessionFixture *f,
                                  const char *text,
                                  gboolean session_only,
                                  GError **error);

/* These are of a session. */
bool session_fixture_is_not_starting (gpointer user_data);
bool session_fixture_is_account_known (gpointer user_data);
bool session_fixture_has_error (gpointer user_data);
bool session_fixture_is_rejected (gpointer user_data);

/* The client has a key when somebody is signed in. */
void session_fixture_assert_state (SessionFixture *f,
                                   SubletSessionState state,
                                   SubletKeyOrigin origin);

#define SESSION_FIXTURE_ADD(path, function)  \
  g_test_add ("/core/secrets/session/" path, \
              SessionFixture,                \
              NULL,                          \
              session_fixture_set_up,        \
              function,                      \
              session_fixture_tear_down)

G_END_DECLS
