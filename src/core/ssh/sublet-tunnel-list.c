/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tunnel-list.h"

#include "core/ssh/sublet-tunnel-private.h"

struct _SubletTunnelList
{
  GObject parent_instance;

  GPtrArray *tunnels;        /* (owned) (element-type SubletTunnel) by their remote port */
  SubletSshSession *session; /* (owned) (nullable) */
  bool taking_away;          /* that session is no more: nobody wants another one by that */
};

static guint wanted_signal;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletTunnelList,
                               sublet_tunnel_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *list)
{
  return SUBLET_TYPE_TUNNEL;
}

static guint
get_n_items (GListModel *list)
{
  return SUBLET_TUNNEL_LIST (list)->tunnels->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  SubletTunnelList *self = SUBLET_TUNNEL_LIST (list);

  return position < self->tunnels->len ? g_object_ref (g_ptr_array_index (self->tunnels, position))
                                       : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* It is taken from the list before anybody else could have it: who still shows it sees it end. */
static void
let_go (SubletTunnelList *self, SubletTunnel *tunnel)
{
  g_signal_handlers_disconnect_by_data (tunnel, self);
  sublet_tunnel_set_on (tunnel, FALSE);
  sublet_tunnel_set_session (tunnel, NULL);
}

static void
sublet_tunnel_list_dispose (GObject *object)
{
  SubletTunnelList *self = SUBLET_TUNNEL_LIST (object);
  guint i;

  for (i = 0; i < self->tunnels->len; i++)
    let_go (self, g_ptr_array_index (self->tunnels, i));
  g_ptr_array_set_size (self->tunnels, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sublet_tunnel_list_parent_class)->dispose (object);
}

static void
sublet_tunnel_list_finalize (GObject *object)
{
  SubletTunnelList *self = SUBLET_TUNNEL_LIST (object);

  g_ptr_array_unref (self->tunnels);

  G_OBJECT_CLASS (sublet_tunnel_list_parent_class)->finalize (object);
}

static void
sublet_tunnel_list_class_init (SubletTunnelListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_tunnel_list_dispose;
  object_class->finalize = sublet_tunnel_list_finalize;

  wanted_signal = g_signal_new ("wanted",
                                SUBLET_TYPE_TUNNEL_LIST,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
}

static void
sublet_tunnel_list_init (SubletTunnelList *self)
{
  self->tunnels = g_ptr_array_new_with_free_func (g_object_unref);
}

SubletTunnelList *
sublet_tunnel_list_new (void)
{
  return g_object_new (SUBLET_TYPE_TUNNEL_LIST, NULL);
}

/**
 * sublet_tunnel_list_set_session:
 * @self: a list
 * @session: (nullable): a session that is ready
 *
 * The tunnels go on listening when there is none.
 */
void
sublet_tunnel_list_set_session (SubletTunnelList *self, SubletSshSession *session)
{
  guint i;

  g_return_if_fail (SUBLET_IS_TUNNEL_LIST (self));

  if (!g_set_object (&self->session, session))
    return;
  self->taking_away = session == NULL;
  for (i = 0; i < self->tunnels->len; i++)
    sublet_tunnel_set_session (g_ptr_array_index (self->tunnels, i), session);
  self->taking_away = false;
}

/* Where it is, or would be. */
static guint
get_place (SubletTunnelList *self, guint16 remote_port)
{
  guint i = 0;

  while (i < self->tunnels->len &&
         sublet_tunnel_get_remote_port (g_ptr_array_index (self->tunnels, i)) < remote_port)
    i++;

  return i;
}

SubletTunnel *
sublet_tunnel_list_find (SubletTunnelList *self, guint16 remote_port)
{
  SubletTunnel *tunnel;
  guint place;

  g_return_val_if_fail (SUBLET_IS_TUNNEL_LIST (self), NULL);

  place = get_place (self, remote_port);
  if (place == self->tunnels->len)
    return NULL;
  tunnel = g_ptr_array_index (self->tunnels, place);

  return sublet_tunnel_get_remote_port (tunnel) == remote_port ? tunnel : NULL;
}

static void
on_state (SubletTunnelList *self, GParamSpec *pspec, SubletTunnel *tunnel)
{
  if (self->session == NULL && !self->taking_away &&
      sublet_tunnel_get_state (tunnel) == SUBLET_TUNNEL_STATE_WAITING)
    g_signal_emit (self, wanted_signal, 0);
}

static void
insert (SubletTunnelList *self, SubletTunnel *tunnel)
{
  guint place = get_place (self, sublet_tunnel_get_remote_port (tunnel));

  sublet_tunnel_set_session (tunnel, self->session);
  g_ptr_array_insert (self->tunnels, (int) place, g_object_ref (tunnel));
  g_signal_connect_object (tunnel, "notify::state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
  sublet_tunnel_set_on (tunnel, TRUE);
}

/**
 * sublet_tunnel_list_open:
 * @self: a list
 * @remote_port: of 127.0.0.1 there
 * @name: (nullable): what the person calls it; of a new one
 *
 * Returns: (transfer none): the tunnel to that port, which is on
 */
SubletTunnel *
sublet_tunnel_list_open (SubletTunnelList *self, guint16 remote_port, const char *name)
{
  SubletTunnel *tunnel;

  g_return_val_if_fail (SUBLET_IS_TUNNEL_LIST (self), NULL);
  g_return_val_if_fail (remote_port > 0, NULL);

  tunnel = sublet_tunnel_list_find (self, remote_port);
  if (tunnel != NULL)
    {
      sublet_tunnel_set_on (tunnel, TRUE);
      return tunnel;
    }

  tunnel = sublet_tunnel_new (remote_port, name);
  insert (self, tunnel);
  g_object_unref (tunnel);

  return tunnel;
}

/**
 * sublet_tunnel_list_remove:
 * @self: a list
 * @tunnel: one of it, or of before
 */
void
sublet_tunnel_list_remove (SubletTunnelList *self, SubletTunnel *tunnel)
{
  guint place;

  g_return_if_fail (SUBLET_IS_TUNNEL_LIST (self));
  g_return_if_fail (SUBLET_IS_TUNNEL (tunnel));

  if (!g_ptr_array_find (self->tunnels, tunnel, &place))
    return;
  let_go (self, tunnel);
  g_ptr_array_remove_index (self->tunnels, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

/**
 * sublet_tunnel_list_put_back:
 * @self: a list
 * @tunnel: one that was removed
 *
 * It is on again, with its count; unless there is another to its port meanwhile.
 */
void
sublet_tunnel_list_put_back (SubletTunnelList *self, SubletTunnel *tunnel)
{
  g_return_if_fail (SUBLET_IS_TUNNEL_LIST (self));
  g_return_if_fail (SUBLET_IS_TUNNEL (tunnel));

  if (sublet_tunnel_list_find (self, sublet_tunnel_get_remote_port (tunnel)) == NULL)
    insert (self, tunnel);
}

void
sublet_tunnel_list_remove_all (SubletTunnelList *self)
{
  g_return_if_fail (SUBLET_IS_TUNNEL_LIST (self));

  while (self->tunnels->len > 0)
    sublet_tunnel_list_remove (self, g_ptr_array_index (self->tunnels, self->tunnels->len - 1));
}
