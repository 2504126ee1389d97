/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tunnel-private.h"

#include <sys/socket.h>
#include <unistd.h>

/* Between two readings of the counts. */
#define READING_MS 250

G_DEFINE_ENUM_TYPE (SubletTunnelState,
                    sublet_tunnel_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_TUNNEL_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (SUBLET_TUNNEL_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_TUNNEL_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (SUBLET_TUNNEL_STATE_FAILED, "failed"))

typedef enum
{
  PROP_STATE = 1,
  PROP_LOCAL_PORT,
  PROP_NOTHING_LISTENS,
  PROP_RECEIVED,
  PROP_SENT,
} SubletTunnelProperty;

static GParamSpec *properties[PROP_SENT + 1];

G_DEFINE_FINAL_TYPE (SubletTunnel, sublet_tunnel, G_TYPE_OBJECT)

static void
notify (SubletTunnel *self, SubletTunnelProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- the count ---- */

void
sublet_tunnel_set_refusal (SubletTunnel *self, int refusal)
{
  if (self->refusal == refusal)
    return;
  self->refusal = refusal;
  notify (self, PROP_NOTHING_LISTENS);
}

void
sublet_tunnel_read_count (SubletTunnel *self)
{
  guint64 received;
  guint64 sent;

  sublet_ssh_traffic_read (self->traffic, &received, &sent);
  if (received != self->received)
    {
      self->received = received;
      notify (self, PROP_RECEIVED);
    }
  if (sent != self->sent)
    {
      self->sent = sent;
      notify (self, PROP_SENT);
    }
}

static gboolean
on_reading (gpointer user_data)
{
  SubletTunnel *self = user_data;

  self->reading_id = 0;
  sublet_tunnel_read_count (self);

  return G_SOURCE_REMOVE;
}

static void
on_moved (gpointer user_data)
{
  SubletTunnel *self = user_data;

  sublet_tunnel_set_refusal (self, -1);
  if (self->reading_id == 0)
    self->reading_id = g_timeout_add (READING_MS, on_reading, self);
}

/* ---- connections ---- */

static void
on_accept (int fd, gpointer user_data)
{
  SubletTunnel *self = user_data;

  if (self->session != NULL)
    sublet_tunnel_connect (self, fd);
  else
    close (fd);
}

/**
 * sublet_tunnel_look:
 * @self: a tunnel
 *
 * Makes a connection and ends it at once, so that "nothing-listens" tells of now; nothing unless it
 * is OPEN, or while connections go through it.
 */
void
sublet_tunnel_look (SubletTunnel *self)
{
  int ends[2];

  g_return_if_fail (SUBLET_IS_TUNNEL (self));

  if (self->state != SUBLET_TUNNEL_STATE_OPEN || self->n_connections > 0 ||
      socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
    return;
  close (ends[1]);
  sublet_tunnel_connect (self, ends[0]);
}

/* ---- state ---- */

static void
update_state (SubletTunnel *self)
{
  SubletTunnelState state = SUBLET_TUNNEL_STATE_OFF;

  if (self->on && self->listener == NULL)
    state = SUBLET_TUNNEL_STATE_FAILED;
  else if (self->on)
    state = self->session != NULL ? SUBLET_TUNNEL_STATE_OPEN : SUBLET_TUNNEL_STATE_WAITING;

  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

/**
 * sublet_tunnel_set_session: (skip)
 * @self: a tunnel
 * @session: (nullable): what it goes through from now on
 */
void
sublet_tunnel_set_session (SubletTunnel *self, SubletSshSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  sublet_tunnel_end_connections (self);
  update_state (self);
}

/**
 * sublet_tunnel_set_on:
 * @self: a tunnel
 * @on: whether it listens; a tunnel that could not is told again to
 */
void
sublet_tunnel_set_on (SubletTunnel *self, gboolean on)
{
  g_return_if_fail (SUBLET_IS_TUNNEL (self));

  if (self->on == (on != FALSE) && (self->listener != NULL) == self->on)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->on = on;
  g_clear_error (&self->error);
  g_clear_pointer (&self->listener, sublet_tunnel_listener_free);
  sublet_tunnel_end_connections (self);
  sublet_tunnel_set_refusal (self, -1);
  if (on)
    self->listener = sublet_tunnel_listener_new (self->remote_port, on_accept, self, &self->error);
  sublet_tunnel_update_accepting (self);
  update_state (self);
  notify (self, PROP_LOCAL_PORT);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
sublet_tunnel_dispose (GObject *object)
{
  SubletTunnel *self = SUBLET_TUNNEL (object);

  g_clear_handle_id (&self->reading_id, g_source_remove);
  g_clear_pointer (&self->listener, sublet_tunnel_listener_free);
  sublet_ssh_traffic_leave (self->traffic);
  sublet_tunnel_end_connections (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sublet_tunnel_parent_class)->dispose (object);
}

static void
sublet_tunnel_finalize (GObject *object)
{
  SubletTunnel *self = SUBLET_TUNNEL (object);

  /* Each connection holds the tunnel. */
  g_assert (self->n_connections == 0);
  g_array_unref (self->held);
  g_object_unref (self->going);
  sublet_ssh_traffic_unref (self->traffic);
  g_clear_error (&self->error);
  g_free (self->name);

  G_OBJECT_CLASS (sublet_tunnel_parent_class)->finalize (object);
}

static void
sublet_tunnel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletTunnel *self = SUBLET_TUNNEL (object);

  switch ((SubletTunnelProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_LOCAL_PORT:
      g_value_set_uint (value, sublet_tunnel_get_local_port (self));
      break;

    case PROP_NOTHING_LISTENS:
      g_value_set_boolean (value, sublet_tunnel_get_nothing_listens (self));
      break;

    case PROP_RECEIVED:
      g_value_set_uint64 (value, self->received);
      break;

    case PROP_SENT:
      g_value_set_uint64 (value, self->sent);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_tunnel_class_init (SubletTunnelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sublet_tunnel_dispose;
  object_class->finalize = sublet_tunnel_finalize;
  object_class->get_property = sublet_tunnel_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              SUBLET_TYPE_TUNNEL_STATE,
                                              SUBLET_TUNNEL_STATE_OFF,
                                              flags);
  properties[PROP_LOCAL_PORT] =
    g_param_spec_uint ("local-port", NULL, NULL, 0, G_MAXUINT16, 0, flags);
  properties[PROP_NOTHING_LISTENS] =
    g_param_spec_boolean ("nothing-listens", NULL, NULL, FALSE, flags);
  properties[PROP_RECEIVED] =
    g_param_spec_uint64 ("received", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SENT] = g_param_spec_uint64 ("sent", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_tunnel_init (SubletTunnel *self)
{
  self->refusal = -1;
  self->going = g_cancellable_new ();
  self->held = g_array_new (FALSE, FALSE, sizeof (int));
  self->traffic = sublet_ssh_traffic_new (on_moved, self);
}

SubletTunnel *
sublet_tunnel_new (guint16 remote_port, const char *name)
{
  SubletTunnel *self = g_object_new (SUBLET_TYPE_TUNNEL, NULL);

  self->remote_port = remote_port;
  self->name = g_strdup (name);

  return self;
}
