/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sublet-window.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* The window on real services. */

/* (transfer full) */
SubletServices *window_fixture_start (gboolean demo);
/* Until nobody holds the profile any more. */
void window_fixture_end (SubletServices **services);
SubletWindow *window_fixture_present (SubletServices *services);
/* Until nothing of it is left. */
void window_fixture_destroy (SubletWindow *window);

/* Which of its parts is seen: "welcome", "main" or "failed". */
const char *window_fixture_get_root (SubletWindow *window);

/* To be waited for. @user_data: the window, or the services */
bool window_fixture_is_main (gpointer user_data);
bool window_fixture_shows_bill (gpointer user_data);
bool window_fixture_is_registered (gpointer user_data);

G_END_DECLS
