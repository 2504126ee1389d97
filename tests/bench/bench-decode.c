/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "core/api/sublet-offer-decoder-private.h"

#include "support/sublet-test-offers.h"

#include <stdlib.h>

/*
 * Twenty thousand offers from bytes to rows, fed in the pieces in which the transport reads them,
 * against json-glib's parse of the same bytes alone. The two take turns, so that a busy machine
 * slows both.
 */

#define N_OFFERS 20000
#define REPETITIONS 7
#define CHUNK (256 * 1024)
#define BUDGET 8.0

static double
decode (const GString *reply)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (SubletOfferDecoder) decoder = sublet_offer_decoder_new ();
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  double elapsed_ms;
  gsize at;

  for (at = 0; at < reply->len; at += CHUNK)
    {
      if (!sublet_offer_decoder_feed (decoder,
                                      reply->str + at,
                                      MIN (CHUNK, reply->len - at),
                                      &error))
        g_error ("%s", error->message);
    }
  if (!sublet_offer_decoder_finish (decoder, &error))
    g_error ("%s", error->message);
  rows = sublet_offer_decoder_steal_rows (decoder);
  elapsed_ms = (double) (g_get_monotonic_time () - start_us) / 1000;
  if (rows->len != N_OFFERS || sublet_offer_decoder_get_n_skipped (decoder) > 0)
    g_error ("%u offers", rows->len);

  return elapsed_ms;
}

static double
parse (const GString *reply)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_data (parser, reply->str, (gssize) reply->len, &error))
    g_error ("%s", error->message);

  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

int
main (void)
{
  g_autoptr (GString) reply = NULL;
  double ours_ms[REPETITIONS];
  double baseline_ms[REPETITIONS];
  double ratio;
  gsize i;

  reply = sublet_test_offers_make_reply (N_OFFERS, 20000);
  for (i = 0; i < REPETITIONS; i++)
    {
      ours_ms[i] = decode (reply);
      baseline_ms[i] = parse (reply);
    }
  qsort (ours_ms, REPETITIONS, sizeof ours_ms[0], compare);
  qsort (baseline_ms, REPETITIONS, sizeof baseline_ms[0], compare);
  ratio = baseline_ms[REPETITIONS / 2] / ours_ms[REPETITIONS / 2];

  g_print ("%d offers, %.1f MB, bytes to rows: %d times, median %.1f ms, worst %.1f ms; json-glib "
           "parse alone: median %.1f ms, worst %.1f ms; %.1f times faster (budget >= %.0f): %s\n",
           N_OFFERS,
           (double) reply->len / 1e6,
           REPETITIONS,
           ours_ms[REPETITIONS / 2],
           ours_ms[REPETITIONS - 1],
           baseline_ms[REPETITIONS / 2],
           baseline_ms[REPETITIONS - 1],
           ratio,
           BUDGET,
           ratio >= BUDGET ? "kept" : "MISSED");

  return ratio >= BUDGET ? EXIT_SUCCESS : EXIT_FAILURE;
}
