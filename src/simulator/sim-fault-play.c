/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-faults.h"

#include <math.h>

/* What a hotel's network says instead of the service. */
#define CAPTIVE_PORTAL                                                                     \
  "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>Guest network</h1>" \
  "<p>Please sign in to go online.</p></body></html>\n"

/**
 * sim_reply_too_fast:
 * @exchange: a request
 * @shape: 0 plain text, 1 the framework's detail, 2 the full object with headers
 * @retry_after_s: seconds, for the full object
 *
 * Nothing was done. Source: fact sheet 9.1 and 9.3.
 */
void
sim_reply_too_fast (SimExchange *exchange, int shape, double retry_after_s)
{
  SimJson json;

  if (shape == 0)
    {
      sim_reply_text (exchange, 429, "text/plain; charset=utf-8", "API requests too frequent");
      return;
    }

  sim_reply_begin (exchange, &json);
  if (shape == 1)
    sim_json_string (&json, "detail", "API requests too frequent: endpoint threshold reached");
  else
    {
      sim_json_string (&json, "error", "HTTPTooManyRequests");
      sim_json_string (&json, "msg", "API requests too frequent");
      sim_json_int (&json, "retry_after", llround (ceil (retry_after_s)));
      sim_json_double (&json, "limit", 5);
      sim_json_int (&json, "remaining", 0);
      exchange->retry_after_s = retry_after_s;
    }
  sim_json_end_object (&json);
  sim_reply_json (exchange, 429, &json);
}

static SimInstance *
find_made (SimExchange *exchange)
{
  return exchange->contract_id != 0
           ? sim_world_find_instance (exchange->world, exchange->contract_id)
           : NULL;
}

static void
reply_success_false (SimExchange *exchange, bool with_id)
{
  SimJson json;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", false);
  sim_json_string (&json, "msg", "Something went wrong, please try again.");
  if (with_id)
    sim_json_int (&json, "new_contract", exchange->contract_id);
  sim_reply_end (exchange, &json);
}

/* Lists and single reads do not know of the contract for a while. */
static void
hide_contract (SimExchange *exchange, gint64 ms)
{
  SimInstance *instance = find_made (exchange);
  gint64 visible_us = sim_world_now_us (exchange->world) + ms * 1000;

  if (instance == NULL)
    return;

  instance->list_visible_us = visible_us;
  instance->single_visible_us = visible_us;
}

static void
play_late_contract (const SimFault *fault, SimExchange *exchange)
{
  hide_contract (exchange, fault->ms);
  if (g_str_equal (fault->how, "502"))
    sim_reply_html_error (exchange, 502, "Bad Gateway");
  else if (g_str_equal (fault->how, "no-such-ask"))
    sim_reply_no_such_ask (exchange, 404);
  else if (g_str_equal (fault->how, "success-false"))
    reply_success_false (exchange, false);
}

static void
play_redirect (const SimFault *fault, SimExchange *exchange)
{
  g_autofree char *same = g_strconcat (exchange->world->base_url,
                                       exchange->path,
                                       exchange->query_text != NULL ? "?" : "",
                                       exchange->query_text != NULL ? exchange->query_text : "",
                                       NULL);

  sim_reply_redirect (exchange, fault->status, fault->location != NULL ? fault->location : same);
}

/**
 * sim_fault_prepare:
 * @fault: what strikes
 * @exchange: a request whose work is about to be done
 */
void
sim_fault_prepare (const SimFault *fault, SimExchange *exchange)
{
  if (fault->kind == SIM_FAULT_STALE_LIST)
    exchange->stale_us = fault->ms * 1000;
  else if (fault->kind == SIM_FAULT_INCOMPLETE_LIST && g_str_equal (fault->how, "total"))
    exchange->claimed_rows = fault->more;
  else if (fault->kind == SIM_FAULT_INCOMPLETE_LIST && g_str_equal (fault->how, "rows"))
    exchange->dropped_rows = fault->more;
}

/* Nobody can tell what the first rows are of. */
static void
spoil_rows (GString *text, guint n_rows)
{
  g_string_replace (text, "\"id\":", "\"spoiled\":", n_rows);
  g_string_replace (text, "\"ask_contract_id\":", "\"spoiled_ask\":", n_rows);
}

/**
 * sim_fault_spoil:
 * @fault: what strikes
 * @exchange: a request whose work is done, or is not going to be
 *
 * Replaces or changes the answer.
 */
