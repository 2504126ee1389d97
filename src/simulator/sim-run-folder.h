/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The one folder that holds whatever the simulator writes; it goes with the process. */
typedef struct _SimRunFolder SimRunFolder;

SimRunFolder *sim_run_folder_new (GError **error);
void sim_run_folder_free (SimRunFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRunFolder, sim_run_folder_free)

const char *sim_run_folder_get_path (SimRunFolder *self);
void sim_remove_tree (const char *path);

G_END_DECLS
