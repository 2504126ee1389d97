/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks whether a volume is to be deleted, deletes it, and says what came of it on a toast.
 * @widget: where it was asked for; it may go meanwhile. */
void sublet_volume_question_ask (GtkWidget *widget,
                                 SubletIdleVolumes *volumes,
                                 SubletVolume *volume);

G_END_DECLS
