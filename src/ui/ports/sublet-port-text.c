/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/ports/sublet-port-text.h"

#include <glib/gi18n.h>

static const struct
{
  guint16 port;
  const char *name; /* (nullable) */
} known[] = {
  { 8888, "Jupyter" },
  { 6006, "TensorBoard" },
  { 7860, "Gradio" },
  { 8080, NULL },
};

/**
 * sublet_port_text_get_common:
 *
 * Returns: (transfer none) (array zero-terminated=1): what is offered without being typed
 */
const guint16 *
sublet_port_text_get_common (void)
{
  static guint16 ports[G_N_ELEMENTS (known) + 1];
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (known); i++)
    ports[i] = known[i].port;

  return ports;
}

const char *
sublet_port_text_get_name (guint16 port)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].port == port)
      return known[i].name;

  return NULL;
}

char *
sublet_port_text_dup_title (guint16 port, const char *name)
{
  if (name == NULL)
    return g_strdup_printf ("%u", port);

  /* TRANSLATORS: a port's number, and the program that has it: "8888 · Jupyter" */
  return g_strdup_printf (_ ("%u · %s"), port, name);
}

guint16
sublet_port_text_parse (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  guint64 port = 0;

  if (!g_ascii_string_to_unsigned (trimmed, 10, 1, G_MAXUINT16, &port, NULL))
    return 0;

  return (guint16) port;
}

static char *
dup_where (SubletTunnel *tunnel)
{
  guint64 bytes = sublet_tunnel_get_received (tunnel) + sublet_tunnel_get_sent (tunnel);
  g_autofree char *size = g_format_size (bytes);

  if (bytes == 0)
    return g_strdup_printf ("localhost:%u", sublet_tunnel_get_local_port (tunnel));

  /* TRANSLATORS: a port of this computer, and how much went through it: "localhost:8888 · 12.4 MB"
   */
  return g_strdup_printf (_ ("localhost:%u · %s"), sublet_tunnel_get_local_port (tunnel), size);
}

static const char *
get_waiting (SubletConnectionState connection)
{
  switch (connection)
    {
    case SUBLET_CONNECTION_STATE_CHECKING:
      return _ ("Opening…");

    case SUBLET_CONNECTION_STATE_FAILED:
      return _ ("The instance cannot be reached; see its connection.");

    case SUBLET_CONNECTION_STATE_LOST:
      return _ ("The connection is lost; the tunnel is back when that is.");

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_READY:
    default:
      return _ ("Waits for the connection.");
    }
}

/* (nullable) */
static const char *
get_refusal (SubletTunnel *tunnel)
{
  if (sublet_tunnel_get_nothing_listens (tunnel))
    return _ ("Nothing listens on it yet.");
  if (sublet_tunnel_get_forbidden (tunnel))
    return _ ("The instance's SSH server forbids tunnels.");

  return NULL;
}

static void
add_line (GString *text, const char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/**
 * sublet_port_text_dup_state:
 * @tunnel: a tunnel
 * @connection: how the way to its instance stands
 *
 * Returns: (transfer full): one fact a line
 */
char *
sublet_port_text_dup_state (SubletTunnel *tunnel, SubletConnectionState connection)
{
  GString *text = g_string_new (NULL);
  g_autofree char *where = NULL;
  g_autofree char *taken = NULL;
  guint16 port = sublet_tunnel_get_remote_port (tunnel);

  switch (sublet_tunnel_get_state (tunnel))
    {
    case SUBLET_TUNNEL_STATE_OPEN:
      where = dup_where (tunnel);
      add_line (text, where);
      if (sublet_tunnel_get_local_port (tunnel) != port)
        {
          /* TRANSLATORS: %u is the number of a port */
          taken = g_strdup_printf (_ ("%u is taken on this computer."), port);
          add_line (text, taken);
        }
      add_line (text, get_refusal (tunnel));
      break;

    case SUBLET_TUNNEL_STATE_WAITING:
      add_line (text, get_waiting (connection));
      break;

    case SUBLET_TUNNEL_STATE_FAILED:
      add_line (text, _ ("No port of this computer is free."));
      break;

    case SUBLET_TUNNEL_STATE_OFF:
    default:
      add_line (text, _ ("Off"));
      break;
    }

  return g_string_free (text, FALSE);
}

static const char *
get_state_word (SubletTunnel *tunnel)
{
  switch (sublet_tunnel_get_state (tunnel))
    {
    case SUBLET_TUNNEL_STATE_OPEN:
      /* TRANSLATORS: of a tunnel to a port, spoken at the end of a list */
      return C_ ("tunnel", "open");

    case SUBLET_TUNNEL_STATE_WAITING:
      /* TRANSLATORS: of a tunnel to a port, spoken at the end of a list */
      return C_ ("tunnel", "waiting");

    case SUBLET_TUNNEL_STATE_FAILED:
      /* TRANSLATORS: of a tunnel to a port, spoken at the end of a list */
      return C_ ("tunnel", "failed");

    case SUBLET_TUNNEL_STATE_OFF:
    default:
      /* TRANSLATORS: of a tunnel to a port, spoken at the end of a list */
      return C_ ("tunnel", "off");
    }
}

char *
sublet_port_text_dup_spoken (SubletTunnel *tunnel)
{
  guint16 port = sublet_tunnel_get_remote_port (tunnel);
  const char *name = sublet_tunnel_get_name (tunnel);

  if (name == NULL)
    /* TRANSLATORS: spoken: a tunnel's port and its state: "Port 9000, open" */
    return g_strdup_printf (_ ("Port %u, %s"), port, get_state_word (tunnel));

  /* TRANSLATORS: spoken: a tunnel's port, program and state: "Port 8888, Jupyter, open" */
  return g_strdup_printf (_ ("Port %u, %s, %s"), port, name, get_state_word (tunnel));
}

char *
sublet_port_text_dup_closed (SubletTunnel *tunnel)
{
  /* TRANSLATORS: %u is the number of a port */
  return g_strdup_printf (_ ("The tunnel to port %u is closed"),
                             sublet_tunnel_get_remote_port (tunnel));
}
