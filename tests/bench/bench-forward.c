/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-forward.h"

#include "bench-figures.h"

#include "core/ssh/sublet-tunnel-list.h"

#include "support/sublet-test.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPETITIONS 9
#define WARM_UPS 2

#define BYTES (100 * 1000 * 1000)
#define CHUNK_BYTES (64 * 1024)

#define BUDGET 0.8

/* What the one who connects says first. */
#define DOWN 'd'
#define UP 'u'

static char chunk[CHUNK_BYTES];

static void
say (int fd, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, chunk, MIN (length, sizeof chunk), MSG_NOSIGNAL);

      g_assert_cmpint (n, >, 0);
      length -= (gsize) n;
    }
}

static gsize
hear (int fd)
{
  static char heard[CHUNK_BYTES];
  gsize total = 0;
  ssize_t n;

  while ((n = recv (fd, heard, sizeof heard, 0)) > 0)
    total += (gsize) n;
  g_assert_cmpint (n, ==, 0);

  return total;
}

/* ---- there ---- */

static gpointer
serve (gpointer data)
{
  int listener = GPOINTER_TO_INT (data);
  int fd;

  while ((fd = accept (listener, NULL, NULL)) >= 0)
    {
      char how;

      /* Who only looks whether anybody is here says nothing. */
      if (recv (fd, &how, 1, 0) == 1 && how == DOWN)
        say (fd, BYTES);
      else if (how == UP && hear (fd) == BYTES)
        say (fd, 1);
      close (fd);
    }

  return NULL;
}

/* ---- here ---- */

typedef struct
{
  guint16 port;
  char how;
  gint64 us;
  int done; /* atomic */
} Load;

static gpointer
carry (gpointer data)
{
  Load *self = data;
  gint64 start_us = g_get_monotonic_time ();
  int fd = ssh_make_socket ();

  g_assert_true (ssh_dial (fd, self->port));
  g_assert_cmpint (send (fd, &self->how, 1, MSG_NOSIGNAL), ==, 1);
  if (self->how == UP)
    {
      say (fd, BYTES);
      shutdown (fd, SHUT_WR);
    }
  g_assert_cmpuint (hear (fd), ==, self->how == UP ? 1 : BYTES);
  close (fd);
  self->us = g_get_monotonic_time () - start_us;
  g_atomic_int_set (&self->done, 1);
  g_main_context_wakeup (NULL);

  return NULL;
}

static bool
is_done (gpointer data)
{
  return g_atomic_int_get (&((Load *) data)->done);
}

static double
measure (guint16 port, char how)
{
  Load load = { .port = port, .how = how };
  GThread *thread = g_thread_new ("load", carry, &load);

  sublet_test_await (is_done, &load);
  g_thread_join (thread);

  return (double) load.us / 1000;
}

static bool
answers (gpointer data)
{
  int fd = ssh_make_socket ();
  bool open = ssh_dial (fd, *(guint16 *) data);

  close (fd);
  return open;
}

/* The same work on the same server through each client in turn. The budget is about the OpenSSH
 * client as it is; beside it stands one that encrypts as libssh2 1.10 does, which has no cheaper
 * cipher and computes it 16 bytes at a time: two thirds of what its thread does. */
static void
bench_way (const char *name, char how, guint16 port, const guint16 *client_ports)
{
  g_autofree char *same = g_strconcat (name, ", same cipher", NULL);
  BenchFigures times = { 0 };
  BenchFigures same_times = { 0 };
  BenchFigures its_times = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      double same_ms = measure (client_ports[0], how);
      double ms = measure (port, how);
      double its_ms = measure (client_ports[1], how);

      if (turn < WARM_UPS)
        continue;
      bench_figures_add (&same_times, same_ms);
      bench_figures_add (&times, ms);
      bench_figures_add (&its_times, its_ms);
    }
  bench_print_rate (name, &times, &its_times, BUDGET);
  bench_print_beside (same, &times, &same_times, 0);
}

/* It has no shell that could be told to end. */
static void
end_client (BenchLine *client)
{
  kill (client->client, SIGTERM);
  g_assert_cmpint (waitpid (client->client, NULL, 0), ==, client->client);
  close (client->fd);
}

void
bench_forward (BenchServer *server)
{
  g_autoptr (SubletTunnelList) list = sublet_tunnel_list_new ();
  SubletSshSession *session = bench_server_make_session (server);
  int listener = ssh_make_socket ();
  guint16 there = ssh_bind_anywhere (listener);
  const char *const ciphers[] = { BENCH_OUR_CIPHER, BENCH_ITS_CIPHER };
  guint16 client_ports[G_N_ELEMENTS (ciphers)];
  BenchLine clients[G_N_ELEMENTS (ciphers)] = { 0 };
  guint16 port;
  GThread *thread;
  gsize i;

  g_assert_cmpint (listen (listener, 16), ==, 0);
  thread = g_thread_new ("there", serve, GINT_TO_POINTER (listener));
  ssh_connect_well (session);
  sublet_tunnel_list_set_session (list, session);
  port = sublet_tunnel_get_local_port (sublet_tunnel_list_open (list, there, NULL));
  for (i = 0; i < G_N_ELEMENTS (ciphers); i++)
    {
      g_autofree char *what = NULL;

      client_ports[i] = ssh_pick_port ();
      what = g_strdup_printf ("-NL127.0.0.1:%u:127.0.0.1:%u", client_ports[i], there);
      bench_line_start_client_with (&clients[i], server, what, ciphers[i]);
      sublet_test_await (answers, &client_ports[i]);
    }

  bench_way ("100 MB from a port", DOWN, port, client_ports);
  bench_way ("100 MB to a port", UP, port, client_ports);

  for (i = 0; i < G_N_ELEMENTS (ciphers); i++)
    end_client (&clients[i]);
  sublet_tunnel_list_remove_all (list);
  ssh_close (session);
  g_object_unref (session);
  shutdown (listener, SHUT_RDWR);
  g_thread_join (thread);
  close (listener);
}
