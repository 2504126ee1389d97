/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What runs inside a simulated instance: bubblewrap starts it, and when it ends the sandbox ends.
 *
 *   sublet-simulator-inside SSHD LIBRARY-PATH PORT
 *
 * It runs the on-start script once, then an OpenSSH server for each connection that comes to the
 * socket it was given, and passes on what comes to PORT, where the service is found in here. On an
 * instance with a Jupyter server it plays that as well. Called nvidia-smi it plays that program.
 */

#define _GNU_SOURCE

#include "simulator/inside/inside-jupyter.h"
#include "simulator/inside/inside-nvidia-smi.h"
#include "simulator/inside/inside-relay.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LISTENER_FD 3 /* a Unix socket on which the simulator connects */
#define LIFE_FD 4     /* a pipe whose other end closes with the simulator */

#define ENVIRONMENT_FILE "/etc/sim/environment"
#define ONSTART_FILE "/etc/sim/onstart"
#define ONSTART_LOG "/var/log/onstart.log"
#define SERVER_LOG "/var/log/sshd.log"
#define MAX_ENVIRONMENT (256 * 1024)
#define MAX_VARIABLES 1024

/* What the on-start script sees: what the simulator wrote, each ended by a NUL. */
static char environment_text[MAX_ENVIRONMENT + 1];
static char *environment[MAX_VARIABLES + 1];

static void
read_environment (void)
{
  FILE *file = fopen (ENVIRONMENT_FILE, "re");
  size_t size = file != NULL ? fread (environment_text, 1, MAX_ENVIRONMENT, file) : 0;
  size_t at;
  size_t count = 0;

  if (file != NULL)
    fclose (file);
  for (at = 0; at < size && count < MAX_VARIABLES; at += strlen (environment_text + at) + 1)
    environment[count++] = environment_text + at;
}

/* Where somebody who logs in can read it. */
static void
complain (const char *what)
{
  int saved = errno;
  FILE *log = fopen (SERVER_LOG, "ae");

  if (log == NULL)
    return;
  fprintf (log, "%s: %s\n", what, strerror (saved));
  fclose (log);
}

/* In the child: nothing of the parent's but what is named here. */
static void
take_descriptors (int input, int output, const char *log)
{
  int errors = open (log, O_WRONLY | O_CREAT | O_APPEND, 0600);

  if (errors < 0)
    errors = open ("/dev/null", O_WRONLY);
  dup2 (input, STDIN_FILENO);
  dup2 (output >= 0 ? output : errors, STDOUT_FILENO);
  dup2 (errors, STDERR_FILENO);
  close_range (STDERR_FILENO + 1, ~0u, 0);
  signal (SIGCHLD, SIG_DFL);
}

static void
run_onstart (void)
{
  int input;

  if (access (ONSTART_FILE, R_OK) != 0 || fork () != 0)
    return;

  input = open ("/dev/null", O_RDONLY);
  take_descriptors (input, -1, ONSTART_LOG);
  setsid ();
  execle ("/bin/bash", "bash", ONSTART_FILE, (char *) NULL, environment);
  _exit (127);
}

static void
run_server (int connection, const char *sshd, const char *library_path)
{
  char library_variable[4096];
  char *variables[] = { library_variable, NULL };

  if (fork () != 0)
    return;

  snprintf (library_variable, sizeof library_variable, "LD_LIBRARY_PATH=%s", library_path);
  take_descriptors (connection, connection, SERVER_LOG);
  /* By its absolute path: it starts itself again. */
  execle (sshd,
          sshd,
          "-i",
          "-e",
          "-f",
          "/etc/sim/sshd_config",
          (char *) NULL,
          *library_path != '\0' ? variables : variables + 1);
  _exit (127);
}

static void
run_relay (int connection)
{
  if (fork () != 0)
    return;

  take_descriptors (connection, -1, SERVER_LOG);
  inside_relay_pass (STDIN_FILENO);
}

static void
run_jupyter (int connection)
{
  if (fork () != 0)
    return;

  take_descriptors (connection, -1, SERVER_LOG);
  inside_jupyter_answer (STDIN_FILENO);
  _exit (EXIT_SUCCESS);
}

/* Returns a connection that waits there, closed when another program begins; or -1. */
static int
take_connection (const struct pollfd *listener)
{
  return listener->revents != 0 ? accept4 (listener->fd, NULL, NULL, SOCK_CLOEXEC) : -1;
}

static int
serve (const char *sshd, const char *library_path, int relay, int jupyter)
{
  struct pollfd fds[] = { { .fd = LISTENER_FD, .events = POLLIN },
                          { .fd = LIFE_FD },
                          { .fd = relay, .events = POLLIN },
                          { .fd = jupyter, .events = POLLIN } };

  for (;;)
    {
      int connection;

      if (poll (fds, 4, -1) < 0)
        {
          if (errno == EINTR)
            continue;
          return EXIT_FAILURE;
        }
      if (fds[1].revents != 0)
        return EXIT_SUCCESS;

      connection = take_connection (&fds[0]);
      if (connection >= 0)
        {
          run_server (connection, sshd, library_path);
          close (connection);
        }
      connection = take_connection (&fds[2]);
      if (connection >= 0)
        {
          run_relay (connection);
          close (connection);
        }
      connection = take_connection (&fds[3]);
      if (connection >= 0)
        {
          run_jupyter (connection);
          close (connection);
        }
    }
}

int
main (int argc, char *argv[])
{
  const char *slash = strrchr (argv[0], '/');
  int jupyter;
  int relay;

  if (strcmp (slash != NULL ? slash + 1 : argv[0], "nvidia-smi") == 0)
    return inside_nvidia_smi (argc, argv);

  if (argc != 4)
    {
      fprintf (stderr, "usage: %s SSHD LIBRARY-PATH PORT\n", argv[0]);
      return EXIT_FAILURE;
    }

  /* Children are reaped by the kernel. */
  signal (SIGCHLD, SIG_IGN);
  fcntl (LISTENER_FD, F_SETFL, O_NONBLOCK);
  read_environment ();
  /* Before the script, which may ask at once. */
  relay = inside_relay_listen (atoi (argv[3]));
  if (relay < 0)
    complain ("the service's address");
  jupyter = inside_jupyter_listen ();
  run_onstart ();

  return serve (argv[1], argv[2], relay, jupyter);
}
