/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-endpoints.h"
#include "core/base/sublet-clock.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_PACER (sublet_pacer_get_type ())

/*
 * The one queue through which every request leaves. Main thread. What ends a cost goes first, then
 * what else a person ordered, then reads, each in the order asked; a read that must wait for its
 * own gap lets later ones pass.
 */
G_DECLARE_FINAL_TYPE (SubletPacer, sublet_pacer, SUBLET, PACER, GObject)

/**
 * SubletPace:
 * @gap_percent: how much of each endpoint's gap is kept
 * @max_in_window: requests in any ten seconds, over all endpoints; 0: no limit
 */
typedef struct
{
  int gap_percent;
  int max_in_window;
} SubletPace;

extern const SubletPace sublet_pace_service;
extern const SubletPace sublet_pace_loopback;

SubletPacer *sublet_pacer_new (SubletClock *clock, const SubletPace *pace);

void sublet_pacer_wait_async (SubletPacer *self,
                              const SubletEndpoint *endpoint,
                              bool ordered,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sublet_pacer_wait_finish (SubletPacer *self, GAsyncResult *result, GError **error);

void sublet_pacer_hold (SubletPacer *self, const SubletEndpoint *endpoint, gint64 duration_ms);

G_END_DECLS
