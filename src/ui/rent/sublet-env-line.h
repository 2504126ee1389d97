/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ENV_LINE (sublet_env_line_get_type ())

/*
 * One variable of the environment: its name, and its value, which is hidden until it is revealed.
 * Signals: "changed"; "remove" when the person takes it away.
 */
G_DECLARE_FINAL_TYPE (SubletEnvLine, sublet_env_line, SUBLET, ENV_LINE, AdwBin)

/* A value of NULL was not kept: the line asks for it. */
GtkWidget *sublet_env_line_new (const char *name, const char *value);

const char *sublet_env_line_get_name (SubletEnvLine *self);
/* NULL while a value that was not kept is not typed. */
const char *sublet_env_line_get_value (SubletEnvLine *self);
void sublet_env_line_set_problem (SubletEnvLine *self, const char *problem);
/* The value stands below the name. */
void sublet_env_line_set_stacked (SubletEnvLine *self, gboolean stacked);
void sublet_env_line_focus (SubletEnvLine *self);

G_END_DECLS
