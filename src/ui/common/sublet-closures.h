/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Pure functions for <closure> in templates: the first argument is the template's object and is
 * never looked at. sublet_closures_bind() in class_init makes them known under their C names.
 */

void sublet_closures_bind (GtkWidgetClass *widget_class);

gboolean sublet_closure_is_narrow (gpointer self, SubletSizeClass size_class);
gboolean sublet_closure_is_not_narrow (gpointer self, SubletSizeClass size_class);
gboolean sublet_closure_is_medium (gpointer self, SubletSizeClass size_class);
gboolean sublet_closure_is_wide (gpointer self, SubletSizeClass size_class);
gboolean sublet_closure_is_not_wide (gpointer self, SubletSizeClass size_class);
/* Vertical when narrow, else horizontal. */
GtkOrientation sublet_closure_stack_when_narrow (gpointer self, SubletSizeClass size_class);
/* 24 px at the edges of a page, 12 when narrow. */
int sublet_closure_page_margin (gpointer self, SubletSizeClass size_class);

gboolean sublet_closure_not (gpointer self, gboolean value);
gboolean sublet_closure_and (gpointer self, gboolean a, gboolean b);
gboolean sublet_closure_has_text (gpointer self, const char *text);
gboolean sublet_closure_is_set (gpointer self, GObject *object);
gboolean sublet_closure_is_positive (gpointer self, guint count);

char *sublet_closure_amount (gpointer self, gint64 amount_uusd);
char *sublet_closure_rate (gpointer self, gint64 rate_nusd);
char *sublet_closure_rate_per_day (gpointer self, gint64 rate_nusd);

G_END_DECLS
