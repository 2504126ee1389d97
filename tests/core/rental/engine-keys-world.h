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
/* ssh_key: (nullable): as a launch has it */
void engine_keys_give_key (SubletRentalRequest *request,
                           const char *ssh_key,
                           SubletLaunchMode mode);
/* Until it runs. */
void engine_keys_rent (EngineKeysWorld *world, SubletRentalRequest *request);

/* (transfer full): what the onlooker sees. */
SubletSshKeyListing *engine_keys_list (EngineKeysWorld *world);
/* By the onlooker, as on the service's website. */
void engine_keys_empty_account (EngineKeysWorld *world);

/* ---- keys of a rental's own ---- */

/* (transfer none): what Preferences choose from. */
SubletIdentityStore *engine_keys_get_store (EngineKeysWorld *world);

/* What ssh-keygen is told. */
#define ENGINE_KEYS_OPEN "-t ed25519 -N ''"
#define ENGINE_KEYS_LOCKED "-t ed25519 -N secret -a 1"

/* A file of the person's, and its public half beside it. */
typedef struct
{
  char *path; /* (owned) */
  char *uri;  /* (owned) */
  char *line; /* (owned): of the public half */
} EngineKeysFile;

void engine_keys_make_file (const char *path, const char *options);
void engine_keys_file_init (EngineKeysFile *file, EngineKeysWorld *world, const char *options);
void engine_keys_file_clear (EngineKeysFile *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EngineKeysFile, engine_keys_file_clear)

/* Who is asked for passphrases, and answers when the test says so. */
typedef struct
{
  SubletIdentityStore *asker; /* (owned) (nullable): of the latest question */
  guint n_asked;
  guint n_withdrawn;
} EngineKeysPerson;

void engine_keys_person_init (EngineKeysPerson *person, EngineKeysWorld *world);
void engine_keys_person_clear (EngineKeysPerson *person);
bool engine_keys_person_was_asked (gpointer user_data);
/* The latest question was withdrawn. */
bool engine_keys_person_is_left_alone (gpointer user_data);
/* The right one. */
void engine_keys_person_answer (EngineKeysPerson *person);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EngineKeysPerson, engine_keys_person_clear)

G_END_DECLS
