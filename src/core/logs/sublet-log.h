/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/logs/sublet-log-line.h"

G_BEGIN_DECLS

/**
 * SubletLogState:
 * @SUBLET_LOG_STATE_NEVER: not asked yet
 * @SUBLET_LOG_STATE_LOADING: asked for the first time
 * @SUBLET_LOG_STATE_EMPTY: it came, and has no line
 * @SUBLET_LOG_STATE_LINES: there are lines; "error" tells when a later look failed
 * @SUBLET_LOG_STATE_ERROR: it did not come yet
 */
typedef enum
{
  SUBLET_LOG_STATE_NEVER,
  SUBLET_LOG_STATE_LOADING,
  SUBLET_LOG_STATE_EMPTY,
  SUBLET_LOG_STATE_LINES,
  SUBLET_LOG_STATE_ERROR,
} SubletLogState;

#define SUBLET_TYPE_LOG_STATE (sublet_log_state_get_type ())

GType sublet_log_state_get_type (void);

/* How often it is asked for while somebody looks; a long one less often. */
#define SUBLET_LOG_INTERVAL_S 10

/* So many lines are kept, equal ones folded, and so much text; older ones go. */
#define SUBLET_LOG_MAX_LINES 50000
#define SUBLET_LOG_MAX_BYTES (16 * 1000 * 1000)

#define SUBLET_TYPE_LOG (sublet_log_get_type ())

/*
 * What an instance's container, or its host of it, has said: a list model of SubletLogLine, the
 * latest last. Main thread; reads only. Properties (read-only, notify): "state", "error" (boxed
 * GError), "known-at-us".
 */
G_DECLARE_FINAL_TYPE (SubletLog, sublet_log, SUBLET, LOG, GObject)

SubletLog *sublet_log_new (SubletClient *client, gint64 instance_id, gboolean host);

gboolean sublet_log_get_host (SubletLog *self);
SubletClock *sublet_log_get_clock (SubletLog *self);

/* Asks now. */
void sublet_log_ask (SubletLog *self);
/* Somebody looks: asks when what is known is old or the key is another one, and every ten seconds.
 */
void sublet_log_set_watched (SubletLog *self, gboolean watched);
gboolean sublet_log_get_watched (SubletLog *self);

SubletLogState sublet_log_get_state (SubletLog *self);
const GError *sublet_log_get_error (SubletLog *self);
gint64 sublet_log_get_known_at_us (SubletLog *self);
guint sublet_log_get_interval_s (SubletLog *self);

G_END_DECLS
