/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-measure.h"

#include "ui/common/sublet-size-bin.h"

#include <adwaita.h>
#include <stdbool.h>

typedef struct
{
  GtkWidget *target;
  const char *name;
  int width; /* what the person gave the window */
  guint n_cut;
} Measure;

static void complain (Measure *measure, GtkWidget *widget, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return NULL;
}

/* Where it stands, from the window down, and what is on it. */
static char *
describe (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);
  const char *text = get_text (widget);
  GtkWidget *up;

  for (up = widget; up != NULL; up = gtk_widget_get_parent (up))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (up));

      /* Builder numbers what has no id. */
      if (id != NULL && g_str_has_prefix (id, "___"))
        id = NULL;
      if (up != widget && id == NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (up), "Sublet"))
        continue;
      g_string_prepend (path, "/");
      g_string_prepend (path, id != NULL ? id : G_OBJECT_TYPE_NAME (up));
    }
  g_string_append_printf (path, " \"%s\"", text != NULL ? text : "");

  return g_string_free (path, FALSE);
}

static void
complain (Measure *measure, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *where = describe (widget);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s: %s: %s\n", measure->name, where, what);
  measure->n_cut++;
}

/* The library's own labels, which are always in one line: titles of windows, of groups of
 * preferences, and of pages in a switcher. */
static bool
is_chrome (GtkWidget *widget)
{
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);

  return gtk_widget_has_css_class (widget, "title") ||
         (group != NULL && gtk_widget_has_css_class (widget, "heading") &&
          g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)),
                     adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group))) == 0) ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL;
}

static bool
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (gtk_widget_get_has_tooltip (widget))
        return true;
    }

  return false;
}

/* What may be pulled into view is not cut off. */
static bool
scrolls_sideways (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkPolicyType policy;

      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
      if (policy != GTK_POLICY_NEVER)
        return true;
    }

  return false;
}

static void
measure_bounds (Measure *measure, GtkWidget *widget)
{
  graphene_rect_t bounds;
  int width = gtk_widget_get_width (measure->target);

  if (!gtk_widget_compute_bounds (widget, measure->target, &bounds) || scrolls_sideways (widget))
    return;

  if (bounds.origin.x < -0.5f || bounds.origin.x + bounds.size.width > (float) width + 0.5f)
    complain (measure,
              widget,
              "from %.0f to %.0f in a window of %d",
              (double) bounds.origin.x,
              (double) (bounds.origin.x + bounds.size.width),
              width);
}

static void
measure_label (Measure *measure, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  GtkWidget *widget = GTK_WIDGET (label);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    {
      if (!has_tooltip (widget) && !is_chrome (widget))
        complain (measure, widget, "shortened, and nothing tells the rest");
      return;
    }
  /* Fractions of pixels are rounded up for each line. */
  if (width > gtk_widget_get_width (widget) + 1)
    complain (measure, widget, "%d wide, has %d", width, gtk_widget_get_width (widget));
  if (height > gtk_widget_get_height (widget) + 1)
    complain (measure, widget, "%d high, has %d", height, gtk_widget_get_height (widget));
}

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum = 0;

  if (gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The innermost of those that need more. */
static GtkWidget *
find_wide (GtkWidget *widget, int width)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (get_minimum_width (child) > width)
        return find_wide (child, width);
    }

  return widget;
}

static void
measure_bin (Measure *measure, SubletSizeBin *bin)
{
  GtkWidget *child = sublet_size_bin_get_child (bin);
  int width = gtk_widget_get_width (GTK_WIDGET (bin));

  if (child != NULL && get_minimum_width (child) > width)
    complain (measure,
              find_wide (child, width),
              "needs %d, has %d",
              get_minimum_width (child),
              width);
}

/* A popover is made as high as its words are where they need not wrap. */
static void
measure_popover (Measure *measure, GtkPopover *popover)
{
  GtkWidget *child = gtk_popover_get_child (popover);
  int height = gtk_widget_get_height (child);
  int minimum = 0;

  gtk_widget_measure (child,
                      GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (child),
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  if (minimum > height)
    complain (measure, child, "needs %d of height, has %d", minimum, height);
}

static void
measure_tree (Measure *measure, GtkWidget *widget)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_POPOVER (widget))
    measure_popover (measure, GTK_POPOVER (widget));
  if (SUBLET_IS_SIZE_BIN (widget))
    measure_bin (measure, SUBLET_SIZE_BIN (widget));
  if (GTK_IS_LABEL (widget))
    measure_label (measure, GTK_LABEL (widget));
  if (get_text (widget) != NULL || GTK_IS_IMAGE (widget))
    measure_bounds (measure, widget);

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child))
        measure_tree (measure, child);
    }
}

/**
 * shots_measure:
 * @target: a mapped window or popover, laid out
 * @width: what its window was given
 * @name: of the screen, for what is printed
 *
 * Prints what is wider than the window, what is cut off, and what is shortened with nothing that
 * tells the rest.
 *
 * Returns: how much of that there is
 */
guint
shots_measure (GtkWidget *target, int width, const char *name)
{
  Measure measure = { target, name, width, 0 };

  if (gtk_widget_get_width (target) > width)
    complain (&measure, target, "%d wide in a window of %d", gtk_widget_get_width (target), width);
  measure_tree (&measure, target);

  return measure.n_cut;
}
