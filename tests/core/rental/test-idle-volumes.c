/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/volumes-fixture.h"
#include "support/sublet-test.h"

#define HOUR_MS (G_TIME_SPAN_HOUR / 1000)

/* Used while it is made and while its instance is there; then it bills by itself. */
static void
test_left_behind (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletRental) rental = volumes_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  sublet_idle_volumes_refresh (volumes);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), ==, 0);

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS + 1000);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), >, 0);
}

/* The list may not know yet who is about to use it. */
static void
test_being_created (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);

  track->record->machine_id = sublet_volume_get_data (volume)->machine_id;
  track->record->state = SUBLET_RENTAL_STATE_REQUESTING;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);

  /* It has come up since the list was asked for, which does not know whether it uses it. */
  track->record->state = SUBLET_RENTAL_STATE_RUNNING;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);

  /* The next one knows. */
  volumes_fixture_await_list (volumes);
  g_assert_cmpint (track->record->machine_id, ==, sublet_volume_get_data (volume)->machine_id);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
}

/* One that is gone uses nothing, whenever it came up. */
static void
test_gone_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);

  track->record->machine_id = sublet_volume_get_data (volume)->machine_id;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  track->record->state = SUBLET_RENTAL_STATE_GONE;
  g_object_notify (G_OBJECT (f->engine), "running-count");
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
  track->record->state = SUBLET_RENTAL_STATE_RUNNING;
}

/* Every five minutes while somebody may see it, and not else. */
static void
test_watched (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);

  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), >=, 12);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 14);
  sublet_idle_volumes_set_watched (volumes, FALSE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 14);
}

/* Who looks at one engine has the same list, which is asked for once for all, as long as one of
 * them looks. */
static void
test_shared (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = sublet_idle_volumes_dup_shared (f->engine);
  g_autoptr (SubletIdleVolumes) same = sublet_idle_volumes_dup_shared (f->engine);

  g_assert_true (volumes == same);
  sublet_idle_volumes_set_watched (volumes, TRUE);
  sublet_idle_volumes_set_watched (same, TRUE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), >=, 12);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 14);
  sublet_idle_volumes_set_watched (volumes, FALSE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), >=, 24);
  sublet_idle_volumes_set_watched (same, FALSE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volumes"), <=, 28);

  /* Once nobody has it, the next one begins anew. */
  g_clear_object (&same);
  g_clear_object (&volumes);
  volumes = sublet_idle_volumes_dup_shared (f->engine);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_NEVER);
}

/* What was known stays, and is not taken for what is. */
static void
test_not_known (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  gint64 known_at_us = sublet_idle_volumes_get_known_at_us (volumes);

  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"volumes\",\"times\":0}");
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_nonnull (sublet_idle_volumes_get_error (volumes));
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_known_at_us (volumes), >=, known_at_us);
}

/* Whose use is not said is not idle, and not for certain used: not all is known. */
static void
test_use_not_said (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
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
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 1);
  g_assert_cmpint (sublet_idle_volumes_get_rate_nusd (volumes), ==, 50);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_error (sublet_idle_volumes_get_error (volumes), SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
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

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static void
add (const char *name, void (*test) (EngineFixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/core/rental/idle-volumes/", name, NULL);

  g_test_add (path, EngineFixture, NULL, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  add ("left-behind", test_left_behind);
  add ("being-created", test_being_created);
  add ("gone-again", test_gone_again);
  add ("watched", test_watched);
  add ("shared", test_shared);
  add ("not-known", test_not_known);
  add ("use-not-said", test_use_not_said);
  add ("difference", test_difference);

  return g_test_run ();
}
