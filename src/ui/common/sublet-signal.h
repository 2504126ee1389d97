/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* In the initialiser of a class: a signal that answers nothing and carries one value of the type,
 * or with G_TYPE_NONE none. Returns its number. */
guint sublet_signal_add (gpointer klass, const char *name, GType type);

G_END_DECLS
