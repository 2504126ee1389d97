/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-announcer.h"
#include "ui/logs/sublet-log-page.h"
#include "ui/logs/sublet-log-search.h"
#include "ui/logs/sublet-log-view.h"

#include <adwaita.h>
#include <stdbool.h>

G_BEGIN_DECLS

struct _SubletLogPage
{
  GtkWidget parent_instance;

  SubletLog *log; /* (owned) */
  guint slow_id;  /* while it is not known what to show */
  gboolean slow;  /* that has taken a while */
  bool has_lines; /* that was told */

  /* template children */
  GtkWidget *content; /* never asked: GTK 4.8 disposes of children that are bound */
  SubletLogSearch *search;
  GtkStack *stack;
  GtkWidget *spinner;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  GtkWidget *ask_button;
  GtkLabel *error_message;
  SubletLogView *view;
  GtkRevealer *new_revealer;
  GtkLabel *new_label;
  GtkWidget *down_button;
  GtkWidget *status_box;
  GtkLabel *status_line;
  GtkWidget *again_button;
  SubletAnnouncer *announcer;
};

/* sublet-log-page-show.c: the face that fits, and what stands below it. */
void sublet_log_page_update (SubletLogPage *self);
void sublet_log_page_update_status (SubletLogPage *self);
void sublet_log_page_update_new (SubletLogPage *self); /* lines that nobody has seen */

G_END_DECLS
