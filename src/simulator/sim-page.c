/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-page.h"

#include "core/base/sublet-json.h"

#include <stdlib.h>
#include <string.h>

/**
 * sim_page_make_token:
 * @what: the endpoint it is good for
 * @offset: the first row of the next page
 *
 * Tokens are base64, so that nobody thinks of counting with them.
 *
 * Returns: (transfer full): the token
 */
char *
sim_page_make_token (const char *what, guint offset)
{
  g_autofree char *text = g_strdup_printf ("%s:%u", what, offset);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

/**
 * sim_page_take:
 * @exchange: a request with an after_token, perhaps
 * @what: the endpoint
 * @page: (inout): its offset is set
 *
 * Returns: whether the token is good; the answer is made when not
 */
bool
sim_page_take (SimExchange *exchange, const char *what, SimPage *page)
{
  const char *token = sim_exchange_get_query (exchange, "after_token");
  g_autofree char *prefix = g_strconcat (what, ":", NULL);
  g_autofree guchar *decoded = NULL;
  g_autofree char *text = NULL;
  gsize length;

  page->offset = 0;
  if (token == NULL || *token == '\0')
    return true;

  decoded = g_base64_decode (token, &length);
  text = g_strndup ((const char *) decoded, length);
  if (!g_str_has_prefix (text, prefix))
    {
      sim_reply_error (exchange, 400, "invalid_token", "after_token is not valid");
      return false;
    }

  page->offset = (guint) strtoul (text + strlen (prefix), NULL, 10);
  return true;
}

/**
 * sim_span_take:
 * @filters: (nullable): select_filters
 * @column: `day` or `when`
 * @span: (out): the time asked for
 *
 * Returns: whether both ends are there and in order
 */
bool
sim_span_take (JsonObject *filters, const char *column, SimSpan *span)
{
  JsonObject *range = sublet_json_get_opt_object (filters, column);
  bool open_start = sublet_json_has_value (range, "gt");
  bool open_end = sublet_json_has_value (range, "lt");

  span->from_us = sublet_json_opt_epoch_us (range, open_start ? "gt" : "gte") + open_start;
  span->until_us = sublet_json_opt_epoch_us (range, open_end ? "lt" : "lte") - open_end;

  return span->from_us > 0 && span->until_us > 0 && span->from_us <= span->until_us;
}

/**
 * sim_take_latest_first:
 * @exchange: a request
 *
 * Returns: whether the newest row comes first, which is so unless `false` is sent
 */
bool
sim_take_latest_first (SimExchange *exchange)
{
  return g_strcmp0 (sim_exchange_get_query (exchange, "latest_first"), "false") != 0;
}
