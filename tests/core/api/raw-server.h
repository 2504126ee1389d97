/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A server without an HTTP library, on a thread of its own: it can do on the wire what no library
 * would. It answers GETs and POSTs honestly and keeps their connections; what it does with a PUT or
 * DELETE is its plan.
 */
typedef enum
{
  RAW_PLAN_ANSWER,           /* honestly */
  RAW_PLAN_CLOSE_AFTER_READ, /* reads the request, then closes without a byte */
  RAW_PLAN_RESET_AFTER_READ,
  RAW_PLAN_CLOSE_IN_HEAD, /* closes in the middle of the answer's head */
  RAW_PLAN_CLOSE_IN_BODY, /* a contract's number, then the end before the promised length */
  RAW_PLAN_CUT_NUMBER,    /* the end in the middle of the number */
  RAW_PLAN_SILENCE,       /* reads, then says nothing */
} RawPlan;

typedef struct _RawServer RawServer;

RawServer *raw_server_new (RawPlan plan);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

/* No answer leaves before so many connections are there. */
void raw_server_gather (RawServer *self, guint n_connections);
/* Closes one of those that are open, the oldest first; it is closed when this returns. */
void raw_server_hang_up (RawServer *self, guint i);

const char *raw_server_get_url (RawServer *self);
guint raw_server_count (RawServer *self, const char *method);
guint raw_server_get_n_connections (RawServer *self);
guint raw_server_get_n_open (RawServer *self);
/* Whether a write came on a connection that had served a request before. */
gboolean raw_server_get_write_was_warm (RawServer *self);

G_END_DECLS
