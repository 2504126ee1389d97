/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"

#include "core/rental/volumes-fixture.h"
#include "support/sublet-test.h"

/* The deletion of a volume in the journal: a row before the request, its outcome, and what lists
 * tell of one without. */

#define OPEN "SELECT count(*) FROM volume_deletions WHERE closed_us = 0 AND outcome IS NULL"
#define ALL "SELECT count(*) FROM volume_deletions"

static gint64
count_outcome (EngineFixture *f, const char *outcome)
{
  g_autofree char *sql =
    g_strdup_printf (ALL " WHERE closed_us > 0 AND written_us > 0 AND outcome = '%s'", outcome);

  return engine_fixture_ask_journal (f, sql);
}

/* As a process that is gone has left it. @ago_us: how long ago it was written. */
static void
leave_row (EngineFixture *f, gint64 account_id, gint64 volume_id, gint64 ago_us)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO volume_deletions VALUES ('%s', '%s', %" G_GINT64_FORMAT
                     ", NULL, %" G_GINT64_FORMAT ", 1, %" G_GINT64_FORMAT ", 0, NULL, NULL)",
                     id,
                     f->engine->owner.server,
                     account_id,
                     volume_id,
                     sublet_engine_now_us (f->engine) - ago_us);

  engine_fixture_order_journal (f, sql);
}

static void
test_done (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autofree char *whose = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_no_error (error);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (count_outcome (f, "gone"), ==, 1);
  whose = g_strdup_printf (ALL " WHERE account_id = %" G_GINT64_FORMAT
                               " AND volume_id = %" G_GINT64_FORMAT
                               " AND machine_id = %" G_GINT64_FORMAT,
                           f->engine->owner.account_id,
                           sublet_volume_get_data (volume)->id,
                           sublet_volume_get_data (volume)->machine_id);
  g_assert_cmpint (engine_fixture_ask_journal (f, whose), ==, 1);
}

/* It is on the disk when the request arrives. */
static void
test_written_first (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"work\":true,\"route\":\"volume-delete\"}");
  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &result);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"volume-delete\",\"count\":1}");
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);
  engine_fixture_post (f, "/_sim/release", "{}");
  sublet_test_await_result (&result);
  g_assert_true (sublet_idle_volumes_delete_finish (volumes, result, &error));
  g_assert_no_error (error);
}

/* What cannot be written down is not asked for. */
static void
test_not_written (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER no_more BEFORE INSERT ON volume_deletions"
                                "  BEGIN SELECT RAISE (ABORT, 'no room'); END");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes,
                                                        sublet_volume_get_data (volume)->id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_STORE);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, ALL), ==, 0);
}

/* A fresh list that forbids it: nothing was ordered. */
static void
test_used (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletRental) rental = volumes_fixture_rent (f);
  g_autoptr (SubletVolume) volume = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  volumes_fixture_await_list (volumes);
  volume = g_object_ref (g_ptr_array_index (volumes->all, 0));
  g_assert_false (volumes_fixture_delete (f, volumes, volume, NULL));
  g_assert_cmpint (engine_fixture_ask_journal (f, ALL), ==, 0);
}

static void
test_refused (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);

  engine_fixture_arm (f, "{\"fault\":\"json-error\",\"route\":\"volume-delete\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, NULL));
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (count_outcome (f, "refused"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f, ALL " WHERE detail IS NOT NULL"), ==, 1);
}

/* Not known stays open, across a restart too, until lists have told long enough that it is there;
 * then the person is told, and the next order has a row of its own. */
static void
test_not_done (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"volume-delete\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_clear_error (&error);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);

  /* What waits for the next list holds on to it. */
  sublet_idle_volumes_set_watched (volumes, FALSE);
  g_clear_object (&volumes);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  volumes = volumes_fixture_make (f);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);
  g_assert_null (sublet_idle_volumes_get_delete_error (volumes, id));

  engine_fixture_pass (f, 12 * 60 * 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 0);
  g_assert_cmpint (count_outcome (f, "not-done"), ==, 1);
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes, id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 1);

  g_assert_true (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_no_error (error);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (count_outcome (f, "gone"), ==, 1);
}

/* Done, and the process was gone before it knew: the list of the next one tells. */
static void
test_gone_meanwhile (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = NULL;

  leave_row (f, f->engine->owner.account_id, 4711, G_TIME_SPAN_SECOND);
  volumes = volumes_fixture_make (f);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 0);
  g_assert_cmpint (count_outcome (f, "gone"), ==, 1);
}

/* Of another account the list says nothing. */
static void
test_another_account (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = NULL;

  leave_row (f, f->engine->owner.account_id + 1, 4711, G_TIME_SPAN_HOUR);
  leave_row (f, 0, 4712, G_TIME_SPAN_HOUR);
  volumes = volumes_fixture_make (f);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 2);
}

/* Nor does one with rows that cannot be read. */
static void
test_list_not_whole (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletCatalogueListing part = { .items = items, .known_at_us = 1 };

  sublet_idle_volumes_set_watched (volumes, FALSE);
  leave_row (f, f->engine->owner.account_id, 4711, G_TIME_SPAN_HOUR);
  sublet_idle_volumes_settle_by (volumes, &part);
  engine_fixture_pass (f, 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);
}

/* Nor does one from before it was ordered, which comes late. */
static void
test_older_list (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now_us = sublet_engine_now_us (f->engine);
  const SubletCatalogueListing before = {
    .items = items,
    .known_at_us = now_us - 2 * G_TIME_SPAN_SECOND,
    .whole = TRUE,
  };
  const SubletCatalogueListing after = { .items = items, .known_at_us = now_us, .whole = TRUE };

  sublet_idle_volumes_set_watched (volumes, FALSE);
  leave_row (f, f->engine->owner.account_id, 4711, G_TIME_SPAN_SECOND);
  sublet_idle_volumes_settle_by (volumes, &before);
  engine_fixture_pass (f, 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);
  sublet_idle_volumes_settle_by (volumes, &after);
  engine_fixture_pass (f, 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 0);
  g_assert_cmpint (count_outcome (f, "gone"), ==, 1);
}

/* An order that follows one whose outcome is not known takes its place. */
static void
test_ordered_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"volume-delete\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, NULL));
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 1);
  g_assert_true (volumes_fixture_delete (f, volumes, volume, NULL));
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpint (engine_fixture_ask_journal (f, OPEN), ==, 0);
  g_assert_cmpint (count_outcome (f, "ordered-again"), ==, 1);
  g_assert_cmpint (count_outcome (f, "gone"), ==, 1);
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static void
add (const char *name, void (*test) (EngineFixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/core/rental/volume-journal/", name, NULL);

  g_test_add (path, EngineFixture, NULL, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  add ("done", test_done);
  add ("written-first", test_written_first);
  add ("not-written", test_not_written);
  add ("used", test_used);
  add ("refused", test_refused);
  add ("not-done", test_not_done);
  add ("gone-meanwhile", test_gone_meanwhile);
  add ("another-account", test_another_account);
  add ("list-not-whole", test_list_not_whole);
  add ("older-list", test_older_list);
  add ("ordered-again", test_ordered_again);

  return g_test_run ();
}
