/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-api-error-private.h"
#include "core/api/sublet-exchange-private.h"
#include "core/api/sublet-pacer-private.h"
#include "core/api/sublet-permit.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_TRANSPORT (sublet_transport_get_type ())

/*
 * Carries requests: the key, the queue, the retries of fact sheet 9.4, the verdict on each answer.
 * Main thread. Signal "key-rejected" (GError): the transport's own key is not accepted any more.
 */
G_DECLARE_FINAL_TYPE (SubletTransport, sublet_transport, SUBLET, TRANSPORT, GObject)

/* What to send; copied. */
typedef struct
{
  SubletEndpointId endpoint;
  gint64 id;                      /* in the path; 0 where there is none */
  gint64 key_id;                  /* likewise, an SSH key's */
  const char *query;              /* (nullable): percent-encoded, without the question mark */
  const char *body;               /* (nullable): JSON */
  SecretValue *key;               /* (nullable): another than the transport's own */
  bool ordered;                   /* a read that a person waits for */
  SubletPermit *permit;           /* (nullable): where the bill may rise */
  const SubletDecoding *decoding; /* (nullable): for a 2xx answer; NULL: only @answer is wanted */
} SubletRequest;

/* What came of it. */
typedef struct
{
  GError *error;   /* (owned) (nullable): NULL: done, or read */
  gpointer result; /* (owned) (nullable): of the decoding; beside an error, what came before it */
  GDestroyNotify free_result;
  bool sent;              /* a byte of it may have left */
  int status;             /* HTTP, 0: no answer */
  SubletApiAnswer answer; /* when there was one and no decoding was done */
  gsize wire_bytes;       /* of the answer's body, as it came */
  gint64 retry_after_ms;  /* 429: how long the service wants to be left alone */
} SubletReply;

void sublet_reply_free (SubletReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletReply, sublet_reply_free)

/* For retries; a test puts its own here. Returns 0 to just under 1. */
typedef double (*SubletJitterFunc) (void);

SubletTransport *sublet_transport_new (GUri *base, SubletClock *clock, const SubletPace *pace);

SubletClock *sublet_transport_get_clock (SubletTransport *self);
void sublet_transport_set_key (SubletTransport *self, SecretValue *key);
bool sublet_transport_has_key (SubletTransport *self);
char *sublet_transport_dup_key_print (SubletTransport *self, const char *salt);
void sublet_transport_set_reply_folder (SubletTransport *self, const char *folder);
void sublet_transport_note_secret (SubletTransport *self, SecretValue *value);
void sublet_transport_set_jitter (SubletTransport *self, SubletJitterFunc jitter);

void sublet_transport_send_async (SubletTransport *self,
                                  const SubletRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
SubletReply *sublet_transport_send_finish (SubletTransport *self, GAsyncResult *result);

/* A file beside the service, without the key. */
void sublet_transport_fetch_async (SubletTransport *self,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *sublet_transport_fetch_finish (SubletTransport *self, GAsyncResult *result, GError **error);

G_END_DECLS
