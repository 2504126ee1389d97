/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"
#include "ui/instance/sublet-instance-subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_OVERVIEW (sublet_instance_overview_get_type ())

/*
 * One instance at leisure: its card, and below it what a card has no room for. Property:
 * "size-class" (of the window).
 */
G_DECLARE_FINAL_TYPE (SubletInstanceOverview,
                      sublet_instance_overview,
                      SUBLET,
                      INSTANCE_OVERVIEW,
                      AdwBin)

GtkWidget *sublet_instance_overview_new (SubletInstanceSubject *subject);

G_END_DECLS
