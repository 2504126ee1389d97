/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

bool sim_host_key_make (const char *comment, char **private_text, char **public_line);

G_END_DECLS
