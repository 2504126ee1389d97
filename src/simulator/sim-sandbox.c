/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>

#include "simulator/sim-bwrap.h"
#include "simulator/sim-host-key.h"
#include "simulator/sim-relay.h"
#include "simulator/sim-run-folder.h"
#include "simulator/sim-sandbox-files.h"

/* What the helper calls them. */
#define LISTENER_FD 3
#define LIFE_FD 4

#define BACKLOG 64

/* In the sandbox's folder; what is in etc is seen inside. */
#define SERVER_SOCKET "socket"
#define SERVICE_SOCKET "etc/service"

struct _SimSandbox
{
  /* for the contract's life */
  const SimTools *tools; /* (borrowed) */
  char *stand_ins;       /* (owned) */
  char *folder;          /* (owned) */
  char *etc;             /* (owned): its /etc/sim */
  int folder_fd;
  char *host_key;        /* (owned) (nullable): the public key's line */
  int host_key_number;   /* the contract's host_key_number that it was made for */
  char *authorized_keys; /* (owned) (nullable): as they are in the file */
  bool holds;            /* commands hang */

  /* while the container runs */
  GSubprocess *process; /* (owned) (nullable) */
  SimRelay *relay;      /* (owned) (nullable): its way to the service */
  int life;             /* -1, or the helper's reason to live */
};

static bool
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (saved),
               "%s: %s",
               what,
               g_strerror (saved));
  return false;
}

/* Connected and bound through the folder, whose path may be longer than an address can be. */
static struct sockaddr_un
make_address (SimSandbox *self, const char *name)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  snprintf (address.sun_path,
            sizeof address.sun_path,
            "/proc/self/fd/%d/%s",
            self->folder_fd,
            name);
  return address;
}

static int
open_listener (SimSandbox *self, const char *name, GError **error)
{
  struct sockaddr_un address = make_address (self, name);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  unlinkat (self->folder_fd, name, 0);
  if (fd >= 0 && bind (fd, (const struct sockaddr *) &address, sizeof address) == 0 &&
      listen (fd, BACKLOG) == 0)
    return fd;

  fail (error, name);
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * sim_sandbox_connect:
 * @self: a sandbox
 *
 * Returns: a socket that an OpenSSH server inside answers, -1 when nothing runs
 */
int
sim_sandbox_connect (SimSandbox *self)
{
  struct sockaddr_un address = make_address (self, SERVER_SOCKET);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd >= 0 && connect (fd, (const struct sockaddr *) &address, sizeof address) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static bool
make_host_key (SimSandbox *self, SimInstance *instance, GError **error)
{
  g_autofree char *comment = g_strdup_printf ("C.%" G_GINT64_FORMAT, instance->id);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->host_key, g_free);
  if (!sim_host_key_make (comment, &text, &self->host_key))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no host key could be made");
      return false;
    }

  self->host_key_number = instance->host_key_number;
  return sim_files_write_text (self->etc, "host_key", text, error);
}

static bool
set_hold (SimSandbox *self, bool holds, GError **error)
{
  g_autofree char *path = g_build_filename (self->etc, "hold", NULL);

  self->holds = holds;
  if (holds)
    return sim_files_write_text (self->etc, "hold", "", error);

  unlink (path);
  return true;
}

/**
 * sim_sandbox_follow:
 * @self: a sandbox
 * @instance: its contract
 * @error: what the system says
 *
 * Attached keys, the host key and whether commands hang: all count from the next login or command.
 *
 * Returns: whether what changed was written
 */
bool
sim_sandbox_follow (SimSandbox *self, SimInstance *instance, GError **error)
{
  g_autofree char *keys = sim_files_dup_authorized_keys (instance);

  if ((self->host_key == NULL || self->host_key_number != instance->host_key_number) &&
      !make_host_key (self, instance, error))
    return false;
  if (self->holds != instance->commands_hang && !set_hold (self, instance->commands_hang, error))
    return false;
  if (g_strcmp0 (keys, self->authorized_keys) == 0)
    return true;

  if (!sim_files_write_text (self->etc, "authorized_keys", keys, error))
    return false;

  g_free (self->authorized_keys);
  self->authorized_keys = g_steal_pointer (&keys);
  return true;
}

