/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-link-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

/* What is sent must be acknowledged by then, or the link is cut; keepalives see to it that
 * something is sent. Source: tcp(7), TCP_USER_TIMEOUT. */
#define UNANSWERED_MS 45000u

SubletSshLink *
sublet_ssh_link_new (SubletSshRoute *route, const SubletSshTimes *times, const char *methods)
{
  SubletSshLink *self = g_new0 (SubletSshLink, 1);

  self->route = sublet_ssh_route_ref (route);
  self->times = *times;
  self->methods = methods;
  self->fd = -1;
  self->received = g_byte_array_new ();
  self->unsent = g_byte_array_new ();

  return self;
}

static void
hang_up (SubletSshLink *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/**
 * sublet_ssh_link_free: (skip)
 * @self: (transfer full): a link
 *
 * What an unfinished call of libssh2 holds is freed only by that call: whoever began one cuts the
 * link and lets it fail first. That of the handshake is done here.
 */
void
sublet_ssh_link_free (SubletSshLink *self)
{
  sublet_ssh_link_cut (self);
  if (self->session != NULL)
    {
      if (self->phase <= SUBLET_SSH_PHASE_HANDSHAKE)
        libssh2_session_handshake (self->session, self->fd);
      if (libssh2_session_free (self->session) != 0)
        g_warning ("a session of libssh2 could not be freed");
    }
  hang_up (self);
  g_clear_pointer (&self->addresses, g_array_unref);
  g_clear_error (&self->error);
  g_byte_array_unref (self->received);
  g_byte_array_unref (self->unsent);
  sublet_ssh_route_unref (self->route);
  g_free (self);
}

/* ---- one route ---- */

static void
fail (SubletSshLink *self, SubletError code, const char *words)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (SUBLET_ERROR, (int) code, words);
}

/* Non-blocking, and without the delay that makes many small packets slow. */
static int
open_socket (int family)
{
  const int on = 1;
  const unsigned int unanswered = UNANSWERED_MS;
  int fd = socket (family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  if (fd >= 0)
    {
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      setsockopt (fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, sizeof unanswered);
      setsockopt (fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    }

  return fd;
}

static void
dial_next (SubletSshLink *self, gint64 now_us, int problem)
{
  while (self->next_address < self->addresses->len)
    {
      guint left = self->addresses->len - self->next_address;
      SubletSshAddress *address =
        &g_array_index (self->addresses, SubletSshAddress, self->next_address);

      self->next_address++;
      hang_up (self);
      self->fd = open_socket (address->storage.ss_family);
      self->address_limit_us = now_us + MAX (self->deadline_us - now_us, 0) / left;
      if (self->fd >= 0 &&
          (connect (self->fd, (struct sockaddr *) &address->storage, address->length) == 0 ||
           errno == EINPROGRESS))
        return;
      problem = errno;
    }

  fail (self,
        problem == ETIMEDOUT ? SUBLET_ERROR_TIMED_OUT : SUBLET_ERROR_NO_NETWORK,
        g_strerror (problem));
}

static void
start_banner (SubletSshLink *self, gint64 now_us)
{
  self->phase = SUBLET_SSH_PHASE_BANNER;
  self->deadline_us = now_us + self->times.banner_ms * G_TIME_SPAN_MILLISECOND;
  self->session = libssh2_session_init_ex (NULL, NULL, NULL, self);
  g_assert (self->session != NULL);
  libssh2_session_set_blocking (self->session, 0);
  sublet_ssh_link_set_callbacks (self);
  if (libssh2_session_method_pref (self->session, LIBSSH2_METHOD_HOSTKEY, self->methods) != 0)
    g_warning ("libssh2 knows none of the wanted kinds of host keys");
  libssh2_keepalive_config (self->session, 0, 1);
}

static void
step_connecting (SubletSshLink *self, gint64 now_us)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = POLLOUT };
  int problem = 0;
  socklen_t size = sizeof problem;

  if (poll (&poll_fd, 1, 0) != 1)
    {
      if (now_us >= self->address_limit_us)
        dial_next (self, now_us, ETIMEDOUT);
      return;
    }

  if (getsockopt (self->fd, SOL_SOCKET, SO_ERROR, &problem, &size) != 0)
    problem = errno;
  if (problem != 0)
    dial_next (self, now_us, problem);
  else
    start_banner (self, now_us);
}

