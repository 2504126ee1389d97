/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CLOCK (sublet_clock_get_type ())

G_DECLARE_DERIVABLE_TYPE (SubletClock, sublet_clock, SUBLET, CLOCK, GObject)

/**
 * SubletClockClass:
 * @get_monotonic_us: microseconds that never go back
 * @get_wall_us: this computer's Unix time in microseconds; may be wrong by days
 * @wait_async: completes after so many milliseconds of this clock
 *
 * The base class is the computer's own clock. A test derives from it to make time go as it likes,
 * which is why everything that waits or measures asks a SubletClock and nothing else.
 */
struct _SubletClockClass
{
  GObjectClass parent_class;

  gint64 (*get_monotonic_us) (SubletClock *self);
  gint64 (*get_wall_us) (SubletClock *self);
  void (*wait_async) (SubletClock *self,
                      gint64 duration_ms,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);

  gpointer padding[4];
};

SubletClock *sublet_clock_new (void);

gint64 sublet_clock_get_monotonic_us (SubletClock *self);
gint64 sublet_clock_get_wall_us (SubletClock *self);

void sublet_clock_note_service_time (SubletClock *self, gint64 service_us);
void sublet_clock_note_agreement (SubletClock *self);
gint64 sublet_clock_get_service_us (SubletClock *self);
gint64 sublet_clock_get_heard_us (SubletClock *self);
gint64 sublet_clock_get_service_offset_us (SubletClock *self);

void sublet_clock_wait_async (SubletClock *self,
                              gint64 duration_ms,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sublet_clock_wait_finish (SubletClock *self, GAsyncResult *result, GError **error);

G_END_DECLS
