/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-account-keys.h"

#include "support/sublet-test-lost-tasks.h"
#include "support/sublet-test.h"

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ten thousand rentals wait some hundred thousand times. */
#define REST_MS 1

/*
 * Orders come line by line on standard input, each is answered by one line of JSON on standard
 * output (a rent by two: when the market has answered, and when the intents are written, or
 * all of several have their outcome):
 *
 *   key KEY                  signs in and waits until it is known what runs
 *   rent CEILING KIND NTH…   rents at once, see fault-runner.h
 *   rent-several N CEILING KIND
 *                            rents N, one after the other, each of an offer of its own
 *   replace CONTRACT         ends it and takes the next candidate
 *   adopt CONTRACT           takes back what carries our token and is in no journal
 *   order CONTRACT WORD      destroy, stop, start, reboot, recycle
 *   label CONTRACT LABEL
 *   delete-volume ID         once nobody uses it
 *   volumes                  those that nobody uses
 *   settle SECONDS           until nothing is on its way any more, at most so long
 *   pass SECONDS             lets so much time pass
 *   until WHAT SECONDS       look-1, look-2, unclear, absent, known
 *   wall SECONDS             this computer's clock is wrong by so much from now on
 *   die MOMENT TABLE CHANGE NTH
 *   status                   what a person would see
 *
 * Time is the simulator's. Each option switches off what the campaign must miss:
 * --without-settlement, --without-single-put, --without-single-deposit, --without-leases,
 * --without-journal (every start has a folder of its own). --wall SECONDS: as above, from the
 * start. --peer PID: the simulator's process.
 */
typedef struct
{
  gboolean without_settlement;
  gboolean without_single_put;
  gboolean without_single_deposit;
  gboolean without_journal;
  gboolean without_leases;
  gint64 wall_s;
  char *peer; /* (owned) (nullable) */
} Options;

/*
 * libsoup's alone. When a connection that was used before turns out to be closed, libsoup 3.2 sends
 * a read again by itself (a write has a connection of its own, and is never sent again). Where the
 * first sending's failure comes back only after the second one has begun, run_until_read_done()
 * finishes the request twice: we are told its failure once, and libsoup complains about a task that
 * is gone, or, rarely, stops. Mended in libsoup 3.5.1 and 3.6.6. Measured over 300 runs: five of
 * these messages as it is, none when reads have new connections as well; that would be a handshake
 * for each of them. Instead an idle connection is closed by us before a server would; here servers
 * close early on purpose. A read that failed is asked again by our own rules. Everything else that
 * is fatal stays so.
 */
static bool
is_second_answer (const char *domain, const char *message)
{
  return g_strcmp0 (domain, "libsoup") == 0 &&
         strstr (message, "async_send_request_return_result") != NULL;
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return !is_second_answer (domain, message);
}

static void
on_libsoup_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (!is_second_answer (domain, message))
    g_log_default_handler (domain, level, message, user_data);
}

static void
die (const GError *error)
{
  g_printerr ("fault-runner: %s\n", error->message);
  exit (1);
}

/* ---- the key, as the program has it ---- */

static void
on_account (Runner *self)
{
  /* What a refused key has rented stays as it was known. */
  if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED)
    return;
  if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN &&
      sublet_session_get_account_known (self->session))
    sublet_rental_engine_set_account (self->engine,
                                      sublet_session_get_account (self->session),
                                      TRUE);
  else
    sublet_rental_engine_await_account (self->engine, sublet_session_get_error (self->session));
}

