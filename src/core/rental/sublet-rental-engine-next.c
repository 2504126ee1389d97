/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-request-private.h"

#include <math.h>

/*
 * The offer was taken, which is proved. The market is asked once more, and the cheapest offer that
 * is at least as good becomes the next candidate, once: asked for if its rate is at most the
 * ceiling that the person set, else proposed.
 */

/* Cards of one model differ a little in what they report (fact sheet 2.7). */
#define RAM_SLACK 0.95

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
} Step;

static Step *
step_new (SubletRentalEngine *self, SubletRentalTrack *track)
{
  Step *step = g_new0 (Step, 1);

  step->engine = g_object_ref (self);
  step->track = sublet_rental_track_ref (track);

  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->engine);
  sublet_rental_track_unref (step->track);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static bool
contains (const GArray *ids, gint64 id)
{
  guint i;

  for (i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return true;
    }

  return false;
}

/* Somebody else's turn: another rental is asking for it, or one of several that are asked for one
 * after the other will. */
static bool
is_spoken_for (SubletRentalEngine *self, SubletRentalTrack *except, gint64 offer_id)
{
  guint i;

  if (contains (self->reserved, offer_id))
    return true;
  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track != except && track->intent != NULL && track->intent->offer_id == offer_id &&
          sublet_rental_machine_is_unsettled (track->record->state))
        return true;
    }

  return false;
}

/* A figure the first offer had must not be missing or smaller. */
static bool
is_at_least (double figure, double asked)
{
  return !isfinite (asked) || (isfinite (figure) && figure >= asked);
}

/* Nothing the person chose by is given up: the service's own filters are not relied on. */
static bool
is_as_good (SubletRentalRequest *request, const SubletOfferRow *row)
{
  const SubletOfferRow *asked = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  const SubletJob *job = sublet_rental_request_get_job (request);

  if (row->id <= 0 || !row->rentable || row->rented || row->external != asked->external)
    return false;
  if (row->gpu_name == NULL || g_strcmp0 (row->gpu_name, asked->gpu_name) != 0 ||
      row->num_gpus < asked->num_gpus)
    return false;
  if (!is_at_least (row->gpu_ram_mb, asked->gpu_ram_mb * RAM_SLACK) ||
      !is_at_least (row->disk_space_gb, job->disk_gb) ||
      !is_at_least (row->cuda_max_good, asked->cuda_max_good))
    return false;
  if (asked->verification == SUBLET_VERIFICATION_VERIFIED &&
      row->verification != SUBLET_VERIFICATION_VERIFIED)
    return false;

  if (asked->direct_port_count > 0 && row->direct_port_count <= 0)
    return false;

  return sublet_rental_request_fits_row (request, row, NULL);
}

/**
 * sublet_engine_choose_next:
 * @self: an engine
 * @track: the rental that is to get another offer
 * @request: what was accepted for it, or what is known of that
 * @avoid_machine_id: a machine that is not to be taken again; 0: none
 * @page: what the market has now
 * @rate_nusd: (out): what an hour of the chosen one costs while it runs
 *
 * The cheapest that is at least as good, was not tried, and is not somebody else's turn.
 *
 * Returns: (transfer none) (nullable): a row of the page
 */
const SubletOfferRow *
sublet_engine_choose_next (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           SubletRentalRequest *request,
                           gint64 avoid_machine_id,
                           const SubletOfferPage *page,
                           gint64 *rate_nusd)
{
  const SubletOfferRow *best = NULL;
  gint64 best_nusd = 0;
  guint i;

  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);
      SubletQuote quote;

      if (contains (track->tried, row->id) || is_spoken_for (self, track, row->id) ||
          (avoid_machine_id > 0 && row->machine_id == avoid_machine_id) ||
          !is_as_good (request, row))
        continue;
      sublet_rental_request_quote_row (request, row, &quote);
      if (quote.running_rate_nusd == SUBLET_MONEY_UNKNOWN || quote.running_rate_nusd < 0)
        continue;
      if (best == NULL || quote.running_rate_nusd < best_nusd ||
          (quote.running_rate_nusd == best_nusd && row->id < best->id))
        {
          best = row;
          best_nusd = quote.running_rate_nusd;
        }
    }

  *rate_nusd = best_nusd;
  return best;
}

static void
refuse (SubletRentalEngine *self, SubletRentalTrack *track, SubletRentalReason reason)
{
  sublet_engine_apply (self, track, SUBLET_RENTAL_INPUT_REFUSED, reason, NULL);
  sublet_engine_schedule (self);
}

static void
on_next_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  g_autoptr (GError) error = NULL;

  if (sublet_engine_commit_finish (self, result, &error))
    sublet_engine_send_create (self, step->track);
  else
    refuse (self, step->track, SUBLET_RENTAL_REASON_OFFER_GONE);
}

