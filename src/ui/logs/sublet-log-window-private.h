/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"
#include "ui/logs/sublet-log-page.h"
#include "ui/logs/sublet-log-window.h"

G_BEGIN_DECLS

struct _SubletLogWindow
{
  AdwWindow parent_instance;

  /* construct-only */
  SubletRental *rental; /* (owned) */
  SubletLog *container; /* (owned) */
  SubletLog *host;      /* (owned) */

  gboolean was_shown;   /* lines were, and had the focus */
  GCancellable *saving; /* (owned) (nullable): a file is chosen or written */

  /* template children */
  SubletSizeBin *size_bin;
  AdwHeaderBar *header;
  GtkWidget *sources;
  GtkWidget *second_line;
  GtkWidget *container_button;
  GtkWidget *host_button;
  GtkWidget *search_button;
  GtkWidget *follow_button;
  GtkWidget *save_button;
  AdwToastOverlay *toasts;
  GtkStack *stack;

  SubletLogPage *page; /* (borrowed): the one in sight */
};

/* sublet-log-window-layout.c: the header fits the width that there is. */
void sublet_log_window_update_layout (SubletLogWindow *self);

/* sublet-log-window-save.c: asks for a file first. */
void sublet_log_window_save (SubletLogWindow *self);
void sublet_log_window_write (SubletLogWindow *self, GFile *file);

G_END_DECLS