/**
 * sim_sandbox_new:
 * @tools: the programs; outlive the sandbox
 * @folder: the simulator's
 * @id: the contract
 * @error: what the system says
 *
 * Returns: (transfer full) (nullable): a sandbox in which nothing runs
 */
SimSandbox *
sim_sandbox_new (const SimTools *tools, const char *folder, gint64 id, GError **error)
{
  g_autoptr (SimSandbox) self = g_new0 (SimSandbox, 1);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  self->tools = tools;
  self->life = -1;
  self->stand_ins = g_build_filename (folder, "stand-ins", NULL);
  self->folder = g_build_filename (folder, name, NULL);
  self->etc = g_build_filename (self->folder, "etc", NULL);
  self->folder_fd = -1;
  if (g_mkdir_with_parents (self->etc, 0700) == 0)
    self->folder_fd = open (self->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder_fd < 0)
    {
      fail (error, self->etc);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * sim_sandbox_free:
 * @self: (transfer full): a sandbox; what runs in it is killed, its files are removed
 */
void
sim_sandbox_free (SimSandbox *self)
{
  sim_sandbox_stop (self);
  sim_remove_tree (self->folder);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self->stand_ins);
  g_free (self->folder);
  g_free (self->etc);
  g_free (self->host_key);
  g_free (self->authorized_keys);
  g_free (self);
}

static bool
launch (SimSandbox *self,
        SimInstance *instance,
        int service_port,
        int listener,
        int life,
        GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    sim_bwrap_new_launcher (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *host = g_strdup_printf ("C.%" G_GINT64_FORMAT, instance->id);
  g_autofree char *port = g_strdup_printf ("%d", service_port);
  g_autoptr (GPtrArray)
    arguments = sim_bwrap_make_arguments (self->tools, self->etc, self->stand_ins, host);

  sim_bwrap_add (arguments,
                 SIM_BWRAP_HELPER,
                 self->tools->sshd,
                 self->tools->library_path,
                 port,
                 NULL);
  g_ptr_array_add (arguments, NULL);
  g_subprocess_launcher_take_fd (launcher, listener, LISTENER_FD);
  g_subprocess_launcher_take_fd (launcher, life, LIFE_FD);
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);

  return self->process != NULL;
}

/**
 * sim_sandbox_start:
 * @self: a sandbox in which nothing runs
 * @world: tells where the service is
 * @instance: its contract
 * @error: what the system says
 *
 * Connections are taken from now on, and answered once the helper runs.
 *
 * Returns: whether it was started
 */
bool
sim_sandbox_start (SimSandbox *self, SimWorld *world, SimInstance *instance, GError **error)
{
  int life[2];
  int listener;
  int service;

  if (!sim_files_write (self->etc, self->tools, instance, world->base_url, error) ||
      !sim_sandbox_follow (self, instance, error))
    return false;

  service = open_listener (self, SERVICE_SOCKET, error);
  if (service < 0)
    return false;
  self->relay = sim_relay_new (service, world->inside_port);

  listener = open_listener (self, SERVER_SOCKET, error);
  if (listener >= 0 && !g_unix_open_pipe (life, FD_CLOEXEC, error))
    {
      close (listener);
      listener = -1;
    }
  if (listener >= 0)
    {
      self->life = life[1];
      if (launch (self, instance, world->port, listener, life[0], error))
        return true;
    }

  sim_sandbox_stop (self);
  return false;
}

/**
 * sim_sandbox_stop:
 * @self: a sandbox; what runs in it is killed
 */
void
sim_sandbox_stop (SimSandbox *self)
{
  if (self->life >= 0)
    close (self->life);
  self->life = -1;
  g_clear_pointer (&self->relay, sim_relay_free);

  /* It takes what is inside along (--die-with-parent). */
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
}

/**
 * sim_sandbox_is_running:
 * @self: a sandbox
 *
 * Returns: whether the container runs
 */
bool
sim_sandbox_is_running (SimSandbox *self)
{
  return self->process != NULL && g_subprocess_get_identifier (self->process) != NULL;
}

/**
 * sim_sandbox_get_host_key:
 * @self: a sandbox
 *
 * Returns: (nullable): the line of its public host key
 */
const char *
sim_sandbox_get_host_key (SimSandbox *self)
{
  return self->host_key;
}
