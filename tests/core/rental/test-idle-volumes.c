/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-idle-volumes-private.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#define HOUR_MS (G_TIME_SPAN_HOUR / 1000)
#define FIVE_MINUTES_MS (5 * 60 * 1000)

static guint
count (SubletIdleVolumes *volumes)
{
  return g_list_model_get_n_items (G_LIST_MODEL (volumes));
}

static bool
is_known (gpointer user_data)
{
  return sublet_idle_volumes_get_knowledge (user_data) == SUBLET_KNOWLEDGE_KNOWN;
}

static SubletIdleVolumes *
make (EngineFixture *f)
{
  SubletIdleVolumes *volumes = sublet_idle_volumes_new (f->engine);

  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_NEVER);
  sublet_idle_volumes_set_watched (volumes, TRUE);
  sublet_test_await (is_known, volumes);
  return volumes;
}

/* On a machine that offers one. */
static SubletRental *
rent_with_volume (EngineFixture *f)
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

/* One that its instance has left behind, and may be deleted. */
static SubletVolume *
leave_one (EngineFixture *f, SubletIdleVolumes *volumes)
{
  g_autoptr (SubletRental) rental = rent_with_volume (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, 2 * FIVE_MINUTES_MS);
  g_assert_cmpuint (count (volumes), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (volumes), 0);
}

static gboolean delete (EngineFixture *f,
                        SubletIdleVolumes *volumes,
                        SubletVolume *volume,
                        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_idle_volumes_delete_finish (volumes, result, error);
}

/* Used while it is made and while its instance is there; then it bills by itself. */
static void
test_left_behind (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletRental) rental = rent_with_volume (f);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count (volumes), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  sublet_idle_volumes_refresh (volumes);
  engine_fixture_pass (f, FIVE_MINUTES_MS);
  g_assert_cmpuint (count (volumes), ==, 0);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), ==, 0);

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, FIVE_MINUTES_MS + 1000);
  g_assert_cmpuint (count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), >, 0);
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

static void
await_list (SubletIdleVolumes *volumes)
{
  Listed listed = { volumes, sublet_idle_volumes_get_known_at_us (volumes) };

  sublet_idle_volumes_refresh (volumes);
  sublet_test_await (is_listed_anew, &listed);
}

/* The list may not know yet who is about to use it. */
static void
test_being_created (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);

  track->record->machine_id = sublet_volume_get_data (volume)->machine_id;
  track->record->state = SUBLET_RENTAL_STATE_REQUESTING;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (count (volumes), ==, 0);

  /* It has come up since the list was asked for, which does not know whether it uses it. */
  track->record->state = SUBLET_RENTAL_STATE_RUNNING;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (count (volumes), ==, 0);

  /* The next one knows. */
  await_list (volumes);
  g_assert_cmpint (track->record->machine_id, ==, sublet_volume_get_data (volume)->machine_id);
  g_assert_cmpuint (count (volumes), ==, 1);
}

/* One that is gone uses nothing, whenever it came up. */
static void
test_gone_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);

  track->record->machine_id = sublet_volume_get_data (volume)->machine_id;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (count (volumes), ==, 0);
  track->record->state = SUBLET_RENTAL_STATE_GONE;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (count (volumes), ==, 1);
  track->record->state = SUBLET_RENTAL_STATE_RUNNING;
}

/* Every five minutes while somebody may see it, and not else. */
static void
test_watched (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);

  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), >=, 12);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 14);
  sublet_idle_volumes_set_watched (volumes, FALSE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 14);
}

/* What was known stays, and is not taken for what is. */
static void
test_not_known (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  gint64 known_at_us = sublet_idle_volumes_get_known_at_us (volumes);

  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"volumes\",\"times\":0}");
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_nonnull (sublet_idle_volumes_get_error (volumes));
  g_assert_cmpuint (count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_known_at_us (volumes), >=, known_at_us);
}

static void
test_deleted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  g_assert_true (delete (f, volumes, volume, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (volumes), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 1);

  /* Gone already is gone. */
  g_assert_true (delete (f, volumes, volume, &error));
  g_assert_no_error (error);
}

/* Whoever uses it since it was shown is seen before it is deleted. */
static void
test_used_since (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletRental) rental = rent_with_volume (f);
  g_autoptr (SubletVolume) volume = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  await_list (volumes);
  g_assert_cmpuint (count (volumes), ==, 0);
  g_assert_cmpuint (volumes->all->len, ==, 1);
  volume = g_object_ref (g_ptr_array_index (volumes->all, 0));
  g_assert_false (delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes,
                                                        sublet_volume_get_data (volume)->id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
}

/* With no fresh list nothing is deleted. */
static void
test_no_fresh_list (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"auth-404\",\"route\":\"volumes\"}");
  g_assert_false (delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
}

