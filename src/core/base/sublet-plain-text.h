/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a stranger sent, as one line that does nothing to the text around it. */
char *sublet_plain_text_new (const char *text, gsize length, gsize most);

G_END_DECLS