static void
sign_in (Runner *self, const char *key)
{
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  const char *server = sublet_client_get_server (self->client);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (server, TRUE);
  g_autoptr (SubletIdentityStore) identities = sublet_identity_store_new (server, "desk", TRUE);

  self->session = sublet_session_new (self->client, key_store);
  self->keys = sublet_account_keys_new (self->session, identities);
  sublet_rental_engine_set_account_keys (self->engine, self->keys);
  g_signal_connect_swapped (self->session, "notify::account-known", G_CALLBACK (on_account), self);
  g_signal_connect_swapped (self->session, "notify::account", G_CALLBACK (on_account), self);
  g_signal_connect_swapped (self->session, "notify::error", G_CALLBACK (on_account), self);
  g_signal_connect_object (self->engine,
                           "account-wanted",
                           G_CALLBACK (sublet_session_refresh),
                           self->session,
                           G_CONNECT_SWAPPED);
  sublet_session_start_demo (self->session, value);
  secret_value_unref (value);
  fault_runner_wait_until (self, "known", 600, NULL);
}

/* ---- orders ---- */

static void
set_wall (Runner *self, gint64 seconds)
{
  sublet_simulator_clock_set_wall_offset_us (self->clock, seconds * G_TIME_SPAN_SECOND);
}

static void
obey (Runner *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint n = g_strv_length (words);

  if (n == 2 && strcmp (words[0], "key") == 0)
    sign_in (self, words[1]);
  else if (n >= 4 && strcmp (words[0], "rent") == 0)
    fault_runner_rent (self, words + 1);
  else if (n == 4 && strcmp (words[0], "rent-several") == 0)
    fault_runner_rent_several (self,
                               (guint) atoi (words[1]),
                               g_ascii_strtoll (words[2], NULL, 10),
                               fault_runner_get_kind (words[3]));
  else if (n == 2 && strcmp (words[0], "replace") == 0)
    fault_runner_replace (self, g_ascii_strtoll (words[1], NULL, 10));
  else if (n == 2 && strcmp (words[0], "adopt") == 0)
    fault_runner_adopt (self, g_ascii_strtoll (words[1], NULL, 10));
  else if (n == 3 && strcmp (words[0], "order") == 0)
    fault_runner_order (self, g_ascii_strtoll (words[1], NULL, 10), words[2]);
  else if (n == 3 && strcmp (words[0], "label") == 0)
    fault_runner_label (self, g_ascii_strtoll (words[1], NULL, 10), words[2]);
  else if (n == 3 && strcmp (words[0], "update") == 0)
    fault_runner_update (self, g_ascii_strtoll (words[1], NULL, 10), words[2]);
  else if (n == 3 && strcmp (words[0], "bid") == 0)
    fault_runner_bid (self,
                      g_ascii_strtoll (words[1], NULL, 10),
                      g_ascii_strtoll (words[2], NULL, 10));
  else if (n == 3 && strcmp (words[0], "increase") == 0)
    fault_runner_answer_increase (self, g_ascii_strtoll (words[1], NULL, 10), words[2]);
  else if (n == 4 && strcmp (words[0], "lease") == 0)
    fault_runner_lease (self,
                        g_ascii_strtoll (words[1], NULL, 10),
                        g_ascii_strtoll (words[2], NULL, 10),
                        words[3]);
  else if (n == 2 && strcmp (words[0], "delete-volume") == 0)
    fault_runner_delete_volume (self, g_ascii_strtoll (words[1], NULL, 10));
  else if (n == 1 && strcmp (words[0], "volumes") == 0)
    fault_runner_tell_volumes (self);
  else if (n == 2 && strcmp (words[0], "settle") == 0)
    fault_runner_settle (self, g_ascii_strtoll (words[1], NULL, 10));
  else if (n == 2 && strcmp (words[0], "pass") == 0)
    fault_runner_pass (self, g_ascii_strtoll (words[1], NULL, 10));
  else if ((n == 4 || n == 7) && strcmp (words[0], "until") == 0)
    fault_runner_wait_until (self, words[1], g_ascii_strtoll (words[2], NULL, 10), words + 3);
  else if (n == 2 && strcmp (words[0], "wall") == 0)
    {
      set_wall (self, g_ascii_strtoll (words[1], NULL, 10));
      fault_runner_answer_fine ();
    }
  else if (n == 5 && strcmp (words[0], "die") == 0)
    {
      fault_runner_die_at (words[1], words[2], words[3], atoi (words[4]));
      fault_runner_answer_fine ();
    }
  else if (n == 1 && strcmp (words[0], "status") == 0)
    fault_runner_tell_status (self);
  else
    {
      g_printerr ("fault-runner: what is \"%s\"?\n", line);
      exit (2);
    }
}

