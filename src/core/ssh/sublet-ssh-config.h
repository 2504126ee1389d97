/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable): a block for ~/.ssh/config. */
char *sublet_ssh_config_dup_host (const char *label,
                                  gint64 instance_id,
                                  const char *host,
                                  guint16 port);

G_END_DECLS