/* Nor when meanwhile another process has the profile. */
static void
test_read_only_since (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  f->engine->read_only = true;
  sublet_test_await_result (&result);
  g_assert_false (sublet_idle_volumes_delete_finish (volumes, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
  f->engine->read_only = false;
}

typedef struct
{
  int n_instances; /* of the volume, -2: it is not in the list */
  bool whole;
  SubletVolumeFate fate;
  int code; /* of SubletError, when it is refused */
} FateRow;

/* What a fresh list says of the volume decides. */
static void
test_fate (EngineFixture *f, gconstpointer data)
{
  static const FateRow rows[] = {
    { 0, true, SUBLET_VOLUME_IDLE, 0 },
    { 0, false, SUBLET_VOLUME_IDLE, 0 },
    { 1, true, SUBLET_VOLUME_REFUSED, SUBLET_ERROR_INVALID },
    { -1, true, SUBLET_VOLUME_REFUSED, SUBLET_ERROR_NOT_KNOWN },
    { -2, true, SUBLET_VOLUME_GONE, 0 },
    { -2, false, SUBLET_VOLUME_REFUSED, SUBLET_ERROR_NOT_KNOWN },
  };
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
      const SubletCatalogueListing listing = { .items = items, .whole = rows[i].whole };
      SubletVolumeData volume = { .id = 61, .machine_id = 1, .n_instances = rows[i].n_instances };
      g_autoptr (GError) error = NULL;

      if (rows[i].n_instances > -2)
        g_ptr_array_add (items, sublet_volume_new_take (&volume));
      g_assert_cmpint (sublet_idle_volumes_judge (volumes, &listing, 61, &error), ==, rows[i].fate);
      if (rows[i].fate == SUBLET_VOLUME_REFUSED)
        g_assert_error (error, SUBLET_ERROR, rows[i].code);
      else
        g_assert_no_error (error);
    }
}

/* Whose use is not said is not idle, and not for certain used: not all is known. */
static void
test_use_not_said (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletCatalogueListing listing = { .items = items, .whole = true, .known_at_us = 1 };
  SubletVolumeData idle = { .id = 61, .size_gb = 50, .nusd_per_gb_month = 720 };
  SubletVolumeData not_said = {
    .id = 62,
    .size_gb = 50,
    .nusd_per_gb_month = 720,
    .n_instances = -1,
  };

  g_ptr_array_add (items, sublet_volume_new_take (&idle));
  g_ptr_array_add (items, sublet_volume_new_take (&not_said));
  sublet_idle_volumes_take (volumes, &listing, NULL);
  g_assert_cmpuint (count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), ==, 50);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_error (sublet_idle_volumes_get_error (volumes), SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
}

/* One order, until it is settled. */
static void
test_deleted_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sublet_idle_volumes_is_deleting (volumes, id));
  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &first);
  g_assert_true (sublet_idle_volumes_is_deleting (volumes, id));
  g_assert_false (delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
  g_assert_null (sublet_idle_volumes_get_delete_error (volumes, id));
  g_clear_error (&error);

  sublet_test_await_result (&first);
  g_assert_true (sublet_idle_volumes_delete_finish (volumes, first, &error));
  g_assert_no_error (error);
  g_assert_false (sublet_idle_volumes_is_deleting (volumes, id));
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 1);
}

static void
on_deletion_changed (SubletIdleVolumes *volumes, gint64 volume_id, GPtrArray *seen)
{
  const char *state = sublet_idle_volumes_is_deleting (volumes, volume_id)                ? "busy"
                      : sublet_idle_volumes_get_delete_error (volumes, volume_id) != NULL ? "failed"
                                                                                          : "over";

  g_ptr_array_add (seen, (gpointer) state);
}

/* Why it failed is kept until the next try, and goes with the volume. */
static void
test_failed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GError) error = NULL;
  guint i;
  const char *expected[] = { "busy", "failed", "busy", "over" };

  g_signal_connect (volumes, "deletion-changed", G_CALLBACK (on_deletion_changed), seen);
  engine_fixture_arm (f, "{\"fault\":\"success-false\",\"route\":\"volume-delete\"}");
  g_assert_false (delete (f, volumes, volume, NULL));
  engine_fixture_pass (f, FIVE_MINUTES_MS);
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes, id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FAILED);
  g_assert_true (delete (f, volumes, volume, &error));
  g_assert_no_error (error);
  g_assert_null (sublet_idle_volumes_get_delete_error (volumes, id));
  g_assert_cmpuint (seen->len, ==, G_N_ELEMENTS (expected));
  for (i = 0; i < seen->len; i++)
    g_assert_cmpstr (g_ptr_array_index (seen, i), ==, expected[i]);
}

/* What was not confirmed and is gone later failed no more. */
static void
test_failure_gone (EngineFixture *f, gconstpointer data)
{
  const SubletCatalogueListing none = {
    .items = g_ptr_array_new (),
    .whole = true,
    .known_at_us = 1,
  };
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"volume-delete\"}");
  g_assert_false (delete (f, volumes, volume, NULL));
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes, id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_OUTCOME_UNKNOWN);
  sublet_idle_volumes_take (volumes, &none, NULL);
  g_assert_null (sublet_idle_volumes_get_delete_error (volumes, id));
  g_ptr_array_unref (none.items);
}

static bool
is_sent (gpointer user_data)
{
  return engine_fixture_ledger_requests (user_data, "volume-delete") == 1;
}

