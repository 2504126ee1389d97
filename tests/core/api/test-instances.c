/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <math.h>

/* ---- every quirk of an instance's row ---- */

#define assert_double(value, expected) \
  g_assert_cmpfloat_with_epsilon ((value), (expected), 1e-9 * fabs ((double) (expected)) + 1e-15)

static const SubletInstanceData *
find (const SubletInstanceListing *listing, gint64 id)
{
  guint i;

  for (i = 0; i < listing->instances->len; i++)
    {
      const SubletInstanceData *data =
        sublet_instance_get_data (g_ptr_array_index (listing->instances, i));

      if (data->id == id)
        return data;
    }

  g_error ("no instance %" G_GINT64_FORMAT, id);
}

static void
check_plain_row (const SubletInstanceData *row)
{
  g_assert_cmpint (row->machine_id, ==, 20417);
  g_assert_cmpint (row->host_id, ==, 88012);
  g_assert_cmpstr (row->label, ==, "ada-1");
  g_assert_cmpstr (row->gpu_name, ==, "RTX 4090");
  g_assert_cmpstr (row->region, ==, "Uusimaa");
  g_assert_cmpstr (row->country, ==, "FI");
  g_assert_cmpstr (row->image, ==, "vastai/pytorch:2.6");
  g_assert_cmpstr (row->status_msg, ==, "success, running vastai/pytorch_2.6/ssh");
  g_assert_cmpstr (row->rental_token, ==, "install/rental-1");
  g_assert_cmpstr (row->ssh_host, ==, "ssh5.vast.ai");
  g_assert_cmpint (row->ssh_port, ==, 12232);
  g_assert_cmpstr (row->public_ipaddr, ==, "198.51.100.24");
  g_assert_cmpint (row->direct_ssh_port, ==, 41022);
  g_assert_cmpstr (row->template_hash_id, ==, "abc");
  g_assert_cmpint (row->phase, ==, SUBLET_INSTANCE_PHASE_RUNNING);
  g_assert_cmpint (row->dph_total_nusd, ==, 319400000);
  g_assert_cmpint (row->storage_nusd_per_gb_month, ==, 170000000);
  g_assert_cmpint (row->inet_up_nusd_per_tb, ==, 4096000000);
  g_assert_cmpint (row->inet_down_nusd_per_tb, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (row->start_us, ==, G_GINT64_CONSTANT (1785990000250000));
  g_assert_cmpint (row->end_us, ==, G_GINT64_CONSTANT (1788000000000000));
  assert_double (row->gpu_util_percent, 37);
  assert_double (row->vmem_used_ratio, 12.0 * 1024 / 24564);
  assert_double (row->cpu_util_percent, 25);
  assert_double (row->mem_limit_gb, 64);
  assert_double (row->mem_used_gb, 16);
  assert_double (row->disk_used_gb, 6.8);
  assert_double (row->reliability, 0.9957);
  g_assert_cmpint (row->num_gpus, ==, 1);
  g_assert_false (row->is_bid);
  g_assert_false (row->jupyter);
}

static void
check_provisioning_row (const SubletInstanceData *row)
{
  g_assert_cmpint (row->actual_status, ==, SUBLET_ACTUAL_STATUS_NONE);
  g_assert_cmpint (row->phase, ==, SUBLET_INSTANCE_PHASE_STARTING);
  g_assert_null (row->label);
  g_assert_null (row->gpu_name);
  g_assert_null (row->rental_token);
  g_assert_cmpint (row->direct_ssh_port, ==, -1);
  g_assert_true (isnan (row->disk_used_gb));
  g_assert_true (isnan (row->gpu_util_percent));
}

static void
assert_names (const SubletInstanceData *row, const char *names)
{
  g_autofree char *joined = g_strjoinv (",", row->env_names);

  g_assert_cmpstr (joined, ==, names);
}

static void
assert_ports (const SubletInstanceData *row, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i;

  for (i = 0; i < row->open_ports->len; i++)
    {
      const SubletOpenPort *port = &g_array_index (row->open_ports, SubletOpenPort, i);

      g_string_append_printf (text,
                              "%s%d/%s:%d",
                              i > 0 ? " " : "",
                              port->inside,
                              port->udp ? "udp" : "tcp",
                              port->outside);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
check_ports_and_tokens (const SubletInstanceListing *listing)
{
  /* A list of numbers names no port of the host. */
  g_assert_cmpint (find (listing, 3)->direct_ssh_port, ==, -1);
  g_assert_cmpint (find (listing, 4)->direct_ssh_port, ==, 41022);
  g_assert_cmpint (find (listing, 5)->direct_ssh_port, ==, -1);
  g_assert_cmpint (find (listing, 6)->direct_ssh_port, ==, 41022);
  g_assert_cmpint (find (listing, 7)->direct_ssh_port, ==, 41022);
  g_assert_cmpint (find (listing, 7)->ssh_port, ==, 12232);
  assert_ports (find (listing, 1), "22/tcp:41022");
  assert_ports (find (listing, 2), "");
  assert_ports (find (listing, 3), "");
  assert_ports (find (listing, 5), "8080/tcp:1");
  assert_ports (find (listing, 6), "22/tcp:41022");
  assert_ports (find (listing, 7), "22/tcp:41022");
  assert_ports (find (listing, 8), "53/tcp:3 53/udp:2 8080/tcp:1");

  g_assert_cmpstr (find (listing, 3)->rental_token, ==, "install/rental-3");
  g_assert_cmpstr (find (listing, 4)->rental_token, ==, "install/rental-4");
  g_assert_cmpstr (find (listing, 5)->rental_token, ==, "install/rental-5");
  /* A name that only ends like ours is another's. */
  g_assert_null (find (listing, 6)->rental_token);
  g_assert_null (find (listing, 10)->rental_token);

  /* Names alone, and ours is not the person's. */
  g_assert_cmpstr (find (listing, 1)->image_runtype, ==, "ssh ssh_direc ssh_proxy");
  assert_names (find (listing, 1), "TZ,-p 7860:7860");
  assert_names (find (listing, 2), "");
  assert_names (find (listing, 3), "A");
  assert_names (find (listing, 4), "");
  assert_names (find (listing, 6), "XSUBLET_RENTAL");
  assert_names (find (listing, 10), "");

  /* In each of the shapes; an empty list says nothing. */
  g_assert_true (find (listing, 1)->env_listed);
  g_assert_false (find (listing, 2)->env_listed);
  g_assert_true (find (listing, 3)->env_listed);
  g_assert_true (find (listing, 4)->env_listed);
  g_assert_true (find (listing, 5)->env_listed);
  g_assert_true (find (listing, 6)->env_listed);
  g_assert_false (find (listing, 7)->env_listed);
}

static void
check_measures (const SubletInstanceListing *listing)
{
  const SubletInstanceData *row = find (listing, 3);

  /* Stale: it is stopped, whatever the gauge says. */
  assert_double (row->gpu_util_percent, 99.999908);
  g_assert_cmpint (row->phase, ==, SUBLET_INSTANCE_PHASE_STOPPED);
  g_assert_true (row->jupyter);
  assert_double (row->mem_limit_gb, 64);
  assert_double (row->mem_used_gb, 16);

  row = find (listing, 8);
  g_assert_cmpint (row->num_gpus, ==, 2);
  assert_double (row->cpu_util_percent, 37.5);
  assert_double (row->vmem_used_ratio, 12288.0 / 24564);
  assert_double (row->disk_used_gb, 50);

  g_assert_cmpint (find (listing, 5)->actual_status, ==, SUBLET_ACTUAL_STATUS_UNKNOWN_WORD);
  g_assert_cmpstr (find (listing, 7)->country, ==, "NO");

  row = find (listing, 9);
  g_assert_cmpstr (row->label, ==, "last");
  g_assert_cmpint (row->dph_total_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_true (isnan (row->gpu_temp_celsius));
  g_assert_null (row->status_msg);

  row = find (listing, 10);
  g_assert_null (row->label);
  g_assert_null (row->ssh_host);
  g_assert_cmpint (row->dph_total_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (row->num_gpus, ==, -1);
  g_assert_true (row->is_bid);
  g_assert_cmpint (row->start_us, ==, G_GINT64_CONSTANT (1785990000250000));
}

static void
test_quirks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "instances-quirks.json", NULL);
  g_autofree char *body = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &body, NULL, &error));
  fixture_answer (fixture, 200, body);
  listing = list (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 10);
  g_assert_cmpuint (listing->skipped_rows, ==, 4);
  g_assert_false (listing->complete);

  check_plain_row (find (listing, 1));
  check_provisioning_row (find (listing, 2));
  check_ports_and_tokens (listing);
  check_measures (listing);
}

/* ---- one instance ---- */

typedef struct
{
  int status;
  const char *body;
  int code; /* -1: found */
} SingleRow;

static const SingleRow singles[] = {
  { 200, "{\"instances\":{\"id\":7,\"label\":\"x\"}}", -1 },
  { 200, "{\"instances\":[{\"id\":7}]}", -1 },
  { 200, "{\"id\":7,\"label\":\"bare\"}", -1 },
  { 200, "[{\"id\":7}]", -1 },
  { 200, "{\"instances\":null}", SUBLET_ERROR_NOT_FOUND },
  { 200, "{\"instances\":[]}", SUBLET_ERROR_NOT_FOUND },
  { 404,
    "{\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"x\"}",
    SUBLET_ERROR_NOT_FOUND },
  { 404,
    "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
    SUBLET_ERROR_AUTH },
  { 404, "<html></html>", SUBLET_ERROR_PROTOCOL },
  { 200, "{\"instances\":{\"label\":\"no number\"}}", SUBLET_ERROR_PROTOCOL },
  { 200, "{\"instances\":[{\"id\":7},{\"id\":8}]}", SUBLET_ERROR_PROTOCOL },
  { 200, "{\"instances\":7}", SUBLET_ERROR_PROTOCOL },
  { 200, "{}", SUBLET_ERROR_PROTOCOL },
};

static void
test_single (Fixture *fixture, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      g_autoptr (SubletInstance) instance = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%d %s", singles[i].status, singles[i].body);
      g_queue_clear_full (&fixture->answers, g_free);
      fixture_answer (fixture, singles[i].status, singles[i].body);
      instance = get_instance (fixture->client, 7, &error);
      if (singles[i].code >= 0)
        {
          g_assert_null (instance);
          g_assert_error (error, SUBLET_ERROR, singles[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (sublet_instance_get_data (instance)->id, ==, 7);
    }
}

/* ---- replies that could not be read ---- */

static void
test_kept_replies (Fixture *fixture, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *replies = g_build_filename (folder, "a", "replies", NULL);
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;
  const char *name;
  guint n = 0;
  int i;

  sublet_client_set_reply_folder (fixture->client, replies);
  fixture_answer (fixture, 200, "{\"id\": 1, \"broken");
  for (i = 0; i < 13; i++)
    {
      g_autoptr (SubletAccount) account = NULL;
      g_autoptr (GError) error = NULL;

      account = get_account (fixture->client, &error);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "the reply is cut short; the reply is kept in "));
      g_assert_nonnull (strstr (error->message, replies));
    }

  g_assert_cmpint (g_stat (replies, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  dir = g_dir_open (replies, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (replies, name, NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/instances/quirks", test_quirks, NULL);
  ADD ("/core/api/instances/single", test_single, NULL);
  ADD ("/core/api/instances/kept-replies", test_kept_replies, NULL);
#undef ADD

  return g_test_run ();
}
