/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "simulator/sim-server.h"
#include "simulator/sim-tools.h"

#define MAX_KEY 256

typedef struct
{
  int port;
  char *key;      /* (owned) (nullable) */
  int key_fd;     /* -1: none */
  char *scenario; /* (owned) (nullable) */
  bool with_sshd;
  bool try_sshd;
  char *sshd; /* (owned) (nullable): NULL looks for one */
  gint64 seed;
  SimOptions options;
} Arguments;

static void
clear_arguments (Arguments *arguments)
{
  g_free (arguments->key);
  g_free (arguments->scenario);
  g_free (arguments->sshd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, clear_arguments)

static gboolean
on_sshd_option (const char *name, const char *value, gpointer data, GError **error)
{
  Arguments *arguments = data;

  arguments->with_sshd = true;
  g_free (arguments->sshd);
  arguments->sshd = g_strdup (value);
  return TRUE;
}

static bool
parse_arguments (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  SimOptions *options = &arguments->options;
  gboolean month = FALSE;
  gboolean try_sshd = FALSE;
  g_autoptr (GOptionContext) context = g_option_context_new ("- Vast.ai on this computer");
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Port on 127.0.0.1 (0: a free one)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &arguments->seed, "What the market is drawn from", "N" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &options->speed, "Shortens the provisioning only", "X" },
    { "offers", 0, 0, G_OPTION_ARG_INT, &options->offers, "Offers listed, at least", "N" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &arguments->key, "The account's key (demo-key)", "K" },
    { "key-fd",
      0,
      0,
      G_OPTION_ARG_INT,
      &arguments->key_fd,
      "Read the key here, end with it",
      "FD" },
    { "page-cap", 0, 0, G_OPTION_ARG_INT, &options->page_cap, "Rows of a search, at most", "N" },
    { "rate-scale",
      0,
      0,
      G_OPTION_ARG_DOUBLE,
      &options->rate_scale,
      "Times the documented gaps (0: no limit)",
      "X" },
    { "month", 0, 0, G_OPTION_ARG_NONE, &month, "The account has a month behind it", NULL },
    { "scenario",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &arguments->scenario,
      "What the world starts with (CONTROL.md)",
      "FILE" },
    { "sshd",
      0,
      G_OPTION_FLAG_OPTIONAL_ARG | G_OPTION_FLAG_FILENAME,
      G_OPTION_ARG_CALLBACK,
      on_sshd_option,
      "Instances are real servers; with a path, this OpenSSH server",
      "PATH" },
    { "try-sshd",
      0,
      0,
      G_OPTION_ARG_NONE,
      &try_sshd,
      "As --sshd where that is possible; a second line tells",
      NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, arguments, NULL);

  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  if (!g_option_context_parse (context, argc, argv, error))
    return false;

  if (*argc > 1 || arguments->port < 0 || arguments->port > G_MAXUINT16 || options->offers < 0 ||
      options->speed <= 0 || options->page_cap < 1 || options->rate_scale < 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "a value is out of range");
      return false;
    }

  options->month = month;
  arguments->try_sshd = try_sshd;
  options->seed = (guint64) arguments->seed;
  return true;
}

/* One line; what follows on the descriptor is only its end, when whoever started us is gone. */
static char *
read_key (int fd)
{
  char line[MAX_KEY];
  gsize length = 0;

  while (length < sizeof line && read (fd, line + length, 1) == 1 && line[length] != '\n')
    length++;

  return length > 0 && length < sizeof line ? g_strndup (line, length) : NULL;
}

static gboolean
on_signal (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_key_fd (int fd, GIOCondition condition, gpointer data)
{
  char byte;

  if (read (fd, &byte, 1) <= 0)
    g_main_loop_quit (data);

  /* run() takes the source away. */
  return G_SOURCE_CONTINUE;
}

/* Returns a word for how it went, static; with --sshd there is no going on without. */
static const char *
use_sshd (Arguments *arguments, SimService *service, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (sim_service_use_sshd (service, arguments->sshd, &problem))
    return "ready";
  if (arguments->with_sshd)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  g_message ("Instances have no servers: %s", problem->message);
  return sim_sshd_error_get_nick (problem);
}

static bool
run (Arguments *arguments, GError **error)
{
  g_autoptr (SimService) service = NULL;
  g_autoptr (SimServer) server = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const char *ssh = NULL;
  guint pipe_source = 0;

  if (arguments->key_fd >= 0)
    {
      /* Both, because either alone has a gap: a parent that died before this line, or a
       * descriptor that another child inherited. */
      prctl (PR_SET_PDEATHSIG, SIGTERM);
      g_free (arguments->key);
      arguments->key = read_key (arguments->key_fd);
      if (arguments->key == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no key on the descriptor");
          return false;
        }
      pipe_source =
        g_unix_fd_add (arguments->key_fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_key_fd, loop);
    }

  service =
    sim_service_new (&arguments->options, arguments->key != NULL ? arguments->key : "demo-key");
  if ((arguments->with_sshd || arguments->try_sshd) &&
      (ssh = use_sshd (arguments, service, error)) == NULL)
    return false;
  server = sim_server_new (service);
  if (!sim_server_listen (server, (guint16) arguments->port, error))
    return false;
  /* Instances that are there from the start are told where the service is. */
  if (arguments->scenario != NULL &&
      !sim_service_load_scenario (service, arguments->scenario, error))
    return false;

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  printf ("%s\n", service->world->base_url);
  if (arguments->try_sshd)
    printf ("ssh: %s\n", ssh);
  fflush (stdout);

  g_main_loop_run (loop);
  g_clear_handle_id (&pipe_source, g_source_remove);

  return true;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_auto (Arguments) arguments = {
    .key_fd = -1,
    .seed = 1,
    .options = {
      .offers = 2000,
      .speed = 1,
      .page_cap = 5000,
      .start_odds = 0.8,
      .keyless_search = true,
      .history = true,
    },
  };

  if (!parse_arguments (&arguments, &argc, &argv, &error) || !run (&arguments, &error))
    {
      fprintf (stderr, "sublet-simulator: %s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
