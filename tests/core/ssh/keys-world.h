/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-account-keys.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/*
 * The real session and client over real HTTP against the simulator, whose time is virtual and whose
 * ledger tells what was sent. What an account has is asked by a second client.
 */

#define ANOTHER_LINE \
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ ada@desk"

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletClient *onlooker;
  SubletKeyStore *key_store;
  SubletSession *session;
  SubletIdentityStore *identity_store;
  SubletAccountKeys *keys;
} KeysWorld;

typedef struct
{
  SubletAccountKeys *keys;
  SubletKeyRegistration registration;
} KeysWorldExpected;

#define KEYS_WORLD_ADD(name, function)        \
  g_test_add ("/core/ssh/account-keys/" name, \
              KeysWorld,                      \
              NULL,                           \
              keys_world_set_up,              \
              function,                       \
              keys_world_tear_down)

SecretValue *keys_world_make_key (const char *text);
/* Of the simulator. */
void keys_world_order (KeysWorld *world, const char *path, const char *json);
void keys_world_set_up (KeysWorld *world, gconstpointer data);
void keys_world_tear_down (KeysWorld *world, gconstpointer data);
void keys_world_sign_in (KeysWorld *world, const char *text);
/* By the ledger. */
guint keys_world_count_requests (KeysWorld *world, const char *route);
/* What the onlooker sees with this API key: (transfer full) */
SubletSshKeyListing *keys_world_list_as (KeysWorld *world, const char *text);
guint keys_world_count_keys_of (KeysWorld *world, const char *text);
/* Of the list that the program shows. */
guint keys_world_count_shown (KeysWorld *world);
/* (transfer full) */
SubletSshKey *keys_world_get_shown (KeysWorld *world, guint position);
/* Of a KeysWorldExpected. */
bool keys_world_has_registration (gpointer user_data);
void keys_world_await_registration (KeysWorld *world, SubletKeyRegistration registration);
/* Of account keys: nothing is under way. */
bool keys_world_is_quiet (gpointer user_data);
void keys_world_await_quiet (KeysWorld *world);
/* Virtual time. */
void keys_world_pass (KeysWorld *world, gint64 duration_ms);

G_END_DECLS
