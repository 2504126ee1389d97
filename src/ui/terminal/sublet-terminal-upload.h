/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload-queue.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_UPLOAD (sublet_terminal_upload_get_type ())

/*
 * A strip over a terminal: files that are on their way to the instance, and what became of them.
 * Nothing while there is none. Signal "told" (sentence): what is to be spoken.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalUpload,
                      sublet_terminal_upload,
                      SUBLET,
                      TERMINAL_UPLOAD,
                      GtkWidget)

GtkWidget *sublet_terminal_upload_new (SubletUploadQueue *queue);
void sublet_terminal_upload_show (SubletTerminalUpload *self, const SubletUploadFacts *facts);
/* What the instance is charged for what it receives; 0: nothing, or not known. */
void sublet_terminal_upload_set_price (SubletTerminalUpload *self, gint64 price_nusd_per_tb);
void sublet_terminal_upload_set_size_class (SubletTerminalUpload *self, SubletSizeClass size_class);

/* ---- its words ---- */

/* (transfer full): "Uploading model.bin (2 of 5)", "There is a model.bin in /workspace already." */
char *sublet_terminal_upload_dup_sentence (const SubletUploadFacts *facts);
/* (transfer full): "1.2 GB of 4.8 GB · 12 MB/s · 6 min left · $0.01". */
char *sublet_terminal_upload_dup_progress (const SubletUploadFacts *facts,
                                           gint64 price_nusd_per_tb);

G_END_DECLS
