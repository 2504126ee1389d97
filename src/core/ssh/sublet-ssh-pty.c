/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* ptsname_r */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-terminal-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#define NAME_BYTES 128

static bool
open_ends (SubletSshPty *self)
{
  char name[NAME_BYTES];

  self->widget_fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (self->widget_fd < 0 || grantpt (self->widget_fd) != 0 || unlockpt (self->widget_fd) != 0 ||
      ptsname_r (self->widget_fd, name, sizeof name) != 0)
    return false;
  self->worker_fd = open (name, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);

  return self->worker_fd >= 0;
}

/* Nothing is echoed, held back, changed or taken for a signal on the way: all that is done by the
 * terminal on the other side. */
static bool
make_raw (int fd)
{
  struct termios attributes;

  if (tcgetattr (fd, &attributes) != 0)
    return false;
  cfmakeraw (&attributes);

  return tcsetattr (fd, TCSANOW, &attributes) == 0;
}

/**
 * sublet_ssh_pty_open: (skip)
 * @self: (out caller-allocates): a pair
 * @error: SUBLET_ERROR_FAILED
 *
 * Returns: whether both ends are open
 */
bool
sublet_ssh_pty_open (SubletSshPty *self, GError **error)
{
  self->widget_fd = -1;
  self->worker_fd = -1;
  if (open_ends (self) && make_raw (self->worker_fd))
    return true;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               "no pseudo-terminal: %s",
               g_strerror (errno));
  sublet_ssh_pty_close (self);
  return false;
}

static void
close_end (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
sublet_ssh_pty_close (SubletSshPty *self)
{
  close_end (&self->widget_fd);
  close_end (&self->worker_fd);
}
