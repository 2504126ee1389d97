/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-sshd-private.h"

#include <gio/gio.h>

#include "core/base/sublet-json.h"

/* What a test may do to a contract's ports (GET and POST /_sim/link). */

static SimServed *
find_or_refuse (SimSshd *self, gint64 contract_id, GError **error)
{
  SimServed *served = sim_sshd_find (self, contract_id);

  if (served == NULL)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 "contract: no such living contract with SSH");
  return served;
}

static void
write_link (SimLink *link, SimJson *json, const char *name)
{
  SimLinkMode mode = sim_link_get_mode (link);

  sim_json_begin_object (json, name);
  sim_json_int (json, "port", sim_link_get_port (link));
  sim_json_string (json, "how", sim_link_how_to_name (mode.how));
  if (mode.how == SIM_LINK_SLOW)
    sim_json_int (json, "bytes_per_second", mode.bytes_per_second);
  sim_json_int (json, "open", sim_link_count_open (link));
  sim_json_end_object (json);
}

/**
 * sim_sshd_write_links:
 * @self: the sandboxes
 * @contract_id: a contract
 * @json: where to
 * @error: why there is nothing to write
 *
 * Returns: whether the contract's ports and host key were written
 */
bool
sim_sshd_write_links (SimSshd *self, gint64 contract_id, SimJson *json, GError **error)
{
  SimServed *served = find_or_refuse (self, contract_id, error);

  if (served == NULL)
    return false;

  sim_json_begin_object (json, NULL);
  sim_json_int (json, "contract", contract_id);
  sim_json_bool (json, "running", sim_sandbox_is_running (served->sandbox));
  sim_json_bool (json, "listening", sim_link_is_up (served->direct));
  sim_json_string (json, "host_key", sim_sandbox_get_host_key (served->sandbox));
  write_link (served->direct, json, "direct");
  write_link (served->proxy, json, "proxy");
  sim_json_end_object (json);
  return true;
}

/**
 * sim_sshd_set_link:
 * @self: the sandboxes
 * @order: an object with contract, how, and perhaps route and bytes_per_second
 * @json: where the links are written to
 * @error: what is wrong with the order
 *
 * Returns: whether it was done
 */
bool
sim_sshd_set_link (SimSshd *self, JsonNode *order, SimJson *json, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (order) ? json_node_get_object (order) : NULL;
  g_autofree char *route = sublet_json_dup_opt_string (object, "route");
  g_autofree char *how = sublet_json_dup_opt_string (object, "how");
  gint64 contract_id = sublet_json_opt_int (object, "contract", 0);
  SimLinkMode mode = { .bytes_per_second = sublet_json_opt_int (object, "bytes_per_second", 0) };
  bool both = route == NULL || g_str_equal (route, "both");
  bool direct = both || g_str_equal (route, "direct");
  bool proxy = both || g_str_equal (route, "proxy");
  SimServed *served = find_or_refuse (self, contract_id, error);
  const char *problem = NULL;

  if (served == NULL)
    return false;

  if (!direct && !proxy)
    problem = "route: direct, proxy or both";
  else if (!sim_link_how_from_name (how, &mode.how))
    problem = "how: ok, cut, slow, blackhole, refuse or silent";
  else if ((mode.how == SIM_LINK_SLOW) != (mode.bytes_per_second > 0))
    problem = "bytes_per_second: a number from 1, with slow only";
  if (problem != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", problem);
      return false;
    }

  if (direct)
    sim_link_set_mode (served->direct, mode);
  if (proxy)
    sim_link_set_mode (served->proxy, mode);

  return sim_sshd_write_links (self, contract_id, json, error);
}
