/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SubletSizeClass:
 * @SUBLET_SIZE_CLASS_NARROW: below 600
 * @SUBLET_SIZE_CLASS_MEDIUM: below 1040
 * @SUBLET_SIZE_CLASS_WIDE: the rest
 *
 * How much room there is, in pixels at normal text size.
 */
typedef enum
{
  SUBLET_SIZE_CLASS_NARROW,
  SUBLET_SIZE_CLASS_MEDIUM,
  SUBLET_SIZE_CLASS_WIDE,
} SubletSizeClass;

#define SUBLET_TYPE_SIZE_CLASS (sublet_size_class_get_type ())

GType sublet_size_class_get_type (void);

#define SUBLET_TYPE_SIZE_BIN (sublet_size_bin_get_type ())

/*
 * The one place of a window that reads a width. Properties: "child", and "size-class" (read-only,
 * notifies outside of allocation).
 */
G_DECLARE_FINAL_TYPE (SubletSizeBin, sublet_size_bin, SUBLET, SIZE_BIN, GtkWidget)

GtkWidget *sublet_size_bin_new (void);

GtkWidget *sublet_size_bin_get_child (SubletSizeBin *self);
void sublet_size_bin_set_child (SubletSizeBin *self, GtkWidget *child);
SubletSizeClass sublet_size_bin_get_size_class (SubletSizeBin *self);

G_END_DECLS
