/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

/* What was found on the machine of the offer that is shown, when something ran there before. */

typedef struct
{
  SubletMarketPage *page;    /* (owned) */
  GCancellable *cancellable; /* (owned): the question is of no use any more */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->page);
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static Question *
question_new (SubletMarketPage *page, GCancellable *cancellable)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (page);
  question->cancellable = g_object_ref (cancellable);

  return question;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  SubletMarketPage *self = question->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport)
    report = sublet_runtime_report_store_load_finish (SUBLET_DATABASE (source), result, &error);

  /* Another offer is shown meanwhile, or nothing any more. */
  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  g_clear_object (&self->report_asked);
  if (error != NULL)
    g_message ("what was found on a machine cannot be read: %s", error->message);
  sublet_offer_details_set_report (self->details, report);
}

static void
forget (SubletMarketPage *self)
{
  if (self->report_asked != NULL)
    g_cancellable_cancel (self->report_asked);
  g_clear_object (&self->report_asked);
}

/**
 * sublet_market_page_update_note: (skip)
 * @self: a page
 * @offer: (nullable): what the details show
 *
 * Asks once for each machine that comes into sight; where the offer only changed nothing is asked.
 */
void
sublet_market_page_update_note (SubletMarketPage *self, SubletOffer *offer)
{
  const SubletOfferRow *row = offer != NULL ? sublet_offer_get_row (offer) : NULL;
  SubletRuntimeMachine machine = { row != NULL ? row->machine_id : 0,
                                   row != NULL ? row->host_id : 0 };
  SubletDatabase *database = self->engine != NULL ? sublet_rental_engine_get_database (self->engine)
                                                  : NULL;

  if (machine.machine_id == self->noted.machine_id && machine.host_id == self->noted.host_id)
    return;

  forget (self);
  self->noted = (SubletRuntimeMachine){ 0, 0 };
  sublet_offer_details_set_report (self->details, NULL);
  if (machine.machine_id <= 0 || database == NULL)
    return;

  self->noted = machine;
  self->report_asked = g_cancellable_new ();
  sublet_runtime_report_store_load_machine_async (database,
                                                  sublet_rental_engine_get_server (self->engine),
                                                  &machine,
                                                  on_loaded,
                                                  question_new (self, self->report_asked));
}

/**
 * sublet_market_page_look_at_notes: (skip)
 * @self: a page that comes into sight
 *
 * A report of the machine that is shown may have come since.
 */
void
sublet_market_page_look_at_notes (SubletMarketPage *self)
{
  self->noted = (SubletRuntimeMachine){ 0, 0 };
  sublet_market_page_update_note (self, sublet_offer_details_get_offer (self->details));
}

/**
 * sublet_market_page_forget_notes: (skip)
 * @self: a page that goes out of sight
 */
void
sublet_market_page_forget_notes (SubletMarketPage *self)
{
  forget (self);
}

/**
 * sublet_market_page_set_engine:
 * @self: a page
 * @engine: (nullable): who knows what was found on a machine before
 */
void
sublet_market_page_set_engine (SubletMarketPage *self, SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));
  g_return_if_fail (engine == NULL || SUBLET_IS_RENTAL_ENGINE (engine));

  g_set_object (&self->engine, engine);
  sublet_market_page_look_at_notes (self);
}
