/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/api/sublet-transport-private.h"

G_BEGIN_DECLS

/* The service's largest page of instances, and where a walk ends in any case. Source: fact sheet
 * 4.1. */
#define SUBLET_CLIENT_PAGE_ROWS 25
#define SUBLET_CLIENT_MAX_PAGES 40

SubletTransport *sublet_client_get_transport (SubletClient *self);

/* A task whose one request decodes into what the task returns. */
void sublet_client_send_read (SubletClient *self, const SubletRequest *request, GTask *task);

/* A step that may raise the bill of an instance that is there, or its reverse. */
typedef struct
{
  SubletEndpointId endpoint;
  const SubletDecoding *decoding; /* of the answer that it was done */
  gpointer source_tag;            /* the client's call */
} SubletPaidCall;

/* Sent once; its task returns a SubletPaidOutcome. */
void sublet_client_send_paid (SubletClient *self,
                              const SubletPaidCall *call,
                              SubletPermit *permit,
                              gint64 id,
                              const char *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* What a write without anything to say sends, as the service's own client does. */
#define SUBLET_CLIENT_EMPTY_BODY "{}"

/* A call that writes; its task returns whether the service accepted it. */
void sublet_client_send_write (SubletClient *self,
                               const SubletRequest *request,
                               gpointer source_tag,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* A task for another one, and the body of one that carries a public key. */
GTask *sublet_client_new_write_task (SubletClient *self,
                                     gpointer source_tag,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *sublet_client_make_key_body (GTask *task, const char *public_key);

G_END_DECLS
