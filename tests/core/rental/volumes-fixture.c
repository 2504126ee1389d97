/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/volumes-fixture.h"

#include "support/sublet-test.h"

guint
volumes_fixture_count (SubletIdleVolumes *volumes)
{
  return g_list_model_get_n_items (G_LIST_MODEL (volumes));
}

static bool
is_known (gpointer user_data)
{
  return sublet_idle_volumes_get_knowledge (user_data) == SUBLET_KNOWLEDGE_KNOWN;
}

SubletIdleVolumes *
volumes_fixture_make (EngineFixture *f)
{
  SubletIdleVolumes *volumes = sublet_idle_volumes_new (f->engine);

  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_NEVER);
  sublet_idle_volumes_set_watched (volumes, TRUE);
  sublet_test_await (is_known, volumes);
  return volumes;
}

SubletRental *
volumes_fixture_rent (EngineFixture *f)
{
  guint nth;

  for (nth = 0; nth < 5; nth++)
    {
      g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, nth);
      g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
      g_autoptr (SubletCatalogueListing) listing = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      const SubletVolumeData *data;
      SubletRental *rental;

      sublet_client_search_volumes_async (f->client,
                                          sublet_offer_get_row (offer)->machine_id,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
      sublet_test_await_result (&result);
      listing = sublet_client_list_catalogue_finish (f->client, result, &error);
      g_assert_no_error (error);
      data = listing->items->len > 0
               ? sublet_volume_get_data (g_ptr_array_index (listing->items, 0))
               : NULL;
      if (data == NULL || data->size_gb < 100)
        continue;
      engine_fixture_add_volume (request, data->id);
      rental = engine_fixture_try_rent (f, request, &error);
      g_assert_no_error (error);
      return rental;
    }

  g_assert_not_reached ();
}

SubletVolume *
volumes_fixture_leave_one (EngineFixture *f, SubletIdleVolumes *volumes)
{
  g_autoptr (SubletRental) rental = volumes_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, 2 * VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (volumes), 0);
}

gboolean
volumes_fixture_delete (EngineFixture *f,
                        SubletIdleVolumes *volumes,
                        SubletVolume *volume,
                        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_idle_volumes_delete_finish (volumes, result, error);
}

typedef struct
{
  SubletIdleVolumes *volumes;
  gint64 before_us;
} Listed;

static bool
is_listed_anew (gpointer user_data)
{
  Listed *listed = user_data;

  return sublet_idle_volumes_get_known_at_us (listed->volumes) > listed->before_us;
}

void
volumes_fixture_await_list (SubletIdleVolumes *volumes)
{
  Listed listed = { volumes, sublet_idle_volumes_get_known_at_us (volumes) };

  sublet_idle_volumes_refresh (volumes);
  sublet_test_await (is_listed_anew, &listed);
}
