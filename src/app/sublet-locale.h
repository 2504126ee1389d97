/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void sublet_locale_start (void);

const char *sublet_locale_get_missing (void);

G_END_DECLS
