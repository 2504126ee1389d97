/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"

#include "core/logs/sublet-log-reader-private.h"
#include "ui/logs/sublet-log-finder-private.h"
#include "ui/logs/sublet-log-view.h"
#include "ui/sublet-ui-test.h"

/*
 * A log of as many lines as are kept: what it takes to read it (on a worker), to show it for the
 * first time, to add what one look brings while all of it is there, and to search it, a part at a
 * time. The main loop stands still while text is added or searched, so the last three have a
 * budget; the first look asks for 5,000 lines.
 */

#define ALL_LINES 50000
#define FIRST_LINES 5000
#define NEXT_LINES 100
#define REPETITIONS 20

#define FIRST_BUDGET_MS 60.0
#define NEXT_BUDGET_MS 16.0
#define SEARCH_BUDGET_MS 16.0

static GBytes *
make_log (guint first, guint n)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = first; i < first + n; i++)
    g_string_append_printf (text,
                            "2026-11-23T14:02:11Z %s step %u of a run that says about as much in "
                            "a line as others do\n",
                            i % 10 == 0 ? "WARNING" : "INFO",
                            i);

  return g_string_free_to_bytes (text);
}

static SubletLogReading *
read_log (guint first, guint n)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GBytes) bytes = make_log (first, n);

  return sublet_log_read (bytes, nothing, ALL_LINES);
}

static void
add (GListStore *lines, const SubletLogReading *reading)
{
  g_list_store_splice (lines,
                       g_list_model_get_n_items (G_LIST_MODEL (lines)),
                       0,
                       reading->lines->pdata,
                       reading->lines->len);
}

static void
measure_reading (void)
{
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GBytes) bytes = make_log (0, ALL_LINES);
  BenchFigures figures = { 0 };
  int i;

  for (i = 0; i < REPETITIONS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr (SubletLogReading) reading = sublet_log_read (bytes, nothing, ALL_LINES);

      bench_figures_add_since (&figures, start_us);
    }
  bench_print_plain ("50,000 lines read, on a worker", &figures);
}

/* What the main loop does for it, without the frame that follows. */
static void
measure_first (void)
{
  g_autoptr (SubletLogReading) reading = read_log (0, FIRST_LINES);
  BenchFigures figures = { 0 };
  int i;

  for (i = 0; i < REPETITIONS; i++)
    {
      g_autoptr (GListStore) lines = g_list_store_new (SUBLET_TYPE_LOG_LINE);
      GtkWidget *view = g_object_new (SUBLET_TYPE_LOG_VIEW, NULL);
      GtkWidget *window = sublet_ui_test_present (view, 860, 560);
      gint64 start_us;

      sublet_log_view_set_lines (SUBLET_LOG_VIEW (view), G_LIST_MODEL (lines));
      start_us = g_get_monotonic_time ();
      add (lines, reading);
      bench_figures_add_since (&figures, start_us);
      sublet_ui_test_settle (window);
      gtk_window_destroy (GTK_WINDOW (window));
      sublet_test_drain ();
    }
  bench_print_absolute ("5,000 lines shown", &figures, FIRST_BUDGET_MS);
}

static void
measure_next (void)
{
  g_autoptr (GListStore) lines = g_list_store_new (SUBLET_TYPE_LOG_LINE);
  g_autoptr (SubletLogReading) all = read_log (0, ALL_LINES);
  GtkWidget *view = g_object_new (SUBLET_TYPE_LOG_VIEW, NULL);
  GtkWidget *window = sublet_ui_test_present (view, 860, 560);
  BenchFigures adding = { 0 };
  BenchFigures frames = { 0 };
  int i;

  sublet_log_view_set_lines (SUBLET_LOG_VIEW (view), G_LIST_MODEL (lines));
  add (lines, all);
  sublet_ui_test_settle (window);
  for (i = 0; i < REPETITIONS; i++)
    {
      g_autoptr (SubletLogReading) next = read_log (ALL_LINES + (guint) i * NEXT_LINES, NEXT_LINES);
      gint64 start_us = g_get_monotonic_time ();

      add (lines, next);
      g_list_store_splice (lines, 0, NEXT_LINES, NULL, 0);
      bench_figures_add_since (&adding, start_us);
      start_us = g_get_monotonic_time ();
      sublet_ui_test_settle (window);
      bench_figures_add_since (&frames, start_us);
    }
  bench_print_absolute ("100 lines added to 50,000", &adding, NEXT_BUDGET_MS);
  bench_print_plain ("the frames after it", &frames);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each part of it; letters that are not plain take longer to fold. */
static void
measure_search (const char *name, const char *text)
{
  g_autoptr (SubletLogReading) reading = read_log (0, ALL_LINES);
  g_autoptr (GListStore) lines = g_list_store_new (SUBLET_TYPE_LOG_LINE);
  GtkWidget *view = g_object_ref_sink (g_object_new (SUBLET_TYPE_LOG_VIEW, NULL));
  GtkTextBuffer *buffer =
    gtk_text_view_get_buffer (sublet_log_view_get_text_view (SUBLET_LOG_VIEW (view)));
  BenchFigures figures = { 0 };
  SubletLogFinder finder;

  g_list_store_splice (lines, 0, 0, reading->lines->pdata, reading->lines->len);
  sublet_log_view_set_lines (SUBLET_LOG_VIEW (view), G_LIST_MODEL (lines));
  sublet_log_finder_init (&finder);
  sublet_log_finder_begin (&finder, buffer, text);
  while (!sublet_log_finder_is_done (&finder))
    {
      gint64 start_us = g_get_monotonic_time ();

      sublet_log_finder_go_on (&finder, buffer);
      bench_figures_add_since (&figures, start_us);
    }
  bench_print_absolute (name, &figures, SEARCH_BUDGET_MS);
  sublet_log_finder_clear (&finder);
  g_object_unref (view);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  bench_print_header ();
  measure_reading ();
  measure_first ();
  measure_next ();
  measure_search ("a part of 50,000 lines searched", "step 7");
  measure_search ("the same for other letters", "schritt ü");

  return bench_get_status ();
}
