/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-request-private.h"

/* What could be taken instead of a rental that does not come up: asked for, shown, nothing done. */

typedef struct
{
  SubletRentalTrack *track;   /* (owned) */
  SubletRentalRequest *asked; /* (owned) what the next one is held to */
} Finding;

static void
finding_free (Finding *finding)
{
  sublet_rental_track_unref (finding->track);
  g_object_unref (finding->asked);
  g_free (finding);
}

/* The offer as far as the journal and the latest reading know it. */
static SubletOffer *
recall_offer (SubletRentalTrack *track, SubletPriceKind kind)
{
  const SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  const SubletInstanceData *data = instance != NULL ? sublet_instance_get_data (instance) : NULL;
  SubletOfferRow row;
  SubletOffer *offer;

  sublet_offer_row_init (&row);
  if (r->gpu_name != NULL)
    row.gpu_name = g_ref_string_new (r->gpu_name);
  row.num_gpus = r->num_gpus;
  row.machine_id = r->machine_id;
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  row.rentable = true;
  if (data != NULL)
    {
      row.gpu_ram_mb = data->gpu_ram_mb;
      row.cuda_max_good = data->cuda_max_good;
    }
  offer = sublet_offer_new (&row, kind, r->made_us);
  sublet_offer_row_clear (&row);

  return offer;
}

/* A rental of an earlier session, as the person would have asked for it. */
static SubletRentalRequest *
recall (SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  bool bid = r->price_kind == SUBLET_PRICE_KIND_INTERRUPTIBLE ||
             (instance != NULL && sublet_instance_get_data (instance)->is_bid);
  bool reserved = !bid && r->price_kind == SUBLET_PRICE_KIND_RESERVED;
  SubletPriceKind kind = bid        ? SUBLET_PRICE_KIND_INTERRUPTIBLE
                         : reserved ? SUBLET_PRICE_KIND_RESERVED
                                    : SUBLET_PRICE_KIND_ON_DEMAND;
  g_autoptr (SubletOffer) offer = recall_offer (track, kind);
  g_autoptr (SubletLaunch) launch = sublet_rental_record_recall_launch (r);
  gint64 lease_us = sublet_rental_record_get_lease_us (r);
  SubletRentalRequest *request;
  SubletJob job;

  sublet_job_init (&job);
  job.disk_gb = r->disk_gb;
  if (lease_us > 0)
    job.hours = (double) lease_us / (double) G_TIME_SPAN_HOUR;
  job.kind = kind;
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_launch (request, launch);
  sublet_rental_request_set_bid_nusd (request, bid ? r->bid_nusd : SUBLET_MONEY_UNKNOWN);
  if (reserved)
    sublet_rental_request_set_deposit_uusd (request, r->deposit_uusd);
  sublet_rental_request_set_label (request, r->label);
  sublet_rental_request_set_lease (request, lease_us, r->lease_at_end);

  return request;
}

static Finding *
finding_new (SubletRentalTrack *track)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->track = sublet_rental_track_ref (track);
  finding->asked = track->asked != NULL ? g_object_ref (track->asked) : recall (track);

  return finding;
}

static SubletRentalRequest *
make_request (Finding *finding, SubletOffer *offer, gint64 rate_nusd)
{
  SubletRentalRequest *request = sublet_rental_request_new_like (finding->asked, offer);

  /* Below what is proposed now it could never be used. */
  if (sublet_rental_request_get_ceiling_nusd (request) < rate_nusd)
    sublet_rental_request_set_ceiling_nusd (request, 0);
  /* What was paid for the old one, or may have been, is not paid again for the new one. */
  if (finding->track->record->deposit_state != SUBLET_DEPOSIT_STATE_WANTED)
    sublet_rental_request_set_deposit_uusd (request, 0);
  /* As it was changed to since. */
  if (finding->track->record->bid_rate_nusd > 0 && finding->track->record->bid_nusd > 0)
    sublet_rental_request_set_bid_nusd (request, finding->track->record->bid_nusd);

  return request;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SubletOfferPage)
    page = sublet_client_search_offers_finish (SUBLET_CLIENT (source), result, &error);
  g_autoptr (SubletOffer) offer = NULL;
  const SubletOfferRow *row;
  gint64 rate_nusd;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  row = sublet_engine_choose_next (self,
                                   finding->track,
                                   finding->asked,
                                   finding->track->record->machine_id,
                                   page,
                                   &rate_nusd);
  if (row == NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_OFFER_GONE,
                               "no other offer is as good");
      return;
    }

  offer = sublet_offer_new (row, page->kind, page->known_at_us);
  g_task_return_pointer (task, make_request (finding, offer, rate_nusd), g_object_unref);
}

/**
 * sublet_rental_engine_find_next_async:
 * @self: an engine
 * @rental: one of its own rentals
 * @cancellable: (nullable): for the question
 * @callback: called when the market has answered
 * @user_data: for @callback
 *
 * Asks the market what could be taken instead, on another machine.
 */
void
sublet_rental_engine_find_next_async (SubletRentalEngine *self,
                                      SubletRental *rental,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SubletOfferQuery) query = NULL;
  SubletRentalTrack *track;
  Finding *finding;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_find_next_async);
  track = sublet_engine_find_rental (self, rental);
  if (track == NULL || !track->ours)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  if (error != NULL || !sublet_engine_check_key (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  finding = finding_new (track);
  g_task_set_task_data (task, finding, (GDestroyNotify) finding_free);
  query = sublet_engine_make_requery (finding->asked);
  sublet_client_search_offers_async (self->client,
                                     query,
                                     cancellable,
                                     on_found,
                                     g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_find_next_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_OFFER_GONE when there is none, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_AUTH;
 *   what the client reports
 *
 * Returns: (transfer full): a request that can be shown, changed and handed to
 *   sublet_rental_engine_replace_async()
 */
SubletRentalRequest *
sublet_rental_engine_find_next_finish (SubletRentalEngine *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
