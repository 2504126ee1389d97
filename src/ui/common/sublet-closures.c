/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-closures.h"

#include "ui/common/sublet-format.h"

#define PAGE_MARGIN 24
#define PAGE_MARGIN_NARROW 12

#define BIND(function) \
  gtk_widget_class_bind_template_callback_full (widget_class, #function, G_CALLBACK (function))

/**
 * sublet_closures_bind:
 * @widget_class: the class of a widget with a template
 *
 * For class_init. Needed because the functions are not exported: GtkBuilder could not look them up
 * by name.
 */
void
sublet_closures_bind (GtkWidgetClass *widget_class)
{
  BIND (sublet_closure_amount);
  BIND (sublet_closure_and);
  BIND (sublet_closure_has_text);
  BIND (sublet_closure_is_medium);
  BIND (sublet_closure_is_narrow);
  BIND (sublet_closure_is_not_narrow);
  BIND (sublet_closure_is_not_wide);
  BIND (sublet_closure_is_positive);
  BIND (sublet_closure_is_set);
  BIND (sublet_closure_is_wide);
  BIND (sublet_closure_not);
  BIND (sublet_closure_page_margin);
  BIND (sublet_closure_rate);
  BIND (sublet_closure_rate_per_day);
  BIND (sublet_closure_stack_when_narrow);
}

gboolean
sublet_closure_is_narrow (gpointer self, SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_NARROW;
}

gboolean
sublet_closure_is_not_narrow (gpointer self, SubletSizeClass size_class)
{
  return size_class != SUBLET_SIZE_CLASS_NARROW;
}

gboolean
sublet_closure_is_medium (gpointer self, SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_MEDIUM;
}

gboolean
sublet_closure_is_wide (gpointer self, SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_WIDE;
}

gboolean
sublet_closure_is_not_wide (gpointer self, SubletSizeClass size_class)
{
  return size_class != SUBLET_SIZE_CLASS_WIDE;
}

GtkOrientation
sublet_closure_stack_when_narrow (gpointer self, SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_NARROW ? GTK_ORIENTATION_VERTICAL
                                                : GTK_ORIENTATION_HORIZONTAL;
}

int
sublet_closure_page_margin (gpointer self, SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_NARROW ? PAGE_MARGIN_NARROW : PAGE_MARGIN;
}

gboolean
sublet_closure_not (gpointer self, gboolean value)
{
  return !value;
}

gboolean
sublet_closure_and (gpointer self, gboolean a, gboolean b)
{
  return a && b;
}

gboolean
sublet_closure_has_text (gpointer self, const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
sublet_closure_is_set (gpointer self, GObject *object)
{
  return object != NULL;
}

gboolean
sublet_closure_is_positive (gpointer self, guint count)
{
  return count > 0;
}

char *
sublet_closure_amount (gpointer self, gint64 amount_uusd)
{
  return sublet_format_amount (amount_uusd);
}

char *
sublet_closure_rate (gpointer self, gint64 rate_nusd)
{
  return sublet_format_rate (rate_nusd);
}

char *
sublet_closure_rate_per_day (gpointer self, gint64 rate_nusd)
{
  return sublet_format_rate_per_day (rate_nusd);
}
