/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GRefString *sublet_text_intern (const char *text);
GRefString *sublet_text_intern_len (const char *text, gsize length);

G_END_DECLS
