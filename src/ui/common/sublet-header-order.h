/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The titles of a column view and an order that lives elsewhere: a click on a title asks for
 * another one, and the arrow stands where the order is from. GTK 4.8 has no sorter that could be
 * asked what it sorts by.
 */

/* @key: the column's, as it was added. */
typedef void (*SubletHeaderOrderFunc) (int key, bool descending, gpointer user_data);

#define SUBLET_TYPE_HEADER_ORDER (sublet_header_order_get_type ())

G_DECLARE_FINAL_TYPE (SubletHeaderOrder, sublet_header_order, SUBLET, HEADER_ORDER, GObject)

/* Both are borrowed: the view's owner owns this too. */
SubletHeaderOrder *sublet_header_order_new (GtkColumnView *view,
                                            SubletHeaderOrderFunc wanted,
                                            gpointer user_data);
/* From now on its title can be clicked. @key: not negative. */
void sublet_header_order_add (SubletHeaderOrder *self, GtkColumnViewColumn *column, int key);
/* The arrow, if a column of that key is shown; else there is none. */
void sublet_header_order_show (SubletHeaderOrder *self, int key, bool descending);

G_END_DECLS
