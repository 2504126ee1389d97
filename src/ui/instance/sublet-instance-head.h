/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_HEAD (sublet_instance_head_get_type ())

/* Above the list of sections: who it is, how it stands, and the way into its shell. */
G_DECLARE_FINAL_TYPE (SubletInstanceHead, sublet_instance_head, SUBLET, INSTANCE_HEAD, AdwBin)

GtkWidget *sublet_instance_head_new (SubletInstanceSubject *subject);

G_END_DECLS
