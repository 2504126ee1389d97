/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

typedef struct
{
  SubletSshWorker *worker; /* (owned) */
  guint index;
  guint16 port;
} Lookup;

static GArray *
make_addresses (GList *found, guint16 port)
{
  GArray *addresses = g_array_new (FALSE, TRUE, sizeof (SubletSshAddress));
  GList *l;

  for (l = found; l != NULL; l = l->next)
    {
      g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new (l->data, port);
      gssize size = g_socket_address_get_native_size (socket_address);
      SubletSshAddress address = { .length = (socklen_t) size };

      if (g_socket_address_to_native (socket_address,
                                      &address.storage,
                                      sizeof address.storage,
                                      NULL))
        g_array_append_val (addresses, address);
    }

  return addresses;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Lookup *lookup = user_data;
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_ADDRESSES);
  g_autoptr (GError) error = NULL;
  GList *found;

  found = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);
  note->index = lookup->index;
  if (found != NULL)
    note->addresses = make_addresses (found, lookup->port);
  else
    note->problem = g_strdup (error->message);
  g_resolver_free_addresses (found);
  sublet_ssh_worker_order (lookup->worker, note);
  sublet_ssh_worker_unref (lookup->worker);
  g_free (lookup);
}

/**
 * sublet_ssh_session_look_up: (skip)
 * @self: a session whose worker runs
 *
 * All at once: a name that takes long holds nobody else up.
 */
void
sublet_ssh_session_look_up (SubletSshSession *self)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  guint i;

  for (i = 0; i < self->routes->len; i++)
    {
      SubletSshRoute *route = g_ptr_array_index (self->routes, i);
      Lookup *lookup = g_new0 (Lookup, 1);

      lookup->worker = sublet_ssh_worker_ref (self->worker);
      lookup->index = i;
      lookup->port = route->port;
      g_resolver_lookup_by_name_async (resolver, route->host, self->resolving, on_found, lookup);
    }
}
