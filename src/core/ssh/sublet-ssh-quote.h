/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A command that any login shell hands to sh as it is. */
char *sublet_ssh_quote_sh (const char *script);

G_END_DECLS
