/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-upload.h"

#include "bench-figures.h"

#include "core/ssh/sublet-upload.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define REPETITIONS 7
#define WARM_UPS 2

#define BYTES (200 * 1000 * 1000)

#define BUDGET 0.8

/* Both with their connection: the client makes one each time. */
static double
upload (BenchServer *server, GFile *file, const char *folder)
{
  gint64 start_us = g_get_monotonic_time ();
  SubletSshSession *session = bench_server_make_session (server);
  g_autoptr (SubletUpload) upload = sublet_upload_new (session, file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 end_us;

  ssh_connect_well (session);
  sublet_upload_set_folder (upload, folder);
  sublet_upload_run_async (upload, TRUE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_upload_run_finish (upload, result, &error);
  g_assert_no_error (error);
  end_us = g_get_monotonic_time ();
  ssh_close (session);
  g_object_unref (session);

  return (double) (end_us - start_us) / 1000;
}

static double
upload_with_client (BenchServer *server, GFile *file, const char *folder, const char *cipher)
{
  g_autofree char *key = g_build_filename (server->folder, "key", NULL);
  g_autofree char *ciphers = g_strconcat ("Ciphers=", cipher, NULL);
  g_autofree char *command =
    g_strdup_printf ("exec ssh -F none -o StrictHostKeyChecking=no -o LogLevel=ERROR"
                     " -o UserKnownHostsFile=/dev/null -o GlobalKnownHostsFile=/dev/null"
                     " -o IdentitiesOnly=yes -o KexAlgorithms=curve25519-sha256 -o %s"
                     " -o MACs=hmac-sha2-256 -i %s -p %u root@127.0.0.1 'cat > %s/copy' < %s",
                     ciphers,
                     key,
                     ssh_server_get_port (server->server),
                     folder,
                     g_file_peek_path (file));
  const char *const arguments[] = { "sh", "-c", command, NULL };
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL,
                (char **) arguments,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

void
bench_upload (BenchServer *server)
{
  char *here = sublet_test_make_folder ();
  char *there = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (here, "file", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = g_malloc (BYTES);
  g_autoptr (GError) error = NULL;
  BenchFigures times = { 0 };
  BenchFigures same_times = { 0 };
  BenchFigures its_times = { 0 };
  int turn;

  memset (contents, 'x', BYTES);
  g_file_set_contents (path, contents, BYTES, &error);
  g_assert_no_error (error);
  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      double same_ms = upload_with_client (server, file, there, BENCH_OUR_CIPHER);
      double ms = upload (server, file, there);
      double its_ms = upload_with_client (server, file, there, BENCH_ITS_CIPHER);

      if (turn < WARM_UPS)
        continue;
      bench_figures_add (&same_times, same_ms);
      bench_figures_add (&times, ms);
      bench_figures_add (&its_times, its_ms);
    }
  bench_print_rate ("200 MB uploaded", &times, &its_times, BUDGET);
  bench_print_beside ("200 MB uploaded, same cipher", &times, &same_times, 0);
  sublet_test_remove_folder (here);
  sublet_test_remove_folder (there);
}
