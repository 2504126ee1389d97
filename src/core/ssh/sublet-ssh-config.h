/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-choice.h"

G_BEGIN_DECLS

/* (nullable): a block for ~/.ssh/config. */
char *sublet_ssh_config_dup_host (const char *label,
                                  gint64 instance_id,
                                  const char *host,
                                  guint16 port,
                                  SubletKeyChoice *key);
/* (transfer full) (nullable): NULL: it cannot be written there. */
char *sublet_ssh_config_quote_path (const char *path);

G_END_DECLS
