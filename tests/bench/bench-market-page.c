/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "ui/market/sublet-choice-list.h"
#include "ui/market/sublet-market-page.h"
#include "ui/market/sublet-market-table.h"
#include "ui/sublet-ui-test.h"

#include "../core/market/random-offers.h"
#include "bench-figures.h"
#include "bench-market-feed.h"
#include "bench-pulse.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

/*
 * The whole market page with 20,000 offers: what it takes of memory over an empty window, how long
 * the main loop stands still at a key in the search for a model, and how smoothly the table scrolls
 * beside one with a single column of labels.
 */

#define N_OFFERS 20000
#define MIB (1024.0 * 1024.0)

#define MEMORY_BUDGET_MIB 40.0
#define OFFER_BUDGET_KIB 1.0
#define KEY_BUDGET_MS 16.0

#define FRAMES 90
#define REPETITIONS 7
#define WARM_UPS 2
#define FRAME_US (1000000.0 / 60)
/* A wheel that is turned fast: several rows a frame. */
#define SCROLL_PX 240

static double
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long total = 0;
  unsigned long resident = 0;

  /* What a worker has given back is not held. */
  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &total, &resident), ==, 2);

  return (double) resident * (double) sysconf (_SC_PAGESIZE);
}

/* ---- memory ---- */

/* Before there is a view, whose cells are as many for ten times the offers. */
static void
bench_held (SubletMarket *market)
{
  double before_bytes = get_resident_bytes ();
  g_autoptr (GArray) rows = random_offers_new (1, N_OFFERS, g_get_real_time ());

  bench_market_fill (market, rows);
  bench_print_kib ("memory of an offer that is held",
                   (get_resident_bytes () - before_bytes) / N_OFFERS / 1024,
                   OFFER_BUDGET_KIB);
}

static void
print_over_empty (double empty_bytes)
{
  bench_print_memory ("20000 offers, over an empty window",
                      (get_resident_bytes () - empty_bytes) / MIB,
                      MEMORY_BUDGET_MIB);
}

/* ---- typing ---- */

static gboolean
on_settled (gpointer user_data)
{
  *(bool *) user_data = true;
  return G_SOURCE_REMOVE;
}

static bool
is_true (gpointer user_data)
{
  return *(bool *) user_data;
}

/* Longer than the search waits for the next key. */
static void
await_settled (void)
{
  bool settled = false;

  g_timeout_add (300, on_settled, &settled);
  sublet_test_await (is_true, &settled);
}

static void
bench_typing (GtkWidget *window)
{
  static const char words[] = "rtx 4090 d";
  GtkWidget *list = sublet_ui_test_find_type (window, SUBLET_TYPE_CHOICE_LIST);
  GtkWidget *entry = sublet_choice_list_get_search_entry (SUBLET_CHOICE_LIST (list));
  BenchFigures stalls = { 0 };
  gsize length;

  for (length = 1; length < sizeof words; length++)
    {
      g_autofree char *text = g_strndup (words, length);
      BenchPulse pulse;

      bench_pulse_start (&pulse);
      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      await_settled ();
      bench_figures_add (&stalls, bench_pulse_take_ms (&pulse));
      bench_pulse_stop (&pulse);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  await_settled ();
  bench_print_absolute ("a key in the search for a model", &stalls, KEY_BUDGET_MS);
}

/* ---- scrolling ---- */

typedef struct
{
  GtkAdjustment *adjustment;
  int n_frames;
  gint64 last_us;
  double dropped;
  bool done;
} Scroll;

/* What scrolling once to below the rows that are made at first took. */
typedef struct
{
  double dropped; /* frames by which frames were late, altogether */
  double cpu_ms;  /* of the main thread, for one frame */
} ScrollCost;

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  gint64 now_us = gdk_frame_clock_get_frame_time (frame_clock);

  if (scroll->n_frames > 0)
    scroll->dropped += MAX (0, (double) (now_us - scroll->last_us) / FRAME_US - 1.5);
  scroll->last_us = now_us;
  if (++scroll->n_frames > FRAMES)
    {
      scroll->done = true;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (scroll->adjustment,
                            gtk_adjustment_get_value (scroll->adjustment) + SCROLL_PX);

  return G_SOURCE_CONTINUE;
}

static bool
is_scrolled (gpointer scroll)
{
  return ((Scroll *) scroll)->done;
}

static ScrollCost
scroll_down (GtkWidget *scrolled)
{
  Scroll scroll = { .adjustment =
                      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) };
  gint64 cpu_us;

  gtk_adjustment_set_value (scroll.adjustment, 0);
  sublet_ui_test_settle (scrolled);
  cpu_us = bench_get_cpu_us ();
  gtk_widget_add_tick_callback (scrolled, on_tick, &scroll, NULL);
  sublet_test_await (is_scrolled, &scroll);

  return (ScrollCost){ scroll.dropped, (double) (bench_get_cpu_us () - cpu_us) / 1000 / FRAMES };
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (text));
}

