/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletKeyPlacement:
 * @SUBLET_KEY_PLACEMENT_FAILED: it is not there, or that is not known; the error says which
 * @SUBLET_KEY_PLACEMENT_DONE: it was put there
 * @SUBLET_KEY_PLACEMENT_ALREADY_THERE: it was there before
 * @SUBLET_KEY_PLACEMENT_TEAM_REFUSED: a team's account takes no keys; they are attached to each
 *   instance instead
 *
 * What became of a public key that was to be registered or attached.
 */
typedef enum
{
  SUBLET_KEY_PLACEMENT_FAILED,
  SUBLET_KEY_PLACEMENT_DONE,
  SUBLET_KEY_PLACEMENT_ALREADY_THERE,
  SUBLET_KEY_PLACEMENT_TEAM_REFUSED,
} SubletKeyPlacement;

#define SUBLET_TYPE_SSH_KEY (sublet_ssh_key_get_type ())

/* A public SSH key that the service holds, of the account or of an instance. Immutable.
 * Source: fact sheet 6.1, 6.2. */
G_DECLARE_FINAL_TYPE (SubletSshKey, sublet_ssh_key, SUBLET, SSH_KEY, GObject)

typedef struct
{
  gint64 id;
  char *public_key;  /* as the service has it, which may be no key at all */
  char *name;        /* (nullable): what the service calls it; instances' keys have one */
  gint64 created_us; /* Unix microseconds, 0: not said */
} SubletSshKeyData;

void sublet_ssh_key_data_clear (SubletSshKeyData *data);

/* Takes the data's members. */
SubletSshKey *sublet_ssh_key_new_take (SubletSshKeyData *data);

const SubletSshKeyData *sublet_ssh_key_get_data (SubletSshKey *self);
const char *sublet_ssh_key_get_algorithm (SubletSshKey *self);
const char *sublet_ssh_key_get_name (SubletSshKey *self);
bool sublet_ssh_key_matches (SubletSshKey *self, const char *public_key);

/* ---- the text of a public key ---- */

char *sublet_ssh_public_key_check (const char *text, GError **error);
bool sublet_ssh_public_key_equal (const char *a, const char *b);

G_END_DECLS
