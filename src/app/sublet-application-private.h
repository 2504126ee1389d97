/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sublet-application.h"
#include "app/sublet-window.h"

G_BEGIN_DECLS

/* Keys for one action, with its parameter in the detailed spelling. */
typedef struct
{
  const char *action;
  const char *accelerators[4];
} SubletAccelerator;

const SubletAccelerator *sublet_application_get_accelerators (gsize *n_accelerators);

SubletWindow *sublet_application_present_window (SubletApplication *self);

/* Whoever works in one of its windows sees there what a notification would tell. */
bool sublet_application_is_in_sight (GtkApplication *application);

bool sublet_application_has_page (const char *page);

void sublet_application_present_incomplete (SubletApplication *self, const GError *error);

void sublet_application_install_actions (SubletApplication *self);

char *sublet_application_dup_troubleshooting (SubletApplication *self);

G_END_DECLS
