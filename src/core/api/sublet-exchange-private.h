/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-endpoints.h"
#include "core/api/sublet-permit.h"
#include "core/base/sublet-clock.h"

#include <libsecret/secret.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* As much of a reply's beginning as is kept for error messages. */
#define SUBLET_EXCHANGE_KEPT_BYTES (256 * 1024)
/* The same where the whole reply is wanted should it turn out unreadable. */
#define SUBLET_EXCHANGE_WHOLE_BYTES (8 * 1024 * 1024)

/* When a reply was asked for and came, by the service's clock, in Unix microseconds. */
typedef struct
{
  gint64 requested_at_us;
  gint64 requested_mono_us; /* the same by our own clock, which no header can set */
  gint64 received_at_us;
} SubletReplyTimes;

/**
 * SubletDecoding:
 * @begin: makes the state of one decoding
 * @feed: takes the next bytes of a 2xx reply; on a worker thread
 * @end: after the last byte, on a worker thread; returns what the reply says, or an error:
 *   SUBLET_ERROR_PROTOCOL when it cannot be read, any other when the service refused
 * @salvage: (nullable): instead of @end where the reply ended early or could not be read on; on a
 *   worker thread; returns what came before, NULL when that is nothing
 * @free_state: frees the state
 * @free_result: frees what @end or @salvage returned
 */
typedef struct
{
  gpointer (*begin) (void);
  bool (*feed) (gpointer state, const char *text, gsize length, GError **error);
  gpointer (*end) (gpointer state, const SubletReplyTimes *times, GError **error);
  gpointer (*salvage) (gpointer state, const SubletReplyTimes *times);
  GDestroyNotify free_state;
  GDestroyNotify free_result;
} SubletDecoding;

/* One request, once on the wire. Borrowed members must outlive the exchange. */
typedef struct
{
  SoupSession *session;           /* (borrowed) */
  SubletClock *clock;             /* (borrowed) */
  bool *time_noted;               /* (borrowed): whether the service's time was ever noted */
  const SubletEndpoint *endpoint; /* (borrowed) */
  GUri *uri;                      /* (borrowed) */
  SecretValue *key;               /* (borrowed) (nullable): NULL: no request to the service */
  GBytes *body;                   /* (borrowed) (nullable) */
  const SubletDecoding *decoding; /* (borrowed) (nullable): NULL: only the beginning is kept */
  guint kept_bytes;               /* how much of the beginning of a decoded reply is kept */
} SubletExchangeOrder;

/* What became of it. */
typedef struct
{
  bool sent;             /* a byte of it may have left */
  int status;            /* 0: no answer */
  GError *network_error; /* (owned) (nullable): no answer, or none that is whole */
  GError *decode_error;  /* (owned) (nullable) */
  gpointer result;       /* (owned) (nullable): what the decoding made of it; beside an error, of
                            what came before it */
  GDestroyNotify free_result;
  GByteArray *kept; /* (owned): the beginning of the body */
  bool whole;       /* and its end */
  gsize n_bytes;    /* of the body, decompressed */
  gsize wire_bytes; /* of the body, as it came */
  SubletReplyTimes times;
  gint64 retry_after_ms; /* the Retry-After header, 0: none */
  char *location;        /* (owned) (nullable) */
  gint64 duration_us;
} SubletExchange;

void sublet_exchange_free (SubletExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletExchange, sublet_exchange_free)

void sublet_exchange_run_async (const SubletExchangeOrder *order,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
SubletExchange *sublet_exchange_run_finish (GAsyncResult *result);

/* The key's text, ready for the header; NULL with SUBLET_ERROR_INVALID when no key looks so. */
char *sublet_exchange_check_key (SecretValue *key, GError **error);

/* For an exchange's own files: its request, and what of it can be read before the body. */
SoupMessage *sublet_exchange_make_message (const SubletExchangeOrder *order, const char *key);
bool sublet_exchange_read_head (SubletExchange *exchange,
                                const SubletExchangeOrder *order,
                                SoupMessage *message);

G_END_DECLS
