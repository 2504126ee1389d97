/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libsecret/secret.h>

#include "app/sublet-background.h"
#include "app/sublet-services.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_APPLICATION (sublet_application_get_type ())

G_DECLARE_FINAL_TYPE (SubletApplication, sublet_application, SUBLET, APPLICATION, AdwApplication)

SubletApplication *sublet_application_new (void);

void sublet_application_take_environment_key (SubletApplication *self,
                                              SecretValue *key,
                                              const char *variable);

gboolean sublet_application_is_complete (SubletApplication *self);
gboolean sublet_application_get_demo (SubletApplication *self);
SubletServices *sublet_application_get_services (SubletApplication *self);
SubletBackground *sublet_application_get_background (SubletApplication *self);

G_END_DECLS
