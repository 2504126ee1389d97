/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log-reader-private.h"
#include "core/logs/sublet-log.h"

G_BEGIN_DECLS

/* A first look wants some history. Later ones want what is new; where that does not reach back to
 * what is known, they are as large as the first. */
#define SUBLET_LOG_FIRST_TAIL 5000
#define SUBLET_LOG_NEXT_TAIL 1000

/* The log's three files share this: the object, the lines, and the looks. */
struct _SubletLog
{
  GObject parent_instance;

  SubletClient *client; /* (owned) */
  gint64 instance_id;
  bool host;

  GPtrArray *lines; /* (owned) (element-type SubletLogLine) */
  GArray *hashes;   /* (owned) (element-type guint64): of the latest lines that have an end */
  gsize n_bytes;    /* of the lines' text */
  bool unfinished;  /* the last line has none */
  bool known;
  gint64 known_at_us;
  GError *error; /* (owned) (nullable): of the latest look */

  bool watched;
  GCancellable *look;  /* (owned) (nullable): under way */
  gint64 look_us;      /* when the latest began, by the monotonic clock */
  guint tail;          /* that it asks for */
  gint64 look_bytes;   /* what it has brought, in all its parts */
  gint64 interval_ms;  /* from one look to the next, while none fails */
  guint n_failures;    /* one after the other */
  GCancellable *pause; /* (owned) (nullable): until the next one */
};

void sublet_log_add_lines (SubletLog *self, SubletLogReading *reading);
void sublet_log_take_reading (SubletLog *self, SubletLogReading *reading);
void sublet_log_take_error (SubletLog *self, GError *error);
void sublet_log_begin_look (SubletLog *self, bool ordered);

void sublet_log_on_key_changed (SubletLog *self);
void sublet_log_stop (SubletLog *self);

G_END_DECLS
