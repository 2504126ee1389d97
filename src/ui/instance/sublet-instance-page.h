/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"
#include "ui/instance/sublet-instance-sections.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_PAGE (sublet_instance_page_get_type ())

/*
 * The page of one instance: who it is and how it stands beside its sections
 * (sublet-instance-sections.c), as long as it is listed.
 *
 * Properties: "size-class" (of the window), "title" (read-only: the instance's name). Signals:
 * "leave", the person goes back; "terminal" (SubletRental), a shell on it. Actions: page.back,
 * .show-section, .terminal.
 */
G_DECLARE_FINAL_TYPE (SubletInstancePage, sublet_instance_page, SUBLET, INSTANCE_PAGE, AdwBin)

GtkWidget *sublet_instance_page_new (SubletInstanceSubject *subject);

SubletRental *sublet_instance_page_get_rental (SubletInstancePage *self);
const char *sublet_instance_page_get_title (SubletInstancePage *self);
void sublet_instance_page_show_section (SubletInstancePage *self, const char *name);

G_END_DECLS
