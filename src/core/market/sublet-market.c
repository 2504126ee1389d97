/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"
#include "core/market/sublet-market-private.h"
#include "core/market/sublet-word-set.h"

G_DEFINE_FINAL_TYPE (SubletMarket, sublet_market, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SubletMarketState,
                    sublet_market_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_STATE_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_STATE_ERROR, "error"))

G_DEFINE_ENUM_TYPE (SubletMarketCut,
                    sublet_market_cut,
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_MORE, "more"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_STUCK, "stuck"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_REPLY, "reply"),
                    G_DEFINE_ENUM_VALUE (SUBLET_MARKET_CUT_KEPT, "kept"))

typedef enum
{
  PROP_CLIENT = 1,
  PROP_STATE,
  PROP_ERROR,
  PROP_KNOWN_AT_US,
  PROP_REFRESHING,
  PROP_PROGRESS,
  PROP_TOTAL,
  PROP_SHOWN,
  PROP_CUT,
  PROP_MAX_ROWS,
  PROP_CHANGES,
} SubletMarketProperty;

static GParamSpec *properties[PROP_CHANGES + 1];

typedef enum
{
  SIGNAL_VIEW_CHANGED,
  SIGNAL_KINDS_CHANGED,
} SubletMarketSignal;

static guint signals[SIGNAL_KINDS_CHANGED + 1];

static void
sublet_market_dispose (GObject *object)
{
  SubletMarket *self = SUBLET_MARKET (object);

  sublet_market_stop_waiting (self);
  sublet_cancel_clear (&self->fetching);
  g_clear_pointer (&self->walk, sublet_market_walk_free);
  sublet_market_forget_kinds (self);
  g_clear_object (&self->known_query);
  g_clear_object (&self->page_query);
  sublet_cancel_clear (&self->naming);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sublet_market_parent_class)->dispose (object);
}

static void
sublet_market_finalize (GObject *object)
{
  SubletMarket *self = SUBLET_MARKET (object);

  g_clear_pointer (&self->shown, sublet_market_shown_unref);
  g_clear_pointer (&self->page, sublet_offer_page_free);
  g_clear_error (&self->error);
  sublet_offer_filter_free (self->filter);
  g_ptr_array_unref (self->seen_models);
  g_ptr_array_unref (self->seen_countries);

  G_OBJECT_CLASS (sublet_market_parent_class)->finalize (object);
}

static void
sublet_market_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMarket *self = SUBLET_MARKET (object);
  guint n_rows;

  switch ((SubletMarketProperty) prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, sublet_market_get_refreshing (self));
      break;
    case PROP_PROGRESS:
      g_value_set_uint (value, sublet_market_get_progress (self, &n_rows, NULL) ? n_rows : 0);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, sublet_market_get_total (self));
      break;
    case PROP_SHOWN:
      g_value_set_uint (value, sublet_market_get_shown (self));
      break;
    case PROP_CUT:
      g_value_set_enum (value, (int) self->cut);
      break;
    case PROP_MAX_ROWS:
      g_value_set_uint (value, self->max_rows);
      break;
    case PROP_CHANGES:
      g_value_set_uint (value, sublet_market_get_changes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_market_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletMarket *self = SUBLET_MARKET (object);

  if (prop_id == PROP_CLIENT)
    self->client = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_class_init (SubletMarketClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_market_dispose;
  object_class->finalize = sublet_market_finalize;
  object_class->get_property = sublet_market_get_property;
  object_class->set_property = sublet_market_set_property;

  properties[PROP_CLIENT] =
    g_param_spec_object ("client",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CLIENT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              SUBLET_TYPE_MARKET_STATE,
                                              SUBLET_MARKET_STATE_NEVER,
                                              flags);
  /* Why the last request failed; NULL after one that was answered. */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /* Service time of the answer that is shown, 0 for none. */
  properties[PROP_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  /* Offers that came so far, while a list of several pages comes; else 0. */
  properties[PROP_PROGRESS] = g_param_spec_uint ("progress", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* Offers that can be rented for the job. */
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* Positions of the view. */
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* Why there may be more offers than are known. */
  properties[PROP_CUT] =
    g_param_spec_enum ("cut", NULL, NULL, SUBLET_TYPE_MARKET_CUT, SUBLET_MARKET_CUT_NONE, flags);
  /* Offers that are loaded at most. */
  properties[PROP_MAX_ROWS] =
    g_param_spec_uint ("max-rows", NULL, NULL, 1, G_MAXUINT, SUBLET_MARKET_MAX_ROWS, flags);
  /* Rows that would come, go or move if the list were not held. */
  properties[PROP_CHANGES] = g_param_spec_uint ("changes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_VIEW_CHANGED] = g_signal_new ("view-changed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               0);
  signals[SIGNAL_KINDS_CHANGED] = g_signal_new ("kinds-changed",
                                                G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);
}

static void
sublet_market_init (SubletMarket *self)
{
  sublet_job_init (&self->job);
  sublet_offer_order_init (&self->order);
  self->filter = sublet_offer_filter_new ();
  self->seen_models = sublet_word_set_new ();
  self->seen_countries = sublet_word_set_new ();
  self->policy_max_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->max_rows = SUBLET_MARKET_MAX_ROWS;
}

/**
 * sublet_market_new:
 * @client: where offers are asked for
 *
 * Returns: (transfer full): a market that asks nothing yet and hides nothing
 */
SubletMarket *
sublet_market_new (SubletClient *client)
{
  return g_object_new (SUBLET_TYPE_MARKET, "client", client, NULL);
}

/**
 * sublet_market_get_clock:
 * @self: a market
 *
 * Returns: (transfer none): the client's clock
 */
SubletClock *
sublet_market_get_clock (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return sublet_client_get_clock (self->client);
}

/**
 * sublet_market_set_place_namer:
 * @self: a market
 * @place_namer: (nullable): what a person reads for a place; called on any thread
 */
void
sublet_market_set_place_namer (SubletMarket *self, SubletPlaceNamer place_namer)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  self->place_namer = place_namer;
}

/* ---- for the other files of the market ---- */

void
sublet_market_set_state (SubletMarket *self, SubletMarketState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
sublet_market_take_error (SubletMarket *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
sublet_market_set_cut (SubletMarket *self, SubletMarketCut cut)
{
  if (self->cut == cut)
    return;

  self->cut = cut;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUT]);
}

void
sublet_market_set_known_at_us (SubletMarket *self, gint64 known_at_us)
{
  if (self->known_at_us == known_at_us)
    return;

  self->known_at_us = known_at_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN_AT_US]);
}

SubletMarketShown *
sublet_market_exchange_shown (SubletMarket *self, SubletMarketShown *shown)
{
  SubletMarketShown *before = self->shown;
  guint total = sublet_market_get_total (self);
  guint n_shown = sublet_market_get_shown (self);
  guint changes = sublet_market_get_changes (self);

  self->shown = shown;

  if (sublet_market_get_total (self) != total)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  if (sublet_market_get_shown (self) != n_shown)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  if (sublet_market_get_changes (self) != changes)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGES]);

  return before;
}

void
sublet_market_emit_view_changed (SubletMarket *self)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}
