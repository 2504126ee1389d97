/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_PROFILE (sublet_profile_get_type ())

/*
 * Where a person's data lies: a folder of mode 0700 with a lock that is held for the life of the
 * process. Without the lock everything is read-only and the holder's process id is known.
 */
G_DECLARE_FINAL_TYPE (SubletProfile, sublet_profile, SUBLET, PROFILE, GObject)

/* The person's own profile below XDG_DATA_HOME; made when missing. */
SubletProfile *sublet_profile_new_default (const char *application_id, GError **error);
/* The demo's: its own folder, emptied first unless another demo holds it. */
SubletProfile *sublet_profile_new_demo (const char *application_id, GError **error);
/* A given folder, for tests of the core. */
SubletProfile *sublet_profile_new_for_folder (const char *path, GError **error);

const char *sublet_profile_get_path (SubletProfile *self);
bool sublet_profile_get_demo (SubletProfile *self);
/* False: another process has it. */
bool sublet_profile_get_locked (SubletProfile *self);
/* 0 when locked by us or unknown. */
int sublet_profile_get_holder_pid (SubletProfile *self);
/* Random, made once, kept in a file of its own beside the databases. */
const char *sublet_profile_get_install_id (SubletProfile *self);

G_END_DECLS
