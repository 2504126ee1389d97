/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log-line.h"

G_BEGIN_DECLS

/**
 * SubletLogReading:
 * @lines: (owned) (element-type SubletLogLine): those that are new, equal ones folded
 * @hashes: (owned) (element-type guint64): one of each that is new, folded or not, but for the last
 *   where it is not finished
 * @joined: it was found where it goes on from what was known; else lines may be missing before it
 * @unfinished: the last of @lines has no end yet: it stands for itself, and what comes next takes
 *   its place
 *
 * What a log says beyond what was known of it.
 */
typedef struct
{
  GPtrArray *lines;
  GArray *hashes;
  bool joined;
  bool unfinished;
} SubletLogReading;

void sublet_log_reading_free (SubletLogReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletLogReading, sublet_log_reading_free)

/* @known: of the lines that are known, in order, without one that is not finished. Any thread. */
SubletLogReading *sublet_log_read (GBytes *bytes, const GArray *known, guint max_lines);

/* The same on a worker. */
void sublet_log_read_async (GBytes *bytes,
                            const GArray *known,
                            guint max_lines,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
SubletLogReading *sublet_log_read_finish (GAsyncResult *result);

G_END_DECLS
