/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SOFTWARE_GROUP (sublet_software_group_get_type ())

/*
 * What runs, from which template, and on how large a disk. Signals: "changed"; "choose-template"
 * when the person wants to see templates.
 */
G_DECLARE_FINAL_TYPE (SubletSoftwareGroup,
                      sublet_software_group,
                      SUBLET,
                      SOFTWARE_GROUP,
                      AdwPreferencesGroup)

/* Starts afresh; emits nothing. most_gb: what the machine has; NAN: it does not say. */
void sublet_software_group_fill (SubletSoftwareGroup *self,
                                 SubletLaunch *launch,
                                 double disk_gb,
                                 double most_gb);
void sublet_software_group_write (SubletSoftwareGroup *self, SubletLaunch *launch);
/* Marks what is wrong with a launch that was written here; returns the first sentence about it. */
const char *sublet_software_group_check (SubletSoftwareGroup *self, SubletLaunch *launch);

/* GB as sold; NAN when no number is typed. */
double sublet_software_group_get_disk_gb (SubletSoftwareGroup *self);
const char *sublet_software_group_get_image (SubletSoftwareGroup *self);
/* NULL or empty: the button for them is hidden. */
void sublet_software_group_set_recent_images (SubletSoftwareGroup *self, const char *const *images);
/* The row for them is seen from then on. */
void sublet_software_group_offer_templates (SubletSoftwareGroup *self);
/* What stands in the empty field of the image. */
void sublet_software_group_set_template_image (SubletSoftwareGroup *self, const char *image);
/* The service does not have it any more. */
void sublet_software_group_set_template_gone (SubletSoftwareGroup *self, gboolean gone);
void sublet_software_group_focus_image (SubletSoftwareGroup *self);
void sublet_software_group_set_narrow (SubletSoftwareGroup *self, gboolean narrow, gboolean tight);

G_END_DECLS
