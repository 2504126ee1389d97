/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "simulator/inside/inside-relay.h"

#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Where the simulator takes what is meant for the service, and nothing else. */
#define SERVICE_SOCKET "/etc/sim/service"

#define BACKLOG 64
#define BUFFER_SIZE (16 * 1024)

/* Returns a listening socket on the sandbox's own 127.0.0.1, or -1 with errno. */
int
inside_relay_listen (int port)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons ((uint16_t) port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int on = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int saved;

  if (fd >= 0 && setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
      bind (fd, (const struct sockaddr *) &address, sizeof address) == 0 &&
      listen (fd, BACKLOG) == 0)
    return fd;

  saved = errno;
  if (fd >= 0)
    close (fd);
  errno = saved;
  return -1;
}

static int
connect_service (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  memcpy (address.sun_path, SERVICE_SOCKET, sizeof SERVICE_SOCKET);
  if (fd >= 0 && connect (fd, (const struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}

static bool
write_all (int fd, const char *bytes, size_t size)
{
  while (size > 0)
    {
      ssize_t count = write (fd, bytes, size);

      if (count < 0 && errno == EINTR)
        continue;
      if (count <= 0)
        return false;
      bytes += count;
      size -= (size_t) count;
    }

  return true;
}

/* Until one side ends: the other is told. */
static void
copy (int from, int to)
{
  char buffer[BUFFER_SIZE];
  ssize_t count;

  do
    count = read (from, buffer, sizeof buffer);
  while ((count < 0 && errno == EINTR) || (count > 0 && write_all (to, buffer, (size_t) count)));

  /* Nobody takes what would still come. */
  shutdown (from, SHUT_RD);
  shutdown (to, SHUT_WR);
}

/* Passes one connection's bytes to the service and back, a process for each way; never returns. */
void
inside_relay_pass (int client)
{
  int service = connect_service ();

  signal (SIGPIPE, SIG_IGN);
  if (service >= 0)
    {
      if (fork () == 0)
        copy (client, service);
      else
        copy (service, client);
    }

  _exit (service >= 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}
