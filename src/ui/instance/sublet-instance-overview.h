/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-section.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_OVERVIEW (sublet_instance_overview_get_type ())

/* One instance at leisure: its card, and below it what a card has no room for. */
G_DECLARE_FINAL_TYPE (SubletInstanceOverview,
                      sublet_instance_overview,
                      SUBLET,
                      INSTANCE_OVERVIEW,
                      SubletInstanceSection)

GtkWidget *sublet_instance_overview_new (SubletInstanceSubject *subject);

G_END_DECLS
