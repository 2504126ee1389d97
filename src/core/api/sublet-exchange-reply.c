/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-exchange-private.h"

/* What a reply's head says, and the end of what is known of one. */

/* 2020: a server that says less does not know the time. */
#define EARLIEST_DATE_US (G_GINT64_CONSTANT (1577836800) * G_TIME_SPAN_SECOND)

static gint64
parse_date_us (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_TIME_SPAN_SECOND : 0;
}

/* Seconds, or a date. */
static gint64
parse_retry_after_ms (const char *text, gint64 now_us)
{
  gint64 seconds = 0;
  gint64 date_us;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_signed (text, 10, 0, 3600, &seconds, NULL))
    return seconds * 1000;

  date_us = parse_date_us (text);
  return date_us > now_us ? (date_us - now_us) / 1000 : 0;
}

/* The header has whole seconds. While it agrees with what is known nothing is noted, so that the
 * service's clock does not jump back and forth with every reply. */
static void
note_date (const SubletExchangeOrder *order, gint64 date_us)
{
  gint64 off_us;

  if (date_us < EARLIEST_DATE_US)
    return;

  date_us += G_TIME_SPAN_SECOND / 2;
  off_us = date_us - sublet_clock_get_service_us (order->clock);
  if (*order->time_noted && ABS (off_us) <= G_TIME_SPAN_SECOND)
    {
      sublet_clock_note_agreement (order->clock);
      return;
    }

  *order->time_noted = true;
  sublet_clock_note_service_time (order->clock, date_us);
}

/**
 * sublet_exchange_read_head: (skip)
 * @exchange: where to note it
 * @order: what was asked for; its clock is told the service's time
 * @message: the request, of which the reply's head is there
 *
 * Returns: whether the body may be read; false when it is said to be larger than anything is read
 */
bool
sublet_exchange_read_head (SubletExchange *exchange,
                           const SubletExchangeOrder *order,
                           SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  goffset length = soup_message_headers_get_content_length (headers);

  exchange->status = (int) soup_message_get_status (message);
  /* Of the service's time the service alone is asked. */
  if (order->key != NULL)
    note_date (order, parse_date_us (soup_message_headers_get_one (headers, "Date")));
  exchange->times.received_at_us = sublet_clock_get_service_us (order->clock);
  exchange->retry_after_ms =
    parse_retry_after_ms (soup_message_headers_get_one (headers, "Retry-After"),
                          exchange->times.received_at_us);
  exchange->location = g_strdup (soup_message_headers_get_one (headers, "Location"));

  /* Where a part is of use, as much is read as may be. */
  return (order->decoding != NULL && order->decoding->salvage != NULL) ||
         soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         length <= 0 || (guint64) length <= order->endpoint->max_bytes;
}

/**
 * sublet_exchange_free: (skip)
 * @exchange: (transfer full): an exchange
 */
void
sublet_exchange_free (SubletExchange *exchange)
{
  g_clear_error (&exchange->network_error);
  g_clear_error (&exchange->decode_error);
  if (exchange->result != NULL)
    exchange->free_result (exchange->result);
  g_byte_array_unref (exchange->kept);
  g_free (exchange->location);
  g_free (exchange);
}