/* The server's first line, and the key exchange after it. */
static void
step_handshake (SubletSshLink *self, gint64 now_us)
{
  int code = libssh2_session_handshake (self->session, self->fd);

  if (self->banner_done && self->phase == SUBLET_SSH_PHASE_BANNER)
    {
      self->phase = SUBLET_SSH_PHASE_HANDSHAKE;
      self->deadline_us = now_us + self->times.handshake_ms * G_TIME_SPAN_MILLISECOND;
    }

  if (code == 0)
    self->phase = SUBLET_SSH_PHASE_HOST_KEY;
  else if (!self->banner_done && self->said_before > 0 &&
           (code != LIBSSH2_ERROR_EAGAIN || now_us >= self->deadline_us))
    fail (self, SUBLET_ERROR_PROTOCOL, "something answers that does not say that it speaks SSH");
  else if (code != LIBSSH2_ERROR_EAGAIN && self->error == NULL)
    self->error =
      sublet_ssh_link_make_error (self,
                                  self->banner_done ? "key exchange" : "the server's first line");
  else if (now_us >= self->deadline_us)
    fail (self,
          SUBLET_ERROR_TIMED_OUT,
          self->banner_done ? "no answer in time" : "the server said nothing in time");
}

/**
 * sublet_ssh_link_start: (skip)
 * @self: a link
 * @now_us: monotonic time
 */
void
sublet_ssh_link_start (SubletSshLink *self, gint64 now_us)
{
  self->phase = SUBLET_SSH_PHASE_RESOLVING;
  self->deadline_us = now_us + self->times.connect_ms * G_TIME_SPAN_MILLISECOND;
}

/**
 * sublet_ssh_link_take_addresses: (skip)
 * @self: a link, started or not
 * @addresses: (transfer full) (nullable) (element-type SubletSshAddress): where its host is
 * @problem: (nullable): why there are none
 */
void
sublet_ssh_link_take_addresses (SubletSshLink *self, GArray *addresses, const char *problem)
{
  self->addresses = addresses;
  if (addresses == NULL || addresses->len == 0)
    fail (self, SUBLET_ERROR_NO_NETWORK, problem != NULL ? problem : "the name has no address");
}

/**
 * sublet_ssh_link_step: (skip)
 * @self: a link that was started and has not failed
 * @now_us: monotonic time
 */
void
sublet_ssh_link_step (SubletSshLink *self, gint64 now_us)
{
  if (self->phase == SUBLET_SSH_PHASE_RESOLVING && self->addresses != NULL && self->error == NULL)
    {
      self->phase = SUBLET_SSH_PHASE_CONNECTING;
      dial_next (self, now_us, ENETUNREACH);
    }
  if (self->error != NULL)
    return;

  if (self->phase == SUBLET_SSH_PHASE_CONNECTING)
    step_connecting (self, now_us);
  if ((self->phase == SUBLET_SSH_PHASE_BANNER || self->phase == SUBLET_SSH_PHASE_HANDSHAKE) &&
      self->error == NULL)
    step_handshake (self, now_us);
  else if (self->phase == SUBLET_SSH_PHASE_RESOLVING && now_us >= self->deadline_us)
    fail (self, SUBLET_ERROR_TIMED_OUT, "the name was not found in time");
}

/**
 * sublet_ssh_link_get_poll: (skip)
 * @self: a link that has not failed
 * @poll: (out): what to wait for
 * @deadline_us: (out): until when while the route is tried, monotonic
 *
 * Returns: whether there is a socket
 */
bool
sublet_ssh_link_get_poll (SubletSshLink *self, struct pollfd *poll, gint64 *deadline_us)
{
  const bool connecting = self->phase == SUBLET_SSH_PHASE_CONNECTING;

  poll->fd = self->fd;
  poll->events = connecting || sublet_ssh_link_is_congested (self) ? POLLOUT : POLLIN;
  if (sublet_ssh_link_has_unsent (self))
    poll->events |= POLLOUT;
  poll->revents = 0;
  *deadline_us = connecting ? self->address_limit_us : self->deadline_us;

  return self->fd >= 0;
}

/**
 * sublet_ssh_link_make_error: (skip)
 * @self: a link
 * @doing: what failed
 *
 * Returns: (transfer full): NO_NETWORK or TIMED_OUT when the connection was lost, else PROTOCOL
 */
GError *
sublet_ssh_link_make_error (SubletSshLink *self, const char *doing)
{
  char *words = NULL;
  int code;

  if (self->error != NULL)
    return g_error_copy (self->error);
  if (self->lost != 0)
    return g_error_new (SUBLET_ERROR,
                        self->lost == ETIMEDOUT ? SUBLET_ERROR_TIMED_OUT : SUBLET_ERROR_NO_NETWORK,
                        "%s: %s",
                        doing,
                        self->lost < 0 ? "the server closed the connection"
                                       : g_strerror (self->lost));

  code = libssh2_session_last_error (self->session, &words, NULL, 0);
  return g_error_new (SUBLET_ERROR,
                      code == LIBSSH2_ERROR_SOCKET_DISCONNECT ? SUBLET_ERROR_NO_NETWORK
                                                              : SUBLET_ERROR_PROTOCOL,
                      "%s: %s (%d)",
                      doing,
                      words != NULL ? words : "no reason given",
                      code);
}
