/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-agent-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

/* At one time. An ssh is connected while it signs in, or as long as it runs. */
#define MAX_PEERS 64

#define SOCKET_MODE 0600

struct _SubletSshAgent
{
  GObject parent_instance;

  SubletIdentityStore *identities; /* (owned) */
  char *parent;                    /* (owned) the runtime folder */

  /* while it is started */
  GSocketService *service; /* (owned) (nullable) */
  GCancellable *life;      /* (owned) (nullable) */
  char *folder;            /* (owned) (nullable) */
  char *socket_path;       /* (owned) (nullable) */

  guint *n_peers; /* (owned) g_rc_box: it may last longer than this */
};

G_DEFINE_FINAL_TYPE (SubletSshAgent, sublet_ssh_agent, G_TYPE_OBJECT)

/* The folder keeps everybody else out already. */
static bool
is_ours (GSocketConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCredentials)
    credentials = g_socket_get_credentials (g_socket_connection_get_socket (connection), &error);
  uid_t user = (uid_t) -1;

  if (credentials != NULL)
    user = g_credentials_get_unix_user (credentials, &error);
  if (error != NULL)
    g_info ("agent: who connects is unknown: %s", error->message);

  return error == NULL && user == getuid ();
}

static gboolean
on_incoming (SubletSshAgent *self, GSocketConnection *connection)
{
  if (!is_ours (connection))
    g_info ("agent: another person's connection is refused");
  else if (*self->n_peers >= MAX_PEERS)
    g_info ("agent: too many connections, this one is refused");
  else
    sublet_ssh_agent_peer_serve (connection, self->identities, self->life, self->n_peers);

  return TRUE;
}

/*
 * It gets its name only once somebody listens at it, so that another process that removes what dead
 * ones left does not take it for one of those.
 */
static GSocket *
listen_in (const char *folder, const char *socket_path, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL)
    return NULL;
  /* GIO would cut it off. Source: unix(7). */
  if (strlen (socket_path) >= sizeof ((struct sockaddr_un *) NULL)->sun_path)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG, "the path is too long");
      return NULL;
    }
  if (!g_socket_bind (socket, address, FALSE, error))
    return NULL;
  if (g_chmod (path, SOCKET_MODE) != 0 || !g_socket_listen (socket, error) ||
      g_rename (path, socket_path) != 0)
    {
      if (*error == NULL)
        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }

  return g_steal_pointer (&socket);
}

static void
sublet_ssh_agent_dispose (GObject *object)
{
  SubletSshAgent *self = SUBLET_SSH_AGENT (object);

  sublet_ssh_agent_stop (self);
  g_clear_object (&self->identities);

  G_OBJECT_CLASS (sublet_ssh_agent_parent_class)->dispose (object);
}

static void
sublet_ssh_agent_finalize (GObject *object)
{
  SubletSshAgent *self = SUBLET_SSH_AGENT (object);

  g_rc_box_release (self->n_peers);
  g_free (self->parent);

  G_OBJECT_CLASS (sublet_ssh_agent_parent_class)->finalize (object);
}

static void
sublet_ssh_agent_class_init (SubletSshAgentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_ssh_agent_dispose;
  object_class->finalize = sublet_ssh_agent_finalize;
}

static void
sublet_ssh_agent_init (SubletSshAgent *self)
{
  self->n_peers = g_rc_box_new0 (guint);
  self->parent = g_strdup (g_get_user_runtime_dir ());
}

/**
 * sublet_ssh_agent_new:
 * @identities: has Sublet's key; while it has none the agent has none
 *
 * Returns: (transfer full): an agent that nobody can reach until it is started
 */
SubletSshAgent *
sublet_ssh_agent_new (SubletIdentityStore *identities)
{
  SubletSshAgent *self;

  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (identities), NULL);

  self = g_object_new (SUBLET_TYPE_SSH_AGENT, NULL);
  self->identities = g_object_ref (identities);

  return self;
}

