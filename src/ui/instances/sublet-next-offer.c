/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-next-offer.h"

#include "core/base/sublet-error.h"

/* A search is ten in a minute for everybody, and what is said is only a guess until it is asked. */
#define AGAIN_US (5 * G_TIME_SPAN_MINUTE)

struct _SubletNextOffer
{
  GObject parent_instance;

  SubletRental *rental; /* (owned) */
  GCancellable *cancellable;

  SubletNextOfferState state;
  SubletRentalRequest *request; /* (owned) (nullable) */
  gint64 due_mono_us;           /* when it may be asked again */
};

G_DEFINE_FINAL_TYPE (SubletNextOffer, sublet_next_offer, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_ONE,
} SubletNextOfferSignal;

static guint signals[SIGNAL_LAST_ONE];

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletNextOffer) self = user_data;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  request = sublet_rental_engine_find_next_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* Under a key that was replaced meanwhile: the new one may ask at once. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->due_mono_us = 0;
  sublet_next_offer_take (self,
                          request != NULL ? SUBLET_NEXT_OFFER_FOUND
                          : g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OFFER_GONE)
                            ? SUBLET_NEXT_OFFER_NONE
                            : SUBLET_NEXT_OFFER_UNKNOWN,
                          request);
}

static void
sublet_next_offer_dispose (GObject *object)
{
  SubletNextOffer *self = SUBLET_NEXT_OFFER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->request);
  g_clear_object (&self->rental);

  G_OBJECT_CLASS (sublet_next_offer_parent_class)->dispose (object);
}

static void
sublet_next_offer_finalize (GObject *object)
{
  g_object_unref (SUBLET_NEXT_OFFER (object)->cancellable);

  G_OBJECT_CLASS (sublet_next_offer_parent_class)->finalize (object);
}

static void
sublet_next_offer_class_init (SubletNextOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_next_offer_dispose;
  object_class->finalize = sublet_next_offer_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
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
sublet_next_offer_init (SubletNextOffer *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sublet_next_offer_new:
 * @rental: one of ours
 *
 * Returns: (transfer full): nothing is known yet, and nobody was asked
 */
SubletNextOffer *
sublet_next_offer_new (SubletRental *rental)
{
  SubletNextOffer *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  self = g_object_new (SUBLET_TYPE_NEXT_OFFER, NULL);
  self->rental = g_object_ref (rental);

  return self;
}

/**
 * sublet_next_offer_ask:
 * @self: an offer
 * @engine: what asks the market
 *
 * Asks, unless that was done in the last five minutes; what was found stays until then.
 */
void
sublet_next_offer_ask (SubletNextOffer *self, SubletRentalEngine *engine)
{
  gint64 now_us;

  g_return_if_fail (SUBLET_IS_NEXT_OFFER (self));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));

  now_us = sublet_clock_get_monotonic_us (sublet_rental_engine_get_clock (engine));
  if (self->state == SUBLET_NEXT_OFFER_ASKING || now_us < self->due_mono_us)
    return;

  self->due_mono_us = now_us + AGAIN_US;
  if (self->state == SUBLET_NEXT_OFFER_UNKNOWN)
    self->state = SUBLET_NEXT_OFFER_ASKING;
  sublet_rental_engine_find_next_async (engine,
                                        self->rental,
                                        self->cancellable,
                                        on_found,
                                        g_object_ref (self));
}

/**
 * sublet_next_offer_take:
 * @self: an offer
 * @state: what the market said
 * @request: (nullable): what could be asked for, with FOUND
 */
void
sublet_next_offer_take (SubletNextOffer *self,
                        SubletNextOfferState state,
                        SubletRentalRequest *request)
{
  g_return_if_fail (SUBLET_IS_NEXT_OFFER (self));
  g_return_if_fail ((state == SUBLET_NEXT_OFFER_FOUND) == (request != NULL));

  self->state = state;
  g_set_object (&self->request, request);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sublet_next_offer_get_state:
 * @self: an offer
 *
 * Returns: what is known of it
 */
SubletNextOfferState
sublet_next_offer_get_state (SubletNextOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_NEXT_OFFER (self), SUBLET_NEXT_OFFER_UNKNOWN);

  return self->state;
}

/**
 * sublet_next_offer_get_request:
 * @self: an offer
 *
 * Returns: (transfer none) (nullable): what could be asked for
 */
SubletRentalRequest *
sublet_next_offer_get_request (SubletNextOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_NEXT_OFFER (self), NULL);

  return self->request;
}
