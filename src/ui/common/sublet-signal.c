/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-signal.h"

/**
 * sublet_signal_add:
 * @klass: (type GObjectClass): the class that is initialised
 * @name: (not nullable): what the signal is called
 * @type: of the one value that it carries; %G_TYPE_NONE: it carries none
 *
 * Gives a class a signal that answers nothing.
 *
 * Returns: the signal's number
 */
guint
sublet_signal_add (gpointer klass, const char *name, GType type)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       type == G_TYPE_NONE ? 0 : 1,
                       type);
}
