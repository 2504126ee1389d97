/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-client.h"
#include "core/api/sublet-offer-decoder-private.h"
#include "core/base/sublet-json.h"

/* A list of offers. */

static gpointer
begin_offers (void)
{
  return sublet_offer_decoder_new ();
}

static bool
feed_offers (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_offer_decoder_feed (state, text, length, error);
}

static SubletOfferPage *
make_offer_page (SubletOfferDecoder *decoder, const SubletReplyTimes *times)
{
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = sublet_offer_decoder_steal_rows (decoder);
  page->skipped_rows = sublet_offer_decoder_get_n_skipped (decoder);
  page->known_at_us = times->received_at_us;

  return page;
}

static gpointer
end_offers (gpointer state, const SubletReplyTimes *times, GError **error)
{
  SubletOfferDecoder *decoder = state;
  SubletOfferPage *page;

  if (!sublet_offer_decoder_finish (decoder, error) ||
      sublet_decode_is_refused (sublet_offer_decoder_get_envelope (decoder), error))
    return NULL;
  if (!sublet_offer_decoder_get_found (decoder))
    {
      sublet_decode_fail (error, "the reply holds no list of offers");
      return NULL;
    }

  page = make_offer_page (decoder, times);
  page->truncated =
    sublet_json_opt_bool (sublet_offer_decoder_get_envelope (decoder), "truncated", false);

  return page;
}

static gpointer
salvage_offers (gpointer state, const SubletReplyTimes *times)
{
  g_autoptr (SubletOfferPage) page = make_offer_page (state, times);

  return page->rows->len > 0 ? g_steal_pointer (&page) : NULL;
}

static void
free_offers (gpointer state)
{
  sublet_offer_decoder_free (state);
}

const SubletDecoding sublet_decode_offers = {
  .begin = begin_offers,
  .feed = feed_offers,
  .end = end_offers,
  .salvage = salvage_offers,
  .free_state = free_offers,
  .free_result = (GDestroyNotify) sublet_offer_page_free,
};
