/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-rent.h"

#include "core/rental/sublet-rental-batch-private.h"
#include "ui/rent/sublet-rent-dialog-private.h"

static void
enter (SubletRental *rental,
       gint64 at_us,
       SubletRentalState state,
       SubletRentalReason reason,
       gint64 offer_id,
       gint64 rate_nusd)
{
  SubletRentalEvent event = {
    .at_us = at_us,
    .state = state,
    .reason = reason,
    .offer_id = offer_id,
    .rate_nusd = rate_nusd,
  };

  sublet_rental_add_event (rental, &event);
  sublet_rental_set_state (rental, state, reason, at_us);
}

/* Seconds after it was asked for, with no more to say. */
static void
enter_after (SubletUiFixture *fixture,
             SubletRental *rental,
             int seconds,
             SubletRentalState state,
             SubletRentalReason reason)
{
  enter (rental, shots_rent_now_us (fixture) + seconds * G_TIME_SPAN_SECOND, state, reason, 0, 0);
}

static SubletRental *
make_asked (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_rental_new ("ada-4", SUBLET_RENTAL_ORIGIN_OURS);
  gint64 at_us = shots_rent_now_us (fixture) + 2 * G_TIME_SPAN_SECOND;

  sublet_rental_set_label (rental, "ada-4");
  sublet_rental_set_gpu (rental, "RTX 4090", 1);
  sublet_rental_set_place (rental, "Sweden");
  sublet_rental_set_quoted_rate_nusd (rental, 325111111);
  enter (rental, at_us, SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_REASON_NONE, 0, 0);
  enter (rental,
         at_us,
         SUBLET_RENTAL_STATE_REQUESTING,
         SUBLET_RENTAL_REASON_NONE,
         SHOTS_RENT_OFFER_ID,
         325111111);

  return rental;
}

/* Three of one wish, as far as they are; one took the next offer. */
static GtkWidget *
show_batch (SubletUiFixture *fixture, GtkWidget *window)
{
  const SubletBatchItemState states[] = {
    SUBLET_BATCH_ITEM_RENTED,
    SUBLET_BATCH_ITEM_UNCLEAR,
    SUBLET_BATCH_ITEM_ASKING,
    SUBLET_BATCH_ITEM_WAITING,
  };
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *items;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (states); i++)
    g_ptr_array_add (offers, shots_rent_make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND));
  sublet_rental_request_set_label (dialog->request, "ada-4");
  dialog->batch = sublet_rental_batch_new (fixture->engine, dialog->request, offers, TRUE);
  sublet_batch_progress_set_batch (dialog->batch_progress, dialog->batch);
  sublet_rental_batch_set_running (dialog->batch, TRUE);
  items = sublet_rental_batch_get_items (dialog->batch);
  for (i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);

      if (states[i] == SUBLET_BATCH_ITEM_RENTED)
        {
          g_autoptr (SubletRental) rental = make_asked (fixture);

          enter (rental,
                 shots_rent_now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
                 SUBLET_RENTAL_STATE_REQUESTING,
                 SUBLET_RENTAL_REASON_NONE,
                 SHOTS_RENT_OFFER_ID + 1,
                 332000000);
          sublet_rental_batch_item_set_rental (item, rental);
        }
      sublet_rental_batch_item_set_state (item, states[i]);
    }
  sublet_rental_batch_sum_up (dialog->batch);
  sublet_rent_dialog_show_page (dialog, TRUE);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
follow (SubletUiFixture *fixture, GtkWidget *window, SubletRental *rental)
{
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);

  sublet_rent_progress_start (dialog->progress, SUBLET_CLOCK (fixture->clock));
  sublet_rent_dialog_show_page (dialog, TRUE);
  dialog->rental = rental;
  sublet_rent_progress_set_rental (dialog->progress, rental, 341000000);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_asking (SubletUiFixture *fixture, GtkWidget *window)
{
  return follow (fixture, window, make_asked (fixture));
}

static GtkWidget *
show_unclear (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter_after (fixture, rental, 32, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE);
  sublet_rental_set_settling (rental, 2, 3, shots_rent_now_us (fixture) + 24 * G_TIME_SPAN_SECOND);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_next (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter (rental,
         shots_rent_now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REQUESTING,
         SUBLET_RENTAL_REASON_NONE,
         SHOTS_RENT_OFFER_ID + 1,
         332000000);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_taken (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);
  g_autoptr (SubletOffer) offer = shots_rent_make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND);

  sublet_rental_set_next (rental, offer, 348000000);
  enter_after (fixture, rental, 4, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_NEXT_TOO_DEAR);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_none_left (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter_after (fixture, rental, 4, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_NO_CANDIDATE);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_refused (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  sublet_rental_set_detail (rental, "400 invalid_args: image: no such manifest");
  enter_after (fixture, rental, 4, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_INVALID);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_not_found (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter_after (fixture, rental, 32, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE);
  enter_after (fixture,
               rental,
               215,
               SUBLET_RENTAL_STATE_REFUSED,
               SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS);

  return follow (fixture, window, rental);
}

const Shot rent_progress_shots[] = {
  { "rent-batch", shots_rent_make_behind, show_batch, false },
  { "rent-asking", shots_rent_make_behind, show_asking, false },
  { "rent-unclear", shots_rent_make_behind, show_unclear, false },
  { "rent-not-found", shots_rent_make_behind, show_not_found, false },
  { "rent-next", shots_rent_make_behind, show_next, false },
  { "rent-taken", shots_rent_make_behind, show_taken, false },
  { "rent-none-left", shots_rent_make_behind, show_none_left, false },
  { "rent-refused", shots_rent_make_behind, show_refused, false },
  { NULL },
};
