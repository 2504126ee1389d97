/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-runtime-text.h"

G_BEGIN_DECLS

/* What sublet_runtime_text_dup_line() says of one line each. */
char *sublet_runtime_text_dup_toolkit_line (const SubletRuntimeReport *report);
char *sublet_runtime_text_dup_disk_line (const SubletRuntimeReport *report);
char *sublet_runtime_text_dup_network_line (const SubletRuntimeReport *report);
char *sublet_runtime_text_dup_package_line (const SubletRuntimeFound *found);

G_END_DECLS
