/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ssh-fixture.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, data, length, MSG_NOSIGNAL);

      if (n <= 0)
        return false;
      data += n;
      length -= (gsize) n;
    }

  return true;
}

static bool
is_stopped (SshFake *self)
{
  struct pollfd fd = { .fd = self->stop[0], .events = POLLIN };

  return poll (&fd, 1, 0) == 1;
}

/* Until the client goes or the test stops it. */
static void
hang (SshFake *self, int client)
{
  struct pollfd fds[] = { { .fd = self->stop[0], .events = POLLIN },
                          { .fd = client, .events = POLLIN } };
  char buffer[4096];

  while (poll (fds, 2, -1) > 0 && fds[0].revents == 0)
    {
      if (recv (client, buffer, sizeof buffer, 0) <= 0)
        return;
    }
}

static void
talk (SshFake *self, int client)
{
  gsize i;

  for (i = 0; i < self->n_times; i++)
    {
      if (!write_all (client, self->text, strlen (self->text)))
        return;
    }
  if (!self->then_close)
    hang (self, client);
}

static void
relay (SshFake *self, int client)
{
  int server = ssh_make_socket ();
  struct pollfd fds[] = { { .fd = self->stop[0], .events = POLLIN },
                          { .fd = client, .events = POLLIN },
                          { .fd = server, .events = POLLIN } };
  char buffer[4096];
  gsize passed = 0;

  g_assert_true (ssh_dial (server, self->target));
  while (passed < self->limit && poll (fds, 3, -1) > 0 && fds[0].revents == 0)
    {
      ssize_t n;

      if (fds[1].revents != 0)
        {
          n = recv (client, buffer, sizeof buffer, 0);
          if (n <= 0 || !write_all (server, buffer, (gsize) n))
            break;
        }
      if (fds[2].revents != 0)
        {
          n = recv (server, buffer, MIN (sizeof buffer, self->limit - passed), 0);
          if (n <= 0 || !write_all (client, buffer, (gsize) n))
            break;
          passed += (gsize) n;
          __atomic_store_n (&self->passed, passed, __ATOMIC_SEQ_CST);
        }
    }
  if (passed == self->limit && !self->then_close)
    hang (self, client);
  close (server);
}

static gpointer
serve (gpointer data)
{
  SshFake *self = data;
  struct pollfd fds[] = { { .fd = self->stop[0], .events = POLLIN },
                          { .fd = self->listener, .events = POLLIN } };

  while (poll (fds, 2, -1) > 0 && fds[0].revents == 0)
    {
      int client = accept (self->listener, NULL, NULL);

      g_atomic_int_inc (&self->n_accepted);
      if (self->kind == SSH_FAKE_TALK)
        talk (self, client);
      else
        relay (self, client);
      close (client);
      if (is_stopped (self))
        break;
    }

  return NULL;
}

/* A queue of one, which we take ourselves: who comes next gets no answer. */
static void
fill (SshFake *self)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (self->fillers); i++)
    {
      struct sockaddr_in address = ssh_make_address (self->port);

      self->fillers[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      if (connect (self->fillers[i], (struct sockaddr *) &address, sizeof address) != 0)
        g_assert_cmpint (errno, ==, EINPROGRESS);
    }
}

void
ssh_fake_start (SshFake *self)
{
  self->listener = ssh_make_socket ();
  self->port = ssh_bind_anywhere (self->listener);
  g_assert_cmpint (listen (self->listener, self->kind == SSH_FAKE_FULL ? 0 : 16), ==, 0);
  g_assert_cmpint (pipe (self->stop), ==, 0);
  if (self->kind == SSH_FAKE_FULL)
    fill (self);
  else
    self->thread = g_thread_new ("fake", serve, self);
}

void
ssh_fake_stop (SshFake *self)
{
  gsize i;

  g_assert_cmpint (write (self->stop[1], "x", 1), ==, 1);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  for (i = 0; self->kind == SSH_FAKE_FULL && i < G_N_ELEMENTS (self->fillers); i++)
    close (self->fillers[i]);
  close (self->listener);
  close (self->stop[0]);
  close (self->stop[1]);
}