static GtkWidget *
make_label_table (void)
{
  GtkStringList *texts = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;
  guint i;

  for (i = 0; i < N_OFFERS; i++)
    gtk_string_list_take (texts, g_strdup_printf ("RTX 4090, %u", i));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  column = gtk_column_view_column_new ("GPU", factory);
  gtk_column_view_column_set_expand (column, TRUE);
  view =
    gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (texts))));
  gtk_widget_add_css_class (view, "data-table");
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);

  return scrolled;
}

static void
bench_scrolling (GtkWidget *window)
{
  GtkWidget *table = sublet_ui_test_find_type (window, SUBLET_TYPE_MARKET_TABLE);
  GtkWidget *scrolled = sublet_ui_test_find_type (table, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *labels = make_label_table ();
  GtkWidget *label_window = sublet_ui_test_present (labels, 1280, 800);
  BenchFigures dropped = { 0 };
  BenchFigures cpu = { 0 };
  BenchFigures baseline_dropped = { 0 };
  BenchFigures baseline_cpu = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      ScrollCost theirs = scroll_down (labels);
      ScrollCost ours = scroll_down (scrolled);

      if (turn < WARM_UPS)
        continue;
      bench_figures_add (&dropped, ours.dropped);
      bench_figures_add (&cpu, ours.cpu_ms);
      bench_figures_add (&baseline_dropped, theirs.dropped);
      bench_figures_add (&baseline_cpu, theirs.cpu_ms);
    }
  bench_print_frames ("frames dropped in 90 of scrolling", &dropped, &baseline_dropped);
  bench_print_beside ("CPU of a frame of scrolling", &cpu, &baseline_cpu, 0);
  gtk_window_destroy (GTK_WINDOW (label_window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (SubletMarket) market = NULL;
  g_autoptr (SubletSettings) settings = NULL;
  g_autoptr (SubletOfferFilter) all = sublet_offer_filter_new ();
  g_autofree char *text = sublet_offer_filter_to_text (all);
  GtkWidget *empty;
  GtkWidget *window;
  double empty_bytes;

  sublet_ui_test_init (&argc, &argv);
  market = bench_market_new ();
  settings = sublet_settings_new (TRUE);
  g_object_set (settings, "filters", text, NULL);

  bench_print_header ();
  empty = sublet_ui_test_present (gtk_label_new ("Empty"), 1280, 800);
  bench_await_paint (empty);
  empty_bytes = get_resident_bytes ();
  bench_held (market);
  window = bench_market_present_page (market, settings);
  sublet_ui_test_settle (window);
  gtk_window_destroy (GTK_WINDOW (empty));
  print_over_empty (empty_bytes);
  bench_typing (window);
  bench_scrolling (window);
  gtk_window_destroy (GTK_WINDOW (window));

  return bench_get_status ();
}
