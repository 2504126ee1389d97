/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include <string.h>

static const SimRoute *const groups[] = {
  sim_account_routes,   sim_search_routes, sim_create_routes,  sim_instance_routes,
  sim_action_routes,    sim_ssh_routes,    sim_billing_routes, sim_log_routes,
  sim_catalogue_routes, sim_volume_routes, sim_prepay_routes,  sim_increase_routes,
  sim_update_routes,
};

/* The final slash belongs to the pattern; {} is a run of digits. */
static bool
match (const char *pattern, const char *path, gint64 ids[2])
{
  int count = 0;

  while (*pattern != '\0')
    {
      if (g_str_has_prefix (pattern, "{}"))
        {
          char *end;

          if (!g_ascii_isdigit (*path))
            return false;
          ids[count++] = g_ascii_strtoll (path, &end, 10);
          path = end;
          pattern += 2;
        }
      else if (*pattern++ != *path++)
        return false;
    }

  return *path == '\0';
}

static const SimRoute *
find (const char *method, const char *path, gint64 ids[2])
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const SimRoute *route;

      for (route = groups[i]; route->name != NULL; route++)
        if ((method == NULL || g_str_equal (route->method, method)) &&
            match (route->pattern, path, ids))
          return route;
    }

  return NULL;
}

/**
 * sim_router_find:
 * @exchange: a request
 *
 * Sets its route and the numbers of its path; the route stays NULL when nothing matches.
 */
void
sim_router_find (SimExchange *exchange)
{
  exchange->route = find (exchange->method, exchange->path, exchange->ids);
}

/**
 * sim_router_reply_unmatched:
 * @exchange: a request without route
 *
 * A missing final slash is a redirect for GET and a 404 for everything else (fact sheet 11).
 */
void
sim_router_reply_unmatched (SimExchange *exchange)
{
  g_autofree char *with_slash = g_strconcat (exchange->path, "/", NULL);
  gint64 ids[2];

  if (find (NULL, exchange->path, ids) != NULL)
    sim_reply_text (exchange, 405, "text/plain; charset=utf-8", "405: Method Not Allowed");
  else if (g_str_equal (exchange->method, "GET") && find ("GET", with_slash, ids) != NULL)
    {
      g_autofree char *location = exchange->query_text == NULL
                                    ? g_strdup (with_slash)
                                    : g_strconcat (with_slash, "?", exchange->query_text, NULL);

      sim_reply_redirect (exchange, 301, location);
    }
  else
    sim_reply_text (exchange, 404, "text/plain; charset=utf-8", "404: Not Found");
}

/**
 * sim_router_has_name:
 * @name: a route's name
 *
 * Returns: whether there is such a route
 */
bool
sim_router_has_name (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const SimRoute *route;

      for (route = groups[i]; route->name != NULL; route++)
        if (g_str_equal (route->name, name))
          return true;
    }

  return false;
}
