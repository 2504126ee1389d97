/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-cancel.h"
#include "core/market/sublet-word-set.h"

static void
on_names (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  gsize i;

  names = sublet_client_list_gpu_names_finish (SUBLET_CLIENT (source), result, &error);
  if (self == NULL || self->naming != pending->cancellable)
    return;
  if (names == NULL)
    {
      g_debug ("The names of all GPUs are not known: %s", error->message);
      return;
    }

  for (i = 0; names[i] != NULL; i++)
    sublet_word_set_put (self->seen_models, names[i], true);
  sublet_market_emit_view_changed (self);
}

/**
 * sublet_market_ask_names: (skip)
 * @self: a market that knows offers
 *
 * Asks once for the names of all models, so that those can be chosen that the list does not have.
 * Without them nothing is amiss: the lists name models too.
 */
void
sublet_market_ask_names (SubletMarket *self)
{
  if (self->naming != NULL)
    return;

  self->naming = g_cancellable_new ();
  sublet_client_list_gpu_names_async (self->client,
                                      self->naming,
                                      on_names,
                                      sublet_market_pending_new (self, self->naming));
}

/**
 * sublet_market_forget_names: (skip)
 * @self: a market
 *
 * Forgets what was seen, and asks again after the next list.
 */
void
sublet_market_forget_names (SubletMarket *self)
{
  sublet_cancel_clear (&self->naming);
  sublet_word_set_clear (self->seen_models);
  sublet_word_set_clear (self->seen_countries);
}
