/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"

#include "core/rental/volumes-fixture.h"
#include "support/sublet-test.h"

/* Deleting what nobody uses: what a fresh list says decides, and one order is enough. */

static void
test_deleted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  g_assert_true (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 1);

  /* Gone already is gone. */
  g_assert_true (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_no_error (error);
}

/* Whoever uses it since it was shown is seen before it is deleted. */
static void
test_used_since (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletRental) rental = volumes_fixture_rent (f);
  g_autoptr (SubletVolume) volume = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  volumes_fixture_await_list (volumes);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  g_assert_cmpuint (volumes->all->len, ==, 1);
  volume = g_object_ref (g_ptr_array_index (volumes->all, 0));
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"auth-404\",\"route\":\"volumes\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"), ==, 0);
}

/* Nor when meanwhile another process has the profile. */
static void
test_read_only_since (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
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

/* One order, until it is settled. */
static void
test_deleted_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sublet_idle_volumes_is_deleting (volumes, id));
  sublet_idle_volumes_delete_async (volumes, volume, NULL, sublet_test_on_result, &first);
  g_assert_true (sublet_idle_volumes_is_deleting (volumes, id));
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  gint64 id = sublet_volume_get_data (volume)->id;
  g_autoptr (GError) error = NULL;
  guint i;
  const char *expected[] = { "busy", "failed", "busy", "over" };

  g_signal_connect (volumes, "deletion-changed", G_CALLBACK (on_deletion_changed), seen);
  engine_fixture_arm (f, "{\"fault\":\"success-false\",\"route\":\"volume-delete\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, NULL));
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_error (sublet_idle_volumes_get_delete_error (volumes, id),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FAILED);
  g_assert_true (volumes_fixture_delete (f, volumes, volume, &error));
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  gint64 id = sublet_volume_get_data (volume)->id;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"volume-delete\"}");
  g_assert_false (volumes_fixture_delete (f, volumes, volume, NULL));
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
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
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, json);
  volumes_fixture_delete (f, volumes, volume, &error);
  if (row->gone)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUBLET_ERROR, row->code);
  engine_fixture_pass (f, VOLUMES_FIXTURE_PAUSE_MS);
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, row->gone ? 0 : 1);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "volume-delete"),
                    ==,
                    g_str_equal (row->name, "429") ? 2 : 1);
}

/* Another key sees other volumes: none of these. */
static void
test_signed_out (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletIdleVolumes) volumes = volumes_fixture_make (f);
  g_autoptr (SubletVolume) volume = volumes_fixture_leave_one (f, volumes);
  g_autoptr (GError) error = NULL;

  f->engine->signed_in = false;
  f->engine->generation++;
  g_object_notify (G_OBJECT (f->engine), "knowledge");
  g_assert_cmpuint (volumes_fixture_count (volumes), ==, 0);
  g_assert_cmpint (sublet_idle_volumes_get_knowledge (volumes), ==, SUBLET_KNOWLEDGE_NEVER);
  g_assert_false (volumes_fixture_delete (f, volumes, volume, &error));
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
  g_autofree char *path = g_strconcat ("/core/rental/idle-volumes-delete/", name, NULL);

  g_test_add (path, EngineFixture, data, set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  add ("deleted", NULL, test_deleted);
  add ("used-since", NULL, test_used_since);
  add ("no-fresh-list", NULL, test_no_fresh_list);
  add ("read-only-since", NULL, test_read_only_since);
  add ("fate", NULL, test_fate);
  add ("deleted-once", NULL, test_deleted_once);
  add ("failed", NULL, test_failed);
  add ("failure-gone", NULL, test_failure_gone);
  add ("key-changed", NULL, test_key_changed);
  add ("key-changed-before", NULL, test_key_changed_before);
  add ("signed-out", NULL, test_signed_out);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *name = g_strconcat ("fault/", fault_rows[i].name, NULL);

      add (name, &fault_rows[i], test_fault);
    }

  return g_test_run ();
}