static void
listen (Runner *self)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (lines,
                                           G_PRIORITY_DEFAULT,
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      line = g_data_input_stream_read_line_finish (lines, result, NULL, &error);
      if (line == NULL)
        break;
      obey (self, line);
    }
}

/* A full disk and a locked database have something to say. */
static void
on_notice (SubletRentalEngine *engine, const GError *error, gpointer user_data)
{
  g_info ("notice: %s", error->message);
}

/* ---- start and end ---- */

static bool
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "without-settlement", 0, 0, G_OPTION_ARG_NONE, &options->without_settlement, NULL, NULL },
    { "without-single-put", 0, 0, G_OPTION_ARG_NONE, &options->without_single_put, NULL, NULL },
    { "without-single-deposit",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->without_single_deposit,
      NULL,
      NULL },
    { "without-journal", 0, 0, G_OPTION_ARG_NONE, &options->without_journal, NULL, NULL },
    { "without-leases", 0, 0, G_OPTION_ARG_NONE, &options->without_leases, NULL, NULL },
    { "wall", 0, 0, G_OPTION_ARG_INT64, &options->wall_s, NULL, NULL },
    { "peer", 0, 0, G_OPTION_ARG_STRING, &options->peer, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("URL FOLDER");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return false;
  if (*argc != 3)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "URL and FOLDER are needed");
      return false;
    }

  return true;
}

static SubletProfile *
open_profile (const Options *options, const char *folder, GError **error)
{
  g_autofree char *name = g_strdup_printf ("start-%d", (int) getpid ());
  g_autofree char *own = g_build_filename (folder, name, NULL);

  return sublet_profile_new_for_folder (options->without_journal ? own : folder, error);
}

static void
start (Runner *self, const Options *options, const char *url, const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fault_runner_watch_journal ();
  self->clock = sublet_simulator_clock_new (url, "engine");
  sublet_simulator_clock_set_peer (self->clock, options->peer);
  sublet_simulator_clock_set_rest_ms (self->clock, REST_MS);
  set_wall (self, options->wall_s);
  self->client = sublet_client_new (url, SUBLET_CLOCK (self->clock), &error);
  if (self->client == NULL)
    die (error);
  self->profile = open_profile (options, folder, &error);
  if (self->profile == NULL)
    die (error);
  self->engine = sublet_rental_engine_new (self->client, self->profile);
  self->engine->settlement = !options->without_settlement;
  if (options->without_single_put)
    fault_runner_repeat_creates (self);
  if (options->without_single_deposit)
    fault_runner_repeat_deposits (self);
  self->forgets_leases = options->without_leases;
  fault_runner_follow_walks (self);
  g_signal_connect (self->engine, "notice", G_CALLBACK (on_notice), NULL);
  sublet_rental_engine_open_async (self->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (!sublet_rental_engine_open_finish (self->engine, result, &error))
    die (error);
}

int
main (int argc, char *argv[])
{
  Runner self = { NULL };
  Options options = { FALSE };
  g_autoptr (GError) error = NULL;

  /* A limit of the files' size is an error that SQLite reports. */
  signal (SIGXFSZ, SIG_IGN);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("libsoup",
                     G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                     on_libsoup_log,
                     NULL);
  if (!parse_options (&options, &argc, &argv, &error))
    die (error);

  start (&self, &options, argv[1], argv[2]);
  fault_runner_answer_fine ();
  listen (&self);

  /* As the window closes: whatever is under way is not waited for. */
  fault_runner_forget_volumes (&self);
  g_clear_object (&self.keys);
  g_clear_object (&self.session);
  g_clear_object (&self.engine);
  g_clear_object (&self.profile);
  g_clear_object (&self.client);
  g_clear_object (&self.clock);
  g_free (options.peer);
  return 0;
}
