/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_WELCOME_PAGE (sublet_welcome_page_get_type ())

/*
 * From nothing to a checked key. Properties: "session", "size-class" (SubletSizeClass, to be
 * bound). Signal "done": the person saw whose key it is and wants to go on. The demo is the action
 * app.explore-demo.
 */
G_DECLARE_FINAL_TYPE (SubletWelcomePage, sublet_welcome_page, SUBLET, WELCOME_PAGE, AdwBin)

GtkWidget *sublet_welcome_page_new (SubletSession *session);

SubletSession *sublet_welcome_page_get_session (SubletWelcomePage *self);
void sublet_welcome_page_set_session (SubletWelcomePage *self, SubletSession *session);

/* A key was accepted here and "done" has not come yet: the page is still wanted. */
gboolean sublet_welcome_page_get_waiting (SubletWelcomePage *self);
/* As at first: no answer, no error, an empty field. */
void sublet_welcome_page_reset (SubletWelcomePage *self);

G_END_DECLS
