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
/* Of what billing looks at: today and so many days before. For before there is a window. */
void window_fixture_choose_days (SubletServices *services, int n_days);
SubletWindow *window_fixture_present (SubletServices *services);
/* Until nothing of it is left. */
void window_fixture_destroy (SubletWindow *window);

/* Something by the rent window, which is closed by then: all that is rented. @image: what is to run
 * there. (transfer full) */
SubletRental *window_fixture_rent (SubletServices *services,
                                   SubletWindow *window,
                                   const char *image);
/* (nullable): the rent window. */
GtkWidget *window_fixture_find_rent_dialog (void);
/* It is seen. @user_data: of no matter */
bool window_fixture_has_rent_dialog (gpointer user_data);

/* Which of its parts is seen: "welcome", "main" or "failed". */
const char *window_fixture_get_root (SubletWindow *window);

/* To be waited for. @user_data: the window, or the services */
bool window_fixture_is_main (gpointer user_data);
bool window_fixture_shows_bill (gpointer user_data);
bool window_fixture_is_registered (gpointer user_data);

G_END_DECLS
