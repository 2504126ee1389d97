/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-json.h"
#include "core/model/sublet-instance.h"

#include <string.h>

/*
 * Which ports of a container the host has open: docker's map from "22/tcp" to where it is bound, a
 * list of its objects, or a list of numbers that names no port of the host. Source: fact sheet 4.3.
 */

#define MAX_PORT 65535
/* The service opens 64; whoever sends more sends nonsense. */
#define MAX_PORTS 256

static int
read_port (JsonObject *object, const char *member)
{
  gint64 port = sublet_json_opt_int (object, member, -1);

  return port > 0 && port <= MAX_PORT ? (int) port : -1;
}

static int
find_host_port (JsonArray *bindings)
{
  guint i;

  for (i = 0; bindings != NULL && i < json_array_get_length (bindings); i++)
    {
      JsonNode *node = json_array_get_element (bindings, i);
      int port;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      port = read_port (json_node_get_object (node), "HostPort");
      if (port > 0)
        return port;
    }

  return -1;
}

/* The first of equal ones counts: one for each family of addresses may be listed. */
static void
add (GArray *ports, int inside, bool udp, int outside)
{
  const SubletOpenPort port = { .inside = inside, .outside = outside, .udp = udp };
  guint place = 0;

  if (inside <= 0 || outside <= 0 || ports->len >= MAX_PORTS)
    return;
  while (place < ports->len)
    {
      const SubletOpenPort *other = &g_array_index (ports, SubletOpenPort, place);

      if (other->inside == inside && other->udp == udp)
        return;
      if (other->inside > inside || (other->inside == inside && udp < other->udp))
        break;
      place++;
    }
  g_array_insert_val (ports, place, port);
}

/* "8080/tcp"; without a protocol it is that one. */
static bool
parse_name (const char *name, int *inside, bool *udp)
{
  const char *slash = strchr (name, '/');
  g_autofree char *number = slash != NULL ? g_strndup (name, (gsize) (slash - name))
                                          : g_strdup (name);
  guint64 port;

  if (!g_ascii_string_to_unsigned (number, 10, 1, MAX_PORT, &port, NULL))
    return false;
  if (slash != NULL && strcmp (slash, "/tcp") != 0 && strcmp (slash, "/udp") != 0)
    return false;
  *inside = (int) port;
  *udp = slash != NULL && strcmp (slash, "/udp") == 0;

  return true;
}

static void
add_object (GArray *ports, JsonObject *object)
{
  g_autofree char *type = sublet_json_dup_opt_string (object, "Type");
  g_autoptr (GList) names = json_object_get_members (object);
  GList *l;

  add (ports,
       read_port (object, "PrivatePort"),
       g_strcmp0 (type, "udp") == 0,
       read_port (object, "PublicPort"));
  for (l = names; l != NULL; l = l->next)
    {
      int inside;
      bool udp;

      if (parse_name (l->data, &inside, &udp))
        add (ports, inside, udp, find_host_port (sublet_json_get_opt_array (object, l->data)));
    }
}

/**
 * sublet_decode_ports: (skip)
 * @object: an instance
 *
 * Returns: (transfer full) (element-type SubletOpenPort): what the host has open, by the number
 *   inside
 */
GArray *
sublet_decode_ports (JsonObject *object)
{
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (SubletOpenPort));
  JsonObject *map = sublet_json_get_opt_object (object, "ports");
  JsonArray *list = sublet_json_get_opt_array (object, "ports");
  guint i;

  if (map != NULL)
    add_object (ports, map);
  for (i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_object (ports, json_node_get_object (node));
    }

  return ports;
}

/**
 * sublet_decode_ports_find_ssh: (skip)
 * @ports: of an instance
 *
 * Returns: where its own SSH server is on the host, or -1
 */
int
sublet_decode_ports_find_ssh (GArray *ports)
{
  guint i;

  for (i = 0; i < ports->len; i++)
    {
      const SubletOpenPort *port = &g_array_index (ports, SubletOpenPort, i);

      if (port->inside == 22 && !port->udp)
        return port->outside;
    }

  return -1;
}
