/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What the table of offers is measured against: the rows of a market in a GtkColumnView of
 * expression-bound labels over GTK's own filter and sort models, with the same twelve columns.
 */
typedef struct
{
  GtkWidget *view; /* (borrowed): goes with its window */
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSorter *sorters[2];
  GtkSortListModel *sorted;
} BenchBaseline;

void bench_baseline_init (BenchBaseline *self, SubletMarket *market);
void bench_baseline_clear (BenchBaseline *self);
/* One model's offers on even turns, all on odd ones. */
void bench_baseline_filter (BenchBaseline *self, int turn);
/* By rate on even turns, by reliability on odd ones. */
void bench_baseline_sort (BenchBaseline *self, int turn);

G_END_DECLS
