/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-uri-private.h"

#include "core/base/sublet-error.h"

#include <libsoup/soup.h>
#include <string.h>

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;

  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/**
 * sublet_uri_is_loopback: (skip)
 * @uri: an address with a host
 *
 * Returns: whether it leads to this computer
 */
bool
sublet_uri_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  /* GLib resolves this name by itself, whatever the name service says. */
  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;

  return g_inet_address_get_is_loopback (address);
}

/**
 * sublet_uri_parse_base: (skip)
 * @base_url: (nullable): the setting or VAST_URL
 * @error: SUBLET_ERROR_INVALID, naming what is wrong
 *
 * Returns: (transfer full): the origin; NULL for anything but https, or http to this computer, or
 *   when there is more than an origin in it
 */
GUri *
sublet_uri_parse_base (const char *base_url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *text = g_strstrip (g_strdup (base_url != NULL ? base_url : ""));
  const char *scheme;
  const char *path;
  const char *wrong = NULL;

  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "no server address");
      return NULL;
    }

  scheme = g_uri_get_scheme (uri);
  path = g_uri_get_path (uri);
  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    wrong = "the server address must begin with https";
  else if (g_str_equal (scheme, "http") && !sublet_uri_is_loopback (uri))
    wrong = "plain http is for this computer only: the key could be read on the way";
  else if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
           g_uri_get_fragment (uri) != NULL ||
           (!g_str_equal (path, "") && !g_str_equal (path, "/")))
    wrong = "the server address must be an origin without anything behind it";
  if (wrong != NULL)
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, wrong);
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/* Others that a resolver, or the system's network, takes for this computer: the address of nowhere,
 * an IPv4 address inside an IPv6 one, a name below "localhost", one that ends in a dot, and what is
 * no address to GLib but one to the C library ("127.1", "2130706433", "0x7f.1"): no name of the
 * network ends in a part that begins with a digit. */
static bool
may_be_loopback (GUri *uri)
{
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  const char *dot = strrchr (host, '.');
  const char *last = dot != NULL ? dot + 1 : host;

  if (sublet_uri_is_loopback (uri))
    return true;
  if (address != NULL)
    return g_inet_address_get_is_any (address) ||
           (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
            memcmp (g_inet_address_to_bytes (address), mapped, sizeof mapped) == 0);

  return *last == '\0' || g_ascii_isdigit (*last) || strchr (host, ':') != NULL ||
         g_ascii_strcasecmp (last, "localhost") == 0;
}

/**
 * sublet_uri_parse_file: (skip)
 * @address: where a file is said to be, as the service or a redirect tells; a secret
 * @service: the service's own origin
 * @error: SUBLET_ERROR_PROTOCOL, naming what is wrong and never the address
 *
 * No reply may make this program ask anything of this computer, unless the service is here too.
 * Not covered: a name of the network that is resolved to an address of this computer, and the
 * addresses that this computer and its neighbours have in their own network. What answers there
 * has no certificate for that name, and https is asked for.
 *
 * Returns: (transfer full): the address; NULL when nothing may be fetched from it
 */
GUri *
sublet_uri_parse_file (const char *address, GUri *service, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *wrong = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    wrong = "the file has no address that can be read";
  else if (g_uri_get_userinfo (uri) != NULL)
    wrong = "the address of the file has a login in it";
  else if (may_be_loopback (uri) && !sublet_uri_is_loopback (service))
    wrong = "the file is said to be on this computer";
  else if (!g_str_equal (g_uri_get_scheme (uri), "https") &&
           !(g_str_equal (g_uri_get_scheme (uri), "http") && sublet_uri_is_loopback (uri)))
    wrong = "the address of the file does not begin with https";
  if (wrong != NULL)
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, wrong);
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/**
 * sublet_uri_same_origin: (skip)
 * @a: an address
 * @b: another
 *
 * Returns: whether scheme, host and port are the same
 */
bool
sublet_uri_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_strcmp0 (g_uri_get_host (a), g_uri_get_host (b)) == 0 && get_port (a) == get_port (b);
}

/**
 * sublet_uri_build: (skip)
 * @base: an origin
 * @path: a path with its slashes
 * @query: (nullable): percent-encoded
 *
 * Returns: (transfer full): the whole address
 */
GUri *
sublet_uri_build (GUri *base, const char *path, const char *query)
{
  return g_uri_build (SOUP_HTTP_URI_FLAGS,
                      g_uri_get_scheme (base),
                      NULL,
                      g_uri_get_host (base),
                      g_uri_get_port (base),
                      path,
                      query,
                      NULL);
}

/**
 * sublet_uri_make_origin: (skip)
 * @uri: an address
 *
 * One spelling for one server, because stored rows are filed under it: lower case, and a port only
 * where it is not the scheme's own.
 *
 * Returns: (transfer full): "https://console.vast.ai", without a slash at the end
 */
char *
sublet_uri_make_origin (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  int own_port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  /* Not libsoup's flags: they add the slash. */
  return g_uri_join (G_URI_FLAGS_NONE,
                     g_uri_get_scheme (uri),
                     NULL,
                     host,
                     get_port (uri) == own_port ? -1 : get_port (uri),
                     "",
                     NULL,
                     NULL);
}
