/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"

#include <stdlib.h>

static int status = EXIT_SUCCESS;

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

void
bench_figures_add (BenchFigures *self, double value)
{
  g_assert_cmpint (self->n, <, BENCH_MAX_FIGURES);
  self->values[self->n++] = value;
}

void
bench_figures_add_since (BenchFigures *self, gint64 start_us)
{
  bench_figures_add (self, (double) (g_get_monotonic_time () - start_us) / 1000);
}

double
bench_figures_get_median (BenchFigures *self)
{
  g_assert_cmpint (self->n, >, 0);
  qsort (self->values, (gsize) self->n, sizeof self->values[0], compare);

  return self->values[self->n / 2];
}

static double
get_worst (BenchFigures *sorted)
{
  return sorted->values[sorted->n - 1];
}

static void
print_verdict (bool kept)
{
  g_print ("%s\n", kept ? "" : "  over budget");
  if (!kept)
    status = EXIT_FAILURE;
}

void
bench_print_header (void)
{
  g_print ("%-44s%4s%11s%11s%11s%11s%8s%11s\n",
           "",
           "n",
           "median",
           "worst",
           "baseline",
           "worst",
           "ratio",
           "budget");
}

void
bench_print_absolute (const char *name, BenchFigures *figures, double budget_ms)
{
  double median = bench_figures_get_median (figures);

  g_print ("%-44s%4d%8.1f ms%8.1f ms%30s%8.0f ms",
           name,
           figures->n,
           median,
           get_worst (figures),
           "",
           budget_ms);
  print_verdict (median <= budget_ms);
}

void
bench_print_plain (const char *name, BenchFigures *figures)
{
  double median = bench_figures_get_median (figures);

  g_print ("%-44s%4d%8.1f ms%8.1f ms\n", name, figures->n, median, get_worst (figures));
}

static void
print_pair (const char *name, BenchFigures *figures, BenchFigures *baseline)
{
  double median = bench_figures_get_median (figures);
  double baseline_median = bench_figures_get_median (baseline);

  g_print ("%-44s%4d%8.1f ms%8.1f ms%8.1f ms%8.1f ms",
           name,
           figures->n,
           median,
           get_worst (figures),
           baseline_median,
           get_worst (baseline));
}

void
bench_print_ratio (const char *name, BenchFigures *figures, BenchFigures *baseline, double most)
{
  double ratio = bench_figures_get_median (figures) / bench_figures_get_median (baseline);

  print_pair (name, figures, baseline);
  g_print ("%8.2f%11.2f", ratio, most);
  print_verdict (ratio <= most);
}

void
bench_print_rate (const char *name, BenchFigures *figures, BenchFigures *baseline, double least)
{
  double ratio = bench_figures_get_median (baseline) / bench_figures_get_median (figures);

  print_pair (name, figures, baseline);
  g_print ("%8.2f    >= %4.2f", ratio, least);
  print_verdict (ratio >= least);
}

void
bench_print_beside (const char *name,
                    BenchFigures *figures,
                    BenchFigures *baseline,
                    double budget_ms)
{
  print_pair (name, figures, baseline);
  g_print ("%8s", "");
  if (budget_ms > 0)
    g_print ("%8.0f ms", budget_ms);
  print_verdict (budget_ms <= 0 || bench_figures_get_median (figures) <= budget_ms);
}

void
bench_print_memory (const char *name, double mb, double budget_mb)
{
  g_print ("%-44s%4d%8.1f MB%41s%8.0f MB", name, 1, mb, "", budget_mb);
  print_verdict (mb <= budget_mb);
}

void
bench_print_kib (const char *name, double kib, double budget_kib)
{
  g_print ("%-44s%4d%7.2f KiB%40s%8.0f KiB", name, 1, kib, "", budget_kib);
  print_verdict (kib <= budget_kib);
}

void
bench_print_frames (const char *name, BenchFigures *dropped, BenchFigures *baseline)
{
  double median = bench_figures_get_median (dropped);
  double baseline_median = bench_figures_get_median (baseline);

  g_print ("%-44s%4d%11.1f%11.1f%11.1f%11.1f%19s",
           name,
           dropped->n,
           median,
           get_worst (dropped),
           baseline_median,
           get_worst (baseline),
           "no more");
  print_verdict (median <= baseline_median);
}

int
bench_get_status (void)
{
  return status;
}
