/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"

G_BEGIN_DECLS

/*
 * Whoever plays the demo has rented for a month before: what the simulator knows of it is written
 * into the demo's journal as the engine would have, so that there is a quote beside each bill.
 */
void sublet_demo_past_write_async (SubletJournal *journal,
                                   const char *base_url,
                                   const char *server,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sublet_demo_past_write_finish (SubletJournal *journal,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
