/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What the programs of the bench measure, and how they print it: the rows of run.py. */

#define BENCH_MAX_FIGURES 32

typedef struct
{
  double values[BENCH_MAX_FIGURES];
  int n;
} BenchFigures;

/* The first ones are warm-ups, and for the caller to leave out. */
void bench_figures_add (BenchFigures *self, double value);
void bench_figures_add_since (BenchFigures *self, gint64 start_us);
/* Sorts them. */
double bench_figures_get_median (BenchFigures *self);

void bench_print_header (void);
/* Without a budget. */
void bench_print_plain (const char *name, BenchFigures *figures);
/* budget_ms: of the median, in milliseconds like the figures. */
void bench_print_absolute (const char *name, BenchFigures *figures, double budget_ms);
/* The same, with a baseline that decides nothing; budget_ms 0: none. */
void bench_print_beside (const char *name,
                         BenchFigures *figures,
                         BenchFigures *baseline,
                         double budget_ms);
void bench_print_memory (const char *name, double mb, double budget_mb);
void bench_print_kib (const char *name, double kib, double budget_kib);
/* Frames that were late; the median may be no higher than the baseline's. */
void bench_print_frames (const char *name, BenchFigures *dropped, BenchFigures *baseline);
/* most: what the median may be, as a ratio to the baseline's. */
void bench_print_ratio (const char *name,
                        BenchFigures *figures,
                        BenchFigures *baseline,
                        double most);
/* Of times for the same work: the ratio is that of the rates. */
void bench_print_rate (const char *name,
                       BenchFigures *figures,
                       BenchFigures *baseline,
                       double least);

/* EXIT_FAILURE once a row was over its budget. */
int bench_get_status (void);

G_END_DECLS
