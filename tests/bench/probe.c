/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Preloaded into a program as it is shipped: takes the place of g_application_run(), watches every
 * frame clock, and writes to the file descriptor in SUBLET_BENCH_FD one line for each first time:
 *   frame <µs>   the first painted frame with a mapped window
 *   rows <µs>    the first painted frame with text in a row of a mapped column view
 * The time is that of CLOCK_MONOTONIC at the end of the frame.
 */

/* Fewer are a list still on its way. */
#define MIN_ROWS 100

typedef int (*ApplicationRun) (GApplication *application, int argc, char **argv);

static int report_fd = -1;
static bool frame_seen;
static bool rows_seen;

static void
report (const char *what)
{
  dprintf (report_fd, "%s %" G_GINT64_FORMAT "\n", what, g_get_monotonic_time ());
}

static bool
has_text (GtkWidget *widget)
{
  GtkWidget *child;
  const char *text = NULL;

  if (!gtk_widget_get_mapped (widget))
    return false;
  if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  else if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  if (text != NULL && *text != '\0')
    return true;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_text (child))
        return true;
    }

  return false;
}

static bool
has_rows (GtkWidget *widget, bool in_table)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (widget))
    return false;
  if (in_table && GTK_IS_LIST_VIEW (widget))
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));

      return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) >= MIN_ROWS &&
             has_text (widget);
    }

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_rows (child, in_table || GTK_IS_COLUMN_VIEW (widget)))
        return true;
    }

  return false;
}

static gboolean
on_after_paint (GSignalInvocationHint *hint,
                guint n_values,
                const GValue *values,
                gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!gtk_widget_get_mapped (window))
        continue;
      if (!frame_seen)
        report ("frame");
      frame_seen = true;
      if (!rows_seen && has_rows (window, false))
        {
          report ("rows");
          rows_seen = true;
        }
    }

  return !rows_seen;
}

/* The program's own call comes here first. */
G_MODULE_EXPORT int
g_application_run (GApplication *application, int argc, char **argv)
{
  ApplicationRun run = (ApplicationRun) dlsym (RTLD_NEXT, "g_application_run");
  const char *fd = getenv ("SUBLET_BENCH_FD");

  g_assert_nonnull (run);
  unsetenv ("LD_PRELOAD");
  if (fd != NULL)
    {
      report_fd = atoi (fd);
      g_type_class_unref (g_type_class_ref (GDK_TYPE_FRAME_CLOCK));
      g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK),
                                  0,
                                  on_after_paint,
                                  NULL,
                                  NULL);
    }

  return run (application, argc, argv);
}
