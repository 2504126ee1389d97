/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_GROUP_CAPTION (sublet_group_caption_get_type ())

/* The title of a group, as an item of the list that it stands in. Properties: "title", and "note",
 * what is to be said of the group (nullable). */
G_DECLARE_FINAL_TYPE (SubletGroupCaption, sublet_group_caption, SUBLET, GROUP_CAPTION, GObject)

const char *sublet_group_caption_get_title (SubletGroupCaption *self);
const char *sublet_group_caption_get_note (SubletGroupCaption *self);

G_END_DECLS
