/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"

#include "core/rental/engine-fixture.h"

G_BEGIN_DECLS

/* The engine with the account's SSH keys, as the program has them; a second client looks at what
 * the account has. */
typedef struct
{
  EngineFixture engine;
  SubletClient *onlooker;
  SubletSession *session;
  SubletAccountKeys *keys;
} EngineKeysWorld;

void engine_keys_set_up (EngineKeysWorld *world, gconstpointer data);
void engine_keys_tear_down (EngineKeysWorld *world, gconstpointer data);
/* As the program does it: the session has the key, and the engine hears whose it is. */
void engine_keys_sign_in (EngineKeysWorld *world, const char *text);
/* Of account keys: what the account has is known, and nothing is under way. */
bool engine_keys_is_settled (gpointer user_data);

/* request: (out) (transfer full): what it is about */
SubletPreflight *engine_keys_make_preflight (EngineKeysWorld *world, SubletRentalRequest **request);
/* (transfer none): the one of the SSH key. */
SubletPreflightCheck *engine_keys_get_check (SubletPreflight *preflight);
void engine_keys_assert_check (SubletPreflight *preflight,
                               SubletPreflightVerdict verdict,
                               SubletKeyRegistration registration);
/* Until it runs. */
void engine_keys_rent (EngineKeysWorld *world, SubletRentalRequest *request);

/* (transfer full): what the onlooker sees. */
SubletSshKeyListing *engine_keys_list (EngineKeysWorld *world);

G_END_DECLS
