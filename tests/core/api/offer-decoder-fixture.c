/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "offer-decoder-fixture.h"

#include "core/api/sublet-offer-decoder-private.h"

char *
offer_decoder_load (const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("SUBLET_TEST_DATA"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

GArray *
offer_decoder_decode (const char *text, gsize length, gsize chunk, guint *n_skipped, GError **error)
{
  g_autoptr (SubletOfferDecoder) decoder = sublet_offer_decoder_new ();
  gsize at;

  for (at = 0; at < length; at += MIN (chunk, length - at))
    {
      /* A copy of the piece alone, so that reading beyond it is an error. */
      g_autofree char *piece = g_memdup2 (text + at, MIN (chunk, length - at));

      if (!sublet_offer_decoder_feed (decoder, piece, MIN (chunk, length - at), error))
        return NULL;
    }
  if (!sublet_offer_decoder_finish (decoder, error))
    return NULL;
  if (n_skipped != NULL)
    *n_skipped = sublet_offer_decoder_get_n_skipped (decoder);

  return sublet_offer_decoder_steal_rows (decoder);
}