/* A new intent with its own sendings: that the first was sent once proves nothing for this. */
static void
take (SubletRentalEngine *self, SubletRentalTrack *track, SubletOffer *offer, gint64 rate_nusd)
{
  const SubletOfferRow *row = sublet_offer_get_row (offer);
  SubletRentalRecord *r = track->record;
  SubletIntentRecord *intent = g_new0 (SubletIntentRecord, 1);
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  SubletQuote quote;

  intent->id = g_uuid_string_random ();
  intent->number = track->intent->number + 1;
  intent->offer_id = row->id;
  intent->machine_id = row->machine_id;
  intent->num_gpus = row->num_gpus;
  intent->gpu_name = g_strdup (row->gpu_name);
  intent->disk_gb = r->disk_gb;
  /* The volume that is made along is asked for again. */
  intent->running_nusd =
    sublet_money_add (rate_nusd, sublet_rental_request_get_volume_rate_nusd (track->asked));
  intent->ceiling_nusd = track->intent->ceiling_nusd;
  intent->written_us = sublet_engine_now_us (self);
  /* That the first offer is gone, if a full disk kept it from being written. */
  if (track->request != NULL)
    sublet_journal_batch_put_request (batch, r, track->request);
  g_clear_pointer (&track->intent, sublet_intent_record_free);
  track->intent = intent;
  track->n_requests = 0;
  g_clear_pointer (&track->request, sublet_request_record_free);
  g_set_object (&track->offer, offer);

  r->machine_id = row->machine_id;
  r->num_gpus = row->num_gpus;
  r->next_rate_nusd = rate_nusd;
  r->bid_nusd = sublet_rental_request_get_price_nusd (track->asked, row);
  sublet_quote_for_row (row, sublet_rental_request_get_job (track->asked), &quote);
  r->quoted_stopped_nusd = quote.stopped_rate_nusd;
  r->quoted_traffic_uusd = quote.traffic_uusd;
  g_free (r->place);
  r->place = sublet_rental_dup_place (row->region, row->country);
  g_clear_pointer (&r->detail, g_free);

  sublet_journal_batch_put_rental (batch, r);
  sublet_journal_batch_add_intent (batch, r, intent);
  sublet_engine_commit_async (self, track, batch, NULL, on_next_written, step_new (self, track));
}

static void
propose (SubletRentalEngine *self, SubletRentalTrack *track, SubletOffer *offer, gint64 rate_nusd)
{
  track->record->next_rate_nusd = rate_nusd;
  sublet_rental_set_next (track->rental, offer, rate_nusd);
  refuse (self, track, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = step->engine;
  SubletRentalTrack *track = step->track;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage)
    page = sublet_client_search_offers_finish (SUBLET_CLIENT (source), result, &error);
  g_autoptr (SubletOffer) offer = NULL;
  const SubletOfferRow *row;
  gint64 rate_nusd;

  /* A list has shown it meanwhile. */
  if (track->record->state != SUBLET_RENTAL_STATE_REQUESTING)
    return;
  if (page == NULL)
    {
      g_info ("the market was not asked again: %s", error->message);
      refuse (self, track, SUBLET_RENTAL_REASON_OFFER_GONE);
      return;
    }
  row = sublet_engine_choose_next (self, track, track->asked, 0, page, &rate_nusd);
  if (row == NULL)
    {
      refuse (self, track, SUBLET_RENTAL_REASON_NO_CANDIDATE);
      return;
    }

  offer = sublet_offer_new (row, page->kind, page->known_at_us);
  if (rate_nusd <= track->intent->ceiling_nusd)
    take (self, track, offer, rate_nusd);
  else
    propose (self, track, offer, rate_nusd);
}

/**
 * sublet_engine_make_requery:
 * @request: what was accepted, or what is known of that
 *
 * Returns: (transfer full): what to ask the market for another one
 */
SubletOfferQuery *
sublet_engine_make_requery (SubletRentalRequest *request)
{
  SubletOfferQuery *wanted = sublet_rental_request_get_requery (request);
  const SubletOfferRow *asked = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  const SubletJob *job = sublet_rental_request_get_job (request);
  const char *gpu_names[] = { asked->gpu_name, NULL };
  SubletOfferQuery *query = wanted != NULL ? sublet_offer_query_copy (wanted)
                                           : sublet_offer_query_new ();

  if (wanted == NULL)
    sublet_offer_query_set_num_gpus (query, asked->num_gpus);
  if (asked->gpu_name != NULL)
    sublet_offer_query_set_gpu_names (query, gpu_names);
  sublet_offer_query_set_kind (query, job->kind);
  sublet_offer_query_set_disk_gb (query, job->disk_gb);

  return query;
}

/**
 * sublet_engine_try_next:
 * @self: an engine
 * @track: a rental whose offer is gone, for certain
 *
 * One re-query and one next candidate; after the second there is none.
 */
void
sublet_engine_try_next (SubletRentalEngine *self, SubletRentalTrack *track)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (track->intent->number > 1 || track->asked == NULL)
    {
      refuse (self, track, SUBLET_RENTAL_REASON_OFFER_GONE);
      return;
    }

  query = sublet_engine_make_requery (track->asked);
  sublet_client_search_offers_async (self->client,
                                     query,
                                     NULL,
                                     on_searched,
                                     step_new (self, track));
}

/**
 * sublet_engine_reserve:
 * @self: an engine
 * @offer_id: an offer that is asked for later
 *
 * Until it is released it is nobody's next candidate.
 */
void
sublet_engine_reserve (SubletRentalEngine *self, gint64 offer_id)
{
  g_array_append_val (self->reserved, offer_id);
}

/**
 * sublet_engine_release:
 * @self: an engine
 * @offer_id: an offer that was reserved
 */
void
sublet_engine_release (SubletRentalEngine *self, gint64 offer_id)
{
  guint i;

  for (i = 0; i < self->reserved->len; i++)
    {
      if (g_array_index (self->reserved, gint64, i) == offer_id)
        {
          g_array_remove_index_fast (self->reserved, i);
          return;
        }
    }
}