/* Another key's list does not say that a volume of this one is gone. */
static void
test_key_changed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  sublet_test_await (is_sent, f);
  f->engine->generation++;
  g_object_notify (G_OBJECT (f->engine), "knowledge");
  sublet_test_await_result (&result);
  g_assert_false (sublet_idle_volumes_delete_finish (volumes, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_false (sublet_idle_volumes_is_deleting (volumes, id));
  g_assert_null (sublet_idle_volumes_get_delete_error (volumes, id));
}

/* Nor is it deleted with another key than it was ordered with. */
static void
test_key_changed_before (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  f->engine->generation++;
  g_object_notify (G_OBJECT (f->engine), "knowledge");
  sublet_test_await_result (&result);
  g_assert_false (sublet_idle_volumes_delete_finish (volumes, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN);
  g_assert_null (
    sublet_idle_volumes_get_delete_error (volumes, sublet_volume_get_data (volume)->id));
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
}

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, n_removed, n_added);
}

/* Takes volumes by their numbers. */
static void
take_ids (SubletIdleVolumes *volumes, const char *ids)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletCatalogueListing listing = { .items = items, .whole = true, .known_at_us = 1 };

  for (; *ids != '\0'; ids++)
    {
      SubletVolumeData volume = { .id = *ids, .size_gb = 10, .nusd_per_gb_month = 1 };

      g_ptr_array_add (items, sublet_volume_new_take (&volume));
    }
  sublet_idle_volumes_take (volumes, &listing, NULL);
}

/* Only what differs is said to, so that a row with the focus keeps it. */
static void
test_difference (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (SubletVolume) last = NULL;
  g_autoptr (SubletVolume) last_later = NULL;

  g_signal_connect (volumes, "items-changed", G_CALLBACK (on_items_changed), changes);
  take_ids (volumes, "abc");
  last = g_list_model_get_item (G_LIST_MODEL (volumes), 2);
  take_ids (volumes, "abc");
  take_ids (volumes, "ac");
  take_ids (volumes, "axc");
  take_ids (volumes, "ayyc");
  last_later = g_list_model_get_item (G_LIST_MODEL (volumes), 3);
  g_assert_true (last == last_later);
  take_ids (volumes, "ayc");
  take_ids (volumes, "");
  g_assert_cmpstr (changes->str, ==, "0-0+3 1-1+0 1-0+1 1-1+2 2-1+0 0-3+0 ");
}

typedef struct
{
  const char *name;
  const char *fault;
  bool gone;
  int code; /* of SubletError, when it is not gone */
} FaultRow;

/* The list tells, whatever was answered; only too fast is sent again. */
static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", true, 0 },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", true, 0 },
  { "429", "{\"fault\":\"429-json\"", true, 0 },
  { "reset-before", "{\"fault\":\"reset-before\"", false, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "502", "{\"fault\":\"502-html\"", false, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "false", "{\"fault\":\"success-false\"", false, SUBLET_ERROR_FAILED },
  { "400", "{\"fault\":\"json-error\"", false, SUBLET_ERROR_INVALID },
};

static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *json = g_strconcat (row->fault, ",\"route\":\"volume-delete\"}", NULL);
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, json);
  delete (f, volumes, volume, &error);
  if (row->gone)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUBLET_ERROR, row->code);
  engine_fixture_pass (f, FIVE_MINUTES_MS);
  g_assert_cmpuint (count (volumes), ==, row->gone ? 0 : 1);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"),
                    ==,
                    g_str_equal (row->name, "429") ? 2 : 1);
}

/* Another key sees other volumes: none of these. */
static void
test_signed_out (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = make (f);
  g_autoptr (SubletVolume) volume = leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  f->engine->signed_in = false;
  f->engine->generation++;
  g_object_notify (G_OBJECT (f->engine), "knowledge");
  g_assert_cmpuint (count (volumes), ==, 0);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_NEVER);
  g_assert_false (delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static void
add (const char *name, gconstpointer data, void (*test) (EngineFixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/core/rental/idle-volumes/", name, NULL);

  g_test_add (path, EngineFixture, data, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  add ("left-behind", NULL, test_left_behind);
  add ("being-created", NULL, test_being_created);
  add ("gone-again", NULL, test_gone_again);
  add ("watched", NULL, test_watched);
  add ("not-known", NULL, test_not_known);
  add ("deleted", NULL, test_deleted);
  add ("used-since", NULL, test_used_since);
  add ("no-fresh-list", NULL, test_no_fresh_list);
  add ("read-only-since", NULL, test_read_only_since);
  add ("fate", NULL, test_fate);
  add ("use-not-said", NULL, test_use_not_said);
  add ("deleted-once", NULL, test_deleted_once);
  add ("failed", NULL, test_failed);
  add ("failure-gone", NULL, test_failure_gone);
  add ("key-changed", NULL, test_key_changed);
  add ("key-changed-before", NULL, test_key_changed_before);
  add ("difference", NULL, test_difference);
  add ("signed-out", NULL, test_signed_out);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *name = g_strconcat ("fault/", fault_rows[i].name, NULL);

      add (name, &fault_rows[i], test_fault);
    }

  return g_test_run ();
}
