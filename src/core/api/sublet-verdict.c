/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-verdict-private.h"

#include "core/base/sublet-error.h"

/* Source of all of these: fact sheet 9.4, 3.4. */
#define MAX_TOO_FAST 3
#define MAX_UNREADABLE 1
#define CREATE_PENALTY_MS 12000

static const gint64 lost_waits_ms[] = { 1000, 3000, 9000 };
static const gint64 too_fast_waits_ms[] = { 2000, 4000, 8000 };

G_STATIC_ASSERT (G_N_ELEMENTS (too_fast_waits_ms) == MAX_TOO_FAST);

/* What nobody answered, or only a proxy. */
static bool
is_lost (const SubletExchange *exchange)
{
  if (exchange->network_error != NULL)
    return exchange->sent &&
           (g_error_matches (exchange->network_error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
            g_error_matches (exchange->network_error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT));

  return exchange->status >= 502 && exchange->status <= 504;
}

/* The service says how long, or it is doubled each time, by chance up to the whole: then not all
 * who were turned away come back at one moment. */
static gint64
get_too_fast_wait_ms (const SubletEndpoint *endpoint,
                      gint64 retry_after_ms,
                      int attempt,
                      double jitter)
{
  gint64 wait_ms = MAX (retry_after_ms, endpoint->gap_ms);

  if (endpoint->id == SUBLET_ENDPOINT_CREATE_INSTANCE)
    wait_ms = MAX (wait_ms, CREATE_PENALTY_MS);
  attempt = MIN (attempt, MAX_TOO_FAST - 1);

  return retry_after_ms > 0
           ? wait_ms + (gint64) (jitter * 1000)
           : MAX (wait_ms, (gint64) (jitter * (double) too_fast_waits_ms[attempt]));
}

/* Nothing is known about a write but that it may have been done. */
static void
make_unknown (SubletReply *reply)
{
  if (g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  reply->error->domain = SUBLET_ERROR;
  reply->error->code = SUBLET_ERROR_OUTCOME_UNKNOWN;
}

/* An answer that broke off after its status refuses nothing. */
static bool
is_clear_refusal (const SubletReply *reply)
{
  return reply->status > 0 && reply->status < 500 &&
         !g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL) &&
         !g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) &&
         !g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT);
}

static bool
is_json_text (const SubletExchange *exchange)
{
  return exchange->kept->len > 0 && exchange->kept->data[0] == '"';
}

static void
read_answer (const SubletExchange *exchange, SubletApiAnswer *answer)
{
  const GByteArray *kept = exchange->kept;

  sublet_api_answer_read (answer,
                          exchange->status,
                          kept->len > 0 ? (const char *) kept->data : "",
                          kept->len);
}

/* Fills @reply from an answer that was not decoded. */
static void
judge_answer (const SubletExchange *exchange, SubletReply *reply)
{
  SubletApiAnswer *answer = &reply->answer;
  bool success = exchange->status >= 200 && exchange->status <= 299;

  read_answer (exchange, answer);
  /* Some calls answer 2xx with nothing, or with a bare text. */
  if (success &&
      (answer->empty || is_json_text (exchange) || (answer->parsed && !answer->success_false)))
    return;

  reply->error = sublet_api_answer_make_error (answer);
}

/* A 2xx reply that was to be decoded. */
static void
judge_decoded (SubletExchange *exchange, SubletReply *reply)
{
  SubletApiAnswer answer;

  if (exchange->decode_error == NULL)
    return;

  reply->error = g_steal_pointer (&exchange->decode_error);
  read_answer (exchange, &answer);
  if (answer.html)
    {
      g_clear_error (&reply->error);
      reply->error = sublet_api_answer_make_error (&answer);
      reply->answer = answer;
      return;
    }

  sublet_api_answer_clear (&answer);
}

/**
 * sublet_verdict_make: (skip)
 * @endpoint: what was asked
 * @exchange: what became of one attempt; its result and errors are taken
 * @attempts: (inout): how often it was tried again
 * @jitter: 0 to 1, by chance
 * @reply: (out) (nullable): what to tell the caller; NULL when it is tried again
 *
 * The retry rule of fact sheet 9.4.
 *
 * Returns: what to do next
 */
SubletVerdict
sublet_verdict_make (const SubletEndpoint *endpoint,
                     SubletExchange *exchange,
                     SubletAttempts *attempts,
                     double jitter,
                     SubletReply **reply)
{
  SubletVerdict verdict = { .next = SUBLET_NEXT_DONE };
  bool reads = endpoint->retry == SUBLET_RETRY_READ;
  bool answered = exchange->network_error == NULL;
  bool lost = is_lost (exchange);
  SubletReply *made = g_new0 (SubletReply, 1);
  bool unreadable;

  *reply = NULL;
  made->status = exchange->status;
  made->wire_bytes = exchange->wire_bytes;
  made->result = g_steal_pointer (&exchange->result);
  made->free_result = exchange->free_result;
  if (!answered)
    {
      made->error = g_steal_pointer (&exchange->network_error);
      /* What was read of an answer may still name a contract. */
      if (exchange->status > 0 && !reads)
        read_answer (exchange, &made->answer);
    }
  else if (made->result != NULL || exchange->decode_error != NULL)
    judge_decoded (exchange, made);
  else
    judge_answer (exchange, made);
  unreadable = answered && exchange->status >= 200 && exchange->status <= 299 &&
               g_error_matches (made->error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);

  if (answered && exchange->status == 429)
    {
      verdict.hold_ms =
        get_too_fast_wait_ms (endpoint,
                              MAX (exchange->retry_after_ms, made->answer.retry_after_ms),
                              attempts->too_fast,
                              jitter);
      made->retry_after_ms = verdict.hold_ms;
      if (endpoint->retry != SUBLET_RETRY_NEVER && attempts->too_fast < MAX_TOO_FAST)
        {
          /* The queue makes it wait. */
          verdict.next = SUBLET_NEXT_AGAIN;
          attempts->too_fast++;
        }
    }
  else if (reads && lost && attempts->lost < (int) G_N_ELEMENTS (lost_waits_ms))
    {
      verdict.next = SUBLET_NEXT_AGAIN;
      verdict.wait_ms =
        MAX (exchange->retry_after_ms, (gint64) (jitter * (double) lost_waits_ms[attempts->lost]));
      attempts->lost++;
    }
  else if (reads && unreadable && attempts->unreadable < MAX_UNREADABLE)
    {
      verdict.next = SUBLET_NEXT_AGAIN;
      attempts->unreadable++;
    }
  else if (unreadable && !made->answer.html && exchange->kept->len > 0)
    {
      verdict.next = SUBLET_NEXT_KEEP;
    }

  if (verdict.next == SUBLET_NEXT_AGAIN)
    {
      sublet_reply_free (made);
      return verdict;
    }

  if (!reads && made->error != NULL && exchange->sent && !is_clear_refusal (made))
    make_unknown (made);
  *reply = made;
  return verdict;
}