void
sublet_ssh_agent_set_parent (SubletSshAgent *self, const char *parent)
{
  g_return_if_fail (self->service == NULL);

  g_free (self->parent);
  self->parent = g_strdup (parent);
}

/**
 * sublet_ssh_agent_start:
 * @self: an agent
 * @error: SUBLET_ERROR_FAILED when no socket can be made in the runtime folder
 *
 * Makes the socket, of mode 0600 in a folder of mode 0700, unless there is one. It lasts until the
 * agent is stopped or freed.
 *
 * Returns: whether it can be reached
 */
gboolean
sublet_ssh_agent_start (SubletSshAgent *self, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *socket_path = NULL;
  g_autoptr (GSocketService) service = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (SUBLET_IS_SSH_AGENT (self), FALSE);

  if (self->service != NULL)
    return TRUE;
  folder = sublet_ssh_agent_folder_make (self->parent, error);
  if (folder == NULL)
    return FALSE;

  socket_path = g_build_filename (folder, SUBLET_SSH_AGENT_SOCKET_NAME, NULL);
  service = g_socket_service_new ();
  socket = listen_in (folder, socket_path, &local_error);
  if (socket == NULL ||
      !g_socket_listener_add_socket (G_SOCKET_LISTENER (service), socket, NULL, &local_error))
    {
      sublet_ssh_agent_folder_remove (folder);
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_FAILED,
                   "no socket in %s: %s",
                   folder,
                   local_error->message);
      return FALSE;
    }

  self->life = g_cancellable_new ();
  self->folder = g_steal_pointer (&folder);
  self->socket_path = g_steal_pointer (&socket_path);
  self->service = g_steal_pointer (&service);
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (on_incoming), self);

  return TRUE;
}

/**
 * sublet_ssh_agent_stop:
 * @self: an agent
 */
void
sublet_ssh_agent_stop (SubletSshAgent *self)
{
  g_return_if_fail (SUBLET_IS_SSH_AGENT (self));

  if (self->service == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->life);
  sublet_ssh_agent_folder_remove (self->folder);
  g_clear_object (&self->service);
  g_clear_object (&self->life);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->socket_path, g_free);
}

/**
 * sublet_ssh_agent_get_socket_path:
 * @self: an agent
 *
 * Returns: (transfer none) (nullable): where it listens, NULL while it is not started
 */
const char *
sublet_ssh_agent_get_socket_path (SubletSshAgent *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_AGENT (self), NULL);

  return self->socket_path;
}

/**
 * sublet_ssh_agent_write_known_host:
 * @self: an agent that is started
 * @name: one word of letters, digits and "-", which ssh looks the key up by
 * @key: the one key that is right
 * @error: SUBLET_ERROR_FAILED when it cannot be written
 *
 * A file of one line beside the socket, as ssh's UserKnownHostsFile; it goes with the socket. What
 * is in it is public. Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 *
 * Returns: (transfer full) (nullable): its path, NULL on error
 */
char *
sublet_ssh_agent_write_known_host (SubletSshAgent *self,
                                   const char *name,
                                   SubletSshHostKey *key,
                                   GError **error)
{
  g_autofree char *file_name = g_strconcat ("known_hosts-", name, NULL);
  g_autofree char *path = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) local_error = NULL;
  const guint8 *blob;
  gsize length;

  g_return_val_if_fail (SUBLET_IS_SSH_AGENT (self), NULL);
  g_return_val_if_fail (self->folder != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  blob = g_bytes_get_data (sublet_ssh_host_key_get_blob (key), &length);
  base64 = g_base64_encode (blob, length);
  line = g_strdup_printf ("%s %s %s\n", name, sublet_ssh_host_key_get_algorithm (key), base64);
  path = g_build_filename (self->folder, file_name, NULL);
  if (!g_file_set_contents_full (path,
                                 line,
                                 -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600,
                                 &local_error))
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_FAILED, local_error->message);
      return NULL;
    }

  return g_steal_pointer (&path);
}