void
sim_fault_spoil (const SimFault *fault, SimExchange *exchange)
{
  switch (fault->kind)
    {
    case SIM_FAULT_NO_SUCH_ASK:
      sim_reply_no_such_ask (exchange, fault->status);
      break;

    case SIM_FAULT_500_HTML:
      sim_reply_html_error (exchange, fault->status, "Internal Server Error");
      break;

    case SIM_FAULT_502_HTML:
      sim_reply_html_error (exchange, fault->status, "Bad Gateway");
      break;

    case SIM_FAULT_503_HTML:
      sim_reply_html_error (exchange, fault->status, "Service Temporarily Unavailable");
      break;

    case SIM_FAULT_EMPTY_200:
      sim_reply_text (exchange, fault->status, NULL, "");
      break;

    case SIM_FAULT_CUT_JSON:
      if (g_str_equal (fault->how, "short"))
        g_string_truncate (exchange->text,
                           fault->bytes > 0 ? (gsize) fault->bytes : exchange->text->len / 2);
      break;

    case SIM_FAULT_WRONG_JSON:
      sim_reply_text (exchange, fault->status, "text/html; charset=utf-8", CAPTIVE_PORTAL);
      break;

    case SIM_FAULT_SUCCESS_FALSE:
      reply_success_false (exchange, false);
      break;

    case SIM_FAULT_SUCCESS_FALSE_RENTED:
      reply_success_false (exchange, fault->with_id && exchange->contract_id != 0);
      break;

    case SIM_FAULT_LATE_CONTRACT:
      play_late_contract (fault, exchange);
      break;

    case SIM_FAULT_INCOMPLETE_LIST:
      if (g_str_equal (fault->how, "spoiled"))
        spoil_rows (exchange->text, (guint) MAX (fault->more, 1));
      else if (g_str_equal (fault->how, "second-page"))
        sim_reply_html_error (exchange, 502, "Bad Gateway");
      break;

    case SIM_FAULT_429_PLAIN:
      sim_reply_too_fast (exchange, 0, 0);
      break;

    case SIM_FAULT_429_DETAIL:
      sim_reply_too_fast (exchange, 1, 0);
      break;

    case SIM_FAULT_429_JSON:
      sim_reply_too_fast (exchange, 2, (double) fault->ms / 1000);
      break;

    case SIM_FAULT_REDIRECT:
      play_redirect (fault, exchange);
      break;

    case SIM_FAULT_AUTH_404:
    case SIM_FAULT_AUTH_401:
      sim_reply_error (exchange, fault->status, "auth_error", "Invalid user key");
      break;

    case SIM_FAULT_JSON_ERROR:
      sim_reply_error (exchange, fault->status, fault->error, fault->message);
      break;

    case SIM_FAULT_LOST_REPLY:
    case SIM_FAULT_RESET_BEFORE:
    case SIM_FAULT_EARLY_CLOSE:
    case SIM_FAULT_STALE_LIST:
    case SIM_FAULT_SLOW_BYTES:
    case SIM_FAULT_DELAY:
    case SIM_FAULT_HOLD:
    default:
      break;
    }
}

/**
 * sim_fault_get_send_how:
 * @fault: (nullable): what strikes
 * @exchange: an answered request
 *
 * Returns: how the answer leaves, if it does
 */
SimSendHow
sim_fault_get_send_how (const SimFault *fault, const SimExchange *exchange)
{
  if (fault == NULL)
    return SIM_SEND_NORMAL;

  switch (fault->kind)
    {
    case SIM_FAULT_LOST_REPLY:
    case SIM_FAULT_RESET_BEFORE:
    case SIM_FAULT_EARLY_CLOSE:
      return g_str_equal (fault->how, "reset") ? SIM_SEND_RESET : SIM_SEND_CLOSE;

    case SIM_FAULT_LATE_CONTRACT:
      return g_str_equal (fault->how, "lost") ? SIM_SEND_CLOSE : SIM_SEND_NORMAL;

    case SIM_FAULT_CUT_JSON:
      return g_str_equal (fault->how, "close") ? SIM_SEND_CUT : SIM_SEND_NORMAL;

    case SIM_FAULT_SLOW_BYTES:
      return SIM_SEND_SLOW;

    case SIM_FAULT_NO_SUCH_ASK:
    case SIM_FAULT_500_HTML:
    case SIM_FAULT_502_HTML:
    case SIM_FAULT_503_HTML:
    case SIM_FAULT_EMPTY_200:
    case SIM_FAULT_WRONG_JSON:
    case SIM_FAULT_SUCCESS_FALSE:
    case SIM_FAULT_SUCCESS_FALSE_RENTED:
    case SIM_FAULT_INCOMPLETE_LIST:
    case SIM_FAULT_STALE_LIST:
    case SIM_FAULT_DELAY:
    case SIM_FAULT_HOLD:
    case SIM_FAULT_429_PLAIN:
    case SIM_FAULT_429_DETAIL:
    case SIM_FAULT_429_JSON:
    case SIM_FAULT_REDIRECT:
    case SIM_FAULT_AUTH_404:
    case SIM_FAULT_AUTH_401:
    case SIM_FAULT_JSON_ERROR:
    default:
      return SIM_SEND_NORMAL;
    }
}
