/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-exchange-private.h"

G_BEGIN_DECLS

/*
 * The decoding of one reply on worker threads while it arrives. The main thread collects pieces and
 * hands them over in lumps; no worker ever waits for the network, and at most one works at a time.
 */
typedef struct _SubletDecodeJob SubletDecodeJob;

SubletDecodeJob *sublet_decode_job_new (const SubletDecoding *decoding);
void sublet_decode_job_free (SubletDecodeJob *self);

void sublet_decode_job_add (SubletDecodeJob *self, GBytes *piece);
void sublet_decode_job_end (SubletDecodeJob *self);
bool sublet_decode_job_cut (SubletDecodeJob *self);
gsize sublet_decode_job_get_waiting_bytes (SubletDecodeJob *self);

bool sublet_decode_job_get_busy (SubletDecodeJob *self);
bool sublet_decode_job_get_ready (SubletDecodeJob *self);
void sublet_decode_job_run_async (SubletDecodeJob *self,
                                  const SubletReplyTimes *times,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
bool sublet_decode_job_run_finish (SubletDecodeJob *self,
                                   GAsyncResult *result,
                                   gpointer *decoded,
                                   GError **error);

G_END_DECLS
