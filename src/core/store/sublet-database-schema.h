/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Steps from an empty file to the present schema, NULL at the end. A file's `user_version` is the
 * number of steps it has had. A step that was ever shipped never changes; what follows is a new
 * step. */
extern const char *const sublet_database_rentals_steps[];
extern const char *const sublet_database_cache_steps[];

G_END_DECLS
