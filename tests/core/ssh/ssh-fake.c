/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ssh-fixture.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Of a link that is slow. */
#define SLOW_BYTES 512
#define SLOW_PAUSE_MS 5

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

/* One client of several, on a thread of its own. */
typedef struct
{
  SshFake *fake;
  int client;
  int server;
  gsize passed;
  int changed[2];  /* wakes it */
  GThread *thread; /* (owned) */
} Relay;

/* Whether it goes on. */
static bool
pass_from_client (Relay *self)
{
  char buffer[4096];
  ssize_t n = recv (self->client, buffer, sizeof buffer, 0);

  return n > 0 && write_all (self->server, buffer, (gsize) n);
}

static bool
pass_from_server (Relay *self, bool slowly)
{
  SshFake *fake = self->fake;
  char buffer[4096];
  gsize most = MIN (slowly ? SLOW_BYTES : sizeof buffer, fake->limit - self->passed);
  ssize_t n = recv (self->server, buffer, most, 0);

  if (n <= 0 || !write_all (self->client, buffer, (gsize) n))
    return false;
  self->passed += (gsize) n;
  __atomic_store_n (&fake->passed, self->passed, __ATOMIC_SEQ_CST);

  return true;
}

static bool
drain (int fd)
{
  char byte;

  return read (fd, &byte, 1) == 1;
}

/* Whether it goes on. */
static bool
pass (Relay *self, SshFakeHow how)
{
  SshFake *fake = self->fake;
  const short events = how == SSH_FAKE_HOLD ? 0 : POLLIN;
  struct pollfd fds[] = { { .fd = fake->stop[0], .events = POLLIN },
                          { .fd = self->changed[0], .events = POLLIN },
                          { .fd = self->client, .events = events },
                          { .fd = self->server, .events = events } };

  /* Who is held sees no end either. */
  if (poll (fds, how == SSH_FAKE_HOLD ? 2 : 4, -1) <= 0 || fds[0].revents != 0)
    return false;
  if (fds[1].revents != 0)
    return drain (self->changed[0]);
  if (fds[2].revents != 0 && !pass_from_client (self))
    return false;
  if (fds[3].revents != 0 && !pass_from_server (self, how == SSH_FAKE_SLOW))
    return false;
  if (how == SSH_FAKE_SLOW)
    poll (fds, 2, SLOW_PAUSE_MS);

  return true;
}

static gpointer
relay (gpointer data)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  Relay *self = data;
  SshFake *fake = self->fake;
  SshFakeHow how = SSH_FAKE_PASS;

  __atomic_store_n (&fake->passed, 0, __ATOMIC_SEQ_CST);
  self->server = ssh_make_socket ();
  g_assert_true (ssh_dial (self->server, fake->target));
  while (self->passed < fake->limit && how < SSH_FAKE_CLOSE && pass (self, how))
    how = (SshFakeHow) g_atomic_int_get (&fake->how);
  if (how == SSH_FAKE_RESET)
    setsockopt (self->client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  if (self->passed == fake->limit && !fake->then_close)
    hang (fake, self->client);
  close (self->server);
  close (self->client);

  return NULL;
}

static void
start_relay (SshFake *self, int client)
{
  Relay *relaying = g_new0 (Relay, 1);

  relaying->fake = self;
  relaying->client = client;
  g_assert_cmpint (pipe (relaying->changed), ==, 0);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->relays, relaying);
  g_mutex_unlock (&self->mutex);
  relaying->thread = g_thread_new ("fake-relay", relay, relaying);
}

static void
end_relay (gpointer data)
{
  Relay *self = data;

  g_thread_join (self->thread);
  close (self->changed[0]);
  close (self->changed[1]);
  g_free (self);
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
      if (g_atomic_int_get (&self->refuses))
        {
          close (client);
          continue;
        }
      if (self->kind == SSH_FAKE_RELAY)
        {
          start_relay (self, client);
          continue;
        }
      talk (self, client);
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
  g_mutex_init (&self->mutex);
  self->relays = g_ptr_array_new_with_free_func (end_relay);
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
  g_ptr_array_unref (self->relays);
  g_mutex_clear (&self->mutex);
  for (i = 0; self->kind == SSH_FAKE_FULL && i < G_N_ELEMENTS (self->fillers); i++)
    close (self->fillers[i]);
  close (self->listener);
  close (self->stop[0]);
  close (self->stop[1]);
}

void
ssh_fake_set (SshFake *self, SshFakeHow how)
{
  guint i;

  g_atomic_int_set (&self->how, (int) how);
  g_mutex_lock (&self->mutex);
  for (i = 0; i < self->relays->len; i++)
    {
      const Relay *relaying = g_ptr_array_index (self->relays, i);

      g_assert_cmpint (write (relaying->changed[1], "x", 1), ==, 1);
    }
  g_mutex_unlock (&self->mutex);
}

gsize
ssh_fake_get_passed (SshFake *self)
{
  return __atomic_load_n (&self->passed, __ATOMIC_SEQ_CST);
}
